"""What an application's page shows of its mails: a list beneath the timeline, and a line at each entry."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse

from onward.applications import glimpses, panels
from onward.applications.glimpses import Glimpse
from onward.applications.models import Application
from onward.applications.panels import Panel
from onward.base.invisible import one_line
from onward.mail import queries
from onward.mail.heading import heading
from onward.mail.models import Message
from onward.people.access import person
from onward.people.models import User


def messages(request: HttpRequest, application: Application) -> Panel | None:
    """The mails of an application, earliest first."""
    found = queries.of_application(person(request), application)
    if not found:
        return None
    return Panel("mail/panel.html", {"messages": [heading(one) for one in found]})


def lookup(owner: User, keys: list[int]) -> Mapping[int, Glimpse]:
    """As much of each mail as a line of the timeline shows."""
    found = Message.objects.filter(owner=owner, pk__in=keys).only(
        "subject", "sender_name", "sender_address", "evidence"
    )
    return {
        one.pk: Glimpse(
            one_line(one.subject),
            one_line(one.sender_name) or one.sender_address,
            str(one.evidence[0]) if one.evidence else "",
            reverse("message", args=[one.pk]),
        )
        for one in found
    }


def register() -> None:
    """Let the pages of applications show mails."""
    panels.register(messages)
    glimpses.register(lookup)
