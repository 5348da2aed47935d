"""Counts the turns of phrase that tie a mail to its reader's own application (anchors.txt)."""

from functools import cache
from importlib.resources import files

from onward.mail.understanding.patterns import PatternSet

GROUPS = ("application", "process", "meeting", "terms", "words")


@cache
def _patterns() -> tuple[PatternSet, tuple[int, ...]]:
    patterns: list[str] = []
    groups: list[int] = []
    group = 0
    for raw in files(__package__).joinpath("anchors.txt").read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("["):
            group = GROUPS.index(line.strip("[]"))
        elif line and not line.startswith("#"):
            patterns.append(r"\b(?:" + line + ")")
            groups.append(group)
    return PatternSet(patterns), tuple(groups)


def ties(folded: str) -> tuple[int, bool]:
    """How many different anchors of the first four groups a folded text has, and whether it names hiring at all."""
    found = _counts(folded)
    return sum(found[:4]), any(found)


def _counts(folded: str) -> tuple[int, ...]:
    patterns, groups = _patterns()
    counts = [0] * len(GROUPS)
    for number in patterns.found(folded):
        counts[groups[number]] += 1
    return tuple(counts)
