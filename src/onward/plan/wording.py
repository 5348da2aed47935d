"""How Today says what it rests on, why something comes first, and what a choice means."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onward.applications.suggestions import Evidence, Suggestion
from onward.plan import ranking
from onward.plan.choices import rest_after
from onward.plan.models import Choice
from onward.plan.pace import Hard
from onward.plan.ranking import Mood, Ranked
from onward.ui.templatetags.words import amount, day

ENERGIES: dict[str, Promise] = {
    "low": gettext_lazy("Little"),
    "usual": gettext_lazy("As usual"),
    "high": gettext_lazy("Plenty"),
}
GRADES: dict[str, Promise] = {
    "seen": gettext_lazy("seen in a public source"),
    "cited": gettext_lazy("cited, not read again"),
    "assumed": gettext_lazy("our assumption"),
    "record": gettext_lazy("from your own record"),
}
_WORTH: dict[int, Promise] = {
    10: gettext_lazy("An interview or an offer that is there already hangs on it."),
    6: gettext_lazy("It opens a way that was not there."),
    5: gettext_lazy("What it teaches helps each application that follows."),
    3: gettext_lazy("It keeps a door open."),
    2: gettext_lazy("It takes weight off."),
}


def evidence(one: Evidence) -> str:
    """What a suggestion rests on, in one line with its grade and source."""
    return f"{one.says} ({grade(one)})"


def grade(one: Evidence) -> str:
    """How well something is known, with its source."""
    words = str(GRADES[one.grade])
    return f"{words}: {one.source}" if one.source else words


def stands(by_status: Mapping[str, int]) -> str:
    """Where the search stands: how many applications go on, are quiet, and are over; "" before the first."""
    going = by_status["open"] + by_status["offer"]
    quiet = by_status["silent"]
    over = sum(by_status.values()) - going - quiet
    parts = [
        ngettext("%(n)s application goes on", "%(n)s applications go on", going) % {"n": amount(going)},
        ngettext("%(n)s is quiet", "%(n)s are quiet", quiet) % {"n": amount(quiet)} if quiet else "",
        ngettext("%(n)s is over", "%(n)s are over", over) % {"n": amount(over)} if over else "",
    ]
    return ", ".join(part for part in parts if part) if going or quiet or over else ""


def until(last: date | None, today: date) -> str:
    """When a suggestion stops being worth it, from its last day."""
    if last is None:
        return _("It has no day of its own; it comes again until it is done or set aside.")
    if last <= today:
        return _("It is worth doing today.")
    return _("It is worth doing until %(day)s.") % {"day": day(last)}


def with_day(one: Suggestion) -> str:
    """What it is and its day, unless its title tells the day already."""
    if one.due is None or day(one.due) in one.title:
        return one.title
    words = _("%(title)s, by %(day)s") if one.at is None else _("%(title)s, %(day)s")
    return words % {"title": one.title, "day": day(one.due)}


def minutes(n: int) -> str:
    """How long something takes."""
    return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n} if n else ""


def why_first(first: Ranked, second: Ranked | None, today: date, mood: Mood) -> list[str]:
    """The terms that put the first before the second, in sentences."""
    said: dict[str, Callable[[], str]] = {
        "worth": lambda: str(_WORTH[int(first.suggestion.worth)]),
        "time": lambda: _time(first, today),
        "effort": lambda: _("It takes %(minutes)s.") % {"minutes": minutes(first.suggestion.effort_minutes)},
        "energy": lambda: _("It fits the energy that you have today."),
        "waved": lambda: _("You waved others like the next one away."),
    }
    if first.suggestion.kind == "rest":
        return [_("After a hard day rest comes before everything else.")]
    if second is None:
        return [_("Nothing else asks for you today.")]
    return [said[name]() for name in ranking.reasons(first, second)] or [
        _("Nothing sets it apart from the next; it comes first so that you need not choose.")
    ]


def _time(first: Ranked, today: date) -> str:
    due = first.suggestion.due
    if due is None:
        return _("It is worth less with each day.")
    left = (due - today).days
    if left <= 1:
        return _("Its day is today.") if left == 0 else _("Its day is tomorrow.")
    return ngettext("%(n)d day is left.", "%(n)d days are left.", left) % {"n": left}


def hard_day(hard: Hard) -> str:
    """Why Today is lighter."""
    if hard.late and hard.count < 2:
        return _("%(name)s said no after you had come far, so today is kept light.") % {"name": hard.late}
    return ngettext(
        "%(n)d employer said no, so today is kept light.",
        "%(n)d employers said no within a day, so today is kept light.",
        hard.count,
    ) % {"n": hard.count}


def did(one: Choice, times: int = 0) -> str:
    """What was chosen, with what follows from it."""
    title = one.title
    if one.taken_back_at is not None:
        return _("Taken back: %(title)s") % {"title": title}
    if one.what == "done":
        return _("Done: %(title)s") % {"title": title}
    if one.what == "later":
        return _("Later, on %(day)s: %(title)s") % {"day": day(one.until), "title": title}
    if one.what == "welcome":
        return _("They may come again: %(others)s") % {"others": one.others}
    return f"{_('Not for you: %(title)s.') % {'title': title}} {learnt(one, times)}"


def learnt(one: Choice, times: int) -> str:
    """What Onward takes from a "not for me"."""
    until = rest_after(max(times, 1), timezone.localdate(one.at))
    if until is None:
        return _("%(others)s come no more, unless they have a day of their own.") % {"others": one.others}
    return _("%(others)s rest until %(day)s, unless they have a day of their own.") % {
        "others": one.others,
        "day": day(until),
    }
