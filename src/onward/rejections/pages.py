"""Rejections: a plain list of every no, to look at when the person chooses to."""

from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from onward.applications import rows
from onward.people.access import person
from onward.rejections import queries


@require_safe
def rejections(request: HttpRequest) -> HttpResponse:
    """The list, latest first; htmx asks for its results alone, which are the same template."""
    owner = person(request)
    text = request.GET.get("q", "").strip()[:200]
    show = request.GET.get("show", "")
    show = show if show in queries.SHOWN else ""
    page = queries.page(owner, text, request.GET.get("page", 1), show=show)
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "results"
    context = {
        "page": page,
        "found": page.paginator.count,
        "months": [
            (month, [(one, rows.row(one.event.current)) for one in ended])
            for month, ended in groupby(queries.told(owner, list(page)), lambda one: one.month)
        ],
        "text": text,
        "show": show,
        "views": [(key, words, _address(text, key)) for key, words in queries.SHOWN.items()],
        "due": [] if part else [(one, rows.row(one.application)) for one in queries.due(owner)],
        "part": part,
    }
    answer = render(request, f"rejections/list{'_results' if part else ''}.html", context)
    answer.headers["Vary"] = "HX-Request, Cookie"
    return answer


def _address(text: str, show: str) -> str:
    """The list with these words, narrowed so."""
    asked = urlencode([(name, value) for name, value in (("q", text), ("show", show)) if value])
    return f"{reverse('rejections')}{'?' if asked else ''}{asked}"
