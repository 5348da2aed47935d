"""What kept postings suggest: applying before one closes."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.capture.models import Posting
from onward.people.models import User

#: A day that closes later than this does not press yet.
_SOON = timedelta(days=10)
_MOST = 200


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """The postings without an application that close soon, in one query."""
    today = in_zone(now, columns.zone_of(owner)).date()
    applied = Q(application__visible=True) | Q(application__merged_into__visible=True)
    kept = Posting.objects.filter(owner=owner, put_away_at=None).exclude(applied)
    found = []
    for one in kept.defer("text", "history").order_by("-given_at", "-pk")[:_MOST]:
        closes = _day(one.value("valid_until"))
        if closes is None or not today <= closes <= today + _SOON:
            continue
        title, employer = str(one.value("title") or ""), str(one.value("employer") or "")
        name = ", ".join(part for part in (employer, title) if part) or _("the posting that you kept")
        found.append(
            Suggestion(
                kind="apply",
                about={"posting": one.pk},
                title=_("Apply to %(name)s, or put it away") % {"name": name[:100]},
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
        )
    return found


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
