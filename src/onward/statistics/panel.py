"""What an application's page shows of statistics: what the person expects, marks to compare by, and drawing a lot."""

from datetime import timedelta

from django.http import HttpRequest

from onward.applications import panels
from onward.applications.models import Application
from onward.applications.panels import Panel
from onward.people.access import person
from onward.statistics import actions, queries, wording
from onward.statistics.forms import ForecastForm, MarkForm

#: Days until a forecast is settled, unless the person says another day.
_BY = timedelta(days=30)


def forecast(request: HttpRequest, application: Application) -> Panel:
    """Forecasts, marks and lots of one application, each folded away until somebody wants it."""
    owner = person(request)
    today = actions.today(owner)
    made = queries.forecasts_made(owner, application.pk)
    marks = queries.marks_of(owner, application.pk)
    running = [one for one in queries.running(owner) if one.stopped_at is None and one.until >= today]
    drawn = queries.lots(owner) if running else {}
    sent = application.applied_on is not None and application.applied_on < today
    lots = [
        (one, (one.first, one.second)[drawn[one.pk][application.pk]])
        for one in running
        if application.pk in drawn.get(one.pk, {})
    ]
    context = {
        "application": application,
        "made": [(one, wording.ASKED[one.asked]) for one in made],
        "form": ForecastForm(by=today + _BY) if application.status in {"open", "offer"} else None,
        "marks": marks,
        "mark": MarkForm(),
        "lots": lots,
        # A lot is drawn before sending, or it decides nothing.
        "open": []
        if sent
        else [
            one
            for one in running
            if application.pk not in (own := drawn.get(one.pk, {})) and len(own) < 2 * one.planned
        ],
    }
    return Panel("statistics/panel.html", context)


def register() -> None:
    """Let the pages of applications show it."""
    panels.register(forecast)
