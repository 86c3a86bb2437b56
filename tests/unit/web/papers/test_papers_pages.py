"""The pages of papers: made beside the pages, edited by people, taken as files, exempt matter kept back."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_decision import OTHER, PROPOSED, SECRET, freeze_test, kept_decision
from web_client import Browser, person

from joinedup.access.audit import faults
from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role
from joinedup.register.deciding import withdraw_exempt
from joinedup.register.models import CommentKind, Decision, DecisionPaper, OptionKind, PaperEdit
from joinedup.reports.papers import PaperKind, why_no_pdf
from joinedup.web.jobs.models import Job, State
from joinedup.web.worker import _work

pytestmark = pytest.mark.unit


@pytest.fixture
def owner(served: Path, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr("joinedup.web.worker._work.os.nice", lambda _: 0)
    return person(Role.HEAD_OF_SERVICE, directorate="children")


@pytest.fixture
def decision(owner: Account) -> Decision:
    made = kept_decision(owner)
    made.exempt_items.create(
        paragraph=3, title="Contract price", public_interest="bids would rise", says=SECRET, by=owner
    )
    return made


def make(who: Account, decision: Decision, kind: str = "officer_report") -> None:
    answer = Browser.of(who).post(f"/decisions/{decision.pk}/papers/{kind}/make/")
    assert answer.status_code == 302
    job = Job.objects.first()
    assert job is not None
    _work.do(job.pk)
    job.refresh_from_db()
    assert job.state == State.DONE, job.says
    assert job.address == f"/decisions/{decision.pk}/papers/{kind}/"


def address(decision: Decision, rest: str = "", kind: str = "officer_report") -> str:
    return f"/decisions/{decision.pk}/papers/{kind}/{rest}"


def write(who: Account, decision: Decision, words: str, section: str = "purpose", **more: object) -> int:
    browser = Browser.of(who)
    where = address(decision, f"sections/{section}/")
    browser.get(where)
    return browser.post(where, {"words": words, "seen": 0, **more}).status_code


def settle(who: Account, decision: Decision, what: str, section: str = "recommendation") -> int:
    said = {"what": what, "seen": PaperEdit.objects.latest("pk").pk}
    return Browser.of(who).post(address(decision, f"sections/{section}/settle/"), said).status_code


def test_a_paper_is_made_read_and_taken_in_every_form(decision: Decision, owner: Account) -> None:
    make(owner, decision)
    page = Browser.of(owner).get(address(decision)).content.decode()
    assert "Where each number comes from" in page
    assert "were looked up again in the frozen tests and found there" in page
    assert "in no frozen test" not in page
    forms = ["docx", "html", *([] if why_no_pdf() else ["pdf"])]
    for form in forms:
        answer = Browser.of(owner).get(address(decision, f"download/{form}/"))
        assert answer.status_code == 200
        assert len(answer.content) > 10_000
        assert answer["Content-Disposition"].startswith("attachment")
    taken = AuditEntry.objects.filter(action="paper taken")
    assert taken.count() == len(forms)
    assert faults() == []


def test_the_list_of_papers_and_the_page_of_the_decision_lead_to_it(
    decision: Decision, owner: Account
) -> None:
    make(owner, decision)
    for page in (f"/decisions/{decision.pk}/papers/", f"/decisions/{decision.pk}/"):
        assert address(decision) in Browser.of(owner).get(page).content.decode()


def test_words_of_people_stand_when_the_paper_is_made_again(decision: Decision, owner: Account) -> None:
    make(owner, decision)
    assert write(owner, decision, "We ask for a pause.", "recommendation") == 302
    assert "We ask for a pause." in Browser.of(owner).get(address(decision)).content.decode()
    freeze_test(decision, OptionKind.PROPOSED, "Trim Family Help", {**PROPOSED, **OTHER}, owner)
    make(owner, decision)
    page = Browser.of(owner).get(address(decision)).content.decode()
    assert "We ask for a pause." in page
    assert "changed below yours in 1 section" in page
    section = Browser.of(owner).get(address(decision, "sections/recommendation/")).content.decode()
    assert "Keep my words" in section
    assert "<ins>" in section
    assert "Say what becomes of your words" in Browser.of(owner).get("/").content.decode()
    assert settle(owner, decision, "keep") == 302
    page = Browser.of(owner).get(address(decision)).content.decode()
    assert "We ask for a pause." in page
    assert "changed below yours" not in page
    assert settle(owner, decision, "take") == 302
    assert "We ask for a pause." not in Browser.of(owner).get(address(decision)).content.decode()
    history = Browser.of(owner).get(address(decision, "sections/recommendation/history/")).content.decode()
    assert "We ask for a pause." in history


def test_a_number_that_no_run_holds_is_marked(decision: Decision, owner: Account) -> None:
    make(owner, decision)
    write(owner, decision, "It saves £2.1m, some say £77.7m, from 1 April 2027 and 1,234 posts.")
    page = Browser.of(owner).get(address(decision)).content.decode()
    assert page.count("<mark") == 2
    assert "£77.7m" in page


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing(
    decision: Decision, owner: Account
) -> None:
    make(owner, decision)
    assert write(owner, decision, "First words.") == 302
    answer = Browser.of(owner).post(
        address(decision, "sections/purpose/"), {"words": "Second words.", "seen": 0}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Somebody else changed" in page
    assert "First words." in page
    assert "Second words." in page


def test_words_that_somebody_has_not_seen_are_not_given_up_for_the_models(
    decision: Decision, owner: Account
) -> None:
    make(owner, decision)
    assert write(owner, decision, "First words.") == 302
    page = Browser.of(owner).get(address(decision, "sections/purpose/")).content.decode()
    seen = str(PaperEdit.objects.get().pk)
    assert f'name="seen" value="{seen}"' in page.partition("settle")[2]
    assert write(owner, decision, "Second words.", seen=seen) == 302
    where = address(decision, "sections/purpose/settle/")
    answer = Browser.of(owner).post(where, {"what": "take", "seen": seen})
    assert answer.headers["Location"] == address(decision, "sections/purpose/")
    assert "Second words." in Browser.of(owner).get(address(decision)).content.decode()
    last = str(PaperEdit.objects.latest("pk").pk)
    assert Browser.of(owner).post(where, {"what": "take", "seen": last}).status_code == 302
    assert "Second words." not in Browser.of(owner).get(address(decision)).content.decode()


def test_exempt_matter_is_for_those_who_decide_publish_and_advise(decision: Decision, owner: Account) -> None:
    make(owner, decision)
    adviser = person(Role.MONITORING_OFFICER)
    assert "431,207" in Browser.of(adviser).get(address(decision)).content.decode()
    assert AuditEntry.objects.filter(action="exempt paper seen").count() == 1
    public = Browser.of(adviser).get(address(decision, "download/html/") + "?public=1").content.decode()
    assert "431,207" not in public
    for who in (owner, person(Role.ANALYST), person(Role.DIRECTOR, directorate="adults")):
        assert "431,207" not in Browser.of(who).get(address(decision)).content.decode()
        answer = Browser.of(who).get(address(decision, "download/html/"))
        assert "431,207" not in answer.content.decode()
        assert Browser.of(who).get(address(decision, "sections/exempt_1/")).status_code == 403


def test_an_exempt_part_that_is_withdrawn_leaves_the_paper_and_what_people_wrote_in_it_stays_kept_back(
    decision: Decision, owner: Account
) -> None:
    second = decision.exempt_items.create(
        paragraph=5,
        title="Advice",
        public_interest="advice is privileged",
        says="Counsel doubts it.",
        by=owner,
    )
    make(owner, decision)
    adviser = person(Role.MONITORING_OFFICER)
    assert write(adviser, decision, "Our lowest price is known.", "exempt_1") == 302
    assert write(adviser, decision, "Counsel is certain.", "exempt_2") == 302
    withdraw_exempt(decision.exempt_items.exclude(pk=second.pk).get(), adviser)
    for _ in range(2):
        for who in (owner, adviser):
            browser = Browser.of(who)
            page = browser.get(address(decision)).content.decode()
            public = browser.get(address(decision, "download/html/") + "?public=1").content.decode()
            assert "Contract price" not in public and "Advice" in public
            # The other keeps its own words, though it is now the only one.
            assert ("Counsel is certain." in page) == (who == adviser)
            assert ("Our lowest price" in page) == (who == adviser)
            assert "bids would rise" not in page + public
            assert browser.get(address(decision, "sections/exempt_1/")).status_code == 404
        make(owner, decision)


def test_a_section_that_is_marked_exempt_stays_so_where_an_exempt_part_is_withdrawn(
    decision: Decision, owner: Account
) -> None:
    make(owner, decision)
    adviser = person(Role.MONITORING_OFFICER)
    assert write(adviser, decision, "Our lowest price is known.", "legal", exempt="Paragraph 3") == 302
    withdraw_exempt(decision.exempt_items.get(), adviser)
    assert "Our lowest price" not in Browser.of(owner).get(address(decision)).content.decode()
    public = Browser.of(adviser).get(address(decision, "download/html/") + "?public=1").content.decode()
    assert "This part is not published: Paragraph 3." in public


def test_a_section_that_is_marked_exempt_is_kept_from_the_others(decision: Decision, owner: Account) -> None:
    make(owner, decision)
    adviser = person(Role.MONITORING_OFFICER)
    assert write(adviser, decision, "Our lowest price is known.", "legal", exempt="Paragraph 3") == 302
    assert "Our lowest price" not in Browser.of(owner).get(address(decision)).content.decode()
    assert "Our lowest price" in Browser.of(adviser).get(address(decision)).content.decode()
    assert Browser.of(owner).get(address(decision, "sections/legal/")).status_code == 403


def test_what_was_written_while_a_section_was_exempt_stays_kept_back_when_it_is_so_no_longer(
    decision: Decision, owner: Account
) -> None:
    make(owner, decision)
    adviser = person(Role.MONITORING_OFFICER)
    assert write(adviser, decision, "Our lowest price is known.", "legal", exempt="Paragraph 3") == 302
    first = PaperEdit.objects.get()
    assert write(adviser, decision, "It is lawful.", "legal", exempt="", seen=first.pk) == 302
    where = address(decision, "sections/legal/history/")
    mine = Browser.of(owner).get(where).content.decode()
    assert "It is lawful." in mine and "Our lowest price" not in mine
    assert "while it was exempt" in mine
    assert "Our lowest price" in Browser.of(adviser).get(where).content.decode()


def test_the_check_of_numbers_tells_no_number_of_an_exempt_section(
    decision: Decision, owner: Account
) -> None:
    make(owner, decision)
    adviser = person(Role.MONITORING_OFFICER)
    assert write(adviser, decision, "We would take 765,432 pounds.", "legal", exempt="Paragraph 3") == 302
    assert "765,432" in Browser.of(adviser).get(address(decision)).content.decode()
    assert "765,432" not in Browser.of(owner).get(address(decision)).content.decode()


def test_of_an_officers_comments_the_last_stands_in_the_paper(decision: Decision, owner: Account) -> None:
    for kind, says in (
        (CommentKind.SECTION_151, "It cannot be afforded."),
        (CommentKind.MONITORING_OFFICER, "It is lawful."),
        (CommentKind.SECTION_151, "It can be afforded now."),
    ):
        decision.statutory_comments.create(kind=kind, says=says, by=owner)
    make(owner, decision)
    page = Browser.of(owner).get(address(decision)).content.decode()
    assert "It can be afforded now." in page and "It is lawful." in page
    assert "It cannot be afforded." not in page


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.ANALYST, {}), (Role.PARTNER, {}), (Role.HEAD_OF_SERVICE, {"directorate": "adults"})],
)
def test_only_those_whose_decision_it_is_make_papers_and_write(
    decision: Decision, owner: Account, role: Role, place: dict[str, str]
) -> None:
    make(owner, decision)
    other = Browser.of(person(role, **place))
    for where in ("make/", "sections/purpose/", "sections/purpose/settle/"):
        assert other.post(address(decision, where), {"words": "x", "what": "take"}).status_code == 403
    assert DecisionPaper.objects.get().edits.count() == 0


@pytest.mark.parametrize("rest", ["", "download/exe/", "sections/none/", "sections/none/history/"])
def test_what_is_not_there_says_so(decision: Decision, owner: Account, rest: str) -> None:
    assert Browser.of(owner).get(address(decision, rest)).status_code == 404
    make(owner, decision)
    expected = 200 if not rest else 404
    assert Browser.of(owner).get(address(decision, rest)).status_code == expected


@pytest.mark.parametrize("words", ["", " ", "[table: Nowhere]", "x" * 40_001])
def test_bad_words_are_refused_in_the_form(decision: Decision, owner: Account, words: str) -> None:
    make(owner, decision)
    answer = Browser.of(owner).post(address(decision, "sections/purpose/"), {"words": words, "seen": 0})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("kind", PaperKind)
def test_every_kind_is_made_from_the_register(decision: Decision, owner: Account, kind: PaperKind) -> None:
    make(owner, decision, kind.value)
    page = Browser.of(owner).get(address(decision, kind=kind.value)).content.decode()
    assert kind.says in page


def test_a_test_that_was_tampered_with_is_refused(decision: Decision, owner: Account) -> None:
    test = decision.options.first().tests.first()  # type: ignore[union-attr]
    assert test is not None
    test.content = bytes(test.content)[:-1] + b"x"
    test.save()
    Browser.of(owner).post(f"/decisions/{decision.pk}/papers/officer_report/make/")
    job = Job.objects.first()
    assert job is not None
    _work.do(job.pk)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "not what it was when it was frozen" in job.says
