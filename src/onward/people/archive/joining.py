"""Which rows of an archive a journal has already: by what never changes about a row, whatever its number."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import DateTimeField, ForeignKey, Model, UniqueConstraint

from onward.people.archive.codec import Values, columns
from onward.people.archive.references import of_columns

#: Model → the columns by which its rows are told apart. A model that is not here: those that the database holds to be
#: different in every row, else all but what says when something was done to the row later.
SAME: Mapping[str, tuple[str, ...]] = {
    "Act": ("at", "title"),
    "Draft": ("application", "purpose", "begun_at"),
    "Entry": ("kind", "begun_at"),
    "Event": ("act", "application", "kind", "at", "recorded_at", "source", "data"),
    "Feedback": ("recorded_at", "manner", "giver"),
    "LedgerEntry": ("source", "fingerprint"),
    "Lesson": ("made_at", "source"),
    "Message": ("header_id", "at", "sender_address", "subject", "text"),
    "Point": ("feedback", "position"),
    "Posting": ("digest", "given_at"),
    "Proposal": ("message",),
    "RawMessage": ("message",),
    "Reading": ("started_at",),
    "Step": ("event", "kind", "at"),
}
#: Columns that say when the person changed a row last: the later of two versions counts.
CHANGED = ("saved_at", "changed_at")
#: What a journal does not know yet and the archive does.
FILLED: Mapping[str, tuple[str, ...]] = {
    "Draft": ("sent_at", "follow_up_on", "answered_at", "declined_at", "reply_id", "sent_id"),
    "ImportTable": ("act_id", "result"),
    "LedgerEntry": ("message_id",),
    "Message": ("filed",),
    "Proposal": ("decided_at", "decision", "act_id"),
    "Step": ("taken_back_at",),
}
#: The model whose rows have nothing of their own: what is recorded of them tells them apart.
TOLD_BY_EVENTS = "Application"


def matches(
    model: type[Model],
    ours: Iterable[Values],
    theirs: Iterable[Values],
    extra: Callable[[bool, Values], Any] | None = None,
) -> dict[int, int]:
    """Number in the archive → number of the same row here; each row is the same as one other at most.

    The rows of the archive refer by the numbers that hold here. `extra(ours, row)` takes the place of the columns.
    """
    key = model._meta.pk.attname
    here: dict[Any, list[int]] = defaultdict(list)
    for row in ours:
        if (found := extra(True, row) if extra else _print(model, row)) is not None:
            here[found].append(row[key])
    same: dict[int, int] = {}
    for row in theirs:
        found = extra(False, row) if extra else _print(model, row)
        if candidates := here.get(found):
            # Two that are alike in all that counts: the one of the same number first.
            chosen = row[key] if row[key] in candidates else candidates[0]
            candidates.remove(chosen)
            same[row[key]] = chosen
    return same


def newer(model: type[Model], ours: Values, theirs: Values) -> Values:
    """The columns in which the archive's version of a row takes the place of the journal's."""
    # Where a row belongs was settled by what never changes about it.
    own = {model._meta.pk.attname}
    own |= {field.attname for field, to in of_columns(model) if not field.null or to == model.__name__}
    for column in CHANGED:
        if isinstance(theirs.get(column), datetime) and (
            ours[column] is None or theirs[column] > ours[column]
        ):
            return {name: value for name, value in theirs.items() if name not in own and ours[name] != value}
    filled = FILLED.get(model.__name__) or _later(model)
    return {name: theirs[name] for name in filled if theirs[name] and not ours[name]}


def _print(model: type[Model], row: Values) -> Any:
    names = SAME.get(model.__name__) or _different(model)
    return tuple(frozen(row[field.attname]) for field in columns(model) if field.name in names)


@cache
def _different(model: type[Model]) -> tuple[str, ...]:
    """The columns by which the rows of a person are told apart where nobody has said which."""
    known = {field.name for field in columns(model)}
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
            return tuple(name for name in constraint.fields if name in known)
    if isinstance(model._meta.pk, ForeignKey):
        return (model._meta.pk.name,)
    left_out = {model._meta.pk.name, "history", *_later(model)}
    return tuple(name for name in known if name not in left_out)


@cache
def _later(model: type[Model]) -> tuple[str, ...]:
    """The columns that say when something was done to a row: ended, taken back, put away."""
    fields = [field for field in columns(model) if isinstance(field, DateTimeField) and field.null]
    return tuple(field.name for field in fields if field.name != "sealed_at")


def frozen(value: Any) -> Any:
    """The value as something that can be looked up."""
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True)
    return bytes(value) if isinstance(value, memoryview) else value
