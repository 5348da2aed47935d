"""Finds the one definite time of an interview that a mail's text states, with its zone where that is known."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import Final

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding import zones
from onward.mail.understanding.spoken_dates import Said, dates, folded, times

_WINDOW: Final = 4000
#: A date after these is a deadline, or the time that is no longer.
_DEADLINE: Final = re.compile(
    r"\b(?:by|until|till|before|no later than|not later than|deadline|bis|spatestens|vor|avant|jusqu'au|"
    r"d'ici|au plus tard|antes|hasta|antes del?|entro|prima|voor|uiterlijk|tot|ate|antes de|"
    r"sebelum|paling lambat|sampai|hingga|do|przed|najpozniej|senast|innan|fore|applied on|submitted on|"
    r"dated|vom|du|dated|received on|sent on|av den)(?:\s+(?:zum|den|the|el|le|il|al|dnia|am|tanggal|de|"
    r"next|nachsten|this|end of|monday|tuesday|wednesday|thursday|friday|montag|dienstag|mittwoch|"
    r"donnerstag|freitag|lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|miercoles|jueves|"
    r"viernes)){0,3},?\s*$"
)
_INSTEAD: Final = re.compile(
    r"\b(?:instead of|rather than|originally|previously|(?:an)?statt|ursprunglich|au lieu d\w*|"
    r"initialement|en lugar d\w+|en vez d\w+|previst\w+|invece d\w+|anziche|in plaats van|oorspronkelijk|"
    r"em vez d\w+|ao inves d\w+|"
    r"semula|bukan|zamiast|pierwotnie|i stallet for|istallet for|ursprungligen|moved from|rescheduled from|"
    r"verschoben vom|verlegt vom|from|cancel\w*|abgesagt|entfallt|can(?:no|')t|not)(?:\W+\w+){0,3}\W*$"
)
#: A time after these is a bound, not a time.
_LIMIT: Final = re.compile(
    r"\b(?:before|after|until|till|by|nach|vor|bis|avant|apres|jusqu'a|antes de|despues de|hasta|"
    r"depois d\w{1,2}|ate|prima delle|dopo le|entro le|fino alle|na|voor|tot|setelah|sebelum|sampai|po|"
    r"przed|do|efter|fore|innan)\s*(?:las|le|ore|ca\.?|godz\.?|kl\.?|jam|pukul)?\s*$"
)
_OR: Final = re.compile(r"\b(?:or|oder|ou|o|of|atau|lub|albo|eller|oppure)\b")
#: A name behind a bare number: "at 3 Mill Lane" is a place. Days, months and zones are said behind an hour too.
_NAME: Final = re.compile(
    r"[ ](?!(?:Mo|Tu|We|Th|Fr|Sa|Su|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Uhr)[a-z]*\b)[A-Z][a-z]{2,}\b(?! time\b)"
)
_DAY_FIRST: Final = frozenset(["de", "fr", "es", "it", "nl", "pt", "id", "pl", "sv"])


@dataclass(frozen=True, slots=True)
class InterviewTime:
    """When the interview is: ISO 8601 to the minute, with offset when `zoned`; and the words that say it."""

    at: str
    zoned: bool
    quote: str


def interview_time(
    message: ParsedMessage, language: str | None = None, zone: str | None = None
) -> InterviewTime | None:
    """The interview's time by the words of the mail. `zone` is the IANA name of the zone that holds where it states none.

    None when no single definite time is stated: no time, several proposed slots, only a deadline.
    """
    hint = zones.named(zone) if zone else None
    text = (message.subject + "\n" + (message.text or (message.quoted if message.forwarded else "")))[
        :_WINDOW
    ]
    moment = message.date or message.received
    return _from_text(text, moment.date() if moment else None, language, hint)


def _from_text(text: str, today: date | None, language: str | None, hint: object) -> InterviewTime | None:
    plain = folded(text)
    day_first = True if language in _DAY_FIRST else None
    said_dates = [
        one
        for one in dates(plain, today, day_first)
        if not _DEADLINE.search(plain[max(0, one.start - 50) : one.start])
    ]
    if any(_OR.search(plain[a.end : b.start]) for a, b in _neighbours(said_dates)):
        return None
    dated = [(one.start, one.end) for one in said_dates]
    said_times = [
        one for one in times(plain)
        if not any(start < one.end and one.start < end for start, end in dated)
        and not _ends_span(plain, one)
        and not _LIMIT.search(plain[max(0, one.start - 16) : one.start])
    ]  # fmt: skip
    if clear := [one for one in said_times if not one.bare]:
        said_times = clear
    else:
        said_times = [one for one in said_times if not _NAME.match(text, one.end)]
    if not said_dates or not said_times:
        return None
    pairs = _pairs(plain, said_dates, said_times)
    if not pairs:
        if len({one.value for one in said_dates}) == 1 and len({one.value for one in said_times}) == 1:
            pairs = [(said_dates[0], said_times[0])]
        else:
            return None
    moments: dict[datetime, tuple[Said, Said]] = {}
    for day, hour in pairs:
        if isinstance(day.value, date) and isinstance(hour.value, time):
            moments.setdefault(datetime.combine(day.value, hour.value), (day, hour))
    if len(moments) > 1:
        kept = {
            moment: pair
            for moment, pair in moments.items()
            if not _INSTEAD.search(
                plain[max(0, min(pair[0].start, pair[1].start) - 40) : min(pair[0].start, pair[1].start)]
            )
        }
        moments = kept
    if len(moments) != 1:
        return None
    moment, (day, hour) = next(iter(moments.items()))
    first, last = min(day.start, hour.start), max(day.end, hour.end)
    zone = zones.stated(text[hour.start : hour.end + 40].partition("\n")[0]) or zones.stated(text) or hint
    start, end = max(text.rfind("\n", 0, first) + 1, first - 80), text.find("\n", last)
    quote = text[start : min(end if end >= 0 else len(text), last + 60)].strip()
    return InterviewTime(zones.with_offset(moment, zone), zone is not None, quote)  # type: ignore[arg-type]


def _neighbours(said: list[Said]) -> list[tuple[Said, Said]]:
    """Dates that stand close together and differ."""
    ordered = sorted(said, key=lambda one: one.start)
    return [(a, b) for a, b in pairwise(ordered) if a.value != b.value and 0 < b.start - a.end < 40]


def _ends_span(plain: str, one: Said) -> bool:
    """True for the second half of "10:00 – 11:00"."""
    before = plain[max(0, one.start - 20) : one.start]
    return (
        re.search(
            r"(?<!\d)\d{1,2}(?:[:.h]\d\d)?\s*(?:uhr|h|am|pm|[ap]\.m\.?|uur)?\s*(?:[-–—]|to|bis|and|a|alle|"
            r"tot|until|till|as|s/d|do|till)\s*(?:ca\.?|ore|las|as|kl\.?|jam|pukul)?\s*$",
            before,
        )
        is not None
    )


def _pairs(plain: str, said_dates: list[Said], said_times: list[Said]) -> list[tuple[Said, Said]]:
    """Each time with the date it is said with: in one line, the nearest, the one before it first."""
    found: list[tuple[Said, Said]] = []
    for hour in said_times:
        near = [
            (hour.start - day.end if day.end <= hour.start else (day.start - hour.end) * 2, day)
            for day in said_dates
            if "\n" not in plain[min(day.start, hour.start) : max(day.end, hour.end)]
            and abs(day.start - hour.start) < 110
        ]
        if near:
            found.append((min(near, key=lambda one: one[0])[1], hour))
    return found
