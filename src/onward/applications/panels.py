"""Parts of an application's page that floors above bring along, such as its messages."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from onward.applications.models import Application
from onward.base.hooks import Hook


class Panel(NamedTuple):
    """A template and what it shows; it begins with a heading of the second level."""

    template: str
    context: dict[str, Any]


#: Gives the panel for an application that belongs to the person of the request; None for nothing to show.
Source = Callable[[HttpRequest, Application], Panel | None]
sources: Hook[Source] = Hook()
register, unregister = sources.register, sources.unregister


def rendered(request: HttpRequest, application: Application) -> list[SafeString]:
    """All panels for the application, in the order in which they were registered."""
    panels = (source(request, application) for source in sources)
    return [render_to_string(one.template, one.context, request) for one in panels if one is not None]
