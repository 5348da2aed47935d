"""What a person enters by hand: lenient about how, with a sentence for each mistake."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onward.applications import days, details, wording
from onward.applications.stages import Fact, in_zone
from onward.base import clock

KIND_CHOICES = (
    ("applied", _("I applied")),
    ("acknowledged", _("They confirmed it")),
    ("assessment", _("Assessment, test or task")),
    ("interview", _("Interview")),
    ("offer", _("Offer")),
    ("rejected", _("They said no")),
    ("withdrawn", _("I withdrew")),
    ("accepted", _("I accepted")),
    ("declined", _("I declined their offer")),
    ("feedback", _("Feedback")),
    ("update", _("Other word from them")),
    ("outreach", _("They wrote first")),
    ("note", _("Note of mine")),
)
_UNCLEAR = {
    "unreadable": _("This day could not be read. Write it like 2024-03-05 or 5 March 2024."),
    "ambiguous": _("This could be two days. Write the month as a word, like 5 March 2024."),
    "far": _("This day is too far away to be right. Is the year as you meant it?"),
}


def day_input() -> forms.DateInput:
    """The browser's own calendar; where there is none, the day is written."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _lines() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 4})


class _Written(forms.CharField):
    """A value that can be written in several ways: the same one written otherwise is no change."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was written means something else than what was there."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


class DayField(_Written):
    """A day in any common way of writing it; its value is a date, or None when left empty."""

    def to_python(self, value: Any) -> Any:
        """The date that was written."""
        if isinstance(value, date):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return days.parse_day(text, timezone.localdate(clock.now()))
        except days.UnclearDay as unclear:
            raise forms.ValidationError(_UNCLEAR[unclear.why], code=unclear.why) from unclear


class HourField(_Written):
    """An hour such as 14:30, 14.30, 9 or 2 pm; its value is a timedelta since midnight, or None."""

    def to_python(self, value: Any) -> Any:
        """The hour that was written, as the time since midnight."""
        text = (
            (super().to_python(value) or "").casefold().replace(" ", "").replace(".", ":").replace(":m:", "m")
        )
        text = text.removesuffix("uhr").removesuffix("h").rstrip(":")
        if not text:
            return None
        shift = 12 if text.endswith("pm") else 0
        twelve = text.endswith(("am", "pm"))
        hour, _mark, minute = text.removesuffix("am").removesuffix("pm").rstrip(":").partition(":")
        if hour.isdecimal() and (minute.isdecimal() or not minute):
            number = int(hour) % 12 + shift if twelve and 1 <= int(hour) <= 12 else int(hour)
            if number < 24 and int(minute or 0) < 60 and not (twelve and int(hour) > 12):
                return timedelta(hours=number, minutes=int(minute or 0))
        raise forms.ValidationError(_("This hour could not be read. Write it like 14:30."), code="unreadable")


#: What can stand in the record before its day; anything else has not happened yet.
_PLANNED = frozenset({"assessment", "interview", "note"})


def _happened(day: date, kind: str) -> None:
    """Refuse a day to come for what cannot be planned: a no of next month would end the application today."""
    if kind not in _PLANNED and day > in_zone(clock.now(), timezone.get_current_timezone()).date():
        raise forms.ValidationError(
            _(
                "This day is still to come. Enter it once it has happened; an interview, a task or a note may be ahead."
            ),
            code="ahead",
        )


class _Name(forms.CharField):
    """One of several fields of which one is enough: its label says so instead of "optional"."""

    one_is_enough = True


def _text(
    field: str, label: Any, kind: type[forms.CharField] = forms.CharField, **options: Any
) -> forms.CharField:
    limit = details.LIMITS[field]
    too_long = _("This is longer than %(limit_value)d characters (it has %(show_value)d).")
    return kind(
        label=label, required=False, max_length=limit, error_messages={"max_length": too_long}, **options
    )


class ApplicationForm(forms.Form):
    """An application entered or edited by hand; a company or a role is enough."""

    company = _text("company", _("Employer"), _Name)
    role = _text("role", _("Role"), _Name)
    applied_on = DayField(label=_("Applied on"), required=False, widget=day_input())
    channel = forms.ChoiceField(label=_("How you applied"), required=False)
    location = _text("location", _("Place"))
    requisition = _text("requisition", _("Their number for the role"))
    url = _text(
        "url", _("Link to the posting"), widget=forms.URLInput(attrs={"type": "text", "inputmode": "url"})
    )
    note = _text("note", _("Note"), widget=_lines())

    def __init__(self, *args: Any, channels: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is compared has to be called the same each time; words that are in use already stay to choose.
        known = dict.fromkeys((*details.CHANNELS, *channels, self.initial.get("channel", "")))
        self.fields["channel"] = forms.ChoiceField(
            label=_("How you applied"),
            required=False,
            choices=[("", _("Not said")), *((name, wording.channel(name)) for name in known if name)],
        )

    def clean_applied_on(self) -> date | None:
        """The day of applying, which cannot be ahead."""
        day: date | None = self.cleaned_data["applied_on"]
        if day is not None:
            _happened(day, "applied")
        return day

    def clean_url(self) -> str:
        """The link, refused when it does not lead to the web."""
        given = self.cleaned_data["url"]
        kept = details.clean("url", given)
        if given and not kept:
            raise forms.ValidationError(
                _("This is no web address. It should look like https://employer.example/job.")
            )
        return kept

    def clean(self) -> dict[str, Any] | None:
        """At least a name to know it by."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("company") or cleaned.get("role")):
            raise forms.ValidationError(_("Give the employer or the role, so that you can find it again."))
        return cleaned

    def fields_given(self) -> dict[str, str]:
        """The details, as `actions` takes them."""
        return {field: self.cleaned_data[field] for field in details.DETAIL_FIELDS}

    def facts(self, zone: tzinfo) -> list[Fact]:
        """The fact of having applied, when a day was given."""
        day = self.cleaned_data["applied_on"]
        return [Fact("applied", _not_ahead(day, "applied", zone))] if day else []


class DetailForm(ApplicationForm):
    """The details alone: the day of applying is an entry of its own, corrected in the timeline."""

    applied_on = None  # type: ignore[assignment]


class FactForm(forms.Form):
    """Something that happened in an application; the day is today when left empty."""

    kind = forms.ChoiceField(label=_("What happened"), choices=KIND_CHOICES)
    on = DayField(label=_("Day"), required=False, widget=day_input(), help_text=_("Today, when left empty."))
    hour = HourField(label=_("Hour"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    text = forms.CharField(
        label=_("In your words"), required=False, max_length=details.LIMITS["note"], widget=_lines()
    )

    def clean(self) -> dict[str, Any] | None:
        """What has not happened yet is not entered as if it had."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("on") and cleaned.get("kind") and "on" in self.changed_data:
            try:
                _happened(cleaned["on"], cleaned["kind"])
            except forms.ValidationError as error:
                self.add_error("on", error)
        return cleaned

    def fact(self, zone: tzinfo, message_id: int | None = None) -> Fact:
        """The fact, by hand."""
        kind, text = self.cleaned_data["kind"], self.cleaned_data["text"]
        return Fact(kind, self.at(kind, zone), "hand", message_id, {"text": text} if text else {})

    def at(self, kind: str, zone: tzinfo) -> datetime:
        """The moment that day and hour give for a fact of this kind."""
        day = self.cleaned_data["on"] or clock.now().astimezone(zone).date()
        hour: timedelta | None = self.cleaned_data["hour"]
        if hour is None:
            return _not_ahead(day, kind, zone)
        seconds = int(hour.total_seconds())
        return datetime(day.year, day.month, day.day, seconds // 3600, seconds // 60 % 60, tzinfo=zone)


class CorrectionForm(FactForm):
    """A fact as it is, to be corrected; what is left as it was keeps its exact moment."""

    on = DayField(label=_("Day"), widget=day_input())

    @staticmethod
    def initial_of(kind: str, at: datetime, text: str, zone: tzinfo) -> dict[str, Any]:
        """What the fields show of a fact; an hour that only stands for the day is left out."""
        local = in_zone(at, zone)
        known = days.moment(local.date(), kind, zone) != local
        return {
            "kind": kind,
            "on": local.date().isoformat(),
            "hour": f"{local:%H:%M}" if known else "",
            "text": text,
        }

    def moves(self) -> bool:
        """Whether the person gave another day or hour."""
        return "on" in self.changed_data or "hour" in self.changed_data


def _not_ahead(day: date, kind: str, zone: tzinfo) -> datetime:
    """The moment for the day; of today, at the latest now, so that nothing entered lies in the future."""
    at, now = days.moment(day, kind, zone), clock.now()
    return now if at > now and day == now.astimezone(zone).date() else at
