"""Knows the time zones that mails name: abbreviations, "UTC+7", and "Lagos time"."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

#: People write the winter name of a zone in summer too, so a name stands for the clock of its place.
_PLACES: Final = {
    "America/New_York": "et est edt eastern",
    "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    "Europe/Berlin": "cet cest mez mesz met hnec heec",
    "Europe/London": "bst",
    "Europe/Lisbon": "wet west",
    "Europe/Helsinki": "eet eest oez oesz",
    "Asia/Kolkata": "ist",
    "Asia/Jakarta": "wib",
    "Asia/Makassar": "wita",
    "Asia/Jayapura": "wit",
    "Africa/Lagos": "wat",
    "Africa/Johannesburg": "sast",
    "Africa/Nairobi": "eat",
    "America/Sao_Paulo": "brt",
    "America/Argentina/Buenos_Aires": "art",
    "America/Bogota": "cot",
    "America/Lima": "pet",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Tokyo": "jst",
    "Australia/Sydney": "aest aedt",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst nzdt",
    "Asia/Dubai": "gst",
    "UTC": "utc gmt z",
}
_BY_NAME: Final = {name: place for place, names in _PLACES.items() for name in names.split()}
_CITIES: Final = {
    "berlin": "Europe/Berlin",
    "german": "Europe/Berlin",
    "deutscher": "Europe/Berlin",
    "paris": "Europe/Paris",
    "madrid": "Europe/Madrid",
    "rome": "Europe/Rome",
    "roma": "Europe/Rome",
    "italiana": "Europe/Rome",
    "amsterdam": "Europe/Amsterdam",
    "lisbon": "Europe/Lisbon",
    "lisboa": "Europe/Lisbon",
    "warsaw": "Europe/Warsaw",
    "polskiego": "Europe/Warsaw",
    "stockholm": "Europe/Stockholm",
    "svensk": "Europe/Stockholm",
    "london": "Europe/London",
    "uk": "Europe/London",
    "dublin": "Europe/Dublin",
    "irish": "Europe/Dublin",
    "zurich": "Europe/Zurich",
    "vienna": "Europe/Vienna",
    "lagos": "Africa/Lagos",
    "nigerian": "Africa/Lagos",
    "nairobi": "Africa/Nairobi",
    "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata",
    "jakarta": "Asia/Jakarta",
    "singapore": "Asia/Singapore",
    "brasilia": "America/Sao_Paulo",
    "brasília": "America/Sao_Paulo",
    "bogota": "America/Bogota",
    "bogotá": "America/Bogota",
    "lima": "America/Lima",
    "new york": "America/New_York",
    "eastern": "America/New_York",
    "central european": "Europe/Berlin",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "sydney": "Australia/Sydney",
    "cdmx": "America/Mexico_City",
    "méxico": "America/Mexico_City",
    "mexico": "America/Mexico_City",
}
_SHIFT: Final = re.compile(r"\b(?:UTC|GMT)\s*([+-−–])\s*(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)
_NAME: Final = re.compile(
    r"(?<![\w])(" + "|".join(sorted(_BY_NAME, key=len, reverse=True)).upper() + r")(?![\w])"
)
_CITY: Final = re.compile(
    r"\b("
    + "|".join(sorted(_CITIES, key=len, reverse=True))
    + r")(?: standard| daylight)? (?:time|zeit|tid)\b"
    r"|\b(?:heure (?:de |d['’])?|hora (?:de |da |del )?|ora (?:di )?|czasu |waktu )("
    + "|".join(sorted(_CITIES, key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def named(name: str) -> tzinfo | None:
    """The zone of an IANA name or an abbreviation; None when nobody knows it."""
    if place := _BY_NAME.get(name.strip().lower()):
        name = place
    try:
        return ZoneInfo(name.strip())
    except (ValueError, OSError, KeyError):  # a name may be a path, a folder or nonsense
        return None


def stated(text: str) -> tzinfo | None:
    """The one zone that a piece of text states; None when it states none or several."""
    found: dict[str, tzinfo] = {}
    for match in _SHIFT.finditer(text):
        hours, minutes = int(match.group(2)), int(match.group(3) or 0)
        if hours <= 14 and minutes < 60:
            shift = timedelta(hours=hours, minutes=minutes)
            found["shift"] = timezone(shift if match.group(1) == "+" else -shift)
    if not found:
        for match in _NAME.finditer(text):
            place = _BY_NAME[match.group(1).lower()]
            if match.group(1) != "Z" and (zone := named(place)):
                found[place] = zone
        for match in _CITY.finditer(text):
            place = _CITIES[(match.group(1) or match.group(2)).lower()]
            if zone := named(place):
                found[place] = zone
    return next(iter(found.values())) if len(found) == 1 else None


def with_offset(moment: datetime, zone: tzinfo | None) -> str:
    """ISO 8601 to the minute, with the zone's offset on that day where a zone is known."""
    return (moment.replace(tzinfo=zone) if zone else moment).isoformat(timespec="minutes")
