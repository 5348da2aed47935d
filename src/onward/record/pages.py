"""The work-search record: on the screen, on paper (the browser prints it, to PDF too), and as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.applications import columns as zones
from onward.applications.stages import in_zone
from onward.base import clock, sheets
from onward.people.access import person
from onward.people.models import User
from onward.record import actions, columns, forms, queries
from onward.record.columns import Activity
from onward.record.weeks import by_week

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the table with the title of its column."""

    title: str
    value: Any
    name: str


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """The record by week; posting adds what else was done."""
    owner = person(request)
    today = _today(owner)
    other = forms.OtherForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and other.is_valid():
        actions.enter(owner, other.fields_given(today))
        return redirect(request.get_full_path())
    asked = forms.asked(request.GET, today)
    found = queries.activities(owner, asked.first, asked.last)
    entered = queries.others(owner, asked.first, asked.last)
    context = {
        "form": asked.form,
        "other": other,
        "entered": entered,
        "first": asked.first,
        "last": asked.last,
        "heads": [columns.TITLES[name] for name in asked.columns],
        "weeks": [
            (week, [_cells(line, asked.columns) for line in week.lines])
            for week in by_week(((one.on, one) for one in found), asked.first, asked.last, asked.starts)
        ],
        "found": len(found),
        "asked": _address(asked),
    }
    return render(request, "record/record.html", context, status=422 if other.errors else 200)


@require_safe
def table(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same as a file: `form` is csv or xlsx."""
    owner = person(request)
    asked = forms.asked(request.GET, _today(owner))
    found = queries.activities(owner, asked.first, asked.last)
    heads = [_("Week from"), *(str(columns.TITLES[name]) for name in asked.columns)]
    weeks = by_week(((one.on, one) for one in found), asked.first, asked.last, asked.starts)
    lines = [
        [week.first, *(getattr(one, name) for name in asked.columns)] for week in weeks for one in week.lines
    ]
    name = f"work-search-{asked.first.isoformat()}-{asked.last.isoformat()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    if form == "csv":
        content: Iterator[bytes] = sheets.as_csv(heads, lines)
        return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
    book = sheets.as_xlsx(_("Work-search record"), heads, lines)
    return HttpResponse(book, content_type=_XLSX, headers=headers)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out what was entered beside the applications; the answer offers to put it back."""
    one = actions.take_back(person(request), pk)
    messages.info(request, _("Taken out: %(name)s. It stays below, to be put back.") % {"name": one.activity})
    return _back(request)


@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it back."""
    actions.bring_back(person(request), pk)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """The record as it was looked at."""
    return redirect(f"{reverse('record')}?{request.GET.urlencode()}#other")


def _today(owner: User) -> date:
    return in_zone(clock.now(), zones.zone_of(owner)).date()


def _cells(line: Activity, wanted: list[str]) -> list[Cell]:
    return [Cell(str(columns.TITLES[name]), getattr(line, name), name) for name in wanted]


def _address(asked: forms.Asked) -> str:
    """The words of the address that stand for what is shown."""
    words = QueryDict(mutable=True)
    words["from"], words["to"], words["starts"] = (
        asked.first.isoformat(),
        asked.last.isoformat(),
        str(asked.starts),
    )
    words.setlist("columns", list(asked.columns))
    return words.urlencode()
