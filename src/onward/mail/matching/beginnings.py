"""Letters that begin an application: acknowledgements, a job board's notice, the person's own application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from onward.mail.matching.cases import Case
from onward.mail.matching.readings import Reading
from onward.mail.matching.weighing import SURE, Weight

#: An application that waits for its acknowledgement has it within this time.
ACKNOWLEDGED_WITHIN = timedelta(days=30)
#: The same acknowledgement again within this time is a repetition, later it is a new application.
AGAIN_WITHIN = timedelta(days=21)
AGAIN_SAME_ROLE = timedelta(days=45)
#: After a no, an acknowledgement this late is for a new application.
AFTER_NO = timedelta(days=4)
#: A notice of the board and the employer's own acknowledgement come together.
TOGETHER = timedelta(days=4)
AT_ONCE = timedelta(days=1)
#: Roles at least this alike count as one where a second application is as likely.
SAME_ROLE = 0.72


@dataclass(frozen=True, slots=True)
class Fit:
    """An application that a beginning may belong to, how good a place it is (smaller is better)."""

    weight: Weight
    rank: int
    distance: timedelta


def fits(read: Reading, weights: Sequence[Weight]) -> list[Fit]:
    """The applications that are already begun and wait for this letter, or had it; best first."""
    found = [
        fit for one in weights if (one.score >= SURE or one.threaded) and (fit := _fit(read, one)) is not None
    ]
    return sorted(found, key=lambda fit: (fit.rank, -fit.weight.score, fit.distance))


def _fit(read: Reading, one: Weight) -> Fit | None:
    case, at, by = one.case, read.letter.at, read.begun_by
    if one.role is not None and one.role < SAME_ROLE and not one.threaded:
        return None
    last = max(
        (time for time in (case.applied_at, case.acknowledged_at, case.board_at) if time), default=None
    )
    if one.bare and (last is None or not _waits(case, by) or abs(at - last) > AT_ONCE):
        return None
    if case.lead:
        return Fit(one, 2, at - case.started if case.started else timedelta(0))
    if last is None:
        # Begun by its answer: what began it in truth was found later, or came before by wrong clocks.
        reference = case.started or at
        if at <= reference + TOGETHER:
            return Fit(one, 0, abs(at - reference))
        return (
            Fit(one, 1, abs(at - reference)) if not case.ended and at - reference <= AGAIN_SAME_ROLE else None
        )
    gap = abs(at - last)
    if _waits(case, by) and gap <= (ACKNOWLEDGED_WITHIN if by == "employer" else TOGETHER):
        if not (case.closed_at and at - case.closed_at > AFTER_NO):
            return Fit(one, 0, gap)
        return None
    if case.closed_at and at - case.closed_at > AFTER_NO and not one.threaded:
        return None
    if one.role is None and not one.threaded and gap > AT_ONCE and not any(p.personal for p in read.parties):
        return None  # a machine confirms once; without a role this is the next application
    within = AGAIN_SAME_ROLE if one.role is not None and one.role >= 0.93 else AGAIN_WITHIN
    if gap <= within or one.threaded:
        return Fit(one, 1, gap)
    return None


def _waits(case: Case, by: str) -> bool:
    """True when this party has not yet said that the application was made."""
    return {"person": case.applied_at, "board": case.board_at, "employer": case.acknowledged_at}[by] is None
