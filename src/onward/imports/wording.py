"""How columns, statuses and events are said on the page of an import."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.applications.details import POSTED
from onward.applications.wording import KINDS

FIELDS: Mapping[str, Promise] = {
    "company": _("Employer"),
    "role": _("Role"),
    "title": _("Employer and role in one"),
    "location": _("Place"),
    "channel": _("How you applied"),
    "url": _("Link to the posting"),
    "requisition": _("Their number for the role"),
    "status": _("Status, in any words"),
    "applied": _("When you applied"),
    "acknowledged": _("When they confirmed it"),
    "assessment": _("Assessment"),
    "interview": _("Interview"),
    "offer": _("Offer"),
    "rejected": _("When they said no"),
    "withdrawn": _("When you withdrew"),
    "declined": _("When you declined their offer"),
    "accepted": _("When you accepted"),
    "responded": _("When they answered"),
    "ended": _("When it was decided"),
    "reached": _("When the status was reached"),
    "updated": _("When the row was last changed"),
    "happened": _("When it happened"),
    "resume": _("Version of your resume"),
    "tailored": _("Whether you tailored it"),
    "cover_letter": _("Cover letter"),
    "posted": _("When the posting appeared"),
    "note": _("Your notes"),
    "other": _("Kept as a note"),
}
ORDERS: Mapping[str, Promise] = {"dmy": _("day first"), "mdy": _("month first")}
SHAPES: Mapping[str, Promise] = {
    "application": _("an application"),
    "event": _("something that happened in one"),
}
NOTHING = _("Nothing that happened")

#: What was sent, as it stands beside a row.
_MARKED: Mapping[str, Promise] = {
    "resume": _("Resume"),
    "tailored": _("Tailored"),
    "cover letter": _("Cover letter"),
    POSTED: _("Posted"),
}
_SAID: Mapping[str, Promise] = {"yes": _("yes"), "no": _("no")}


def marked(question: str, value: str) -> str:
    """A mark in words: "Resume: B"."""
    said = day(date.fromisoformat(value)) if question == POSTED else _SAID.get(value, value)
    return f"{_MARKED.get(question, question)}: {said}"


def day(when: date) -> str:
    """A day as it stands beside the events of a row: 3 Apr 2026."""
    return date_format(when, "j M Y")


def kinds(names: Sequence[str]) -> str:
    """Kinds of event in words: "Interview, They said no"."""
    return ", ".join(str(KINDS[name]) for name in names) if names else str(NOTHING)


def status_choices() -> list[tuple[str, str]]:
    """What a status can be said to mean, as (value, words)."""
    single = [(name, str(KINDS[name])) for name in _OFFERED]
    several = [
        (" ".join(names), kinds(names)) for names in (("interview", "rejected"), ("offer", "declined"))
    ]
    return [("nothing", str(NOTHING)), *single, *several]


_OFFERED = (
    "applied",
    "acknowledged",
    "assessment",
    "interview",
    "offer",
    "rejected",
    "withdrawn",
    "declined",
    "accepted",
)
