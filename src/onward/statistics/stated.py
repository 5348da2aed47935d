"""What rejections say: each reason with how often, whether it can be used, whose it is, and how far one had come."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onward.statistics.record import Course

#: Reasons that name no cause a person could use; `no_reason` stands for a no that states none.
SAYS_NOTHING = frozenset({"competition", "culture_add", "no_reason"})
NO_REASON = "no_reason"
#: Who has a hand in it: the person, both, or not the person.
_MINE = frozenset({"skills_gap", "interview_performance", "application_materials"})
_NOT_MINE = frozenset({"internal_candidate", "position_closed", "competition", NO_REASON})


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


def control(code: str) -> str:
    """Whose a reason is: mine to work on, partly, or not."""
    return "mine" if code in _MINE else "not" if code in _NOT_MINE else "partly"


def stated(courses: Sequence[Course]) -> list[Stated]:
    """The reasons that rejections state, the most frequent first; those that state none come last."""
    found: dict[str, Counter[str]] = {}
    for course in courses:
        if course.rejected_on is not None:
            for code in course.reasons or (NO_REASON,):
                found.setdefault(code, Counter())[course.furthest_stage] += 1
    ordered = sorted(found.items(), key=lambda item: (item[0] == NO_REASON, -item[1].total(), item[0]))
    return [
        Stated(code, stages.total(), code not in SAYS_NOTHING, control(code), dict(stages))
        for code, stages in ordered
    ]
