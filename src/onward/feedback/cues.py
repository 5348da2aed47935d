"""Words that decide what a clause can be: criticism, praise that sounds like it, hearsay, headings, themes (cues.txt,
themes.txt).

A trained network alone would now and then call praise a gap. Here it is held by words that can be shown: without a
word of criticism nothing is a gap, and "nothing to criticise" never is.
"""

import re
from collections.abc import Mapping
from functools import cache

from onward.language import phrases
from onward.language.phrases import folded

#: The next words, a space before each.
_AFTER = re.compile(r"(?: \S+){0,4} ?")


def criticises(clause: str) -> bool:
    """Whether anything in the clause could be criticism: a "not", a "too", a "more", a "next time"."""
    return _has("criticism", clause)


def criticises_plainly(clause: str) -> bool:
    """Whether the criticism leaves little doubt: "we would have liked", "too long", "next time"."""
    return _has("plain criticism", clause)


def surely_criticises(clause: str) -> bool:
    """Whether a whole turn says what was missing or should change, and nothing beside it is denied: "too quiet"."""
    text = folded(clause)
    turn = _patterns("cues.txt")["sure criticism"].search(text)
    if turn is None or praises(clause) or excepts(clause):
        return False
    beside = f"{text[: turn.start()]} | {text[turn.end() :]}"
    return _patterns("cues.txt")["negators"].search(beside) is None


def praises(clause: str) -> bool:
    """Whether the clause praises in words that may sound like criticism, or that are nothing but praise."""
    if unimpressed(clause):
        return False
    return _has("praise", clause) or _has("comparisons", clause) or negates_bad(clause)


def negates_bad(clause: str) -> bool:
    """Whether a bad word is denied: "did not dodge", "kein einziger Fehler", "ni un error"."""
    text = folded(clause)
    return any(
        _patterns("cues.txt")["bad words"].search(_AFTER.match(text, match.end() - 1)[0])  # type: ignore[index]
        for match in _patterns("cues.txt")["negators"].finditer(text)
    )


def denies(clause: str) -> bool:
    """Whether anything is denied in it: "never", "kein", "nadie". What is denied may be good or bad."""
    return _patterns("cues.txt")["negators"].search(folded(clause)) is not None


def speaks_well(clause: str) -> bool:
    """Whether a good word stands in it, whichever way it is meant: "clear", "freundlich", "gustó"."""
    return _has("good words", clause)


def unimpressed(clause: str) -> bool:
    """Whether words of praise are denied in it: "I was not impressed"."""
    return _has("unimpressed", clause)


def excepts(clause: str) -> bool:
    """Whether praise is followed by an exception: "nothing to criticise except …"."""
    return _has("except", clause)


def hearsay(clause: str) -> bool:
    """Whether the giver was told by others."""
    return _has("hearsay", clause)


def heading(line: str) -> str:
    """What a heading announces: strength, gap, or "" for anything else."""
    # "Weaknesses" first: "areas to strengthen" and "what could be better" hold a good word, too.
    return "gap" if _has("gaps heading", line) else "strength" if _has("strengths heading", line) else ""


def named(clause: str) -> frozenset[str]:
    """The themes that the clause names by one of their words."""
    text = folded(clause)
    return frozenset(code for code, pattern in _patterns("themes.txt").items() if pattern.search(text))


def _has(section: str, clause: str) -> bool:
    return _patterns("cues.txt")[section].search(folded(clause)) is not None


@cache
def _patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    return phrases.patterns(__package__, name)
