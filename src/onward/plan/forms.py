"""What a person writes into a week, a goal and a review: a few lines each, none of them required."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from onward.applications.forms import DayField, HourField, day_input
from onward.plan.dates import DAYS, monday_of
from onward.plan.models import Goal, Review, Week

#: Rows offered beyond those that are filled.
BLOCKS, SETBACKS, STEPS = 3, 2, 3
_LINE = 200


def _line(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=_LINE, **options)


class BlockForm(forms.Form):
    """One thing planned: what, on which day, at what time, where."""

    what = _line(_("What"))
    on = forms.ChoiceField(label=_("Day"), required=False)
    time = HourField(label=_("Hour"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    where = _line(_("Where"))
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=5, max_value=600, widget=forms.NumberInput(attrs={"step": 5})
    )  # fmt: skip

    def __init__(self, monday: date, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        days = [monday + timedelta(days=ahead) for ahead in range(DAYS)]
        self.fields["on"].choices = [(day.isoformat(), date_format(day, "l j F")) for day in days]  # type: ignore[attr-defined]

    def block(self) -> dict[str, Any] | None:
        """The block, or None for an empty row."""
        given = self.cleaned_data
        if not given.get("what"):
            return None
        hour = given.get("time")
        minutes = int(hour.total_seconds() // 60) if hour is not None else None
        return {
            "what": given["what"],
            "on": given["on"] or self.fields["on"].choices[0][0],  # type: ignore[attr-defined]
            "time": f"{minutes // 60:02}:{minutes % 60:02}" if minutes is not None else "",
            "where": given["where"],
            "minutes": given["minutes"] or None,
        }


class SetbackForm(forms.Form):
    """What may come in between, and what to do then."""

    when = _line(_("If …"))
    then = _line(_("then …"))

    def setback(self) -> dict[str, str] | None:
        """Both halves, or None for an empty row."""
        given = self.cleaned_data
        if not given.get("when") and not given.get("then"):
            return None
        return {"if": given.get("when", ""), "then": given.get("then", "")}


class PaceForm(forms.Form):
    """How much of the week the search may take."""

    hours = forms.IntegerField(
        label=_("Hours for the search this week"),
        help_text=_("What you can give without paying for it; nobody counts them."),
        required=False, min_value=0, max_value=80,
    )  # fmt: skip
    most = forms.TypedChoiceField(
        label=_("Suggestions a day, at most"), coerce=int, choices=[(n, str(n)) for n in range(1, 6)]
    )


class StepForm(forms.Form):
    """One step of a goal, with its day."""

    text = _line(_("Step"))
    by = DayField(label=_("By"), required=False, widget=day_input())

    def step(self) -> dict[str, Any] | None:
        """The step, or None for an empty row."""
        given = self.cleaned_data
        if not given.get("text"):
            return None
        return {"text": given["text"], "by": given["by"].isoformat() if given.get("by") else None}


class GoalForm(forms.Form):
    """A goal: to get better at something, or something specific with a day."""

    text = forms.CharField(
        label=_("What do you want to be able to do, or to have done?"),
        help_text=_("Something that lies in your hands: “explain my last project in two minutes”, not “get an offer”."),
        max_length=300,
        error_messages={"required": _("A few words are enough.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What kind of goal"),
        choices=[
            ("learning", _("I want to get better at it")),
            ("dated", _("I want to have it done by a day")),
        ],
        widget=forms.RadioSelect,
        initial="learning",
    )
    by = DayField(label=_("By"), required=False, widget=day_input())

    def clean(self) -> dict[str, Any] | None:
        """A goal that is to be done by a day has one."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and cleaned.get("kind") == "dated" and not cleaned.get("by"):
            self.add_error("by", _("Choose a day, so that it is clear when it is done."))
        return cleaned


class ReviewForm(forms.Form):
    """What the person saw in a week."""

    wins = forms.CharField(
        label=_("What went well, or was hard and you did it?"),
        help_text=_("A line each. Small things count: a call that you made, an answer that came out well."),
        required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    keep = forms.CharField(label=_("One thing to keep"), required=False, max_length=300)
    change = forms.CharField(label=_("One thing to change"), required=False, max_length=300)


class WeekForms:
    """All rows of a week's plan, with some empty ones."""

    def __init__(
        self,
        monday: date,
        today: date,
        week: Week | None,
        before: Week | None,
        data: Mapping[str, Any] | None,
    ) -> None:
        # What is planned in the midst of a week is for the days that are left.
        first = today if monday_of(today) == monday else monday
        blocks = week.blocks if week else []
        setbacks = week.setbacks if week else (before.setbacks if before else [])
        self.blocks = [
            BlockForm(
                monday, data, prefix=f"block{n}", initial=_initial(blocks, n, {"on": first.isoformat()})
            )
            for n in range(max(len(blocks) + 1, BLOCKS))
        ]
        self.setbacks = [
            SetbackForm(data, prefix=f"setback{n}", initial=_setback(setbacks, n))
            for n in range(max(len(setbacks) + 1, SETBACKS))
        ]
        held = week or before
        self.pace = PaceForm(
            data,
            prefix="pace",
            initial={"hours": held.hours if held else None, "most": held.most if held else 5},
        )

    def is_valid(self) -> bool:
        """Whether all rows can be kept."""
        # Every row says what is wrong with it, so none is passed over.
        checked = [form.is_valid() for form in (*self.blocks, *self.setbacks, self.pace)]
        return all(checked)

    def given(self) -> dict[str, Any]:
        """As `actions.plan_week` takes it."""
        return {
            "blocks": [block for form in self.blocks if (block := form.block())],
            "setbacks": [one for form in self.setbacks if (one := form.setback())],
            "hours": self.pace.cleaned_data["hours"],
            "most": self.pace.cleaned_data["most"],
        }


class GoalForms:
    """A goal with its steps, and some empty ones."""

    def __init__(self, goal: Goal | None, data: Mapping[str, Any] | None) -> None:
        initial = {"text": goal.text, "kind": goal.kind, "by": goal.by} if goal else {"kind": "learning"}
        self.goal = GoalForm(data, initial=initial)
        steps = goal.steps if goal else []
        self.steps = [
            StepForm(data, prefix=f"step{n}", initial=steps[n] if n < len(steps) else {})
            for n in range(max(len(steps) + 1, STEPS))
        ]

    def is_valid(self) -> bool:
        """Whether all of it can be kept."""
        checked = [form.is_valid() for form in (self.goal, *self.steps)]
        return all(checked)

    def given(self) -> dict[str, Any]:
        """As `actions.keep_goal` takes it."""
        cleaned = self.goal.cleaned_data
        steps = [step for form in self.steps if (step := form.step())]
        return {"kind": cleaned["kind"], "text": cleaned["text"], "by": cleaned["by"], "steps": steps}


def review_form(review: Review | None, data: Mapping[str, Any] | None) -> ReviewForm:
    """The form of a review as it stands."""
    initial = {"wins": review.wins, "keep": review.keep, "change": review.change} if review else {}
    return ReviewForm(data, initial=initial)


def _initial(rows: list[dict[str, Any]], n: int, empty: dict[str, Any]) -> dict[str, Any]:
    return rows[n] if n < len(rows) else empty


def _setback(rows: list[dict[str, Any]], n: int) -> dict[str, Any]:
    return {"when": rows[n].get("if", ""), "then": rows[n].get("then", "")} if n < len(rows) else {}
