"""A letter with its names in comparable form, as it is matched against the applications."""

import re
from dataclasses import dataclass

from onward.language.employers import Employer, comparable, employer, likeness
from onward.language.roles import Role, role
from onward.language.tokens import fold
from onward.mail.matching.letters import Letter
from onward.mail.matching.parties import OFFICE_WORDS, Party, office_name, party
from onward.mail.understanding.role_words import strength
from onward.mail.understanding.senders import read_address
from onward.mail.understanding.subjects import thread_subject

#: A shorter name of a sender is taken for no firm's.
WHOLE_NAME = 6
_SEPARATORS = re.compile(r"[._\-+\d]+")
#: What a board adds to the name of somebody who writes through it.
_VIA = re.compile(r"\s*(?:\(|\b(?:via|über|przez|melalui|through)\s).*$", re.I)
_RANKS = frozenset(("head", "chief", "lead", "vp"))
#: How words end that say what somebody does: "proofreader", "florist", "Bibliothekar".
_DOER = re.compile(
    r"(?:er|or|ist|ista|ier|eur|euse|rice|ar|arz|nik|ante|ent|dor|dora|ore|wife|man|woman|men|are|ör|in)$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A letter with its names in comparable form; `parties` are the other side's addresses."""

    letter: Letter
    employer: Employer | None
    role: Role | None
    parties: tuple[Party, ...]
    office: Employer | None
    subject: str
    #: The subject's words in comparable form.
    subject_words: tuple[str, ...] = ()
    #: The same as roles are compared.
    subject_titles: frozenset[str] = frozenset()
    #: What the sender calls themselves, by name and before the "@": a small firm, where it is one that is known.
    signed: tuple[Employer, ...] = ()
    #: The sender's name, where it is a person's: a recruiter writes on a board first, then from work.
    person: str = ""
    #: Who was read as the employer and is somebody who has written: "your talk with Seyi Martins", says a calendar.
    named_writer: str = ""

    @property
    def titled(self) -> bool:
        """Whether what was read as a role has a word for a work, or more than one of those beside it, or nothing else: only
        that tells two roles apart.
        """
        words = fold(self.letter.role).split(" - ")[0].split() if self.role else []
        known = [strength(word) for word in words]
        ranks = bool(words) and words[0] in _RANKS
        return (
            ranks
            or any(_DOER.search(word) for word in words)
            or sum(known) > 1
            or (bool(known) and all(known))
        )

    @property
    def aside(self) -> bool:
        """In the course of an application a person names whom they worked for and what they were there."""
        return self.letter.outgoing and self.letter.kind != "application"

    @property
    def begun_by(self) -> str:
        """Of a letter that says that an application was made, who says it: person, board or employer."""
        if self.letter.outgoing:
            return "person"
        return "board" if any(one.board for one in self.parties) else "employer"


def reading(letter: Letter, mine: frozenset[str]) -> Reading:
    """The letter as matching looks at it."""
    addresses = letter.to if letter.outgoing else (letter.from_address,)
    parties = tuple(party(address) for address in addresses if address and address.lower() not in mine)
    return Reading(
        letter,
        _employer(letter, parties),
        role(letter.role) if letter.role else None,
        parties,
        _office(letter, parties),
        thread_subject(letter.subject),
        comparable(letter.subject),
        title.words if (title := role(letter.subject)) else frozenset(),
        _signed(letter, parties),
        _person(letter),
    )


def _employer(letter: Letter, parties: tuple[Party, ...]) -> Employer | None:
    """The employer that was read, unless it is the name of the person who writes: "Paloma Reyes" of paloma@corvane, or who
    approaches somebody through a board: "Paloma Reyes via LinkedIn".
    """
    found = employer(letter.company) if letter.company else None
    through = letter.kind == "outreach" and any(one.board for one in parties)
    if through and comparable(letter.company) == comparable(_VIA.sub("", letter.from_name)):
        return None
    if found is None or letter.outgoing or comparable(letter.company) != comparable(letter.from_name):
        return found
    person = any(
        one.personal and one.label is not None and not likeness(found, one.label) for one in parties
    ) and any(word in letter.from_address.partition("@")[0].lower() for word in found.words)
    return None if person else found


def _office(letter: Letter, parties: tuple[Party, ...]) -> Employer | None:
    if letter.outgoing or any(one.board for one in parties):
        return None
    # What a firm is called that writes from a provider for everybody, `_signed` says.
    at_home = read_address(letter.from_address).kind == "freemail"
    return office_name(letter.from_name, shared=any(one.shared for one in parties) and not at_home)


def names(read: Reading) -> list[Employer]:
    """Every name by which a letter says whose it is."""
    found = [read.employer] if read.employer else []
    for one in read.parties:
        found += [one.label] if one.label else []
        found += one.hints
    return [*found, *((read.office,) if read.office else ()), *read.signed]


def _signed(letter: Letter, parties: tuple[Party, ...]) -> tuple[Employer, ...]:
    """What a sender with an address anybody can have calls themselves; elsewhere only where name and address say the same,
    as small firms write from a provider nobody knows.
    """
    if letter.outgoing or not parties or not parties[0].personal:
        return ()
    name = employer(letter.from_name) if len(letter.from_name) >= WHOLE_NAME else None
    local = employer(_SEPARATORS.sub(" ", letter.from_address.partition("@")[0]))
    if read_address(letter.from_address).kind != "freemail" and not (
        name and local and name.joined == local.joined
    ):
        return ()
    return tuple(dict.fromkeys(one for one in (name, local) if one and len(one.joined) >= WHOLE_NAME))


def _person(letter: Letter) -> str:
    """The sender's first and last name in comparable form, "" where it is not of that make."""
    said = _VIA.sub("", letter.from_name)
    words = () if OFFICE_WORDS.search(said) else comparable(said)
    named = len(words) in (2, 3) and all(word.isalpha() and len(word) > 1 for word in words)
    return " ".join((words[0], words[-1])) if named and not letter.outgoing else ""


def bare_number(requisition: str) -> str:
    """Requisition numbers without marks around them: "#R-1042" is "r1042"."""
    return "".join(char for char in requisition.casefold() if char.isalnum())
