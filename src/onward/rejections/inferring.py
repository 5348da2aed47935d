"""Reasons that the course of an application suggests, though nobody states them, each with how sure that is. Pure.

Only from what happened when: never from who the person is. Nothing here is counted as a reason; the person may take it
or turn it down.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Nobody reads an application and decides so quickly.
AT_ONCE = timedelta(hours=1)
#: Reasons that, stated about the same role elsewhere, speak of the role and not of a person.
OF_THE_ROLE = ("position_closed", "internal_candidate", "timing")


@dataclass(frozen=True, slots=True)
class Course:
    """What happened: when the person applied (None where the hour is not known), when the no came, how far it got."""

    applied_at: datetime | None
    ended_at: datetime
    furthest_stage: str
    #: Reasons that the no itself states.
    stated: Collection[str] = ()
    #: Reasons that other mails of this employer state about the same role.
    elsewhere: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Inference:
    """A reason that may be, what it rests on, and how sure it is, as a share."""

    code: str
    #: at_once, elsewhere
    because: str
    confidence: float
    #: Minutes from applying to the no, where that is what it rests on.
    minutes: int = 0


def inferred(course: Course) -> list[Inference]:
    """What the course suggests, the surest first; nothing that is stated anyway."""
    found = []
    if course.applied_at is not None and course.furthest_stage == "applied":
        taken = course.ended_at - course.applied_at
        if timedelta(0) <= taken <= AT_ONCE:
            minutes = int(taken.total_seconds() // 60)
            found.append(Inference("screening_rule", "at_once", 0.8 if minutes <= 15 else 0.6, minutes))
    for code in dict.fromkeys(course.elsewhere):
        if code in OF_THE_ROLE:
            found.append(Inference(code, "elsewhere", 0.6))
            break
    found = [one for one in found if one.code not in course.stated]
    return sorted(found, key=lambda one: -one.confidence)
