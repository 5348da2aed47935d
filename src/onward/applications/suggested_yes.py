"""After a yes: telling those who still expect the person or wait for their answer, and a no that came after it."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta, tzinfo

from django.db.models import F, Max
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.applications import timeline
from onward.applications.lately import Happening
from onward.applications.models import Event
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User

#: A no that came after the yes is asked about for so long.
_ASKED = timedelta(days=30)
#: Who waits for an answer is told for so long.
_WAITS = {"offer": timedelta(days=30), "assessment": timedelta(days=14), "interview": timedelta(days=14)}


def suggestions(
    owner: User, lately: Iterable[Happening], yes: datetime, now: datetime, zone: tzinfo
) -> list[Suggestion]:
    """All of it; the search itself is over since the yes."""
    expecting = {
        one.application: (one, at)
        for one in lately
        if one.kind == "interview" and one.going and (at := timeline.moment(one.arranged, zone)) and at > now
    }
    # Who made an offer, gave a task or invited without a time holds something open as well.
    waiting = {
        one.application: one
        for one in lately
        if one.going
        and one.application not in expecting
        and now - one.at < _WAITS[one.kind]
        and (one.kind != "interview" or (one.source == "mail" and one.took_place(zone) is None))
        and (one.kind == "offer" or one.last_word_at is None or one.last_word_at <= one.at)
    }
    wrote = _wrote(owner, [*waiting, *expecting])
    # Of a yes that was entered by hand only the day is known.
    day = in_zone(yes, zone).replace(hour=0, minute=0, second=0, microsecond=0)

    def told(one: Happening, *, answered: bool = False) -> bool:
        """Whether the person wrote to them since the yes, or since they asked where any answer will do."""
        last = wrote.get(one.application)
        return last is not None and (last >= day or (answered and last > one.at))

    return [
        *_taken_back(owner, now, zone),
        # What was written about an offer before the yes elsewhere asked for time; a task or an invitation it answered.
        *(_decline(one) for one in waiting.values() if not told(one, answered=one.kind != "offer")),
        *(_step_back(one, at, zone) for one, at in expecting.values() if not told(one)),
    ]


def _wrote(owner: User, places: Collection[int]) -> dict[int, datetime]:
    """When the person last wrote about each of these applications: their own mail lies there as a note."""
    if not places:
        return {}
    # The owner is the application's: named on the event too, SQLite goes through all events of the owner.
    own = Event.objects.filter(
        current__owner=owner, current__in=places, active=True, kind="note", source="mail"
    )
    return dict(own.values_list("current_id").annotate(last=Max("at")).order_by())


def _decline(one: Happening) -> Suggestion:
    return Suggestion(
        kind="decline",
        about={"event": one.pk},
        title=_("Tell %(name)s that you have said yes elsewhere") % {"name": one.name},
        why=_("Their offer still waits for your answer, and somebody else may be waiting for the post.")
        if one.kind == "offer"
        else _("They wait to hear from you; two kind sentences are enough."),
        evidence=Evidence(_("No study of it is known; people remember who let them know."), "assumed"),
        effort_minutes=5,
        link=reverse("begin_letter", args=[one.pk, "step_back"]),
        worth=Worth.KEEPS,
        others=_("Word to those who wait for your answer"),
        ends=one.at + _WAITS[one.kind],
        action=_("To the letter"),
    )


def _step_back(one: Happening, at: datetime, zone: tzinfo) -> Suggestion:
    return Suggestion(
        kind="step_back",
        about={"event": one.pk},
        title=_("Tell %(name)s that you have said yes elsewhere") % {"name": one.name},
        why=_(
            "An interview stands for %(day)s, and somebody keeps that hour free for you. Two kind sentences are enough."
        )
        % {"day": date_format(in_zone(at, zone), "l j F")},
        evidence=Evidence(_("No study of it is known; people remember who let them know."), "assumed"),
        effort_minutes=5,
        link=reverse("begin_letter", args=[one.pk, "step_back"]),
        worth=Worth.KEEPS,
        others=_("Word to those who expect you"),
        due=in_zone(at, zone).date(),
        ends=at,
        action=_("To the letter"),
    )


def _taken_back(owner: User, now: datetime, zone: tzinfo) -> list[Suggestion]:
    """A mail that says no to what was accepted: mostly one that went to all who applied; the person knows."""
    noes = Event.objects.filter(
        owner=owner, active=True, kind="rejected", at__gt=now - _ASKED, at__lte=now, current__visible=True,
        current__status="accepted", current__last_word_at=F("at"),
    )  # fmt: skip
    return [
        Suggestion(
            kind="still_yes",
            about={"event": one.pk},
            title=_("See what the no from %(name)s means")
            % {"name": one.current.company or _("an employer")},
            why=_(
                "It came on %(day)s, after your yes. Many are sent to all who applied; if the offer was taken back, enter "
                "“They said no” by hand and the search goes on."
            )
            % {"day": date_format(in_zone(one.at, zone), "j F")},
            evidence=Evidence(
                _("Both stand in your record; one of them may have been read wrongly."), "record"
            ),
            effort_minutes=5,
            link=reverse("application", args=[one.current_id]),
            worth=Worth.TURNS,
            others=_("A no after a yes"),
            ends=one.at + _ASKED,
            action=_("Open the application"),
        )
        for one in noes.select_related("current").order_by("-at", "-pk")[:3]
    ]
