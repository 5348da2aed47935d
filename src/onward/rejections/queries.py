"""Every no that came, with what a plain list says of it, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, DateTimeField, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.applications import columns, correspondence, glimpses
from onward.applications.details import searchable
from onward.applications.glimpses import Glimpse
from onward.applications.models import Application, Event
from onward.applications.stages import in_zone
from onward.base import clock
from onward.journal.models import Entry
from onward.people.models import User
from onward.rejections import looks, wording
from onward.rejections.models import Step
from onward.ui.templatetags.words import day

#: Ways to narrow the list: key → its words.
SHOWN = {
    "": gettext_lazy("All"),
    "telling": gettext_lazy("They say why"),
    "open": gettext_lazy("Not looked at yet"),
    "let_go": gettext_lazy("Let go"),
}

#: What opens an application again after a no; a second mail that says the same no is none of them.
_REOPENING = ("applied", "assessment", "interview", "offer")


@dataclass(frozen=True, slots=True)
class Rejection:
    """One no: its event, and what is told of it."""

    event: Event
    #: The first day of the month in which it came, in the person's zone.
    month: date
    #: Days from applying to the no; None where the day of applying is not known.
    days: int | None
    quote: str
    message: Glimpse
    #: What the person decided about it, as (words, tint).
    decided: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """An employer that the person wanted to look at again, once the day has come."""

    event: int
    application: Application
    on: date


def keys(owner: User, text: str = "", show: str = "") -> list[int]:
    """The ids of the events by which applications ended with a no, latest first, in at most four queries.

    A no that repeats one, with nothing in between that reopened the application, is not counted again. `show` is one
    of SHOWN, or empty for all.
    """
    counted = _counted(owner, text)
    if show == "telling":
        return _telling(owner, counted)
    if show in {"open", "let_go"}:
        steps = Step.objects.filter(owner=owner, taken_back_at=None).exclude(kind="not_inferred")
        written = Entry.objects.filter(owner=owner, event__isnull=False, put_away_at=None)
        if show == "let_go":
            chosen = set(steps.filter(kind="let_go").values_list("event_id", flat=True))
            return [key for key in counted if key in chosen]
        begun = {*steps.values_list("event_id", flat=True), *written.values_list("event_id", flat=True)}
        return [key for key in counted if key not in begun]
    return counted


def _telling(owner: User, counted: Sequence[int]) -> list[int]:
    """Those whose mail names a cause that can be used, as it was understood when it was read."""
    resting = dict(
        Event.objects.filter(owner=owner, active=True, kind="rejected", message_id__isnull=False).values_list(
            "pk", "message_id"
        )
    )
    wanted = sorted({message for key in counted if (message := resting.get(key)) is not None})
    mails = correspondence.mails(owner, wanted)
    return [
        key for key in counted if (mail := mails.get(resting.get(key) or 0)) is not None and mail.says_why
    ]


def due(owner: User) -> list[Due]:
    """Employers to look at again, the one that has waited longest first, in one query."""
    steps = Step.objects.filter(owner=owner, kind="again", taken_back_at=None, event__active=True)
    found = []
    for step in steps.select_related("event__current"):
        on = looks.again_on(step)
        if on is not None and on <= timezone.localdate(clock.now()):
            found.append(Due(step.event_id, step.event.current, on))
    return sorted(found, key=lambda one: (one.on, one.event))


def _counted(owner: User, text: str) -> list[int]:
    found = Event.objects.filter(owner=owner, active=True, kind="rejected", current__visible=True)
    for word in searchable(text).split():
        found = found.filter(current__search_text__contains=word)
    several = found.values("current").annotate(n=Count("pk")).filter(n__gt=1).values("current")
    reopened: dict[int, list[datetime]] = defaultdict(list)
    for place, at in Event.objects.filter(
        owner=owner, active=True, kind__in=_REOPENING, current__in=several
    ).values_list("current_id", "at"):
        reopened[place].append(at)
    latest: dict[int, datetime] = {}
    counted = []
    for key, place, at in found.order_by("at", "pk").values_list("pk", "current_id", "at"):
        before = latest.get(place)
        if before is None or any(before < other <= at for other in reopened[place]):
            counted.append(key)
        latest[place] = at
    return counted[::-1]


def page(owner: User, text: str = "", number: int | str = 1, size: int = 50, show: str = "") -> Page[Any]:
    """One page of events, each with its application and `applied_at`; beyond the end comes the last page."""
    applied = Event.objects.filter(
        current=OuterRef("current"), active=True, kind="applied", at__lte=OuterRef("at")
    ).order_by("-at")
    paginator: Paginator[Any] = Paginator(keys(owner, text, show), size)
    shown = paginator.get_page(number)
    events = (
        Event.objects.filter(owner=owner, pk__in=list(shown.object_list))
        .select_related("current")
        .annotate(applied_at=Subquery(applied.values("at")[:1], output_field=DateTimeField()))
        .order_by("-at", "-pk")
    )
    shown.object_list = list(events)
    return shown


def told(owner: User, found: Sequence[Event]) -> list[Rejection]:
    """What the list says of each, with one look at the messages for all."""
    zone = columns.zone_of(owner)
    seen = glimpses.of(owner, found)
    decided = _decided(owner, found)
    told_of = []
    for event in found:
        message = seen.get(event.message_id or 0, glimpses.NOTHING)
        ended = in_zone(event.at, zone).date()
        applied_at = getattr(event, "applied_at", None)
        begun: date | None
        if applied_at is not None:
            begun = in_zone(applied_at, zone).date()
        else:
            begun = event.current.applied_on if event.current.applied_basis == "acknowledged" else None
        # A bound is no day: from it nothing is counted.
        known = begun is not None and begun <= ended and not event.data.get("date")
        days = (ended - begun).days if begun and known else None
        quote = glimpses.quote(event, message)
        told_of.append(
            Rejection(event, ended.replace(day=1), days, quote, message, decided.get(event.pk, ()))
        )
    return told_of


def _decided(owner: User, found: Sequence[Event]) -> dict[int, list[tuple[str, str]]]:
    """What was decided about each, in words, in one query."""
    told: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    steps = Step.objects.filter(owner=owner, event__in=[one.pk for one in found], taken_back_at=None)
    for step in steps.order_by("pk"):
        if step.kind == "let_go":
            told[step.event_id]["let_go"] = (_("let go"), "over")
        elif step.kind == "guess":
            words = ", ".join(wording.code(code) for code in step.data.get("codes", []))
            told[step.event_id]["guess"] = (_("your guess: %(words)s") % {"words": words}, "")
        elif step.kind == "again" and (on := looks.again_on(step)):
            told[step.event_id]["again"] = (_("look again: %(day)s") % {"day": day(on)}, "time")
    return {key: list(by.values()) for key, by in told.items()}
