"""A backup is made while people work, is checked before it is used, and brings back every row and file.

Each part runs as a process of its own, as it would: a backup of one folder, a restore into another.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from postgres import Cluster, postgres

from joinedup.access.audit import ANCHORS
from joinedup.access.backups import read_manifest
from joinedup.errors import InputRefused

__all__ = ["postgres"]
pytestmark = pytest.mark.unit

_READY = """
import os, sys
from pathlib import Path
from joinedup.folder import read_council
from joinedup.cli._django import prepare
here = read_council(Path(os.environ["COUNCIL"]))
prepare(here)
from django.apps import apps
from joinedup.access.audit import record
from joinedup.access.models import Account, AuditEntry
"""

_SEED = """
from datetime import UTC, datetime
from joinedup.access.accounts import Place, add_account, deactivate, give_role, make_link
from joinedup.access.codes import confirm, device_to_set_up
from joinedup.access.roles import Role
from joinedup.register.models import Decision, FrozenTest, Option
from joinedup.web.jobs.models import Job
from django.contrib.sessions.backends.db import SessionStore
from django_otp.oath import totp
from axes.models import AccessAttempt
for at in range(30):
    made = add_account(f"p{at}@testshire.example", f"Person {at} é 漢 \\U0001f600", None)
    give_role(made, list(Role)[at % 13], Place("children", "north", "icb"), None)
made.set_password("correct horse battery")
made.save()
make_link(made, None)
device = device_to_set_up(made)
confirm(made, device, f"{totp(device.bin_key):06d}")
deactivate(made, None)
decision = Decision.objects.create(
    title="T'); DROP", owner_post="x", directorate="children", directorates=["children"], made_by=made)
option = Option.objects.create(decision=decision, kind="proposed", title="x", proposals=["a", {"b": None}])
FrozenTest.objects.create(option=option, digest="0" * 64, run="r", content=bytes(range(256)), made_by=None)
decision.tell(made, "something")
Decision.objects.update(changed_at=datetime(2020, 1, 2, 3, 4, 5, 678901, tzinfo=UTC))
Job.objects.create(kind="k", title="t", asked_by=made, share=0.1 + 0.2, asked_for={"é": [1.5, None, True]})
AccessAttempt.objects.create(username="u", ip_address="127.0.0.1", user_agent="a", failures_since_start=2)
session = SessionStore()
session["x"] = 1
session.save()
"""

# Read anew here, and not by what makes backups.
_DUMP = """
import json
skipped = {"contenttypes", "auth", "sessions"}
def said(value):
    return repr(bytes(value)) if isinstance(value, memoryview | bytes) else repr(value)
found = {}
for model in apps.get_models(include_auto_created=True):
    if model._meta.app_label not in skipped:
        names = [field.attname for field in model._meta.concrete_fields]
        rows = model._base_manager.order_by("pk").values_list(*names)
        found[model._meta.db_table] = [[said(value) for value in row] for row in rows]
sys.stdout.write(json.dumps(found))
"""


def in_council(folder: Path, code: str, url: str = "") -> str:
    """Run code as a process of a council; returns what it wrote."""
    return process(["-c", _READY + code], folder, url)


def joinedup(*words: object, url: str = "", code: int = 0) -> str:
    """Run a command; returns what it said."""
    return process(["-m", "joinedup", *map(str, words)], None, url, code)


def process(words: list[str], folder: Path | None, url: str, code: int = 0) -> str:
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DJANGO_SETTINGS_MODULE", "JOINEDUP_COUNCIL", "JOINEDUP_DATABASE_URL"}
    }
    environment |= {"COUNCIL": str(folder)} | ({"JOINEDUP_DATABASE_URL": url} if url else {})
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 and "-c" in words else done.stdout + done.stderr


def rows(folder: Path, url: str = "") -> dict[str, list[list[str]]]:
    return json.loads(in_council(folder, _DUMP, url))  # type: ignore[no-any-return]


def files(folder: Path) -> dict[str, str]:
    """Return the digest of each file of a council that a backup holds."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and ".joinedup" not in path.relative_to(folder).parts
        and not path.name.startswith("council.sqlite3")
        and path.name != ANCHORS
    }


def without_later(found: dict[str, list[list[str]]], entries: int) -> dict[str, list[list[str]]]:
    """Return rows without what making and restoring a backup added to the audit."""
    return found | {"access_auditentry": found["access_auditentry"][:entries], "django_migrations": []}


@pytest.fixture(scope="module")
def original(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backups") / "original"
    shutil.copytree(small_county, folder)
    (folder / "data" / "a link").symlink_to("/etc/passwd")
    in_council(folder, _SEED)
    return folder


@pytest.fixture(scope="module")
def backup(original: Path) -> Path:
    path = original.parent / "monday.zip"
    joinedup("backup", path, "--council", original)
    return path


def test_what_is_restored_is_what_was_there_row_by_row_and_file_by_file(
    original: Path, backup: Path, tmp_path: Path
) -> None:
    restored = tmp_path / "restored"
    said = joinedup("restore", backup, "--into", restored)
    assert "The audit is whole" in said
    was, now = rows(original), rows(restored)
    entries = len(was["access_auditentry"]) - 1
    assert "restored a backup" in str(now["access_auditentry"][-1])
    assert without_later(was, entries) == without_later(now, entries)
    assert len(was["access_account"]) == 30 and was["register_frozentest"] and was["otp_static_statictoken"]
    assert files(original) == files(restored)
    assert "are as they were written" in joinedup("audit", "verify", "--council", restored)
    assert stat.S_IMODE(restored.stat().st_mode) == 0o700
    assert stat.S_IMODE((restored / "council.sqlite3").stat().st_mode) == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == ["restored"]


def test_a_backup_is_for_its_owner_alone_and_holds_no_session_and_no_secret(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with zipfile.ZipFile(backup) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
    assert not [one for one in names if "session" in one or ".joinedup/" in one or "sqlite3" in one]
    assert f"folder/{ANCHORS}" in names
    assert manifest["left_out"] == ["data/a link"]
    assert manifest["parts"]["records/access_account.jsonl"]["rows"] == 30


def test_a_backup_never_takes_the_place_of_a_file(backup: Path, original: Path) -> None:
    before = backup.read_bytes()
    assert "exists already" in joinedup("backup", backup, "--council", original, code=4)
    assert backup.read_bytes() == before
    missing = original / "no folder" / "x.zip"
    assert "no folder" in joinedup("backup", missing, "--council", original, code=4)


def test_a_restore_leaves_alone_what_is_there(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "file").write_text("mine")
    assert "not an empty folder" in joinedup("restore", backup, "--into", tmp_path / "used", code=4)
    assert [one.name for one in (tmp_path / "used").iterdir()] == ["file"]
    (tmp_path / "a file").write_text("mine")
    assert "not an empty folder" in joinedup("restore", backup, "--into", tmp_path / "a file", code=4)


def changed(backup: Path, to: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(backup) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    change(held)
    with zipfile.ZipFile(to, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return to


def _byte(held: dict[str, bytes]) -> None:
    name = "records/access_account.jsonl"
    held[name] = held[name].replace(b"Person 7", b"Person 8")


def _removed(held: dict[str, bytes]) -> None:
    del held["records/access_appointment.jsonl"]


def _put_in(held: dict[str, bytes]) -> None:
    held["folder/../../evil.txt"] = b"evil"


def _outside(held: dict[str, bytes]) -> None:
    _put_in(held)
    manifest = json.loads(held["manifest.json"])
    part = {"size": 4, "sha256": hashlib.sha256(b"evil").hexdigest(), "rows": None}
    manifest["parts"]["folder/../../evil.txt"] = part
    held["manifest.json"] = json.dumps(manifest).encode()


def _no_manifest(held: dict[str, bytes]) -> None:
    del held["manifest.json"]


def _said(**now: object) -> Callable[[dict[str, bytes]], None]:
    def change(held: dict[str, bytes]) -> None:
        held["manifest.json"] = json.dumps(json.loads(held["manifest.json"]) | now).encode()

    return change


def _later_step(held: dict[str, bytes]) -> None:
    manifest = json.loads(held["manifest.json"])
    manifest["migrations"]["access"].append("9999_from_the_future")
    held["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_byte, "damaged or was changed"),
        (_removed, "damaged or was changed"),
        (_put_in, "damaged or was changed"),
        (_outside, "damaged or was changed"),
        (_no_manifest, "damaged or was changed"),
        (_said(format=2), "newer than this one"),
        (_said(version="99.0.0"), "newer than this one"),
    ],
    ids=["byte", "removed", "put in", "outside", "no manifest", "format", "version"],
)
def test_a_backup_that_is_not_as_it_was_written_or_is_newer_is_refused_as_it_is_read(
    change: Callable[[dict[str, bytes]], None], says: str, backup: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputRefused, match=says):
        read_manifest(changed(backup, tmp_path / "other.zip", change), lambda *_: None)


@pytest.mark.parametrize(
    ("change", "says", "code"),
    [
        (_byte, "damaged or was changed", 4),
        (_later_step, "9999_from_the_future", 4),
        (_said(last="0" * 64), "The audit in the backup is not whole", 8),
    ],
    ids=["byte", "step", "audit"],
)
def test_a_restore_that_is_refused_leaves_nothing_behind(
    change: Callable[[dict[str, bytes]], None], says: str, code: int, backup: Path, tmp_path: Path
) -> None:
    path = changed(backup, tmp_path / "other.zip", change)
    said = joinedup("restore", path, "--into", tmp_path / "restored", code=code)
    assert says in " ".join(said.split())
    assert [one.name for one in tmp_path.iterdir()] == ["other.zip"]


def test_a_backup_cut_short_or_of_something_else_is_refused(backup: Path, tmp_path: Path) -> None:
    content = backup.read_bytes()
    for kept in (content[: len(content) // 2], content[:-1], b"", b"not a zip"):
        path = tmp_path / "other.zip"
        path.write_bytes(kept)
        with pytest.raises(InputRefused, match="damaged"):
            read_manifest(path, lambda *_: None)
    with pytest.raises(InputRefused, match="There is no file"):
        read_manifest(tmp_path / "none", lambda *_: None)


_WRITES = """
import threading, time
from django.db import connection, transaction
stop = Path(os.environ["COUNCIL"]) / "data" / "stop"
print("begun", flush=True)
at = 0
while not stop.exists():
    with transaction.atomic():
        made = Account.objects.create_user(f"w{os.getpid()}-{at}@testshire.example", "Writer")
        made.appointments.create(role="analyst")
        record(made, "added two rows at once")
    at += 1
"""


def test_a_backup_made_while_others_write_is_of_one_moment(original: Path, tmp_path: Path) -> None:
    _of_one_moment(original, tmp_path, "", "")


def _of_one_moment(original: Path, tmp_path: Path, url: str, empty: str) -> None:
    folder = tmp_path / "busy"
    shutil.copytree(original, folder, symlinks=True)
    in_council(folder, "record(None, 'begun')", url)
    environment = {**os.environ, "COUNCIL": str(folder)} | ({"JOINEDUP_DATABASE_URL": url} if url else {})
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    writers = [
        subprocess.Popen([sys.executable, "-c", _READY + _WRITES], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    try:
        for one in writers:
            assert one.stdout is not None
            assert one.stdout.readline() == b"begun\n"
        joinedup("backup", tmp_path / "busy.zip", "--council", folder, url=url)
    finally:
        (folder / "data" / "stop").touch()
        for one in writers:
            one.wait(30)
    assert [one.returncode for one in writers] == [0, 0]
    restored = tmp_path / "restored"
    joinedup("restore", tmp_path / "busy.zip", "--into", restored, url=empty)
    was, now = rows(folder, url), rows(restored, empty)
    n_writes = [sum("added two rows" in str(row) for row in one["access_auditentry"]) for one in (was, now)]
    n_accounts = [sum("Writer" in str(row) for row in one["access_account"]) for one in (was, now)]
    assert n_writes[0] > n_writes[1] > 0
    assert n_writes == n_accounts  # never the one without the other
    held = now["access_auditentry"][:-1]
    assert held == was["access_auditentry"][: len(held)]
    joinedup("audit", "verify", "--council", restored, url=empty)


def test_postgresql_is_backed_up_and_restored_as_sqlite_is_and_into_it(
    original: Path, backup: Path, postgres: Cluster, tmp_path: Path
) -> None:
    first, second = postgres.database(), postgres.database()
    there = tmp_path / "there"
    joinedup("restore", backup, "--into", there, url=first)
    assert not (there / "council.sqlite3").exists()
    was, moved = rows(original), rows(there, first)
    entries = len(was["access_auditentry"]) - 1
    assert without_later(was, entries) == without_later(moved, entries)
    assert "not empty" in joinedup("restore", backup, "--into", tmp_path / "again", url=first, code=4)
    # New rows take numbers that are free.
    in_council(there, "Account.objects.create_user('new@testshire.example', 'New')", first)
    for statement in (
        "UPDATE access_auditentry SET about='x'",
        "DELETE FROM access_auditentry",
        "TRUNCATE access_auditentry",
    ):
        refused = (
            "from django.db import connection, DatabaseError\n"
            f"try:\n    connection.cursor().execute({statement!r})\n"
            "except DatabaseError as error:\n    assert 'only grows' in str(error)\n"
            "else:\n    raise SystemExit('it was done')\n"
        )
        in_council(there, refused, first)
    joinedup("audit", "verify", "--council", there, url=first)
    _of_one_moment(there, tmp_path, first, second)


def test_changing_the_audit_in_postgresql_is_found(
    postgres: Cluster, original: Path, backup: Path, tmp_path: Path
) -> None:
    url = postgres.database()
    joinedup("restore", backup, "--into", tmp_path / "there", url=url)
    in_council(
        tmp_path / "there",
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute('ALTER TABLE access_auditentry DISABLE TRIGGER USER')\n"
        "    cursor.execute(\"UPDATE access_auditentry SET about = 'x' WHERE number = 3\")\n",
        url,
    )
    said = joinedup("audit", "verify", "--council", tmp_path / "there", url=url, code=8)
    assert "Entry 3: its words are not those that were written" in said
    assert "its trigger audit_refuses_update is gone" in said
