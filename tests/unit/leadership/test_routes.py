"""The lawful route of a decision, and what a patch lead may decide alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from joinedup.errors import InputRefused
from joinedup.folder import Council, read_council
from joinedup.leadership import (
    Delegations,
    PatchArrangement,
    Route,
    Taker,
    may_decide,
    read_delegations,
    read_leadership,
    route_of,
)

pytestmark = pytest.mark.unit

ON = date(2026, 11, 22)
NORTH, SOUTH = "Patch Lead, North Middleshire", "Patch Lead, South Vale"


@pytest.fixture(scope="module")
def council(small_county: Path) -> Council:
    return read_council(small_county)


@pytest.fixture(scope="module")
def delegations(council: Council) -> Delegations:
    return read_delegations(council)


@pytest.fixture(scope="module")
def patches(council: Council) -> dict[str, PatchArrangement]:
    return {one.patch: one for one in read_leadership(council).on(ON).patches}


def route(delegations: Delegations, pounds: float, subject: str = "savings", **more: object) -> Route:
    stated = {"wards": 1, "directorate": "children", "patch": "", "asked_by_post": ""} | more
    return route_of(delegations, pounds, subject, **stated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pounds", "more", "taker", "who"),
    [
        (60_000, {"asked_by_post": "Head of Fostering"}, Taker.OFFICER, "Head of Fostering"),
        (100_000, {"asked_by_post": "Head of Fostering"}, Taker.OFFICER, "Head of Fostering"),
        (
            100_000.01,
            {"asked_by_post": "Head of Fostering"},
            Taker.OFFICER,
            "Executive Director of Children and Families",
        ),
        (60_000, {"directorate": "housing"}, Taker.OFFICER, "Executive Director of Place"),
        (300_000, {}, Taker.CABINET_MEMBER, "the Lead Member for Children's Services"),
        (
            300_000,
            {"directorate": "education"},
            Taker.CABINET_MEMBER,
            "the Cabinet Member for Education and Skills",
        ),
        (500_000, {}, Taker.CABINET, "Cabinet"),
        (-500_000, {}, Taker.CABINET, "Cabinet"),
        (1_000, {"wards": 2}, Taker.CABINET, "Cabinet"),
        (0, {"subject": "budget_and_council_tax"}, Taker.FULL_COUNCIL, "Full Council"),
        (1_000, {"subject": "school_organisation"}, Taker.CABINET, "Cabinet"),
    ],
)
def test_the_nearest_decision_maker_whose_delegation_covers_it_decides(
    delegations: Delegations, pounds: float, more: dict[str, object], taker: Taker, who: str
) -> None:
    found = route(delegations, pounds, **more)
    assert (found.taker, found.who) == (taker, who)
    assert found.clause in found.why


def test_a_decision_is_key_by_sum_or_by_wards_and_says_why(delegations: Delegations) -> None:
    assert not route(delegations, 499_999.99).is_key
    by_sum = route(delegations, 500_000)
    assert by_sum.is_key
    assert "Part 2, Article 13, paragraph 13.3; SI 2012/2089, regulation 8" in by_sum.key_because[0]
    by_both = route(delegations, 500_000, wards=2)
    assert len(by_both.key_because) == 2


def test_a_decision_of_full_council_is_never_key(delegations: Delegations) -> None:
    found = route(delegations, 9_000_000, "budget_and_council_tax", wards=64)
    assert not found.is_key
    assert "not an executive decision" in found.key_because[0]


def test_a_larger_sum_never_finds_a_nearer_decision_maker(delegations: Delegations) -> None:
    order = list(Taker)
    takers = [order.index(route(delegations, pounds).taker) for pounds in range(0, 700_000, 12_345)]
    assert takers == sorted(takers)


def test_everybody_passed_over_is_told_with_a_reason_and_paragraph(delegations: Delegations) -> None:
    found = route(delegations, 300_000, asked_by_post="Head of Fostering")
    assert any(
        one.startswith("a head of service: £300,000 is above the limit of £100,000")
        for one in found.passed_over
    )
    assert all("Part 3" in one for one in found.passed_over)


def test_an_unknown_subject_is_refused_with_those_known(delegations: Delegations) -> None:
    with pytest.raises(InputRefused, match="no subject 'bins'") as refused:
        route(delegations, 1, "bins")
    assert "service_change" in str(refused.value)


def test_a_scheme_that_leaves_a_decision_to_nobody_is_refused(delegations: Delegations) -> None:
    without = replace(
        delegations,
        delegations=tuple(one for one in delegations.delegations if one.taker is Taker.PATCH_LEAD),
    )
    with pytest.raises(InputRefused, match="Nobody may take"):
        route(without, 1)


def test_a_patch_lead_decides_within_delegation(
    delegations: Delegations, patches: dict[str, PatchArrangement]
) -> None:
    may = may_decide(delegations, patches["north"], 25_000, "use_of_premises", 1, "children", "north")
    assert may.is_within
    assert (may.route.taker, may.route.who) == (Taker.PATCH_LEAD, NORTH)
    assert may.why == (f"Within what {NORTH} may decide alone (Part 3, section 7, paragraph 7.4).",)


@pytest.mark.parametrize(
    ("patch", "pounds", "subject", "wards", "where", "why"),
    [
        ("north", 25_000.01, "use_of_premises", 1, "north", "£25,000.01 is above the limit of £25,000"),
        (
            "south",
            20_000,
            "local_activities",
            1,
            "south",
            "£20,000 is above what was agreed",
        ),
        ("south", 5_000, "use_of_premises", 1, "south", "the subject was not agreed for the patch"),
        ("north", 5_000, "contracts", 1, "north", "the subject is not delegated"),
        ("north", 5_000, "local_activities", 2, "north", "it is a key decision"),
        ("north", 5_000, "local_activities", 1, "south", "it lies in another patch"),
        ("north", 5_000, "local_activities", 1, "", "it does not stay within one patch"),
        ("north", 5_000, "policy_framework", 1, "north", "plans of the policy framework is reserved"),
    ],
)
def test_a_patch_lead_is_stopped_beyond_it_and_told_why(
    delegations: Delegations,
    patches: dict[str, PatchArrangement],
    patch: str,
    pounds: float,
    subject: str,
    wards: int,
    where: str,
    why: str,
) -> None:
    may = may_decide(delegations, patches[patch], pounds, subject, wards, "children", where)
    assert not may.is_within
    assert any(one.startswith(why) for one in may.why), may.why
    assert may.route.taker is not Taker.PATCH_LEAD


def test_a_patch_without_an_arrangement_leaves_its_lead_nothing(
    delegations: Delegations, patches: dict[str, PatchArrangement]
) -> None:
    found = route(delegations, 100, "local_activities", patch="north", asked_by_post=NORTH, arrangements=())
    assert found.taker is Taker.OFFICER
    none = replace(patches["north"], alone_up_to=None)
    may = may_decide(delegations, none, 0, "local_activities", 1, "children", "north")
    assert any("nothing may be decided alone" in one for one in may.why)


def rewritten(council: Council, folder: Path, old: str, new: str) -> Council:
    text = (council.folder / "leadership" / "delegations.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "leadership").mkdir()
    (folder / "leadership" / "delegations.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return replace(council, folder=folder)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("adopted: 2025-05-19", "adopted: 2025-02-30", "day is out of range for month"),
        ("pounds_from: 500000", "pounds_from: lots", "key_decision.pounds_from"),
        ("pounds_from: 500000", "pounds_from: .inf", "not a number that can be reckoned with"),
        ("subject: policy_framework", "subject: policy", "not among the subjects declared"),
        ("directorates: [adults]", "directorates: [adlts]", "there is no directorate 'adlts'"),
        ("taker: cabinet\n", "taker: the_cabinet\n", "delegations.14.taker"),
        ("subject: policy_framework", "subject: constitution", "reserved twice"),
    ],
)
def test_a_wrong_file_is_refused_in_words(
    council: Council, tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        read_delegations(rewritten(council, tmp_path, old, new))
    assert says in str(refused.value)


def test_a_missing_file_is_refused(council: Council, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"no file .*delegations\.yaml"):
        read_delegations(replace(council, folder=tmp_path))
