"""One entry of the timeline: correcting it, taking it out, putting it back; and undo of any act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.applications import actions, columns, glimpses, queries, rows, timeline
from onward.applications.forms import CorrectionForm
from onward.people.access import person


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry: what it was, when, and the person's words about it."""
    owner = person(request)
    found = queries.event(owner, pk)
    zone = columns.zone_of(owner)
    line = timeline.lines([found], glimpses.of(owner, [found]), zone)[0]
    initial = CorrectionForm.initial_of(found.kind, line.when, line.text, zone)
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.has_changed():
            _change(request, line, form)
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect("application", found.current_id)
    context = {
        "line": line,
        "row": rows.row(found.current),
        "one": found.current,
        "form": form,
    }
    return render(request, "applications/entry.html", context)


@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry out of the record; it stays stored."""
    owner = person(request)
    place = queries.event(owner, pk).current_id
    actions.retract_event(owner, pk)
    return redirect("application", place)


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an entry back that was taken out."""
    owner = person(request)
    actions.restore_event(owner, pk)
    return redirect("application", queries.event(owner, pk).current_id)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what an act did, and return to where it was asked for; looking says first what that would take out."""
    owner = person(request)
    if request.method == "POST":
        actions.undo(owner, pk)
        return HttpResponseRedirect(_back(request, request.POST.get("next", "")))
    act = queries.act(owner, pk)
    context = {
        "act": act,
        "gone": queries.brought_by(owner, act),
        "back": _back(request, request.GET.get("next", "")),
    }
    return render(request, "applications/undo.html", context)


def _back(request: HttpRequest, asked: str) -> str:
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("applications")


def _change(request: HttpRequest, line: timeline.Line, form: CorrectionForm) -> None:
    owner, found = person(request), line.event
    kind = form.cleaned_data["kind"]
    data = {name: value for name, value in found.data.items() if name not in ("text", "interview_at")}
    if form.cleaned_data["text"]:
        data["text"] = form.cleaned_data["text"]
    at = found.at
    given = form.at(kind, columns.zone_of(owner)) if form.moves() else None
    if line.takes_place is not None and kind == found.kind:
        # The day that is shown and corrected is that of the talk; when it was said stays.
        data["interview_at"] = given.isoformat() if given else found.data["interview_at"]
    elif given:
        at = given
    actions.change_event(owner, found.pk, kind=kind, at=at, data=data)
