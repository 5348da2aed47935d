"""What an application's page shows of the journal: what was written about it, and its lessons."""

from django.http import HttpRequest

from onward.applications import panels
from onward.applications.models import Application
from onward.applications.panels import Panel
from onward.journal import queries, told
from onward.people.access import person

_SHOWN = 10


def written(request: HttpRequest, application: Application) -> Panel | None:
    """Entries and lessons about an application, the latest first; nothing where there are none."""
    entries, lessons = queries.of_application(person(request), application, _SHOWN + 1)
    if not entries and not lessons:
        return None
    context = {
        "application": application,
        "entries": [told.entry(one) for one in entries[:_SHOWN]],
        "lessons": [told.lesson(one) for one in lessons[:_SHOWN]],
        "more": len(entries) > _SHOWN,
    }
    return Panel("journal/panel.html", context)


def register() -> None:
    """Let the pages of applications show them."""
    panels.register(written)
