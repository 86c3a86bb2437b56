"""Making a backup while people work."""

from __future__ import annotations

import hashlib
import os
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

try:
    from psycopg import IsolationLevel
except ImportError:  # a council on SQLite has no driver for PostgreSQL, and comes here never
    IsolationLevel = None  # type: ignore[assignment,misc]

from joinedup.access.audit import ANCHORS, FIRST, record
from joinedup.access.backups._manifest import FOLDER, MANIFEST, RECORDS, Manifest, Part, Tell
from joinedup.access.backups._rows import LEFT_OUT, lines, tables
from joinedup.access.models import Account, AuditEntry
from joinedup.errors import InputRefused
from joinedup.folder import Council

BACKED_UP = "made a backup"
_SNAPSHOT = "snapshot"
_OWNER_ALONE = 0o600
_CHUNK = 1_048_576
_TRIES = 3
# The store and the runs can be rebuilt, and the records are copied row by row.
_NOT_COPIED = frozenset({".joinedup", *(f"council.sqlite3{one}" for one in ("", "-wal", "-shm", "-journal"))})


@dataclass(frozen=True)
class Made:
    """A backup that was made.

    Args:
        path: where it is.
        size: its bytes.
        manifest: what is in it.
    """

    path: Path
    size: int
    manifest: Manifest


def make_backup(here: Council, path: Path, tell: Tell, actor: Account | None = None) -> Made:
    """Write everything that people did and every file of a council into one file, for its owner alone.

    Args:
        here: the council.
        path: the file to make; it must not exist.
        tell: told how far it is.
        actor: who makes it; None on the command line.

    Raises:
        InputRefused: there is a file of this name, or a file of the folder keeps changing.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
    except FileNotFoundError:
        raise InputRefused(f"There is no folder {path.parent}.", "Make it first.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            manifest = _write(here, file, part, tell)
            file.flush()
            os.fsync(file.fileno())
        # Unlike a rename, a link never takes the place of another file.
        os.link(part, path)
    except FileExistsError:
        raise InputRefused(f"{path} exists already.", "Name another file.") from None
    finally:
        part.unlink(missing_ok=True)
    size = path.stat().st_size
    record(actor, BACKED_UP, "", entries=manifest.entries, bytes=size)
    return Made(path, size, manifest)


def _write(here: Council, file: Any, part: Path, tell: Tell) -> Manifest:
    parts: dict[str, Part] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        # The anchors before the records: an anchor without its entry would look like an entry cut off.
        files, left_out = _files(here.folder, part)
        for at, name in enumerate(files):
            tell("copying files", at / max(len(files), 1))
            parts[FOLDER + name] = _copy(archive, here.folder / name, FOLDER + name)
        tell("copying files", 1.0)
        with _one_moment() as using:
            known = tables(apps)
            for at, model in enumerate(known):
                tell("copying records", at / len(known))
                name = f"{RECORDS}{model._meta.db_table}.jsonl"
                parts[name] = _write_table(archive, name, lines(model, using))
            last = AuditEntry.objects.using(using).order_by("-number").first()
            migrations = _migrations(using)
            vendor = connections[using].vendor
        tell("copying records", 1.0)
        manifest = Manifest(
            version=version("joinedup"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            council=here.name,
            database=vendor,
            migrations=migrations,
            entries=last.number if last else 0,
            last=last.digest if last else FIRST,
            parts=parts,
            left_out=tuple(left_out),
        )
        archive.writestr(MANIFEST, manifest.written())
    return manifest


@contextmanager
def _one_moment() -> Iterator[str]:
    """Yield a connection that sees the records as they are at one moment, and holds no writer up."""
    used = connections["default"].settings_dict
    options = dict(used["OPTIONS"])
    if connections["default"].vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"
    else:
        options["isolation_level"] = _repeatable_read()
    connections.databases[_SNAPSHOT] = {**used, "OPTIONS": options, "CONN_MAX_AGE": 0}
    try:
        with transaction.atomic(using=_SNAPSHOT):
            # The first look fixes the moment.
            AuditEntry.objects.using(_SNAPSHOT).exists()
            yield _SNAPSHOT
    finally:
        connections[_SNAPSHOT].close()
        del connections[_SNAPSHOT]
        del connections.databases[_SNAPSHOT]


def _repeatable_read() -> Any:
    return IsolationLevel.REPEATABLE_READ


def _migrations(using: str) -> dict[str, list[str]]:
    taken: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connections[using]).applied_migrations()):
        taken.setdefault(app, []).append(name)
    return taken


def _write_table(archive: zipfile.ZipFile, name: str, said: Iterator[bytes]) -> Part:
    size, rows, digest = 0, 0, hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as into:
        for line in said:
            into.write(line)
            digest.update(line)
            size, rows = size + len(line), rows + 1
    return Part(size, digest.hexdigest(), rows)


def _files(folder: Path, part: Path) -> tuple[list[str], list[str]]:
    """Return the files to copy, the anchors first, and those left out because they lead elsewhere."""
    found, left_out = [], []
    for parent, folders, names in os.walk(folder):
        at = Path(parent)
        folders[:] = sorted(
            one for one in folders if (at / one).relative_to(folder).as_posix() not in _NOT_COPIED
        )
        left_out += [(at / one).relative_to(folder).as_posix() for one in folders if (at / one).is_symlink()]
        for one in sorted(names):
            path = at / one
            name = path.relative_to(folder).as_posix()
            if name in _NOT_COPIED or name.endswith(".part") or path == part:
                continue
            if path.is_symlink() or not path.is_file():
                left_out.append(name)
            else:
                found.append(name)
    return sorted(found, key=lambda name: (name != ANCHORS, name)), left_out


def _copy(archive: zipfile.ZipFile, path: Path, name: str) -> Part:
    """Copy a file that does not change meanwhile."""
    for _ in range(_TRIES):
        before = path.stat()
        content = path.read_bytes()
        after = path.stat()
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size) or path.name == ANCHORS:
            archive.writestr(name, content)
            return Part(len(content), hashlib.sha256(content).hexdigest())
    raise InputRefused(
        f"{path} keeps changing while it is copied.", "Wait until it is written, and try again."
    )


__all__ = ["BACKED_UP", "LEFT_OUT", "Made", "make_backup"]
