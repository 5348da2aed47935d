"""What a no and an application's page show of feedback: a mail that could be kept, and what was kept."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import next_steps, panels
from onward.applications.models import Application, Event
from onward.applications.next_steps import NextStep
from onward.applications.panels import Panel
from onward.feedback import points, queries, wording
from onward.people.access import person
from onward.ui.templatetags.words import day


def learn(request: HttpRequest, event: Event) -> list[NextStep]:
    """At a no, or at feedback itself: mails with feedback on the same application that are not kept yet, or are."""
    if event.kind not in ("rejected", "feedback"):
        return []
    owner = person(request)
    found = []
    for one in queries.waiting(owner, event.current):
        name = one.mail.sender.name or event.current.company or _("They")
        found.append(
            NextStep(
                "learn_from_feedback",
                _("%(name)s wrote what they thought. Keep it as feedback?") % {"name": name},
                _(
                    "Few employers say more than a stock sentence. Kept, it is set beside what others say of you."
                ),
                record_url(one.mail.id),
                _("Look at it"),
                3,
                rank=5,
            )
        )
    kept_here = queries.of_application(owner, event.current)
    if _told_aloud(event) and not any(one.event_id == event.pk for one in kept_here):
        found.append(
            NextStep(
                "learn_from_feedback",
                _("Keep what they told you as feedback"),
                _("Your note is split into points and set beside what others say of you; you correct it."),
                f"{reverse('record_feedback')}?{urlencode({'event': event.pk})}",
                _("Look at it"),
                3,
                rank=5,
            )
        )
    for kept in kept_here:
        if kept.event_id == event.pk or kept.message_id:
            found.append(
                NextStep(
                    "learn_from_feedback",
                    _("What %(name)s said") % {"name": queries.source(kept)},
                    _("Praise comes first; each point can be made a lesson."),
                    reverse("received", args=[kept.pk]),
                    _("Read it"),
                    3,
                    state=_("Kept: %(day)s") % {"day": day(kept.recorded_at)},
                    rank=60,
                )
            )
    return found


def _told_aloud(event: Event) -> bool:
    """Whether the person noted what they were told with a no that came by no mail, and it says something."""
    text = str(event.data.get("text") or "")
    return event.kind == "rejected" and event.message_id is None and bool(points.read(text))


def panel(request: HttpRequest, application: Application) -> Panel | None:
    """Feedback on an application, mails that could be kept as such, and where more is recorded."""
    owner = person(request)
    waiting = queries.waiting(owner, application)
    kept = queries.of_application(owner, application)
    if (
        not waiting
        and not kept
        and application.furthest_stage == "applied"
        and application.status != "rejected"
    ):
        return None
    context = {
        "application": application,
        "waiting": [(one.mail.sender.name or application.company, one.mail) for one in waiting],
        "kept": [(one, queries.source(one), wording.manner(one.manner)) for one in kept],
    }
    return Panel("feedback/panel.html", context)


def record_url(message: int) -> str:
    """Where a mail is looked at before it is kept."""
    return f"{reverse('record_feedback')}?{urlencode({'message': message})}"


def register() -> None:
    """Let a no and an application's page show them."""
    next_steps.register(learn)
    panels.register(panel)
