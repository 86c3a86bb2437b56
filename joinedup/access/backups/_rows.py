"""Rows of tables as lines of text, the same for every database, and back."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from datetime import time as time_of_day
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connections, models
from django.db.models import Model

# Made anew by every installation, or not to be brought back to life.
LEFT_OUT = frozenset({"contenttypes", "auth", "sessions"})
_AT_ONCE = 2_000
_BATCH = 500


def tables(known: Apps) -> list[type[Model]]:
    """Return every table that a backup holds, in an order that does not change."""
    found = [
        model
        for model in known.get_models(include_auto_created=True)
        if model._meta.app_label not in LEFT_OUT and model._meta.managed and not model._meta.proxy
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def lines(model: type[Model], using: str) -> Iterator[bytes]:
    """Yield each row of a table as a line, in the order of its key."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(_AT_ONCE):
        said = dict(zip(names, row, strict=True))
        yield json.dumps(said, ensure_ascii=False, default=_said).encode() + b"\n"


def write_rows(model: type[Model], said: Iterable[bytes], using: str) -> int:
    """Write lines back as rows, exactly as they were; returns how many."""
    fields = list(model._meta.concrete_fields)
    n_rows, batch = 0, []
    for line in said:
        batch.append(_row(model, fields, json.loads(line)))
        if len(batch) == _BATCH:
            n_rows += _insert(model, fields, batch, using)
            batch = []
    return n_rows + _insert(model, fields, batch, using)


def _row(model: type[Model], fields: list[models.Field[Any, Any]], said: dict[str, Any]) -> Model:
    made = model()
    for field in fields:
        if field.attname in said:
            setattr(made, field.attname, _read(field, said[field.attname]))
    return made


def _read(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def _insert(model: type[Model], fields: list[models.Field[Any, Any]], rows: list[Model], using: str) -> int:
    most = connections[using].ops.bulk_batch_size(fields, rows) if rows else 1
    for at in range(0, len(rows), most):
        # As they are: an ordinary save would set the day of a change to today.
        model._base_manager._insert(rows[at : at + most], fields=fields, using=using, raw=True)  # type: ignore[attr-defined]
    return len(rows)


def _said(value: Any) -> Any:
    if isinstance(value, datetime | date | time_of_day):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"no way to write {type(value).__name__}")
