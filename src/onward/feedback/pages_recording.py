"""Recording received feedback, by hand or from a mail, and editing who said it, when and in which words."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.applications import columns, correspondence, rows
from onward.applications import queries as record_queries
from onward.applications.correspondence import Mail
from onward.applications.models import Application, Event
from onward.applications.stages import in_zone
from onward.feedback import actions, queries, request_form
from onward.feedback.forms import FeedbackForm
from onward.letters.models import Draft
from onward.people.access import get_mine, person
from onward.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def record_feedback(request: HttpRequest) -> HttpResponse:
    """Record feedback; the address may name the application, event, letter or mail that it belongs to."""
    owner = person(request)
    given = request.POST if request.method == "POST" else request.GET
    event = record_queries.event(owner, _number(given["event"])) if given.get("event") else None
    letter = get_mine(Draft, request, pk=_number(given["letter"])) if given.get("letter") else None
    mail = _mail(owner, given["message"]) if given.get("message") else None
    kept = queries.of_message(owner, mail.id) if mail else None
    if kept is not None:
        return redirect("received", kept.pk)
    place = _place(owner, given.get("application", ""))
    if place is None:
        place = event.current if event else letter.application if letter else _filed_with(owner, mail)
    place = (place.merged_into or place) if place else None
    questions = request_form.chosen(given.getlist("q"))
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        owner=owner,
        place=place,
        questions=questions,
        initial=_initial(given, place, mail, owner, letter, event),
    )
    if request.method == "POST" and form.is_valid():
        of = {
            "event": event.pk if event else None,
            "draft": letter.pk if letter else None,
            "message": mail.id if mail else None,
        }
        one = actions.record(owner, form.given(columns.zone_of(owner), **of))
        return redirect("received", one.pk)
    context = {
        "form": form,
        "place": rows.row(place) if place else None,
        "mail": mail,
        "questions": questions,
        "hidden": [
            (name, value) for name in ("event", "letter", "message", "q") for value in given.getlist(name)
        ],
    }
    return render(request, "feedback/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_received(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct how it came, from whom, when, and the words."""
    owner = person(request)
    one = queries.feedback(owner, pk)
    place = queries.place_of(one)
    initial = {
        "giver": one.giver,
        "giver_name": one.giver_name,
        "manner": one.manner,
        "on": in_zone(one.at, columns.zone_of(owner)).date(),
        "application": str(place.pk) if place else "",
        "text": one.text,
    }
    form = FeedbackForm(
        request.POST if request.method == "POST" else None, owner=owner, place=place, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        actions.change(owner, pk, form.given(columns.zone_of(owner)))
        return redirect("received", pk)
    return render(request, "feedback/edit.html", {"form": form, "one": one})


def _initial(
    given: Any,
    place: Application | None,
    mail: Mail | None,
    owner: User,
    letter: Draft | None,
    event: Event | None,
) -> dict[str, Any]:
    initial: dict[str, Any] = {name: given.get(name, "")[:200] for name in ("giver", "giver_name", "manner")}
    if mail is not None:
        initial |= {
            "giver": "recruiter" if mail.sender.kind == "agency" else "employer",
            "giver_name": mail.sender.name if mail.sender.kind in {"person", "agency"} else "",
            "manner": "mail",
            "on": in_zone(mail.at, columns.zone_of(owner)).date(),
            "text": mail.text,
        }
    elif letter is not None:
        agency = letter.relation in ("recruiter", "agency")
        initial |= {
            "giver": "recruiter" if agency else "employer",
            "giver_name": letter.to_name,
            "manner": "mail",
        }
    elif event is not None and event.message_id is None:
        initial |= {"giver": "employer", "on": in_zone(event.at, columns.zone_of(owner)).date()}
        initial["text"] = str(event.data.get("text") or "")
    initial["application"] = str(place.pk) if place else ""
    return {name: value for name, value in initial.items() if value}


def _place(owner: User, key: str) -> Application | None:
    return record_queries.application(owner, _number(key)) if key else None


def _filed_with(owner: User, mail: Mail | None) -> Application | None:
    """The application that a mail is filed with."""
    if mail is None:
        return None
    filed = queries.filed(owner, mail.id)
    return filed.current if filed else None


def _mail(owner: User, key: str) -> Mail:
    number = _number(key)
    found = correspondence.mails(owner, [number]).get(number)
    if found is None:
        raise Http404(_("There is no such mail."))
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)
