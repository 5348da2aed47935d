"""Experiments: what one will take is said before it begins, lots decide, the result is read once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.people.access import get_mine, person
from onward.people.models import User
from onward.statistics import actions, horizon, outlook, plans, queries
from onward.statistics.forms import ExperimentForm
from onward.statistics.insights import Insights
from onward.statistics.models import Experiment
from onward.statistics.pages import of


@require_http_methods(["GET", "HEAD", "POST"])
def experiments(request: HttpRequest) -> HttpResponse:
    """The experiments; posting says what one would take, and posting that again begins it."""
    owner = person(request)
    form, told, number = ExperimentForm(request.POST if request.method == "POST" else None), [], 0
    found = of(owner)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        today = actions.today(owner)
        rate = horizon.a_week(found.courses)
        plan = plans.plan(given["usual"], given["better"], rate, today, given["until"])
        told, number = plans.of_plan(plan), plan.each
        if given["until"] <= today:
            form.add_error("until", _("Choose a day that is still to come."))
        elif request.POST.get("told") == _told(form):
            one = actions.begin_experiment(
                owner, given["question"], (given["first"], given["second"]), given["usual"], given["better"], given["until"]
            )  # fmt: skip
            messages.info(
                request, _("It has begun. Before you send an application, draw its lot on its page.")
            )
            return redirect(f"{reverse('experiments')}#e{one.pk}")
    context: dict[str, Any] = {
        "form": form,
        "told": [] if form.errors else told,
        "seal": _told(form) if number and not form.errors else "",
        "lines": _lines(owner, found),
        "away": queries.put_away(owner),
    }
    return render(request, "statistics/experiments.html", context, status=422 if form.errors else 200)


@require_POST
def experiment(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an experiment or let it go on, put it away or bring it back."""
    owner = person(request)
    one = get_mine(Experiment, request, pk=pk)
    do = request.POST.get("do", "")
    if do in {"stop", "go_on"}:
        actions.stop_experiment(owner, pk, stop=do == "stop")
    elif do in {"away", "back"}:
        actions.put_away_experiment(owner, pk, away=do == "away")
        if do == "away":
            messages.info(
                request, _("Put away: %(name)s. It is below, to be brought back.") % {"name": one.question}
            )
    return redirect("experiments")


@require_POST
def draw_lot(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the version that an application gets, for good."""
    given = request.POST.get("application", "")
    one = get_mine(Experiment, request, pk=pk)
    lot = actions.draw_lot(person(request), pk, int(given) if given.isascii() and given.isdigit() else 0)
    version = (one.first, one.second)[lot.arm]
    messages.info(request, _("The lot says: %(version)s. Send this one with it.") % {"version": version})
    return redirect(f"{reverse('application', args=[lot.application_id])}#forecast")


def _told(form: ExperimentForm) -> str:
    """What was answered when the number was told; other numbers are told anew."""
    given = form.cleaned_data
    return f"{given.get('usual')}-{given.get('better')}-{given.get('until')}"


def _lines(owner: User, found: Insights) -> list[dict[str, Any]]:
    lots, today = queries.lots(owner), actions.today(owner)
    lines = []
    for one in queries.running(owner):
        drawn = lots.get(one.pk, {})
        result = queries.result(one, found.courses, drawn)
        counts = [sum(arm == number for arm in drawn.values()) for number in (0, 1)]
        lines.append(
            {
                "one": one,
                "result": outlook.of_experiment(result, one.first, one.second),
                "counts": counts,
                "going": one.stopped_at is None and one.until >= today and sum(counts) < 2 * one.planned,
            }
        )
    return lines
