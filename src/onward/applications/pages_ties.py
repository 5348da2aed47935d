"""What belongs to which application: moving entries, splitting them off, merging two applications."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.applications import actions, columns, glimpses, queries, rows, stages, timeline
from onward.applications.models import Application, Event
from onward.applications.rows import Row
from onward.applications.stages import Fact
from onward.people.access import person
from onward.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose entries and where they belong: another application, or a new one."""
    owner = person(request)
    one = _standing_for_itself(owner, pk)
    given = request.POST if request.method == "POST" else request.GET
    events = queries.timeline(owner, one.pk)
    picked = [event for event in events if str(event.pk) in given.getlist("event")]
    if "move" in request.POST and (done := _move(request, one, events, picked)):
        return done
    text = given.get("q", "")
    context = {
        "one": one,
        "row": rows.row(one),
        "lines": timeline.lines(events, glimpses.of(owner, events), columns.zone_of(owner)),
        "picked": {event.pk for event in picked},
        "targets": [rows.row(other) for other in queries.others(owner, one, text)],
        "text": text,
        "to": given.get("to", ""),
        "company": given.get("company", one.company),
        "role": given.get("role", ""),
    }
    return render(request, "applications/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick another application, see what one made of both would be, and confirm."""
    owner = person(request)
    one = _standing_for_itself(owner, pk)
    given = request.POST if request.method == "POST" else request.GET
    other = _named(owner, given.get("with", ""))
    if other is not None and other.pk == one.pk:
        other = None
    if request.method == "POST" and other is not None:
        keeps_this = given.get("keep") != str(other.pk)
        stays, goes = (one, other) if keeps_this else (other, one)
        actions.merge(owner, stays.pk, goes.pk)
        return redirect("application", stays.pk)
    text = given.get("q", "")
    context: dict[str, Any] = {"one": one, "row": rows.row(one), "text": text}
    if other is None:
        context["targets"] = [rows.row(found) for found in queries.others(owner, one, text)]
    else:
        context |= {"other": rows.row(other), "together": _together(owner, one, other)}
    return render(request, "applications/merge.html", context)


def _move(
    request: HttpRequest, one: Application, events: Sequence[Event], picked: Sequence[Event]
) -> HttpResponse | None:
    """Do it; None when something is missing, which is then said on the page."""
    owner = person(request)
    to = request.POST.get("to", "")
    if not picked:
        messages.warning(request, _("Choose at least one entry."))
        return None
    if to == "new":
        if len(picked) == len(events):
            messages.warning(
                request, _("These are all its entries: there would be nothing to split off from.")
            )
            return None
        filed = actions.move_events(owner, [event.pk for event in picked], None, _new_name(request.POST))
        return redirect("application", filed.applications[0])
    target = _named(owner, to)
    if target is None:
        messages.warning(request, _("Choose where the entries belong."))
        return None
    actions.move_events(owner, [event.pk for event in picked], target.pk)
    return redirect("application", target.pk)


def _new_name(given: QueryDict) -> dict[str, str | None]:
    """What the new application is called, as far as the person says."""
    return {name: str(given[name]) for name in ("company", "role") if str(given.get(name, "")).strip()}


def _standing_for_itself(owner: User, pk: int) -> Application:
    found = queries.application(owner, pk)
    if not found.visible:
        raise Http404(_("This application was merged or taken back."))
    return found


def _named(owner: User, key: str) -> Application | None:
    """The application that a form names, or None for no number; a stranger's does not exist."""
    return _standing_for_itself(owner, int(key)) if re.fullmatch(r"[0-9]{1,18}", key) else None


def _together(owner: User, one: Application, other: Application) -> dict[str, Any]:
    """Where the two as one would stand: the same fold that the merge itself uses."""
    events = [*queries.timeline(owner, one.pk), *queries.timeline(owner, other.pk)]
    facts = [Fact(event.kind, event.at, event.source) for event in events]
    stands = stages.standing(facts, columns.zone_of(owner))
    merged = Application(
        stage=stands.stage,
        furthest_stage=stands.furthest_stage,
        status=stands.status,
        last_word_at=stands.last_word_at,
    )
    row: Row = rows.row(merged)
    return {"row": row, "count": stands.event_count, "applied_on": stands.applied_on}
