"""Leadership in the web application: every page, every form, and what each refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from web_client import Browser, in_parts, person

from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role
from joinedup.folder import read_council
from joinedup.leadership import drafts_of, read_draft, read_leadership
from joinedup.register.models import Decision, Stage

pytestmark = pytest.mark.unit

READERS = [role for role in Role if role not in (Role.ADMINISTRATOR, Role.PARTNER)]


def page(browser: Browser, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def test_the_overview_shows_findings_first_and_every_post(served: Path, browser: Browser) -> None:
    content = page(browser, "/leadership/")
    assert content.index("Findings") < content.index("Who reports to whom")
    assert "in the portfolio Education and Skills, which the lead member does not hold." in content
    assert "Full council of 19 May 2025 gave education a portfolio of its own" in content
    structure = read_leadership(read_council(served)).on(timezone.localdate())
    for post in structure.posts:
        assert f'href="{reverse("leadership")}posts/' in content
        assert post.replace("'", "&#39;") in content


def test_each_post_priority_and_patch_has_a_page(served: Path, browser: Browser) -> None:
    content = page(browser, "/leadership/posts/head-of-fostering/")
    assert "Looked-after children living with family and friends" in content
    assert "Record reasons" not in content
    assert "Family group conferences" in page(browser, "/leadership/priorities/P04/")
    content = page(browser, "/leadership/patches/south/")
    assert "£15,000 a decision: activities and small purchases in a patch" in content
    assert "Part 3, section 7, paragraph 7.4" in content
    for address in ("/leadership/priorities/", "/leadership/members-and-partners/", "/leadership/checks/"):
        page(browser, address)


@pytest.mark.parametrize(
    "address",
    [
        "/leadership/posts/nobody/",
        "/leadership/posts/nobody/handover/",
        "/leadership/priorities/P99/",
        "/leadership/priorities/P99/contribute/",
        "/leadership/patches/moon/",
        "/leadership/structures/nothing/",
        "/leadership/structures/nothing/change/",
        "/leadership/structures/people-and-place/change/explode/",
        "/leadership/checks/one-member/nothing/reasons/",
        "/leadership/files/council.toml",
        "/leadership/files/..%2Fcouncil.toml",
        "/leadership/assurance/99/",
        "/leadership/posts/head-of-fostering/handover/?as=exe",
    ],
)
def test_what_is_not_there_is_not_found(browser: Browser, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_every_rule_is_on_the_page_with_standing_and_where_it_was_read(browser: Browser) -> None:
    content = page(browser, "/leadership/checks/")
    assert content.count("Read in: ") == 24
    assert "Recalled: check the clause" in content
    table = browser.get("/leadership/checks/?as=csv")
    assert table["Content-Type"].startswith("text/csv")
    assert table.content.decode("utf-8-sig").count("\n") >= 24


def test_a_recalled_rule_is_labelled_on_every_page_that_shows_it(served: Path, browser: Browser) -> None:
    path = served / "leadership" / "assurance.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("25/02/2025", ""), encoding="utf-8")
    for address in ("/leadership/", "/leadership/checks/"):
        content = page(browser, address)
        at = content.index("had no peer challenge")
        assert "Recalled: check the clause" in content[max(0, at - 900) : at + 900]


@pytest.mark.parametrize("role", READERS)
def test_readers_see_and_only_editors_are_offered_changes(served: Path, role: Role) -> None:
    browser = Browser.of(person(role))
    content = page(browser, "/leadership/checks/")
    may_edit = role in (Role.CHIEF_EXECUTIVE, Role.MONITORING_OFFICER)
    assert ("Record reasons" in content) == may_edit
    answer = browser.get("/leadership/structures/new/")
    assert answer.status_code == (200 if may_edit else 403)
    answer = browser.get("/leadership/assurance/new/")
    assert answer.status_code == (200 if role is Role.CHIEF_EXECUTIVE else 403)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PARTNER])
def test_others_see_nothing_of_leadership(served: Path, role: Role) -> None:
    assert Browser.of(person(role)).get("/leadership/").status_code == 403


def test_files_with_faults_are_told_on_a_clear_page_and_to_those_who_may_correct_them(
    served: Path, browser: Browser
) -> None:
    path = served / "leadership" / "teams.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",F01,", ",F77,"), encoding="utf-8")
    content = page(browser, "/leadership/", status=422)
    assert "no file declares the function &#39;F77&#39;" in content
    assert "Correct the files of leadership" in page(browser, "/")
    assert "Correct the files" not in page(Browser.of(person(Role.ANALYST)), "/")


def test_a_council_without_files_is_told_what_to_fill_in(served: Path, browser: Browser) -> None:
    for path in (served / "leadership").glob("*.csv"):
        path.unlink()
    assert "Fill in <code>leadership/posts.csv</code>" in page(browser, "/leadership/")
    page(browser, "/leadership/checks/")
    page(browser, "/leadership/members-and-partners/")
    page(browser, "/leadership/priorities/")


def test_a_handover_pack_is_a_page_and_a_document(served: Path, chief: Account, browser: Browser) -> None:
    for title, stage in (("Close one club", Stage.PROPOSED), ("An old one", Stage.REVIEWED)):
        Decision.objects.create(
            title=title, owner_post="Head of Fostering", directorate="children", stage=stage, made_by=chief
        )
    address = "/leadership/posts/head-of-fostering/handover/"
    content = page(browser, address)
    assert "Close one club (Proposed)" in content
    assert "An old one" not in content
    assert "not held" in content
    word = browser.get(f"{address}?as=docx")
    assert word.content[:2] == b"PK"
    assert "head-of-fostering-handover-pack.docx" in word["Content-Disposition"]
    assert b"<h1>Head of Fostering</h1>" in browser.get(f"{address}?as=html").content
    assert AuditEntry.objects.filter(action="handover pack taken").count() == 2


def reasons_address() -> str:
    return "/leadership/checks/owner-can-act/looked-after-children-living-with-family-and-friends/reasons/"


def version_on(content: str) -> str:
    return content.split('name="version" value="')[1].split('"')[0]


def test_reasons_are_recorded_in_the_file_and_shown(served: Path, browser: Browser) -> None:
    version = version_on(page(browser, reasons_address()))
    said = {"reasons": "Weighed <b>twice</b>", "recorded_by": "Chief Executive", "version": version}
    assert browser.post(reasons_address(), said).status_code == 302
    content = page(browser, "/leadership/checks/")
    assert "Weighed &lt;b&gt;twice&lt;/b&gt;" in content
    assert "owner-can-act" in (served / "leadership" / "departures.csv").read_text(encoding="utf-8")
    assert AuditEntry.objects.filter(action="reasons for a departure recorded").count() == 1


def test_reasons_need_words_a_post_and_the_file_as_it_was(served: Path, browser: Browser) -> None:
    version = version_on(page(browser, reasons_address()))
    empty = browser.post(reasons_address(), {"version": version})
    assert "Error: Record reasons" in empty.content.decode()
    path = served / "leadership" / "departures.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    before = path.read_bytes()
    said = {"reasons": "Weighed", "recorded_by": "Chief Executive", "version": version}
    late = browser.post(reasons_address(), said)
    assert "was changed while you were writing" in late.content.decode()
    assert path.read_bytes() == before
    # What is not written is not in the audit either.
    assert not AuditEntry.objects.filter(action="reasons for a departure recorded").exists()


STEP = "/leadership/priorities/P01/steps/libraries/family-help-in-six-libraries/"


def test_a_step_is_marked_done_by_whoever_delivers_in_its_directorate(served: Path) -> None:
    browser = Browser.of(person(Role.HEAD_OF_SERVICE, directorate="communities"))
    content = page(browser, "/leadership/priorities/P01/")
    assert STEP in content
    assert "/family-hubs/" not in content
    said = {**in_parts("done", timezone.localdate()), "version": version_on(page(browser, STEP))}
    assert browser.post(STEP, said).status_code == 302
    done = [
        one.done
        for one in read_leadership(read_council(served)).contributions
        if one.step.endswith("libraries")
    ]
    assert done == [timezone.localdate()]


def test_a_step_of_another_directorate_cannot_be_marked(served: Path) -> None:
    browser = Browser.of(person(Role.HEAD_OF_SERVICE, directorate="children"))
    assert browser.get(STEP).status_code == 403
    assert browser.post(STEP, in_parts("done", timezone.localdate())).status_code == 403


@pytest.mark.parametrize("day", [("31", "2", "2026"), ("1", "1", "2999"), ("x", "", "")])
def test_a_day_that_cannot_be_gives_a_field_error(served: Path, day: tuple[str, str, str]) -> None:
    browser = Browser.of(person(Role.HEAD_OF_SERVICE, directorate="communities"))
    said = {f"done_{at}": part for at, part in enumerate(day)}
    answer = browser.post(STEP, said)
    assert answer.status_code == 200
    assert "Error: Step of the roadmap" in answer.content.decode()


def test_a_contribution_is_added_and_a_repeat_is_refused(served: Path, browser: Browser) -> None:
    address = "/leadership/priorities/P07/contribute/"
    said = {
        "service": "Museums",
        "directorate": "Communities and Culture",
        "post": "Head of Culture and Leisure",
        "contributes": "Mornings for children who miss school",
        "evidence": "None yet",
        "grade": "judgement",
        "step": "One museum",
        **in_parts("due", date(2027, 5, 1)),
    }
    assert browser.post(address, {**said, "version": version_on(page(browser, address))}).status_code == 302
    assert "Mornings for children who miss school" in page(browser, "/leadership/priorities/P07/")
    again = browser.post(address, {**said, "version": version_on(page(browser, address))})
    assert "repeat of an earlier row" in again.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/leadership/structures/new/", "/leadership/priorities/P07/contribute/", "/leadership/assurance/new/"],
)
def test_a_form_sent_empty_says_what_each_field_wants(served: Path, browser: Browser, address: str) -> None:
    content = browser.post(address, {}).content.decode()
    assert "<title>Error: " in content
    assert "This field is required" not in content


def test_drafts_are_compared_and_downloaded(served: Path, browser: Browser) -> None:
    content = page(browser, "/leadership/structures/")
    assert "One director for people and place" in content
    content = page(browser, "/leadership/structures/patch-directors/")
    assert "8 lines to the director would break and 0 would be mended." in content
    assert "Findings that the draft would bring" in content
    text = browser.get("/leadership/structures/patch-directors/?as=yaml").content.decode()
    assert "kind: move" in text


def test_a_draft_is_made_changed_and_compared(served: Path, browser: Browser) -> None:
    said = {"title": "Interim cover", "says": "For a year", **in_parts("starts", date(2027, 1, 1))}
    assert browser.post("/leadership/structures/new/", said)["Location"] == (
        "/leadership/structures/interim-cover/change/"
    )
    assert browser.get("/leadership/structures/interim-cover/change/?kind=hold").status_code == 302
    address = "/leadership/structures/interim-cover/change/hold/"
    change = {
        "post": "Chief Executive",
        "by_holder_of": "Executive Director of Children and Families",
        "version": version_on(page(browser, address)),
    }
    assert browser.post(address, change).status_code == 302
    content = page(browser, "/leadership/structures/interim-cover/")
    assert "Wokingham withdrew such a plan" in content
    assert "Departs from guidance: record reasons and assurance." in content
    [draft] = [read_draft(p) for p in drafts_of(read_council(served)) if p.stem == "interim-cover"]
    assert [one.kind for one in draft.changes] == ["hold"]
    gone = browser.post("/leadership/structures/interim-cover/remove/1/", {"version": version_on(content)})
    assert gone.status_code == 302
    assert "No finding more or fewer than today." in page(browser, "/leadership/structures/interim-cover/")


@pytest.mark.parametrize(
    "kind",
    ["move", "merge", "create", "remove", "responsibilities", "hold", "portfolio", "share", "patch", "team"],
)
def test_a_change_of_each_kind_left_empty_gives_field_errors(
    served: Path, browser: Browser, kind: str
) -> None:
    address = f"/leadership/structures/people-and-place/change/{kind}/"
    content = page(browser, address)
    assert ('type="checkbox"' in content) == (kind in ("merge", "responsibilities", "portfolio"))
    answer = browser.post(address, {"version": version_on(content)})
    assert answer.status_code == 200
    assert "<title>Error: " in answer.content.decode()
    assert "This field is required" not in answer.content.decode()
    assert len(read_draft(served / "leadership/structures/people-and-place.yaml").changes) == 1


def test_a_change_sent_to_a_draft_that_somebody_changed_is_refused(served: Path, browser: Browser) -> None:
    address = "/leadership/structures/people-and-place/change/move/"
    said = {"post": "Head of Waste", "reports_to": "Chief Executive", "version": "0123456789abcdef"}
    assert "Somebody changed the draft" in browser.post(address, said).content.decode()
    gone = browser.post("/leadership/structures/people-and-place/remove/1/", {"version": "0"})
    assert gone.status_code == 422


def test_a_draft_that_no_longer_fits_says_so_and_can_be_mended(served: Path, browser: Browser) -> None:
    path = served / "leadership/structures/patch-directors.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Lead, South Vale", "Lead, Moon"), encoding="utf-8"
    )
    content = page(browser, "/leadership/structures/patch-directors/", status=422)
    assert "changes.3: there is no post" in content
    gone = browser.post("/leadership/structures/patch-directors/remove/3/", {"version": version_on(content)})
    assert gone.status_code == 302
    assert "6 lines to the director would break" in page(browser, "/leadership/structures/patch-directors/")


@pytest.mark.parametrize("title", ["", "!!!", "new", "People and place"])
def test_a_draft_needs_a_name_of_its_own(browser: Browser, title: str) -> None:
    answer = browser.post(
        "/leadership/structures/new/", {"title": title, **in_parts("starts", date(2027, 1, 1))}
    )
    assert "<title>Error: " in answer.content.decode()


def test_a_draft_file_that_cannot_be_read_is_told_beside_the_others(served: Path, browser: Browser) -> None:
    (served / "leadership/structures/broken.yaml").write_text("title: x\n", encoding="utf-8")
    content = page(browser, "/leadership/structures/")
    assert "broken.yaml" in content
    assert "One director for people and place" in content
    page(browser, "/leadership/structures/broken/", status=422)


def test_a_file_is_downloaded_as_it_is(served: Path, browser: Browser) -> None:
    answer = browser.get("/leadership/files/functions.csv")
    assert answer.content == (served / "leadership" / "functions.csv").read_bytes()
    assert answer["Content-Disposition"] == 'attachment; filename="functions.csv"'
