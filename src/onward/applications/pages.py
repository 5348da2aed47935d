"""All applications: as a list to search and sort, and as a board to see where things stand."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from onward.applications import actions, filters, moves, queries, rows, stages, wording
from onward.applications.last_act import last_act
from onward.applications.stages import Fact
from onward.base import clock
from onward.people.access import person

#: Columns of the list: what sorts them, their title, and whether the first click shows the largest first.
_COLUMNS = (
    ("company", gettext_lazy("Employer"), False),
    ("role", gettext_lazy("Role"), False),
    ("status", gettext_lazy("Status"), False),
    ("furthest_stage", gettext_lazy("Reached"), True),
    ("applied_on", gettext_lazy("Applied"), True),
    ("last_event_at", gettext_lazy("Latest entry"), True),
    ("channel", gettext_lazy("How"), False),
    ("location", gettext_lazy("Place"), False),
    ("event_count", gettext_lazy("Entries"), True),
)
#: How many cards a column of the board shows; the rest is one click away, in the list.
_CARDS = 15


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """The list; htmx asks for its results alone, which are the same template."""
    owner = person(request)
    asked = filters.view(request.GET, queries.channels(owner))
    request.GET = asked.params  # type: ignore[assignment]  # links are made from it
    everywhere = queries.summary(owner, replace(asked.filters, statuses=()))
    page = queries.page(owner, asked.filters, asked.sort, request.GET.get("page", 1))
    context = _context(asked) | {
        "page": page,
        "rows": [rows.row(one) for one in page],
        "under_way": _under_way(everywhere),
        "tabs": _status_tabs(asked, everywhere),
        "columns": _columns(asked),
        "sort": asked.sort,
        "sorts": wording.sorts(),
        "statuses": asked.filters.statuses,
        "found": page.paginator.count,
        "asked": _url(asked)[1:],
        "view": "list",
    }
    return _answer(request, "list", context)


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """The board: a column for each stage of what goes on, then what is over; a card moves by a small form."""
    owner = person(request)
    if request.method == "POST":
        return _move(request)
    asked = filters.view(request.GET, queries.channels(owner))
    request.GET = asked.params  # type: ignore[assignment]  # links are made from it
    everywhere = replace(asked.filters, statuses=())
    columns = queries.board(owner, everywhere, _CARDS)
    context = _context(asked) | {
        "columns": [
            {
                "title": _column_title(column.name),
                "name": column.name,
                "count": column.count,
                "cards": [
                    (rows.row(one), moves.choices(one.stage, one.status)) for one in column.applications
                ],
                "more": _list_url(asked, column.name) if column.count > len(column.applications) else "",
            }
            for column in columns
            if column.count or column.name in stages.STAGES
        ],
        "found": sum(column.count for column in columns),
        "under_way": _under_way(queries.summary(owner, everywhere)),
        "view": "board",
    }
    return _answer(request, "board", context)


def _move(request: HttpRequest) -> HttpResponse:
    """Enter what moves a card; nothing is overwritten, so one undo takes it back."""
    owner = person(request)
    named = request.POST.get("move", "")
    card = queries.application(owner, int(named) if re.fullmatch(r"[0-9]{1,18}", named) else 0)
    kind = request.POST.get(f"to-{card.pk}", "")
    back = redirect(request.get_full_path())
    if kind not in moves.KINDS:
        messages.info(request, _("Choose where it stands now, then press “Move”."))
        return back
    before = card.stage, card.status
    actions.record(owner, card.pk, [Fact(kind, clock.now())], moves.title(kind, rows.row(card).name))
    card.refresh_from_db()
    if (card.stage, card.status) == before:
        messages.info(
            request,
            _("The entry is kept, but a later one says where the application stands. Its page has all."),
        )
    return back


def _answer(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "results"
    if not part:
        context["last_act"] = last_act(person(request), whole=True)
    answer = render(
        request, f"applications/{name}{'_results' if part else ''}.html", context | {"part": part}
    )
    answer.headers["Vary"] = "HX-Request, Cookie"
    if part:
        words = request.GET.urlencode()
        answer.headers["HX-Push-Url"] = f"{request.path}?{words}" if words else request.path
    return answer


def _context(asked: filters.View) -> dict[str, Any]:
    try:
        welcome = reverse("welcome")
    except NoReverseMatch:
        welcome = ""
    shared = asked.params.copy()
    for name in ("page", "sort", "status"):
        shared.pop(name, None)
    return {
        "form": asked.form,
        "narrowed": asked.narrowed,
        "anything_asked": bool(shared) or bool(asked.filters.statuses),
        "shared": shared.urlencode(),
        "welcome": welcome,
    }


def _under_way(counts: queries.Summary) -> dict[str, int]:
    """How many have not ended, and how many of them have been without word for long: the words of every page."""
    going = counts.by_status["open"] + counts.by_status["silent"] + counts.by_status["offer"]
    return {"going": going, "silent": counts.by_status["silent"]}


def _status_tabs(asked: filters.View, counts: queries.Summary) -> list[dict[str, Any]]:
    """Every status that occurs, with how many there are under the other filters."""
    chosen = asked.filters.statuses
    tabs = [
        {"url": _url(asked, status=None), "title": _("All"), "count": counts.total, "current": not chosen}
    ]
    for name, count in counts.by_status.items():
        if count or name in chosen:
            words = wording.STATUSES[name]
            tabs.append(
                {"url": _url(asked, status=name), "title": words, "count": count, "current": name in chosen}
            )
    return tabs


def _columns(asked: filters.View) -> list[dict[str, Any]]:
    found = []
    for name, title, largest_first in _COLUMNS:
        sorted_now = asked.sort.removeprefix("-") == name
        descending = asked.sort.startswith("-")
        turned = (not descending) if sorted_now else largest_first
        found.append(
            {
                "name": name,
                "title": title,
                "url": _url(asked, sort=("-" if turned else "") + name),
                "sorted": ("descending" if descending else "ascending") if sorted_now else "",
            }
        )
    return found


def _column_title(name: str) -> str:
    return str(wording.STAGES[name] if name in stages.STAGES else wording.STATUSES[name])


def _list_url(asked: filters.View, column: str) -> str:
    """The list of what stands in a column of the board."""
    if column in stages.STAGES:
        wanted: Mapping[str, list[str]] = {"stage": [column], "status": ["open", "silent", "offer"]}
    else:
        wanted = {"status": [column]}
    params = asked.params.copy()
    params.pop("page", None)
    for name, values in wanted.items():
        params.setlist(name, values)
    return f"{reverse('applications')}?{params.urlencode()}"


def _url(asked: filters.View, **changed: str | None) -> str:
    """The address with some words changed, from its first page on; None leaves one out."""
    params: QueryDict = asked.params.copy()
    params.pop("page", None)
    for name, value in changed.items():
        if value is None:
            params.pop(name, None)
        else:
            params[name] = value
    return f"?{params.urlencode()}"
