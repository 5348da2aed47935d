"""Whether a day was hard: several noes shown, or one that came late. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Noes within so long before now weigh on a day.
SPAN = timedelta(hours=24)
#: So many make a day hard. Our assumption.
SEVERAL = 3
LATE = frozenset({"interview", "offer"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A no: when it was shown, when it was said, how far the application had come, and the employer."""

    at: datetime
    said_at: datetime
    furthest_stage: str
    name: str


@dataclass(frozen=True, slots=True)
class Hard:
    """Why a day is hard: so many noes, and the one that came late, if there was one."""

    count: int
    late: str = ""


def hard_day(noes: Iterable[Shown], now: datetime, old: timedelta) -> Hard | None:
    """Whether the last day was hard; a no that was said longer than `old` before it was shown is no news."""
    fresh = [
        one
        for one in noes
        if timedelta(0) <= now - one.at <= SPAN and one.at - one.said_at <= old
    ]  # fmt: skip
    late = [one for one in fresh if one.furthest_stage in LATE]
    if len(fresh) >= SEVERAL or late:
        return Hard(len(fresh), max(late, key=lambda one: one.at).name if late else "")
    return None
