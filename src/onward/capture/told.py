"""A posting in words: its fields as people say them, where each came from, and what was done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.base import clock
from onward.base.web_links import web_link
from onward.capture import queries
from onward.capture.models import Posting

LABELS: dict[str, Promise] = {
    "title": gettext_lazy("Role"),
    "employer": gettext_lazy("Employer"),
    "place": gettext_lazy("Place"),
    "remote": gettext_lazy("Where you work"),
    "pay": gettext_lazy("Pay"),
    "employment": gettext_lazy("Kind of work"),
    "posted": gettext_lazy("Posted"),
    "valid_until": gettext_lazy("Valid until"),
    "identifier": gettext_lazy("Their number"),
}
REMOTE: dict[str, Promise] = {
    "remote": gettext_lazy("from anywhere"),
    "hybrid": gettext_lazy("partly from home"),
    "on_site": gettext_lazy("on site"),
}
EMPLOYMENT: dict[str, Promise] = {
    "full_time": gettext_lazy("full time"),
    "part_time": gettext_lazy("part time"),
    "permanent": gettext_lazy("permanent"),
    "temporary": gettext_lazy("fixed term"),
    "contract": gettext_lazy("as a contractor"),
    "internship": gettext_lazy("internship"),
    "apprenticeship": gettext_lazy("apprenticeship"),
    "volunteer": gettext_lazy("voluntary"),
    "per_diem": gettext_lazy("by the shift"),
}
PERIODS: dict[str, Promise] = {
    "hour": gettext_lazy("an hour"),
    "day": gettext_lazy("a day"),
    "week": gettext_lazy("a week"),
    "month": gettext_lazy("a month"),
    "year": gettext_lazy("a year"),
}
SOURCES: dict[str, Promise] = {
    "json-ld": gettext_lazy("from the page's data"),
    "microdata": gettext_lazy("from the page's data"),
    "rdfa": gettext_lazy("from the page's data"),
    "page": gettext_lazy("from its words"),
    "hand": gettext_lazy("corrected by you"),
}
HOW: dict[str, Promise] = {
    "pasted": gettext_lazy("pasted by you"),
    "page": gettext_lazy("from a page that you saved"),
    "fetched": gettext_lazy("fetched when you asked for it"),
    "bookmarklet": gettext_lazy("handed over by your bookmark"),
}
_DID: dict[str, Promise] = {
    "kept": gettext_lazy("Kept"),
    "brought_back": gettext_lazy("Brought back"),
    "corrected": gettext_lazy("Corrected"),
    "linked": gettext_lazy("Put with its application"),
    "unlinked": gettext_lazy("Taken from its application"),
    "applied": gettext_lazy("Applied"),
    "put_away": gettext_lazy("Put away"),
    "back": gettext_lazy("Took back a change"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its label, its value in words, the day it names, and the words of the page that it rests on."""

    name: str
    label: str
    value: str
    source: str
    words: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A posting as pages show it."""

    posting: Posting
    name: str
    employer: str
    #: Where it stands, when that is a page of the web.
    link: str
    rows: list[Row]
    how: str
    #: The last day on which it counts; None when it does not say.
    until: date | None
    over: bool


def posting(one: Posting) -> Told:
    """The posting in words."""
    until = _day(one.value("valid_until"))
    return Told(
        one,
        name(one),
        str(one.value("employer") or "") if one.value("title") else "",
        web_link(one.url),
        rows(one.fields),
        str(HOW.get(one.how, "")),
        until,
        until is not None and until < timezone.localdate(clock.now()),
    )


def name(one: Posting) -> str:
    """What the posting is known by."""
    return str(one.value("title") or one.value("employer") or one.url.partition("://")[2] or _("A posting"))[
        :200
    ]


def rows(fields: Mapping[str, Any]) -> list[Row]:
    """The fields that are known, in their order; the description stands by itself."""
    found = []
    for field, label in LABELS.items():
        kept = fields.get(field)
        if not isinstance(kept, Mapping) or not kept.get("value"):
            continue
        day = _day(kept["value"]) if field in {"posted", "valid_until"} else None
        source = str(SOURCES.get(str(kept.get("from")), ""))
        found.append(
            Row(field, str(label), value(field, kept["value"]), source, str(kept.get("words") or ""), day)
        )
    return found


def value(field: str, given: Any) -> str:
    """A field's value in words."""
    if field == "pay" and isinstance(given, Mapping):
        return pay(given)
    if field == "employment" and isinstance(given, list):
        return ", ".join(str(EMPLOYMENT.get(one, one)) for one in given)
    if field == "remote":
        return str(REMOTE.get(str(given), given))
    if field in {"posted", "valid_until"} and (day := _day(given)):
        return date_format(day, "j F Y")
    return str(given)


def pay(given: Mapping[str, Any]) -> str:
    """Pay in words: "£32,000 to £36,500 a year" with the currency's code."""
    low, high = given.get("low"), given.get("high")
    amount = {"low": _amount(low), "high": _amount(high), "currency": given.get("currency") or ""}
    if low is not None and high is not None and low != high:
        text = _("%(low)s to %(high)s %(currency)s") % amount
    elif low is not None and high is None:
        text = _("from %(low)s %(currency)s") % amount
    elif low is None:
        text = _("up to %(high)s %(currency)s") % amount
    else:
        text = _("%(low)s %(currency)s") % amount
    period = PERIODS.get(str(given.get("period")))
    return f"{text.strip()} {period}" if period else text.strip()


def did(one: Posting, step: int) -> str:
    """What was done with a posting, for the undo line."""
    return str(_DID.get(one.history[step]["did"], ""))


@dataclass(frozen=True, slots=True)
class Past:
    """One change, and its number."""

    step: int
    did: str
    at: datetime


def history(one: Posting) -> list[Past]:
    """What was done, the latest first."""
    return [
        Past(step, did(one, step), datetime.fromisoformat(entry["at"]))
        for step, entry in reversed(list(enumerate(one.history)))
    ][:20]


@dataclass(frozen=True, slots=True)
class Offer:
    """A detail that the posting has and its application has not, or has otherwise."""

    name: str
    label: str
    value: str
    standing: str


def offers(one: Posting, given: Mapping[str, str | None]) -> list[Offer]:
    """What the application could take from the posting."""
    place = queries.application_of(one)
    labels = {"location": _("Place"), "url": _("Link to the posting"), "role": _("Role"), "company": _("Employer"),
              "requisition": _("Their number for the role")}  # fmt: skip
    return [
        Offer(name, labels[name], str(value), str(getattr(place, name)))
        for name, value in given.items()
        if place is not None and value and name in labels and getattr(place, name) != value
    ]


def _amount(number: Any) -> str:
    if not isinstance(number, (int, float)):
        return ""
    return number_format(number, decimal_pos=0 if float(number).is_integer() else 2, force_grouping=True)


def _day(given: Any) -> date | None:
    try:
        return date.fromisoformat(str(given)) if given else None
    except ValueError:
        return None
