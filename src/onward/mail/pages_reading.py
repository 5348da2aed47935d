"""Bringing mail in: the first visit, a reading with its progress, and the readings so far."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.applications.models import Application
from onward.base.errors import Problem
from onward.mail import incoming, queries, under_way, wording
from onward.mail.incoming import IncomingFile, IncomingHandler
from onward.mail.models import Reading
from onward.people.access import get_mine, mine, person
from onward.people.models import User

_SHOWN_SKIPPED = 50
_SHOWN_READINGS = 50


# The files of a request are read by whoever looks into its form first, which is the check of the token: so
# the check comes after the handler that writes them where they belong is in place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """The first visit, and any later one that brings more mail; posting begins a reading."""
    handler = IncomingHandler(request)
    request.upload_handlers = [handler]
    try:
        answer = _welcome(request)
    except BaseException:
        handler.discard()
        raise
    if answer.status_code != 302:
        handler.discard()
    return answer


@csrf_protect
def _welcome(request: HttpRequest) -> HttpResponse:
    owner = person(request)
    context: dict[str, Any] = {
        "paths_allowed": not settings.HOSTED,
        "begun": mine(Application, request).filter(visible=True).exists(),
        "readings": mine(Reading, request).exists(),
        "address": request.POST.get("address", ""),
        "path": request.POST.get("path", ""),
    }
    if request.method == "POST":
        try:
            return redirect("reading", _begin(request, owner).pk)
        except Problem as problem:
            context["problem"] = str(problem)
            return render(request, "mail/welcome.html", context, status=422)
    return render(request, "mail/welcome.html", context)


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """All readings, latest first."""
    found = mine(Reading, request).order_by("-pk")[:_SHOWN_READINGS]
    lines = [(one, under_way.state(one), [incoming.shown(source) for source in one.sources]) for one in found]
    return render(request, "mail/readings.html", {"lines": lines})


@require_safe
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """One reading; htmx asks for its progress alone, which is the same template."""
    one = get_mine(Reading, request, pk=pk)
    part = request.headers.get("HX-Request") == "true"
    state = under_way.state(one)
    context = {
        "one": one,
        "state": state,
        "sources": [incoming.shown(source) for source in one.sources],
        "share": min(100, round(100 * one.bytes_done / one.bytes_total)) if one.bytes_total else 0,
        "found": wording.found(one.kinds),
        "noes": one.kinds.get("rejection", 0),
        "skipped": [
            {"source": incoming.shown(str(line["source"])), "why": line["why"]}
            for line in one.skipped[:_SHOWN_SKIPPED]
        ],
        "skipped_more": max(0, len(one.skipped) - _SHOWN_SKIPPED),
        "waiting": queries.open_proposals(person(request)).count() if state != "running" else 0,
        "known": min(one.known, one.examined),
        # Some problems say it themselves.
        "reassured": _("Nothing is lost") in one.problem,
        "part": part,
    }
    answer = render(request, f"mail/reading{'_progress' if part else ''}.html", context)
    answer.headers["Vary"] = "HX-Request, Cookie"
    return answer


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a reading to end; what it has read stays."""
    one = get_mine(Reading, request, pk=pk)
    mine(Reading, request).filter(pk=one.pk, state="running").update(stop_requested=True)
    return redirect("reading", one.pk)


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the same sources again: what is known is passed by."""
    one = get_mine(Reading, request, pk=pk)
    return redirect("reading", under_way.begin(person(request), list(one.sources), []).pk)


def _begin(request: HttpRequest, owner: User) -> Reading:
    """A reading of the files or of the path that the form names."""
    given = request.FILES.getlist("files")
    sources = [str(file.place) for file in given if isinstance(file, IncomingFile)]
    path = request.POST.get("path", "").strip().strip("\"'")
    if path and not settings.HOSTED:
        place = Path(path).expanduser()
        if not place.is_absolute():
            raise Problem(
                _("Write the whole path of %(path)s, from the top of the disk on.") % {"path": path}
            )
        if not place.exists():
            raise Problem(_("There is nothing at %(path)s.") % {"path": path})
        sources.append(str(place))
    if not sources:
        raise Problem(_("Choose a file, or write where one lies."))
    address = request.POST.get("address", "").strip().lower()
    if address and ("@" not in address.strip("@") or len(address) > 254 or " " in address):
        raise Problem(_("“%(address)s” is no mail address.") % {"address": address})
    return under_way.begin(owner, sources, [address] if address else [])
