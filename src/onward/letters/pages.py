"""Letters: the list with what waits and what is due, and the page of one, checked as it is edited."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.applications import draft_places, panels, rows
from onward.applications import next_steps as registry
from onward.applications.models import Application
from onward.applications.panels import Panel
from onward.base import clock
from onward.base.errors import Problem
from onward.letters import actions, forms, mailing, next_steps, queries, questions, shown, wording
from onward.letters.forms import ChoiceForm, SentForm, TextForm
from onward.letters.models import Draft
from onward.people.access import person
from onward.people.models import User

_GROUPS = ("due", "draft", "waiting", "answered", "declined", "sent", "put_away")
_QUESTIONS = 2


@require_safe
def letters_page(request: HttpRequest) -> HttpResponse:
    """Every letter: what is due, drafts, what waits for an answer, what was answered."""
    owner = person(request)
    found = queries.all_letters(owner)
    by_state: dict[str, list[dict[str, Any]]] = {name: [] for name in _GROUPS}
    for one in found:
        # A letter that was followed up is told by its follow-up.
        later = queries.followed_by(one)
        if later is None or later.sent_at is None or one.answered_at or one.declined_at:
            by_state[queries.state(one)].append(shown.line(one))
    context = {"groups": by_state, "any": bool(found), "last_act": shown.last_act(found)}
    return render(request, "letters/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_letter(request: HttpRequest, event: int, purpose: str) -> HttpResponse:
    """Begin a letter after a no, a talk or a word, or go to the one that was begun; a link alone begins nothing."""
    owner = person(request)
    followed = queries.event(owner, event)
    if purpose not in forms.purposes(followed.kind):
        raise Http404
    if request.method != "POST":
        for one in queries.of_event(owner, followed):
            if one.purpose == purpose:
                return redirect("letter", one.pk)
        context = {"event": followed, "purpose": purpose, "row": rows.row(followed.current)}
        context |= {"words": wording.PURPOSES[purpose], "why": wording.WHY.get(purpose, "")}
        return render(request, "letters/letter_begin.html", context)
    return redirect("letter", actions.begin(owner, event, purpose).pk)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter; posting keeps the text, and changes what it is drawn from. `do` says what was pressed."""
    owner = person(request)
    one = queries.letter(owner, pk)
    if one.event is None:
        return redirect("application", queries.place(one).pk)
    if request.method != "POST":
        return render(request, "letters/letter.html", shown.context(person(request), one))
    if one.sent_at is None:
        one = _write(request, one)
    part = request.headers.get("HX-Request") == "true"
    if part and request.headers.get("HX-Target") == "checked":
        around = queries.around(owner, queries.event(owner, one.event_id or 0))
        return render(request, "letters/letter_checked.html", {"one": one} | shown.checked(one, around))
    if part and request.headers.get("HX-Target") == "letter":
        one = queries.letter(owner, pk)
        return render(
            request, "letters/letter_form.html", shown.context(person(request), one) | {"part": True}
        )
    return redirect("letter", pk)


@require_POST
def letter_act(request: HttpRequest, pk: int, did: str) -> HttpResponse:
    """What became of a letter: sent, answered, declined, put_away, brought_back, follow_up, drafts, undo."""
    owner = person(request)
    one = queries.letter(owner, pk)
    if did == "sent":
        form = SentForm(request.POST)
        if not form.is_valid():
            raise Problem(" ".join(str(said) for found in form.errors.values() for said in found))
        actions.send(owner, pk, form.cleaned_data["on"])
    elif did == "follow_up":
        one = actions.begin_follow_up(owner, pk)
    elif did == "undo":
        actions.undo(owner, pk)
    elif did == "drafts":
        _put_into_drafts(request, owner, one)
    elif did in {"answered", "declined", "put_away", "brought_back"}:
        actions.settle(owner, pk, did)
    else:
        raise Http404
    if did == "put_away" or request.POST.get("next") == reverse("letters"):
        return HttpResponseRedirect(reverse("letters"))
    return redirect("letter", one.pk)


@require_safe
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as a draft for a mail program."""
    owner = person(request)
    one = queries.letter(owner, pk)
    content = _as_mail(owner, one, owner.addresses[0] if owner.addresses else "")
    answer = HttpResponse(content, content_type="message/rfc822")
    answer.headers["Content-Disposition"] = f'attachment; filename="letter-{one.pk}.eml"'
    return answer


def panel(request: HttpRequest, application: Application) -> Panel | None:
    """What an application's page shows of letters: those written, and where another one begins."""
    owner = person(request)
    found = queries.of_application(owner, application)
    event = queries.latest_event(owner, application)
    wanted = forms.purposes(event.kind)[0] if event else ""
    if event and wanted == "thanks" and not next_steps.counts_as_thanks(event):
        event = None
    if event and any(one.event_id == event.pk and one.purpose == wanted for one in found):
        event = None
    if event is None and not found:
        return None
    words = wording.PURPOSES[wanted] if wanted else ""
    context = {
        "letters": [shown.line(one) for one in found],
        "event": event,
        "purpose": wanted,
        "words": words,
    }
    return Panel("letters/letter_panel.html", context)


def _put_into_drafts(request: HttpRequest, owner: User, one: Draft) -> None:
    """Put the letter into a folder of drafts, which is asked for each time; the person sends it from there."""
    chosen = request.POST.get("place", "")
    place = next((place for place in draft_places.places(owner) if str(place.key) == chosen), None)
    if place is None or one.sent_at is not None:
        raise Http404
    title = draft_places.put(owner, place.key, _as_mail(owner, one, place.address))
    told = _("It lies in “%(folder)s” of %(address)s. Read it there once more; you send it.")
    messages.success(request, told % {"folder": title, "address": place.address})


def _as_mail(owner: User, one: Draft, sender: str) -> bytes:
    """The letter as a message that is not sent yet."""
    answered = None
    if one.event is not None:
        answered = queries.around(owner, one.event).answers(one.to_address)
    return mailing.draft(
        name=one.to_name,
        to=one.to_address,
        sender=sender,
        subject=one.subject,
        body=one.body,
        at=clock.now(),
        answers=answered.header_id if answered else "",
        thread=answered.thread if answered else (),
    )


def _write(request: HttpRequest, one: Draft) -> Draft:
    """Keep the text, then carry out what was pressed."""
    owner, given = person(request), request.POST
    form = TextForm(given)
    if form.is_valid():
        one = actions.save(owner, one.pk, form.cleaned_data["subject"], form.cleaned_data["body"])
    else:
        raise Problem(_("This is too long to be kept as a letter. Nothing was changed."))
    do, _colon, named = given.get("do", "").partition(":")
    if do == "anew":
        return actions.draw_anew(owner, one.pk)
    if do in {"ask", "leave"}:
        return actions.choose(owner, one.pk, {"questions": _asked(one, do, named)})
    if do == "draw":
        chosen = _chosen(request, one, given)
        return actions.choose(owner, one.pk, chosen)
    return one


def _asked(one: Draft, do: str, named: str) -> list[str]:
    """The questions with one more, which takes the place of the last where there are two, or with one less."""
    offered = questions.QUESTIONS[queries.place(one).furthest_stage]
    kept = [code for code in one.questions if code != named]
    if do == "leave" or named not in offered:
        return kept or list(one.questions)
    most = 1 if one.purpose == "follow_up" else _QUESTIONS
    return [*kept[: most - 1], named]


def _chosen(request: HttpRequest, one: Draft, given: QueryDict) -> dict[str, Any]:
    """What the form says the letter is to be drawn from."""
    form = ChoiceForm(shown.purposes(one), one.language, given)
    if not form.is_valid():
        if "to_address" in form.errors:
            messages.info(request, str(form.errors["to_address"][0]))
        form.cleaned_data.pop("to_address", None)
    fields = form.cleaned_data
    chosen: dict[str, Any] = {name: fields[name] for name in ("purpose", "language") if fields.get(name)}
    if fields.get("formal"):
        chosen["formal"] = fields["formal"] == "yes"
    if "language" in chosen and chosen["language"] != one.language:
        chosen.pop("formal", None)  # another language addresses otherwise
    if "to" in given and fields.get("to") == "else":
        chosen |= {name: fields[name] for name in ("to_name", "to_address", "relation") if name in fields}
        chosen |= {"honorific": ""} if chosen.get("to_name") != one.to_name else {}
    elif "to" in given and one.event is not None:
        thread = queries.around(person(request), one.event).thread
        for known in thread.people:
            if shown.key(known) == fields.get("to"):
                chosen |= {"to_name": known.name, "to_address": known.reach, "relation": known.relation}
                chosen["honorific"] = known.honorific
    return chosen


registry.register(next_steps.for_event)
panels.register(panel)
