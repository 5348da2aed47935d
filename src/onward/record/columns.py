"""The columns of a work-search record: together they are what the forms of several countries ask for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that the person did, in the words of the record; what was never recorded is empty."""

    on: date
    activity: str
    employer: str = ""
    position: str = ""
    method: str = ""
    place: str = ""
    contact: str = ""
    contact_title: str = ""
    address: str = ""
    reference: str = ""
    result: str = ""
    result_on: date | None = None
    follow_up: str = ""
    evidence: str = ""
    minutes: int | None = None
    note: str = ""


#: Column → its title; the names are those of `Activity`, and the order is that of the table.
TITLES: Mapping[str, Promise] = {
    "on": _("Date"),
    "activity": _("Activity"),
    "minutes": _("Minutes"),
    "employer": _("Employer"),
    "place": _("Place or web address"),
    "address": _("E-mail or telephone"),
    "contact": _("Contact"),
    "contact_title": _("Title of the contact"),
    "position": _("Position"),
    "reference": _("Job reference"),
    "method": _("Method"),
    "result": _("Result"),
    "result_on": _("Date of the result"),
    "follow_up": _("Follow-up"),
    "evidence": _("Evidence"),
    "note": _("Note"),
}
#: What most forms ask for; the rest is chosen.
USUAL = ("on", "activity", "employer", "address", "position", "method", "result", "result_on")


def chosen(wanted: Collection[str]) -> list[str]:
    """The columns that were asked for, in their order; the usual ones for none."""
    return [name for name in TITLES if name in wanted] or list(USUAL)
