"""One application: its page with the timeline, adding one by hand, editing what it is called."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from onward.applications import actions, columns, details, glimpses, panels, queries, rows, timeline, wording
from onward.applications.forms import ApplicationForm, DetailForm, FactForm
from onward.applications.last_act import last_act
from onward.applications.models import Application
from onward.base import clock
from onward.base.web_links import web_link
from onward.people.access import person

_ACTS = 10


@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an application; posting adds what happened."""
    owner = person(request)
    found = queries.application(owner, pk)
    zone = columns.zone_of(owner)
    form = FactForm(request.POST if request.method == "POST" else None, initial={"kind": "interview"})
    if request.method == "POST" and form.is_valid():
        actions.record(owner, pk, [form.fact(zone)], _added(form, found))
        return redirect("application", (found.merged_into or found).pk)
    if not found.visible:
        return _gone(request, found)
    events = queries.timeline(owner, pk)
    out = queries.taken_out(owner, pk)
    seen = glimpses.of(owner, [*events, *out])
    acts = queries.acts(owner, pk, _ACTS)
    told = timeline.lines(events, seen, zone)
    coming = timeline.coming(told)
    context = {
        "one": found,
        "row": rows.row(found),
        "lines": told,
        "next": coming,
        "next_at": coming.when if coming else None,
        "heard": timeline.heard(events),
        "out": timeline.lines(out, seen, zone),
        "form": form,
        "acts": acts,
        "panels": panels.rendered(request, found),
        "last_act": last_act(owner, pk),
        "link": web_link(found.url),
        "shown_url": _shown(found.url),
    }
    return render(request, "applications/application.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_application(request: HttpRequest) -> HttpResponse:
    """Add an application by hand."""
    owner = person(request)
    initial = {"applied_on": clock.now().astimezone(columns.zone_of(owner)).date()}
    given = request.POST if request.method == "POST" else None
    form = ApplicationForm(given, initial=initial, channels=queries.channels(owner))
    if request.method == "POST" and form.is_valid():
        facts = form.facts(columns.zone_of(owner))
        filed = actions.create_application(owner, form.fields_given(), facts)
        return redirect("application", filed.applications[0])
    return render(request, "applications/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_application(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an application is called and what is noted of it."""
    owner = person(request)
    found = queries.application(owner, pk)
    stored = {field: getattr(found, field) for field in details.DETAIL_FIELDS}
    form = DetailForm(
        request.POST if request.method == "POST" else None, initial=stored, channels=queries.channels(owner)
    )
    if request.method == "POST" and form.is_valid():
        actions.edit_details(owner, pk, form.fields_given())
        return redirect("application", (found.merged_into or found).pk)
    context = {"form": form, "one": found, "row": rows.row(found)}
    return render(request, "applications/edit.html", context)


def _gone(request: HttpRequest, found: Application) -> HttpResponse:
    """What stands at the address of an application that was merged away or taken back."""
    context: dict[str, Any] = {"one": found, "last_act": last_act(person(request), found.pk)}
    if found.merged_into:
        context["into"] = rows.row(found.merged_into)
    context["acts"] = queries.acts(person(request), found.pk, _ACTS)
    return render(request, "applications/gone.html", context)


def _added(form: FactForm, found: Application) -> str:
    name = rows.row(found.merged_into or found).name
    return f"{name}: {wording.KINDS[form.cleaned_data['kind']]}"


def _shown(url: str) -> str:
    """A link without its scheme, as people read it."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")
