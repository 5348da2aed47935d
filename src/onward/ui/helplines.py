"""People who listen, by country. Nothing here depends on detection, and nothing is said that is not known.

The numbers are those of the project's page of evidence; hours, languages and cost are left to the lines themselves
until somebody has checked them. Checked by hand before each release.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Helpline:
    """One helpline: where, its name, its numbers as people read them and as a telephone dials them.

    `zones` are the time zones of where it is, or how their names begin.
    """

    country: str | Promise
    name: str
    telephone: tuple[tuple[str, str], ...]
    zones: tuple[str, ...]


_STATES = tuple(
    f"America/{place}"
    for place in (
        "New_York", "Chicago", "Denver", "Los_Angeles", "Phoenix", "Anchorage", "Detroit", "Boise", "Juneau", "Sitka",
        "Nome", "Yakutat", "Metlakatla", "Adak", "Menominee", "Indiana/", "Kentucky/", "North_Dakota/",
    )
)  # fmt: skip
HELPLINES = (
    Helpline(
        _("United States"),
        "988 Suicide & Crisis Lifeline",
        (("988", "988"),),
        (*_STATES, "Pacific/Honolulu", "US/"),
    ),
    Helpline(
        _("United Kingdom and Ireland"),
        "Samaritans",
        (("116 123", "116123"),),
        ("Europe/London", "Europe/Belfast", "Europe/Dublin", "GB", "Eire"),
    ),
    Helpline(
        _("Germany"),
        "TelefonSeelsorge",
        (("0800 111 0 111", "08001110111"), ("0800 111 0 222", "08001110222")),
        ("Europe/Berlin", "Europe/Busingen"),
    ),
)
#: Where → the number for an emergency.
EMERGENCY = (
    (_("United States"), "911"),
    (_("United Kingdom and Ireland"), "999"),
    (_("Every country of the European Union"), "112"),
)


def nearest_first(zone: str) -> list[Helpline]:
    """The helplines, those of the time zone first."""
    return sorted(HELPLINES, key=lambda one: not zone.startswith(one.zones))
