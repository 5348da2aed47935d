"""A place in one way of writing it."""

import re

_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI "
    "SC SD TN TX UT VT VA WA WV WI WY DC AB BC MB NB NL NS ON PE QC SK NSW VIC QLD TAS ACT NT".split()
)
_AMERICAN = _STATES - set("AB BC MB NB NL NS ON PE QC SK NSW VIC QLD TAS ACT NT".split())
_NAMES = {
    "us": "US", "usa": "US", "united states": "US", "united states of america": "US", "gb": "GB", "uk": "GB",
    "united kingdom": "GB", "ca": "CA", "canada": "CA", "au": "AU", "australia": "AU", "nz": "NZ", "new zealand": "NZ",
    "se": "SE", "sweden": "SE", "sverige": "SE", "no": "NO", "norway": "NO", "norge": "NO", "dk": "DK", "denmark": "DK",
    "danmark": "DK", "mx": "MX", "mexico": "MX", "méxico": "MX", "sg": "SG", "singapore": "SG",
}  # fmt: skip
_OF_LANGUAGE = {"sv": "SE", "da": "DK", "nb": "NO", "nn": "NO", "no": "NO"}


def tidy(text: str) -> str:
    """The place on one line; the letters of a state stand behind a comma."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:·|-–")
    found = re.fullmatch(r"([^\d,]+?),? ([A-Z]{2,3})", text)
    return f"{found[1]}, {found[2]}" if found and found[2] in _STATES else text


def country_of(place: str, language: str) -> str:
    """The country in two letters, from the end of a place or from a language tag such as en-AU; empty when not known."""
    for part in reversed([part.strip() for part in re.split(r"[,;]", place)]):
        if known := _NAMES.get(part.casefold()):
            return known
        if part in _AMERICAN and "," in place:
            return "US"
        if part in {"VIC", "NSW", "QLD", "TAS", "ACT"}:
            return "AU"
        if part in {"ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB"}:
            return "CA"
    _tongue, _dash, region = language.replace("_", "-").partition("-")
    if re.fullmatch(r"[A-Za-z]{2}", region):
        return region.upper()
    return _OF_LANGUAGE.get(language.casefold(), "")
