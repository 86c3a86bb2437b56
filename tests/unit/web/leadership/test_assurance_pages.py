"""A test of assurance in the web application, from begin to document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from web_client import Browser, in_parts, person

from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role
from joinedup.errors import InputRefused
from joinedup.leadership import ELEMENTS
from joinedup.register.assurance import describe_test, digest_of
from joinedup.register.models import AssuranceAnswer, AssuranceTest
from joinedup.web.shell import day

pytestmark = pytest.mark.unit


def page(browser: Browser, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def begun(browser: Browser, structure: str = "people-and-place") -> AssuranceTest:
    said = {
        "scope": "One director for people and place",
        "structure": structure,
        "weighs": ["place", "housing"],
    }
    assert browser.post("/leadership/assurance/new/", said).status_code == 302
    return AssuranceTest.objects.get()


def answered(browser: Browser, test: AssuranceTest) -> None:
    for one in ELEMENTS:
        said = {"evidence": "Seen", "finding": "Holds", "judgement": "assured", "version": 0}
        answer = browser.post(f"/leadership/assurance/{test.pk}/{one.code}/", said)
        assert answer.status_code == 302, answer.content.decode()


def described(browser: Browser, test: AssuranceTest) -> None:
    said = {
        "has_interviews": "on",
        "peer_challenge": "Nothing to add",
        "agreed_by": "Cabinet",
        **in_parts("held_on", date(2026, 4, 1)),
        **in_parts("peer_challenge_on", date(2026, 4, 2)),
        **in_parts("next_review", date(2028, 4, 1)),
    }
    assert browser.post(f"/leadership/assurance/{test.pk}/how/", said).status_code == 302


def test_a_test_of_assurance_from_begin_to_document(served: Path, browser: Browser) -> None:
    assert "A test is due." in page(browser, "/leadership/assurance/")
    assert "Hold a test of assurance" in page(browser, "/")
    test = begun(browser)
    assert "Finish the test of assurance" in page(browser, "/")
    assert "0 of 9 elements are answered in full." in page(browser, f"/leadership/assurance/{test.pk}/")
    first = page(browser, f"/leadership/assurance/{test.pk}/statutory_duties/")
    assert "What the council&#39;s files say" in first or "What the council's files say" in first
    assert "functions that the law requires are answered for" in first
    answered(browser, test)
    assert "Complete the test first" in page(browser, f"/leadership/assurance/{test.pk}/agree/")
    described(browser, test)
    agreed = browser.post(f"/leadership/assurance/{test.pk}/agree/", in_parts("agreed_on", date(2026, 5, 1)))
    assert agreed.status_code == 302, agreed.content.decode()
    test.refresh_from_db()
    assert len(test.digest) == 64
    assert browser.get(f"/leadership/assurance/{test.pk}/load/").status_code == 404
    content = page(browser, f"/leadership/assurance/{test.pk}/document/")
    assert "Assured. Agreed by Cabinet on 1 May 2026." in content
    assert test.digest[:16] in content
    assert browser.get(f"/leadership/assurance/{test.pk}/document/?as=docx").content[:2] == b"PK"
    assert "One director for people and place" in page(browser, "/leadership/assurance/")
    # Agreed after every event so far, it ends the finding that a review is due.
    assert "A review is due." not in page(browser, "/leadership/")
    scrutiny = browser.post(
        f"/leadership/assurance/{test.pk}/scrutiny/", in_parts("to_scrutiny_on", date(2026, 6, 1))
    )
    assert scrutiny.status_code == 302
    actions = [one.action for one in AuditEntry.objects.order_by("number")]
    assert "test of assurance begun" in actions
    assert "test of assurance agreed" in actions


def test_a_test_with_something_open_cannot_be_agreed(browser: Browser) -> None:
    test = begun(browser)
    described(browser, test)
    answer = browser.post(f"/leadership/assurance/{test.pk}/agree/", in_parts("agreed_on", date(2026, 5, 1)))
    assert answer.status_code == 200
    assert "give the evidence" in answer.content.decode()
    assert AssuranceTest.objects.get().agreed_on is None


def test_two_people_cannot_undo_each_others_words(browser: Browser) -> None:
    test = begun(browser)
    address = f"/leadership/assurance/{test.pk}/load/"
    said = {"evidence": "First", "finding": "", "judgement": "", "actions": "", "version": 0}
    assert browser.post(address, said).status_code == 302
    late = browser.post(address, {**said, "evidence": "Second"})
    assert "Somebody else changed this part" in late.content.decode()
    assert "Second" in late.content.decode()
    assert AssuranceAnswer.objects.get().evidence == "First"


def agreed_test(browser: Browser) -> AssuranceTest:
    test = begun(browser)
    answered(browser, test)
    described(browser, test)
    where = f"/leadership/assurance/{test.pk}/agree/"
    assert browser.post(where, in_parts("agreed_on", date(2026, 5, 1))).status_code == 302
    return test


def test_what_was_agreed_meanwhile_is_not_described_anew(browser: Browser, chief: Account) -> None:
    stale = agreed_test(browser)
    stale.agreed_on = None
    with pytest.raises(InputRefused):
        describe_test(stale, {"peer_challenge": "Something else"}, chief)
    held = AssuranceTest.objects.get()
    assert (held.peer_challenge, held.digest) == ("Nothing to add", digest_of(held))


def test_a_test_begun_by_mistake_is_dropped_and_an_agreed_one_is_not(browser: Browser) -> None:
    test = begun(browser)
    answered(browser, test)
    assert (
        Browser.of(person(Role.INSPECTOR)).post(f"/leadership/assurance/{test.pk}/drop/").status_code == 403
    )
    assert browser.post(f"/leadership/assurance/{test.pk}/drop/").status_code == 302
    assert not AssuranceTest.objects.exists()
    assert AuditEntry.objects.get(action="test of assurance dropped").detail.count("9") == 1
    assert "Hold a test of assurance" in page(browser, "/")
    kept = agreed_test(browser)
    assert browser.post(f"/leadership/assurance/{kept.pk}/drop/").status_code == 422
    assert AssuranceTest.objects.exists()


@pytest.mark.parametrize("is_gone", [True, False])
def test_the_document_of_a_test_outlives_its_draft_and_says_so(
    served: Path, browser: Browser, is_gone: bool
) -> None:
    test = agreed_test(browser)
    address = f"/leadership/assurance/{test.pk}/document/"
    content = page(browser, address)
    assert "is not there as it was" not in content
    assert f"read anew on {day(timezone.localdate())}" in content
    path = served / "leadership" / "structures" / "people-and-place.yaml"
    if is_gone:
        path.unlink()
    else:
        path.write_text(
            path.read_text().replace(
                "[Executive Director of Children", "[Director of the Moon, Executive Director of Children"
            )
        )
    content = page(browser, address)
    assert "The draft is not there as it was: what the files say is said of today" in content
    assert "Assured. Agreed by Cabinet on 1 May 2026." in content


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2999, 1, 1), "must not lie in the future"),
        (date(2026, 4, 30), "must not come before the day it was agreed"),
    ],
)
def test_scrutiny_receives_what_was_agreed_and_not_before(browser: Browser, on: date, says: str) -> None:
    test = agreed_test(browser)
    answer = browser.post(f"/leadership/assurance/{test.pk}/scrutiny/", in_parts("to_scrutiny_on", on))
    assert says in answer.content.decode()
    assert AssuranceTest.objects.get().to_scrutiny_on is None


def test_a_peer_challenge_to_come_is_refused(browser: Browser) -> None:
    test = begun(browser)
    where = f"/leadership/assurance/{test.pk}/how/"
    answer = browser.post(where, in_parts("peer_challenge_on", date(2999, 1, 1)))
    assert "Day of the peer challenge must not lie in the future" in answer.content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"scope": "x" * 301},
        {"scope": "A test", "structure": "../../council"},
        {"scope": "A test", "weighs": ["everything"]},
    ],
)
def test_a_test_begun_wrongly_gives_field_errors(browser: Browser, said: dict[str, object]) -> None:
    answer = browser.post("/leadership/assurance/new/", said)
    assert answer.status_code == 200
    assert "<title>Error: " in answer.content.decode()
    assert not AssuranceTest.objects.exists()


def test_days_in_an_order_that_cannot_be_give_field_errors(browser: Browser) -> None:
    test = begun(browser, "")
    said = {**in_parts("held_on", date(2026, 4, 1)), **in_parts("next_review", date(2026, 3, 1))}
    answer = browser.post(f"/leadership/assurance/{test.pk}/how/", said)
    assert "must come after the day it was held" in answer.content.decode()
