"""Finds dates and times of day as people write them in ten languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from onward.language.tokens import fold

_MONTHS: Final = (
    "january jan januar janner janvier janv enero ene gennaio gen januari janeiro stycznia styczen sty",
    "february feb februar fevrier fevr febrero febbraio febbr februari fevereiro fev lutego luty pebruari",
    "march mar marz mars marzo maart maret marco marca marzec mrt",
    "april apr avril avr abril abr aprile kwietnia kwiecien kwi",
    "may mai mayo maggio mag mei maio maja maj",
    "june jun juni juin junio giugno giu junho czerwca czerwiec cze",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec lip",
    "august aug aout agosto ago augustus agustus agu sierpnia sierpien augusti",
    "september sep sept septembre septiembre settembre sett set setembro wrzesnia wrzesien wrz",
    "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik paz",
    "november nov novembre noviembre novembro listopada listopad lis nopember",
    "december dec dezember dez decembre diciembre dic dicembre dezembro desember des grudnia grudzien gru",
)
_MONTH: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_DAYS: Final = (
    "monday mon montag lundi lunes lunedi maandag segunda-feira segunda senin poniedzialek mandag mandagen",
    "tuesday tue tues dienstag mardi martes martedi dinsdag terca-feira terca selasa wtorek tisdag tisdagen",
    "wednesday wed mittwoch mercredi miercoles mercoledi woensdag quarta-feira quarta rabu sroda srode "
    "onsdag onsdagen",
    "thursday thu thur thurs donnerstag jeudi jueves giovedi donderdag quinta-feira quinta kamis czwartek "
    "torsdag torsdagen",
    "friday fri freitag vendredi viernes venerdi vrijdag sexta-feira sexta jumat "
    "jum'at piatek fredag fredagen",
    "saturday sat samstag sonnabend samedi sabado sabato zaterdag sabtu sobota sobote lordag lordagen",
    "sunday sun sonntag dimanche domingo domenica zondag minggu ahad niedziela niedziele sondag sondagen",
)
_DAY: Final = {name: number for number, names in enumerate(_DAYS) for name in names.split()}
_AHEAD: Final = {
    "today": 0,
    "tomorrow": 1,
    "heute": 0,
    "morgen": 1,
    "ubermorgen": 2,
    "aujourd'hui": 0,
    "demain": 1,
    "hoy": 0,
    "manana": 1,
    "oggi": 0,
    "domani": 1,
    "vandaag": 0,
    "overmorgen": 2,
    "hoje": 0,
    "amanha": 1,
    "besok": 1,
    "lusa": 2,
    "dzisiaj": 0,
    "dzis": 0,
    "jutro": 1,
    "pojutrze": 2,
    "idag": 0,
    "imorgon": 1,
}
_ANY_MONTH: Final = "|".join(sorted(_MONTH, key=len, reverse=True))
_ANY_DAY: Final = "|".join(sorted(_DAY, key=len, reverse=True))
_DATE: Final = re.compile(
    rf"(?<![\w.,/-])(?:"
    rf"(?P<iso>(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?=T|\b))"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?(?:\s+(?:of|de|del|den|"
    rf"di))?\s*[\s/-]\s*(?P<m1>{_ANY_MONTH})\b\.?,?(?:\s*(?:de|del|di|/|-)?\s*(?P<y1>20\d\d))?"
    rf"|(?P<m2>{_ANY_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.h])(?:,?\s+(?P<y2>20\d\d))?"
    rf"|(?P<n1>\d{{1,2}})(?P<sep>[./-])(?P<n2>\d{{1,2}})(?:(?P=sep)(?P<y3>(?:20)?\d\d)\b|\.(?!\d)|(?![\d.:]))"
    rf")"
)
_WEEKDAY: Final = re.compile(rf"\b(?:{_ANY_DAY})\b")
_DAY_OF_MONTH: Final = re.compile(
    r",?\s+(?:(?:the|le|il|el|dia|tanggal|tgl|den|dnia)\s+(\d{1,2})(?:st|nd|rd|th|\.)?(?![\d:h])|"
    r"(\d{1,2})(?:st|nd|rd|th)\b)(?!\s*(?:uhr|[ap]\.?m))"
)
_RELATIVE: Final = re.compile(r"\b(?:" + "|".join(_AHEAD) + r")\b")
_TIME: Final = re.compile(
    r"(?<![\d.,:/€$£-])(?:(?P<mark>\b(?:um|ab|gegen|at|from|a las|a la|alle(?: ore)?|ore|h\.|om|as|jam|"
    r"pukul|pkl\.?|o godz(?:inie|\.)?|godz\.?|o|kl\.?|klockan|à|a|vers|de|dalle|dalle ore|von|van|das|"
    r"fran)\s*:?\s*)?)"
    r"(?P<h>[01]?\d|2[0-4])(?:(?P<sep>[:.]|\s?h\s?|\s?u(?=\d))(?P<m>[0-5]\d)(?!\d))?"
    r"(?:\s*(?P<unit>uhr\b|h\b|hrs?\b|uur\b|u\b|horas?\b|heures?\b|o'clock))?"
    r"(?:\s*(?P<half>[ap])\s?\.?\s?m\b\.?)?"
    r"(?P<part>\s*(?:de la |da |del |di |des |in the |w |w\s)?(?:tarde|manana|noche|manha|noite|pomeriggio|"
    r"sera|mattina|morning|afternoon|evening|pagi|siang|sore|malam|nachmittags?|abends?|vormittags?|matin|"
    r"apres-midi|soir|ochtends?|'s ochtends|middags?|po poludniu|rano|wieczorem))?"
    r"(?![\d%€$£]|[.,]\d|/\d|\s?(?:euro|eur\b|usd|min|%|personen|people))"
)
_AFTERNOON: Final = re.compile(
    r"tarde|noche|noite|pomeriggio|sera|afternoon|evening|sore|malam|nachmittag|abend|apres-midi|soir|"
    r"middag|po poludniu|wieczor"
)
_PLAIN_OK: Final = frozenset(
    [
        "at",
        "um",
        "a",
        "las",
        "a",
        "la",
        "alle",
        "alle",
        "ore",
        "ore",
        "om",
        "as",
        "jam",
        "pukul",
        "pkl",
        "pkl.",
        "o",
        "godz.",
        "o",
        "godzinie",
        "godz.",
        "godz",
        "kl.",
        "kl",
        "klockan",
        "à",
    ]
) | {"a las", "a la", "alle ore", "o godz.", "o godzinie", "o godz"}


#: Years in which an interview can be.
_YEARS: Final = range(1980, 2100)
_TIME_MARK: Final = re.compile(r"\b(?:kl\.?|klockan|um|om|jam|pukul|alle|ore|godz\.?|godzinie|at)\s*:?\s*$")
_SPAN_OR_ZONE: Final = re.compile(r"\s*(?:[-–—]\s*\d{1,2}[.:]\d\d|wib\b|wita\b|wit\b|s\.?\s?d\b|hrs\b)")


@dataclass(frozen=True, slots=True)
class Said:
    """A date or a time of day with where it stands in the text."""

    value: date | time
    start: int
    end: int
    #: An hour without minutes, unit or part of the day ("at 3"): it may be a house's number.
    bare: bool = False


class _Letters(dict[int, str]):
    """The first letter of what a letter is folded to, looked up as it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = (fold(chr(code)) or " ")[0]
        return self[code]


_LETTERS: Final = _Letters()


def folded(text: str) -> str:
    """Lower case without accents, letter for letter, so that places stay the same."""
    return text.translate(_LETTERS)


def dates(text: str, today: date | None, day_first: bool | None) -> Iterator[Said]:
    """The dates in a folded text. Without a year, and for weekdays, they are the next after `today`."""
    taken: list[tuple[int, int]] = []
    for match in _DATE.finditer(text):
        if (
            match["sep"] == "."
            and not match["y3"]
            and _TIME_MARK.search(text[max(0, match.start() - 12) : match.start()])
        ):
            continue
        near = text[max(0, match.start() - 24) : match.start()] + " " + text[match.end() : match.end() + 14]
        weekdays = {_DAY[found.group()] for found in _WEEKDAY.finditer(near)}
        value = _date_of(match, today, day_first, weekdays)
        if value:
            taken.append((match.start() - 24, match.end() + 14))
            yield Said(value, match.start(), match.end())
    if today is None:
        return
    for match in _WEEKDAY.finditer(text):
        if exact := _DAY_OF_MONTH.match(text, match.end()):
            days = (today + timedelta(days=ahead) for ahead in range(1, 63))
            named = [
                day
                for day in days
                if day.day == int(exact[1] or exact[2]) and day.weekday() == _DAY[match.group()]
            ]
            if named:
                yield Said(named[0], match.start(), exact.end())
            continue
        if len(match.group()) < 4 or any(start <= match.start() < end for start, end in taken):
            continue
        ahead = (_DAY[match.group()] - today.weekday() - 1) % 7 + 1
        yield Said(today + timedelta(days=ahead), match.start(), match.end())
    for match in _RELATIVE.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        # "por la mañana" and "guten Morgen" speak of the morning.
        if re.search(r"(?:\bla|\bguten|\bam|\bgoede|\bde|\bgod|\bbuen[ao]s?)\s$", before) or any(
            s <= match.start() < e for s, e in taken
        ):
            continue
        yield Said(today + timedelta(days=_AHEAD[match.group()]), match.start(), match.end())


def _date_of(
    match: re.Match[str], today: date | None, day_first: bool | None, weekdays: set[int]
) -> date | None:
    group = match.groupdict()
    year: int | None
    if group["iso"]:
        return _made(int(group["iy"]), int(group["im"]), int(group["id"]))
    if group["m1"] or group["m2"]:
        month = _MONTH[group["m1"] or group["m2"]]
        day = int(group["d1"] or group["d2"])
        said = group["y1"] or group["y2"]
        return _with_year(int(said) if said else None, month, day, today, weekdays)
    first, second = int(group["n1"]), int(group["n2"])
    year = int(group["y3"]) if group["y3"] else None
    if year is not None and year < 100:
        year += 2000
    if year is None and group["sep"] == "." and not match.group().endswith("."):
        return None  # "10.30" is rather a time
    if year is None and group["sep"] == "-":
        return None
    readings = (
        {(second, first)}
        if group["sep"] == "." or day_first
        else {(first, second)}
        if day_first is False
        else {(second, first), (first, second)}
    )
    if group["sep"] != "." and first > 12:
        readings = {(second, first)}
    elif group["sep"] != "." and second > 12:
        readings = {(first, second)}
    made = {value for month, day in readings if (value := _with_year(year, month, day, today, weekdays))}
    if len(made) > 1 and today:
        made = {value for value in made if today <= value <= today + timedelta(days=60)}
    return made.pop() if len(made) == 1 else None


def _with_year(year: int | None, month: int, day: int, today: date | None, weekdays: set[int]) -> date | None:
    if year is not None:
        return _made(year, month, day)
    if today is None:
        return None
    possible = [
        value
        for y in (today.year, today.year + 1)
        if (value := _made(y, month, day)) and value >= today - timedelta(days=2)
    ]
    if len(weekdays) == 1:
        fitting = [value for value in possible if value.weekday() in weekdays]
        possible = fitting or possible
    return possible[0] if possible and possible[0] <= today + timedelta(days=300) else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def times(text: str) -> Iterator[Said]:
    """The times of day in a folded text; a bare number counts only after a word like "at"."""
    for match in _TIME.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        mark = (match["mark"] or "").strip(" :")
        sure = (
            match["unit"]
            or match["half"]
            or (match["sep"] and (match["sep"].strip() in (":", "h", "u") or mark))
            or match["part"]
        )
        if not sure and match["m"] and _SPAN_OR_ZONE.match(text, match.end()):
            sure = match["m"]
        if not sure and not (
            mark in _PLAIN_OK and not match["m"] and mark not in ("a", "o", "as", "à", "a la")
        ):
            continue
        # A duration ("2 hours", "1 h") is no time of day.
        if (
            match["unit"] in ("hrs", "hr", "horas", "hora", "heures", "heure", "h")
            and not match["m"]
            and not mark
            and hour < 7
        ):
            continue
        if match["half"]:
            if hour > 12 or hour == 0:
                continue
            hour = hour % 12 + (12 if match["half"] == "p" else 0)
        elif match["part"] and hour < 12 and _AFTERNOON.search(match["part"]):
            hour += 12
        elif (
            not match["half"]
            and not match["part"]
            and match["unit"] is None
            and len(match["h"]) == 1
            and hour <= 6
            and (match["sep"] or "").strip() in ("", ":")
        ):
            # "Tomorrow at 1", "at 2:30": nobody is asked in at night.
            hour += 12
        if hour == 24:
            continue
        yield Said(time(hour, minute), match.start("h"), match.end(), bare=not sure)
