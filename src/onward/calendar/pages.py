"""The calendar's page, its file, and the feed: open to whoever has its secret address, and only to be read."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.applications.last_act import FRESH
from onward.base import clock
from onward.base.errors import Problem
from onward.calendar import actions, queries, wording
from onward.calendar.forms import CalendarForm
from onward.calendar.models import Feed
from onward.people.access import person

TYPE = "text/calendar; charset=utf-8"
#: A calendar must not become a page, whatever is in it.
POLICY = "default-src 'none'; sandbox"


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """What is coming, the address for a calendar program, what it says; posting changes what it says."""
    owner = person(request)
    chosen = queries.feed(owner)
    form = CalendarForm(
        request.POST if request.method == "POST" else None, initial=CalendarForm.initial_of(chosen)
    )
    if request.method == "POST" and form.is_valid():
        actions.choose(owner, **form.cleaned_data)
        return redirect("calendar")
    context = {
        "feed": chosen,
        "form": form,
        "coming": queries.coming(owner, queries.items(owner, chosen)),
        "place": request.build_absolute_uri("/"),
        "hosted": settings.HOSTED,
        "last_act": _last(chosen),
    }
    return render(request, "calendar/calendar.html", context)


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The calendar as a file to save."""
    return _answer(request, queries.written(person(request)), "attachment")


@require_POST
@sensitive_variables("secret", "address")
@never_cache
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make the address, make a new one, or switch it off. It is shown on the answer and nowhere else."""
    owner = person(request)
    do = request.POST.get("do", "")
    if do == "off":
        actions.switch_off(owner)
        return redirect("calendar")
    if do != "make":
        raise Problem(_("Choose what to do with the address."))
    secret = actions.make_address(owner)
    address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    return render(
        request,
        "calendar/address.html",
        {"address": address, "hosted": settings.HOSTED, "last_act": _last(queries.feed(owner))},
    )


@require_POST
def undo_calendar(request: HttpRequest) -> HttpResponse:
    """Take back what was done last."""
    actions.undo(person(request))
    return redirect("calendar")


# A calendar program has no cookie of ours: the secret in the address lets it in, and all that it can do is read.
@login_not_required
@require_safe
@sensitive_variables("secret")
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed; an address that is none, is old or was switched off leads nowhere."""
    found = queries.of_secret(secret)
    if found is None:
        raise Http404(_("There is no calendar here."))
    return _answer(request, queries.written(found.owner, found), "inline")


def _answer(request: HttpRequest, content: bytes, disposition: str) -> HttpResponse:
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    # Asked again while nothing changed, it says so in a line.
    same = mark in request.headers.get("If-None-Match", "")
    answer = HttpResponse(status=304) if same else HttpResponse(content, content_type=TYPE)
    if not same:
        answer["Content-Disposition"] = f'{disposition}; filename="onward.ics"'
    answer["ETag"] = mark
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Security-Policy"] = POLICY
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _last(chosen: Feed) -> dict[str, Any] | None:
    """Context for `ui/last_act.html`: what was done last; None when it is old."""
    past = chosen.history[-1] if chosen.history else None
    at = parse_datetime(past["at"]) if past else None
    if past is None or at is None or clock.now() - at > FRESH:
        return None
    return {
        "title": wording.did(past["did"]), "at": at, "undo_url": reverse("undo_calendar"), "undo_label": _("Undo"),
    }  # fmt: skip
