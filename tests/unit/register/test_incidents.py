"""Who must be told of an incident and by when; names are kept out; briefs are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_results import made_council

from joinedup.declared import Standing
from joinedup.parameters import load_parameters
from joinedup.register._incident_duties import incident_kinds, limit_of
from joinedup.register._no_names import identifying, maybe_names
from joinedup.vocabulary import Directorate

pytestmark = pytest.mark.unit

FRIDAY = datetime(2027, 4, 30, 15, 0, tzinfo=UTC)


def duty(kind: str, key: str):  # type: ignore[no-untyped-def]
    return next(one for one in incident_kinds()[kind].duties if one.key == key)


def test_the_panel_is_told_within_five_working_days_and_bank_holidays_do_not_count() -> None:
    """Friday 30 April 2027; Monday 3 May is a bank holiday, so the fifth working day is Monday 10 May."""
    limit = limit_of(duty("serious_harm", "panel"), FRIDAY, made_council())
    assert limit.by.date().isoformat() == "2027-05-10"
    assert limit.says == "within 5 working days"
    assert not limit.is_recalled


def test_the_rapid_review_is_counted_from_telling_the_panel_and_says_it_is_recalled() -> None:
    """Told on Friday 30 April 2027; with two bank holidays in May the fifteenth working day is 24 May."""
    review = duty("serious_harm", "rapid_review")
    limit = limit_of(review, FRIDAY, made_council())
    assert (review.after, limit.says) == ("panel", "within 15 working days of telling the panel")
    assert limit.by.date().isoformat() == "2027-05-24"
    assert limit.is_recalled


def test_what_starts_a_clock_is_told_in_the_same_kind_of_incident() -> None:
    for kind in incident_kinds().values():
        keys = {one.key for one in kind.duties if not one.after}
        assert all(one.after in keys and one.within and one.counted for one in kind.duties if one.after)


def test_every_time_of_an_incident_is_asked_for_by_a_duty() -> None:
    held = {name for name in load_parameters(Path("nowhere")) if ".incidents." in name}
    assert held == {one.within for kind in incident_kinds().values() for one in kind.duties if one.within}


def test_a_limit_read_only_where_others_quote_it_is_recalled() -> None:
    for kind, key in (("data_breach", "ico"), ("serious_harm", "rapid_review")):
        assert limit_of(duty(kind, key), FRIDAY, made_council()).is_recalled


def test_the_information_commissioner_is_told_within_72_hours_of_the_clock() -> None:
    limit = limit_of(duty("data_breach", "ico"), FRIDAY, made_council())
    assert limit.by - FRIDAY == timedelta(hours=72)


def test_a_duty_without_a_time_is_at_once() -> None:
    limit = limit_of(duty("child_death", "police"), FRIDAY, made_council())
    assert (limit.says, limit.by) == ("at once", FRIDAY)
    assert limit.is_recalled


def test_every_duty_says_its_law_and_how_far_it_is_checked_and_names_a_time_that_is_held() -> None:
    held = load_parameters(Path("nowhere"))
    for kind in incident_kinds().values():
        assert kind.duties
        assert kind.directorate in set(Directorate)
        for one in kind.duties:
            assert one.who
            assert one.law
            assert Standing(one.standing) in (Standing.FOUND, Standing.RECALLED, Standing.JUDGEMENT)
            assert not one.within or one.within in held


@pytest.mark.parametrize("kind", ["child_death", "serious_harm"])
def test_where_a_child_is_harmed_the_panel_partners_police_and_lead_member_are_told(
    kind: str,
) -> None:
    keys = {one.key for one in incident_kinds()[kind].duties}
    assert {"panel", "safeguarding_partners", "police", "lead_member", "director", "chief_executive"} <= keys


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("J.S. was found", "initials"),
        ("Child AB was seen", "initials"),
        ("the mother JK said", "initials"),
        ("NHS 943 476 5919", "a health service number"),
        ("UPN A123456789012", "a unique pupil number"),
        ("born on 3/4/2019", "a date of birth"),
        ("DOB 03.04.2019", "a date of birth"),
        ("write to a.b@example.org", "an e-mail address"),
        ("lives at AB1 2CD", "a postcode"),
        ("QQ 12 34 56 C and AB 12 34 56 C", "a national insurance number"),
    ],
)
def test_what_may_identify_a_person_is_refused(text: str, what: str) -> None:
    assert any(what in one for one in identifying(text))


@pytest.mark.parametrize(
    "text",
    [
        "A child of primary age was hurt at home. Police and the LSCP were told by the DCS at 14:30.",
        "The home in South Vale closes on 3 May 2027; 12 children live there.",
        "The NHS, ICO and CQC know. Case ref 2027/1234.",
    ],
)
def test_what_identifies_nobody_is_let_through(text: str) -> None:
    assert identifying(text) == []
    assert maybe_names(text, ["South Vale"]) == []


def test_what_looks_like_a_name_is_asked_about_unless_it_is_a_known_place() -> None:
    assert maybe_names("Harry Redwell was seen") == ["Harry Redwell"]
    assert maybe_names("Maya, aged 4, was seen") == ["Maya"]
    assert maybe_names("Seen in Eastern Towns", ["Eastern Towns"]) == []
