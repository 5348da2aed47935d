"""An entry or a lesson as pages and the export show it: words instead of codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.applications import rows, wording
from onward.applications.models import Application, Event
from onward.journal import queries, questions, themes
from onward.journal.models import Entry, Lesson
from onward.journal.questions import Form

#: Characters of an entry that a list shows.
_EXCERPT = 220
#: Forms that are called after their first line, and how long that may be.
_OPEN = frozenset({"note", "free"})
_NAME = 70


@dataclass(frozen=True, slots=True)
class Told:
    """One entry."""

    entry: Entry
    form: Form
    kind: str
    title: str
    place: Application | None
    #: The application's name, empty for none.
    name: str
    #: What it looks back at, such as "They said no"; empty for none.
    occasion: str
    #: (question, answer); the open page of a form without questions has no question.
    sections: Sequence[tuple[str, str]]
    excerpt: str
    #: (whose, reasons) as the person sorted them.
    sort: Sequence[tuple[str, list[str]]]
    #: What the person counts as theirs although nobody who applies decides it.
    beyond_reach: Sequence[str]


@dataclass(frozen=True, slots=True)
class ToldLesson:
    """One lesson."""

    lesson: Lesson
    theme: str
    state: str
    source: str
    place: Application | None
    name: str
    #: Whether it is to be looked at again today.
    due: bool = False


STATES: Mapping[str, Promise] = {
    "open": _("Open"),
    "kept": _("Kept"),
    "done": _("Done"),
    "dropped": _("Dropped"),
}
_DID: Mapping[str, Promise] = {
    "made": _("Written down"),
    "edited": _("Edited"),
    "kept": _("Kept"),
    "done": _("Done"),
    "dropped": _("Dropped"),
    "open": _("Opened again"),
    "review": _("Another day to look at it"),
    "back": _("Taken back"),
}
_SOURCES: Mapping[str, Promise | str] = {
    "debrief": _("from looking back"),
    "rejection": _("from a no"),
    "feedback": _("from feedback"),
    "hand": "",
}


def entry(one: Entry) -> Told:
    """The entry as it is shown."""
    form = questions.form(one.kind, one.form)
    place = queries.place(one)
    name = rows.row(place).name if place else ""
    happened = str(wording.KINDS.get(one.event.kind, "")) if one.event else ""
    sections = _sections(one, form)
    return Told(
        one,
        form,
        str(questions.KINDS.get(one.kind, one.kind)),
        one.title or _title(one, form, name),
        place,
        name,
        happened,
        sections,
        _excerpt(sections, first_line=not one.title and one.kind in _OPEN and bool(one.body)),
        themes.sorted_out(one.sort),
        themes.beyond_reach(one.sort),
    )


def lesson(one: Lesson, today: date | None = None) -> ToldLesson:
    """The lesson as it is shown; `today` is the person's date."""
    place = queries.place(one)
    due = bool(one.state in queries.LIVING and today and one.review_on and one.review_on <= today)
    return ToldLesson(
        one,
        themes.name(one.theme),
        str(STATES[one.state]),
        str(_SOURCES.get(one.source, "")),
        place,
        rows.row(place).name if place else "",
        due,
    )


def did(name: str) -> str:
    """A change of a lesson in words."""
    return str(_DID.get(name, name))


def happened(event: Event) -> str:
    """A fact in words."""
    return str(wording.KINDS.get(event.kind, event.kind))


def takings(told: Told) -> list[str]:
    """Sentences of the entry that could become its lesson, in the person's own words: what to change, what to keep."""
    words = [told.entry.answers.get(key, "") for key in ("change", "keep", "fairer")]
    found = [*(" ".join(text.split("\n\n")[0].split()) for text in words), told.entry.small_step]
    return list(dict.fromkeys(text for text in found if 0 < len(text) <= 300))


def _sections(one: Entry, form: Form) -> list[tuple[str, str]]:
    asked = [question.key for question in form.questions]
    keys = [*(key for key in asked if key in one.answers), *(key for key in one.answers if key not in asked)]
    found = [(questions.question_title(form, key), str(one.answers[key])) for key in keys]
    return [*([("", one.body)] if one.body else []), *found]


def _title(one: Entry, form: Form, name: str) -> str:
    if one.kind in _OPEN and one.body:
        first = one.body.split("\n", 1)[0]
        return first if len(first) <= _NAME else f"{first[:_NAME].rsplit(' ', 1)[0]} …"
    if name:
        return f"{form.title}: {name}"
    return gettext("%(title)s, %(day)s") % {
        "title": form.title,
        "day": date_format(one.begun_at, gettext("j F")),
    }


def _excerpt(sections: Sequence[tuple[str, str]], *, first_line: bool) -> str:
    """How it begins; without its first line where that is the title already."""
    texts = [answer for _question, answer in sections[:4]]
    if first_line and len(texts[0].split("\n", 1)[0]) <= _NAME:
        texts[0] = texts[0].partition("\n")[2]
    text = " ".join(" ".join(words.split()) for words in texts).strip()
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"
