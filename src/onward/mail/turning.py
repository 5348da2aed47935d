"""Unclear mails on which much may hang: what looks like an offer, an interview or a task, with the day that it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from onward.applications import columns, timeline
from onward.applications.models import Application, Event
from onward.applications.stages import ENDINGS, in_zone
from onward.base.invisible import one_line
from onward.mail import queries
from onward.mail.models import Message, Proposal
from onward.people.models import User

#: Kinds of mail that turn a search, what matters most first.
KINDS = ("offer", "interview", "assessment")
#: A mail that is older no longer turns anything.
STILL = timedelta(days=21)
_MOST = 25


@dataclass(frozen=True, slots=True)
class Turning:
    """One such mail: its question, from whom, the day by which they ask for something, the time of an interview."""

    proposal: int
    kind: str
    name: str
    at: datetime
    by: date | None = None
    takes_place: datetime | None = None
    #: As the mail wrote it, where that is another hour than the person's.
    their_clock: str = ""


def first(waiting: QuerySet[Proposal], now: datetime) -> QuerySet[Proposal]:
    """The questions with those on which much may hang before the others, and last what is more likely no answer at all;
    mails that are veiled tell nothing.
    """
    fresh = Q(message__at__gt=now - STILL, message__veiled=False, message__outgoing=False)
    order = [When(queries.PLAINLY_DOUBTED, then=Value(len(KINDS) + 1))]
    order += [When(fresh & Q(message__kind=kind), then=Value(rank)) for rank, kind in enumerate(KINDS)]
    return waiting.annotate(
        weight=Case(*order, default=Value(len(KINDS)), output_field=IntegerField())
    ).order_by("weight", "-message__at", "-pk")


def weighs(message: Message, now: datetime) -> bool:
    """Whether much may hang on a mail that is not clear, as `first` orders them."""
    return (
        message.kind in KINDS
        and not (message.veiled or message.doubted)
        and not message.outgoing
        and message.at is not None
        and message.at > now - STILL
    )


def turning(owner: User, now: datetime) -> list[Turning]:
    """Those of the tray that still matter, the latest first, in three queries at most.

    Left out is what Today tells of already, because the likelier kind was filed, what its application has outlived,
    and what was to take place or to be done by now.
    """
    waiting = queries.open_proposals(owner).filter(
        ~queries.DOUBTED,
        message__kind__in=KINDS, message__outgoing=False, message__veiled=False, message__sealed_at=None,
        message__at__gt=now - STILL, message__at__lte=now,
    )  # fmt: skip
    asked = list(waiting.select_related("message")[:_MOST])
    if not asked:
        return []
    told = _told(owner, [one.message for one in asked])
    places = queries.applications(owner, [_place(one) for one in asked])
    found = []
    for one in asked:
        place = places.get(_place(one) or 0)
        if one.message_id not in told and not _over(one.message, place):
            made = read(owner, one, place)
            if not _past(made, now, in_zone(now, columns.zone_of(owner)).date()):
                found.append(made)
    return found


def read(owner: User, one: Proposal, place: Application | None = None) -> Turning:
    """What a mail says of the day and from whom it is; a day that has passed is told too."""
    message, zone = one.message, columns.zone_of(owner)
    company = (place.company if place else "") or one_line(message.company or message.sender_employer)
    name = company or one_line(message.sender_name)
    at = message.at
    assert at is not None
    if message.kind == "interview":
        arranged = message.interview_at
        return Turning(
            one.pk, message.kind, name, at, None,
            timeline.moment(arranged, zone), timeline.their_clock(arranged, zone),
        )  # fmt: skip
    # What reads days is loaded only where there is something to read.
    from onward.mail.deadlines import deadline

    by = deadline(message.text, in_zone(at, zone).date(), message.language) if message.text else None
    return Turning(one.pk, message.kind, name, at, by)


def _told(owner: User, messages: Sequence[Message]) -> set[int]:
    """The mails that lie in the record as what they look like."""
    facts = Event.objects.filter(
        owner=owner, active=True, kind__in=KINDS, message_id__in=[one.pk for one in messages]
    )
    return {key for key in facts.values_list("message_id", flat=True) if key is not None}


def _place(one: Proposal) -> int | None:
    """The application that its mail most likely belongs to."""
    first: Mapping[str, object] = one.candidates[0] if one.candidates else {}
    place = first.get("application")
    return place if isinstance(place, int) else None


def _over(message: Message, place: Application | None) -> bool:
    """Whether the application ended after the mail came."""
    if place is None or place.status not in ENDINGS or place.last_event_at is None:
        return False
    return message.at is not None and place.last_event_at > message.at


def _past(one: Turning, now: datetime, today: date) -> bool:
    """An offer still waits for a word after its day; a task and an interview do not."""
    if one.kind == "offer":
        return False
    return (one.by is not None and one.by < today) or (one.takes_place is not None and one.takes_place <= now)
