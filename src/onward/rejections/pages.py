"""Rejections: a plain list of every no, to look at when the person chooses to."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onward.applications import rows
from onward.people.access import person
from onward.rejections import queries


@require_safe
def rejections(request: HttpRequest) -> HttpResponse:
    """The list, latest first; htmx asks for its results alone, which are the same template."""
    owner = person(request)
    text = request.GET.get("q", "").strip()[:200]
    page = queries.page(owner, text, request.GET.get("page", 1))
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "results"
    context = {
        "page": page,
        "found": page.paginator.count,
        "months": [
            (month, [(one, rows.row(one.event.current)) for one in ended])
            for month, ended in groupby(queries.told(owner, list(page)), lambda one: one.month)
        ],
        "text": text,
        "part": part,
    }
    answer = render(request, f"rejections/list{'_results' if part else ''}.html", context)
    answer.headers["Vary"] = "HX-Request, Cookie"
    return answer
