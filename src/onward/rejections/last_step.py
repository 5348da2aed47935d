"""The quiet bar on the page of a no: the last step, with its undo."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.applications.last_act import FRESH
from onward.base import clock
from onward.rejections.models import Step

_DONE: dict[str, Promise] = {
    "let_go": gettext_lazy("You let it go"),
    "guess": gettext_lazy("You kept your own guess"),
    "again": gettext_lazy("You chose a day to look again"),
    "not_inferred": gettext_lazy("You turned a suggested reason down"),
    "met": gettext_lazy("You said whether there was an interview"),
    "stands": gettext_lazy("You said that the job stands"),
}
_BACK: dict[str, Promise] = {
    "let_go": gettext_lazy("You took it up again"),
    "guess": gettext_lazy("You took your guess back"),
    "again": gettext_lazy("You will not look again after all"),
    "not_inferred": gettext_lazy("The suggested reason is back"),
    "met": gettext_lazy("You took back what you said of an interview"),
    "stands": gettext_lazy("Whether the job stands is open again"),
}


def last_step(steps: Sequence[Step]) -> dict[str, Any] | None:
    """Context for `ui/last_act.html`: what was decided last about this no; None when it is old."""
    if not steps:
        return None
    latest = max(steps, key=lambda one: (max(one.at, one.taken_back_at or one.at), one.pk))
    at = max(latest.at, latest.taken_back_at or latest.at)
    if clock.now() - at > FRESH:
        return None
    back = latest.taken_back_at is not None
    return {
        "title": str((_BACK if back else _DONE)[latest.kind]),
        "at": at,
        "undo_url": reverse("undo_step", args=[latest.pk]),
        "undo_label": _("Undo"),
    }
