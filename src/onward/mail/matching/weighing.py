"""Weighs how likely a letter belongs to an application: who wrote it, which role, and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from onward.language import employers, roles
from onward.language.employers import Employer, comparable
from onward.mail.matching.cases import NAMES_ONE, Case, Cases
from onward.mail.matching.readings import Reading, bare_number
from onward.mail.understanding.subjects import answers

#: From here a candidate is good enough to file to when nothing else comes near.
SURE = 0.55
#: From here a candidate is worth asking about.
LIKELY = 0.32
#: Two candidates within this distance are too close to tell apart by the score alone.
CLOSE = 0.12
#: An answer may carry an earlier date than the application by wrong clocks, not by more than this.
BEFORE = timedelta(days=1)
#: An acknowledgement found after the answer (another mailbox, another run) may be this much older.
LOST = timedelta(days=200)
#: An answer to a closed application comes soon after or not at all.
AFTER_CLOSE = timedelta(days=45)
#: An approach is answered within this time.
ANSWERED = timedelta(days=45)
#: Later than this an answer to an open application is less likely than one to another.
LATE = timedelta(days=400)

#: What comes in the course of an application.
STEPS = frozenset({"interview", "assessment"})
#: Titles less alike than this are those of two roles.
OTHER_ROLE = 0.5
#: Titles this much alike can name what one recruiter came with.
ALIKE = 0.2
#: In the person's own words a title less alike than this is another thing they speak of.
OWN_WORDS = 0.6

_CAPITALISED = re.compile(r"(?<!^)\b[^\W\d_a-z]\w+")


@dataclass(frozen=True, slots=True)
class Weight:
    """What speaks for a case: the score, how alike the roles are (None: one is unknown), and the reason."""

    case: Case
    score: float
    role: float | None
    threaded: bool
    personal: bool
    named: float
    why: str
    #: Nothing but the role speaks for it.
    bare: bool = False
    #: The letter's subject has the words of the role, though no role was read.
    role_in_subject: bool = False


def weigh(read: Reading, cases: Cases) -> list[Weight]:
    """The cases that the letter may belong to, likeliest first."""
    near = cases.found(read)
    found = [weight for case in near if (weight := _weigh(read, case, cases, near)) is not None]
    return sorted(found, key=lambda one: (-one.score, -_time(one.case.last_at)))


def _weigh(read: Reading, case: Case, cases: Cases, near: Sequence[Case]) -> Weight | None:
    letter = read.letter
    threaded = _threaded(read, case, cases)
    if not _in_time(read, case, threaded=threaded):
        return None
    likeness = _role_likeness(read, case)
    known = any(one.personal and one.address in case.addresses for one in read.parties)
    # What comes from a person who wrote about it, at the employer's own domain, is theirs whatever name was read in it, and
    # whatever title, unless the subject has it.
    same_role = likeness is None or likeness >= OTHER_ROLE
    in_subject = read.role is not None and read.role.words <= read.subject_titles
    theirs = known and (
        (of_employer(read, case) and (same_role or not in_subject))
        or (case.under_way and _of_its_house(read, case, cases, near) and (same_role or letter.kind in STEPS))
    )
    # So is what comes from there about the role, where the name that was read is nobody's else: "in our branch in Riesa".
    theirs = theirs or (same_role and of_employer(read, case) and not _names_another(read, case, near))
    strength, why, named, contradicts = _employer_evidence(
        read, case, cases, threaded=threaded, theirs=theirs
    )
    personal = known or _of_the_approach(read, case)
    if case.lead and not (threaded or personal or _answers_approach(read, case)):
        return None  # nobody answered the approach: what names the same employer is another matter
    bare = False
    if strength == 0.0:
        # Neither side contradicts: the role alone, told by nobody else, is worth a look.
        if (
            read.aside
            or likeness is None
            or likeness < 0.9
            or (_says_who(read) and (case.employers or case.labels))
        ):
            return None
        strength, why, bare = 0.56, _("the same role"), True
    same_number = bool(letter.requisition) and bare_number(letter.requisition) in case.requisitions
    if (read.aside or not read.titled) and (likeness or 0.0) < OWN_WORDS:
        likeness = None
    # Who has written about an application from an employer's own address goes on writing about it; and steps go on.
    same_person = not contradicts and (
        (personal and (of_employer(read, case) or theirs))
        or (personal and case.approached and (likeness is None or likeness >= ALIKE))
        or (
            letter.kind in STEPS
            and case.under_way
            and not in_subject
            and (_from_its_domain(read, case) or of_employer(read, case))
        )
    )
    score = strength * _role_factor(
        likeness, same_number=same_number, threaded=threaded, same_person=same_person
    )
    if letter.fingerprint and letter.fingerprint in case.fingerprints and not threaded:
        score = min(1.0, score + 0.05)
    if case.closed_at and letter.at - case.closed_at > AFTER_CLOSE and letter.kind != "feedback":
        score *= 0.85 if threaded else 0.6
    elif case.last_at and letter.at - case.last_at > LATE:
        score *= 0.8
    if likeness is not None and likeness >= 0.8 and not bare:
        why = _("%(why)s, the same role") % {"why": why}
    role_in_subject = likeness is None and any(one.words <= read.subject_titles for one in case.roles)
    return Weight(case, score, likeness, threaded, personal, named, why, bare, role_in_subject)


def _threaded(read: Reading, case: Case, cases: Cases) -> bool:
    letter = read.letter
    if any(one in case.message_ids for one in letter.thread) or cases.answers_unseen(letter, case):
        return True
    if letter.thread and cases.knows(letter.thread):
        return False
    return _same_subject(read, case)


def _same_subject(read: Reading, case: Case) -> bool:
    """Without headers a thread still shows: its subject is answered by or to a party of the application."""
    if not read.subject or read.subject not in case.subjects or not answers(read.letter.subject):
        return False
    return any(
        (one.personal and one.address in case.addresses) or (one.domain and one.domain in case.domains)
        for one in read.parties
    )


def _of_the_approach(read: Reading, case: Case) -> bool:
    """Whether somebody writes by whose name the person was approached and said yes: on a board first, then from work."""
    return case.approached and not case.lead and bool(read.person) and read.person in case.people


def of_employer(read: Reading, case: Case) -> bool:
    """True when the other side writes from the employer's own domain, as its name shows."""
    return any(one.label and _best(one.label, case.employers) for one in read.parties)


def _of_its_house(read: Reading, case: Case, cases: Cases, near: Sequence[Case]) -> bool:
    """Whether the other side writes from a domain of the case that nobody shares, and the employer that the letter names is
    no other application's and not in its subject: "here in Hull" of tontinehull.
    """
    house = any(
        one.label and one.domain in case.domains and not cases.crowded(one.domain) for one in read.parties
    )
    return house and not (case.approached or _names_another(read, case, near))


def _names_another(read: Reading, case: Case, near: Sequence[Case]) -> bool:
    """Whether the employer that a letter names stands in its subject, or is that of another application."""
    return read.employer is not None and (
        _in_subject(read.employer, read) > 0
        or any(_best(read.employer, one.employers) for one in near if one is not case)
    )


def _answers_approach(read: Reading, case: Case) -> bool:
    """Whether the person writes to the house for which somebody approached them on a board."""
    fresh = case.last_at is not None and read.letter.at - case.last_at <= ANSWERED
    return read.letter.outgoing and fresh and of_employer(read, case)


def _from_its_domain(read: Reading, case: Case) -> bool:
    return any(one.domain in case.domains for one in read.parties if one.domain)


def _says_who(read: Reading) -> bool:
    """True when the letter itself tells whose it is, by a name or by an address."""
    return bool(read.employer or read.office or any(one.label or one.hints for one in read.parties))


def _in_time(read: Reading, case: Case, *, threaded: bool) -> bool:
    if case.started is None or threaded:
        return True
    early = case.started - read.letter.at
    if early <= BEFORE:
        return True
    begins = read.letter.kind in ("acknowledgement", "application")
    return begins and case.by_answer and early <= LOST


def _role_likeness(read: Reading, case: Case) -> float | None:
    if read.role is None or not case.roles:
        return None
    return max(roles.likeness(read.role, one) for one in case.roles)


def _role_factor(
    likeness: float | None, *, same_number: bool, threaded: bool, same_person: bool = False
) -> float:
    if same_number:
        return 1.0
    if likeness is None:
        return 0.92
    floor = 0.75 if threaded else 0.65 if same_person else 0.25
    return max(floor, 1.0 if likeness >= 0.93 else min(0.97, 0.25 + 0.78 * likeness))


def _employer_evidence(
    read: Reading, case: Case, cases: Cases, *, threaded: bool, theirs: bool
) -> tuple[float, str, float, bool]:
    """The strongest tie to the employer, in words, how alike the stated names are, and whether they contradict."""
    named = 0.0 if read.aside else _best(read.employer, case.employers)
    label = 0.0 if read.aside else max((_best(read.employer, [one]) for one in case.labels), default=0.0)
    contradicts = bool(read.employer and case.employers) and max(named, label) == 0.0
    contradicts = contradicts and not (read.aside or theirs)
    ties: list[tuple[float, str]] = []
    if threaded:
        ties.append((0.85 if contradicts else 1.15, _("it answers a message of this application")))
    if read.letter.requisition and bare_number(read.letter.requisition) in case.requisitions:
        ties.append(
            (0.85 if contradicts else 1.1, _("the number %(number)s") % {"number": read.letter.requisition})
        )
    if named:
        ties.append((named, _("the employer's name")))
    elif label:
        ties.append((0.9 * label, _("the employer's name is in an address of this application")))
    if read.employer is None and (
        strength := max((_in_subject(name, read) for name in case.employers), default=0)
    ):
        ties.append((strength, _("the subject has the employer's name")))
    ties += _sender_ties(read, case, cases, contradicts=contradicts, theirs=theirs)
    strength, why = max(ties, key=lambda tie: tie[0]) if ties else (0.0, "")
    return strength, why, named, contradicts


def _sender_ties(
    read: Reading, case: Case, cases: Cases, *, contradicts: bool, theirs: bool
) -> list[tuple[float, str]]:
    ties: list[tuple[float, str]] = []
    for one in read.parties:
        if one.personal and one.address in case.addresses:
            ties.append((0.62 if contradicts else 0.92, _("the same person's address")))
        elif _of_the_approach(read, case):
            ties.append((0.62 if contradicts else 0.92, _("the same person's name")))
        if one.domain and one.domain in case.domains:
            several = cases.crowded(one.domain)
            strength = (0.4 if several else 0.52) if contradicts else (0.62 if several else 0.86)
            ties.append((strength, _("mail from %(domain)s") % {"domain": one.domain}))
        if read.employer is None or read.aside or theirs:
            names = [*((one.label,) if one.label else ()), *one.hints]
            alike = max((_best(name, case.employers) for name in names), default=0.0)
            if alike:
                ties.append((0.86 * alike, _("the sender's address has the employer's name")))
            if any(_best(name, [other]) for name in names for other in case.labels):
                ties.append((0.84, _("the same name in the sender's address")))
    known_names = [*case.employers, *case.labels]
    if read.employer is None and read.office and (alike := _best(read.office, known_names)):
        ties.append((0.8 * alike, _("the sender's name has the employer's name")))
    if cases.has_writer(case, read.named_writer):
        ties.append((0.86, _("the same person's name")))
    if case.lead and _answers_approach(read, case):
        ties.append((0.86, _("it answers an approach")))
    if read.employer is None and any(_is_firm(one, other) for one in read.signed for other in case.employers):
        ties.append((0.75, _("the sender's name has the employer's name")))
    return ties


def _is_firm(signed: Employer, name: Employer) -> bool:
    """Whether a sender's name of several words is an employer's, or its beginning: "Otto Krause" is not "Otto"."""
    return len(signed.core) > 1 and name.core[: len(signed.core)] == signed.core


def _in_subject(name: Employer, read: Reading) -> float:
    """How sure it is that the subject names an employer: by its whole name, or by the first word, as a name is written."""
    words, subject = name.core, read.subject_words
    if len(name.joined_core) < NAMES_ONE:
        return 0.0
    if any(subject[at : at + len(words)] == words for at in range(len(subject) - len(words) + 1)):
        return 0.82
    if len(words[0]) < NAMES_ONE or words[0] not in subject:
        return 0.0
    return 0.7 if words[0] in comparable(" ".join(_CAPITALISED.findall(read.letter.subject))) else 0.0


def _best(name: Employer | None, others: list[Employer]) -> float:
    if name is None:
        return 0.0
    return max((employers.likeness(name, other) for other in others), default=0.0)


def _time(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0
