"""The quiet bar of the journal's pages: what was done last with an entry or a lesson, with its undo."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications.last_act import FRESH
from onward.base import clock
from onward.journal import told
from onward.journal.models import Entry, Lesson
from onward.people.models import User

_LONGEST = 70


def last_act(owner: User, lessons_first: bool = False) -> dict[str, Any] | None:
    """Context for `ui/last_act.html`: the latest of what was finished, put away or changed; None when it is old.

    Of the same moment, that of the page counts: `lessons_first` on pages of lessons.
    """
    since = clock.now() - FRESH
    found = [*_entries(owner, since), *_lessons(owner, since)]
    if not found:
        return None
    at, act = max(found[::-1] if lessons_first else found, key=lambda pair: pair[0])
    return act | {"at": at}


def _entries(owner: User, since: datetime) -> Iterator[tuple[datetime, dict[str, Any]]]:
    known = Entry.objects.filter(owner=owner).select_related("application__merged_into", "event__current")
    away = known.filter(put_away_at__gt=since).order_by("-put_away_at", "-pk").first()
    if away is not None and away.put_away_at is not None:
        yield away.put_away_at, _entry(away, _("Put away: %(title)s"), "bring_back")
    ended = known.filter(finished_at__gt=since, put_away_at=None).order_by("-finished_at", "-pk").first()
    if ended is not None and ended.finished_at is not None:
        yield ended.finished_at, _entry(ended, _("Finished: %(title)s"), "reopen")


def _lessons(owner: User, since: datetime) -> Iterator[tuple[datetime, dict[str, Any]]]:
    changed = Lesson.objects.filter(owner=owner, changed_at__gt=since).order_by("-changed_at", "-pk").first()
    if changed is not None and changed.changed_at is not None:
        yield changed.changed_at, _lesson(changed)


def _entry(one: Entry, words: str, address: str) -> dict[str, Any]:
    title = words % {"title": _short(told.entry(one).title)}
    return {"title": title, "undo_url": reverse(address, args=[one.pk]), "undo_label": _("Undo")}


def _lesson(one: Lesson) -> dict[str, Any]:
    step = len(one.history) - 1
    did = one.history[step]["did"]
    return {
        "title": _("%(did)s: %(text)s") % {"did": told.did(did), "text": _short(one.text)},
        "undo_url": f"{reverse('lesson_back', args=[one.pk])}?step={step}",
        "undo_label": _("Take this back") if did == "back" else _("Undo"),
    }


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
