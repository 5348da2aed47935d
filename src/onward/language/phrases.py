"""Files of phrases: under each `[heading]` one a line or parted by commas, # before a remark.

A phrase is of folded words (small letters, no accents); * stands for up to three words, a final ~ for any ending;
(a/b) is either.
"""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from onward.language.tokens import tokens

_EITHER = re.compile(r"\(([^()]*)\)")
_WILD = r"(?:\S+ ){0,3}"


def folded(text: str) -> str:
    """A text as the patterns see it: its words in small letters without accents, a space around each."""
    return f" {' '.join(tokens(text))} "


def patterns(package: str, name: str) -> Mapping[str, re.Pattern[str]]:
    """One pattern a heading of a file that lies in a package."""
    found: dict[str, list[str]] = {}
    here: list[str] = []
    for line in files(package).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            here.extend(phrase.strip() for phrase in line.split(",") if phrase.strip())
    return {heading: compiled(said) for heading, said in found.items()}


def compiled(said: Sequence[str]) -> re.Pattern[str]:
    """One pattern for phrases; the longest is tried first."""
    written = [_phrase(one) for one in sorted(set(said), key=len, reverse=True)]
    return re.compile(f" (?:{'|'.join(written)})")


def _phrase(said: str) -> str:
    pieces = _EITHER.split(said)
    for place in range(1, len(pieces), 2):
        either = sorted(pieces[place].split("/"), key=len, reverse=True)
        pieces[place] = f"(?:{'|'.join(map(_words, either))})"
    return "".join(piece if place % 2 else _words(piece) for place, piece in enumerate(pieces))


def _words(said: str) -> str:
    return "".join(_word(word) for word in said.split())


def _word(word: str) -> str:
    if word == "*":
        return _WILD
    folded_word = " ".join(tokens(word.rstrip("~")))
    return re.escape(folded_word) + (r"\S* " if word.endswith("~") else " ")
