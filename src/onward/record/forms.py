"""What the address of the record asks for, and the fields of an activity entered by hand."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onward.applications.forms import DayField, day_input
from onward.record import columns, weeks

_WEEKS = 4
STARTS = {weeks.MONDAY: _("Monday"), weeks.SUNDAY: _("Sunday"), weeks.SATURDAY: _("Saturday")}


class RecordForm(forms.Form):
    """Which days, how weeks are counted, which columns."""

    first = DayField(label=_("From"), required=False, widget=day_input())
    last = DayField(label=_("Until"), required=False, widget=day_input())
    starts = forms.TypedChoiceField(
        label=_("A week begins on"),
        required=False,
        coerce=int,
        empty_value=str(weeks.MONDAY),
        choices=list(STARTS.items()),
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        required=False,
        choices=list(columns.TITLES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Look at notes before you hand them over. What was never recorded stays empty."),
    )

    def add_prefix(self, field_name: str) -> str:
        """The names that stand in the address."""
        return {"first": "from", "last": "to"}.get(field_name, field_name)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for."""

    form: RecordForm
    first: date
    last: date
    starts: int
    columns: list[str]


def asked(query: QueryDict, today: date) -> Asked:
    """Read the address; without days, this week and the three before."""
    form = RecordForm(query)
    form.is_valid()
    given = form.cleaned_data
    starts = int(given.get("starts") or weeks.MONDAY)
    last = given.get("last") or today
    first = given.get("first") or weeks.begins(last, starts) - timedelta(weeks=_WEEKS - 1)
    if first > last:
        first, last = last, first
    if last - first > weeks.LONGEST:
        first = last - weeks.LONGEST
        form.add_error("first", gettext("A record spans three years at most."))
    wanted = columns.chosen(given.get("columns", []))
    shown = RecordForm(initial={"first": first, "last": last, "starts": starts, "columns": wanted})
    if form.errors:
        shown = form
    return Asked(shown, first, last, starts, wanted)


def _words(label: Any, limit: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=limit, **options)


class OtherForm(forms.Form):
    """Something done beside the applications; the day is today when left empty."""

    activity = forms.CharField(
        label=_("What you did"),
        max_length=200,
        help_text=_("For instance: workshop, job fair, call with a counsellor, looking through a job board."),
    )
    on = DayField(label=_("Day"), required=False, widget=day_input(), help_text=_("Today, when left empty."))
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=24 * 60)
    employer = _words(_("Employer or organiser"), 200)
    place = _words(_("Place or web address"), 300)
    contact = _words(_("Contact"), 200)
    contact_title = _words(_("Title of the contact"), 200)
    address = _words(_("E-mail or telephone"), 254)
    position = _words(_("Position"), 300)
    reference = _words(_("Job reference"), 80)
    method = _words(_("Method"), 100)
    result = _words(_("Result"), 300)
    evidence = _words(_("Evidence"), 300)
    note = _words(_("Note"), 2000)

    def fields_given(self, today: date) -> dict[str, Any]:
        """The fields, as `actions` takes them."""
        return {**self.cleaned_data, "on": self.cleaned_data["on"] or today}
