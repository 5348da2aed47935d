"""What a person enters about a letter: its text, what it is drawn from, when it was sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.applications.forms import DayField, day_input
from onward.letters import drafting, wording
from onward.letters.mailing import address

#: Far more than a letter should have: the checker says when it is long, the form refuses only what is none.
LONGEST = 20_000


class TextForm(forms.Form):
    """The letter itself."""

    subject = forms.CharField(
        label=_("Subject"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    body = forms.CharField(
        label=_("Letter"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
    )


class ChoiceForm(forms.Form):
    """What a letter is drawn from; what is not sent stays as it is."""

    purpose = forms.ChoiceField(label=_("What for"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=list(wording.LANGUAGES.items()))
    formal = forms.ChoiceField(label=_("You address them as"), required=False)
    to = forms.CharField(required=False, max_length=600)
    to_name = forms.CharField(label=_("Their name"), required=False, max_length=200)
    to_address = forms.CharField(label=_("Their address"), required=False, max_length=254)
    relation = forms.ChoiceField(
        label=_("Who they are"), required=False, choices=list(wording.RELATIONS.items())
    )

    def __init__(self, purposes: tuple[str, ...], language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("purpose", [(name, wording.PURPOSES[name]) for name in purposes])
        polite, close = wording.ADDRESS.get(language, (_("by full name"), _("by first name")))
        self._choices("formal", [("yes", polite), ("no", close)])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_to_address(self) -> str:
        """An address that a mail program takes."""
        given = str(self.cleaned_data["to_address"]).strip()
        if given and not address(given):
            raise forms.ValidationError(
                _("This is no mail address. It should look like ana@employer.example.")
            )
        return given


class SentForm(forms.Form):
    """The day on which the letter went out."""

    on = DayField(
        label=_("Sent on"), required=False, widget=day_input(), help_text=_("Today, when left empty.")
    )


def purposes(kind: str) -> tuple[str, ...]:
    """What a letter can be for, after a fact of this kind."""
    if kind == "rejected":
        return tuple(name for name in drafting.PURPOSES if name not in ("follow_up", *drafting.GOING))
    return ("thanks", "in_touch", *drafting.GOING)
