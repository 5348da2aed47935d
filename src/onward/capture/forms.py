"""What a person gives as a posting, and what they correct in it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.applications.forms import DayField, day_input
from onward.capture import told
from onward.capture.models import Posting
from onward.capture.reading import pay
from onward.capture.reading.record import PERIODS

_NOT_KNOWN = ("", _("not known"))


def _link(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        **options,
    )


class TextForm(forms.Form):
    """A posting that was copied."""

    text = forms.CharField(
        label=_("The text of the posting"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=1_000_000,
        error_messages={"required": _("Paste the text of the posting first.")},
    )
    url = _link(_("Where it stands"), required=False)


class FileForm(forms.Form):
    """A page that a browser saved."""

    file = forms.FileField(
        label=_("A page that you saved"),
        help_text=_("From your browser: Save page as. HTML, MHTML, web archive or plain text."),
        widget=forms.FileInput(
            attrs={"accept": ".html,.htm,.mhtml,.mht,.webarchive,.txt,.md,text/html,text/plain"}
        ),
        error_messages={"required": _("Choose the file first."), "empty": _("This file is empty.")},
    )


class AddressForm(forms.Form):
    """The address of a page that Onward is asked to fetch."""

    address = _link(_("Its address"), error_messages={"required": _("Give the address first.")})


class AmountField(forms.CharField):
    """An amount of money however its thousands are set apart; a number, or None when left empty."""

    def to_python(self, value: Any) -> Any:
        """The amount that was written."""
        text = super().to_python(value)
        if not text:
            return None
        found = pay.number(text) if len(text) < 30 else None
        if found is None:
            raise forms.ValidationError(
                _("This amount could not be read. Write it like 32,000."), code="unreadable"
            )
        return found


class CorrectionForm(forms.Form):
    """The fields of a posting as they were read, to be corrected."""

    title = forms.CharField(label=_("Role"), required=False, max_length=300)
    employer = forms.CharField(label=_("Employer"), required=False, max_length=200)
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    remote = forms.ChoiceField(
        label=_("Where you work"), required=False, choices=[_NOT_KNOWN, *told.REMOTE.items()]
    )
    low = AmountField(label=_("Pay, from"), required=False)
    high = AmountField(label=_("to"), required=False)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=5)
    period = forms.ChoiceField(label=_("for"), required=False, choices=[_NOT_KNOWN, *told.PERIODS.items()])
    employment = forms.MultipleChoiceField(
        label=_("Kind of work"),
        required=False,
        choices=list(told.EMPLOYMENT.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    posted = DayField(label=_("Posted"), required=False, widget=day_input())
    valid_until = DayField(label=_("Valid until"), required=False, widget=day_input())
    identifier = forms.CharField(label=_("Their number"), required=False, max_length=80)
    description = forms.CharField(
        label=_("What it says of the work"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    @staticmethod
    def initial_of(one: Posting) -> dict[str, Any]:
        """What the fields show of a posting."""
        found = {name: one.value(name) for name in (*told.LABELS, "description")}
        amount = found.pop("pay")
        if isinstance(amount, dict):
            found |= amount | {name: _written(amount.get(name)) for name in ("low", "high")}
        return found

    def clean_currency(self) -> str:
        """The code of the currency, whichever way it was written."""
        given = self.cleaned_data["currency"]
        return pay.currency_of(given) or given.upper() if given else ""

    def values(self) -> dict[str, Any]:
        """The fields, as `actions` takes them."""
        given = self.cleaned_data
        found: dict[str, Any] = {
            name: given[name] for name in ("title", "employer", "place", "remote", "employment", "identifier")
        }
        found["description"] = given["description"].replace("\r\n", "\n").strip()
        for name in ("posted", "valid_until"):
            found[name] = given[name].isoformat() if isinstance(given[name], date) else None
        amount = None
        if given["low"] is not None or given["high"] is not None:
            period = given["period"] if given["period"] in PERIODS else None
            amount = {
                "low": given["low"],
                "high": given["high"],
                "currency": given["currency"] or None,
                "period": period,
            }
        return found | {"pay": amount}


class AppliedForm(forms.Form):
    """The day on which the person applied."""

    on = DayField(
        label=_("Applied on"), required=False, widget=day_input(), help_text=_("Today, when left empty.")
    )


def _written(amount: Any) -> Any:
    """An amount as people write it: whole when it is whole."""
    return int(amount) if isinstance(amount, float) and amount.is_integer() else amount
