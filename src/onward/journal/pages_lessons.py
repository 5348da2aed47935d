"""Lessons: all of them by where they stand, one to edit, and each change with its undo."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.applications import queries as record
from onward.applications import rows
from onward.applications.days import UnclearDay, parse_day
from onward.base.errors import Problem
from onward.journal import actions_lessons, asked, queries, themes, told
from onward.journal.actions_lessons import Origin
from onward.journal.forms import LessonForm
from onward.journal.last_act import last_act
from onward.people.access import person
from onward.people.models import User

_PAGE = 40
#: Ways to say when to look at a lesson again, in days.
_AGAIN = {"week": 7, "month": 30}


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """The lessons in one state; what is to be looked at again today stands first among those that still count."""
    owner = person(request)
    asked_state = request.GET.get("state", "")
    state = asked_state if asked_state in queries.STATES else "open"
    theme = request.GET.get("theme", "")
    theme = theme if theme in themes.THEMES else ""
    today = queries.today(owner)
    again = list(queries.due(owner)) if state == "open" and not theme else []
    found = queries.lessons(owner, (state,), theme or None).exclude(pk__in=[one.pk for one in again])
    page = Paginator(found, _PAGE).get_page(request.GET.get("page", 1))
    counts = queries.lesson_counts(owner)
    context: dict[str, Any] = {
        "again": [told.lesson(one, today) for one in again],
        "page": page,
        "lessons": [told.lesson(one, today) for one in page],
        "state": state,
        "tabs": [(name, words, counts[name]) for name, words in told.STATES.items()],
        "any": any(counts.values()),
        "theme": theme,
        "themes": _themes_in_use(owner),
        "came_from": asked.back(request, ""),
        "last_act": last_act(owner, lessons_first=True),
    }
    return render(request, "journal/lessons.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_lesson(request: HttpRequest) -> HttpResponse:
    """Write a lesson down; the address may say what it comes from and what it could say."""
    owner = person(request)
    given = request.POST if request.method == "POST" else request.GET
    origin = _origin(owner, given)
    shown = told.entry(origin.entry) if origin.entry else None
    takings = told.takings(shown) if shown else []
    theme = given.get("theme", "")
    initial = {
        "text": given.get("text", "")[:300] or next(iter(takings), ""),
        "theme": theme if theme in themes.THEMES else "",
        "step": shown.entry.small_step if shown else "",
    }
    if initial["step"] == initial["text"]:
        initial["step"] = ""
    form = LessonForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions_lessons.keep(owner, form.given(), origin)
        # To the lessons, where its undo is in sight; from there the way leads back.
        came_from = urlencode({"next": found}) if (found := asked.back(request, "")) else ""
        return redirect(f"{reverse('lessons')}{'?' if came_from else ''}{came_from}#lesson-{made.pk}")
    place = origin.event.current if origin.event else origin.application
    context = {
        "form": form,
        "origin": origin,
        "place": rows.row(place) if place else None,
        "entry": shown,
        "takings": [text for text in takings if text != initial["text"]],
        "back": asked.back(request, reverse("lessons")),
        "next": asked.back(request, ""),
    }
    return render(request, "journal/new_lesson.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """One lesson to edit, with what was changed about it and the way back to each state of it."""
    owner = person(request)
    found = queries.lesson(owner, pk)
    form = LessonForm(
        request.POST if request.method == "POST" else None, initial=LessonForm.initial_of(found)
    )
    if request.method == "POST" and form.is_valid():
        actions_lessons.change(owner, pk, "edited", form.given())
        return redirect("lesson", pk)
    history = [
        {
            "step": step,
            "did": told.did(past["did"]),
            "at": parse_datetime(past["at"]),
            "was": past["was"],
            "stood": told.STATES[past["was"]["state"]],
        }
        for step, past in enumerate(found.history)
    ]
    context = {
        "told": told.lesson(found, queries.today(owner)),
        "form": form,
        "history": history[::-1],
        "last_act": last_act(owner, lessons_first=True),
    }
    return render(request, "journal/lesson.html", context)


@require_POST
def change_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep, finish, drop or open a lesson again, or set the day to look at it again."""
    owner = person(request)
    did = request.POST.get("do", "")
    found = queries.lesson(owner, pk)
    if did in queries.STATES:
        # What is over is not to be looked at again.
        fields: dict[str, Any] = {"state": did} | ({"review_on": None} if did not in queries.LIVING else {})
    elif did in _AGAIN:
        did, fields = "review", {"review_on": queries.today(owner) + timedelta(days=_AGAIN[did])}
    elif did == "never":
        did, fields = "review", {"review_on": None}
    elif did == "review":
        fields = {"review_on": _day(request, owner)}
    else:
        raise Problem(_("Choose what to do with this lesson."))
    actions_lessons.change(owner, found.pk, did, fields)
    return redirect(asked.back(request, f"{reverse('lessons')}#lesson-{pk}"))


@require_POST
def lesson_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a lesson back to how it stood before a change."""
    owner = person(request)
    found = queries.lesson(owner, pk)
    step = request.GET.get("step", "") or request.POST.get("step", "")
    known = step.isascii() and step.isdigit() and len(step) < 6
    actions_lessons.go_back(owner, pk, int(step) if known else len(found.history) - 1)
    return redirect(asked.back(request, reverse("lesson", args=[pk])))


def _origin(owner: User, given: Any) -> Origin:
    """What a lesson comes from, as the address or the form names it; a stranger's rows do not exist."""
    key = asked.number(given, "entry")
    entry = queries.entry(owner, key) if key is not None else None
    key = asked.number(given, "event")
    event = queries.event(owner, key) if key is not None else entry.event if entry else None
    key = asked.number(given, "application")
    application = record.application(owner, key) if key is not None else entry.application if entry else None
    source = given.get("source", "")
    if source not in actions_lessons.SOURCES:
        source = "debrief" if entry else "rejection" if event and event.kind == "rejected" else "hand"
    return Origin(source, event, application, entry)


def _themes_in_use(owner: User) -> list[tuple[str, str]]:
    used = set(queries.lessons(owner, queries.STATES).order_by().values_list("theme", flat=True).distinct())
    return [(code, str(words)) for code, words in themes.THEMES.items() if code in used]


def _day(request: HttpRequest, owner: User) -> Any:
    try:
        return parse_day(request.POST.get("review_on", ""), queries.today(owner))
    except UnclearDay as unclear:
        raise Problem(_("This day could not be read. Write it like 2024-03-05 or 5 March 2024.")) from unclear
