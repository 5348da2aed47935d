"""What is true of an invented search: of each message, of each application, and of the whole."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bench import writing
from bench.invented import Employer, Person
from onward.applications.stages import Fact, standing


@dataclass(frozen=True, slots=True)
class TrueMessage:
    """What is true of one message; company, role and requisition only as it states them itself."""

    kind: str
    at: datetime
    application: int | None = None
    company: str = ""
    role: str = ""
    requisition: str = ""
    from_name: str = ""
    from_address: str = ""
    to: tuple[str, ...] = ()
    outgoing: bool = False
    message_id: str = ""
    thread: tuple[str, ...] = ()
    subject: str = ""
    language: str = "en"
    text: str = ""
    fact: str = ""
    #: Nobody could tell which of several applications it belongs to: asking is right.
    undecidable: bool = False


@dataclass(frozen=True, slots=True)
class TrueApplication:
    """What is true of one application as of the search's end; `messages` are positions in the mailbox."""

    number: int
    company: str
    role: str
    channel: str
    applied_at: datetime
    messages: tuple[int, ...]
    status: str
    furthest_stage: str


@dataclass(frozen=True, slots=True)
class Search:
    """A search: whose it is, its mail in time order as bytes, and the truth about it."""

    me: Person
    addresses: tuple[str, ...]
    as_of: datetime
    messages: tuple[bytes, ...]
    truth: tuple[TrueMessage, ...]
    applications: tuple[TrueApplication, ...]


@dataclass(slots=True)
class Plan:
    """An application while it is being told."""

    number: int
    employer: Employer
    role: str
    requisition: str
    channel: str
    begins: datetime
    agency: Person
    crowded: bool
    thread: list[str] = field(default_factory=list)
    subject: str = ""
    #: The person has talked with the employer.
    talked: bool = False


@dataclass(slots=True)
class Told:
    """One mail with its truth, before it is put in order."""

    truth: TrueMessage
    mail: writing.Mail


def finished(
    me: Person, addresses: tuple[str, ...], end: datetime, told: list[Told], plans: list[Plan]
) -> Search:
    grouped: dict[int, list[int]] = {}
    for position, one in enumerate(told):
        if one.truth.application is not None:
            grouped.setdefault(one.truth.application, []).append(position)
    applications = tuple(
        _true_application(plans[number], places, told) for number, places in sorted(grouped.items())
    )
    truth = tuple(one.truth for one in told)
    return Search(me, addresses, end, tuple(writing.written(one.mail) for one in told), truth, applications)


def _true_application(plan: Plan, places: list[int], told: list[Told]) -> TrueApplication:
    facts = [
        Fact(told[place].truth.fact, told[place].truth.at, "mail")
        for place in places
        if told[place].truth.fact
    ]
    where = standing(facts, UTC)
    applied = next(
        (told[place].truth.at for place in places if told[place].truth.fact != "outreach"), plan.begins
    )
    return TrueApplication(
        plan.number,
        plan.employer.name,
        plan.role,
        plan.channel,
        applied,
        tuple(places),
        where.status,
        where.furthest_stage,
    )
