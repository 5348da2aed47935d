"""What a person enters about a no: their own guess at the reason, and when to look again."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onward.applications.forms import DayField, day_input
from onward.base import clock
from onward.journal import themes

#: Half a year: new roles are open by then, and people who read the application remember little.
USUAL = timedelta(days=182)


class GuessForm(forms.Form):
    """Any number of reasons in plain words; none takes the guess back."""

    codes = forms.MultipleChoiceField(
        label=_("What do you think it was?"),
        required=False,
        choices=list(themes.THEMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among these.")},
    )


class AgainForm(forms.Form):
    """A day that is still to come, and what should be different by then."""

    on = DayField(
        label=_("Look again on"),
        widget=day_input(),
        error_messages={"required": _("Choose a day.")},
    )
    different = forms.CharField(
        label=_("What should be different by then?"),
        help_text=_(
            "A skill you are learning, a project that will be done, a role that fits better. A few words."
        ),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_on(self) -> object:
        """The day, when it is still to come."""
        day = self.cleaned_data["on"]
        if day is not None and day <= timezone.localdate(clock.now()):
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day
