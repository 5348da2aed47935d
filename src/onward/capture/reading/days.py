"""Days as postings write them, in ten languages; a day that could be two is none."""

import re
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jän jänner janvier janv enero ene gennaio gen januari janeiro styczeń stycznia januari",
            "february feb februar février févr fév fevr febrero febbraio februari fevereiro fev luty lutego lut februari",
            "march mar märz mrz mars marzo maart mrt março marzec marca maret",
            "april apr avril avr abril abr aprile kwiecień kwietnia kwi",
            "may mai mayo maggio mag mei maio maj maja",
            "june jun juni juin junio giugno giu junho czerwiec czerwca cze",
            "july jul juli juillet juil julio luglio lug julho lipiec lipca lip",
            "august aug août aout agosto ago augustus sierpień sierpnia sie augusti agustus agu",
            "september sep sept septembre septiembre set settembre setembro wrzesień września wrz",
            "october oct oktober okt octobre octubre ottobre ott outubro out październik października paź",
            "november nov novembre noviembre novembro listopad listopada lis nopember",
            "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia gru desember des",
        ),
        start=1,
    )
    for name in names.split()
}
_NAME: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR: Final = r"(?:20\d\d)"
_ISO: Final = re.compile(r"(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_NUMBERS: Final = re.compile(r"(?<![\d/.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(20\d\d|\d\d)(?!\d)")
_DAY_FIRST: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|:e)?[.]?\s*(?:of\s+|de\s+|d[’'])?\s*({_NAME})\b\.?,?(?:\s*(?:de\s+|del\s+)?({_YEAR}))?",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    rf"(?<!\w)({_NAME})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    rf"(?:,?\s+(?:\d\d:\d\d:\d\d [A-Z]{{2,5}} )?({_YEAR}))?",
    re.IGNORECASE,
)
_AGO: Final = re.compile(
    r"(?<![\w+])(?P<n>\d{1,3}|one|a|an|einem|einer|un|una|um|uma|een|un|en|ett)\s?"
    r"(?P<unit>days?|d|weeks?|w|tagen?|wochen?|jours?|semaines?|días?|semanas?|giorn[oi]|settiman[ae]|dias?|dagen|dag|weken|"
    r"dni|dzień|tygodni\w*|dagar|veckor|vecka|hari|minggu|hours?|h|stunden?|heures?|horas?|or[ea]|uur|godzin\w*|timm\w+|jam)\s?"
    r"(?:ago|fa|geleden|temu|sedan|atrás|lalu)(?!\w)"
    r"|(?:vor|il y a|hace|há|för)\s(?P<n2>\d{1,3}|einem|einer|un|una|um|uma|en)\s"
    r"(?P<unit2>tag\w*|wochen?|stunden?|jours?|semaines?|heures?|días?|semanas?|horas?|dias?|dagar|veck\w+|timm\w+)",
    re.IGNORECASE,
)
_JUST: Final = re.compile(
    r"(?<!\w)(?:(today|just posted|just now|heute|aujourd[’']hui|hoy|oggi|hoje|vandaag|dzisiaj|dziś|idag|i dag|hari ini)"
    r"|(yesterday|gestern|hier|ayer|ieri|ontem|gisteren|wczoraj|igår|i går|kemarin))(?!\w)",
    re.IGNORECASE,
)
_FAR: Final = timedelta(days=4000)


def find(text: str, language: str = "", seen: date | None = None) -> date | None:
    """The first day that the text names; `seen` is the day on which the page was, for "yesterday" and "28 February"."""
    found = [pair for pair in _all(text, language, seen) if pair[1] is not None]
    day = min(found, key=lambda pair: pair[0])[1] if found else None
    if day is None or (seen is not None and abs(day - seen) > _FAR):
        return None
    return day


def distance_alone(text: str, seen: date | None) -> date | None:
    """The day that a text tells by how long ago it was and by nothing else: "2 weeks ago"."""
    found = _AGO.fullmatch(text.strip())
    return seen - _distance(found) if found and seen is not None else None


def _all(text: str, language: str, seen: date | None) -> list[tuple[int, date | None]]:
    found: list[tuple[int, date | None]] = []
    for pattern in (_ISO, _COMPACT):
        for match in pattern.finditer(text):
            found.append((match.start(), _day(int(match[1]), int(match[2]), int(match[3]))))
    taken = {start for start, _found in found}
    for match in _NUMBERS.finditer(text):
        if match.start() not in taken:
            found.append((match.start(), _of_numbers(match, language)))
    for match in _DAY_FIRST.finditer(text):
        found.append((match.start(), _named(match[3], _MONTHS[match[2].casefold()], int(match[1]), seen)))
    for match in _MONTH_FIRST.finditer(text):
        found.append((match.start(), _named(match[3], _MONTHS[match[1].casefold()], int(match[2]), seen)))
    if seen is not None:
        for match in _AGO.finditer(text):
            found.append((match.start(), seen - _distance(match)))
        for match in _JUST.finditer(text):
            found.append((match.start(), seen - timedelta(days=1 if match[2] else 0)))
    return found


def _of_numbers(match: "re.Match[str]", language: str) -> date | None:
    """Day, month and year in numbers: Americans write the month first, everybody else the day."""
    first, mark, second, given = int(match[1]), match[2], int(match[3]), int(match[4])
    year = given + 2000 if given < 100 else given
    if mark == "." or first > 12 or first == second:
        return _day(year, second, first)
    tag = language.casefold().replace("_", "-")
    if second > 12 or tag in {"en-us", "en-ph"}:
        return _day(year, first, second)
    # English without a country could be either; every other language and country puts the day first.
    return None if tag in {"", "en", "en-ca"} else _day(year, second, first)


def _named(year: str | None, month: int, day: int, seen: date | None) -> date | None:
    if year:
        return _day(int(year), month, day)
    if seen is None:
        return None
    near = [found for near in (-1, 0, 1) if (found := _day(seen.year + near, month, day))]
    return min(near, key=lambda found: abs(found - seen), default=None)


def _distance(match: "re.Match[str]") -> timedelta:
    number, unit = match["n"] or match["n2"], (match["unit"] or match["unit2"]).casefold()
    n = int(number) if number.isdigit() else 1
    if (unit[:1] == "h" and unit != "hari") or unit.startswith(("stund", "or", "uur", "godz", "timm", "jam")):
        return timedelta(0)
    return timedelta(
        days=7 * n if unit[:1] in "w" or unit.startswith(("sem", "sett", "tyg", "veck", "ming")) else n
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
