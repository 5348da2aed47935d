"""The page of one no: what they said, what it means, how far it got, and what to do next."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.applications import next_steps as registry
from onward.applications import rows, shares
from onward.applications.models import Event
from onward.base import clock
from onward.language import prints
from onward.people.access import person
from onward.people.models import User
from onward.rejections import actions, earlier, last_step, layout, looks, next_steps, panel, repeats, wording
from onward.rejections.forms import USUAL, AgainForm, GuessForm
from onward.rejections.looks import Look

next_steps.register()
panel.register()
#: Sentences of which the page names who else sent them.
_NAMED = 4


@require_safe
def rejection(request: HttpRequest, pk: int) -> HttpResponse:
    """The page. An entry that is no rejection any more leads to its application."""
    owner = person(request)
    event = looks.event(owner, pk)
    if event.kind != "rejected" or not event.active:
        return redirect("application", event.current_id)
    look = looks.look(owner, event)
    steps = registry.for_event(request, event)
    gone = look.step("let_go")
    reached = looks.reached(look)
    referred = event.current.channel == "referral"
    share = None if reached == "applied" else shares.reaching(owner, reached, referred)
    context: dict[str, Any] = {
        "event": event,
        "row": rows.row(event.current),
        "one": event.current,
        "mail": look.mail,
        "glimpse": look.glimpse,
        "own_words": event.data.get("text") or event.data.get("quote") or "",
        "paragraphs": layout.paragraphs(look.mail.text, look.marks) if look.mail else [],
        "kinds": {mark.kind for mark in look.marks},
        "telling": sum(mark.kind == "informative" for mark in look.marks),
        "repeated": _repeated(owner, look),
        "others_said_no_so": max(
            (
                look.repeated[place].employers
                for place, mark in enumerate(look.marks)
                if mark.does == "no" and place in look.repeated
            ),
            default=0,
        ),
        "stated": [
            {
                "words": wording.code(one.code, one.quote),
                "control": wording.control(one.code, one.quote),
                "said": one,
            }
            for one in look.stated
        ],
        "hollow": bool(look.hollow),
        "all_stock": look.all_stock,
        "chosen": [{"said": mark.text, "url": _lesson(request, event, mark.text)} for mark in look.chosen],
        "suggested": [
            {
                "code": one.code,
                "words": wording.code(one.code),
                "control": wording.control(one.code),
                "because": wording.because(one),
                "sure": wording.sure(one.confidence),
            }
            for one in look.suggested
        ],
        "guessed": [{"words": wording.code(code), "control": wording.control(code)} for code in look.guessed],
        "guess_step": look.step("guess"),
        "guess_form": GuessForm(initial={"codes": look.guessed}),
        "met": look.met,
        "after_yes": look.after_yes,
        "met_since": look.met_since,
        "wait": _wait(owner, look),
        "reached": wording.REACHED.get(reached),
        "share": wording.share(share) if share and share.n else "",
        "elsewhere": wording.elsewhere(share.elsewhere, share.begin, referred=referred)
        if share and share.elsewhere
        else "",
        "sources": share.elsewhere.sources if share and share.elsewhere else (),
        "earlier": [(rows.row(one.application), one) for one in earlier.earlier(owner, look)],
        "gone": gone,
        "first": None if gone else next(iter(steps), None),
        "others": [one for one in steps if one.key != "let_go"] if gone else steps[1:],
        "again": look.step("again"),
        "again_on": look.again_on,
        "again_due": bool(look.again_on and look.again_on <= timezone.localdate(clock.now())),
        "last_act": last_step.last_step(look.steps),
    }
    return render(request, "rejections/rejection.html", context)


@require_POST
def let_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Be done with it, or take it up again."""
    owner = person(request)
    (actions.take_up if "back" in request.POST else actions.let_go)(owner, pk)
    return _back(request, pk)


@require_POST
def guess(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the person's own reasons; none takes them back."""
    actions.guess(person(request), pk, request.POST.getlist("codes"))
    return _back(request, pk, "#why")


@require_POST
def turn_down(request: HttpRequest, pk: int) -> HttpResponse:
    """A suggested reason is not what it was; or it is, and becomes the person's own."""
    owner = person(request)
    event = looks.event(owner, pk)
    code = request.POST.get("code", "")
    if "take" in request.POST:
        actions.guess(owner, pk, [*looks.look(owner, event).guessed, code])
    else:
        actions.turn_down(owner, pk, code)
    return _back(request, pk, "#why")


@require_POST
def met(request: HttpRequest, pk: int) -> HttpResponse:
    """There was the interview of which their mail speaks, or there was none."""
    actions.met(person(request), pk, was="was" in request.POST)
    return _back(request, pk, "#reached")


@require_POST
def after_yes(request: HttpRequest, pk: int) -> HttpResponse:
    """An offer that was accepted was taken back, or the job stands."""
    owner = person(request)
    if "stands" in request.POST:
        actions.stands(owner, pk)
        return _back(request, pk)
    actions.taken_back(owner, pk)
    return redirect("application", looks.event(owner, pk).current_id)


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """When to look at this employer again, and what should be different by then."""
    owner = person(request)
    event = looks.event(owner, pk)
    if event.kind != "rejected" or not event.active:
        return redirect("application", event.current_id)
    if request.method == "POST" and "back" in request.POST:
        actions.not_again(owner, pk)
        return _back(request, pk)
    standing = looks.standing(owner, event, "again")
    initial = {
        "on": looks.again_on(standing) or timezone.localdate(clock.now()) + USUAL,
        "different": standing.data.get("different", "") if standing else "",
    }
    form = AgainForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.again(owner, pk, form.cleaned_data["on"], form.cleaned_data["different"])
        return redirect("rejection", pk)
    context = {"event": event, "row": rows.row(event.current), "form": form, "standing": standing}
    return render(request, "rejections/again.html", context)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step back, or take it again."""
    step = actions.undo(person(request), pk)
    return _back(request, step.event_id)


def _back(request: HttpRequest, event: int, part: str = "") -> HttpResponse:
    """To the page from which it was asked, else to that of the no."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(asked if safe else reverse("rejection", args=[event]) + part)


def _repeated(owner: User, look: Look) -> list[dict[str, Any]]:
    """The sentences that others sent too, those of most employers first, with who sent the first few."""
    if look.mail is None:
        return []
    # That several greet alike tells nothing.
    said = [place for place in look.repeated if place < len(look.marks) and prints.of(look.marks[place].text)]
    most = sorted(said, key=lambda place: (-look.repeated[place].employers, place))[:_NAMED]
    named = repeats.named(owner, look.mail.id, most)
    return [
        {
            "text": look.marks[place].text,
            "employers": look.repeated[place].employers,
            "senders": named.get(place, ()),
            "more": look.repeated[place].employers - len(named.get(place, ())),
        }
        for place in most
    ]


def _wait(owner: User, look: Look) -> dict[str, int] | None:
    waited = looks.waited(owner, look)
    if waited is None:
        return None
    return {"days": waited.days, "minutes": waited.seconds // 60 if not waited.days else 0}


def _lesson(request: HttpRequest, event: Event, words: str) -> str:
    """Where a lesson is written down that begins with these words of theirs."""
    asked = {"event": event.pk, "source": "rejection", "theme": "experience_level", "text": words[:300]}
    return f"{reverse('new_lesson')}?{urlencode({**asked, 'next': request.get_full_path()})}"
