"""A day as somebody wrote it in a cell: what is certain of it, and what only its column can tell."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache

from onward.imports.words import months
from onward.imports.workbook import serial
from onward.language.tokens import fold

_EARLIEST, _LATEST = 1970, 2100
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_TIME = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[:h.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?"
    r"|\s?(am|pm|a\.m\.|p\.m\.|h|uhr))(?![\w:])\.?"
)
_WEEKDAYS = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b\.?,?"
    r"|\b(?:mo|di|mi|do|fr|sa|so)\.,?\s|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\b,?"
    r"|\b(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche)\b\.?,?|\b(?:lun|mer|jeu|ven|sam|dim)\.,?"
    r"|\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b,?"
    r"|\b(?:lune|marte|mercole|giove|vener)di\b,?|\bdomenica\b,?"
    r"|\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b,?"
    r"|\b(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?\b,?"
    r"|\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b,?"
    r"|\b(?:poniedzialek|wtorek|sroda|czwartek|piatek|sobota|niedziela)\b,?"
    r"|\b(?:mandag|mandagen|tisdag|onsdag|torsdag|fredag|lordag|sondag)\b,?"
)
_FILLER = re.compile(
    r"(?:\b(?:at|on|um|am|le|el|il|a|as|alle|om|op|kl|klo|pukul|o|uhr|den|the|t|ore|h)\b|[\s,.;()\-–—|@~])+"
)
_RANGE = re.compile(r"\s*(?:→|->|–|—|\bto\b|\bbis\b|\bau\b|\s-\s)\s*")


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell says of a day. `settled`: `first` is the month and `second` the day, whatever the column."""

    first: int
    second: int
    year: int | None
    settled: bool
    #: Only the month is known; `second` is 1.
    month_only: bool = False
    hour: time | None = None
    #: The zone that the cell names, if it names one.
    zone: tzinfo | None = None
    half_day_clock: bool = False
    dotted: bool = False

    def day(self, order: str, year: int | None = None) -> date | None:
        """The day, read in the column's order (dmy or mdy); None when there is no such day or no year."""
        month, day = self.first, self.second
        if not self.settled and order == "dmy":
            month, day = day, month
        if (given := self.year or year) is None:
            return None
        try:
            return date(given, month, day)
        except ValueError:
            return None

    def moment(self, order: str, zone: tzinfo, year: int | None = None) -> tuple[date, time | None] | None:
        """The day and hour on the clocks of the zone."""
        found = self.day(order, year)
        if found is None:
            return None
        if self.hour is None or self.zone is None:
            return found, self.hour
        local = datetime.combine(found, self.hour, self.zone).astimezone(zone)
        return local.date(), local.time().replace(tzinfo=None)


@lru_cache(maxsize=100_000)
def read(text: str) -> Written | None:
    """The cell as a day, when it is nothing but one (with an hour, a weekday, a zone); of a span its first."""
    if not 3 <= len(text) <= 80 or not any(char.isdigit() for char in text):
        return None
    if _SERIAL.fullmatch(text) and 20_000 <= float(text) < 80_000:
        return _of_serial(text)
    plain = _WEEKDAYS.sub(" ", fold(text)).strip()
    found = _search(plain)
    if found is None:
        return None
    written, start, end = found
    if _FILLER.sub("", plain[:start]):
        return None
    return _with_hour(written, plain[end:])


@lru_cache(maxsize=50_000)
def find(text: str) -> tuple[Written, str, str] | None:
    """The first day inside a text, with what stands before and after it."""
    plain = fold(text)
    found = _search(plain)
    if found is None:
        return None
    written, start, end = found
    # As it stands, where folding has left every letter in its place.
    shown = text if len(text) == len(plain) else plain
    return written, shown[:start], shown[end:]


def all_in(text: str) -> list[str]:
    """The days of a cell, each as it is written there."""
    if read(text) is not None:
        return [text]
    found: list[str] = []
    rest = text[:2000]
    while len(found) < 40 and rest and (day := find(rest)) is not None:
        _day, before, after = day
        found.append(rest[len(before) : len(rest) - len(after)])
        rest = after
    return found


def _with_hour(written: Written, rest: str) -> Written | None:
    """The day with the hour and zone that follow it; None when more follows than that."""
    hour, zone, half_day = None, None, False
    rest = re.sub(r"(?<=\d)z\b", " utc", re.sub(r"^\s*t(?=\d)", " ", rest))
    if match := _TIME.search(rest):
        if _FILLER.sub("", rest[: match.start()]):
            return None
        hour, half_day = _hour(match), bool(match[4] or match[5] in {"am", "pm", "a.m.", "p.m."})
        if hour is None:
            return None
        rest = rest[match.end() :]
        if (mark := re.search(r"\bz\b|\b(?:utc|gmt)\b|(?<!\d)[+-]\d{1,2}(?::?\d{2})?\b", rest)) is not None:
            zone, rest = _zone(rest[mark.start() :]), rest[: mark.start()]
        rest = re.sub(r"^\s*(?:uhr|h)\b", "", rest)
    if span := _RANGE.match(rest):
        if _search(rest[span.end() :]) is None and not _TIME.match(rest[span.end() :]):
            return None
    elif _FILLER.sub("", rest):
        return None
    return Written(
        written.first,
        written.second,
        written.year,
        written.settled,
        written.month_only,
        hour,
        zone if hour else None,
        half_day,
        written.dotted,
    )


def _hour(match: re.Match[str]) -> time | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[4] or match[5] or "").replace(".", "")
    if half in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _zone(text: str) -> tzinfo:
    match = re.search(r"([+-])(\d{1,2})(?::?(\d{2}))?", text)
    if not match:
        return UTC
    gone = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return UTC if gone >= timedelta(hours=24) else timezone(gone if match[1] == "+" else -gone)


def _of_serial(text: str) -> Written | None:
    day, _blank, hour = serial(text).partition(" ")
    if not day:
        return None
    year, month, number = (int(part) for part in day.split("-"))
    if not _plausible(year):
        return None
    known = time.fromisoformat(hour) if hour else None
    return Written(month, number, year, settled=True, hour=known)


def _search(plain: str) -> tuple[Written, int, int] | None:
    """The first day in the folded text: by the shapes in their order, the most telling first."""
    best: tuple[Written, int, int] | None = None
    for pattern, shape in _shapes():
        for match in pattern.finditer(plain):
            written = _written(shape, match)
            if written is not None:
                if best is None or match.start() < best[1]:
                    best = (written, match.start(), match.end())
                break
    return best


def _written(shape: str, match: re.Match[str]) -> Written | None:
    given = match.groupdict()
    year = _year(given.get("y"))
    if given.get("y") and year is None:
        return None
    if shape == "numbers":
        a, b = int(given["a"]), int(given["b"])
        dotted = given["mark"] == "."
        if a > 31 or b > 31 or (a > 12 and b > 12) or not a or not b:
            return None
        if a > 12 or b > 12:
            month, day = (b, a) if a > 12 else (a, b)
            return Written(month, day, year, settled=True, dotted=dotted) if _exists(month, day) else None
        return Written(a, b, year, settled=a == b, dotted=dotted)
    month = months()[given["month"]] if given.get("month") else int(given["m"])
    day = int(given["d"]) if given.get("d") else 1
    if not 1 <= month <= 12 or not _exists(month, day):
        return None
    return Written(month, day, year, settled=True, month_only=not given.get("d"))


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (
        31 if month in {1, 3, 5, 7, 8, 10, 12} else 29 if month == 2 else 30
    )


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text) + (2000 if len(text) == 2 else 0)
    return year if _plausible(year) else None


def _plausible(year: int) -> bool:
    return _EARLIEST <= year <= _LATEST


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    month = "|".join(sorted(months(), key=len, reverse=True))
    of = r"(?:\s*(?:de|of|del|d')\b)?"
    ordinal = r"(?:st|nd|rd|th|er|ero|\.|º|ª|:e|o|e)?"
    return tuple(
        (re.compile(pattern), shape)
        for pattern, shape in (
            (r"(?<!\d)(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?!\d)", "day"),
            (r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日", "day"),
            (r"(?<![\d.,-])(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?![\d])", "day"),
            (
                r"(?<![\d.:/])(?P<a>\d{1,2})\s?(?P<mark>[./-])\s?(?P<b>\d{1,2})\s?[./-]\s?'?(?P<y>\d{4}|\d{2})(?![\d:])",
                "numbers",
            ),
            (
                rf"(?<![\d.:/])(?P<d>\d{{1,2}}){ordinal}[\s/-]*{of}\s*(?P<month>{month})\b\.?"
                rf"(?:[,\s/'-]*(?:(?:de|del)\s+)?(?P<y>\d{{4}}|\d{{2}}(?![:h\d/.])))?(?!\d)",
                "day",
            ),
            (
                rf"\b(?P<month>{month})\b\.?[\s/-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
                rf"(?:[,\s/-]+'?(?P<y>\d{{4}}|\d{{2}}(?![:h\d/.])))?(?!\d)",
                "day",
            ),
            (rf"\b(?P<month>{month})\b\.?[\s,'/-]*{of}\s*(?P<y>\d{{4}})(?!\d)", "month"),
            (r"(?<![\d./-])(?P<m>0?[1-9]|1[0-2])[/.-](?P<y>\d{4})(?!\d)", "month"),
            (r"(?<![\d.:/])(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})\.?(?![\d:%]|[./-]\d)", "numbers"),
        )
    )
