"""Employers to look at again, as the calendar has them: the days that the person chose."""

from datetime import datetime

from django.db.models import Max
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.diary import KEPT, Item
from onward.applications.stages import in_zone
from onward.people.models import User
from onward.rejections import looks
from onward.rejections.models import Step


def diary(owner: User, now: datetime) -> list[Item]:
    """All of them, in two queries; a no that is not shown has no step."""
    today = in_zone(now, columns.zone_of(owner)).date()
    steps = Step.objects.filter(owner=owner, kind="again", event__active=True, event__current__visible=True)
    # Taking the later day back brings the earlier one: what was decided last, either way, is the change.
    changed = dict(
        steps.values_list("event_id")
        .annotate(at=Max(Greatest("at", Coalesce("taken_back_at", "at"))))
        .order_by()
    )
    found = []
    for step in steps.filter(taken_back_at=None).select_related("event__current").order_by("pk"):
        on = looks.again_on(step)
        if on is None or on < today - KEPT:
            continue
        place = step.event.current
        found.append(
            Item(
                "again",
                {"event": step.event_id},
                _("Look at %(name)s again") % {"name": place.company or place.role or _("an employer")},
                on,
                changed[step.event_id],
                note=str(step.data.get("different") or ""),
                link=reverse("rejection", args=[step.event_id]),
            )
        )
    return found
