"""What happened in a week: each room tells its part, and the weekly review reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from onward.base.hooks import Hook

if TYPE_CHECKING:
    from onward.people.models import User

#: Kinds of news: what came in, how far something got, what the person did.
KINDS = ("came", "moved", "done")


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened. A win is one that the record can see: a first reply, a talk, something hard done."""

    kind: str
    text: str
    at: datetime
    win: bool = False
    url: str = ""


#: What happened from one moment, included, to another.
Source = Callable[["User", datetime, datetime], list[News]]
sources: Hook[Source] = Hook()
register = sources.register


def happened(owner: User, begin: datetime, end: datetime) -> list[News]:
    """What all rooms tell, the earliest first."""
    found = [one for source in sources for one in source(owner, begin, end)]
    return sorted(found, key=lambda one: (one.at, one.text))
