"""A lesson as it is entered: one sentence, and what may go with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.applications.forms import DayField, day_input
from onward.journal import themes
from onward.journal.models import Lesson

_TOO_LONG = _("This is longer than %(limit_value)d characters (it has %(show_value)d).")


class _Sentence(forms.CharField):
    """A line or two, kept on one."""

    def to_python(self, value: Any) -> Any:
        """The sentence without line breaks and stray blanks."""
        return " ".join((super().to_python(value) or "").split())


def _sentence(label: Any, help_text: Any, *, required: bool) -> _Sentence:
    return _Sentence(
        label=label,
        help_text=help_text,
        required=required,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _TOO_LONG, "required": _("One sentence is enough, but it needs one.")},
    )


class LessonForm(forms.Form):
    """The sentence, what it is about, a step, and a day to look at it again."""

    text = _sentence(
        _("The lesson, in one sentence"),
        _("As you would like to read it before the next time."),
        required=True,
    )
    step = _sentence(
        _("What I will do about it"), _("One small step. It can wait, or be left out."), required=False
    )
    theme = forms.ChoiceField(
        label=_("What it is about"),
        required=False,
        choices=[
            ("", _("Nothing in particular")),
            *((code, words) for code, words in themes.THEMES.items() if code != "no_reason"),
        ],
    )
    review_on = DayField(
        label=_("Look at it again on"),
        required=False,
        widget=day_input(),
        help_text=_("It stands first on that day."),
    )

    @staticmethod
    def initial_of(lesson: Lesson) -> dict[str, Any]:
        """What the fields show of a lesson."""
        day = lesson.review_on.isoformat() if lesson.review_on else ""
        return {"text": lesson.text, "step": lesson.step, "theme": lesson.theme, "review_on": day}

    def given(self) -> dict[str, Any]:
        """The fields, as `actions_lessons` takes them."""
        return {name: self.cleaned_data[name] for name in ("text", "step", "theme", "review_on")}
