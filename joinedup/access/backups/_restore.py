"""Bringing a backup back into an empty folder and an empty database."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from joinedup.access.audit import Verdict, record, verify
from joinedup.access.backups._manifest import FOLDER, RECORDS, Manifest, Tell, read_manifest
from joinedup.access.backups._rows import tables, write_rows
from joinedup.errors import InputRefused, StoreRefused

RESTORED = "restored a backup"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_CHUNK = 1_048_576


@dataclass(frozen=True)
class Restored:
    """What was brought back.

    Args:
        manifest: what the backup held.
        rows: rows written.
        files: files written.
        audit: what a check of the audit found afterwards.
    """

    manifest: Manifest
    rows: int
    files: int
    audit: Verdict


def restore_backup(path: Path, into: Path, tell: Tell) -> Restored:
    """Bring a backup back, whole or not at all.

    Everything is checked before anything is written. Django must be set up on a folder beside `into` that
    does not exist yet: everything is written there, and it is given its name at the very end.

    Args:
        path: the backup.
        into: folder to make; it must be empty or not exist.
        tell: told how far it is.

    Raises:
        InputRefused: the backup is damaged or newer than this version, or the folder or database is in use.
        StoreRefused: the audit is not whole once it is back.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise InputRefused(f"{into} exists and is not an empty folder.", "Name another with --into.")
    manifest = read_manifest(path, tell)
    part = Path(settings.COUNCIL_FOLDER)
    part.mkdir(mode=_FOLDER_MODE, parents=True)
    try:
        with zipfile.ZipFile(path) as archive:
            files = _write_files(archive, manifest, part, tell)
            _refuse_used_database()
            rows = _write_records(archive, manifest, tell)
        audit = verify(part)
        if audit.faults or (audit.entries, audit.last) != (manifest.entries, manifest.last):
            raise StoreRefused(
                "The audit in the backup is not whole.", "Nothing was kept of it. Use an earlier backup."
            )
        record(None, RESTORED, "", made_at=manifest.made_at, entries=manifest.entries)
        connection.close()
        if connection.vendor == "sqlite":
            (part / "council.sqlite3").chmod(_FILE_MODE)
        if into.exists():
            into.rmdir()
        part.rename(into)
    except BaseException:
        connection.close()
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Restored(manifest, rows, files, audit)


def _write_files(archive: zipfile.ZipFile, manifest: Manifest, into: Path, tell: Tell) -> int:
    names = [name for name in manifest.parts if name.startswith(FOLDER)]
    for at, name in enumerate(names):
        tell("writing files", at / len(names))
        to = into / name.removeprefix(FOLDER)
        to.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
        with os.fdopen(handle, "wb") as file, archive.open(name) as held:
            shutil.copyfileobj(held, file, _CHUNK)
    tell("writing files", 1.0)
    return len(names)


def _refuse_used_database() -> None:
    if connection.introspection.table_names():
        raise InputRefused(
            "The database that JOINEDUP_DATABASE_URL names is not empty.", "Make an empty one and name that."
        )


def _write_records(archive: zipfile.ZipFile, manifest: Manifest, tell: Tell) -> int:
    """Write the rows into tables as they were when the backup was made, then bring those up to date."""
    executor = MigrationExecutor(connection)
    targets = _targets(executor, manifest)
    executor.migrate(targets)
    then = executor.loader.project_state(targets).apps
    held = tables(then)
    rows = 0
    with transaction.atomic():
        for at, model in enumerate(held):
            tell("writing records", at / len(held))
            name = f"{RECORDS}{model._meta.db_table}.jsonl"
            if name not in manifest.parts:
                continue
            with archive.open(name) as said:
                rows += write_rows(model, said, "default")
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), held):
                cursor.execute(statement)
    expected = sum(part.rows or 0 for part in manifest.parts.values())
    if rows != expected:
        raise StoreRefused(f"{rows} of {expected} rows were written.", "Nothing was kept. Report this.")
    tell("writing records", 1.0)
    call_command("migrate", verbosity=0, interactive=False)
    return rows


def _targets(executor: MigrationExecutor, manifest: Manifest) -> list[tuple[str, str]]:
    """Return the last step of each application that the backup had taken.

    Raises:
        InputRefused: it had taken one that this version does not know.
    """
    known = set(executor.loader.graph.nodes)
    taken = {(app, name) for app, names in manifest.migrations.items() for name in names}
    unknown = sorted(f"{app} {name}" for app, name in taken - known)
    if unknown:
        raise InputRefused(
            f"The backup was made by a newer JoinedUp: it knows {', '.join(unknown)}.",
            "Install that version, or a newer one, and try again.",
        )
    nodes = executor.loader.graph.node_map
    return sorted(node for node in taken if not _follows_in(taken, nodes[node].children, node[0]))


def _follows_in(taken: set[tuple[str, str]], children: Iterable[Any], app: str) -> bool:
    return any(child.key in taken and child.key[0] == app for child in children)
