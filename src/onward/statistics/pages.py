"""The page of insights, what waits with its chances, and the flow as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onward.people.access import person
from onward.people.models import User
from onward.statistics import (
    facts,
    flow,
    outlook,
    panel,
    queries,
    sections,
    sections_said,
    sections_waiting,
    wording,
)
from onward.statistics.flow import Narrowing
from onward.statistics.forms import ChangeForm, NarrowForm
from onward.statistics.honesty import percent, share
from onward.statistics.horizon import AS_NOW, Horizon
from onward.statistics.insights import Insights
from onward.statistics.proportions import Interval
from onward.statistics.record import Course
from onward.ui import charts

panel.register()

#: Waiting applications on the page of insights, and on a page of their own.
_FEW, _PAGE = 8, 50
#: A chance that is surely below this is said as "hardly ever".
_HARDLY = 0.01


@require_safe
def insights(request: HttpRequest) -> HttpResponse:
    """What the record says, one question after the other."""
    found = of(person(request))
    if not found.courses:
        return render(request, "statistics/insights.html", {"found": None})
    form, chosen = _narrowed(request, found)
    links = flow.flow(chosen)
    change = ChangeForm(request.GET if "a_week" in request.GET else None)
    asked = change.change() if change.is_bound else AS_NOW
    horizon = found.horizon(asked)
    context: dict[str, Any] = {
        "found": found,
        "form": form,
        "narrowed": form.narrowing() != Narrowing(),
        "asked": request.GET.urlencode(),
        "flow": sections.of_flow(links, len(found.courses)),
        "sankeymatic": flow.sankeymatic(links, _names()),
        "steps": sections.of_steps(found),
        "waiting": sections_waiting.of_waiting(found),
        "channels": sections_waiting.of_channels(found),
        "still": _waiting(found, found.still_waiting[:_FEW]),
        "still_n": len(found.still_waiting),
        "reasons": sections_said.of_reasons(found),
        "hope": sections_said.of_hope(found),
        "forecasts": queries.any_forecasts(person(request)),
        "change": change,
        "horizon": outlook.of_horizon(horizon),
        "horizon_rows": _horizon(horizon),
    }
    return render(request, "statistics/insights.html", context)


@require_safe
def still_waiting(request: HttpRequest) -> HttpResponse:
    """Every application that waits, with the chance that an answer still comes; the best first."""
    found = of(person(request))
    page = Paginator(found.still_waiting, _PAGE).get_page(request.GET.get("page", 1))
    context = {"page": page, "still": _waiting(found, list(page.object_list)), "n": page.paginator.count}
    return render(request, "statistics/waiting.html", context)


@require_safe
def flow_file(request: HttpRequest) -> HttpResponse:
    """The flow as it is narrowed, as an SVG that needs nothing else; it names no employer."""
    _form, chosen = _narrowed(request, of(person(request)))
    drawn = charts.standalone(sections.picture(flow.flow(chosen)))
    headers = {"Content-Disposition": 'attachment; filename="flow.svg"', "Cache-Control": "no-store"}
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8", headers=headers)


def of(owner: User) -> Insights:
    """The figures of the owner's search, as of now."""
    return Insights(facts.courses(owner), facts.day(owner), queries.marks(owner))


def _narrowed(request: HttpRequest, found: Insights) -> tuple[NarrowForm, list[Course]]:
    channels = sorted({course.channel for course in found.courses if course.channel})
    form = NarrowForm(request.GET, channels)
    return form, flow.narrowed(found.courses, form.narrowing())


def _names() -> dict[str, str]:
    return {name: str(words) for name, words in wording.PLACES.items()}


def _waiting(found: Insights, shown: list[tuple[Course, float, float]]) -> list[dict[str, Any]]:
    """What waits, as a row says it; applications of one age share their chance."""
    ages = {course.age for course, _come, _yes in shown}
    chances = {age: (found.waiting.still_to_come(age), found.waiting.yes_to_come(age)) for age in ages}
    return [
        {
            "course": course,
            "name": course.company or course.role or _("An employer"),
            "answer": _chance(chances[course.age][0]),
            "yes": _chance(chances[course.age][1]),
        }
        for course, _come, _yes in shown
    ]


def _chance(one: Interval) -> str:
    if one.high < _HARDLY:
        return _("hardly ever")
    return share(one)


def _horizon(horizon: Horizon) -> list[tuple[int, str]]:
    """The chance of an offer by weeks; without a rate, or where the range is too wide, it would say more than is known."""
    if not horizon.a_week or not horizon.tells or horizon.offered:
        return []
    return [(weeks, percent(chance)) for weeks, chance in horizon.within]
