"""Which entry by hand brings an application to another column of the board."""

from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.applications.stages import Fact, step
from onward.base import clock

#: Kind of fact → what the person says by choosing it.
KINDS: dict[str, Promise] = {
    "applied": gettext_lazy("I applied again"),
    "assessment": gettext_lazy("Assessment, test or task"),
    "interview": gettext_lazy("Interview"),
    "offer": gettext_lazy("Offer"),
    "accepted": gettext_lazy("I accepted"),
    "declined": gettext_lazy("I declined"),
    "withdrawn": gettext_lazy("I withdrew"),
    "rejected": gettext_lazy("They said no"),
}


def choices(stage: str, status: str) -> list[tuple[str, Promise]]:
    """The kinds that would change where an application stands; a step back is a correction, not a move."""
    return [(kind, KINDS[kind]) for kind in _effective(stage, status)]


def title(kind: str, name: str) -> str:
    """What the undo line says."""
    return _("%(name)s: %(kind)s") % {"name": name, "kind": KINDS[kind]}


@cache
def _effective(stage: str, status: str) -> tuple[str, ...]:
    now = clock.now()
    return tuple(kind for kind in KINDS if step(stage, status, Fact(kind, now)) != (stage, status))
