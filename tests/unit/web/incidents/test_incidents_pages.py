"""The pages of incidents: opened in minutes, kept from others, facts kept, one page of brief."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest
from web_client import Browser, in_parts, person

from joinedup.access.audit import faults
from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role
from joinedup.errors import InputRefused
from joinedup.folder import read_council
from joinedup.register._days import working_day_after
from joinedup.register._incidents import (
    add_fact,
    add_notice,
    add_step,
    close,
    name_reader,
    not_needed,
    set_back,
)
from joinedup.register.models import Incident, IncidentFact
from joinedup.reports.papers import as_pdf, why_no_pdf
from joinedup.web.incidents._brief import brief_of
from joinedup.web.incidents._section import waiting

pytestmark = pytest.mark.unit

KNOWN = "A child of primary age was seriously hurt at home this morning."


@pytest.fixture
def director(served: Path) -> Account:
    return person(Role.DIRECTOR, directorate="children", post="Executive Director of Children and Families")


def fields(**more: str) -> dict[str, str]:
    on = datetime.now(UTC) - timedelta(days=2)
    said = {
        "kind": "serious_harm", "known": KNOWN, "source": "Hospital, by telephone",
        **in_parts("on", on), "at": "09:15", "patch": "north",
        "place": "a private home", "case_reference": "2027/0012", "directorate": "",
    }  # fmt: skip
    return said | more


def opened(who: Account, **more: str) -> Incident:
    answer = Browser.of(who).post("/incidents/new/", fields(**more))
    assert answer.status_code == 302, answer.content.decode()
    return Incident.objects.latest("pk")


def opened_without_clocks(who: Account) -> Incident:
    made = opened(who)
    made.notices.update(not_needed_because="Already with the review.")
    return made


def address(incident: Incident, rest: str = "") -> str:
    return f"/incidents/{incident.pk}/{rest}"


def moment(at: str = "09:30", days: int = 1) -> dict[str, str]:
    on = datetime.now(UTC) - timedelta(days=days)
    return in_parts("on", on) | {"at": at}


def test_five_fields_open_an_incident_start_its_clocks_and_give_a_brief(director: Account) -> None:
    form = Browser.of(director).get("/incidents/new/").content.decode()
    assert "Open it and start the clocks" in form
    one = opened(director)
    page = Browser.of(director).get(address(one)).content.decode()
    for says in (
        "Child Safeguarding Practice Review Panel",
        "Children Act 2004, section 16C",
        KNOWN,
        "within 5 working days",
        "Recalled, to be checked",
        "Children and Families leads",
    ):
        assert says in page
    brief = Browser.of(director).get(address(one, "brief/")).content.decode()
    assert KNOWN in brief
    assert "Restricted" in brief


def test_today_shows_every_clock_that_runs_to_those_who_brief(director: Account, served: Path) -> None:
    one = opened(director)
    tasks = list(waiting(director, read_council(served)))
    assert len(tasks) == one.notices.count()
    assert all(task.due for task in tasks)
    assert "Tell Child Safeguarding Practice Review Panel" in Browser.of(director).get("/").content.decode()
    assert list(waiting(person(Role.ANALYST), read_council(served))) == []


def test_who_was_told_when_and_by_whom_is_recorded_once(director: Account) -> None:
    one = opened(director)
    notice = one.notices.get(key="panel")
    said = moment() | {"told_by": "Head of Safeguarding", "told_how": "Online form"}
    where = address(one, f"notices/{notice.pk}/told/")
    assert Browser.of(director).post(where, said).status_code == 302
    notice.refresh_from_db()
    assert notice.told_by == "Head of Safeguarding"
    assert not notice.is_open
    again = Browser.of(director).post(where, said)
    assert "on record already" in again.content.decode()
    assert "told " in Browser.of(director).get(address(one)).content.decode()


def test_the_rapid_review_starts_its_clock_when_the_panel_was_told(director: Account) -> None:
    one = opened(director)
    browser = Browser.of(director)
    assert not one.notices.filter(key="rapid_review").exists()
    before = browser.get(address(one)).content.decode()
    assert "another clock starts: Child Safeguarding Practice Review Panel: outcome of the rapid" in before
    panel = one.notices.get(key="panel")
    said = moment() | {"told_by": "Head of Safeguarding", "told_how": "Online form"}
    browser.post(address(one, f"notices/{panel.pk}/told/"), said)
    browser.post(address(one, f"notices/{panel.pk}/told/"), said)
    panel.refresh_from_db()
    review = one.notices.get(key="rapid_review")
    assert panel.told_at is not None
    assert review.due.date() == working_day_after(panel.told_at.date(), 15)
    after = browser.get(address(one)).content.decode()
    assert "within 15 working days of telling the panel" in after and "another clock starts" not in after
    assert "outcome of the rapid review" in browser.get(address(one, "brief/")).content.decode()
    assert "outcome of the rapid review" in browser.get("/").content.decode()


def set_back_of(one: Incident, key: str) -> str:
    return address(one, f"notices/{one.notices.get(key=key).pk}/set-back/")


def record_told(who: Account, one: Incident, key: str) -> None:
    said = moment() | {"told_by": "Head of Safeguarding", "told_how": "Online form"}
    where = address(one, f"notices/{one.notices.get(key=key).pk}/told/")
    assert Browser.of(who).post(where, said).status_code == 302


def test_whoever_was_ticked_by_mistake_is_still_to_be_told_by_the_same_time(
    director: Account, served: Path
) -> None:
    one = opened(director)
    browser, due = Browser.of(director), one.notices.get(key="police").due
    waits = len(list(waiting(director, read_council(served))))
    assert "Set back" not in browser.get(address(one)).content.decode()
    record_told(director, one, "police")
    assert set_back_of(one, "police") in browser.get(address(one)).content.decode()
    form = browser.get(set_back_of(one, "police")).content.decode()
    assert "by Head of Safeguarding, Online form." in form
    said = {"because": "The partners were told, not the police."}
    assert browser.post(set_back_of(one, "police"), said).status_code == 302
    notice = one.notices.get(key="police")
    assert (notice.is_open, notice.due, notice.told_by, notice.recorded_at) == (True, due, "", None)
    assert len(list(waiting(director, read_council(served)))) == waits
    page = browser.get(address(one)).content.decode()
    assert re.search(r"recorded as told \(\d+ .* by .*\) by mistake on ", page)
    assert "because: The partners were told, not the police." in page
    assert "Not yet; “told” was a mistake" in browser.get(address(one, "brief/")).content.decode()
    record_told(director, one, "police")
    assert "was a mistake" not in browser.get(address(one, "brief/")).content.decode()


def test_the_audit_holds_the_digest_of_what_was_set_back_and_none_of_its_words(director: Account) -> None:
    one = opened(director)
    notice = one.notices.get(key="insurer")
    not_needed(notice, director, "No claim can follow.", datetime.now(UTC))
    Browser.of(director).post(set_back_of(one, "insurer"), {"because": "A claim came."})
    entry = AuditEntry.objects.get(action="incident notice set back")
    said = "\n\n\nNo claim can follow."
    assert hashlib.sha256(said.encode()).hexdigest() in entry.detail
    assert '"was": "not needed"' in entry.detail and '"key": "insurer"' in entry.detail
    assert not AuditEntry.objects.filter(detail__contains="claim").exists()
    page = Browser.of(director).get(address(one)).content.decode()
    assert "recorded as not needed (No claim can follow.) by mistake on " in page
    assert faults() == []


def test_a_clock_that_started_with_a_mistake_goes_with_it_and_starts_anew(director: Account) -> None:
    one = opened(director)
    browser, before = Browser.of(director), set(one.notices.values_list("key", flat=True))
    for _ in range(2):
        record_told(director, one, "panel")
        form = browser.get(set_back_of(one, "panel")).content.decode()
        assert "The clock that started with it goes too: Child Safeguarding Practice Review Panel" in form
        assert browser.post(set_back_of(one, "panel"), {"because": "Not sent yet."}).status_code == 302
        assert set(one.notices.values_list("key", flat=True)) == before
        page = browser.get(address(one)).content.decode()
        assert "The clock that had started with it went too: Child Safeguarding" in page
        assert "another clock starts: Child Safeguarding Practice Review Panel" in page
    assert one.set_backs.count() == 2


def test_a_clock_that_started_with_a_mistake_and_is_settled_is_set_back_first(director: Account) -> None:
    one = opened(director)
    browser = Browser.of(director)
    record_told(director, one, "panel")
    record_told(director, one, "rapid_review")
    because = {"because": "Not sent yet."}
    review = one.notices.get(key="rapid_review")
    answer = browser.post(set_back_of(one, "panel"), because).content.decode()
    assert f"is on record itself: {review.who}." in answer and "Set that back first." in answer
    assert not one.notices.get(key="panel").is_open
    assert not one.set_backs.exists()
    assert browser.post(set_back_of(one, "rapid_review"), because).status_code == 302
    assert browser.post(set_back_of(one, "panel"), because).status_code == 302
    assert one.notices.get(key="panel").is_open
    assert not one.notices.filter(key="rapid_review").exists()
    # That the review was set back stays on record, though its line is gone.
    assert [each.whom for each in one.set_backs.all()] == [review.who, one.notices.get(key="panel").who]


def test_nothing_is_set_back_that_is_open_or_closed_without_a_reason_or_by_others(director: Account) -> None:
    one = opened(director)
    browser, because = Browser.of(director), {"because": "The wrong line."}
    answer = browser.post(set_back_of(one, "police"), because).content.decode()
    assert "Nothing is on record of telling" in answer
    record_told(director, one, "police")
    for bad in ({"because": ""}, {"because": " "}, {"because": "J.S. was meant"}, {"because": "x" * 2001}):
        assert "There is a problem" in browser.post(set_back_of(one, "police"), bad).content.decode()
    for blank in ("", "  "):
        with pytest.raises(InputRefused, match="Say why"):
            set_back(one.notices.get(key="police"), director, blank, datetime.now(UTC))
    head = person(Role.HEAD_OF_SERVICE, directorate="education")
    assert Browser.of(head).post(set_back_of(one, "police"), because).status_code in (403, 404)
    name_reader(one, director, head)
    assert Browser.of(head).post(set_back_of(one, "police"), because).status_code == 403
    assert "set-back" not in Browser.of(head).get(address(one)).content.decode()
    one.notices.filter(told_at=None).update(not_needed_because="Already with the review.")
    close(one, director, "Handed on.", datetime.now(UTC))
    assert "set-back" not in browser.get(address(one)).content.decode()
    answer = browser.post(set_back_of(one, "police"), because).content.decode()
    assert "This incident is closed" in answer
    assert not one.set_backs.exists()


def test_where_the_panel_need_not_be_told_there_is_no_rapid_review(director: Account) -> None:
    one = opened(director)
    panel = one.notices.get(key="panel")
    Browser.of(director).post(address(one, f"notices/{panel.pk}/not-needed/"), {"because": "No abuse."})
    assert not one.notices.filter(key="rapid_review").exists()
    assert "another clock starts" not in Browser.of(director).get(address(one)).content.decode()


def test_a_telling_that_is_not_needed_says_why(director: Account) -> None:
    one = opened(director)
    notice = one.notices.get(key="insurer")
    where = address(one, f"notices/{notice.pk}/not-needed/")
    assert "There is a problem" in Browser.of(director).post(where, {"because": ""}).content.decode()
    Browser.of(director).post(where, {"because": "No claim can follow."})
    assert "No claim can follow." in Browser.of(director).get(address(one)).content.decode()


def test_a_fact_is_corrected_by_another_and_stays_on_record(director: Account) -> None:
    one = opened(director)
    first = one.facts.get()
    said = moment() | {
        "directorate": "children", "says": "The harm was found in the evening.", "source": "Police",
        "corrects": str(first.pk),
    }  # fmt: skip
    assert Browser.of(director).post(address(one, "facts/"), said).status_code == 302
    page = Browser.of(director).get(address(one)).content.decode()
    assert f"<del>{KNOWN}</del>" in page
    brief = Browser.of(director).get(address(one, "brief/")).content.decode()
    assert KNOWN not in brief
    assert "found in the evening" in brief
    assert IncidentFact.objects.count() == 2
    twice = Browser.of(director).post(address(one, "facts/"), said)
    assert "There is a problem" in twice.content.decode()


@pytest.mark.parametrize(
    "known",
    ["J.S. was hurt.", "Child AB was hurt.", "She was born 3 April 2019.", "NHS number 943 476 5919."],
)
def test_words_that_identify_a_child_are_refused_and_kept_nowhere(director: Account, known: str) -> None:
    page = Browser.of(director).post("/incidents/new/", fields(known=known)).content.decode()
    assert "This may identify a person" in page
    assert Incident.objects.count() == 0
    assert not AuditEntry.objects.filter(detail__contains=known).exists()


def test_what_looks_like_a_name_is_asked_about_once(director: Account) -> None:
    page = Browser.of(director).post("/incidents/new/", fields(place="Oak Lodge")).content.decode()
    assert "may be the name of a person" in page
    assert Incident.objects.count() == 0
    assert opened(director, place="Oak Lodge", no_names="yes").place == "Oak Lodge"


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": ""}, {"kind": "none"}, {"known": ""}, {"at": "25:99"}, {"at": ""}, {"on_2": "2999"},
        {"on_0": "x"}, {"patch": "mars"}, {"case_reference": "<b>"}, {"known": "x" * 3000},
        {"directorate": "nowhere"}, {"case_reference": "943-476-5919"}, {"case_reference": "Smith-Jones"},
    ],
)  # fmt: skip
def test_bad_input_gives_errors_on_its_fields(director: Account, bad: dict[str, str]) -> None:
    answer = Browser.of(director).post("/incidents/new/", fields(**bad))
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "place", "sees"),
    [
        (Role.CHIEF_EXECUTIVE, {}, True),
        (Role.MONITORING_OFFICER, {}, True),
        (Role.CABINET_MEMBER, {"directorate": "children"}, True),
        (Role.CABINET_MEMBER, {"directorate": "adults"}, False),
        (Role.DIRECTOR, {"directorate": "adults"}, False),
        (Role.ANALYST, {}, False),
        (Role.HEAD_OF_SERVICE, {"directorate": "children"}, False),
        (Role.ADMINISTRATOR, {}, False),
        (Role.PARTNER, {}, False),
    ],
)
def test_an_incident_is_there_only_for_those_it_concerns(
    director: Account, role: Role, place: dict[str, str], sees: bool
) -> None:
    one = opened(director)
    browser = Browser.of(person(role, **place))
    for rest in ("", "brief/", "brief/html/", "facts/", "steps/"):
        assert browser.get(address(one, rest)).status_code == (200 if sees else 404), rest


def test_somebody_named_on_it_reads_and_adds_but_does_not_lead(director: Account) -> None:
    one = opened(director)
    head = person(Role.HEAD_OF_SERVICE, directorate="education")
    assert Browser.of(director).post(address(one, "readers/"), {"email": "x@y.example"}).status_code == 200
    assert Browser.of(director).post(address(one, "readers/"), {"email": head.email}).status_code == 302
    browser = Browser.of(head)
    assert browser.get(address(one)).status_code == 200
    said = moment() | {"directorate": "education", "says": "The school is open.", "source": "Head teacher"}
    assert browser.post(address(one, "facts/"), said).status_code == 302
    notice = one.notices.first()
    assert notice is not None
    assert browser.get(address(one, f"notices/{notice.pk}/told/")).status_code == 403
    assert browser.get(address(one, "close/")).status_code == 403


def test_somebody_named_by_mistake_is_taken_off_it_again(director: Account) -> None:
    one = opened(director)
    head = person(Role.HEAD_OF_SERVICE, directorate="education")
    browser = Browser.of(director)
    assert browser.post(address(one, "readers/"), {"email": head.email}).status_code == 302
    theirs, mine = one.readers.get(account=head), one.readers.get(account=director)
    assert Browser.of(head).post(address(one, f"readers/{theirs.pk}/remove/")).status_code == 403
    assert f"readers/{mine.pk}/remove/" not in browser.get(address(one)).content.decode()
    assert browser.post(address(one, f"readers/{mine.pk}/remove/")).status_code == 422
    assert f"readers/{theirs.pk}/remove/" in browser.get(address(one)).content.decode()
    assert browser.post(address(one, f"readers/{theirs.pk}/remove/")).status_code == 302
    assert Browser.of(head).get(address(one)).status_code == 404
    entry = AuditEntry.objects.get(action="incident reader taken off")
    assert f'"account": {head.pk}' in entry.detail


def test_a_step_names_a_post_and_no_person(director: Account) -> None:
    one = opened(director)
    on = datetime.now(UTC).date()
    said = {"what": "Ring the school", **in_parts("due", on)}
    page = Browser.of(director).post(address(one, "steps/"), said | {"owner_post": "Jane Smithers"})
    assert "“Jane Smithers” may be the name of a person" in page.content.decode()
    with pytest.raises(InputRefused):
        add_step(one, director, "Ring the school", "the mother of J.S.", on)
    assert not one.steps.exists()


def test_open_incidents_are_listed_however_many_newer_ones_there_are(
    director: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("joinedup.web.incidents._views._LISTED", 1)
    first = opened(director)
    for _ in range(2):
        close(opened_without_clocks(director), director, "Handed on.", datetime.now(UTC))
    others = person(Role.DIRECTOR, directorate="adults")
    opened(others, directorate="")
    page = Browser.of(director).get("/incidents/").content.decode()
    assert first.reference in page
    assert "1 more is closed and not listed" in page


def test_an_incident_is_closed_once(director: Account) -> None:
    one = opened_without_clocks(director)
    close(one, director, "Handed on.", datetime.now(UTC))
    with pytest.raises(InputRefused):
        close(one, director, "Handed on again.", datetime.now(UTC))
    assert Incident.objects.get(pk=one.pk).closed_because == "Handed on."
    assert AuditEntry.objects.filter(action="incident closed").count() == 1


def test_what_has_been_closed_meanwhile_takes_no_more(director: Account) -> None:
    stale = opened_without_clocks(director)
    close(Incident.objects.get(pk=stale.pk), director, "Handed on.", datetime.now(UTC))
    now = datetime.now(UTC)
    for act in (
        lambda: add_notice(stale, director, "The insurer", now),
        lambda: add_step(stale, director, "Ring the school", "Head of Early Help", now.date()),
        lambda: add_fact(stale, director, directorate="children", says="More.", known_at=now, source="Us"),
    ):
        with pytest.raises(InputRefused):
            act()


def test_it_is_closed_only_once_everybody_is_told_or_need_not_be(director: Account) -> None:
    one = opened(director)
    answer = Browser.of(director).post(address(one, "close/"), {"because": "Handed to the review."})
    assert "Still to be told" in answer.content.decode()
    for notice in one.notices.all():
        where = address(one, f"notices/{notice.pk}/not-needed/")
        Browser.of(director).post(where, {"because": "Already with the review."})
    assert Browser.of(director).post(address(one, "close/"), {"because": "Handed on."}).status_code == 302
    late = Browser.of(director).post(
        address(one, "facts/"), moment() | {"directorate": "children", "says": "More.", "source": "Us"}
    )
    assert "This incident is closed" in late.content.decode()


def test_each_brief_taken_is_kept_with_its_digest_in_the_audit(director: Account) -> None:
    one = opened(director)
    forms = ["docx", "html", *([] if why_no_pdf() else ["pdf"])]
    for form in forms:
        assert Browser.of(director).get(address(one, f"brief/{form}/")).status_code == 200
    assert Browser.of(director).get(address(one, "brief/exe/")).status_code == 404
    kept = one.briefs.first()
    assert kept is not None
    entries = AuditEntry.objects.filter(action="incident brief taken")
    assert entries.count() == len(forms)
    assert kept.digest in {digest for one in entries for digest in re.findall(r"[0-9a-f]{64}", one.detail)}
    again = Browser.of(director).get(address(one, f"briefs/{kept.number}/html/"))
    assert KNOWN in again.content.decode()
    assert faults() == []


@pytest.mark.skipif(bool(why_no_pdf()), reason="the Pango library is not installed here")
@pytest.mark.parametrize("kind", ["child_death", "data_breach", "provider_failure"])
def test_a_brief_is_one_page_however_much_is_known(director: Account, served: Path, kind: str) -> None:
    one = opened(director, kind=kind)
    now = datetime.now(UTC)
    for directorate in ("children", "education", "adults", "housing", "corporate", "public_health"):
        for number in range(4):
            says = f"Number {number}: " + "what is known here takes a good many words to say. " * 12
            add_fact(one, director, directorate=directorate, says=says, known_at=now, source="A service")
        add_step(one, director, "Something that has to be done soon " * 6, "Head of Something", now.date())
    paper = brief_of(one, read_council(served), now)
    content = as_pdf(paper)
    opened_streams = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            opened_streams.append(zlib.decompress(stream))
        except zlib.error:
            opened_streams.append(stream)
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", content + b"".join(opened_streams)))
    assert pages == 1
    assert "earlier in the register" in Browser.of(director).get(address(one, "brief/")).content.decode()


def test_the_word_brief_has_the_same_facts(director: Account) -> None:
    one = opened(director)
    content = Browser.of(director).get(address(one, "brief/docx/")).content
    assert KNOWN in " ".join(line.text for line in docx.Document(io.BytesIO(content)).paragraphs)


def test_steps_wait_for_the_post_that_holds_them_and_are_done_once(director: Account, served: Path) -> None:
    one = opened(director)
    on = datetime.now(UTC).date() + timedelta(days=3)
    said = {"what": "Hold a strategy meeting", "owner_post": "Executive Director of Children and Families",
            **in_parts("due", on)}  # fmt: skip
    assert Browser.of(director).post(address(one, "steps/"), said).status_code == 302
    assert any("strategy" in task.says for task in waiting(director, read_council(served)))
    step = one.steps.get()
    for _ in range(2):
        Browser.of(director).post(address(one, f"steps/{step.pk}/done/"))
    assert AuditEntry.objects.filter(action="incident step done").count() == 1
