"""Follow-ups of feedback requests, and when to stay in touch, as the calendar has them."""

from datetime import datetime

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.diary import KEPT, Item
from onward.applications.diary_changes import changed_at
from onward.applications.lately import happenings
from onward.applications.stages import in_zone
from onward.letters.models import Draft
from onward.letters.suggestions import TOUCH_FROM
from onward.people.models import User

_MOST = 40


def diary(owner: User, now: datetime) -> list[Item]:
    """All of it, in four queries."""
    return _follow_ups(owner, now) + _in_touch(owner, now)


def _follow_ups(owner: User, now: datetime) -> list[Item]:
    """The one follow-up of each request that waits for an answer."""
    today = in_zone(now, columns.zone_of(owner)).date()
    drafts = Draft.objects.filter(
        owner=owner, purpose="feedback", put_away_at=None, sent_at__isnull=False, answered_at=None, declined_at=None,
        follow_up_on__gte=today - KEPT,
    ).select_related("application__merged_into", "follow_up", "event__current")  # fmt: skip
    found = []
    for one in drafts.order_by("pk"):
        later = getattr(one, "follow_up", None)
        if one.follow_up_on is None or (later is not None and later.put_away_at is None):
            continue
        place = one.event.current if one.event else one.application.merged_into or one.application
        name = one.to_name or place.company or place.role or _("an employer")
        found.append(
            Item(
                "follow_up",
                {"draft": one.pk},
                _("Follow up once with %(name)s") % {"name": name},
                one.follow_up_on,
                _changed(one),
                note=_("If no answer came until then; once more, then it is done."),
                link=reverse("letter", args=[one.pk]),
            )
        )
    return found


def _in_touch(owner: User, now: datetime) -> list[Item]:
    """Six weeks after a no that followed a talk, unless a note was begun."""
    zone = columns.zone_of(owner)
    past = [one for one in happenings(owner, now) if one.kind == "rejected"][-_MOST:]
    if not past:
        return []
    keys = [one.pk for one in past]
    begun = Draft.objects.filter(owner=owner, purpose="in_touch", put_away_at=None, event__in=keys)
    written = set(begun.values_list("event_id", flat=True))
    changed = changed_at(owner, keys)
    return [
        Item(
            "in_touch",
            {"event": one.pk},
            _("Stay in touch with %(name)s") % {"name": one.name},
            in_zone(one.at + TOUCH_FROM, zone).date(),
            changed[one.pk],
            note=_("A short note that asks for nothing keeps the door open."),
            link=reverse("rejection", args=[one.pk]),
        )
        for one in past
        if one.pk not in written
    ]


def _changed(one: Draft) -> datetime:
    told = [parse_datetime(str(past.get("at"))) for past in one.history[-1:] if isinstance(past, dict)]
    return max(at for at in (one.saved_at, one.sent_at, *told) if at is not None)
