"""An application as lists show it: its words instead of its codes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from onward.applications import wording
from onward.applications.models import Application


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, or one card of the board."""

    application: Application
    #: The employer, without one the role: what the line is known by.
    name: str
    #: The role, unless it is the name already.
    role: str
    status: str
    tone: str
    stage: str
    furthest_stage: str
    channel: str


def row(application: Application) -> Row:
    """The line for an application."""
    status = application.shown_status
    return Row(
        application,
        application.company or application.role or _("Not named yet"),
        application.role if application.company else "",
        str(wording.STATUSES[status]),
        wording.tone(status, application.stage),
        str(wording.STAGES[application.stage]),
        str(wording.STAGES[application.furthest_stage]),
        wording.channel(application.channel),
    )
