"""Pay as postings write it: an amount or a range, its currency, and the stretch of time that it is for."""

import re
from dataclasses import dataclass
from typing import Any, Final

from onward.capture.reading import words
from onward.capture.reading.record import PERIODS

_SIGNS: Final = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "nz$": "NZD",
    "s$": "SGD", "hk$": "HKD", "r$": "BRL", "mx$": "MXN", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "£": "GBP", "gbp": "GBP", "₹": "INR", "rs.": "INR", "rs": "INR", "inr": "INR",
    "zł": "PLN", "zl": "PLN", "pln": "PLN", "kč": "CZK", "czk": "CZK", "ft": "HUF", "huf": "HUF",
    "rp": "IDR", "rp.": "IDR", "idr": "IDR", "chf": "CHF", "fr.": "CHF", "sfr.": "CHF", "usd": "USD",
    "aud": "AUD", "cad": "CAD", "nzd": "NZD", "sgd": "SGD", "hkd": "HKD", "brl": "BRL", "mxn": "MXN",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "jpy": "JPY", "cny": "CNY", "rmb": "CNY", "zar": "ZAR",
    "aed": "AED", "ils": "ILS", "₪": "ILS", "krw": "KRW", "₩": "KRW", "ron": "RON", "lei": "RON",
    "bgn": "BGN", "try": "TRY", "₺": "TRY", "php": "PHP", "₱": "PHP", "ngn": "NGN", "₦": "NGN",
    "kes": "KES", "ksh": "KES", "cop": "COP", "clp": "CLP", "ars": "ARS", "thb": "THB", "฿": "THB",
    "myr": "MYR", "rm": "MYR", "vnd": "VND", "₫": "VND", "¥": "JPY", "uah": "UAH", "₴": "UAH", "$": "$",
    "kr": "kr", "kr.": "kr", "kronor": "SEK", "pounds": "GBP", "dollars": "$", "pesos": "$",
    "reais": "BRL",
}  # fmt: skip
#: Signs that several countries share → country → currency.
_SHARED: Final = {
    "$": {
        "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN", "AR": "ARS", "CL": "CLP",
        "CO": "COP",
    },
    "kr": {"SE": "SEK", "NO": "NOK", "DK": "DKK"},
}  # fmt: skip
_SIGN: Final = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_NUMBER: Final = r"\d{1,3}(?:[ '’.,]\d{3})+(?:[.,]\d{1,2})?|\d{1,3}(?:,\d{2})+,\d{3}|\d+(?:[.,]\d{1,2})?"
_MONEY: Final = re.compile(
    rf"(?:(?<![\w])(?P<before>{_SIGN})\s?)?(?<![\w.,])(?P<number>{_NUMBER})(?![\d%])(?:,-|,–|\.-)?"
    rf"\s?(?P<times>k\b|K\b|tys\.?|mil\b|lakhs?\b|lacs?\b|lpa\b|LPA\b|juta\b|jt\b)?\s?(?:(?P<after>{_SIGN})(?![\w]))?",
    re.IGNORECASE,
)
_TIMES: Final = {
    "k": 1000,
    "tys": 1000,
    "mil": 1000,
    "lakh": 100_000,
    "lac": 100_000,
    "lpa": 100_000,
    "juta": 10**6,
    "jt": 10**6,
}
_BETWEEN: Final = re.compile(
    r"(?:\s?/\s?\w{1,7}\.?|\s(?:per|an?)\s\w{1,7})?"
    r"\s*(?:[-–—−~]|to|and|a|à|et|bis|und|al|e|y|até|tot|en|till|do|sampai|hingga|s/d)\s*"
    r"(?:(?:zu|max\.?|maximum|maximal|maximaal|máximo|massimo)\s*)?",
    re.IGNORECASE,
)
#: Nobody is paid in these; companies are.
_MILLIONS: Final = re.compile(
    r"\s?(?:millions?|mn|m|mio\.?|milliards?|billions?|bn|millones|milhões|miljoen|mln)\b", re.IGNORECASE
)
#: What may stand between an amount and the words for its time: "before tax", "pro rata", a bonus.
_NEAR: Final = 40
_PAY_LEAST: Final = 4
#: Nobody reads on in a sentence that is longer.
_SENTENCE: Final = 1200


@dataclass(frozen=True, slots=True)
class Pay:
    """An amount or a range; a bound that is not said is None. `currency` is an ISO code, or a sign that several share."""

    low: float | None
    high: float | None
    currency: str | None
    period: str | None

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return {"low": self.low, "high": self.high, "currency": self.currency, "period": self.period}


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    currency: str
    times: int
    start: int
    end: int


def number(text: str) -> float | None:
    """The number that a text writes, whichever way its thousands are set apart; None for no number."""
    found = re.search(_NUMBER, text.replace("\u00a0", " ").replace("\u202f", " "))
    return _value(found[0]) if found else None


def parse(text: str, label: str = "", country: str = "") -> Pay | None:
    """The pay that a value says beside a label that announces pay; None when it names no amount."""
    amounts = _amounts(text)
    named = [one for one in amounts if one.currency]
    period = _period(text, amounts) or _period(label, [])
    if not named:
        plain = [one for one in amounts if one.value >= 1000 or (period and one.value >= _PAY_LEAST)]
        if not plain or not (period or all(one.value >= 1000 for one in plain)):
            return None
        amounts = plain
    first, second = _range(text, amounts, bool(named))
    if first is None:
        return None
    return _pay(text, first, second, period or _period(text, [first]), country)


def alone(text: str, country: str = "") -> Pay | None:
    """The pay that a part of the head is and says nothing else: "€55k–€70k"."""
    amounts = _amounts(text)
    if not any(one.currency for one in amounts) or len(text) > 60:
        return None
    first, second = _range(text, amounts, True)
    if first is None or second is None:
        return None
    rest = text[: first.start] + text[second.end :]
    for period in PERIODS:
        rest = words.words(period).sub(" ", rest)
    left = re.sub(r"[\W\d_]+", "", words.words("pay_words").sub(" ", rest))
    return None if left else parse(text, "", country)


def in_running_text(text: str, country: str = "") -> tuple[Pay, str] | None:
    """The pay that a sentence names, with the sentence: its amounts need a currency, and a time or a word for pay."""
    for sentence in re.split(r"\n|(?<=[a-zà-ÿ)][.!?])\s+", text):
        sentence = sentence[:_SENTENCE]
        amounts = _amounts(sentence) if re.search(r"\d", sentence) else []
        if not any(one.currency for one in amounts):
            continue
        first, second = _range(sentence, amounts, True)
        if first is None:
            continue
        spoken = words.words("pay_words").search(sentence)
        last = second or first
        after = sentence[last.end : last.end + _NEAR]
        period = _period(after, [])
        if (
            (period and (second is not None or spoken))
            or (spoken and second is not None)
            or (period and len(sentence) < 60)
        ):
            return _pay(
                sentence, first, second, period or _period(sentence, [first]), country
            ), sentence.strip()
    return None


def currency_of(text: str, country: str = "") -> str | None:
    """The ISO code for a currency as written; a shared sign stays as it is where the country is not known."""
    found = _SIGNS.get(text.strip().casefold())
    if found is None:
        return text.strip().upper() if re.fullmatch(r"[A-Za-z]{3}", text.strip()) else None
    return _SHARED[found].get(country, found) if found in _SHARED else found


def period_of(text: str) -> str | None:
    """hour, day, week, month or year, from a word for it."""
    text = text.strip().casefold()
    known = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year",
             "hur": "hour", "ann": "year", "mon": "month", "wee": "week"}  # fmt: skip
    if text in known or text in PERIODS:
        return known.get(text, text)
    return _period(text, []) if text else None


def _amounts(text: str) -> list[_Amount]:
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
    found = []
    for match in _MONEY.finditer(text):
        value = _value(match["number"])
        times = _TIMES.get((match["times"] or "").casefold().rstrip("s."), 1)
        before, after = ((match[name] or "").casefold() for name in ("before", "after"))
        # "$90,000 USD": what is written behind says which dollars they are.
        sign = after if after and (not before or _SIGNS[before] in _SHARED) else before
        if (match["times"] or "").casefold() == "lpa":
            sign = sign or "inr"
        # Letters that are also the end of a word in other places, such as "rm" and "ft", count beside a number only.
        currency = "" if _MILLIONS.match(text, match.end()) else _SIGNS.get(sign, "")
        found.append(_Amount(value, currency, times, match.start(), match.end()))
    return found


def _value(written: str) -> float:
    plain = re.sub(r"[ '’]", "", written)
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        decimal = max(".", ",", key=plain.rfind)
        plain = plain.replace("," if decimal == "." else ".", "").replace(",", ".")
    elif dots + commas:
        mark = "." if dots else ","
        whole = dots + commas > 1 or len(plain.rsplit(mark, 1)[1]) == 3
        plain = plain.replace(mark, "" if whole else ".")
    return float(plain)


def _range(text: str, amounts: list[_Amount], named: bool) -> tuple[_Amount | None, _Amount | None]:
    """The first amount that can be pay, and the other end of its range."""
    for number_, one in enumerate(amounts):
        later = amounts[number_ + 1] if number_ + 1 < len(amounts) else None
        joined = later is not None and _BETWEEN.fullmatch(text[one.end : later.start])
        if named and not one.currency and not (joined and later is not None and later.currency):
            continue
        if joined and later is not None and later.value * later.times >= one.value:
            return one, later
        return one, None
    return None, None


def _pay(text: str, first: _Amount, second: _Amount | None, period: str | None, country: str) -> Pay:
    sign = first.currency or (second.currency if second else "")
    if sign in _SHARED and second is not None:
        sign = second.currency or sign
    currency = _SHARED[sign].get(country, sign) if sign in _SHARED else (sign or None)
    times = max(first.times, second.times if second else 1)
    low = first.value * (times if first.value < 1000 or first.times > 1 else 1)
    if second is not None:
        return Pay(
            low, second.value * (times if second.value < 1000 or second.times > 1 else 1), currency, period
        )
    before = text[max(0, first.start - 16) : first.start].strip().casefold()
    if any(re.search(rf"(?<!\w){re.escape(word)}$", before) for word in words.phrases("up_to")):
        return Pay(None, low, currency, period)
    if any(
        re.search(rf"(?<!\w){re.escape(word)}$", before) for word in words.phrases("from_only")
    ) or re.match(r"\s?\+", text[first.end :]):
        return Pay(low, None, currency, period)
    return Pay(low, low, currency, period)


def _period(text: str, amounts: list[_Amount]) -> str | None:
    """The stretch of time named nearest behind the amounts, else nearest before them."""
    end = max((one.end for one in amounts), default=0)
    found: list[tuple[bool, int, str]] = []
    for period in PERIODS:
        for match in words.words(period).finditer(text):
            behind = match.start() >= end - 1
            found.append((not behind, match.start() - end if behind else end - match.end(), period))
    return min(found)[2] if found else None
