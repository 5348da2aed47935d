"""People who listen, by country. Nothing here depends on detection, and nothing is said that is not known.

The numbers are those of the project's page of evidence; hours, languages and cost are left to the lines themselves
until somebody has checked them. Checked by hand before each release.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Helpline:
    """One helpline: where, its name if we know it, its numbers as people read them and as a telephone dials them."""

    country: str | Promise
    telephone: tuple[tuple[str, str], ...]
    name: str = ""


HELPLINES = (
    Helpline(_("United States"), (("988", "988"),)),
    Helpline(_("United Kingdom and Ireland"), (("116 123", "116123"),), "Samaritans"),
    Helpline(_("Germany"), (("0800 111 0 111", "08001110111"), ("0800 111 0 222", "08001110222"))),
)
#: Where → the number for an emergency.
EMERGENCY = (
    (_("United States"), "911"),
    (_("United Kingdom and Ireland"), "999"),
    (_("Germany"), "112"),
)
