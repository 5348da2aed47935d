"""Whether a difference survives being looked at part by part: another split may turn it round or explain it."""

from collections.abc import Mapping, Sequence

from onward.statistics.comparisons import Comparison, Warned
from onward.statistics.questions import Key
from onward.statistics.record import Course

#: A difference that is worth a warning, in shares.
_NOTABLE = 0.05
#: A split explains a difference when within its parts less than this is left.
_EXPLAINED = 0.5
#: Where so little of what was known of the difference is left within the parts, they cannot tell it from the split.
_SEPARABLE = 0.1

#: An application: its part by the other split, whether it is of the better group, whether it went a step further.
_Row = tuple[str, bool, bool]


def warnings(
    counted: Sequence[Course], key: Key, found: Comparison, others: Mapping[str, Key]
) -> tuple[Warned, ...]:
    """Whether the difference turns round or shrinks within the parts of another split, or cannot be told from it."""
    if found.difference is None or found.better is None or found.other is None:
        return ()
    ours = [(course, name) for course in counted if (name := key(course)) in {found.better, found.other}]
    told = []
    for name, other in others.items():
        rows = [
            (part, side == found.better, course.progress_on is not None)
            for course, side in ours
            if (part := other(course)) is not None
        ]
        if warned := _warned(name, rows):
            told.append(warned)
    return tuple(told)


def _warned(by: str, rows: Sequence[_Row]) -> Warned | None:
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
        return Warned("inseparable", by, 0.0)
    within = sum(apart * weight for apart, weight in told) / known
    if within < 0:
        return Warned("reverses", by, within)
    return Warned("explains", by, within) if within < _EXPLAINED * raw else None


def _difference(rows: Sequence[_Row]) -> tuple[float, float]:
    """The better group's share minus the other's, and how much that weighs; no weight where one of them is missing."""
    ours = [yes for _part, mine, yes in rows if mine]
    theirs = [yes for _part, mine, yes in rows if not mine]
    if not ours or not theirs:
        return 0.0, 0.0
    return sum(ours) / len(ours) - sum(theirs) / len(theirs), len(ours) * len(theirs) / len(rows)
