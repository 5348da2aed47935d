"""Everything that writes entries of the journal: saving as one types, finishing, putting away and back.

What belongs to another owner does not exist here: it raises Http404 like what was never there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from onward.applications.details import searchable
from onward.applications.models import Application, Event
from onward.base import clock
from onward.base.errors import Problem
from onward.journal import queries, tags
from onward.journal.models import Entry
from onward.journal.writing import Writing
from onward.people.models import User


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new entry is: its kind, the questions of a debrief, and what it is about."""

    kind: str
    form: str = ""
    event: Event | None = None
    application: Application | None = None


@dataclass(frozen=True, slots=True)
class About:
    """The application that the person chose, None for none; not `chosen` where the page did not ask."""

    application: Application | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The entry as it is kept; None where there was nothing to keep."""

    entry: Entry | None
    made: bool = False
    #: Another page had saved it meanwhile: these words were kept as an entry of their own, or not yet.
    aside: bool = False


def save(
    owner: User,
    given: Writing,
    *,
    window: str,
    beginning: Beginning | None = None,
    key: int | None = None,
    seen: datetime | None = None,
    about: About = About(),
    finish: bool = False,
    by_itself: bool = False,
) -> Saved:
    """Keep what was written: a new entry (`beginning`), or entry `key` as the page `window` saw it at `seen`.

    `about` counts for an entry that hangs on no event. When another
    page has saved the entry since, nothing of it is written over: saved by itself, these words wait; saved by the
    person (`by_itself` false), they become an entry of their own.
    """
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
        found = queries.entry(owner, key) if key is not None else queries.of_window(owner, window)
        if found is not None and _changed_elsewhere(found, window, seen):
            if by_itself:
                return Saved(found, aside=True)
            beginning = Beginning(found.kind, found.form, found.event, found.application)
            return Saved(_made(owner, beginning, given, window, about, finish), made=True, aside=True)
        if found is not None:
            return Saved(_write(found, given, window, about, finish))
        if beginning is None or given.is_empty:
            if finish:
                raise Problem(_("There is nothing to keep yet. Write a line, or leave it at that."))
            return Saved(None)
        return Saved(_made(owner, beginning, given, window, about, finish), made=True)


def reopen(owner: User, key: int) -> Entry:
    """Make a finished entry a draft again."""
    entry = queries.entry(owner, key)
    entry.finished_at = None
    entry.save(update_fields=["finished_at"])
    return entry


def put_away(owner: User, key: int) -> Entry:
    """Take an entry out of the journal's pages; it stays stored."""
    entry = queries.entry(owner, key)
    if entry.put_away_at is None:
        entry.put_away_at = queries.next_moment(owner)
        entry.save(update_fields=["put_away_at"])
    return entry


def bring_back(owner: User, key: int) -> Entry:
    """Bring back an entry that was put away."""
    entry = queries.entry(owner, key)
    entry.put_away_at = None
    entry.save(update_fields=["put_away_at"])
    return entry


def _changed_elsewhere(entry: Entry, window: str, seen: datetime | None) -> bool:
    return entry.window != window and (seen is None or entry.saved_at > seen)


def _made(
    owner: User, beginning: Beginning, given: Writing, window: str, about: About, finish: bool
) -> Entry:
    now = clock.now()
    event = beginning.event
    place = event.current if event is not None else beginning.application
    entry = Entry(
        owner=owner, kind=beginning.kind, form=beginning.form, event=event, application=place,
        begun_at=now, saved_at=now,
    )  # fmt: skip
    return _write(entry, given, window, about, finish)


def _write(entry: Entry, given: Writing, window: str, about: About, finish: bool) -> Entry:
    now = clock.now()
    entry.title, entry.body, entry.small_step = given.title, given.body, given.small_step
    entry.answers, entry.sort, entry.tags = dict(given.answers), dict(given.sort), list(given.tags)
    # The clock may stand still; a page that saw an earlier state has to be told apart all the same.
    entry.saved_at, entry.window = max(now, entry.saved_at + timedelta(microseconds=1)), window
    if entry.event is None and about.chosen:
        entry.application = about.application
    if finish and entry.finished_at is None:
        entry.finished_at = queries.next_moment(entry.owner)
    entry.search_text = searchable(given.title, given.body, *given.answers.values(), given.small_step)
    entry.search_text += tags.marked(given.tags)
    entry.save()
    return entry
