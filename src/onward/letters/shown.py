"""What the pages of letters show: one letter with people, questions and remarks, and a letter as a line."""

from collections.abc import Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from onward.applications import columns, correspondence, draft_places, rows
from onward.applications.last_act import FRESH
from onward.base import clock
from onward.letters import checker, drafting, forms, mailing, next_steps, queries, questions, wording
from onward.letters.forms import ChoiceForm, SentForm, TextForm
from onward.letters.models import Draft
from onward.letters.people_in_thread import Person
from onward.letters.queries import Around
from onward.people.models import User


def context(owner: User, one: Draft) -> dict[str, Any]:
    """All that the page of a letter shows."""
    event = queries.event(owner, one.event_id or 0)
    around = queries.around(owner, event)
    known = queries.chosen(one, around.thread)
    stage = around.application.furthest_stage
    asks = one.purpose in drafting.ASKING
    state = queries.state(one)
    # Where it is filed, if at all, is another question.
    reply = correspondence.mails(owner, [one.reply_id]).get(one.reply_id) if one.reply_id else None
    shown = {
        "one": one,
        "title": wording.title(one),
        "state": state,
        "in_words": next_steps.in_words(one),
        "row": rows.row(around.application),
        "event": event,
        "people": [_proposed(someone, someone is known) for someone in around.thread.people],
        "other": known is None,
        "outlook": wording.outlook(around.thread),
        "text": TextForm(initial={"subject": one.subject, "body": one.body}),
        "choices": ChoiceForm(purposes(one), one.language, initial=_initial(one)),
        "several_purposes": len(purposes(one)) > 1,
        "addressed": one.language in wording.ADDRESS or one.language in {"en", "pt", "sv"},
        "asked": [(code, drafting.question(code, one.language, formal=one.formal)) for code in one.questions]
        if asks
        else [],
        "to_ask": [
            (code, drafting.question(code, one.language, formal=one.formal))
            for code in questions.QUESTIONS[stage]
            if code not in one.questions
        ]
        if asks
        else [],
        "nameless": not around.me,
        "stale": bool(one.drawn.get("stale")),
        "sent_form": SentForm(initial={"on": clock.now().astimezone(columns.zone_of(owner)).date()}),
        "reply": reply,
        "draft_places": draft_places.places(owner),
        "later": queries.followed_by(one),
        "record_url": _record(one),
        "last_act": last_act([one]),
    }
    return shown | checked(one, around)


def checked(one: Draft, around: Around) -> dict[str, Any]:
    """The remarks, and the ways in which the letter leaves."""
    found = checker.check(queries.to_check(one, around)) if one.sent_at is None else []
    mailto, whole = mailing.link(one.to_address, one.subject, one.body)
    return {
        "remarks": wording.remarks(found, one.body),
        "summary": wording.summary(one.body, len(found)),
        "mailto": mailto,
        "mailto_whole": whole,
    }


def _proposed(someone: Person, chosen: bool) -> dict[str, Any]:
    return {
        "person": someone,
        "key": key(someone),
        "chosen": chosen,
        "relation": wording.RELATIONS[someone.relation] if someone.relation != "unknown" else "",
        "why": wording.why(someone),
    }


def key(someone: Person) -> str:
    """How a form names somebody."""
    return f"{someone.name}|{someone.reach}"


def _initial(one: Draft) -> dict[str, Any]:
    return {
        "purpose": one.purpose,
        "language": one.language,
        "formal": "yes" if one.formal else "no",
        "to_name": one.to_name,
        "to_address": one.to_address,
        "relation": one.relation or "unknown",
    }


def purposes(one: Draft) -> tuple[str, ...]:
    """What the letter can be for; a follow-up stays one."""
    if one.purpose == "follow_up" or one.event is None:
        return (one.purpose,)
    return forms.purposes(one.event.kind)


def line(one: Draft) -> dict[str, Any]:
    """A letter as a line of a list."""
    return {
        "one": one,
        "title": wording.title(one),
        "row": rows.row(queries.place(one)),
        "in_words": next_steps.in_words(one),
        "state": queries.state(one),
    }


def _record(one: Draft) -> str:
    """Where the answer is kept as feedback; empty where there is no such page."""
    if not one.reply_id or one.purpose not in drafting.ASKING:
        return ""
    try:
        return f"{reverse('record_feedback')}?letter={one.pk}"
    except NoReverseMatch:
        return ""


def last_act(found: Sequence[Draft]) -> dict[str, Any] | None:
    """The quiet bar: what was done last with one of these letters; None when it is old."""
    done = [(one.history[-1], one) for one in found if one.history]
    if not done:
        return None
    last, one = max(done, key=lambda pair: str(pair[0]["at"]))
    at = parse_datetime(last["at"])
    if at is None or clock.now() - at > FRESH:
        return None
    title = wording.ACTS[last["did"]]
    name = wording.title(one)
    return {
        "title": f"{title}: {name}" if len(found) > 1 else str(title),
        "at": at,
        "undo_url": reverse("letter_act", args=[one.pk, "undo"]),
        "undo_label": _("Undo"),
    }
