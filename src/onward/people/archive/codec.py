"""A row as one line of JSON, and the line as a row again: every kind of column, exactly."""

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Field, Model

from onward.people.models import User

#: Column → value, as the database layer takes them: references by the number of their row.
Values = dict[str, Any]
#: What stands for a value that lies in a file of its own: {"file": its name, "level": how it was packed}.
FILE, LEVEL = "file", "level"
#: Of columns that hold a list: what it is a list of.
ITEMS: Mapping[str, type] = {
    **dict.fromkeys(("addresses", "questions", "recipients", "sources", "tags", "thread", "through"), str),
    **dict.fromkeys(("blocks", "candidates", "history", "reasons", "setbacks", "steps"), dict),
}


def columns(model: type[Model]) -> list["Field[Any, Any]"]:
    """The columns that an archive holds, in their order: all but whose row it is."""
    return [field for field in model._meta.concrete_fields if field.related_model is not User]


def line(row: Mapping[str, Any]) -> bytes:
    """One line of JSON; a line break is only ever its end."""
    try:
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a character, which only the escapes of JSON can hold
        return json.dumps(row).encode() + b"\n"


def written(field: "Field[Any, Any]", value: Any) -> Any:
    """The value of a column as JSON has it."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(value, datetime):
        return (value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode()
    return value


def read(model: type[Model], told: object) -> Values:
    """The row that a line tells; ValueError says in words what is not right."""
    if not isinstance(told, dict):
        raise ValueError("this is no row")
    known = {field.name: field for field in columns(model)}
    if strange := [name for name in told if name not in known]:
        raise ValueError(f"“{strange[0]}” is not known here; a newer Onward may have written it")
    return {
        field.attname: value(field, told[name]) if name in told else _missing(field)
        for name, field in known.items()
    }


def value(field: "Field[Any, Any]", told: Any) -> Any:
    """The value of a column that JSON tells; ValueError when it is none."""
    if told is None and not (isinstance(field, models.JSONField) and field.null):
        if not field.null:
            raise ValueError(f"“{field.name}” is empty")
        return None
    try:
        found = _typed(field, told)
        if not (field.is_relation or isinstance(field, models.BinaryField)):
            field.run_validators(found)
    except ValidationError as error:
        raise ValueError(f"“{field.name}”: {' '.join(error.messages)}") from error
    except (TypeError, ValueError, binascii.Error) as error:
        raise ValueError(f"“{field.name}” has a value that does not fit: {json.dumps(told)[:60]}") from error
    return found


def _typed(field: "Field[Any, Any]", told: Any) -> Any:
    if isinstance(field, models.JSONField):
        _check_shape(field, told)
        return told
    if isinstance(field, models.BinaryField):
        return dict(told) if _is_file(told) else base64.b64decode(told, validate=True)
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(told)
        if moment.tzinfo is None:
            raise ValueError("a time needs its offset")
        if not 1 < moment.year < 9999:
            raise ValueError("in some zone it would fall out of the calendar")
        return moment
    if isinstance(field, models.DateField):
        return date.fromisoformat(told)
    kinds = _KINDS[_kind(field)]
    if not isinstance(told, kinds) or (isinstance(told, bool) and bool not in kinds):
        raise TypeError(field.name)
    return told


def _check_shape(field: "Field[Any, Any]", told: Any) -> None:
    """What every page that shows the column relies on: a list where it is one, and of what."""
    shape = field.default if isinstance(field.default, type) else object
    items = told if isinstance(told, list) else ()
    if not isinstance(told, shape) or not all(
        isinstance(one, ITEMS.get(field.name, object)) for one in items
    ):
        raise TypeError(field.name)


_KINDS: dict[str, tuple[type, ...]] = {"bool": (bool,), "float": (float, int), "int": (int,), "str": (str,)}


def _kind(field: "Field[Any, Any]") -> str:
    if field.is_relation or isinstance(field, models.IntegerField):
        return "int"
    if isinstance(field, models.BooleanField):
        return "bool"
    if isinstance(field, models.FloatField):
        return "float"
    if isinstance(field, (models.CharField, models.TextField)):
        return "str"
    raise LookupError(f"no archive knows how to write {type(field).__name__}")


def _missing(field: "Field[Any, Any]") -> Any:
    """The value of a column that was not there yet when the archive was written."""
    if field.has_default():
        return field.get_default()
    if field.null:
        return None
    if field.blank and isinstance(field, (models.CharField, models.TextField)):
        return ""
    raise ValueError(f"“{field.name}” is missing")


def in_file(field: "Field[Any, Any]", value: Any) -> str:
    """The name of the file in which the value lies; empty when the value itself is there."""
    return str(value[FILE]) if isinstance(field, models.BinaryField) and isinstance(value, dict) else ""


def _is_file(told: Any) -> bool:
    if not isinstance(told, dict):
        return False
    return set(told) == {FILE, LEVEL} and isinstance(told[FILE], str) and told[LEVEL] in (6, 9)
