"""The lines that an act adds to the record, and their way into the table of events by the thousand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connections, router

from onward.applications import details
from onward.applications.models import Act, Event
from onward.applications.stages import Fact

_COLUMNS = (
    "owner_id",
    "act_id",
    "application_id",
    "current_id",
    "kind",
    "at",
    "recorded_at",
    "source",
    "message_id",
    "target_id",
    "data",
    "active",
)


@dataclass(frozen=True, slots=True)
class Detail:
    """What a source says an application is called: field → value, as of a time."""

    fields: Mapping[str, str | None]
    at: datetime
    source: str = "mail"
    message_id: int | None = None
    #: Question → what was sent, where a table tells: no detail, but what statistics compare by.
    marks: Mapping[str, str] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """The fields worth keeping: by hand also an empty one (it clears), from a source what it says."""
        given = details.clean_all(self.fields)
        kept: dict[str, Any] = {
            name: value for name, value in given.items() if value or self.source == "hand"
        }
        return {**kept, "marks": storable(self.marks)} if self.marks else kept


@dataclass(frozen=True, slots=True)
class Line:
    """One event that is about to be written."""

    application: int
    kind: str
    at: datetime
    source: str = "hand"
    message_id: int | None = None
    target: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def of_fact(application: int, fact: Fact) -> Line:
    """The line for a fact."""
    data = storable(fact.data) if fact.data else {}
    return Line(application, fact.kind, fact.at, fact.source, fact.message_id, None, data)


def of_detail(application: int, detail: Detail) -> Line:
    """The line for what a source or the person says of an application."""
    return Line(application, "detail", detail.at, detail.source, detail.message_id, None, detail.kept())


def retraction(event: Event, at: datetime) -> Line:
    """The line that takes an event out; it lies where that event was recorded."""
    return Line(event.application_id, "retracted", at, target=event.pk)


def move(event: Event, to: int, at: datetime) -> Line:
    """The line that brings an event to an application."""
    return Line(to, "moved", at, target=event.pk)


def absorption(into: int, absorbed: int, at: datetime) -> Line:
    """The line that merges one application into another."""
    return Line(into, "merged", at, data={"application": absorbed})


def write(act: Act, written: Sequence[Line]) -> None:
    """Write the lines in their order, in one statement run many times.

    The ORM's bulk insert spends ten times longer on preparing each value than the database on storing it,
    and a mailbox brings thousands of lines; the columns are named here once instead.
    """
    if not written:
        return
    connection = connections[router.db_for_write(Event)]
    adapt, as_json, quote = (
        connection.ops.adapt_datetimefield_value,
        connection.ops.adapt_json_value,
        connection.ops.quote_name,
    )
    nothing = as_json({}, None)
    recorded_at = adapt(act.at)
    rows = [
        (
            act.owner_id,
            act.pk,
            line.application,
            line.application,
            line.kind,
            adapt(line.at),
            recorded_at,
            line.source,
            line.message_id,
            line.target,
            as_json(dict(line.data), None) if line.data else nothing,
            True,
        )
        for line in written
    ]
    places = ", ".join(["%s"] * len(_COLUMNS))
    columns = ", ".join(quote(name) for name in _COLUMNS)
    statement = f"INSERT INTO {quote(Event._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def storable(value: Any) -> Any:
    """The value without NUL characters, which PostgreSQL refuses in any text."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, Mapping):
        return {storable(key): storable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(one) for one in value]
    return value
