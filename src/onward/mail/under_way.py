"""Begins a reading in the background, and says whether one goes on."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from onward.base import clock
from onward.base.errors import Problem
from onward.mail import alive, incoming, reading_process, sources
from onward.mail.models import Reading
from onward.people.models import User

#: A process needs some seconds to begin.
_BEGINNING = timedelta(seconds=20)


def begin(owner: User, names: list[str], me: list[str]) -> Reading:
    """Begin a reading in the background; only one at a time."""
    for other in Reading.objects.filter(owner=owner, state="running"):
        if state(other) == "running":
            raise Problem(_("Another reading is under way. Let it end, or stop it first."))
    for source in names:
        if sources.kind_of(source) is None and not Path(source).exists():
            raise Problem(_("There is nothing at %(path)s any more.") % {"path": incoming.shown(source)})
    incoming.sweep()
    made = Reading.objects.create(owner=owner, started_at=clock.now(), sources=names)
    reading_process.start(made, me)
    return made


def state(one: Reading) -> str:
    """running, stopped, done or broken; a reading whose process is gone has stopped, whatever its row is."""
    if one.state != "running" or alive.is_held(one.pk):
        return one.state
    return "running" if clock.now() - one.started_at < _BEGINNING and not one.examined else "stopped"
