"""The quiet bar of the pages of postings: what was done last with one, with its undo."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications.last_act import FRESH
from onward.base import clock
from onward.capture import queries, told
from onward.capture.models import Posting
from onward.people.models import User

_LONGEST = 70


def last_act(owner: User, one: Posting | None = None) -> dict[str, Any] | None:
    """Context for `ui/last_act.html`: the latest change, of one posting or of all; None when it is old."""
    since = clock.now() - FRESH
    found = one if one is not None else queries.latest(owner, since)
    if found is None or found.changed_at <= since or not found.history:
        return None
    step = len(found.history) - 1
    names = {"did": told.did(found, step), "title": _short(told.name(found))}
    back = found.history[step]["did"] == "back"
    return {
        "title": _("%(did)s: %(title)s") % names,
        "at": found.changed_at,
        "undo_url": f"{reverse('posting_back', args=[found.pk])}?step={step}",
        "undo_label": _("Take this back") if back else _("Undo"),
    }


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
