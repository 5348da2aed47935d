"""What letters offer after a no or a talk: answering, asking for feedback, thanking, keeping in touch."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications.models import Event
from onward.applications.next_steps import NextStep
from onward.applications.stages import ENDINGS
from onward.base import clock
from onward.letters import checker, queries, wording
from onward.letters.helping import Waits
from onward.letters.models import Draft
from onward.letters.queries import Around
from onward.people.access import person
from onward.ui.templatetags.words import day

#: After a talk or a no: thanks that come later than this are thanks for something else.
THANK_WITHIN = timedelta(days=2)
#: Six to twelve weeks on.
TOUCH_FROM, TOUCH_UNTIL = timedelta(weeks=6), timedelta(weeks=12)
#: A word for a later role belongs to the weeks after the no.
LATER_WITHIN = timedelta(days=30)
_TALKED = ("interview", "offer")
#: Somebody waits: before all else. What comes late is worth less.
_FIRST, _LATE, _LAST = -5, 15, 80


def for_event(request: HttpRequest, event: Event) -> list[NextStep]:
    """The letters that this event suggests, each with why."""
    if event.kind not in {"rejected", "interview"} or not event.active or "cancelled" in event.data:
        return []
    owner = person(request)
    begun = {one.purpose: one for one in reversed(queries.of_event(owner, event))}
    around = queries.around(owner, event)
    gone = clock.now() - queries.happened(event)
    talked = around.application.furthest_stage in _TALKED
    waits = around.waits
    found = []
    if waits or "answer" in begun:
        found.append(_answer(around, begun.get("answer"), waits))
    if event.kind == "rejected":
        found.append(_ask(around, begun.get("feedback"), gone))
    fresh = timedelta(0) <= gone <= THANK_WITHIN and talked
    if "thanks" in begun or (
        fresh and (event.kind == "rejected" or around.application.status not in ENDINGS)
    ):
        found.append(_thank(around, begun.get("thanks")))
    known = talked or any(one.address for one in around.thread.people)
    reached = event.kind == "rejected" and any(one.reach for one in around.thread.people)
    if "later" in begun or (reached and talked and gone <= LATER_WITHIN):
        found.append(_later(around, begun.get("later")))
    # Whoever offered something is glad to hear of it later, too.
    due = known and gone >= TOUCH_FROM and (gone <= TOUCH_UNTIL or bool(waits))
    if "in_touch" in begun or (event.kind == "rejected" and due):
        found.append(_touch(around, begun.get("in_touch"), gone))
    return found


def counts_as_thanks(event: Event) -> bool:
    """Whether a thank-you for what happened would still be one."""
    return clock.now() - queries.happened(event) <= THANK_WITHIN


def _answer(around: Around, begun: Draft | None, waits: Sequence[Waits]) -> NextStep:
    sender = around.mail.sender.name if around.mail else ""
    name = sender or around.application.company or _("They")
    first = waits[0] if waits else None
    if first is None:
        why = _("What they wrote waits for a word of yours.")
    else:
        words = (
            _("%(name)s asks you: “%(quote)s”")
            if first.kind == "question"
            else _("%(name)s holds something out to you: “%(quote)s”")
        )
        why = words % {"name": name, "quote": " ".join(first.quote.split())}
    return _step(around, begun, "answer", "answer", _("Answer them"), why, 5, _FIRST)


def _ask(around: Around, begun: Draft | None, gone: timedelta) -> NextStep:
    best = next((one for one in around.thread.people if one.reach), None)
    stage = around.application.furthest_stage
    if best is not None and best.met:
        words = (
            _("%(name)s interviewed you: whoever met you can say what they saw.")
            if best.relation == "interviewer" or stage in _TALKED
            else _("%(name)s has met you, and can say what they saw.")
        )
        why, rank = words % {"name": best.name or best.reach}, 20
    elif best is not None and best.address:
        why = _("An address of a person is known: %(name)s.") % {"name": best.name or best.address}
        rank = {"applied": 55, "assessment": 35}.get(stage, 25)
    elif best is not None or around.thread.offices:
        why, rank = _("Only an office's address is known; somebody there may hand the letter on."), 65
    else:
        why = _(
            "No address that takes an answer is known. The letter can still go by hand to somebody whom you know."
        )
        rank = 75
    if stage in _TALKED and rank > 60:
        rank -= 20
    if gone.days > checker.LATE["feedback"]:
        late = ngettext(
            "Their no is %(n)s day old, and people forget; it can still be sent.",
            "Their no is %(n)s days old, and people forget; it can still be sent.",
            gone.days,
        )
        why, rank = f"{late % {'n': gone.days}} {why}", rank + _LATE
    if around.not_yours:
        # No answer of theirs could be of use, and the letter would ask for a fault that nobody named.
        theirs = _("What they named was theirs to decide, so there is little to ask for.")
        return _step(around, begun, "ask_feedback", "feedback", _("Ask for feedback"), theirs, 5, _LAST)
    assumed = _("How many such requests are answered was never counted; Onward assumes one in five.")
    return _step(
        around, begun, "ask_feedback", "feedback", _("Ask for feedback"), f"{why} {assumed}", 5, rank
    )


def _thank(around: Around, begun: Draft | None) -> NextStep:
    why = (
        _("They gave you their time. A short thank-you asks for nothing and leaves a good last word.")
        if around.ended
        else _(
            "A thank-you within a day counts for most who hire, and about one in four applicants sends one."
        )
    )
    rank = 40 if around.ended else 10
    return _step(around, begun, "thank", "thanks", _("Thank them"), why, 3, rank)


def _later(around: Around, begun: Draft | None) -> NextStep:
    why = _(
        "They know you now. Two sentences say that you would be glad of another role; they ask for nothing."
    )
    return _step(around, begun, "later", "later", _("Say you would like a later role"), why, 3, 42)


def _touch(around: Around, begun: Draft | None, gone: timedelta) -> NextStep:
    weeks = max(1, gone.days // 7)
    why = ngettext(
        "%(n)s week has gone by. A short note that asks for nothing keeps the door open.",
        "%(n)s weeks have gone by. A short note that asks for nothing keeps the door open.",
        weeks,
    ) % {"n": weeks}
    return _step(around, begun, "in_touch", "in_touch", _("Keep in touch"), why, 5, 38)


def _step(
    around: Around, begun: Draft | None, key: str, purpose: str, title: str, why: str, minutes: int, rank: int
) -> NextStep:
    if begun is None:
        url = reverse("begin_letter", args=[around.event.pk, purpose])
        return NextStep(key, title, why, url, _("Draft a letter"), minutes, post=True, rank=rank)
    return NextStep(
        key, wording.title(begun), why, reverse("letter", args=[begun.pk]), _("Open the letter"), minutes,
        state=in_words(begun), rank=rank if begun.sent_at is None else max(rank, 70),
    )  # fmt: skip


def in_words(one: Draft) -> str:
    """Where a letter stands, in words with a date."""
    state = queries.state(one)
    words = {
        "draft": (_("Begun: %(day)s"), one.begun_at),
        "put_away": (_("Put away: %(day)s"), one.put_away_at),
        "answered": (_("Answered: %(day)s"), one.answered_at),
        "declined": (_("They give no feedback: %(day)s"), one.declined_at),
        "due": (_("Sent: %(day)s. The one follow-up is due"), one.sent_at),
        "waiting": (_("Sent: %(day)s. Waiting for an answer"), one.sent_at),
        "sent": (_("Sent: %(day)s"), one.sent_at),
    }
    text, when = words[state]
    return text % {"day": day(when)}
