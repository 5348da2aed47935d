"""What a JobPosting of schema.org says, whatever its syntax, as the fields of a record."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from onward.base.invisible import one_line
from onward.capture.reading import days, kinds, page, pay, places
from onward.capture.reading.pay import Pay
from onward.capture.reading.record import Found, Record, in_order

_ABROAD: Final = 6
_LONGEST: Final = 300


def record(item: Mapping[str, Any], source: str, language: str) -> Record:
    """The fields that the item fills; what it leaves empty is not in the record."""
    place = _place(item)
    away = _remote(item)
    if away == "remote" and not place:
        place = "; ".join(
            _named(one) for one in _all(item, "applicantLocationRequirements")[:_ABROAD] if _named(one)
        )
    country = places.country_of(place.partition(";")[0], language)
    title = _text(item, "title")
    if away is None and (said := kinds.remote(place)):
        away, place = said, kinds.without_remote(place)
    amount = _pay(item, country)
    values: dict[str, Any] = {
        "title": page.text_of(title).replace("\n", " ") if title else "",
        "employer": _named(_first(item, "hiringOrganization")),
        "place": place,
        "remote": away,
        "pay": amount.kept() if amount else None,
        "employment": _employment(item),
        "posted": _day(item, "datePosted", language),
        "valid_until": _day(item, "validThrough", language),
        "identifier": _identifier(item),
        "description": _description(item),
    }
    return {name: Found(value, source, _words(item, name)) for name, value in values.items() if value}


def title_of(item: Mapping[str, Any]) -> str:
    """What the item calls the job."""
    return _text(item, "title") or _text(item, "name")


def url_of(item: Mapping[str, Any]) -> str:
    """Where the item says that it stands."""
    return _text(item, "url")


def _all(item: Mapping[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return [one for one in (value if isinstance(value, list) else [value]) if one not in (None, "")]


def _first(item: Mapping[str, Any], *names: str) -> Any:
    return next((one for name in names for one in _all(item, name)), None)


def _text(item: Mapping[str, Any], *names: str) -> str:
    value = _first(item, *names)
    if isinstance(value, Mapping):
        value = _first(value, "name", "@value", "value")
    return one_line(str(value))[:_LONGEST] if isinstance(value, (str, int, float)) else ""


def _named(value: Any) -> str:
    """The name of a thing that is either a text or an object with a name."""
    if isinstance(value, Mapping):
        value = _first(value, "name", "legalName", "@value")
    return (
        page.text_of(str(value)).replace("\n", " ")[:_LONGEST] if isinstance(value, (str, int, float)) else ""
    )


def _place(item: Mapping[str, Any]) -> str:
    # Some pages leave out that a place is a thing of its own; then its parts lie with those of the posting.
    found = [_address(one) for one in _all(item, "jobLocation")] or [_address(item)]
    return "; ".join(dict.fromkeys(places.tidy(one) for one in found if one))[:_LONGEST]


def _address(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _named(value)
    address = _first(value, "address")
    if isinstance(address, str):
        return one_line(address)
    if not isinstance(address, Mapping):
        address = value
    parts = [_named(_first(address, name)) for name in ("addressLocality", "addressRegion", "addressCountry")]
    kept = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
    if kept or "JobPosting" in str(value.get("@type", "")):
        return ", ".join(kept) or _named(_first(address, "streetAddress"))
    return _named(_first(address, "streetAddress", "name")) or _named(value)


def _remote(item: Mapping[str, Any]) -> str | None:
    kind = _text(item, "jobLocationType")
    return "remote" if "TELECOMMUTE" in kind.upper() else kinds.remote(kind)


def _employment(item: Mapping[str, Any]) -> list[str]:
    said = [_named(one) for one in _all(item, "employmentType")]
    return in_order({code for one in said for code in kinds.employment(one)})


def _day(item: Mapping[str, Any], name: str, language: str) -> str | None:
    said = _text(item, name)
    if re.fullmatch(r"1\d{9}(?:\d{3})?", said):
        # Seconds or thousandths of them since 1970, as scripts count.
        return datetime.fromtimestamp(int(said[:10]), UTC).date().isoformat()
    found = days.find(said, language)
    return found.isoformat() if found else None


def _identifier(item: Mapping[str, Any]) -> str:
    value = _first(item, "identifier")
    if isinstance(value, Mapping):
        value = _first(value, "value", "propertyID", "@value")
    text = one_line(str(value))[:80] if isinstance(value, (str, int)) else ""
    return "" if text.startswith(("http:", "https:")) else text


def _description(item: Mapping[str, Any]) -> str:
    text = _first(item, "description")
    found = page.text_of(str(text)) if isinstance(text, str) else ""
    label, colon, rest = found.partition(":")
    return rest.strip() if colon and label.strip().casefold() == "description" else found


def _pay(item: Mapping[str, Any], country: str) -> Pay | None:
    value = _first(item, "baseSalary")
    written = _text(item, "salaryCurrency")
    if isinstance(value, Mapping):
        written = _text(value, "currency", "priceCurrency") or written
        inner = _first(value, "value")
        amount = inner if isinstance(inner, Mapping) else value
        period = _text(amount, "unitText", "unitCode") or _text(value, "unitText", "unitCode")
        low, high = (_number(_first(amount, name)) for name in ("minValue", "maxValue"))
        alone = _number(
            _first(amount, "value", "price")
            if isinstance(inner, Mapping)
            else _first(value, "value", "price")
        )
        if low is None and high is None:
            said = _first(amount, "value", "price") if isinstance(inner, Mapping) else inner
            if isinstance(said, str) and (spoken := pay.parse(said, period, country)):
                currency = spoken.currency or pay.currency_of(written, country)
                return Pay(spoken.low, spoken.high, currency, spoken.period or pay.period_of(period))
            low = high = alone
        if low is not None and high is not None and low > high:
            low, high = high, low
        if low is None and high is None:
            return None
        return Pay(low, high, pay.currency_of(written, country), pay.period_of(period))
    if isinstance(value, (int, float)):
        return Pay(float(value), float(value), pay.currency_of(written, country), None) if value else None
    if isinstance(value, str):
        found = pay.parse(value, "", country)
        if found is None and (plain := pay.number(value)):
            found = Pay(plain, plain, None, None)
        if found and found.currency is None:
            found = Pay(found.low, found.high, pay.currency_of(written, country), found.period)
        return found
    return None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    found = (
        float(value)
        if isinstance(value, (int, float))
        else pay.number(value)
        if isinstance(value, str)
        else None
    )
    return found if found and 0 < found < 1e12 else None


def _words(item: Mapping[str, Any], name: str) -> str:
    """What the item says in its own words, where that is short."""
    of: Mapping[str, Iterable[str]] = {
        "employment": ("employmentType",), "posted": ("datePosted",), "valid_until": ("validThrough",),
        "remote": ("jobLocationType",),
    }  # fmt: skip
    return ", ".join(
        str(one) for each in of.get(name, ()) for one in _all(item, each) if isinstance(one, str)
    )[:200]
