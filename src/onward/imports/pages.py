"""Bringing a table in: giving it, correcting how it is read, importing it with one undo."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.applications.last_act import last_act
from onward.base.errors import Problem
from onward.imports import actions, plans, queries, shown, wording
from onward.imports.choices import ORDERS, SHAPES, STATUS_KINDS, Choices
from onward.imports.grids import MOST_BYTES
from onward.imports.meanings import FIELDS
from onward.imports.models import ImportTable
from onward.imports.plans import Plan
from onward.people.access import get_mine, mine, person

_PAGE = 50
_TABLES = 20


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Give a table, as a file or pasted; posting leads to what was read of it."""
    owner = person(request)
    context: dict[str, Any] = {"pasted": request.POST.get("pasted", "")}
    if request.method == "POST":
        try:
            name, content = _given(request)
            return redirect("import_table", actions.bring(owner, name, content).pk)
        except Problem as problem:
            context["problem"] = str(problem)
    tables = mine(ImportTable, request).defer("content").select_related("owner").order_by("-pk")[:_TABLES]
    context["tables"] = [(one, queries.stands(one)) for one in tables]
    context["last_act"] = last_act(owner)
    return render(request, "imports/bring.html", context, status=422 if "problem" in context else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read of a table; posting corrects it or imports it."""
    owner = person(request)
    one = get_mine(ImportTable, request, pk=pk)
    source = plans.opened(queries.content(one))
    if request.method == "POST":
        _correct(request, one, queries.plan(owner, one, source))
        if request.POST.get("do") == "import":
            actions.carry_out(owner, one)
            return redirect("import_table", one.pk)
        number = request.POST.get("page", "")
        more = f"?page={number}" if number.isdigit() and number != "1" else ""
        return redirect(f"{request.path}{more}#read")
    found = queries.plan(owner, one, source)
    stands = queries.stands(one)
    entries = shown.in_order(found)
    page = Paginator(entries, _PAGE).get_page(request.GET.get("page", 1))
    known = {each.key: each for each in queries.record(owner).applications}
    context = {
        "one": one,
        "plan": found,
        "stands": stands,
        "result": one.result,
        "lines": len(found.table.lines),
        "new": len(found.new),
        "joined": len(found.joined),
        "brings": found.brings,
        "columns": shown.columns(found),
        "fields": wording.FIELDS.items(),
        "orders": wording.ORDERS.items(),
        "words": shown.words(found),
        "word_choices": wording.status_choices(),
        "shapes": wording.SHAPES.items(),
        "shape": found.telling.shape,
        "doubts": found.doubts[:30],
        "more_doubts": max(0, len(found.doubts) - 30),
        "skipped": found.skipped[:30],
        "page": page,
        "rows": shown.rows(list(page.object_list), known, page.start_index()),
        "last_act": last_act(owner),
    }
    return render(request, "imports/table.html", context)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a table that was not imported."""
    actions.forget(person(request), get_mine(ImportTable, request, pk=pk))
    return redirect("import")


def _given(request: HttpRequest) -> tuple[str, bytes]:
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        if (file.size or 0) > MOST_BYTES:
            most = MOST_BYTES // (1024 * 1024)
            raise Problem(_("This table is larger than %(n)d MB. Bring in a part of it.") % {"n": most})
        return file.name or "", file.read()
    pasted = request.POST.get("pasted", "")
    if not pasted.strip():
        raise Problem(_("Choose a file, or paste a table."))
    return _("a pasted table"), pasted.encode()


def _correct(request: HttpRequest, one: ImportTable, found: Plan) -> None:
    """Keep what the form says differently from what was read."""
    columns: dict[str, str] = {}
    orders: dict[str, str] = {}
    for column in shown.columns(found):
        field = request.POST.get(f"c{column.number}", column.field)
        if field in FIELDS and field != column.field:
            columns[column.heading] = field
        order = request.POST.get(f"o{column.number}", column.order)
        if order in ORDERS and order != column.order:
            orders[column.heading] = order
    words = {}
    for word in found.telling.words[: shown.MOST_WORDS]:
        given = request.POST.get(f"w{word.key}", "")
        if given and set(given.split()) <= set(STATUS_KINDS):
            words[word.key] = given
    shape = request.POST.get("shape", found.telling.shape)
    choices = Choices(
        columns, orders, words, shape if shape in SHAPES and shape != found.telling.shape else ""
    )
    keys = {entry.told.keys[0] for entry in found.entries}
    answers = {
        name[1:]: str(value)
        for name, value in request.POST.items()
        if name.startswith("j") and name[1:] in keys and (value in {"new", "out"} or str(value).isdigit())
    }
    standing = {
        entry.told.keys[0]: _standing(entry.join.target, entry.join.left_out) for entry in found.entries
    }
    asked = {entry.told.keys[0] for entry in found.entries if entry.join.asked}
    changed = {key: value for key, value in answers.items() if value != standing[key] or key in asked}
    actions.correct(person(request), one, choices, changed)


def _standing(target: int | None, left_out: bool) -> str:
    return "out" if left_out else str(target) if target is not None else "new"
