"""Moments as a database writes them, told as the person's clock shows them. Pure.

Tens of thousands are told at once: what a day's clock is ahead of UTC is worked out once a day, not once a moment.
"""

from datetime import UTC, datetime, timedelta, tzinfo

from onward.applications.stages import in_zone

_HOUR = timedelta(hours=1)
_TWO = tuple(f"{hour:02}" for hour in range(24))
#: Letters of "2024-05-01 09:30:00", and with parts of a second.
_LENGTHS = (19, 26)


class LocalTimes:
    """Tells moments in one zone: "2024-05-01 09:30:00", in UTC, is "2024-05-01T10:30:00+01:00" in Lisbon."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        #: "2024-05-01 09" in UTC → the same hour there, and what follows the moment.
        self._hours: dict[str, tuple[str, str]] = {}
        self._days: set[str] = set()

    def tell(self, text: str) -> str:
        """A moment as ISO 8601 with its offset. PostgreSQL writes UTC behind it, SQLite does not."""
        plain = text if len(text) in _LENGTHS else text.removesuffix("+00")
        known = self._hours.get(plain[:13])
        if known is None and plain[:10] not in self._days:
            self._learn(plain[:10])
            known = self._hours.get(plain[:13])
        if known is None or len(plain) not in _LENGTHS:
            at = datetime.fromisoformat(text)
            return in_zone(at if at.tzinfo else at.replace(tzinfo=UTC), self._zone).isoformat()
        return f"{known[0]}{plain[13:]}{known[1]}"

    def _learn(self, day: str) -> None:
        """The hours of a day of UTC, unless the clock there changes on it or is ahead by a part of an hour."""
        self._days.add(day)
        try:
            begin = datetime.fromisoformat(day).replace(tzinfo=UTC)
            ends = [(begin + hours * _HOUR).astimezone(self._zone) for hours in (0, 12, 24)]
        except (OverflowError, ValueError):  # the first and the last day of the calendar
            return
        offsets = {one.utcoffset() for one in ends}
        if len(offsets) == 1 and not (offsets.pop() or _HOUR) % _HOUR:
            first, last, offset = ends[0].isoformat()[:10], ends[2].isoformat()[:10], ends[0].isoformat()[19:]
            for hour in range(24):
                # The clock there begins the day at its own hour, and past midnight it is the date after.
                there = ends[0].hour + hour
                self._hours[f"{day} {_TWO[hour]}"] = (
                    f"{last if there > 23 else first}T{_TWO[there % 24]}",
                    offset,
                )
