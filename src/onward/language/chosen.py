"""What a no says that the one they chose had: a comparison that names something, and what sort of thing it names.

"Others fitted better" names nothing, and every applicant is told so. "The other person has worked with hospital data for
years" names no fault of anybody's, so it is no reason either; but it says what weighed, and three employers that say so
of alike things say where to look. The words are in chosen.txt, ten languages together.
"""

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from onward.language.languages import SMALL_WORDS
from onward.language.tokens import tokens

#: What the one they chose had: knowledge of the house, people led (or more years), or experience with what they do.
KINDS = ("inside", "led", "field")
#: A word shorter than this names nothing by itself.
_SHORTEST = 3
#: Words after which a sentence speaks of something else: "…, and that spared us three months".
_TURN = re.compile(
    r"[;:–—]|,\s+(?=(?:and|but|und|aber|et|mais|y|pero|e|ma|en|maar|mas|dan|tapi|i|ale|och|men)\b)",
    re.IGNORECASE,
)


def had(sentence: str, named: Collection[str] = ()) -> str:
    """What sort of thing (one of KINDS) a sentence says that the other one had; "" where it names nothing.

    `named` are words that stand for the employer or the role (`prints.names`).
    """
    for clause in _TURN.split(sentence):
        words = [word for word in tokens(clause) if word.isalpha()]
        said = f" {' '.join(words)} "
        other = _pattern("other").search(said)
        if other and _pattern("wants").search(said[: other.start() + 1]):
            continue
        # What they had may begin with the last word of the phrase: "somebody who".
        begin = _pattern("had").search(said, said.rindex(" ", 0, other.end() - 1)) if other else None
        if begin is None:
            continue
        rest = said[begin.end() :]
        if any(_names(word, named) for word in rest.split()):
            return next((kind for kind in KINDS[:-1] if _pattern(kind).search(said)), KINDS[-1])
    return ""


def _names(word: str, named: Collection[str]) -> bool:
    """Whether a word names something: none that every comparison has, and no name."""
    common = _pattern("generic").match(f" {word} ") or _pattern("had").match(f" {word} ")
    return len(word) >= _SHORTEST and not common and word not in SMALL_WORDS and word not in named


@cache
def _pattern(section: str) -> re.Pattern[str]:
    """One pattern for a section's phrases; a space stands before and after each word."""
    found: list[str] = []
    here = ""
    for line in files(__package__).joinpath("chosen.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = line.strip("[]")
        elif here == section and line and not line.startswith("#"):
            found += [phrase.strip() for phrase in line.split(",") if phrase.strip()]
    ordered = sorted(set(found), key=len, reverse=True)
    return re.compile(f" (?:{'|'.join(phrase.replace('~', '[a-z]*') for phrase in ordered)})(?= )")
