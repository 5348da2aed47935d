"""An invitation in plain values: it crosses processes, and what is kept of it fits into a row of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

INVITES, CANCELS, ANSWERS = "invites", "cancels", "answers"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One appointment of which a mail's calendar part tells.

    `does`: it invites (also anew), cancels, or answers an invitation. `at` is ISO 8601 to the minute, with offset where
    the zone is known, and a day alone for a whole day. `instance` is the time that one of several had at first.
    """

    uid: str
    does: str
    at: str
    minutes: int | None = None
    title: str = ""
    #: A place, a link, or both.
    where: str = ""
    sequence: int = 0
    #: When this version was written, ISO 8601 in UTC; empty when it does not say.
    stamp: str = ""
    instance: str = ""
    #: What it says; used for understanding and not kept.
    text: str = ""
    organizer: str = ""

    def kept(self) -> dict[str, Any]:
        """What is kept of it."""
        told = asdict(self)
        return {name: told[name] for name in _KEPT if told[name] not in ("", None)}


_KEPT = ("uid", "does", "at", "minutes", "title", "where", "sequence", "stamp", "instance")
_TYPES = {one.name: int if one.name in ("minutes", "sequence") else str for one in fields(Invitation)}


def restored(kept: object) -> Invitation | None:
    """The invitation of which this was kept; None for what is none."""
    if not isinstance(kept, Mapping) or not all(
        isinstance(kept.get(name), str) for name in ("uid", "does", "at")
    ):
        return None
    told: dict[str, Any] = {
        name: value for name, value in kept.items() if name in _TYPES and isinstance(value, _TYPES[name])
    }
    return Invitation(**told)
