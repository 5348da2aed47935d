"""Cells that tell several steps at once: "Phone screen 3/4, onsite 3/12, rejected"."""

import re
from dataclasses import dataclass

from onward.imports import dates, statuses
from onward.imports.dates import Written

_PARTS = re.compile(
    r"\s*(?:[,;\n|→>+•&]|->|=>|\s[-–—/]\s|\bthen\b|\bdann\b|\bpuis\b|\bluego\b|\bpoi\b|\bdaarna\b)\s*"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the kinds that its words name, and the day beside them when there is one."""

    words: str
    kinds: tuple[str, ...]
    day: Written | None = None
    reason: str = ""
    calm: str = ""
    either: bool = False


def steps(text: str) -> list[Step]:
    """The steps in the order told; a cell without any day is one step."""
    pieces, days = _apart(text)
    if not days:
        return [_step(text, None)]
    found: list[Step] = []
    # "Onsite 3/12" or "3/12 onsite": what stands before the first day tells which is meant.
    after = bool(_step(_last(pieces[0]), None).kinds or (not pieces[0].strip() and not pieces[-1].strip()))
    if not after and pieces[0].strip():
        found.extend(_step(part, None) for part in _split(pieces[0]))
    for number, day in enumerate(days):
        beside = _split(pieces[number] if after else pieces[number + 1])
        if after:
            found.extend(_step(part, None) for part in beside[:-1])
            found.append(_step(beside[-1] if beside else "", day))
        else:
            found.append(_step(beside[0] if beside else "", day))
            found.extend(_step(part, None) for part in beside[1:])
    if after:
        found.extend(_step(part, None) for part in _split(pieces[-1]))
    return [step for step in found if step.words or step.day]


def _apart(text: str) -> tuple[list[str], list[Written]]:
    """The words before, between and after the days, and the days."""
    pieces: list[str] = []
    days: list[Written] = []
    rest = text
    while len(days) < 40 and (found := dates.find(rest)) is not None:
        written, before, rest = found
        pieces.append(before)
        days.append(written)
    return [*pieces, rest], days


def _split(text: str) -> list[str]:
    return [part for piece in _PARTS.split(text) if (part := piece.strip(" .:()[]-–—@#"))]


def _last(text: str) -> str:
    parts = _split(text)
    return parts[-1] if parts else ""


def _step(words: str, day: Written | None) -> Step:
    said = statuses.read(words[:400])
    return Step(words, said.kinds, day, said.reason, said.calm, said.either)
