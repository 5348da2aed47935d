"""What a person enters about feedback: who, how, when, and the words."""

from datetime import tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.applications import days
from onward.applications.forms import DayField, day_input
from onward.applications.models import Application
from onward.base import clock
from onward.feedback.actions import LONGEST, Given
from onward.feedback.request_form import Question
from onward.feedback.wording import GIVER_CHOICES, MANNER_CHOICES
from onward.people.models import User

#: Applications to choose from; the page of any other leads here with it chosen.
_CHOICES = 60


class FeedbackForm(forms.Form):
    """A feedback by hand, or from a mail whose words it begins with."""

    giver = forms.ChoiceField(label=_("Who said it"), choices=GIVER_CHOICES)
    giver_name = forms.CharField(
        label=_("Their name"),
        required=False,
        max_length=200,
        help_text=_("So that two people are told apart, and one is not counted twice."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    manner = forms.ChoiceField(label=_("How it came"), choices=MANNER_CHOICES)
    on = DayField(label=_("Day"), required=False, widget=day_input(), help_text=_("Today, when left empty."))
    application = forms.ChoiceField(label=_("About which application"), required=False)
    text = forms.CharField(
        label=_("In their words, as near as you remember"),
        error_messages={"required": _("Write what they said. A few words are enough.")},
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(
        self,
        *args: Any,
        owner: User,
        place: Application | None = None,
        questions: tuple[Question, ...] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.questions = questions
        chosen: Any = self.fields["application"]
        chosen.choices = _applications(owner, place)
        if questions:
            del self.fields["text"]
            for one in questions:
                self.fields[f"answer_{one.key}"] = forms.CharField(
                    label=str(one.words),
                    required=False,
                    max_length=4000,
                    widget=forms.Textarea(attrs={"rows": 3}),
                )

    def clean(self) -> dict[str, Any] | None:
        """Something must have been said."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.words():
            raise forms.ValidationError(_("Write what they said. A few words are enough."))
        return cleaned

    def words(self) -> str:
        """What was said; of a form, each answer beneath its question."""
        if not self.questions:
            return str(self.cleaned_data.get("text", "")).strip()
        answers = [
            (str(one.words), self.cleaned_data.get(f"answer_{one.key}", "").strip()) for one in self.questions
        ]
        return "\n\n".join(f"{question}\n{answer}" for question, answer in answers if answer)

    def given(self, zone: tzinfo, **of: int | None) -> Given:
        """What was entered; `of` are the event, letter and mail that it belongs to."""
        data = self.cleaned_data
        place = data["application"]
        now = clock.now()
        day = data["on"] or now.astimezone(zone).date()
        return Given(
            text=self.words(),
            manner=data["manner"],
            giver=data["giver"],
            at=min(days.moment(day, "feedback", zone), now) if day <= now.astimezone(zone).date() else now,
            giver_name=data["giver_name"],
            application=int(place) if place else None,
            **of,
        )


def _applications(owner: User, place: Application | None) -> list[tuple[str, str]]:
    """None, then the one that the page is about, then the latest."""
    found = Application.objects.filter(owner=owner, visible=True).order_by("-last_event_at", "-pk")
    latest = list(found.only("company", "role")[:_CHOICES])
    together = {one.pk: one for one in ([place] if place else []) + latest}
    return [("", str(_("None of them"))), *((str(key), _name(one)) for key, one in together.items())]


def _name(one: Application) -> str:
    return ", ".join(part for part in (one.company, one.role) if part) or str(_("(no name)"))
