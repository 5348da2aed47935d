"""Giving a posting: pasted, as a saved page, or fetched from an address on request."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.applications import queries as record
from onward.applications import rows
from onward.applications.models import Application
from onward.base import clock
from onward.base.errors import Problem
from onward.capture import actions, fetching, giving, queries
from onward.capture.fetching import Elsewhere
from onward.capture.forms import AddressForm, FileForm, TextForm
from onward.capture.giving import Given
from onward.people.access import person
from onward.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def new_posting(request: HttpRequest) -> HttpResponse:
    """The ways to give a posting; each press of a button keeps one."""
    owner = person(request)
    place = _place(request, owner)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    forms: dict[str, Any] = {
        "text": TextForm(request.POST if do == "text" else None),
        "file": FileForm(request.POST if do == "file" else None, request.FILES if do == "file" else None),
        "fetch": AddressForm(
            request.POST if do == "fetch" else None, initial={"address": place.url if place else ""}
        ),
    }
    context: dict[str, Any] = {"forms": forms, "place": rows.row(place) if place else None, "status": 200}
    if do in forms and forms[do].is_valid():
        try:
            one, made = actions.keep(owner, _given(do, forms[do].cleaned_data), place)
        except Problem as problem:
            # What was typed stays on the page, and the sentence stands where the button was pressed.
            context |= {"problem": str(problem), "of": do, "status": 422}
            if isinstance(problem, Elsewhere):
                context["elsewhere"] = problem.url
        else:
            if not made:
                messages.info(request, _("You kept this posting before; here it is."))
            return redirect("posting", one.pk)
    elif do:
        context["status"] = 422
    context["waiting"] = queries.waiting(owner)
    return render(request, "capture/new.html", context, status=context["status"])


def _given(do: str, cleaned: dict[str, Any]) -> Given:
    seen = timezone.localdate(clock.now())
    if do == "text":
        return giving.pasted(cleaned["text"], cleaned["url"], seen)
    if do == "file":
        file = cleaned["file"]
        return giving.page(file.read(giving.MAX_BYTES + 1), str(file.name), "", seen)
    return giving.fetched(fetching.fetch(cleaned["address"]), seen)


def _place(request: HttpRequest, owner: User) -> Application | None:
    """The application that the posting is given for; a stranger's does not exist."""
    given = request.POST.get("application") or request.GET.get("application") or ""
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        return None
    found = record.application(owner, int(given))
    found = found.merged_into or found
    return found if found.visible else None
