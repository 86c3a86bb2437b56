"""Let the database itself refuse to change or delete an entry of the audit."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "access_auditentry"
REPLACES = "EXISTS (SELECT 1 FROM access_auditentry WHERE number = NEW.number)"

SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS audit_refuses_update",
    "DROP TRIGGER IF EXISTS audit_refuses_delete",
    "DROP TRIGGER IF EXISTS audit_refuses_replace",
]
SQLITE = [
    *SQLITE_BACK,
    f"CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END",
    f"CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END",
    # INSERT OR REPLACE takes a row's place without deleting it first, as far as triggers can see.
    f"CREATE TRIGGER audit_refuses_replace BEFORE INSERT ON {TABLE} WHEN {REPLACES} "
    "BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END",
]

POSTGRESQL_BACK = [
    f"DROP TRIGGER IF EXISTS audit_refuses_update ON {TABLE}",
    f"DROP TRIGGER IF EXISTS audit_refuses_delete ON {TABLE}",
    "DROP FUNCTION IF EXISTS audit_only_grows()",
]
POSTGRESQL = [
    *POSTGRESQL_BACK,
    "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit only grows'; END $$",
    f"CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
    f"CREATE TRIGGER audit_refuses_delete BEFORE DELETE OR TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
]

_FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
_BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def refuse_changes(apps: StateApps | None, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _FORWARD[editor.connection.vendor]:
        editor.execute(statement)


def allow_changes(apps: StateApps | None, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _BACK[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
