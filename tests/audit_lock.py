"""The lock on the audit's table, for tests: put on, and taken off to do what an intruder would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from unittest.mock import patch

from django.core.management.commands.flush import Command
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_MIGRATION = import_module("joinedup.access.migrations.0002_audit_only_grows")


def put_on() -> None:
    """Let the database refuse changes, as it does after migration."""
    _run(_MIGRATION.refuse_changes)


def take_off() -> None:
    """Let the database allow changes again."""
    _run(_MIGRATION.allow_changes)


@contextmanager
def emptied_by_tests() -> Iterator[None]:
    """Let tests that commit empty the tables after them, the audit with the others."""
    flush = Command.handle

    def unlocked(self: Command, **options: Any) -> None:
        has_audit = "access_auditentry" in connection.introspection.table_names()
        if has_audit:
            take_off()
        flush(self, **options)
        if has_audit:
            put_on()

    with patch.object(Command, "handle", unlocked):
        yield


def _run(change: Any) -> None:
    editor = BaseDatabaseSchemaEditor(connection)
    editor.deferred_sql = []
    change(None, editor)
