"""The audit only grows, and whatever is done to it otherwise is found."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import audit_lock
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from joinedup.access.audit import ANCHORS, anchor, faults, read_anchors, record, sealed, verify
from joinedup.access.models import Account, AuditEntry

pytestmark = [pytest.mark.unit, pytest.mark.django_db]

WORDS = ("at", "actor", "action", "about", "detail", "before", "digest")


@pytest.fixture
def folder(
    tmp_path: Path, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Path:
    """A council's folder whose audit holds nine entries, locked as it is after migration."""
    settings.COUNCIL_FOLDER = str(tmp_path)
    audit_lock.put_on()
    with django_capture_on_commit_callbacks(execute=True):
        somebody = Account.objects.create_user("a@testshire.example", "Someone")
        for at in range(9):
            record(somebody, "did something", f"thing {at}", how=at, why="because")
    return tmp_path


def test_an_untouched_audit_is_whole(folder: Path) -> None:
    verdict = verify(folder)
    assert (verdict.entries, verdict.faults, verdict.unanchored) == (9, (), ())
    assert verdict.last == AuditEntry.objects.get(number=9).digest
    assert verdict.is_whole


def test_an_audit_with_nothing_in_it_is_whole(tmp_path: Path) -> None:
    audit_lock.put_on()
    assert verify(tmp_path).is_whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_auditentry SET action = 'x' WHERE number = 4",
        "DELETE FROM access_auditentry WHERE number = 9",
        "DELETE FROM access_auditentry",
        "INSERT OR REPLACE INTO access_auditentry "
        "SELECT number, at, actor, 'x', about, detail, before, digest FROM access_auditentry LIMIT 1",
        "UPDATE OR REPLACE access_auditentry SET number = 3 WHERE number = 4",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(folder: Path, statement: str) -> None:
    if connection.vendor != "sqlite":
        statement = statement.replace("OR REPLACE ", "")
    with (
        pytest.raises(DatabaseError, match=r"the audit only grows|UNIQUE|duplicate"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify(folder).is_whole


def test_taking_the_lock_off_is_found(folder: Path) -> None:
    audit_lock.take_off()
    assert all("the database may change entries" in one.says for one in verify(folder).faults)
    assert verify(folder).faults


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(1, 9),
    name=st.sampled_from(WORDS),
    at=st.integers(0, 10_000),
    other=st.integers(1, 126),
)
def test_one_changed_byte_anywhere_is_found(
    folder: Path, number: int, name: str, at: int, other: int
) -> None:
    audit_lock.take_off()
    entry = AuditEntry.objects.get(number=number)
    was = getattr(entry, name)
    place = at % len(was)
    now = was[:place] + chr(other if chr(other) != was[place] else other + 1) + was[place + 1 :]
    AuditEntry.objects.filter(number=number).update(**{name: now})
    found = faults()
    AuditEntry.objects.filter(number=number).update(**{name: was})
    assert number in {one.number for one in found}
    assert faults() == []


@pytest.mark.parametrize("name", WORDS)
def test_every_byte_of_one_entry_counts(folder: Path, name: str) -> None:
    audit_lock.take_off()
    was = getattr(AuditEntry.objects.get(number=5), name)
    for place in range(len(was)):
        now = was[:place] + ("x" if was[place] != "x" else "y") + was[place + 1 :]
        for changed in (now, was[:place] + was[place + 1 :], was[:place] + "z" + was[place:]):
            AuditEntry.objects.filter(number=5).update(**{name: changed})
            assert faults(), (name, place)
    AuditEntry.objects.filter(number=5).update(**{name: was})
    assert faults() == []


@pytest.mark.parametrize("number", range(1, 10))
def test_a_removed_entry_is_found(folder: Path, number: int) -> None:
    audit_lock.take_off()
    AuditEntry.objects.filter(number=number).delete()
    found = verify(folder).faults
    assert any(one.number in (number, number + 1) for one in found)


@pytest.mark.parametrize("left", range(9))
def test_cutting_the_end_off_is_found(folder: Path, left: int) -> None:
    audit_lock.take_off()
    AuditEntry.objects.filter(number__gt=left).delete()
    assert faults() == []  # the entries alone cannot tell
    found = [one for one in verify(folder).faults if one.number]
    assert [one.number for one in found] == list(range(left + 1, 10))
    assert "it is gone" in found[0].says


@pytest.mark.parametrize("number", [-1, 0, 5, 9])
def test_an_entry_put_in_is_found(folder: Path, number: int) -> None:
    audit_lock.take_off()
    AuditEntry.objects.filter(number__gte=number).update(number=-F("number") - 100)
    AuditEntry.objects.filter(number__lt=-100).update(number=-F("number") - 99)
    before = AuditEntry.objects.filter(number__lt=number).order_by("-number").first()
    put_in = AuditEntry(number=number, at="2026", action="x", before=before.digest if before else "0" * 64)
    put_in.digest = sealed(put_in)
    put_in.save(force_insert=True)
    assert faults()


def test_entries_in_another_order_are_found(folder: Path) -> None:
    audit_lock.take_off()
    for was, now in ((3, 100), (4, 3), (100, 4)):
        AuditEntry.objects.filter(number=was).update(number=now)
    assert {one.number for one in faults()} >= {3, 4, 5}


def test_an_audit_written_anew_from_some_entry_on_is_found_by_its_anchors(folder: Path) -> None:
    audit_lock.take_off()
    entries = list(AuditEntry.objects.order_by("number"))
    for before, entry in zip([None, *entries], entries, strict=False):
        entry.before = before.digest if before else entry.before
        entry.action = "did nothing" if entry.number >= 4 else entry.action
        entry.digest = sealed(entry)
        entry.save()
    assert faults() == []
    assert {one.number for one in verify(folder).faults if one.number} == set(range(4, 10))


def test_anchors_that_are_gone_or_changed_are_found(folder: Path) -> None:
    path = folder / ANCHORS
    was = path.read_text()
    path.unlink()
    assert [one.says for one in verify(folder).faults] == [f"{ANCHORS} is gone from the council's folder"]
    for place in range(len(was) - 1):
        path.write_text(was[:place] + ("0" if was[place] != "0" else "1") + was[place + 1 :])
        verdict = verify(folder)
        assert not verdict.is_whole or verdict.unanchored, was[place]
    path.write_text(was.split("\n", 1)[1])
    assert verify(folder).unanchored == (1,)


def test_an_entry_whose_anchor_could_not_be_written_is_named_and_no_fault(folder: Path) -> None:
    record(None, "something else")  # its transaction is not committed here, so no anchor was written
    verdict = verify(folder)
    assert (verdict.is_whole, verdict.unanchored) == (True, (10,))


def test_anchors_may_come_in_any_order_and_are_for_their_owner_alone(tmp_path: Path) -> None:
    for number in (2, 1, 3):
        anchor(tmp_path, number, f"{number:064x}")
    read = read_anchors(tmp_path)
    assert read is not None
    assert sorted(read.digests) == [1, 2, 3]
    assert stat.S_IMODE((tmp_path / ANCHORS).stat().st_mode) == 0o600


def test_what_is_written_is_what_every_database_can_hold(db: None) -> None:
    entry = record(None, "a" * 200, "b\x00\ud800" + "c" * 300, note="d\x00")
    entry.refresh_from_db()
    assert (len(entry.action), len(entry.about)) == (80, 200)
    assert "\x00" not in entry.about + entry.detail
    assert json.loads(entry.detail) == {"note": "d\x00"}
    assert faults() == []


def test_an_act_that_is_undone_leaves_no_entry_and_no_anchor(folder: Path) -> None:
    with pytest.raises(ValueError, match="undone"), transaction.atomic():
        record(None, "something")
        raise ValueError("undone")
    assert verify(folder).entries == 9
