"""What statistics suggest: looking at what became of a forecast whose day has come."""

from datetime import datetime, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.lately import over
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User
from onward.statistics.models import Forecast

#: Later than this nobody remembers what they expected.
_FRESH = timedelta(days=21)


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """The forecasts whose day has just passed, in two queries; after a yes they are of no use any more."""
    today = in_zone(now, columns.zone_of(owner)).date()
    found = Forecast.objects.filter(owner=owner, taken_back_at=None, by__lt=today, by__gte=today - _FRESH)
    passed = list(found.select_related("application__merged_into").order_by("by", "pk")[:10])
    return [_check(one) for one in passed] if passed and not over(owner, now) else []


def _check(one: Forecast) -> Suggestion:
    place = one.application.merged_into or one.application
    return Suggestion(
        kind="forecast",
        about={"forecast": one.pk},
        title=_("See what became of your forecast for %(name)s")
        % {"name": place.company or place.role or _("an employer")},
        why=_("You gave it %(chance)d %%; what came shows how well you judge your chances.") % {"chance": one.chance},
        evidence=Evidence(
            _("Job seekers expect too much and do not revise it by themselves: 26 in 100 expected work within a month, "
              "10 had it."),
            "seen",
            "NBER working paper 25294, digest",
        ),
        effort_minutes=3,
        link=_link(place.pk),
        worth=Worth.EASES,
        others=_("Forecasts to look at"),
        action=_("Look at it"),
    )  # fmt: skip


def _link(application: int) -> str:
    try:
        return reverse("forecasts")
    except NoReverseMatch:
        return reverse("application", args=[application])
