"""What letters offer after a no or a talk: asking for feedback, thanking, keeping in touch."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications.models import Event
from onward.applications.offers import Offer
from onward.applications.stages import ENDINGS
from onward.base import clock
from onward.feedback import letter_queries, letter_wording
from onward.feedback.letter_queries import Around
from onward.feedback.models import Draft
from onward.people.access import person
from onward.ui.templatetags.words import day

#: After a talk or a no: thanks that come later than this are thanks for something else.
THANK_WITHIN = timedelta(days=2)
#: Six to twelve weeks on.
TOUCH_FROM, TOUCH_UNTIL = timedelta(weeks=6), timedelta(weeks=12)
_TALKED = ("interview", "offer")


def for_event(request: HttpRequest, event: Event) -> list[Offer]:
    """The letters that this event suggests, each with why."""
    if event.kind not in {"rejected", "interview"} or not event.active or "cancelled" in event.data:
        return []
    owner = person(request)
    begun = {one.purpose: one for one in reversed(letter_queries.of_event(owner, event))}
    around = letter_queries.around(owner, event)
    gone = clock.now() - letter_queries.happened(event)
    talked = around.application.furthest_stage in _TALKED
    found = []
    if event.kind == "rejected":
        found.append(_ask(around, begun.get("feedback")))
    fresh = timedelta(0) <= gone <= THANK_WITHIN and talked
    if "thanks" in begun or (
        fresh and (event.kind == "rejected" or around.application.status not in ENDINGS)
    ):
        found.append(_thank(around, begun.get("thanks")))
    known = talked or any(one.address for one in around.thread.people)
    due = event.kind == "rejected" and known and TOUCH_FROM <= gone <= TOUCH_UNTIL
    if "in_touch" in begun or due:
        found.append(_touch(around, begun.get("in_touch")))
    return found


def _ask(around: Around, begun: Draft | None) -> Offer:
    best = next((one for one in around.thread.people if one.reach), None)
    stage = around.application.furthest_stage
    if best is not None and best.met:
        words = (
            _("%(name)s interviewed you. People who met you answer more often than a mailbox does.")
            if best.relation == "interviewer" or stage in _TALKED
            else _("%(name)s has met you. People who met you answer more often than a mailbox does.")
        )
        why, rank = words % {"name": best.name or best.reach}, 20
    elif best is not None and best.address:
        why = _("%(name)s wrote to you in person. A person answers more often than a mailbox does.") % {
            "name": best.name or best.address
        }
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
    assumed = _("How many such requests are answered was never counted; Onward assumes one in five.")
    return _offer(
        around, begun, "ask_feedback", "feedback", _("Ask for feedback"), f"{why} {assumed}", 5, rank
    )


def _thank(around: Around, begun: Draft | None) -> Offer:
    why = (
        _("They gave you their time. A short thank-you asks for nothing and leaves a good last word.")
        if around.ended
        else _(
            "A thank-you within a day counts for most who hire, and about one in four applicants sends one."
        )
    )
    rank = 40 if around.ended else 10
    return _offer(around, begun, "thank", "thanks", _("Thank them"), why, 3, rank)


def _touch(around: Around, begun: Draft | None) -> Offer:
    why = _("Some weeks have gone by. A short note that asks for nothing keeps the door open.")
    return _offer(around, begun, "in_touch", "in_touch", _("Keep in touch"), why, 5, 38)


def _offer(
    around: Around, begun: Draft | None, key: str, purpose: str, title: str, why: str, minutes: int, rank: int
) -> Offer:
    if begun is None:
        url = reverse("begin_letter", args=[around.event.pk, purpose])
        return Offer(key, title, why, url, _("Draft a letter"), minutes, post=True, rank=rank)
    return Offer(
        key, letter_wording.title(begun), why, reverse("letter", args=[begun.pk]), _("Open the letter"), minutes,
        state=in_words(begun), rank=rank if begun.sent_at is None else max(rank, 70),
    )  # fmt: skip


def in_words(one: Draft) -> str:
    """Where a letter stands, in words with a date."""
    state = letter_queries.state(one)
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
