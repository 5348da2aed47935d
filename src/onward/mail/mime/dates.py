"""Reads the date of a mail, and refuses one that cannot be."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final

EARLIEST: Final = datetime(1980, 1, 1, tzinfo=UTC)
# Without a Received header nothing tells what is too late; this only keeps out the impossible.
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
AHEAD_OF_RECEIVED: Final = timedelta(days=3)

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_USUAL: Final = re.compile(
    r"(?:[A-Za-z]{3},? +)?(\d{1,2}) +([A-Za-z]{3}) +(\d{4})"
    r" +(\d{2}):(\d{2})(?::(\d{2}))? +([+-])(\d{2})(\d{2})(?!\d)"
)


def read_date(value: bytes) -> datetime | None:
    """Read a date as RFC 5322 writes it, or nearly so, or as ISO 8601; without a zone it is taken as UTC."""
    text = value[:200].decode("ascii", "replace").strip()
    if not text:
        return None
    usual = _USUAL.match(text)
    try:
        if usual:
            month = _MONTHS.get(usual.group(2).lower())
            if month is not None:
                offset = int(usual.group(8)) * 60 + int(usual.group(9))
                year = int(usual.group(3))
                return datetime(
                    year + 1900 if 100 <= year < 200 else year,
                    month, int(usual.group(1)), int(usual.group(4)), int(usual.group(5)),
                    min(int(usual.group(6) or 0), 59),
                    tzinfo=_zone((offset if usual.group(7) == "+" else -offset) * 60),
                )  # fmt: skip
        return _unusual(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def plausible(date: datetime | None, received: datetime | None) -> datetime | None:
    """Give the date back unless it is absurd: before 1980, or days after the mail arrived."""
    if date is None or not EARLIEST <= date < LATEST:
        return None
    if received is not None and date > received + AHEAD_OF_RECEIVED:
        return None
    return date


def newest_received(values: list[bytes]) -> datetime | None:
    """Give the time in the topmost readable Received header (each server adds its own on top)."""
    for value in values[:20]:
        time = read_date(value.rpartition(b";")[2].strip())
        if time is not None and EARLIEST <= time < LATEST:
            return time
    return None


def _unusual(text: str) -> datetime | None:
    if re.match(r"\d{4}-\d{2}-\d{2}", text):
        iso = re.sub(r"\s+([+-]\d{2}):?(\d{2})$", r"\1:\2", text)
        parsed = datetime.fromisoformat(iso)
        return parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=UTC)
    parts = parsedate_tz(text)
    if parts is None:
        return None
    year, month, day, hour, minute, second = parts[:6]
    if 100 <= year < 200:  # programs that count years from 1900 wrote 0102 for 2002
        year += 1900
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(parts[9] or 0))


def _zone(seconds: int) -> timezone:
    # No zone lies further than 14 hours from UTC; a wilder one was garbled.
    return timezone(timedelta(seconds=seconds)) if 0 < abs(seconds) <= 14 * 3600 else UTC
