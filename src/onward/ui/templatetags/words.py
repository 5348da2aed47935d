"""Dates, numbers and names as people say them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.base import clock

register = template.Library()

#: What can be counted on a page; each in the singular that templates write.
NOUNS: dict[str, Callable[[int], str]] = {
    "application": lambda n: ngettext("%(n)s application", "%(n)s applications", n),
    "answer": lambda n: ngettext("%(n)s answer", "%(n)s answers", n),
    "backup": lambda n: ngettext("%(n)s backup", "%(n)s backups", n),
    "day": lambda n: ngettext("%(n)s day", "%(n)s days", n),
    "employer": lambda n: ngettext("%(n)s employer", "%(n)s employers", n),
    "entry": lambda n: ngettext("%(n)s entry", "%(n)s entries", n),
    "event": lambda n: ngettext("%(n)s event", "%(n)s events", n),
    "file": lambda n: ngettext("%(n)s file", "%(n)s files", n),
    "interview": lambda n: ngettext("%(n)s interview", "%(n)s interviews", n),
    "message": lambda n: ngettext("%(n)s message", "%(n)s messages", n),
    "new application": lambda n: ngettext("%(n)s new application", "%(n)s new applications", n),
    "question": lambda n: ngettext("%(n)s question", "%(n)s questions", n),
    "rejection": lambda n: ngettext("%(n)s rejection", "%(n)s rejections", n),
    "row": lambda n: ngettext("%(n)s row", "%(n)s rows", n),
}


@register.simple_tag
def count(number: int | None, noun: str) -> str:
    """`{% count 3 "application" %}`: "3 applications"; the noun is one of NOUNS."""
    number = number or 0
    return NOUNS[noun](number) % {"n": amount(number)}


@register.filter
def amount(number: int | None) -> str:
    """A number with its thousands apart: 3,412."""
    return number_format(number or 0, force_grouping=True)


@register.filter
def day(moment: date | datetime | None) -> str:
    """The day as people say it: today, yesterday, tomorrow, Tuesday, 3 March, 3 March 2023."""
    if moment is None:
        return ""
    that, today = _date(moment), _date(clock.now())
    distance = (that - today).days
    if distance in _NEAR:
        return _NEAR[distance]()
    # A weekday alone means the one just past; those to come need the date.
    if -7 < distance < 0:
        return date_format(that, "l")
    if that.year == today.year or abs(distance) < 120:
        return date_format(that, _("j F"))
    return date_format(that, _("j F Y"))


@register.filter
def moment(when: datetime | None) -> str:
    """The day and the time: "yesterday, 14:05"."""
    if when is None:
        return ""
    return _("%(day)s, %(time)s") % {"day": day(when), "time": date_format(timezone.localtime(when), "H:i")}


@register.simple_tag
def on(when: date | datetime | None, bound: str = "") -> SafeString | str:
    """`{% on event.at %}`: the day as people say it, with the full date for machines and on pointing.

    A second word says that only a bound is known: not_before ("3 March or later") or not_after ("3 March or before").
    """
    if not when:
        return ""
    if bound in _BOUNDS:
        return _time(_date(when), _BOUNDS[bound]() % {"day": day(when)})
    return _time(when, day(when))


@register.simple_tag
def ago(when: date | datetime | None) -> SafeString | str:
    """`{% ago event.at %}`: how long ago (or until), "12 days ago", with the full date on pointing."""
    return _time(when, _distance(when)) if when else ""


_NEAR: dict[int, Callable[[], str]] = {
    0: lambda: _("today"),
    -1: lambda: _("yesterday"),
    1: lambda: _("tomorrow"),
}


_BOUNDS: dict[str, Callable[[], str]] = {
    "not_before": lambda: _("%(day)s or later"),
    "not_after": lambda: _("%(day)s or before"),
}


def _distance(when: date | datetime) -> str:
    if isinstance(when, datetime):
        gone = clock.now() - when
        if timedelta(0) <= gone < timedelta(minutes=1):
            return _("just now")
        if timedelta(0) <= gone < timedelta(hours=1):
            n = gone.seconds // 60
            return ngettext("%(n)s minute ago", "%(n)s minutes ago", n) % {"n": n}
    days = (_date(clock.now()) - _date(when)).days
    if days in (0, 1, -1):
        return _NEAR[-days]()
    if days < 0:
        return ngettext("in %(n)s day", "in %(n)s days", -days) % {"n": -days}
    if days < 60:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < 730:
        months = round(days / 30.44)
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    years = round(days / 365.25)
    return ngettext("%(n)s year ago", "%(n)s years ago", years) % {"n": years}


def _time(when: date | datetime, words: str) -> SafeString:
    if isinstance(when, datetime):
        local = timezone.localtime(when)
        full = date_format(local, "j F Y, H:i")
        return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), full, words)
    full = date_format(when, "j F Y")
    return format_html('<time datetime="{}" title="{}">{}</time>', when.isoformat(), full, words)


def _date(when: date | datetime) -> date:
    """The day in the person's zone."""
    return timezone.localtime(when).date() if isinstance(when, datetime) else when
