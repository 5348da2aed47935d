"""What a difference must stand up to besides other splits before it is called clear.

Applications at one employer are answered alike, so that ten of them may be one event. And where one group takes longer to
be answered, its silence says less than that of the others.
"""

from collections import Counter
from collections.abc import Sequence

from onward.statistics import comparisons
from onward.statistics.comparisons import OTHER, Cases, Warned
from onward.statistics.proportions import ENOUGH
from onward.statistics.questions import Key
from onward.statistics.record import Course
from onward.statistics.waiting import Waiting, times

#: Draws for a group's own waiting; only its mean is used.
_DRAWS = 300


def checks(
    courses: Sequence[Course], counted: Sequence[Course], key: Key, waiting: Waiting, clear: float
) -> tuple[Warned, ...]:
    """What a difference that looks clear does not stand up to; `clear` is the evidence that it takes."""
    grouped = comparisons.grouped(counted, key)
    own = _own_times(courses, key, [name for name, _members in grouped])
    told = []
    if not _stands([comparisons.group(name, all_, waiting, _votes(all_)) for name, all_ in grouped], clear):
        told.append(Warned("repeated", "employer"))
    if not _stands([comparisons.group(name, all_, own[name]) for name, all_ in grouped], clear):
        told.append(Warned("unripe", "waiting"))
    return tuple(told)


def _stands(groups: Sequence[Cases], clear: float) -> bool:
    large = [group for group in groups if group.n >= ENOUGH]
    return len(large) > 1 and comparisons.evidence_of_difference(large) >= clear


def _votes(members: Sequence[Course]) -> list[float]:
    """One for each employer, shared by its applications; who names no employer stands alone."""
    names = [one.company.casefold() or str(one.id) for one in members]
    times_named = Counter(names)
    return [1 / times_named[name] for name in names]


def _own_times(courses: Sequence[Course], key: Key, names: Sequence[str]) -> dict[str, Waiting]:
    """Each group's own model of waiting, of all its applications, young ones too."""
    found: dict[str, list[Course]] = {name: [] for name in names}
    for course in courses:
        name = key(course)
        if name is not None and (name in found or OTHER in found):
            found[name if name in found else OTHER].append(course)
    return {name: Waiting(times(members), _DRAWS) for name, members in found.items()}
