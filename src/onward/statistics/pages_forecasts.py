"""Forecasts: making one on the page of an application, taking one back, and how they went."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.base.errors import Problem
from onward.people.access import person
from onward.statistics import actions, expectations, honesty, outlook, queries, wording
from onward.statistics.expectations import Calibration
from onward.statistics.forms import ForecastForm
from onward.statistics.honesty import percent
from onward.statistics.models import Forecast
from onward.statistics.pages import of
from onward.statistics.record import Course
from onward.statistics.sections import Section
from onward.ui import charts
from onward.ui.charts import Row


@require_safe
def forecasts(request: HttpRequest) -> HttpResponse:
    """What the person expected against what came."""
    owner = person(request)
    made = queries.forecasts_made(owner)
    courses = {course.id: course for course in of(owner).courses} if made else {}
    found = expectations.calibration(queries.forecasts(owner), courses)
    context: dict[str, Any] = {
        "section": _section(found) if found else None,
        "made": [_line(one, courses) for one in made],
    }
    return render(request, "statistics/forecasts.html", context)


@require_POST
def new_forecast(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the person expects of an application."""
    owner = person(request)
    place = actions.own_application(owner, pk)
    form = ForecastForm(request.POST)
    if not form.is_valid():
        raise Problem(_("A forecast is a chance between 0 and 100 percent, with a day."))
    given = form.cleaned_data
    actions.forecast(owner, pk, given["asked"], given["chance"], given["by"])
    messages.info(request, _("Your forecast is kept. It can be taken back below."))
    return redirect(f"{reverse('application', args=[place.pk])}#forecast")


@require_POST
def forecast(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a forecast back, or let it count again."""
    one = actions.take_back_forecast(person(request), pk, back=request.POST.get("do") != "again")
    if request.POST.get("from") == "forecasts":
        return redirect("forecasts")
    return redirect(f"{reverse('application', args=[one.application_id])}#forecast")


def _line(one: Forecast, courses: dict[int, Course]) -> dict[str, Any]:
    place = one.application.merged_into or one.application
    course = courses.get(place.pk)
    came = None
    known = False
    if course is not None:
        made_on = timezone.localdate(one.made_at)
        expected = expectations.Forecast(place.pk, one.asked, one.chance / 100, made_on, one.by)
        came, known = expectations.outcome(expected, course), expectations.already(expected, course)
    words = {None: _("still open"), True: _("came"), False: _("did not come by then")}
    said = _("had come before") if known else words[came]
    name = place.company or place.role or _("An employer")
    return {"one": one, "place": place, "name": name, "asked": wording.ASKED[one.asked], "came": said}


def _section(found: Calibration) -> Section:
    rows = [
        Row(
            _("You said about %(chance)s %%") % {"chance": percent(band.expected)},
            _("%(k)d of %(n)d came") % {"k": band.came, "n": band.n},
            band.share.low, band.share.estimate, band.share.high, band.expected, band.n < expectations.ENOUGH,
        )
        for band in found.bands
    ]  # fmt: skip
    said = [outlook.of_calibration(found)]
    if found.open:
        said.append(_("Still open: %(n)d.") % {"n": found.open})
    return Section(
        "forecasts",
        _("What did I expect?"),
        said,
        charts.intervals("forecasts", _("What came, by what you expected"), said[0], rows) if rows else "",
        _("Bar: where the share that came most likely lies (9 in 10); upright mark: what you said. Grey: too few to "
          "say."),
        (_("You said"), _("Forecasts"), _("Came"), _("Most likely")),
        [
            (_("%(chance)s %%") % {"chance": percent(band.expected)}, str(band.n), str(band.came),
             _("Too few to say") if band.n < expectations.ENOUGH else honesty.spread(band.share))
            for band in found.bands
        ],
        (_("A forecast is settled when what was asked came, cannot come any more, or its day is past. Of several "
           "forecasts of one application each counts. Those taken back do not count, nor what had come before they were "
           "made."),),
    )  # fmt: skip
