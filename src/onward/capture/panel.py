"""What an application's page shows of its postings: each as it was, however long the page has been gone."""

from django.http import HttpRequest
from django.urls import reverse

from onward.applications import panels
from onward.applications.models import Application
from onward.applications.panels import Panel
from onward.capture import actions, queries, told
from onward.people.access import person


def postings(request: HttpRequest, application: Application) -> Panel | None:
    """The postings of an application; for one that goes on without any, the way to keep it."""
    found = queries.of_application(person(request), application)
    if not found and application.status not in {"open", "offer"}:
        return None
    context = {
        "application": application,
        "postings": [(told.posting(one), told.offers(one, actions.details(one))) for one in found],
        "give": f"{reverse('new_posting')}?application={application.pk}",
    }
    return Panel("capture/panel.html", context)


def register() -> None:
    """Let the pages of applications show them."""
    panels.register(postings)
