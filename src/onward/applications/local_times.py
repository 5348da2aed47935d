"""Moments as a database writes them, told as the person's clock shows them. Pure.

Tens of thousands are told at once: what a day's clock is ahead of UTC is worked out once a day, not once a moment.
"""

from datetime import UTC, datetime, timedelta, tzinfo

from onward.applications.stages import in_zone

_HOUR = timedelta(hours=1)
#: Letters of "2024-05-01 09:30:00", and with parts of a second.
_WHOLE, _FINE = 19, 26


class LocalTimes:
    """Tells moments in one zone: "2024-05-01 09:30:00", in UTC, is "2024-05-01T10:30:00+01:00" in Lisbon."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        #: Day of UTC → by each of its hours the date with the hour there, then the offset; None where it changes that day.
        self._days: dict[str, tuple[list[str], str] | None] = {}

    def tell(self, text: str) -> str:
        """A moment as ISO 8601 with its offset. PostgreSQL writes UTC behind it, SQLite does not."""
        plain = text.removesuffix("+00")
        if len(plain) not in {_WHOLE, _FINE}:
            return self._slowly(text)
        day = plain[:10]
        if day not in self._days:
            self._days[day] = self._of_day(day)
        told = self._days[day]
        if told is None:
            return self._slowly(text)
        hours, offset = told
        return f"{hours[int(plain[11:13])]}{plain[13:]}{offset}"

    def _slowly(self, text: str) -> str:
        at = datetime.fromisoformat(text)
        return in_zone(at if at.tzinfo else at.replace(tzinfo=UTC), self._zone).isoformat()

    def _of_day(self, day: str) -> tuple[list[str], str] | None:
        try:
            begin = datetime.fromisoformat(day).replace(tzinfo=UTC)
            ends = [(begin + hours * _HOUR).astimezone(self._zone) for hours in (0, 12, 24)]
        except (OverflowError, ValueError):  # the first and the last day of the calendar
            return None
        offsets = {one.utcoffset() for one in ends}
        offset = offsets.pop() or timedelta()
        if offsets or offset % _HOUR:
            return None
        hours = [(ends[0] + number * _HOUR).isoformat()[:13] for number in range(24)]
        return hours, ends[0].isoformat()[19:]
