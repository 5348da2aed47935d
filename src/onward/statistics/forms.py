"""What a person chooses or writes on the pages of statistics."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from onward.applications import wording as record_words
from onward.statistics import wording
from onward.statistics.flow import Narrowing
from onward.statistics.horizon import Change

#: How a step might change, as its odds are multiplied.
_CHANGES = (("1", _("as now")), ("1.5", _("half as many again")), ("2", _("twice as many")))


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class NarrowForm(forms.Form):
    """Which applications the flow shows."""

    since = forms.DateField(label=_("Applied from"), required=False, widget=_Day())
    until = forms.DateField(label=_("Applied until"), required=False, widget=_Day())
    channel = forms.ChoiceField(label=_("Way of applying"), required=False)
    role = forms.CharField(label=_("Words of the role"), required=False, max_length=80)

    def __init__(self, data: QueryDict, channels: list[str]) -> None:
        super().__init__(data, use_required_attribute=False)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("every way")), *((name, record_words.channel(name)) for name in channels)]

    def narrowing(self) -> Narrowing:
        """What is chosen; what cannot be read chooses nothing."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        return Narrowing(
            chosen.get("since"), chosen.get("until"), chosen.get("channel", ""), chosen.get("role", "")
        )


class ChangeForm(forms.Form):
    """What the person would do otherwise."""

    a_week = forms.FloatField(
        label=_("Applications a week"),
        required=False,
        min_value=0,
        max_value=200,
        help_text=_("Empty: as now."),
    )
    interviews = forms.ChoiceField(label=_("Interviews"), required=False, choices=_CHANGES)
    offers = forms.ChoiceField(label=_("Offers after an interview"), required=False, choices=_CHANGES)

    def change(self) -> Change:
        """The change; what cannot be read is as now."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        return Change(
            chosen.get("a_week"), float(chosen.get("interviews") or 1), float(chosen.get("offers") or 1)
        )


class ExperimentForm(forms.Form):
    """A question that lots decide."""

    question = forms.CharField(
        label=_("What do you want to know?"), max_length=200, help_text=_("For example: does a short letter bring "
            "more answers?")
    )  # fmt: skip
    first = forms.CharField(label=_("First version"), max_length=60)
    second = forms.CharField(label=_("Second version"), max_length=60)
    usual = forms.IntegerField(
        label=_("Of 100 applications, how many go further now?"), min_value=1, max_value=98
    )
    better = forms.IntegerField(label=_("How many would make it worth it?"), min_value=2, max_value=99)
    until = forms.DateField(label=_("Last day"), widget=_Day())

    def clean(self) -> dict[str, Any]:
        """The share that would be worth it is the higher one; the versions differ."""
        given = super().clean() or {}
        usual, better = given.get("usual"), given.get("better")
        if usual is not None and better is not None and better <= usual:
            self.add_error("better", _("Say a higher number than now."))
        if given.get("first") and given["first"].casefold() == given.get("second", "").casefold():
            self.add_error("second", _("The two versions need different names."))
        return given


class ForecastForm(forms.Form):
    """What the person expects of an application."""

    asked = forms.ChoiceField(label=_("Will there be …"), choices=list(wording.ASKED.items()))
    chance = forms.IntegerField(
        label=_("Chance, in percent"), min_value=0, max_value=100, help_text=_("0: surely not, 100: surely.")
    )
    by = forms.DateField(label=_("By"), widget=_Day())

    def __init__(self, data: QueryDict | None = None, *, by: date | None = None) -> None:
        super().__init__(data, initial={"by": by}, auto_id="forecast_%s")


class MarkForm(forms.Form):
    """What the person notes of an application to compare by."""

    question = forms.CharField(label=_("What differs"), max_length=40, help_text=_("For example: resume"))
    value = forms.CharField(label=_("Here it is"), max_length=40, help_text=_("For example: short"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="mark_%s")
