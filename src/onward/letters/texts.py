"""Reads the text files of the letters: what is written, and what is looked for, a file a language."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> Mapping[str, str]:
    """The lines `key: text` of a file; what follows # at the start of a line is a remark."""
    pairs = (line.partition(":") for line in _lines(name))
    return {key.strip(): text.strip() for key, _colon, text in pairs}


@cache
def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lines under each `[heading]` of a file."""
    found: dict[str, list[str]] = defaultdict(list)
    heading = ""
    for line in _lines(name):
        if line.startswith("[") and line.endswith("]"):
            heading = line.strip("[]")
        else:
            found[heading].append(line)
    return {heading: tuple(lines) for heading, lines in found.items()}


def _lines(name: str) -> list[str]:
    place = files(__package__)
    for part in name.split("/"):
        place = place.joinpath(part)
    lines = (line.strip() for line in place.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
