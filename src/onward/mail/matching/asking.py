"""What deciding asks of a letter and a case: whether news is told twice, whom it speaks for, whether the role is another."""

from datetime import datetime, timedelta

from onward.language.employers import likeness
from onward.mail.matching.cases import Case
from onward.mail.matching.letters import Letter
from onward.mail.matching.readings import Reading, bare_number
from onward.mail.matching.weighing import OTHER_ROLE, STEPS, Weight, of_employer
from onward.mail.understanding.subjects import answers

#: The same fact again within this time is the same news told twice.
SAME_NEWS = {
    "interview": timedelta(minutes=10),
    "offer": timedelta(days=21),
    "assessment": timedelta(minutes=10),
}
#: A question after a no is answered within this time, if at all.
ANSWERED_WITHIN = timedelta(days=60)


def begins(own: Reading) -> bool:
    """Whether a mail of the person's answers nothing itself: what came before it was not found."""
    return not (own.letter.thread or answers(own.letter.subject))


def speaks_for_itself(read: Reading) -> str | None:
    """The first word of the employer that a mail names and from whose address it comes, None where it does not."""
    labels = [one.label for one in read.parties if one.label is not None]
    if read.employer is None or not any(likeness(read.employer, label) > 0 for label in labels):
        return None
    return read.employer.core[0]


def asked_why(read: Reading, case: Case) -> bool:
    """Whether the person wrote after the no, and whom or what they wrote to answers: that says why, it is no second no."""
    if case.status != "rejected" or case.wrote_at is None or case.closed_at is None:
        return False
    asked = case.closed_at < case.wrote_at and read.letter.at - case.wrote_at <= ANSWERED_WITHIN
    return asked and (
        any(one in case.message_ids for one in read.letter.thread)
        or any(one.personal and one.address in case.addresses for one in read.parties)
    )


def at_its_domain(read: Reading, chosen: Weight) -> bool:
    """Whether somebody at the application's own domain, or at one with its employer's name, is written to."""
    return any(one.domain in chosen.case.domains for one in read.parties if one.domain) or of_employer(
        read, chosen.case
    )


def repeats(fact: str, letter: Letter, case: Case) -> bool:
    if fact == "rejected" and case.status == "rejected":
        return True
    last = case.last_of.get(fact)
    if last is None:
        return fact == "offer" and case.status == "offer"
    same_text = bool(letter.fingerprint) and letter.fingerprint in case.fingerprints
    return same_text or (not case.ended and letter.at - last < SAME_NEWS.get(fact, timedelta(0)))


def of_another_role(read: Reading, chosen: Weight) -> bool:
    """True when nothing but the employer ties a letter to an application for another role."""
    return (
        chosen.role is not None
        and chosen.role < OTHER_ROLE
        and not (chosen.threaded or chosen.personal)
        and not (read.letter.kind in STEPS and chosen.case.under_way)
        and not (read.letter.requisition and bare_number(read.letter.requisition) in chosen.case.requisitions)
    )


def exact_beside_other(best: Weight, other: Weight) -> bool:
    return best.role is not None and other.role is not None and best.role >= 0.93 > other.role


def long_quiet(case: Case, at: datetime) -> bool:
    return case.last_at is not None and at - case.last_at > timedelta(days=120)
