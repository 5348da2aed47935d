"""The whole journal as one Markdown text, for the person alone."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.journal import markdown, queries, told
from onward.journal.markdown import Page
from onward.journal.models import Entry, Lesson
from onward.journal.queries import Filters
from onward.people.models import User

NAME = "journal.md"
#: Entries that are read from the database at once.
_AT_ONCE = 200


def pieces(owner: User) -> Iterator[str]:
    """The text, piece by piece: entries, drafts, lessons, and what was put away, the earliest first."""
    with timezone.override(columns.zone_of(owner)):
        yield from markdown.document(
            _("Journal"), _("What you wrote, and what you took from it."), _parts(owner)
        )


def is_empty(owner: User) -> bool:
    """Whether nothing was ever written."""
    return not (Entry.objects.filter(owner=owner).exists() or Lesson.objects.filter(owner=owner).exists())


def _parts(owner: User) -> Iterator[tuple[str, Iterable[Page]]]:
    for show, heading in (("finished", _("Entries")), ("drafts", _("Drafts"))):
        if queries.entries(owner, Filters(show=show)).exists():
            yield heading, _entries(owner, show)
    taken = list(queries.lessons(owner, queries.STATES).order_by("made_at", "pk"))
    if taken:
        yield _("Lessons"), [_lesson(one) for one in taken]
    if queries.entries(owner, Filters(show="put_away")).exists():
        yield _("Put away"), _entries(owner, "put_away")


def _entries(owner: User, show: str) -> Iterator[Page]:
    found = queries.entries(owner, Filters(show=show)).defer("search_text").order_by("begun_at", "pk")
    for one in found.iterator(chunk_size=_AT_ONCE):
        yield _entry(one)


def _entry(one: Entry) -> Page:
    shown = told.entry(one)
    facts = [
        date_format(timezone.localtime(one.begun_at), "j F Y, H:i"),
        shown.kind,
        *([shown.name] if shown.name else []),
        *([shown.occasion] if shown.occasion else []),
        *([_("Tags: %(tags)s") % {"tags": ", ".join(one.tags)}] if one.tags else []),
    ]
    sections = list(shown.sections)
    if shown.sort:
        sections.append(
            (_("Whose it was"), "\n".join(f"{whose}: {', '.join(which)}" for whose, which in shown.sort))
        )
    if one.small_step:
        sections.append((_("One small step"), one.small_step))
    return Page(shown.title, facts, sections)


def _lesson(one: Lesson) -> Page:
    shown = told.lesson(one)
    facts = [date_format(timezone.localtime(one.made_at), "j F Y"), shown.state]
    facts += [words for words in (shown.theme, shown.name) if words]
    if one.review_on:
        facts.append(_("to look at again on %(day)s") % {"day": date_format(one.review_on, "j F Y")})
    return Page(one.text, facts, [(_("One small step"), one.step)] if one.step else [])
