"""Talks: what the record has of them, preparing for one that lies ahead, asking once after one that nothing followed."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.applications import days, timeline
from onward.applications.models import Event
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User

#: Talks further ahead are not prepared for yet, and what was arranged longer ago has taken place.
AHEAD, ARRANGED = timedelta(days=7), timedelta(days=60)
#: After a talk: when asking once where things stand begins to pay, and when it no longer does. Our assumption.
ASK_FROM, ASK_UNTIL = timedelta(days=8), timedelta(days=28)


class Happening(NamedTuple):
    """A talk, a task or an offer of an application that goes on."""

    pk: int
    application: int
    kind: str
    at: datetime
    source: str
    data: dict[str, Any]
    company: str
    role: str
    status: str
    last_word_at: datetime | None

    @property
    def name(self) -> str:
        """What the application is known by."""
        return self.company or self.role or _("an employer")


def happenings(owner: User, now: datetime) -> list[Happening]:
    """Talks, tasks and offers of what goes on, the earliest first."""
    rows = Event.objects.filter(
        owner=owner, active=True, kind__in=("assessment", "interview", "offer"), at__gte=now - ARRANGED,
        current__visible=True, current__status__in=("open", "offer"),
    )  # fmt: skip
    return [
        Happening(*row)
        for row in rows.order_by("at", "pk").values_list(
            "pk", "current_id", "kind", "at", "source", "data", "current__company", "current__role",
            "current__status", "current__last_word_at",
        )
    ]  # fmt: skip


def takes_place(one: Happening, zone: tzinfo) -> datetime:
    """When a talk takes place: what was arranged counts before when it was said."""
    return timeline.moment(one.data.get("interview_at"), zone) or one.at


def ahead(one: Happening, now: datetime, zone: tzinfo) -> list[Suggestion]:
    """Preparing, and making sure of time and place, for a talk that lies ahead."""
    at = takes_place(one, zone)
    local = in_zone(at, zone)
    hour_known = days.moment(local.date(), "interview", zone) != local
    # Of a talk without an hour the whole day is still to come.
    ends = at if hour_known else datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), zone)
    # The mail that arranges nothing is no talk: its own moment has passed.
    if ends <= now or at - now > AHEAD or (at == one.at and one.source == "mail"):
        return []
    today = in_zone(now, zone).date()
    until = (local.date() - today).days
    when = {0: _("today"), 1: _("tomorrow")}.get(until) or date_format(local, _("l j F"))
    if hour_known and until < 2:
        when = _("%(day)s at %(time)s") % {"day": when, "time": date_format(local, "H:i")}
    named = {"name": one.name, "when": when}
    link = reverse("application", args=[one.application])
    found = [
        Suggestion(
            "prepare",
            {"event": one.pk},
            _("Go through your notes for the talk with %(name)s, %(when)s") % named
            if until == 0
            else _("Prepare for the talk with %(name)s, %(when)s") % named,
            _("Say your answers aloud once: what you did, what came of it, and what you want to ask them."),
            Evidence(
                _(
                    "Practised interviews brought more offers in small trials with clinical groups; of job seekers at "
                    "large no trial is known."
                ),
                "seen",
                "psychiatryonline 201600217",
            ),
            15 if until == 0 else 45,
            link,
            Worth.TURNS,
            _("Preparing for talks"),
            due=local.date(),
            ends=ends,
            hard=until > 0,
            action=_("Open the application"),
            at=at,
        )
    ]
    if until <= 2:
        found.append(
            Suggestion(
                "confirm",
                {"event": one.pk},
                _("Make sure of time and place with %(name)s") % named,
                _("The hour is not in your record yet: ask for it today.")
                if not hour_known
                else _(
                    "Where, with whom, how to get there or get in: five minutes now are a calmer hour then."
                ),
                Evidence(_("No study of it is known; it is common sense."), "assumed"),
                5,
                link,
                Worth.TURNS if not hour_known else Worth.TEACHES,
                _("Making sure of time and place"),
                due=local.date(),
                ends=ends,
                action=_("Open the application"),
                at=at,
            )
        )
    return found


def asking(going: Iterable[Happening], now: datetime, zone: tzinfo) -> list[Suggestion]:
    """Asking once where things stand, after a talk that nothing followed."""
    latest = {one.application: one for one in going if one.status == "open"}
    talks: dict[int, tuple[datetime, Happening]] = {}
    for one in going:
        if one.kind == "interview" and one.status == "open":
            at = takes_place(one, zone)
            if one.application not in talks or at > talks[one.application][0]:
                talks[one.application] = at, one
    found = []
    for place, (at, one) in talks.items():
        quiet = one.last_word_at is None or one.last_word_at <= max(at, one.at)
        if latest[place].kind == "interview" and quiet and ASK_FROM <= now - at < ASK_UNTIL:
            found.append(
                Suggestion(
                    "ask_status",
                    {"event": one.pk},
                    _("Ask %(name)s where things stand") % {"name": one.name},
                    _(
                        "You spoke %(n)d days ago and nothing came since; asking once is usual, then let it rest."
                    )
                    % {"n": (now - at).days},
                    Evidence(
                        _("One follow-up at most is our rule; how often it is answered was never counted."),
                        "assumed",
                    ),
                    10,
                    reverse("application", args=[one.application]),
                    Worth.OPENS,
                    _("Asking where things stand"),
                    ends=at + ASK_UNTIL,
                    action=_("Open the application"),
                )
            )
    return found
