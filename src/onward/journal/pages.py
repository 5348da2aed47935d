"""The journal: everything written in one place, one entry to read, and all of it as Markdown."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from onward.applications import columns, stages
from onward.journal import actions, asked, export, next_steps, panel, queries, told
from onward.journal.last_act import last_act
from onward.journal.models import Lesson
from onward.journal.queries import Filters
from onward.people.access import person
from onward.people.models import User

next_steps.register()
panel.register()

#: How many open lessons stand above the entries.
_OPEN = 3
_SHOWS = ("finished", "drafts", "put_away")


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """All entries, latest first, by month; htmx asks for the results alone, which are the same template."""
    owner = person(request)
    filters = _filters(request)
    page = queries.page(owner, filters, request.GET.get("page", 1))
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "results"
    zone = columns.zone_of(owner)
    context: dict[str, Any] = {
        "page": page,
        "found": page.paginator.count,
        "months": [
            (month, [told.entry(one) for one in written])
            for month, written in groupby(
                page, lambda one: stages.in_zone(one.begun_at, zone).date().replace(day=1)
            )
        ],
        "filters": filters,
        "narrowed": bool(filters.text or filters.tag or filters.application is not None or filters.month),
        "lessons": [told.lesson(one) for one in _lessons(owner, filters)],
        "part": part,
    }
    if not part:
        context["facets"] = queries.facets(owner)
        context["drafts"] = [told.entry(one) for one in queries.drafts(owner, first=3)]
        context["last_act"] = last_act(owner)
    answer = render(request, f"journal/journal{'_results' if part else ''}.html", context)
    answer.headers["Vary"] = "HX-Request, Cookie"
    return answer


def _lessons(owner: User, filters: Filters) -> list[Lesson]:
    """Those that hold the words that are searched for; without any words, the latest that are open."""
    if filters.show != "finished" or filters.tag or filters.application is not None or filters.month:
        return []
    if filters.text:
        return queries.lessons_with(owner, filters.text)
    return list(queries.lessons(owner, ("open",))[:_OPEN])


@require_safe
def written(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry to read; from here it can become a lesson, be gone on with, or be put away."""
    owner = person(request)
    one = queries.entry(owner, pk)
    shown = told.entry(one)
    lessons = [told.lesson(taken) for taken in queries.lessons(owner, queries.STATES).filter(entry=one)]
    context = {
        "one": one,
        "told": shown,
        "lessons": lessons,
        "takings": [] if lessons else told.takings(shown),
        "last_act": last_act(owner),
    }
    return render(request, "journal/written.html", context)


@require_POST
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an entry away; the journal shows the undo."""
    actions.put_away(person(request), pk)
    return redirect("journal")


@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring an entry back."""
    actions.bring_back(person(request), pk)
    return redirect(asked.back(request, reverse("written", args=[pk])))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a finished entry a draft again, to go on with it."""
    actions.reopen(person(request), pk)
    return redirect("write", pk)


@require_safe
def export_journal(request: HttpRequest) -> HttpResponse:
    """Everything written, as one Markdown file."""
    answer = HttpResponse(
        "".join(export.pieces(person(request))), content_type="text/markdown; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{export.NAME}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _filters(request: HttpRequest) -> Filters:
    show = request.GET.get("show", "")
    return Filters(
        request.GET.get("q", "").strip()[:200],
        request.GET.get("tag", "").strip()[:40],
        asked.number(request.GET, "application"),
        asked.month(request.GET, "month"),
        show if show in _SHOWS else "finished",
    )
