"""What rejections say: each reason with how often, whether it can be used, whose it is, and how far one had come."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onward.language.whose import NO_REASON, SAY_NOTHING, control
from onward.statistics.record import Course

#: Reasons that name no cause a person could use; `no_reason` stands for a no that states none.
SAYS_NOTHING = SAY_NOTHING | {NO_REASON}


@dataclass(frozen=True, slots=True)
class Stated:
    """How many rejections state a reason, and whether it names a cause that can be used."""

    code: str
    stated: int
    says_why: bool
    #: mine, partly or not.
    control: str
    #: Furthest stage reached before → how many.
    by_stage: Mapping[str, int]
    #: Whether all of them speak of a permit to work.
    permit: bool = False


def stated(courses: Sequence[Course]) -> list[Stated]:
    """The reasons that rejections state, the most frequent first; those that state none come last."""
    found: dict[str, Counter[str]] = {}
    permits: Counter[str] = Counter()
    for course in courses:
        if course.rejected_on is not None:
            for code in course.reasons or (NO_REASON,):
                found.setdefault(code, Counter())[course.furthest_stage] += 1
                permits[code] += code in course.permits
    ordered = sorted(found.items(), key=lambda item: (item[0] == NO_REASON, -item[1].total(), item[0]))
    told = []
    for code, stages in ordered:
        permit = permits[code] == stages.total()
        whose = "not" if permit else control(code)
        told.append(
            Stated(code, stages.total(), code not in SAYS_NOTHING, whose, dict(stages), permit=permit)
        )
    return told
