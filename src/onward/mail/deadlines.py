"""The day by which an answer is asked for, where a mail names one: "by 20 May", "bis Freitag". Pure."""

import re
from datetime import date, timedelta
from typing import Final

from onward.mail.understanding.spoken_dates import dates, folded

#: Words right before a day that make it the last one.
_BY: Final = re.compile(
    r"\b(?:by|until|till|before|no later than|not later than|deadline|due|expires?(?: on)?|valid until|bis|spatestens|"
    r"vor|frist|avant|jusqu'au|jusqu'a|d'ici|au plus tard|antes|hasta|entro|voor|uiterlijk|tot|ate|sebelum|"
    r"przed|najpozniej|senast|innan)"
    r"(?:\s*(?:is|ist|est|es|:|at the latest|zum|den|dem|the|el|le|il|al|dnia|am|on|de|del|next|this|end of|"
    r"close of business on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|"
    r"donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|"
    r"miercoles|jueves|viernes|sabado|domingo)){0,4},?\s*$"
)
_WITHIN: Final = re.compile(
    r"\b(?:within|innerhalb von|binnen|dans les|sous|en un plazo de|dentro de|entro|binnen)\s+(?:the next\s+)?"
    r"(\d{1,2}|two|three|four|five|seven|ten|zwei|drei|vier|funf|sieben|zehn|deux|trois|cinq|sept|dos|tres|cinco|siete)"
    r"\s+(?:calendar\s+)?(days|tagen|tage|jours|dias|weeks|wochen|semaines|semanas)\b"
)
_NUMBERS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "ten": 10, "zwei": 2, "drei": 3, "vier": 4, "funf": 5,
    "sieben": 7, "zehn": 10, "deux": 2, "trois": 3, "cinq": 5, "sept": 7, "dos": 2, "tres": 3, "cinco": 5, "siete": 7,
}  # fmt: skip
_WEEKS: Final = frozenset({"weeks", "wochen", "semaines", "semanas"})
_WINDOW: Final = 4000
#: A day further ahead than this is no deadline of a task or an offer.
_FAR: Final = timedelta(days=90)


def deadline(text: str, said_on: date, language: str = "") -> date | None:
    """The first day in the text by which something is asked for; None when it names none, or one that was past."""
    plain = folded(text[:_WINDOW])
    day_first = None if language in {"", "en"} else True
    found = [
        one.value
        for one in dates(plain, said_on, day_first)
        if isinstance(one.value, date) and _BY.search(plain[max(0, one.start - 60) : one.start])
    ]
    found += [day for _start, _end, day in within(plain, said_on)]
    near = [day for day in found if said_on <= day <= said_on + _FAR]
    return min(near, default=None)


def within(plain: str, said_on: date) -> list[tuple[int, int, date]]:
    """The last days of the spans that a folded text names ("within two weeks"), with where they stand."""
    found = []
    for match in _WITHIN.finditer(plain):
        number = int(match[1]) if match[1].isdigit() else _NUMBERS[match[1]]
        day = said_on + timedelta(days=number * (7 if match[2] in _WEEKS else 1))
        found.append((match.start(), match.end(), day))
    return found
