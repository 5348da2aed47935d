"""The last days of postings, as the calendar has them: of those that the person kept and has not applied to."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.diary import KEPT, Item
from onward.applications.stages import in_zone
from onward.capture.closing import called, closing
from onward.people.models import User


def diary(owner: User, now: datetime) -> list[Item]:
    """All of them, in one query; what was applied to or put away has no last day any more."""
    today = in_zone(now, columns.zone_of(owner)).date()
    return [
        Item(
            "closing",
            {"posting": one.pk},
            _("Last day to apply: %(name)s") % {"name": called(one) or _("a posting that you kept")},
            closes,
            one.changed_at,
            link=reverse("posting", args=[one.pk]),
        )
        for one, closes in closing(owner, today - KEPT)
    ]
