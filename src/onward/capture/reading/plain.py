"""What a page or a pasted text says of a job without marked-up data: by its labels, its head and its sentences."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from onward.capture.reading import days, heads, kinds, pay, places, words
from onward.capture.reading.lines import Line, written
from onward.capture.reading.page import Page
from onward.capture.reading.record import Found, Record

_INLINE: Final = re.compile(r"^\W{0,3}([^\W\d_][^:：]{0,45}?)\s*[:：]\s*(.*)$")
_SIGNED: Final = re.compile("([📍💼🏠💰💶💵🏢📅🗓⏰🌍🌐🕒]\ufe0f?)")
_SIGNS: Final = {
    "📍": "place", "🌍": "place", "💼": "employment", "🕒": "employment", "🏠": "remote", "🌐": "remote", "💰": "pay",
    "💶": "pay", "💵": "pay", "🏢": "employer", "📅": "valid_until", "🗓": "valid_until", "⏰": "valid_until",
}  # fmt: skip
_NUMBER: Final = re.compile(
    r"\s*(?:nr\.?|no\.?|n°|nº|#)?\s*[:#.]?\s*(?=[A-Za-z/_.-]{0,20}\d)([A-Za-z0-9][A-Za-z0-9/_.-]{0,38}[A-Za-z0-9])"
)
#: "Write to us by 31 March".
_SEND: Final = re.compile(
    r"\b(?:apply|applications?|write to us|send|submit|e-?mail|bewerb\w*|schick\w*|send\w*|envíe?\w*|envi[ae]\w*|inviare|"
    r"invia|stuur|solliciteer|mand[ae]\w*|wyślij|aplikuj|skicka|ansök|kirim\w*)\b[^.!?]{0,80}?\b"
    r"(?:by|before|until|no later than|bis(?: zum)?|antes del?|hasta el|entro il|vóór|voor|até|do|senast|före|sebelum)\s+"
    r"([^.!?]{4,40}|\d{1,2}\.\d{1,2}\.\d{4})",
    re.IGNORECASE,
)
_NO_FACTS: Final = frozenset({"", "title", "description", "generic"})
_DAY_AFTER: Final = 48
#: A value is not a sentence.
_LONGEST: Final = 160
#: Lines at the head of a posting in which its facts may stand without labels.
_HEAD: Final = 9


def record(page: Page, language: str, seen: date | None) -> Record:
    """The fields that the page fills."""
    head = heads.head(page)
    labelled = list(_labelled(page.lines))
    found: dict[str, Found] = {}

    def keep(name: str, value: Any, said: str) -> None:
        if value and name not in found:
            found[name] = Found(value, "page", said)

    # A label that says what the job is called is surer than a first line, not than a heading.
    called = next(
        (value for name, _label, value in labelled if name == "title" and len(value) < _LONGEST), ""
    )
    is_heading = head.at >= 0 and page.lines[head.at].kind == "heading"
    keep("title", head.title if is_heading or not called else called, head.title or called)
    top = [
        one.text
        for one in page.lines[head.at + 1 : head.at + 1 + _HEAD]
        if one.kind != "pair" and len(one.text) < _LONGEST
    ]
    parts = [part for text in top for part in heads.parts(text)]
    whole = [*top, *(part for part in parts if part not in top)]
    for name, label, value in labelled:
        said = f"{label}: {value}"
        if name == "employer" and len(value) < 120:
            keep("employer", value, said)
        elif name == "place" and len(value) < _LONGEST:
            keep("remote", kinds.remote(value), said)
            keep("place", places.tidy(kinds.without_remote(value)), said)
        elif name == "remote" and len(value) < _LONGEST:
            keep("remote", kinds.remote(value), said)
        elif name in {"posted", "valid_until"}:
            day = days.find(value[:80], language, seen)
            keep(name, day.isoformat() if day else None, said)
        elif name == "identifier" and (number := _NUMBER.match(value)):
            keep("identifier", number[1], said)
    keep("remote", kinds.remote(head.title) if head.title else None, head.title)
    keep(
        "employment",
        _employment([(label, value) for name, label, value in labelled if name == "employment"]),
        "",
    )
    stated = [part for part in parts if kinds.employment_alone(part)]
    keep("employment", kinds.employment(" | ".join(stated)), " · ".join(stated))
    for part in parts:
        if len(part) < 40 and kinds.begins_with_remote(part):
            keep("remote", kinds.remote(part), part)
    for part in parts:
        if day := days.distance_alone(part, seen):
            keep("posted", day.isoformat(), part)
    by_sentence(page.lines, language, seen, keep)
    employer = heads.employer(page, head, parts)
    keep("employer", employer, employer)
    keep(
        "place",
        places.tidy(
            heads.place(page, head, whole, str(found["employer"].value) if "employer" in found else "")
        ),
        "",
    )
    country = places.country_of(str(found["place"].value) if "place" in found else "", language)
    for name, label, value in labelled:
        if name == "pay" and (amount := pay.parse(value, label, country)):
            keep("pay", amount.kept(), f"{label}: {value}")
    for part in parts:
        if "pay" not in found and (amount := pay.alone(part, country)):
            keep("pay", amount.kept(), part)
    for line in page.lines:
        if "pay" not in found and (spoken := pay.in_running_text(line.written(), country)):
            keep("pay", spoken[0].kept(), spoken[1])
    text = description(page.lines, head.at)
    keep("description", text, "")
    return found


def is_labelled(page: Page) -> bool:
    """Whether the page states at least two facts by their labels."""
    return (
        len(
            {
                name
                for name, _label, _value in _labelled(page.lines)
                if name not in {"description", "similar", "generic"}
            }
        )
        > 1
    )


def _labelled(lines: list[Line]) -> Iterator[tuple[str, str, str]]:
    """Each value with the field that its label names: beside it, before a colon, or on the line above."""
    for number, one in enumerate(lines):
        if one.kind == "pair":
            if name := words.field_of(one.label):
                yield name, one.label, one.text
            continue
        signed = _SIGNED.split(one.text)
        for sign, value in zip(signed[1::2], signed[2::2], strict=True):
            yield _SIGNS.get(sign[0], ""), sign, value.strip(" |·-")
        inline = _INLINE.match(one.text)
        if inline and (name := words.field_of(inline[1])):
            if value := inline[2].lstrip(": "):
                yield name, inline[1], value
                continue
            one = replace(one, text=inline[1])
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is None or following.kind == "pair" or not (name := words.field_of(one.text)):
            continue
        if not words.field_of(following.text) and not _INLINE.match(following.text[:60]):
            yield name, one.text, following.text


def _employment(given: list[tuple[str, str]]) -> list[str]:
    """All labels for the kind of work together: hours in one line, how long in another."""
    return kinds.employment(" | ".join(value[:_LONGEST] for _label, value in given))


def by_sentence(lines: list[Line], language: str, seen: date | None, keep: Any) -> None:
    """Days and numbers that stand behind their words in running text."""
    for one in lines:
        text = one.written()
        if len(text) > 1500:
            continue
        for name in ("valid_until", "posted"):
            for match in words.labels_of(name).finditer(text):
                after = text[match.end() : match.end() + _DAY_AFTER]
                # Another sentence, or another label, is about something else.
                after = re.split(r"(?<=[a-zà-ÿ]{3})[.!?]\s|\n", after)[0]
                day = days.find(after, language, seen)
                keep(name, day.isoformat() if day else None, text)
        for match in _SEND.finditer(text):
            day = days.find(match[1], language, seen)
            keep("valid_until", day.isoformat() if day else None, text)
        for match in words.labels_of("identifier").finditer(text):
            number = _NUMBER.match(text[match.end() : match.end() + 60])
            if number and len(number[1]) > 2 and days.find(number[1], language) is None and len(text) < 300:
                keep("identifier", number[1], text)


def description(lines: list[Line], after: int) -> str:
    """The part of the page that describes the job: behind its heading for that, else behind the head, without facts."""
    for one in lines:
        inline = _INLINE.match(one.text) if one.kind == "text" else None
        if inline and words.field_of(inline[1]) == "description" and len(inline[2]) > 60:
            return inline[2]
    start = after + 1
    for number, one in enumerate(lines[start:], start):
        if one.kind in {"heading", "text"} and words.field_of(one.text) == "description":
            start = number + 1
            break
    kept: list[Line] = []
    previous = ""
    for one in lines[start:]:
        inline = _INLINE.match(one.text)
        name = words.field_of(one.label if one.kind == "pair" else inline[1] if inline else one.text)
        # A heading within the description is a part of it: what stands beneath is no value of a label.
        is_fact = one.kind == "pair" or (name not in _NO_FACTS and len(one.text) < _LONGEST)
        if is_fact or previous:
            previous = name if is_fact and not inline and one.kind != "pair" else ""
            continue
        kept.append(one)
    while (
        kept
        and kept[0].kind != "heading"
        and len(kept[0].text) < 40
        and not re.search(r"[.!?:]$", kept[0].text)
    ):
        kept.pop(0)
    text = written(kept)
    return text if len(text) > 20 else ""
