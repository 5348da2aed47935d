"""Everything that writes lessons: each change is kept with what stood before it, so that it can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onward.applications.models import Application, Event
from onward.base import clock
from onward.base.errors import Problem
from onward.journal import queries
from onward.journal.models import Entry, Lesson
from onward.people.models import User

FIELDS = ("text", "theme", "step", "review_on", "state")
SOURCES = ("debrief", "rejection", "feedback", "hand")
#: The same sentence again within this time is a second press of the button.
_TWICE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a lesson comes from."""

    source: str = "hand"
    event: Event | None = None
    application: Application | None = None
    entry: Entry | None = None


def keep(owner: User, fields: Mapping[str, Any], origin: Origin = Origin()) -> Lesson:
    """Write a lesson down; `fields` are text, theme, step and review_on."""
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
        now = queries.next_moment(owner)
        again = Lesson.objects.filter(
            owner=owner, text=fields["text"], made_at__gt=now - _TWICE, entry=origin.entry
        )
        if (known := again.first()) is not None:
            return known
        lesson = Lesson(
            owner=owner, **fields, source=origin.source, event=origin.event, entry=origin.entry,
            application=origin.event.current if origin.event else origin.application, made_at=clock.now(), changed_at=now,
        )  # fmt: skip
        # Taking it back leaves it among those that were dropped: nothing is deleted.
        lesson.history = [
            {"at": now.isoformat(), "did": "made", "was": _fields(lesson) | {"state": "dropped"}}
        ]
        lesson.save()
    return lesson


def change(owner: User, key: int, did: str, fields: Mapping[str, Any]) -> Lesson:
    """Change a lesson; `did` names what was done (edited, kept, done, dropped, open, review)."""
    with transaction.atomic():
        lesson = _locked(owner, key)
        if any(getattr(lesson, name) != value for name, value in fields.items()):
            _set(lesson, did, fields)
    return lesson


def go_back(owner: User, key: int, step: int) -> Lesson:
    """Put a lesson back to how it stood before a change; that is a change too, and can be taken back."""
    with transaction.atomic():
        lesson = _locked(owner, key)
        if not 0 <= step < len(lesson.history):
            raise Problem(_("This was changed meanwhile. Look at it again before you take something back."))
        was = dict(lesson.history[step]["was"])
        was["review_on"] = date.fromisoformat(was["review_on"]) if was["review_on"] else None
        _set(lesson, "back", was)
    return lesson


def _set(lesson: Lesson, did: str, fields: Mapping[str, Any]) -> None:
    now = queries.next_moment(lesson.owner)
    lesson.history = [*lesson.history, {"at": now.isoformat(), "did": did, "was": _fields(lesson)}]
    for name, value in fields.items():
        setattr(lesson, name, value)
    lesson.changed_at = now
    lesson.save()


def _fields(lesson: Lesson) -> dict[str, Any]:
    kept = {name: getattr(lesson, name) for name in FIELDS}
    return kept | {"review_on": lesson.review_on.isoformat() if lesson.review_on else None}


def _locked(owner: User, key: int) -> Lesson:
    User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
    return queries.lesson(owner, key)
