"""The quiet bar: what was done last, with its undo."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import queries
from onward.base import clock
from onward.people.models import User

#: Later than this the bar is no help any more; an application's page lists its older acts.
FRESH = timedelta(days=1)


def last_act(owner: User, application: int | None = None, *, whole: bool = False) -> dict[str, Any] | None:
    """Context for `ui/last_act.html`: the latest act, of one application or of all; None when it is old.

    An act that reaches beyond one application, such as a reading, is taken back where all of it is in view, which
    `whole` says of a page, and after a question.
    """
    latest = next(iter(queries.acts(owner, application, first=1)), None)
    if latest is None or clock.now() - latest.at > FRESH:
        return None
    large = getattr(latest, "large", False)
    if large and not whole:
        return None
    undo = _("Take this back") if latest.undoes_id else _("Undo")
    return {
        "title": latest.title,
        "at": latest.at,
        "undo_url": reverse("undo", args=[latest.pk]),
        "undo_label": f"{undo} …" if large else undo,
        "ask_first": large,
    }
