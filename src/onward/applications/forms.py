"""What a person enters by hand: lenient about how, with a sentence for each mistake."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onward.applications import days, details
from onward.applications.stages import Fact
from onward.base import clock

KIND_CHOICES = (
    ("applied", _("I applied")),
    ("acknowledged", _("They confirmed it")),
    ("assessment", _("Test or task")),
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


class DayField(forms.CharField):
    """A day in any common way of writing it; its value is a date, or None when left empty."""

    def to_python(self, value: Any) -> Any:
        """The date that was written."""
        if isinstance(value, date):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return days.parse_day(text, clock.today())
        except days.UnclearDay as unclear:
            raise forms.ValidationError(_UNCLEAR[unclear.why], code=unclear.why) from unclear


class HourField(forms.CharField):
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


def _text(field: str, label: Any, **options: Any) -> forms.CharField:
    limit = details.LIMITS[field]
    too_long = _("This is longer than %(limit_value)d characters (it has %(show_value)d).")
    return forms.CharField(
        label=label, required=False, max_length=limit, error_messages={"max_length": too_long}, **options
    )


class ApplicationForm(forms.Form):
    """An application entered or edited by hand; a company or a role is enough."""

    company = _text("company", _("Employer"))
    role = _text("role", _("Role"))
    applied_on = DayField(label=_("Applied on"), required=False)
    channel = _text("channel", _("How you applied"))
    location = _text("location", _("Place"))
    requisition = _text("requisition", _("Their number for the role"))
    url = _text("url", _("Link to the posting"))
    note = _text("note", _("Note"), widget=forms.Textarea)

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


class FactForm(forms.Form):
    """Something that happened in an application; the day is today when left empty."""

    kind = forms.ChoiceField(label=_("What happened"), choices=KIND_CHOICES)
    on = DayField(label=_("Day"), required=False)
    hour = HourField(label=_("Hour, if you know it"), required=False)
    text = forms.CharField(
        label=_("In your words"), required=False, max_length=details.LIMITS["note"], widget=forms.Textarea
    )

    def fact(self, zone: tzinfo, message_id: int | None = None) -> Fact:
        """The fact, by hand."""
        kind, text = self.cleaned_data["kind"], self.cleaned_data["text"]
        day = self.cleaned_data["on"] or clock.now().astimezone(zone).date()
        hour: timedelta | None = self.cleaned_data["hour"]
        if hour is None:
            at = _not_ahead(day, kind, zone)
        else:
            seconds = int(hour.total_seconds())
            at = datetime(day.year, day.month, day.day, seconds // 3600, seconds // 60 % 60, tzinfo=zone)
        return Fact(kind, at, "hand", message_id, {"text": text} if text else {})


def _not_ahead(day: date, kind: str, zone: tzinfo) -> datetime:
    """The moment for the day; of today, at the latest now, so that nothing entered lies in the future."""
    at, now = days.moment(day, kind, zone), clock.now()
    return now if at > now and day == now.astimezone(zone).date() else at
