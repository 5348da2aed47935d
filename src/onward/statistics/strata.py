"""Whether a difference survives being looked at part by part: another split may turn it round or explain it."""

from collections.abc import Mapping, Sequence

from onward.statistics.comparisons import ENOUGH, Comparison, Warned
from onward.statistics.questions import Key
from onward.statistics.record import Course

#: A difference that is worth a warning, in shares.
_NOTABLE = 0.05
#: A split explains a difference when within its parts less than this is left.
_EXPLAINED = 0.5


def warnings(
    counted: Sequence[Course], key: Key, found: Comparison, others: Mapping[str, Key]
) -> tuple[Warned, ...]:
    """Whether the difference turns round or shrinks within the parts of another split."""
    if found.difference is None or found.better is None or found.other is None:
        return ()
    ours = [(course, name) for course in counted if (name := key(course)) in {found.better, found.other}]
    raw = _difference([(name == found.better, course.progress_on is not None) for course, name in ours])
    if raw is None or raw < _NOTABLE:
        return ()
    told = []
    for name, other in others.items():
        within = _within(
            [(other(course), side == found.better, course.progress_on is not None) for course, side in ours]
        )
        if within is None:
            continue
        if within < 0:
            told.append(Warned("reverses", name, within))
        elif within < _EXPLAINED * raw:
            told.append(Warned("explains", name, within))
    return tuple(told)


def _difference(rows: Sequence[tuple[bool, bool]]) -> float | None:
    ours = [yes for mine, yes in rows if mine]
    theirs = [yes for mine, yes in rows if not mine]
    return sum(ours) / len(ours) - sum(theirs) / len(theirs) if ours and theirs else None


def _within(rows: Sequence[tuple[str | None, bool, bool]]) -> float | None:
    """The difference within the parts of a split, weighed as by Mantel and Haenszel; None where the split is none."""
    total, weights, parts = 0.0, 0.0, 0
    for part in {name for name, _mine, _yes in rows if name is not None}:
        own = [(mine, yes) for name, mine, yes in rows if name == part]
        ours = sum(mine for mine, _yes in own)
        apart = _difference(own)
        parts += 1
        if apart is not None:
            weight = ours * (len(own) - ours) / len(own)
            total, weights = total + weight * apart, weights + weight
    return total / weights if parts > 1 and weights >= ENOUGH / 4 else None
