"""The values that matching takes and returns: letters, the applications known so far, decisions."""

from dataclasses import dataclass, field
from datetime import datetime

from onward.applications.stages import Fact

#: What the person's own mail may be, beside the kinds of mail that comes in. A refusal and an agreement say no and yes:
#: to an approach, to an offer or to going on, as the application then stands.
OWN_KINDS = ("application", "reply", "withdrawal", "acceptance", "decline", "refusal", "agreement")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail as it was understood; "" is what it does not say. Outgoing mail has one of `OWN_KINDS`."""

    key: int
    at: datetime
    kind: str
    company: str = ""
    role: str = ""
    requisition: str = ""
    from_name: str = ""
    from_address: str = ""
    to: tuple[str, ...] = ()
    outgoing: bool = False
    message_id: str = ""
    #: Message-IDs of In-Reply-To and References.
    thread: tuple[str, ...] = ()
    subject: str = ""
    language: str = ""
    #: Equal for equal texts, whatever the headers; "" when there is none.
    fingerprint: str = ""
    #: False when it is not certain what it is; `kind` is then the least that it can be.
    sure: bool = True
    #: It sounds like an answer, but nothing in it ties it to the search; `kind` is then "other".
    doubted: bool = False
    #: It may be the confirmation that an application came.
    maybe_received: bool = False
    #: How likely it is that it is of its kind, of the person's own mail.
    chance: float = 1.0
    #: It says why, or what to do better.
    tells: bool = False
    #: It confirms that the person withdrew.
    left: bool = False
    #: The beginning of what it says.
    text: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An application of the record: what it is called, its facts, and the letters that lie on it.

    A letter and the fact that rests on it share their number: `Letter.key` is `Fact.message_id`.
    """

    id: int
    company: str = ""
    role: str = ""
    requisition: str = ""
    facts: tuple[Fact, ...] = ()
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """An application: by its id in the record, or by the number that this matching gave to a new one."""

    application: int | None = None
    provisional: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application that a letter may belong to, how likely (0 to 1), and why in a few words."""

    target: Target
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a letter.

    file: it belongs to `target`. new: it begins `target`, and the letters of `earlier` belong to it as well.
    ask: the person decides among `candidates` (none: they name the application). ignore: it belongs to no
    application. `events` are the facts to record, of this letter and of `earlier` ones: (key, kind, time).
    """

    key: int
    verdict: str
    why: str
    target: Target | None = None
    candidates: tuple[Candidate, ...] = ()
    events: tuple[tuple[int, str, datetime], ...] = ()
    #: False where the names that the letter was read to have are not those of the application.
    names: bool = True
    #: The person's no to an approach: no application comes of it.
    approach: bool = False
    #: It answers a letter of its application, or comes from somebody who wrote one.
    answers: bool = False
    earlier: tuple[int, ...] = field(default=())
