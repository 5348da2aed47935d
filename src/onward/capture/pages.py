"""Postings: the list, one as it was, what can be corrected about it, and which application it belongs to."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.applications import columns, days, rows
from onward.applications import queries as record
from onward.applications.queries import Filters
from onward.base import clock
from onward.base.errors import Problem
from onward.capture import actions, originals, panel, queries, told
from onward.capture.forms import AppliedForm, CorrectionForm
from onward.capture.last_act import last_act
from onward.people.access import person

panel.register()

#: A download must not become a page, whatever is in it.
RAW_POLICY = "default-src 'none'; sandbox"
_FOUND = 8


@require_safe
def postings(request: HttpRequest) -> HttpResponse:
    """The postings that were kept: those not applied to yet, those with an application, those put away."""
    owner = person(request)
    given = request.GET.get("show", "")
    show = given if given in queries.SHOWS else "open"
    page = queries.page(owner, show, request.GET.get("page", 1))
    lines = [(told.posting(one), _place_row(one)) for one in page]
    context = {
        "page": page,
        "lines": lines,
        "show": show,
        "counts": queries.counts(owner),
        "waiting": queries.waiting(owner),
        "last_act": last_act(owner),
    }
    return render(request, "capture/list.html", context)


@require_safe
def posting(request: HttpRequest, pk: int) -> HttpResponse:
    """One posting as it was."""
    owner = person(request)
    one = queries.posting(owner, pk)
    place = queries.application_of(one)
    context: dict[str, Any] = {
        "one": one,
        "told": told.posting(one),
        "place": rows.row(place) if place else None,
        "offers": told.offers(one, actions.details(one)),
        "candidates": [rows.row(found) for found in queries.candidates(owner, one)] if place is None else [],
        "history": told.history(one),
        "step": len(one.history) - 1,
        "last_act": last_act(owner, one),
    }
    return render(request, "capture/posting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_posting(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was read."""
    owner = person(request)
    one = queries.posting(owner, pk)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None, initial=CorrectionForm.initial_of(one)
    )
    if request.method == "POST" and form.is_valid():
        actions.correct(owner, pk, form.values())
        return redirect("posting", pk)
    return render(request, "capture/edit.html", {"one": one, "told": told.posting(one), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def link_posting(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the application that a posting belongs to; those that fit its employer and role come first."""
    owner = person(request)
    one = queries.posting(owner, pk)
    if request.method == "POST" and "to" in request.POST:
        to = request.POST["to"]
        if to == "none":
            actions.unlink(owner, pk)
        elif to.isascii() and to.isdigit() and len(to) < 19:
            actions.link(owner, pk, int(to))
        else:
            raise Problem(_("Choose one of your applications."))
        return redirect("posting", pk)
    text = request.GET.get("q", "").strip()[:200]
    likely = [] if text else queries.candidates(owner, one)
    found = likely
    if not found:
        found = list(record.page(owner, Filters(text=text), size=_FOUND))
    context = {"one": one, "told": told.posting(one), "targets": [rows.row(place) for place in found], "text": text,
               "place": queries.application_of(one), "likely": bool(likely) and one.application_id is None}  # fmt: skip
    return render(request, "capture/link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """The person says that they applied: a new application, with the posting."""
    owner = person(request)
    one = queries.posting(owner, pk)
    form = AppliedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        zone = columns.zone_of(owner)
        now = clock.now()
        at = days.moment(form.cleaned_data["on"] or now.astimezone(zone).date(), "applied", zone)
        return redirect(
            "application", actions.apply(owner, pk, min(at, now) if at.date() == now.date() else at).pk
        )
    return render(request, "capture/apply.html", {"one": one, "told": told.posting(one), "form": form})


@require_POST
def take_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the application what was chosen of the posting; its page shows the undo."""
    owner = person(request)
    actions.take_details(owner, pk, request.POST.getlist("detail"))
    place = queries.application_of(queries.posting(owner, pk))
    return redirect("application", place.pk) if place else redirect("posting", pk)


@require_POST
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a posting away; the list shows the undo."""
    actions.put_away(person(request), pk)
    return redirect("postings")


@require_POST
def posting_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a change of a posting."""
    owner = person(request)
    found = queries.posting(owner, pk)
    step = request.GET.get("step") or request.POST.get("step") or ""
    known = step.isascii() and step.isdigit() and len(step) < 6
    actions.go_back(owner, pk, int(step) if known else len(found.history) - 1)
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return redirect(there if safe else reverse("posting", args=[pk]))


@require_safe
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came, to save as a file."""
    one = queries.posting(person(request), pk)
    found = originals.raw(one)
    if found is None:
        raise Http404(_("The bytes of this posting were not kept."))
    content, suffix = found
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="posting-{one.pk}.{suffix}"'
    answer.headers["Content-Security-Policy"] = RAW_POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _place_row(one: Any) -> Any:
    place = queries.application_of(one)
    return rows.row(place) if place else None
