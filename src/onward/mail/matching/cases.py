"""The applications that letters are matched against, growing letter by letter, and an index to find them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from onward.applications.stages import ENDINGS, Fact, in_order, step
from onward.language.employers import Employer, comparable, employer, likeness, plain
from onward.language.roles import Role, role
from onward.mail.matching.letters import Known, Letter, Target
from onward.mail.matching.parties import Party
from onward.mail.matching.readings import Reading, bare_number, names, reading

#: A word that more applications share than this ("health") finds none of them by itself.
COMMON = 40
#: A shorter word of a subject is taken for no employer's name.
NAMES_ONE = 5
#: Letters of a word at least that two employers who belong together share.
SHARED = 5
#: Of a text so many words are looked at for names.
WORDS_OF_TEXT = 500
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_CAPITALISED = re.compile(r"\b(?:[^\W\d_a-z]|d(?:ell)?[^\W\d_a-z]|l[^\W\d_a-z])\w*")


@dataclass(slots=True)
class Case:
    """One application while letters are matched. A lead is an approach that nobody has answered yet."""

    number: int
    target: Target
    started: datetime | None = None
    last_at: datetime | None = None
    closed_at: datetime | None = None
    #: When the person last wrote to it.
    wrote_at: datetime | None = None
    applied_at: datetime | None = None
    acknowledged_at: datetime | None = None
    board_at: datetime | None = None
    by_answer: bool = False
    lead: bool = False
    #: Somebody approached the person: whoever writes may be an agency, and name the employer later.
    approached: bool = False
    stage: str = "applied"
    status: str = "open"
    employers: list[Employer] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    requisitions: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    #: Names of the people who approached the person through a board.
    people: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    labels: set[Employer] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    message_ids: set[str] = field(default_factory=set)
    fingerprints: set[str] = field(default_factory=set)
    letters: list[int] = field(default_factory=list)
    last_of: dict[str, datetime] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        return self.status in ENDINGS

    @property
    def under_way(self) -> bool:
        """Whether the employer has begun to talk: who writes next may sign with a title of their own."""
        return not self.ended and self.stage != "applied"

    def begin(self, by: str, at: datetime) -> bool:
        """Note who says that the application was made; False when they had said it before."""
        name = {"person": "applied_at", "board": "board_at", "employer": "acknowledged_at"}[by]
        self.by_answer = False
        if getattr(self, name) is not None:
            return False
        setattr(self, name, at)
        return True

    def happen(self, fact: Fact) -> None:
        """Let a fact change stage and status."""
        self.stage, self.status = step(self.stage, self.status, fact)
        if not self.ended:
            self.closed_at = None
        elif self.closed_at is None:
            self.closed_at = fact.at
        self.last_of[fact.kind] = max(fact.at, self.last_of.get(fact.kind, fact.at))


def _is_named(one: Party, read: Reading) -> bool:
    """Whether an address at an employer's own domain has the name of the person who writes from it."""
    local = one.address.partition("@")[0]
    return one.personal and bool(one.domain) and any(word in local for word in read.person.split())


class Cases:
    """All cases with an index by everything that a letter can be found by."""

    def __init__(self, known: Iterable[Known] = (), mine: frozenset[str] = frozenset()) -> None:
        self.all: list[Case] = []
        self._by: dict[tuple[str, str], list[int]] = defaultdict(list)
        #: Employers seen behind a domain: one that serves several is an agency's or a group's.
        self._behind: dict[str, list[Employer]] = defaultdict(list)
        for one in known:
            self._add_known(one, mine)

    def new(self, target: Target, *, lead: bool = False) -> Case:
        """An empty case."""
        case = Case(len(self.all), target, lead=lead, approached=lead)
        self.all.append(case)
        return case

    def found(self, read: Reading) -> list[Case]:
        """The cases that share anything with the letter that could connect them."""
        numbers: dict[int, None] = {}
        letter = read.letter
        keys = [("id", one) for one in letter.thread]
        if letter.message_id:
            keys.append(("reference", letter.message_id))
        keys += [("reference", one) for one in letter.thread]
        if letter.requisition:
            keys.append(("requisition", bare_number(letter.requisition)))
        if letter.fingerprint:
            keys.append(("fingerprint", letter.fingerprint))
        if read.person and len(self._by.get(("person", read.person), ())) <= COMMON:
            keys.append(("person", read.person))
        for name in names(read):
            own = (name.joined, name.joined_core, name.core[0])
            keys += [
                ("name", key)
                for key in sorted(name.index_keys())
                if key in own or len(self._by.get(("name", key), ())) <= COMMON
            ]
            keys += [("name", key) for key in sorted(name.initials)]
            keys.append(("initials", name.joined_core))
        for one in read.parties:
            if one.personal:
                keys.append(("address", one.address))
            if one.domain:
                keys.append(("domain", one.domain))
        if read.subject:
            keys.append(("subject", read.subject))
        if not read.employer:
            keys += [
                ("name", word)
                for word in read.subject_words
                if len(word) >= NAMES_ONE and len(self._by.get(("name", word), ())) <= COMMON
            ]
        if read.named_writer:
            keys.append(("writer", read.named_writer))
        if read.role:
            keys.append(("nameless role" if read.employer else "role", read.role.joined))
        for key in keys:
            if key in self._by:
                numbers.update(dict.fromkeys(self._by[key]))
        return [self.all[number] for number in numbers]

    def without_writer(self, read: Reading) -> Reading:
        """The letter without an employer that is somebody who has written about an application."""
        name = " ".join(comparable(read.letter.company)) if read.employer is not None else ""
        if " " not in name or ("writer", name) not in self._by:
            return read
        return replace(read, employer=None, named_writer=name)

    def has_writer(self, case: Case, name: str) -> bool:
        """Whether somebody of this name has written about a case."""
        return bool(name) and case.number in self._by.get(("writer", name), ())

    def named_in(self, text: str) -> list[Case]:
        """The cases whose employer a text names in full, in capitals as names are, by more than one word or one that no
        language has ("Douriva").
        """
        text = _APOSTROPHE.sub("", text)  # as names are compared
        words = comparable(text)[:WORDS_OF_TEXT]
        written = {plain(word) for word in _CAPITALISED.findall(text)}
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            places[word].append(place)
        return [
            case
            for case in self.all
            if not case.lead
            and any(
                written.issuperset(said)
                and any(words[at : at + len(said)] == said for at in places.get(said[0], ()))
                and (len(said) > 1 or (len(said[0]) >= SHARED and not _is_of_the_language(said[0])))
                for name in case.employers
                for said in (name.words, name.core)
            )
        ]

    def related(self, name: Employer | None, case: Case) -> bool:
        """True when an employer shares a word with the case's that no other employer has: those two belong together.

        What begins alike with a word of the language and goes on otherwise ("Deutsche Bank", "Deutsche Bahn") does not.
        """
        return name is not None and any(
            len(word) >= SHARED
            and word in other.core
            and len(self._by.get(("name", word), ())) == 1
            and (other.core[0] != name.core[0] or not _is_of_the_language(name.core[0]))
            for other in case.employers
            for word in name.core
        )

    def knows(self, ids: Iterable[str]) -> bool:
        """True when any of the Message-IDs is that of a letter filed before."""
        return any(self._by.get(("id", one)) for one in ids)

    def answers_unseen(self, letter: Letter, case: Case) -> bool:
        """True when the letter and the case answer one message that was not found, or one answers the other."""
        if not letter.thread and ("reference", letter.message_id) not in self._by:
            return False
        # A repeated id is no evidence: some senders give every mail the same.
        unseen = [one for one in (*letter.thread, letter.message_id) if one and ("id", one) not in self._by]
        return any(case.number in self._by.get(("reference", one), ()) for one in unseen)

    def agree(self, case: Case, read: Reading) -> bool:
        """True unless the letter states an employer that is none of the case's."""
        if read.employer is None or not case.employers:
            return True
        return _alike([*case.employers, *case.labels], read.employer)

    def crowded(self, domain: str) -> bool:
        """True when a domain was seen with several employers."""
        return len(self._behind.get(domain, ())) > 1

    def learn(self, case: Case, read: Reading, *, certain: bool = True, theirs: bool = True) -> None:
        """Let a case know what its letter shows; an uncertain tie teaches no names, and whoever only speaks of it (not
        `theirs`) no addresses.
        """
        letter = read.letter
        self._met(case, letter.at)
        case.letters.append(letter.key)
        if letter.outgoing:
            case.wrote_at = max(letter.at, case.wrote_at or letter.at)
        # Who approached somebody names the employer in the thread of it.
        named_later = case.approached and any(one in case.message_ids for one in letter.thread)
        if (
            read.employer
            and not read.aside
            and (not case.employers or (certain and (named_later or _alike(case.employers, read.employer))))
        ):
            self._employer(case, read.employer)
        # After the employer: a role finds a case by itself only where no name can.
        if read.role and not case.roles and not read.aside:
            self._role(case, read.role)
        if letter.requisition:
            self._key(case, "requisition", bare_number(letter.requisition), case.requisitions)
        for one in read.parties if theirs else ():
            self._party(case, one, None if read.aside else read.employer)
        if read.office and not read.employer and theirs:
            self._label(case, read.office)
        for one_id in (letter.message_id,) if letter.message_id else ():
            self._key(case, "id", one_id, case.message_ids)
        for one_id in letter.thread:
            self._put(case, "reference", one_id)
        if read.subject:
            self._key(case, "subject", read.subject, case.subjects)
        if letter.fingerprint:
            self._key(case, "fingerprint", letter.fingerprint, case.fingerprints)
        if theirs and any(_is_named(one, read) for one in read.parties):
            self._put(case, "writer", " ".join(comparable(letter.from_name)))
        if read.person and case.approached and any(one.board for one in read.parties):
            self._key(case, "person", read.person, case.people)

    def _add_known(self, one: Known, mine: frozenset[str]) -> None:
        """A case of the record: what has happened, and what its letters show, as if they came only now."""
        case = self.new(Target(application=one.id))
        letters = [reading(letter, mine) for letter in sorted(one.letters, key=lambda one: (one.at, one.key))]
        by_key = {read.letter.key: read for read in letters}
        facts = in_order(one.facts)
        case.approached = bool(facts) and facts[0].kind == "outreach"
        case.by_answer = bool(facts) and not case.approached
        for fact in facts:
            told = by_key.get(fact.message_id or 0)
            if fact.kind == "applied":
                case.begin("person", fact.at)
            elif fact.kind == "acknowledged":
                case.begin(told.begun_by if told else "employer", fact.at)
            case.happen(fact)
            self._met(case, fact.at)
        for read in letters:
            # As when it came: whoever only spoke of the application, and called themselves otherwise, is not it.
            answers = any(one in case.message_ids for one in read.letter.thread)
            theirs = answers or case.approached or self.agree(case, read)
            self.learn(case, read, certain=theirs, theirs=theirs)
        # What no letter says, the person has said.
        if one.company not in {letter.company for letter in one.letters} and (name := employer(one.company)):
            self._employer(case, name)
        if one.role not in {letter.role for letter in one.letters} and (title := role(one.role)):
            case.roles.clear()
            self._role(case, title)
        if one.requisition:
            self._key(case, "requisition", bare_number(one.requisition), case.requisitions)

    def _met(self, case: Case, at: datetime) -> None:
        case.started = at if case.started is None else min(case.started, at)
        case.last_at = at if case.last_at is None else max(case.last_at, at)

    def _employer(self, case: Case, found: Employer) -> None:
        if found not in case.employers:
            case.employers.append(found)
            self._put_name(case, found)

    def _role(self, case: Case, found: Role) -> None:
        case.roles.append(found)
        self._put(case, "role", found.joined)
        if not case.employers:
            self._put(case, "nameless role", found.joined)

    def _party(self, case: Case, one: Party, named: Employer | None) -> None:
        if one.personal:
            self._key(case, "address", one.address, case.addresses)
        if one.domain:
            self._key(case, "domain", one.domain, case.domains)
            behind = self._behind[one.domain]
            name = named or (case.employers[0] if case.employers else None)
            if name and not any(likeness(name, other) for other in behind):
                behind.append(name)
        for label in (*((one.label,) if one.label else ()), *one.hints):
            self._label(case, label)

    def _label(self, case: Case, label: Employer) -> None:
        if label not in case.labels:
            case.labels.add(label)
            self._put_name(case, label)

    def _put_name(self, case: Case, name: Employer) -> None:
        for key in sorted(name.index_keys()):
            self._put(case, "name", key)
        for key in sorted(name.initials):
            self._put(case, "initials", key)

    def _key(self, case: Case, kind: str, value: str, into: set[str]) -> None:
        into.add(value)
        self._put(case, kind, value)

    def _put(self, case: Case, kind: str, value: str) -> None:
        listed = self._by[kind, value]
        if case.number not in listed[-3:]:
            listed.append(case.number)


def _alike(employers: list[Employer], name: Employer) -> bool:
    return any(likeness(name, other) >= 0.75 for other in employers)


def _is_of_the_language(word: str) -> bool:
    from onward.language import words  # loaded only here, where it decides: numpy takes its time

    return word in words.rows()
