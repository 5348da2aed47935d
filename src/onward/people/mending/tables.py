"""What the tables of a journal look like to whoever mends them: columns, kinds of value, references."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Field, ForeignKey, Model

from onward.people.archive.references import target
from onward.people.mending.pages import Value

#: Tables that are filled anew and hold nothing of the record.
_PASSING = frozenset({"SignInLink", "Print"})


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in the order of the database, each with its field."""

    model: type[Model]
    fields: Mapping[str, "Field[Any, Any]"]

    @property
    def name(self) -> str:
        """What the database calls it."""
        return self.model._meta.db_table

    @property
    def said(self) -> str:
        """What a person is told."""
        return str(self.model._meta.verbose_name)

    @property
    def key(self) -> str:
        """The column of the number of a row."""
        return str(self.model._meta.pk.column)

    def references(self) -> dict[str, type[Model]]:
        """Column → the model that it leads to."""
        return {name: target(field) for name, field in self.fields.items() if isinstance(field, ForeignKey)}

    def unfit(self, row: Mapping[str, Value]) -> list[str]:
        """The columns whose stored value is none that Onward could have written."""
        return [name for name, field in self.fields.items() if name in row and not _fits(field, row[name])]


def tables() -> list[Table]:
    """Every table that holds something of the record, the account included."""
    found = []
    for model in apps.get_app_config("onward").get_models():
        if model.__name__ not in _PASSING:
            found.append(Table(model, {str(field.column): field for field in model._meta.concrete_fields}))
    return found


def order(table: Table, made: Sequence[str]) -> list[str]:
    """The columns as a file has them, from the words with which it was made; else as the model has them.

    A column whose name has lost a letter stands where it stood.
    """
    lost = [name for name in table.fields if name not in made]
    strange = [name for name in made if name not in table.fields]
    known = dict(zip(strange, lost, strict=True)) if len(lost) == len(strange) else {}
    return [known.get(name, name) for name in made if name in table.fields or name in known] or list(
        table.fields
    )


def _fits(field: "Field[Any, Any]", value: Value) -> bool:
    if value is None:
        return bool(field.null)
    kind = field.db_type(connection) or ""
    try:
        if isinstance(field, models.BinaryField):
            return isinstance(value, bytes)
        if "int" in kind or kind == "bool" or isinstance(field, ForeignKey):
            return isinstance(value, int) and (kind != "bool" or value in (0, 1))
        if kind == "real":
            return isinstance(value, (int, float))
        if not isinstance(value, (bytes, str)):
            return False
        text = value.decode() if isinstance(value, bytes) else value
        if isinstance(field, models.JSONField):
            json.loads(text)
        elif isinstance(field, models.DateTimeField):
            datetime.fromisoformat(text)
        elif isinstance(field, models.DateField):
            date.fromisoformat(text)
        elif field.max_length and len(text) > field.max_length:
            return False
    except ValueError:
        return False
    return True
