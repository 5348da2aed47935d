"""One line on an application's page that leads to the page of its no, and the day to look again once it has come."""

from django.http import HttpRequest
from django.utils import timezone

from onward.applications import panels
from onward.applications.models import Application, Event
from onward.applications.panels import Panel
from onward.base import clock
from onward.people.access import person
from onward.rejections import looks
from onward.rejections.models import Step


def last_no(request: HttpRequest, application: Application) -> Panel | None:
    """The latest no of an application that ended with one; nothing while it is open again."""
    if application.status != "rejected":
        return None
    owner = person(request)
    event = (
        Event.objects.filter(owner=owner, current=application, active=True, kind="rejected")
        .order_by("-at", "-pk")
        .first()
    )
    if event is None:
        return None
    steps = Step.objects.filter(owner=owner, event__current=application, taken_back_at=None)
    known = {step.kind: step for step in steps.order_by("pk")}
    on = looks.again_on(known.get("again"))
    context = {
        "event": event,
        "gone": "let_go" in known,
        "on": on,
        "due": bool(on and on <= timezone.localdate(clock.now())),
    }
    return Panel("rejections/panel.html", context)


def register() -> None:
    """Let the pages of applications show it."""
    panels.register(last_no)
