"""Weeks: they begin on Monday, and a day says which one it is in. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

DAYS = 7


def monday_of(day: date) -> date:
    """The Monday of the week in which the day lies."""
    return day - timedelta(days=day.weekday())


def parsed(text: object) -> date | None:
    """A day as JSON or an address has it; None for none, and for what is no day."""
    try:
        return date.fromisoformat(str(text)[:10]) if text else None
    except ValueError:
        return None


def of_week(blocks: Sequence[Mapping[str, Any]], monday: date) -> list[tuple[date, list[Mapping[str, Any]]]]:
    """The blocks of a week by their days, those without an hour first; only days that have one."""
    found = []
    for ahead in range(DAYS):
        day = monday + timedelta(days=ahead)
        own = [block for block in blocks if block.get("on") == day.isoformat()]
        if own:
            found.append((day, sorted(own, key=lambda block: str(block.get("time") or ""))))
    return found
