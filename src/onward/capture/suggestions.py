"""What kept postings suggest: applying before one closes."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.lately import over
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.capture.closing import called, closing
from onward.people.models import User

#: A day that closes later than this does not press yet.
_SOON = timedelta(days=10)


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """The postings without an application that close soon, in one query more than whether the search is over."""
    if over(owner, now):
        return []
    today = in_zone(now, columns.zone_of(owner)).date()
    return [
        Suggestion(
            kind="apply",
            about={"posting": one.pk},
            title=_("Apply to %(name)s, or put it away")
            % {"name": called(one) or _("the posting that you kept")},
            why=_("You kept this posting, and it closes soon."),
            evidence=Evidence(_("The day stands in the posting."), "record"),
            effort_minutes=45,
            link=reverse("posting", args=[one.pk]),
            worth=Worth.OPENS,
            others=_("Postings that close"),
            due=closes,
            hard=True,
            action=_("Open the posting"),
        )
        for one, closes in closing(owner, today, today + _SOON)
    ]
