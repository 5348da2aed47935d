"""What was done with a letter, with what its fields held before: undo goes back through it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from onward.base import clock
from onward.letters.models import Draft

_MOMENTS = ("sent_at", "answered_at", "declined_at", "put_away_at")
_LONGEST = 40


def act(one: Draft, did: str, **changed: Any) -> None:
    """Do something with a letter: what the fields held before stands in its history."""
    was = values(one, tuple(changed))
    for name, value in changed.items():
        setattr(one, name, value)
    remember(one, did, was, text=False)
    one.save(update_fields=[*changed, "history"])


def remember(one: Draft, did: str, was: Mapping[str, Any], *, text: bool = True) -> None:
    """Write down what was done; `text` says whether the letter itself changed with it."""
    entry = {"at": clock.now().isoformat(), "did": did, "was": dict(was)} | (
        {"text": one.body} if text else {}
    )
    one.history = [*one.history, entry][-_LONGEST:]


def values(one: Draft, names: Sequence[str]) -> dict[str, Any]:
    """What the fields hold, as it can be stored."""
    held = {name: getattr(one, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in held.items()}


def read(name: str, value: Any) -> Any:
    """The value of a field as it was stored."""
    if name in _MOMENTS:
        return parse_datetime(value) if value else None
    if name == "follow_up_on":
        return parse_date(value) if value else None
    return value
