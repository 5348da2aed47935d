"""Writes stored values into a file of SQLite, without the models: a row goes in as it was found."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.db.models import Field
from django.utils import timezone

from onward.base import clock
from onward.people.mending.pages import Value
from onward.people.mending.tables import Table


def stored(field: "Field[Any, Any]", value: Value, *, mend: bool = False) -> Value:
    """The value as the database takes it; with `mend`, one that cannot be right as near as it can be read."""
    if isinstance(field, models.BinaryField):
        return value if isinstance(value, bytes) or not mend else b""
    text = value.decode(errors="replace") if isinstance(value, bytes) else value
    if not mend:
        return text
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return json.dumps(field.get_default() if field.has_default() else None)
    if isinstance(field, (models.DateTimeField, models.DateField)):
        return str(clock.now().astimezone(timezone.get_default_timezone()).replace(tzinfo=None))
    if isinstance(field, (models.CharField, models.TextField)):
        kept = text if isinstance(text, str) else "" if text is None else str(text)
        return kept[: field.max_length] if field.max_length else kept
    return 0


def write(opened: sqlite3.Connection, table: Table, row: Mapping[str, Value]) -> None:
    """Insert a row; sqlite3.Error when the database does not take it."""
    names = [name for name in row if name in table.fields]
    missing = [
        name
        for name, field in table.fields.items()
        if name not in row and (field.has_default() or not field.null) and name != "id"
    ]
    values = [stored(table.fields[name], row[name]) for name in names]
    values += [_default(table.fields[name]) for name in missing]
    columns = ", ".join(f'"{name}"' for name in (*names, *missing))
    places = ", ".join("?" * len(values))
    opened.execute(f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})', values)  # noqa: S608 - names of ours


def update(opened: sqlite3.Connection, table: Table, key: int, row: Mapping[str, Value]) -> None:
    """Write some values of a row."""
    columns = ", ".join(f'"{name}" = ?' for name in row)
    values = [stored(table.fields[name], value) for name, value in row.items()]
    opened.execute(f'UPDATE "{table.name}" SET {columns} WHERE "{table.key}" = ?', [*values, key])  # noqa: S608


def _default(field: "Field[Any, Any]") -> Any:
    """The value of a column that a file of an older Onward has not."""
    if field.has_default():
        return field.get_db_prep_save(field.get_default(), connection)
    return stored(field, None, mend=True)
