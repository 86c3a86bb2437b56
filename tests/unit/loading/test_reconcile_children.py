"""The same child across returns: every part of every question, counted on children made for it."""

from __future__ import annotations

import pytest
from fake_returns import fake_file, load_fake

from joinedup.folder import Council
from joinedup.loading import Finding, LoadReport

pytestmark = pytest.mark.unit

BORN = "2014-05-01"


@pytest.fixture
def report(council: Council) -> LoadReport:
    files = {
        "header.csv": fake_file(
            "ssda903_header",
            "2026",
            f"2026,agrees,1,{BORN},A000000000001",
            f"2026,closed,F,{BORN},A000000000002",
            f"2026,other-number,2,{BORN},A000000000003",
            f"2026,absent,M,{BORN},UN3",
            f"2026,break,M,{BORN},A000000000005",
            f"2026,left,M,{BORN},A000000000006",
            "2026,older,M,2004-01-01,A000000000007",
            f"2025,agrees,2,{BORN},A000000000001",
        ),
        "episodes.csv": fake_file(
            "ssda903_episodes",
            "2026",
            "2026,agrees,2024-01-01,2025-01-01,C2",
            "2026,agrees,2025-01-01,,C2",
            "2026,closed,2025-01-01,,C2",
            "2026,other-number,2025-01-01,2026-04-01,C2",
            "2026,absent,2025-01-01,,C2",
            "2026,break,2025-01-01,,V4",
            "2026,left,2025-01-01,2026-03-31,C2",
            "2026,older,2025-01-01,,C2",
        ),
        "cin_children.csv": fake_file(
            "cin_children",
            "2026",
            f"2026,agrees,M,{BORN},a000000000001 ",
            "2026,closed,M,2014-05-02,A000000000009",
            f"2026,second-number,F,{BORN},A000000000003",
            f"2026,left,M,{BORN},",
            "2026,older,,2004-01-01,A000000000007",
        ),
        "cin_details.csv": fake_file(
            "cin_details",
            "2026",
            "2026,agrees,2024-01-01,",
            "2026,closed,2024-01-01,2026-03-31",
            "2026,second-number,2024-01-01,",
            "2026,older,2024-01-01,",
        ),
        "pupils.csv": fake_file(
            "pupil_census",
            "2026",
            f"p1,A000000000001,{BORN},F,2026-01-15",
            f"p2,A000000000002,{BORN},F,2026-01-15",
            f"p3,A000000000008,{BORN},F,2026-01-15",
            f"p4,A000000000008,{BORN},M,2026-01-15",
            f"p5,A000000000001,{BORN},M,2025-01-15",
        ),
    }
    for name, text in files.items():
        (council.data / name).write_text(text, encoding="utf-8")
    return load_fake(council)


def found(report: LoadReport, question: str, rule: str) -> Finding:
    return next(one for one in report.findings if one.rule == rule and one.group.startswith(question))


IN_CENSUS = "Are children looked after on 31 March 2026 open in the children in need census?"
AGREE = "Do the SSDA903"
ABOUT = "What do the SSDA903"
CARE_AT_SCHOOL = "Are looked-after children of school age in the school census of 15 January 2026?"
NEED_AT_SCHOOL = "Are children in need of school age"


@pytest.mark.parametrize(
    ("question", "rule", "children", "rows"),
    [
        # Short breaks (break) and a stay that ended on the day itself (left) are not counted.
        (IN_CENSUS, "looked-after", 5, {}),
        (IN_CENSUS, "open", 2, {}),
        (IN_CENSUS, "closed", 1, {"episodes.csv": (3,)}),
        (IN_CENSUS, "by-upn", 1, {"episodes.csv": (4,)}),
        (IN_CENSUS, "absent", 1, {"episodes.csv": (5,)}),
        (AGREE, "in-both", 4, {}),
        (AGREE, "agree", 3, {}),
        (AGREE, "disagree", 1, {"cin_children.csv": (2,), "header.csv": (2,)}),
        (ABOUT, "born", 1, {"cin_children.csv": (2,), "header.csv": (2,)}),
        (ABOUT, "sex", 1, {"cin_children.csv": (2,), "header.csv": (2,)}),
        (ABOUT, "upn", 1, {"cin_children.csv": (2,), "header.csv": (2,)}),
        (ABOUT, "upn-in-one", 1, {"cin_children.csv": (4,), "header.csv": (6,)}),
        ("Does one UPN stand for one child", "shared", 2, {"cin_children.csv": (3,), "header.csv": (3,)}),
        # The child aged 21 is not of school age.
        (CARE_AT_SCHOOL, "looked-after-of-school-age", 4, {}),
        (CARE_AT_SCHOOL, "agrees", 1, {}),
        (CARE_AT_SCHOOL, "disagrees", 1, {"header.csv": (1,)}),
        (CARE_AT_SCHOOL, "not-in-census", 1, {"header.csv": (3,)}),
        (CARE_AT_SCHOOL, "no-upn", 1, {"header.csv": (4,)}),
        (NEED_AT_SCHOOL, "in-need-of-school-age", 2, {}),
        (NEED_AT_SCHOOL, "disagrees", 1, {"cin_children.csv": (1,)}),
        (NEED_AT_SCHOOL, "not-in-census", 1, {"cin_children.csv": (3,)}),
        ("Does one UPN stand for one pupil", "shared", 2, {"pupils.csv": (3, 4)}),
    ],
)
def test_children_are_counted_and_found(
    report: LoadReport, question: str, rule: str, children: int, rows: dict[str, tuple[int, ...]]
) -> None:
    finding = found(report, question, rule)
    assert finding.children == children
    assert {one.source_file: one.rows for one in finding.rows} == rows


def test_parts_add_up_to_their_total(report: LoadReport) -> None:
    totals = [one for one in report.findings if one.is_total]
    assert len(totals) == 4
    for total in totals:
        parts = [one for one in report.findings if one.group == total.group and one.in_total]
        assert sum(part.children for part in parts) == total.children


def test_every_finding_that_lists_rows_says_what_to_do(report: LoadReport) -> None:
    assert all(finding.todo for finding in report.findings if finding.rows)


def test_nothing_is_asked_of_returns_that_are_not_there(council: Council) -> None:
    (council.data / "rolls.csv").write_text(fake_file("rolls", "2026", "1,R,30"), encoding="utf-8")
    assert load_fake(council).findings == ()


def test_no_child_is_named(report: LoadReport) -> None:
    text = str(report.to_json())
    for secret in ("agrees,", "second-number", "other-number", BORN, "A000000000003", "A000000000009"):
        assert secret not in text
