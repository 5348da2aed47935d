"""What happened lately that may still matter: talks, tasks, offers, and the noes after them; read once for all rooms."""

from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from django.db.models import Q, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from onward.applications import queries, timeline
from onward.applications.models import Event
from onward.applications.suggestions import once
from onward.people.models import User

#: What was arranged longer ago has taken place; talks, tasks and offers matter for so long, and a no for as long as
#: somebody would be written to after it.
ARRANGED, TALK, TASK, OFFER, NO = (timedelta(days=days) for days in (60, 28, 14, 30, 84))
TALKED = ("interview", "offer")
_GOING = ("open", "offer")


class Happening(NamedTuple):
    """A talk, a task, an offer, or a no after a talk."""

    pk: int
    application: int
    kind: str
    at: datetime
    source: str
    #: The time for which a talk was arranged, as its source wrote it; None for none.
    arranged: str | None
    message_id: int | None
    #: What the person wrote about it by hand.
    text: str | None
    #: not_before or not_after where the day itself is not known.
    bound: str | None
    company: str
    role: str
    #: Of the application, as it stands today.
    status: str
    last_word_at: datetime | None

    @property
    def name(self) -> str:
        """What the application is known by."""
        return self.company or self.role or _("an employer")

    @property
    def going(self) -> bool:
        """Whether the application goes on."""
        return self.status in _GOING

    def took_place(self, zone: tzinfo) -> datetime | None:
        """When a talk takes place: as arranged, else as entered by hand; a mail that only invites is no talk."""
        known = self.source != "mail" and not self.bound
        return timeline.moment(self.arranged, zone) or (self.at if known else None)


def over(owner: User, now: datetime) -> bool:
    """Whether the search is over: after a yes nothing new is suggested."""
    return said_yes(owner, now) is not None


def said_yes(owner: User, now: datetime) -> datetime | None:
    """When the search ended with a yes, in one query however many rooms ask; None where it goes on."""
    return once("said_yes", lambda: queries.said_yes(owner, now))


def happenings(owner: User, now: datetime) -> list[Happening]:
    """All of it, the earliest first, in one query however many rooms ask."""
    return once("lately", lambda: _read(owner, now))


def _read(owner: User, now: datetime) -> list[Happening]:
    # Texts are compared, so that the database passes over the many; a day is allowed for zones.
    day = f"{now - TALK - timedelta(days=1):%Y-%m-%d}"
    going = Q(current__status__in=_GOING)
    wanted = (
        (Q(kind="interview", at__gte=now - ARRANGED) & (Q(at__gte=now - TALK) | Q(arranged__gte=day)))
        | (going & Q(kind="assessment", at__gte=now - TASK))
        | (Q(current__status="offer") & Q(kind="offer", at__gte=now - OFFER))
        | Q(kind="rejected", at__gte=now - NO, current__furthest_stage__in=TALKED, current__status="rejected")
    )
    rows = (
        Event.objects.filter(
            owner=owner, active=True, current__visible=True, at__gte=now - NO,
            kind__in=("interview", "assessment", "offer", "rejected"),
        )
        .annotate(
            arranged=Cast(KT("data__interview_at"), TextField()), text=Cast(KT("data__text"), TextField()),
            bound=Cast(KT("data__date"), TextField()), cancelled=Cast(KT("data__cancelled"), TextField()),
        )
        .filter(wanted)
        .order_by("at", "pk")
    )  # fmt: skip
    # A talk that was called off did not happen: nobody is thanked for it, nothing of it is looked back at.
    return [
        Happening(*row[:-1])
        for row in rows.values_list(
            "pk", "current_id", "kind", "at", "source", "arranged", "message_id", "text", "bound", "current__company",
            "current__role", "current__status", "current__last_word_at", "cancelled",
        )
        if row[-1] is None
    ]  # fmt: skip
