"""The week: its plan, its goals, and looking back at it."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.applications.last_act import FRESH
from onward.base import clock
from onward.calendar import queries as calendar
from onward.calendar import writing
from onward.people.access import person
from onward.plan import actions, diary, queries, wording_week
from onward.plan.dates import monday_of, of_week, parsed
from onward.plan.forms import GoalForms, WeekForms, review_form
from onward.plan.models import Goal, Review, Week


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """One week as it is planned, with the goals; it can be printed."""
    owner = person(request)
    monday = _monday(request)
    found = queries.week(owner, monday)
    rows = [{**block, "place": place} for place, block in enumerate(found.blocks)] if found else []
    goals = queries.goals(owner, "open", "reached")
    review = queries.review(owner, monday)
    context = {
        **_frame(monday, queries.this_monday(owner)),
        "week": found,
        "days": of_week(rows, monday),
        "goals": [wording_week.goal(one) for one in goals if one.state == "open"],
        "reached": [wording_week.goal(one) for one in goals if one.state == "reached"],
        "review": review,
        "reviews": queries.reviews(owner, 8),
        "last_act": _last(found, *goals, review),
    }
    return render(request, "plan/week.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_week(request: HttpRequest) -> HttpResponse:
    """Write or change the plan of a week."""
    owner = person(request)
    monday = _monday(request)
    found = queries.week(owner, monday)
    before = queries.last_week(owner, monday)
    given = request.POST if request.method == "POST" else None
    forms = WeekForms(monday, queries.day_of(owner), found, before, given)
    if request.method == "POST" and forms.is_valid():
        actions.plan_week(owner, monday, **forms.given())
        return redirect(f"{reverse('week')}?of={monday}")
    review = queries.review(owner, monday - timedelta(days=7))
    context = {
        **_frame(monday, queries.this_monday(owner)),
        "forms": forms,
        "change": review.change if review else "",
        "examples": wording_week.setbacks(),
        "from_before": before is not None and found is None and bool(before.setbacks),
    }
    return render(request, "plan/plan_week.html", context)


@require_POST
def block_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a block as done, or as not done."""
    place = request.POST.get("place", "")
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
    found = actions.block_done(person(request), pk, number, done=request.POST.get("do") == "done")
    return redirect(f"{reverse('week')}?of={found.monday}#plan")


@require_safe
def week_calendar(request: HttpRequest) -> HttpResponse:
    """The plan of a week as a calendar file."""
    owner = person(request)
    monday = _monday(request)
    found = queries.week(owner, monday)
    content = writing.written(
        diary.of_week(owner, found) if found else [], calendar.manner(owner, calendar.feed(owner))
    )
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="week-{monday}.ics"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def review_week(request: HttpRequest) -> HttpResponse:
    """Look back at a week: fifteen minutes, what the record says beside it; once finished, a page to print and keep."""
    owner = person(request)
    monday = _monday(request)
    found = queries.review(owner, monday)
    form = review_form(found, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if found is not None and request.POST.get("do") == "open":
            actions.finish_review(owner, found.pk, [], finished=False)
            return redirect(_review_url(monday))
        if form.is_valid():
            found = actions.keep_review(owner, monday, **form.cleaned_data)
            if request.POST.get("do") == "finish":
                told = wording_week.told(queries.happened_in(owner, monday), queries.week(owner, monday))
                actions.finish_review(owner, found.pk, told)
            return redirect(_review_url(monday))
    finished = found is not None and found.finished_at is not None
    told = found.told if found and finished else wording_week.told(
        queries.happened_in(owner, monday), queries.week(owner, monday)
    )  # fmt: skip
    context = {
        **_frame(monday, queries.this_monday(owner)),
        "review": found,
        "finished": finished,
        "wins": [line.strip() for line in found.wins.splitlines() if line.strip()] if found else [],
        "form": form,
        "told": told,
        "next_planned": queries.week(owner, monday + timedelta(days=7)),
        "last_act": _last(found),
    }
    return render(request, "plan/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_goal(request: HttpRequest) -> HttpResponse:
    """Write a goal down."""
    owner = person(request)
    forms = GoalForms(None, request.POST if request.method == "POST" else None)
    if request.method == "POST" and forms.is_valid():
        return redirect("goal", actions.keep_goal(owner, None, **forms.given()).pk)
    return render(request, "plan/goal.html", {"forms": forms})


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """One goal with its steps, to be changed."""
    owner = person(request)
    found = queries.goal(owner, pk)
    forms = GoalForms(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and forms.is_valid():
        actions.keep_goal(owner, found, **forms.given())
        return redirect("goal", pk)
    return render(
        request,
        "plan/goal.html",
        {"forms": forms, "told": wording_week.goal(found), "last_act": _last(found)},
    )


@require_POST
def change_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a step, or settle the goal."""
    owner = person(request)
    pk = queries.goal(owner, pk).pk
    do, place = request.POST.get("do", ""), request.POST.get("place", "")
    if do in {"done", "not_done"}:
        number = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
        actions.step_done(owner, pk, number, done=do == "done")
    else:
        actions.settle_goal(owner, pk, do)
    return redirect("goal", pk)


@require_POST
def undo_week(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was done last with a plan."""
    found = actions.undo(person(request), queries.week_by_key(person(request), pk))
    return redirect(f"{reverse('week')}?of={found.monday}")


@require_POST
def undo_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was done last with a goal."""
    actions.undo(person(request), queries.goal(person(request), pk))
    return redirect("goal", pk)


@require_POST
def undo_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was done last with a review."""
    found = actions.undo(person(request), queries.review_by_key(person(request), pk))
    return redirect(_review_url(found.monday))


def _monday(request: HttpRequest) -> date:
    """The week that the address names by any of its days, else this week; never one that no calendar has."""
    this = queries.this_monday(person(request))
    named = parsed(request.GET.get("of") or request.POST.get("of"))
    far = timedelta(days=3660)
    return monday_of(named) if named and this - far <= named <= this + far else this


def _frame(monday: date, this: date) -> dict[str, Any]:
    return {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "is_this": monday == this,
    }


def _review_url(monday: date) -> str:
    return f"{reverse('review_week')}?of={monday}"


def _last(*rows: Week | Goal | Review | None) -> dict[str, Any] | None:
    """Context for `ui/last_act.html`: what was done last with any of these; None when it is old."""
    told = [(row.history[-1], row) for row in rows if row is not None and row.history]
    if not told:
        return None
    past, row = max(told, key=lambda one: str(one[0]["at"]))
    at = parse_datetime(past["at"])
    if at is None or clock.now() - at > FRESH:
        return None
    name = type(row).__name__.lower()
    return {
        "title": wording_week.did(name, past["did"]),
        "at": at,
        "undo_url": reverse(f"undo_{name}", args=[row.pk]),
        "undo_label": _("Undo"),
    }
