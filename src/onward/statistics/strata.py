"""Whether a difference survives being looked at part by part: another split may turn it round or explain it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import sqrt

from onward.statistics.comparisons import IS_CLEAR, Comparison, Warned, gathered
from onward.statistics.questions import Key
from onward.statistics.record import Course

#: A difference that is worth a warning, in shares.
_NOTABLE = 0.05
#: A split explains a difference when within its parts less than this is left.
_EXPLAINED = 0.5
#: Where so little of what was known of the difference is left within the parts, they cannot tell it from the split.
_SEPARABLE = 0.1
#: A clear difference is still seen within the parts, by so many deviations.
_STILL_SEEN = 1.96
#: A split says something of a difference when it is known of so much of each group.
_KNOWN = 0.5
#: Parts with fewer applications are one.
_SMALL = 5
#: Applications that are taken as sent at one time.
_BLOCK = 10
#: The split by the time of applying has the name of the question about it.
TIME = "season"

#: An application: its part by the other split, whether it is of the better group, whether it went a step further.
_Row = tuple[str, bool, bool]


def warnings(
    counted: Sequence[Course], key: Key, found: Comparison, others: Mapping[str, Key]
) -> tuple[Warned, ...]:
    """Whether the difference turns round or shrinks within the parts of another split, or cannot be told from it.

    The time of applying is always one of these splits, but for the question of the time itself.
    """
    if found.difference is None or found.better is None or found.other is None:
        return ()
    key = gathered(counted, key)
    ours = [course for course in counted if key(course) in {found.better, found.other}]
    parts = {name: list(map(other, ours)) for name, other in others.items()}
    if found.question != TIME:
        parts[TIME] = _times(ours)
    told = []
    better = [key(course) == found.better for course in ours]
    for name, own in parts.items():
        # What was noted of a dozen of two hundred can neither explain a difference nor leave it standing.
        known = [mine for part, mine in zip(own, better, strict=True) if part is not None]
        if not _known_enough(known, better):
            continue
        rows = [
            (part, mine, course.went_on)
            for course, part, mine in zip(ours, own, better, strict=True)
            if part is not None
        ]
        if warned := _warned(name, _gathered(rows), found.verdict == IS_CLEAR):
            told.append(warned)
    return tuple(told)


def _known_enough(known: Sequence[bool], better: Sequence[bool]) -> bool:
    """Whether enough is known of the better group and of the other one."""
    theirs, of_them = len(known) - sum(known), len(better) - sum(better)
    return sum(known) >= _KNOWN * sum(better) and theirs >= _KNOWN * of_them


def _times(courses: Sequence[Course]) -> list[str | None]:
    """The part of the search in which each was sent: about ten applications, a day in one piece.

    Quarters or months would not do: who changes something within one is led by what changed with it.
    """
    before: dict[date, int] = {}
    for place, day in enumerate(sorted(one.applied_on for one in courses if one.applied_on)):
        before.setdefault(day, place)
    return [str(before[one.applied_on] // _BLOCK) if one.applied_on else None for one in courses]


def _gathered(rows: Sequence[_Row]) -> list[_Row]:
    """The rows with small parts as one: places and roles have many names that occur once."""
    sizes = Counter(part for part, _mine, _yes in rows)
    return [(part if sizes[part] >= _SMALL else "", mine, yes) for part, mine, yes in rows]


def _warned(by: str, rows: Sequence[_Row], clear: bool) -> Warned | None:
    parts: dict[str, list[_Row]] = {}
    for row in rows:
        parts.setdefault(row[0], []).append(row)
    raw, whole = _difference(rows)
    if len(parts) < 2 or not whole or raw < _NOTABLE:
        return None
    # Weighed as by Mantel and Haenszel: a part tells as much as the smaller of the two groups in it allows.
    told = [_difference(own) for own in parts.values()]
    known = sum(weight for _apart, weight in told)
    if known < _SEPARABLE * whole:
        return Warned("inseparable", by)
    within = sum(apart * weight for apart, weight in told) / known
    if within < _EXPLAINED * raw:
        return Warned("reverses" if within < 0 else "explains", by, within)
    return Warned("inseparable", by, within) if clear and _deviations(parts.values()) < _STILL_SEEN else None


def _difference(rows: Sequence[_Row]) -> tuple[float, float]:
    """The better group's share minus the other's, and how much that weighs; no weight where one of them is missing."""
    ours = [yes for _part, mine, yes in rows if mine]
    theirs = [yes for _part, mine, yes in rows if not mine]
    if not ours or not theirs:
        return 0.0, 0.0
    return sum(ours) / len(ours) - sum(theirs) / len(theirs), len(ours) * len(theirs) / len(rows)


def _deviations(parts: Iterable[Sequence[_Row]]) -> float:
    """How many standard deviations the better group is above chance within the parts (Cochran; Mantel and Haenszel)."""
    above = spread = 0.0
    for rows in parts:
        n, ours, yes = (
            len(rows),
            sum(mine for _part, mine, _yes in rows),
            sum(yes for _part, _mine, yes in rows),
        )
        if n > 1:
            above += sum(mine and yes for _part, mine, yes in rows) - ours * yes / n
            spread += ours * (n - ours) * yes * (n - yes) / (n * n * (n - 1))
    return above / sqrt(spread) if spread else 0.0
