"""When something that recurs takes place next: whatever its rule says, the answer comes in a moment."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Final

#: Further ahead, and among more times than these, nothing is looked for.
HORIZON: Final = timedelta(days=800)
MOST: Final = 12_000
#: So many times beyond the first are told: some of them may be taken out again.
SPARE: Final = 60
#: Frequency → the parts of a rule that are followed. With others a rule may name days that never come, and looking for
#: them would take seconds; an appointment whose rule has such parts is taken by its first time.
_FOLLOWED: Final[Mapping[str, frozenset[str]]] = {
    "DAILY": frozenset({"BYDAY"}),
    "WEEKLY": frozenset({"BYDAY", "WKST"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY", "WKST"}),
    "YEARLY": frozenset({"BYMONTH", "BYMONTHDAY", "WKST"}),
}
_ALWAYS: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL"})
_UNTIL: Final = re.compile(r"(\d{8})(?:T(\d{6}))?Z?")


def times(begin: datetime, rule: str, more: Collection[datetime], after: datetime) -> list[datetime]:
    """The times up to some beyond the first that is not before `after`; all on the same clock, without zones.

    `rule` is an RRULE whose UNTIL is on that clock too, or empty; `more` are times that are named one by one.
    """
    named = sorted({begin, *more})
    parts = dict(part.partition("=")[::2] for part in rule.split(";") if "=" in part)
    if not _is_followed(parts):
        return named
    # Loaded only where something recurs.
    from dateutil.rrule import rrulestr

    latest = max(after, begin)
    end = latest + min(HORIZON, datetime.max - latest)  # noqa: DTZ901 - all on one clock
    until = _UNTIL.fullmatch(parts.pop("UNTIL", ""))
    try:
        if until:
            end = min(end, datetime.strptime(until[1] + (until[2] or "235959"), "%Y%m%d%H%M%S"))  # noqa: DTZ007
        recurring = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=begin)
        found = set(named)
        ahead = 0
        for one in islice(takewhile(lambda moment: moment <= end, recurring), MOST):
            found.add(one)
            ahead += one >= after
            if ahead > SPARE:
                break
    except (ValueError, TypeError, OverflowError):
        return named
    return sorted(found)


def _is_followed(parts: Mapping[str, str]) -> bool:
    followed = _FOLLOWED.get(parts.get("FREQ", ""))
    if followed is None or not set(parts) <= followed | _ALWAYS:
        return False
    return all(value.isascii() and len(value) <= 100 for value in parts.values()) and all(
        abs(int(day)) <= 28 for day in parts.get("BYMONTHDAY", "1").split(",") if day.lstrip("+-").isdigit()
    )
