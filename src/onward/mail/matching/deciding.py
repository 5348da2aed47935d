"""Decides, letter by letter in time order, which application each belongs to; asks where it would guess."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from onward.applications.stages import Fact
from onward.language import roles
from onward.mail.matching import beginnings
from onward.mail.matching.asking import (
    asked_why,
    at_its_domain,
    begins,
    exact_beside_other,
    long_quiet,
    of_another_role,
    repeats,
    speaks_for_itself,
)
from onward.mail.matching.cases import Case, Cases
from onward.mail.matching.choosing import choose
from onward.mail.matching.endings import EXACT, as_it_stands, is_left
from onward.mail.matching.letters import Candidate, Decision, Known, Letter, Target
from onward.mail.matching.readings import Reading, reading
from onward.mail.matching.weighing import CLOSE, LIKELY, OTHER_ROLE, SURE, Weight, of_employer, weigh

#: Kind of a letter → the fact that it is.
FACTS = {
    "acknowledgement": "acknowledged",
    "application": "applied",
    "rejection": "rejected",
    "interview": "interview",
    "assessment": "assessment",
    "offer": "offer",
    "update": "update",
    "feedback": "feedback",
    "withdrawal": "withdrawn",
    "acceptance": "accepted",
    "decline": "declined",
}
#: Answers that prove an application even when nothing else of it was found.
PROVES = frozenset({"rejection", "interview", "assessment", "offer"})
#: The person's own mails that end an application, or say yes; of these those that say so in plain words.
ENDS = frozenset({"withdrawal", "acceptance", "decline", "refusal", "agreement"})
PLAIN = frozenset({"withdrawal", "acceptance", "decline"})
IGNORED = frozenset({"alert", "account"})
MAX_CANDIDATES = 5
#: From here on the address alone shows to whom the person wrote.
TOLD = 0.7
#: Characters of a mail's beginning that say what it is about.
FIRST_WORDS = 400


def match(
    letters: Sequence[Letter],
    known: Sequence[Known] = (),
    mine: Iterable[str] = (),
    workplaces: Iterable[str] = (),
) -> list[Decision]:
    """Decide for each letter; the decisions come in time order. `mine` are the person's own addresses, `workplaces` the
    domains where they work: what comes from there begins no application.

    A recruiter's approach is ignored until the person answers it or a step follows; the letter that makes it
    an application then has it in `earlier`. Pass approaches of earlier runs again; none is filed alone.
    """
    own = frozenset(address.lower() for address in mine)
    return _Matching(known, own, frozenset(workplaces)).run(letters)


class _Matching:
    """The cases so far and the decisions on them."""

    def __init__(self, known: Sequence[Known], mine: frozenset[str], workplaces: frozenset[str]) -> None:
        self.cases = Cases(known, mine)
        self.mine = mine
        self.workplaces = workplaces
        self.made = 0
        #: Own mail that belongs to no application, by its Message-ID: what answers it may show that it began one.
        self.unplaced: dict[str, Reading] = {}

    def run(self, letters: Sequence[Letter]) -> list[Decision]:
        ordered = sorted(letters, key=lambda letter: (letter.at, letter.key))
        return [self._decide(reading(letter, self.mine)) for letter in ordered]

    def _decide(self, read: Reading) -> Decision:
        read = self.cases.without_writer(read)
        kind = read.letter.kind
        if kind in IGNORED or any(one.spreading for one in read.parties if not read.letter.outgoing):
            return _ignore(read, _("It is about no application of yours."))
        weights = weigh(read, self.cases)
        if read.letter.outgoing:
            return self._own(read, weights)
        if kind not in ("acknowledgement", "rejection") and any(
            one.domain in self.workplaces for one in read.parties if one.domain
        ):
            return self._correspondence(read, weights)
        if kind == "acknowledgement":
            return self._beginning(read, weights)
        if kind == "outreach":
            return self._outreach(read, weights)
        if kind in FACTS:
            return self._answer(read, weights)
        return self._correspondence(read, weights)

    def _answer(self, read: Reading, weights: list[Weight]) -> Decision:
        """An answer goes to the one application that it fits; the first word of all makes a new one."""
        chosen = choose(read.letter, weights)
        stated = read.employer is not None
        if chosen is not None and read.letter.kind in PROVES and stated and of_another_role(read, chosen):
            return self._new(read, _("The first word on this application that was found."))
        if chosen is not None:
            # Who approached somebody names the employer in the course of it.
            named_later = chosen.threaded and chosen.case.approached
            certain = named_later or chosen.named > 0 or chosen.score >= 0.8
            return self._file(read, chosen.case, chosen.why, certain=certain)
        if (spoken_of := self._spoken_of(read)) is not None:
            why = _("it names the employer and the role")
            return self._file(read, spoken_of, why, certain=False, theirs=False)
        maybe = [one for one in weights if one.score >= LIKELY and not one.case.lead]
        if any(one.score >= SURE for one in maybe):
            return _ask(read, maybe, _("Several of your applications fit this answer."))
        other_role = stated and maybe and all(one.role is not None and one.role < OTHER_ROLE for one in maybe)
        if read.letter.kind in PROVES and stated and (not maybe or other_role):
            return self._new(read, _("The first word on this application that was found."))
        if maybe:
            return _ask(read, maybe, _("It may belong to one of these, but the names differ."))
        if read.letter.maybe_received:
            return self._beginning(read, weights)
        own = self._answered(read)
        begun = own is not None and begins(own)
        if read.letter.kind in PROVES and (read.role or begun) and any(one.label for one in read.parties):
            return self._new(read, _("The first word on this application that was found."))
        if read.letter.kind == "update" and read.letter.sure and stated and read.role and not maybe:
            # Who is told that a decision is delayed has applied.
            return self._new(read, _("The first word on this application that was found."))
        if read.letter.kind == "update" and not stated:
            return _ignore(read, _("It names no application."))
        return _ask(read, [], _("It names no employer that you applied to."))

    def _spoken_of(self, read: Reading) -> Case | None:
        """The one open application whose employer the mail names and whose role it is about, whoever signs it; where it
        names no role, its subject must name the employer, or its first words; where the mail speaks for the employer whose
        address it comes from, only as one that belongs to it ("at Marlow, a Kite Group company").

        An agency writes for its client, a group for its daughter, a service for whom it serves.
        """
        titled = read.role is not None and read.titled
        first = read.letter.text[:FIRST_WORDS]
        if (own := speaks_for_itself(read)) is not None:
            first = "\n".join(re.findall(rf"[^.!?\n]{{1,60}}(?=\b{re.escape(own)}\b)", first, re.I))
        spoken = read.letter.text if titled else f"{read.letter.subject}\n{read.letter.role}\n{first}"
        fitting = [
            case
            for case in self.cases.named_in(spoken)
            if not case.ended
            and case.started is not None
            and case.started <= read.letter.at
            and not long_quiet(case, read.letter.at)
            and (
                read.role is None
                or not titled
                or any(roles.likeness(read.role, one) >= EXACT for one in case.roles)
                or self.cases.related(read.employer, case)
            )
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _beginning(self, read: Reading, weights: list[Weight]) -> Decision:
        """An acknowledgement, or the person's own application: the start of one, or one more word on it."""
        fits = beginnings.fits(read, weights)
        if fits:
            best = fits[0]
            rivals = [
                fit
                for fit in fits[1:]
                if fit.rank == best.rank
                and best.weight.score - fit.weight.score < CLOSE
                and not (best.weight.threaded and not fit.weight.threaded)
                and not exact_beside_other(best.weight, fit.weight)
            ]
            if not rivals or best.weight.role is not None or best.distance * 8 < rivals[0].distance:
                return self._file(read, best.weight.case, best.weight.why, certain=True)
            return _ask(
                read, [best.weight, *(fit.weight for fit in rivals)], _("Several applications fit this.")
            )
        if not (read.letter.sure or read.letter.outgoing or read.role):
            # Somebody of an application under way, in words that may be its end: no new one.
            chosen = choose(read.letter, weights)
            if chosen and chosen.personal and not (chosen.case.ended or chosen.case.lead):
                return self._file(read, chosen.case, chosen.why, certain=False)
        if read.employer or read.role or any(one.label or one.hints for one in read.parties) or read.office:
            return self._new(read, _("It says that you applied."))
        return _ask(read, [], _("It says that you applied, but not where."))

    def _own(self, read: Reading, weights: list[Weight]) -> Decision:
        """Mail that the person sent."""
        kind = read.letter.kind
        threaded = [one for one in weights if one.threaded]
        if kind == "application" and not threaded:
            return self._beginning(read, weights)
        chosen = choose(read.letter, threaded or weights)
        if kind in ENDS:
            if chosen is None:
                maybe = [one for one in weights if one.score >= LIKELY]
                return (
                    _ask(read, maybe, _("Which application is it?"))
                    if maybe and kind in PLAIN
                    else _ignore(read, _("Your own mail."))
                )
            if kind not in PLAIN and not (chosen.threaded or chosen.personal or at_its_domain(read, chosen)):
                return _ignore(read, _("Your own mail, not on an application."))
            if chosen.case.lead and kind not in ("agreement", "acceptance"):
                chosen.case.status = "declined"
                return replace(_ignore(read, _("You said no to an approach.")), approach=True)
            return self._file(as_it_stands(read, chosen.case), chosen.case, chosen.why, certain=True)
        if chosen is not None and (
            chosen.threaded or chosen.personal or chosen.named or chosen.score >= TOLD
        ):
            return self._file(read, chosen.case, chosen.why, certain=True)
        if read.letter.message_id:
            self.unplaced[read.letter.message_id] = read
        return _ignore(read, _("Your own mail, not on an application."))

    def _answered(self, read: Reading) -> Reading | None:
        """The person's own mail that a letter answers and that lies nowhere yet."""
        if read.letter.outgoing:
            return None
        return next((self.unplaced[one] for one in read.letter.thread if one in self.unplaced), None)

    def _outreach(self, read: Reading, weights: list[Weight]) -> Decision:
        """An approach waits as a lead; in the thread of an application it is one more word on it."""
        near = [one for one in weights if one.score >= SURE and (one.threaded or self._goes_on(read, one))]
        if near and (chosen := choose(read.letter, near)):
            if not chosen.case.lead:
                return self._file(read, chosen.case, chosen.why, certain=True)
            case = chosen.case
        else:
            case = self.cases.new(Target(), lead=True)
        self.cases.learn(case, read)
        return _ignore(read, _("An approach; it becomes an application when you answer it."))

    def _goes_on(self, read: Reading, one: Weight) -> bool:
        """Whether what looks like an approach comes from somebody of an application that is under way: at its employer,
        or of whom it is not certain that they come with another job; or from its employer about the very role.
        """
        at_employer = of_employer(read, one.case) and not one.case.approached
        under_way = not (one.case.ended or one.case.lead)
        about_it = one.personal or (at_employer and (one.role or 0.0) >= EXACT)
        return about_it and under_way and (at_employer or not read.letter.sure)

    def _correspondence(self, read: Reading, weights: list[Weight]) -> Decision:
        """Other mail belongs to an application in whose thread it stands, or by its person, or by both its names."""
        from_board = any(one.board for one in read.parties)
        near = [
            one
            for one in weights
            if one.threaded
            or (one.personal and one.score >= SURE)
            or (one.named >= 0.9 and (one.role or 0) >= 0.93 and not from_board)
        ]
        near = [one for one in near if not one.case.lead and not long_quiet(one.case, read.letter.at)]
        chosen = choose(read.letter, near)
        if chosen is not None and (chosen.threaded or len(near) == 1):
            return self._file(read, chosen.case, chosen.why, certain=True)
        if read.letter.doubted:
            maybe = [one for one in weights if one.score >= LIKELY and not one.case.lead]
            return _ask(
                read,
                maybe,
                _("It sounds like an answer, but nothing in it says that it is about your search."),
            )
        return _ignore(read, _("It is about no application of yours."))

    def _file(self, read: Reading, case: Case, why: str, *, certain: bool, theirs: bool = True) -> Decision:
        letter = read.letter
        if case.lead:
            return self._promote(read, case, why)
        events = self._happened(read, case)
        answers = any(one in case.message_ids for one in letter.thread) or any(
            one.personal and one.address in case.addresses for one in read.parties
        )
        names = theirs and (case.approached or self.cases.agree(case, read))
        own = self._answered(read)
        self.cases.learn(case, read, certain=certain, theirs=theirs)
        return Decision(
            letter.key, "file", _sentence(why), case.target, events=events, answers=answers, names=names,
            earlier=(own.letter.key,) if own else (),
        )  # fmt: skip

    def _new(self, read: Reading, why: str) -> Decision:
        case = self.cases.new(Target(provisional=self.made))
        self.made += 1
        own = self._answered(read)
        case.by_answer = own is None and read.letter.kind not in ("acknowledgement", "application")
        events = self._begun(own, case) + self._happened(read, case)
        self.cases.learn(case, read)
        earlier = (own.letter.key,) if own else ()
        return Decision(
            read.letter.key, "new", why, case.target, events=events, earlier=earlier, answers=own is not None
        )

    def _begun(self, own: Reading | None, case: Case) -> tuple[tuple[int, str, datetime], ...]:
        """That the person applied with the mail that the first word of all answers."""
        if own is None:
            return ()
        if not begins(own):
            self.cases.learn(case, own)
            return ()
        case.begin("person", own.letter.at)
        case.happen(Fact("applied", own.letter.at, "mail", own.letter.key))
        self.cases.learn(case, own)
        return ((own.letter.key, "applied", own.letter.at),)

    def _promote(self, read: Reading, case: Case, why: str) -> Decision:
        """The approach has become an application; answering it is how the person applied."""
        letter = read.letter
        if letter.kind == "reply" and case.ended:
            return _ignore(read, _("An approach that you said no to."))
        case.target, case.lead = Target(provisional=self.made), False
        self.made += 1
        earlier = tuple(case.letters)
        events = [(key, "outreach", case.started or letter.at) for key in earlier[:1]]
        events += self._happened(read, case)
        self.cases.learn(case, read)
        return Decision(letter.key, "new", _sentence(why), case.target, events=tuple(events), earlier=earlier)

    def _happened(self, read: Reading, case: Case) -> tuple[tuple[int, str, datetime], ...]:
        """The facts to record for a letter; news told twice is recorded once."""
        letter = read.letter
        fact = FACTS.get(letter.kind)
        if fact == "rejected" and letter.tells and asked_why(read, case):
            fact = "feedback"
        if fact == "update" and letter.left and is_left(read, case):
            fact = "withdrawn"
        if letter.kind == "reply" and case.started and not case.last_of and not case.applied_at:
            fact = "applied" if case.letters and not case.by_answer else None
        if fact == "applied":
            repeated = not case.begin("person", letter.at)
        elif fact == "acknowledged":
            repeated = not case.begin(read.begun_by, letter.at)
        else:
            repeated = fact is not None and repeats(fact, letter, case)
        if fact is None or repeated:
            return ()
        case.happen(Fact(fact, letter.at, "mail", letter.key))
        return ((letter.key, fact, letter.at),)


def _sentence(why: str) -> str:
    return _("Filed by %(why)s.") % {"why": why}


def _ignore(read: Reading, why: str) -> Decision:
    return Decision(read.letter.key, "ignore", why)


def _ask(read: Reading, weights: Sequence[Weight], why: str) -> Decision:
    named = [one for one in weights if one.case.target != Target()]
    candidates = tuple(
        Candidate(one.case.target, round(min(one.score, 1.0), 2), one.why) for one in named[:MAX_CANDIDATES]
    )
    return Decision(read.letter.key, "ask", why, candidates=candidates)
