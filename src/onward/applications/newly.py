"""What a week brought to the record: applications sent, answers, stages reached."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications.models import Event
from onward.applications.news import News
from onward.base import clock
from onward.people.models import User

_TOLD = ("applied", "assessment", "interview", "offer", "rejected", "accepted", "feedback", "update")
_FROM_THEM = ("assessment", "interview", "offer", "rejected", "feedback", "update", "acknowledged")
#: Of these more than so many are told in one line, with so many names.
_TOGETHER, _APART, _NAMED = ("rejected", "applied"), 3, 12
_STEPS = ("assessment", "interview", "offer", "accepted")


def news(owner: User, begin: datetime, end: datetime) -> list[News]:
    """What has happened in that time, one an application and kind, in two queries; many of a kind are one line."""
    facts = Event.objects.filter(owner=owner, active=True, current__visible=True)
    rows = (
        facts.filter(at__gte=begin, at__lt=end, at__lte=clock.now(), kind__in=_TOLD)
        .select_related("current")
        .order_by("at", "pk")
    )
    found: dict[tuple[int, str], Event] = {}
    for one in rows:
        # A talk that was called off is none.
        if "cancelled" in one.data:
            continue
        found.setdefault((one.current_id, one.kind), one)
    places = {place for place, _kind in found}
    heard = set(
        facts.filter(current__in=places, at__lt=begin, kind__in=_FROM_THEM).values_list(
            "current_id", flat=True
        )
    )
    told = []
    for kind in _TOGETHER:
        alike = [one for (_place, other), one in found.items() if other == kind]
        if len(alike) > _APART:
            sort = "done" if kind == "applied" else "came"
            told.append(News(sort, _together(kind, [_name(one) for one in alike]), alike[-1].at))
            found = {key: one for key, one in found.items() if key[1] != kind}
    for (place, kind), one in found.items():
        name = _name(one)
        first = kind in _FROM_THEM and place not in heard and kind != "rejected"
        words = _words(kind, first=first) % {"name": name}
        sort = "done" if kind == "applied" else "moved" if kind in _STEPS else "came"
        url = reverse("application", args=[place])
        told.append(News(sort, words, one.at, win=first or kind in _STEPS, url=url))
        heard.add(place)
    return told


def _name(one: Event) -> str:
    return one.current.company or one.current.role or _("an employer")


def _together(kind: str, names: list[str]) -> str:
    """One line for many: a page of noes, a line each, would be read as a verdict."""
    shown = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        shown = _("%(names)s and others") % {"names": shown}
    words = _("You applied to %(name)s") if kind == "applied" else _("A no came from %(name)s")
    return words % {"name": shown}


def _words(kind: str, *, first: bool) -> str:
    if kind == "update" and first:
        return _("%(name)s answered for the first time")
    return {
        "applied": _("You applied to %(name)s"),
        "assessment": _("%(name)s gave you a task"),
        "interview": _("%(name)s: an interview"),
        "offer": _("%(name)s made an offer"),
        "accepted": _("You said yes to %(name)s"),
        "rejected": _("%(name)s said no"),
        "feedback": _("%(name)s gave feedback"),
        "update": _("Word from %(name)s"),
    }[kind]
