"""What the calendar has and how it says it, as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from onward.calendar import wording
from onward.calendar.models import Feed


class CalendarForm(forms.Form):
    """The choices of one person."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What stands in it"),
        choices=list(wording.KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    discreet = forms.TypedChoiceField(
        label=gettext_lazy("What its titles say"),
        help_text=gettext_lazy("Whoever can look at your calendar reads them."),
        choices=[
            ("no", gettext_lazy("What it is, with whom and where: “Interview at …”")),
            ("yes", gettext_lazy("Only that there is something: “Appointment”, “Reminder”")),
        ],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    reminder = forms.TypedChoiceField(
        label=gettext_lazy("Remind me of interviews"),
        choices=[(0, gettext_lazy("Not at all")), *wording.REMINDERS.items()],
        coerce=lambda given: int(given) or None,
    )

    @staticmethod
    def initial_of(chosen: Feed) -> dict[str, Any]:
        """The form as it is shown first."""
        return {
            "kinds": chosen.shown,
            "discreet": "yes" if chosen.discreet else "no",
            "reminder": chosen.reminder or 0,
        }
