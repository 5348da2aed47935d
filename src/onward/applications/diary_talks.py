"""Talks, and tasks with a day, as the calendar has them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns, days, timeline
from onward.applications.diary import KEPT, Item
from onward.applications.diary_changes import changed_at
from onward.applications.models import Event
from onward.applications.stages import in_zone
from onward.people.models import User

#: Invited longer ago than this, and no time yet: it will hardly have one.
_INVITED = timedelta(days=400)
_USUAL_MINUTES = 60
_GOING = frozenset({"open", "offer"})


def diary(owner: User, now: datetime) -> list[Item]:
    """The talks of the record, those cancelled lately too, and tasks that were entered with a day to come."""
    zone = columns.zone_of(owner)
    found = Event.objects.filter(
        Q(kind="interview") | Q(kind="assessment", source="hand", at__gt=now),
        owner=owner, active=True, current__visible=True, at__gte=now - _INVITED,
    )  # fmt: skip
    events = list(found.select_related("current").order_by("at", "pk"))
    changed = changed_at(owner, [one.pk for one in events])
    first = _first_of(owner, [one for one in events if one.message_id is None])
    seen: Counter[int] = Counter()
    told = []
    for one in events:
        about = _about(one, first, seen)
        item = _task(one, about, changed[one.pk], zone) if one.kind == "assessment" else _talk(
            one, about, changed[one.pk], zone
        )  # fmt: skip
        if item is not None and _counts(item, one, now, zone):
            told.append(item)
    return told


def when(event: Event, zone: tzinfo) -> datetime | date | None:
    """When a talk takes place: a day where the hour is not known, None where nothing is; a mail that invites is no talk."""
    arranged = event.data.get("interview_at")
    at = timeline.moment(arranged, zone) or (event.at if event.source != "mail" else None)
    if at is None:
        return None
    local = in_zone(at, zone)
    # The moment that stands for a day is noon; noon by an invitation is noon.
    exact = "invitation" in event.data and isinstance(arranged, str) and "T" in arranged
    return at if exact or days.moment(local.date(), "interview", zone) != local else local.date()


def _talk(one: Event, about: dict[str, int | str], changed: datetime, zone: tzinfo) -> Item | None:
    off = timeline.moment(one.data.get("cancelled"), zone)
    at = off or when(one, zone)
    if at is None:
        return None
    minutes = one.data.get("minutes")
    place = one.current
    return Item(
        "talk",
        about,
        _("Interview at %(name)s") % {"name": place.company or place.role or _("an employer")},
        at,
        changed,
        minutes if isinstance(minutes, int) else _USUAL_MINUTES,
        timeline.where(one),
        place.role if place.company else "",
        off is not None,
        reverse("application", args=[place.pk]),
    )


def _task(one: Event, about: dict[str, int | str], changed: datetime, zone: tzinfo) -> Item:
    place = one.current
    return Item(
        "deadline",
        about,
        _("Task for %(name)s") % {"name": place.company or place.role or _("an employer")},
        in_zone(one.at, zone).date(),
        changed,
        note=place.role if place.company else "",
        link=reverse("application", args=[place.pk]),
    )


def _counts(item: Item, one: Event, now: datetime, zone: tzinfo) -> bool:
    """Not too long ago; and of what is to come only what belongs to an application that goes on."""
    day = in_zone(item.when, zone).date() if isinstance(item.when, datetime) else item.when
    today = in_zone(now, zone).date()
    return day >= today - KEPT and (day < today or one.current.status in _GOING)


def _about(one: Event, first: dict[int, int], seen: Counter[int]) -> dict[str, int | str]:
    """What stays the same when a talk is moved or corrected: its invitation, its mail, or what was entered first."""
    invitation = one.data.get("invitation")
    if isinstance(invitation, dict) and invitation.get("uid"):
        return {"invitation": f"{invitation['uid']} {invitation.get('instance', '')}".strip()}
    if one.message_id is None:
        return {"entry": first.get(one.pk, one.pk)}
    seen[one.message_id] += 1
    return {"message": one.message_id, "number": seen[one.message_id]}


def _first_of(owner: User, entered: Sequence[Event]) -> dict[int, int]:
    """Entry → the one that it corrects, at any remove: a correction is an act that takes one out and puts one in."""
    root = {one.pk: (one.pk, one.act_id) for one in entered}
    acts = {act for _entry, act in root.values()}
    for _step in range(20):
        if not acts:
            break
        lines = Event.objects.filter(owner=owner, act_id__in=acts, kind="retracted", target__isnull=False)
        before: dict[int, list[tuple[int, int]]] = {}
        for act, entry, its_act in lines.values_list("act_id", "target_id", "target__act_id"):
            before.setdefault(act, []).append((entry, its_act))
        acts = set()
        for key, (_entry, act) in root.items():
            if len(found := before.get(act, [])) == 1 and found[0][1] != act:
                root[key] = found[0]
                acts.add(found[0][1])
    return {key: entry for key, (entry, _act) in root.items()}
