"""The days that employers named for their decision; until then silence is none."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.applications.models import Event
from onward.applications.stages import SILENT_AFTER, in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User

#: A day or two late is no silence yet; after a month asking pays no longer. Our assumption.
ASK_FROM, ASK_UNTIL = timedelta(days=3), timedelta(days=28)
#: No mail names a day further ahead.
_FAR = timedelta(days=150)


class Named(NamedTuple):
    """The latest day that somebody named for deciding on an application, and the fact that says so."""

    pk: int
    application: int
    at: datetime
    day: date
    company: str
    role: str
    last_word_at: datetime | None

    @property
    def silent(self) -> bool:
        """Whether nothing has come since the day was named."""
        return self.last_word_at is None or self.last_word_at <= self.at

    def waits(self, today: date) -> bool:
        """Whether it is too early to ask."""
        return today < self.day + ASK_FROM


def named_days(owner: User, now: datetime, zone: tzinfo) -> dict[int, Named]:
    """By application that is open, the days that still tell something; one query."""
    since = in_zone(now, zone).date() - SILENT_AFTER
    rows = (
        Event.objects.filter(
            owner=owner, active=True, at__gte=now - _FAR - SILENT_AFTER, current__visible=True, current__status="open",
            kind__in=("acknowledged", "update", "assessment", "interview"), data__has_key="decides_by",
        )
        .annotate(day=Cast(KT("data__decides_by"), TextField()))
        .order_by("at", "pk")
    )  # fmt: skip
    found: dict[int, Named] = {}
    for pk, place, at, day, company, role, last_word in rows.values_list(
        "pk", "current_id", "at", "day", "current__company", "current__role", "current__last_word_at"
    ):
        if (named := _day(day)) is not None:
            found[place] = Named(pk, place, at, named, company, role, last_word)
    return {place: one for place, one in found.items() if one.day > since}


def asking(named: Mapping[int, Named], ahead: set[int], now: datetime, zone: tzinfo) -> list[Suggestion]:
    """Asking once where the day went by without a word; not where a talk is still `ahead`."""
    today = in_zone(now, zone).date()
    return [
        ask(
            one.pk,
            one.company or one.role or _("an employer"),
            _("They named %(day)s for their decision, and nothing came since; asking once is usual.")
            % {"day": date_format(one.day, "j F")},
            datetime.combine(one.day + ASK_UNTIL, datetime.min.time(), zone),
        )
        for place, one in named.items()
        if place not in ahead and one.silent and not one.waits(today) and today < one.day + ASK_UNTIL
    ]


def ask(event: int, name: str, why: str, ends: datetime) -> Suggestion:
    """Asking once where things stand."""
    return Suggestion(
        kind="ask_status",
        about={"event": event},
        title=_("Ask %(name)s where things stand") % {"name": name},
        why=why,
        evidence=Evidence(
            _("One follow-up at most is our rule; how often it is answered was never counted."), "assumed"
        ),
        effort_minutes=10,
        link=reverse("begin_letter", args=[event, "status"]),
        worth=Worth.OPENS,
        others=_("Asking where things stand"),
        ends=ends,
        action=_("To the letter"),
    )


def _day(said: str | None) -> date | None:
    try:
        return parse_date(said or "")
    except ValueError:
        return None
