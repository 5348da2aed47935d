"""Today: the few things worth doing, why, and what the person says to each; and what they set aside."""

from datetime import date, timedelta, tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.applications import columns
from onward.applications.days import UnclearDay, parse_day
from onward.applications.last_act import FRESH
from onward.applications.suggestions import Suggestion
from onward.base import clock
from onward.base.errors import Problem
from onward.people.access import person
from onward.people.models import User
from onward.plan import actions, queries, wording
from onward.plan.dates import monday_of
from onward.ui.templatetags.words import day


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The start page; with an empty journal, the first visit."""
    owner = person(request)
    found = queries.today(owner)
    if found.nothing_yet:
        return redirect("welcome")
    lines = [_line(ranked.suggestion, found.on, columns.zone_of(owner)) for ranked in found.shown]
    context = {
        "today": found,
        "stands": queries.stands(owner),
        "first": lines[0] if lines else None,
        "others": lines[1:],
        "named": [(one.suggestion.link, wording.with_day(one.suggestion)) for one in found.named],
        "energies": [(name, words, name == found.mood.energy) for name, words in wording.ENERGIES.items()],
        "tomorrow": found.on + timedelta(days=1),
        "last_act": last_act(owner),
    }
    return render(request, "plan/today.html", context)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Done, later or not for me, about something that is offered now."""
    owner = person(request)
    one = _offered(owner, request.POST.get("key", ""))
    what = request.POST.get("do", "")
    if what == "close":
        actions.close(owner)
    elif what in {"done", "refused"}:
        actions.choose(owner, one, what)
    elif what == "later":
        actions.choose(owner, one, what, _until(request, owner, one))
    else:
        raise Problem(_("Choose what to do with this."))
    return redirect("today")


@require_POST
def undo_choice(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a choice back, or make it again."""
    actions.turn(person(request), pk)
    return redirect("set_aside" if request.POST.get("from") == "aside" else "today")


@require_POST
def feel(request: HttpRequest) -> HttpResponse:
    """How much energy there is, whether it is enough for today, or on after all."""
    owner = person(request)
    if energy := request.POST.get("energy"):
        actions.feel(owner, energy)
    else:
        actions.close(owner, closed=request.POST.get("do") == "close")
    return redirect("today")


@require_safe
def set_aside(request: HttpRequest) -> HttpResponse:
    """Everything that was chosen and holds, each with the way back."""
    owner = person(request)
    held = queries.held(owner)
    chosen = queries.chosen(owner)
    names = {one.kind: one.others or one.title for one in reversed(chosen)}
    on = queries.day_of(owner)
    groups = {
        "later": [one for one in chosen if one.what == "later" and one.until and one.until > on],
        "refused": [one for one in chosen if one.what == "refused"],
        "done": [one for one in chosen if one.what == "done"],
    }
    context = {
        "groups": groups,
        "resting": [(kind, names.get(kind, kind), rest) for kind, rest in held.kinds.items()],
        "any": any(groups.values()),
        "last_act": last_act(owner),
    }
    return render(request, "plan/set_aside.html", context)


@require_POST
def welcome_back(request: HttpRequest) -> HttpResponse:
    """Let a kind that was waved away come again."""
    actions.welcome(person(request), request.POST.get("kind", ""))
    return redirect("set_aside")


def last_act(owner: User) -> dict[str, Any] | None:
    """Context for `ui/last_act.html`: what was chosen last, with its undo; None when it is old."""
    one = queries.last_choice(owner)
    if one is None:
        return None
    at = max(one.at, one.taken_back_at or one.at)
    if clock.now() - at > FRESH:
        return None
    rest = queries.held(owner).kinds.get(one.kind) if one.what == "refused" else None
    times = rest.times if rest else 1
    return {
        "title": wording.did(one, times),
        "at": at,
        "undo_url": reverse("undo_choice", args=[one.pk]),
        "undo_label": _("Undo") if one.taken_back_at is None else _("Take this back"),
    }


def _line(one: Suggestion, on: date, zone: tzinfo) -> dict[str, Any]:
    """A suggestion as the page shows it; put off beyond its last day it would never come again."""
    last = one.last_day(zone)
    return {
        "one": one,
        "grade": wording.grade(one.evidence),
        "until": wording.until(last, on),
        "last": last,
        "tomorrow": last is None or last > on,
        "monday": last is None or last >= _next_monday(on),
    }


def _next_monday(on: date) -> date:
    return monday_of(on) + timedelta(days=7)


def _offered(owner: User, key: str) -> Suggestion:
    """The suggestion with this key, as long as it is offered: what a page sends is believed no further."""
    for one in queries.today(owner).ranked:
        if one.suggestion.key == key:
            return one.suggestion
    raise Problem(_("This is not on the page any more. Nothing was changed."))


def _until(request: HttpRequest, owner: User, one: Suggestion) -> date:
    """The day that was chosen; not one after the last on which it is worth doing."""
    on = queries.day_of(owner)
    named = {"tomorrow": on + timedelta(days=1), "monday": _next_monday(on)}
    try:
        until = named.get(request.POST.get("until", "")) or parse_day(request.POST.get("day", ""), on)
    except UnclearDay as unclear:
        raise Problem(_("This day could not be read. Write it like 2024-03-05 or 5 March 2024.")) from unclear
    last = one.last_day(columns.zone_of(owner))
    if last is not None and until > last:
        raise Problem(
            _("By then it is over: its last day is %(day)s. Nothing was changed.") % {"day": day(last)}
        )
    return until
