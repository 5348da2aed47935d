"""The mails of the search as the floors below mail may know them: who wrote to whom, when, in which words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from onward.applications.corrections import CORRECTIONS
from onward.applications.models import Application, Event
from onward.base.hooks import Hook
from onward.people.models import User


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody who wrote or was written to.

    `kind`: person, office (careers@, hr@), no_reply, tracker (an applicant-tracking system), board, agency (a
    person at one), own (the person whose search it is).
    """

    name: str
    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of the search, as understood. `kind` is that of the design; of the person's own mail its own kind."""

    id: int
    at: datetime
    outgoing: bool
    kind: str
    sender: Correspondent
    recipients: tuple[Correspondent, ...]
    subject: str
    #: Its own words, without what it quotes.
    text: str
    #: ISO 639-1, or empty.
    language: str
    company: str
    #: [{"code", "quote", "confidence"}]: the reasons that it states.
    reasons: Sequence[Mapping[str, object]]
    #: Whether a rejection names a cause that can be used; None for other kinds.
    says_why: bool | None
    header_id: str
    thread: tuple[str, ...]
    #: Where it can be read in full.
    url: str


#: Gives the owner's mails with these ids, in a constant number of queries; those hidden for now are left out.
Lookup = Callable[[User, Sequence[int]], Mapping[int, Mail]]
lookups: Hook[Lookup] = Hook()
register, unregister = lookups.register, lookups.unregister


def mails(owner: User, keys: Sequence[int]) -> dict[int, Mail]:
    """The mails with these ids, by id."""
    found: dict[int, Mail] = {}
    for lookup in lookups if keys else ():
        found.update(lookup(owner, keys))
    return found


def of_application(owner: User, application: Application) -> list[Mail]:
    """The mails that an application's facts rest on, earliest first."""
    resting = Event.objects.filter(owner=owner, current=application, active=True, message_id__isnull=False)
    named = resting.exclude(kind__in=CORRECTIONS).values_list("message_id", flat=True)
    found = mails(owner, sorted({key for key in named if key is not None}))
    return sorted(found.values(), key=lambda mail: (mail.at, mail.id))
