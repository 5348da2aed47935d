"""What the journal offers about a fact: looking back at it, and keeping a lesson."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications import correspondence, next_steps
from onward.applications.correspondence import Mail
from onward.applications.models import Event
from onward.applications.next_steps import NextStep
from onward.base import clock
from onward.journal import queries, themes
from onward.journal.models import Entry, Lesson
from onward.language import met, whose
from onward.people.access import person
from onward.ui.templatetags.words import day

#: Occasion → rank: what came after talks teaches most, an application alone the least.
_RANKS = {
    "late": 10,
    "interview": 15,
    "talk": 15,
    "offer": 20,
    "task": 25,
    "assessment": 30,
    "application": 70,
}
_DONE = 90


def steps(request: HttpRequest, event: Event) -> list[NextStep]:
    """Looking back and learning, for what has happened; nothing for what lies ahead or teaches nothing."""
    owner = person(request)
    if event.kind not in (*queries.OCCASIONS, "feedback"):
        return []
    if "cancelled" in event.data:
        return []  # there was no talk to look back at
    if event.kind == "interview" and queries.takes_place(owner, event) > clock.now():
        return []
    found = []
    written = queries.of_event(owner, event)
    mail = correspondence.mails(owner, [event.message_id]).get(event.message_id) if event.message_id else None
    if event.kind != "feedback":
        occasion = queries.occasion(owner, event)
        # "Without an interview" is not said to somebody whose mail speaks of one.
        spoken = occasion == "application" and mail is not None and bool(met.spoken_of(mail.text))
        found.append(_reflect(request, event, occasion, written, spoken=spoken))
    lessons = Lesson.objects.filter(owner=owner, event=event, state__in=queries.LIVING).count()
    return [*found, _learn(request, event, lessons, written, _theme(mail))]


def register() -> None:
    """Let the pages of events show them."""
    next_steps.register(steps)


def _reflect(
    request: HttpRequest, event: Event, occasion: str, written: list[Entry], *, spoken: bool
) -> NextStep:
    draft = next((one for one in written if one.finished_at is None), None)
    done = [one for one in written if one.finished_at is not None]
    rank = _RANKS.get(occasion, 40)
    url, action, state = _address("new_debrief", request, event), _("Begin"), ""
    if draft is not None:
        url, action = reverse("write", args=[draft.pk]), _("Go on")
        state = _("Begun: %(day)s") % {"day": day(draft.begun_at)}
    elif done:
        url, action, rank = reverse("written", args=[done[-1].pk]), _("Read it"), _DONE
        state = _("Looked back: %(day)s") % {"day": day(done[-1].begun_at)}
    return NextStep(
        "reflect",
        _("Look back at it"),
        _why(occasion, spoken=spoken),
        url,
        action,
        10,
        state=state,
        rank=rank,
    )


def _why(occasion: str, *, spoken: bool) -> str:
    if spoken:
        return _("The questions fit how far it got: say first whether there was an interview.")
    if occasion == "application":
        return _(
            "Without an interview there is little to learn from. Worth ten minutes only if something stays with you."
        )
    if occasion in {"talk", "task", "offer"}:
        return _(
            "Structured debriefs helped clearly in two summaries of studies, and looking back at what went well counts as "
            "much."
        )
    return _(
        "Structured debriefs helped clearly in two summaries of studies: what to keep, what to change, and what was not "
        "yours."
    )


def _learn(request: HttpRequest, event: Event, lessons: int, written: list[Entry], theme: str) -> NextStep:
    asked = {
        "source": "feedback"
        if event.kind == "feedback"
        else "rejection"
        if event.kind == "rejected"
        else "hand"
    }
    if theme:
        asked["theme"] = theme
    state = ngettext("%(n)s lesson kept", "%(n)s lessons kept", lessons) % {"n": lessons} if lessons else ""
    looked_back = any(one.finished_at is not None for one in written)
    return NextStep(
        "learn",
        _("Keep a lesson"),
        _("One sentence, in your words, that you meet again when it is of use; Onward brings it back."),
        _address("new_lesson", request, event, **asked),
        _("Write it down"),
        2,
        state=state,
        rank=_DONE if lessons else 20 if looked_back else 45 if event.kind == "feedback" else 75,
    )


def _theme(mail: Mail | None) -> str:
    """What the mail states as its reason, where it is something to work on."""
    said = [(str(one.get("code", "")), str(one.get("quote", ""))) for one in mail.reasons] if mail else []
    own = (code for code, quote in said if code in themes.THEMES and whose.control(code, quote) != "not")
    return next(own, "")


def _address(name: str, request: HttpRequest, event: Event, **asked: str) -> str:
    return f"{reverse(name)}?{urlencode({'event': event.pk, **asked, 'next': request.get_full_path()})}"
