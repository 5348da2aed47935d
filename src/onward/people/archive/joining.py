"""Which rows of an archive a journal has already: by what never changes about a row, whatever its number."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from onward.people.archive.codec import Values, columns
from onward.people.archive.references import of_columns

#: Model → the columns by which its rows are told apart; a model that is not here is compared in every column.
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
    return {name: theirs[name] for name in FILLED.get(model.__name__, ()) if theirs[name] and not ours[name]}


def _print(model: type[Model], row: Values) -> Any:
    names = SAME.get(model.__name__)
    fields = [field for field in columns(model) if field.name in names] if names else columns(model)
    pk = model._meta.pk
    return tuple(
        frozen(row[field.attname]) for field in fields if field is not pk or (names and field.name in names)
    )


def frozen(value: Any) -> Any:
    """The value as something that can be looked up."""
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True)
    return bytes(value) if isinstance(value, memoryview) else value
