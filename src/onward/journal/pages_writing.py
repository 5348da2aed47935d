"""Writing: choosing a form, its page with a draft that keeps itself, and what saving answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.applications import glimpses, rows
from onward.applications import queries as record
from onward.applications.models import Application, Event
from onward.journal import actions, asked, debriefs, queries, questions, rest, tags, themes, told, writing
from onward.journal.actions import About, Beginning
from onward.journal.last_act import last_act
from onward.journal.models import Entry
from onward.journal.questions import Form
from onward.journal.rest import Rest
from onward.language import whose
from onward.people.access import person
from onward.people.models import User

#: From the third time that somebody looks back at the same no, the page says that once is enough.
_ENOUGH = 2
#: What looks back, as the page counts it; a note does not.
_LOOKING_BACK = frozenset({"debrief", "thought", "third_person", "free"})


@require_safe
def new_writing(request: HttpRequest) -> HttpResponse:
    """What there is to write in: what happened lately, and the other forms."""
    owner = person(request)
    context = {
        "occasions": [
            (event, told.happened(event), rows.row(event.current), queries.takes_place(owner, event))
            for event in queries.recent(owner)
        ],
        "drafts": [told.entry(one) for one in queries.drafts(owner)],
        "rest": _rest(owner),
        "last_act": last_act(owner),
    }
    return render(request, "journal/new.html", context)


@require_safe
def new_entry(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty form; what was begun about the same event is found again instead."""
    owner = person(request)
    key = asked.number(request.GET, "event")
    event = queries.event(owner, key) if key is not None else None
    before = queries.of_event(owner, event) if event is not None else []
    for one in before:
        if one.kind == kind and one.finished_at is None:
            messages.info(request, _("You had begun this. Here it is, as you left it."))
            return redirect("write", one.pk)
    form = questions.form(
        kind, queries.occasion(owner, event) if event is not None and kind == "debrief" else ""
    )
    place = asked.number(request.GET, "application")
    about = event.current if event else record.application(owner, place) if place is not None else None
    resting = _rest(owner) if kind == "free" else None
    begun = [told.entry(one) for one in queries.drafts(owner, kind)] if event is None else []
    context = _page(request, owner, form, Entry(kind=kind, event=event, application=about), before)
    context |= {"rest": resting, "begun": begun}
    return render(request, "journal/write.html", context)


@require_safe
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry to go on writing, a draft or one that was finished."""
    owner = person(request)
    one = queries.entry(owner, pk)
    before = queries.of_event(owner, one.event) if one.event is not None else []
    form = questions.form(one.kind, one.form)
    return render(request, "journal/write.html", _page(request, owner, form, one, before))


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what is on the page: by itself while the person types, or because they pressed a button."""
    owner = person(request)
    kind = request.POST.get("kind", "")
    if kind not in questions.KINDS:
        raise Http404
    by_itself = request.headers.get("HX-Request") == "true"
    beginning = _beginning(request, owner, kind)
    saved = actions.save(
        owner,
        writing.given(questions.form(kind, request.POST.get("form", "")), request.POST),
        window=request.POST.get("window", "")[:32],
        beginning=beginning,
        key=asked.number(request.POST, "entry"),
        seen=_moment(request.POST.get("seen", "")),
        about=_about(request, owner),
        finish=request.POST.get("do") == "finish",
        by_itself=by_itself,
    )
    return _kept(request, saved) if by_itself else _done(request, saved)


def _page(
    request: HttpRequest, owner: User, form: Form, one: Entry, before: Sequence[Entry]
) -> dict[str, Any]:
    """What the page of a form shows; `one` may be an entry that is not kept yet."""
    place = queries.place(one)
    otherwise = reverse("application", args=[place.pk]) if place else reverse("journal")
    earlier = [
        other for other in before
        if other.kind in _LOOKING_BACK and other.finished_at is not None and other.pk != one.pk
    ]  # fmt: skip
    return {
        "one": one,
        "form": form,
        "form_name": one.form or _form_name(owner, one),
        "window": writing.new_window(),
        "questions": [(question, one.answers.get(question.key, "")) for question in form.questions],
        "sort": [
            (code, themes.name(code), one.sort.get(code, ""), themes.SORTS[whose.control(code)])
            for code in form.reasons
        ],
        "sorts": list(themes.SORTS.items()),
        "tags": tags.typed(one.tags),
        "known_tags": [name for name, _n in queries.facets(owner).tags[:100]],
        "applications": queries.applications(owner) if one.event is None else [],
        "place": rows.row(place) if place else None,
        "about": _about_event(owner, one.event) if one.event else None,
        "earlier": [told.entry(other) for other in earlier],
        "enough": len(earlier) >= _ENOUGH,
        "minutes": rest.MINUTES,
        "back": asked.back(request, reverse("written", args=[one.pk]) if one.finished_at else otherwise),
    }


def _about_event(owner: User, event: Event) -> dict[str, Any]:
    """What is looked back at: the fact, its day, and the words that it rests on."""
    seen = glimpses.of(owner, [event]).get(event.message_id or 0, glimpses.NOTHING)
    return {
        "happened": told.happened(event),
        "at": queries.takes_place(owner, event),
        "quote": glimpses.quote(event, seen),
        "url": seen.url,
    }


def _form_name(owner: User, one: Entry) -> str:
    if one.kind != "debrief":
        return ""
    return queries.occasion(owner, one.event) if one.event is not None else "open"


def _beginning(request: HttpRequest, owner: User, kind: str) -> Beginning:
    key = asked.number(request.POST, "event")
    form = request.POST.get("form", "")
    return Beginning(
        kind,
        form if kind == "debrief" and form in debriefs.NAMES else "",
        queries.event(owner, key) if key is not None else None,
    )


def _about(request: HttpRequest, owner: User) -> About:
    """The application that was chosen, where the page asks for one."""
    if "application" not in request.POST:
        return About()
    key = asked.number(request.POST, "application")
    found: Application | None = record.application(owner, key) if key is not None else None
    return About(found, chosen=True)


def _moment(given: str) -> datetime | None:
    try:
        found = parse_datetime(given)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _kept(request: HttpRequest, saved: actions.Saved) -> HttpResponse:
    """The line that says when it was kept; the page learns the number of a new entry from it."""
    answer = render(request, "journal/saved.html", {"saved": saved})
    if saved.made and saved.entry is not None:
        # Loaded again, the page is that of the draft.
        answer.headers["HX-Replace-Url"] = reverse("write", args=[saved.entry.pk])
    return answer


def _done(request: HttpRequest, saved: actions.Saved) -> HttpResponse:
    entry = saved.entry
    if entry is None:
        messages.info(request, _("There was nothing to keep yet."))
        return redirect(asked.back(request, reverse("journal")))
    if saved.aside:
        messages.info(
            request,
            _(
                "Another window had changed this entry meanwhile. Both are kept: this is what stood here, as its own entry."
            ),
        )
    if entry.finished_at is not None:
        return redirect("written", entry.pk)
    if not saved.aside:
        messages.info(request, _("Kept as a draft. It waits in your journal."))
    return redirect("write", entry.pk)


def _rest(owner: User) -> Rest | None:
    return rest.rest(queries.free_days(owner), queries.today(owner))
