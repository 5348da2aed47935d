"""People who listen, by country. Checked by hand before each release; nothing here depends on detection."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Helpline:
    """One helpline: where, who, how to reach them, when, in which languages, what it costs."""

    country: str | Promise
    name: str
    #: Number as people read it → number as a telephone dials it.
    telephone: tuple[tuple[str, str], ...]
    also: str | Promise
    hours: str | Promise
    languages: str | Promise
    url: str


HELPLINES = (
    Helpline(
        _("United States"),
        "988 Suicide & Crisis Lifeline",
        (("988", "988"),),
        _("Also by text to 988 and by chat on their site."),
        _("Day and night, free."),
        _("English, Spanish"),
        "https://988lifeline.org",
    ),
    Helpline(
        _("United Kingdom and Ireland"),
        "Samaritans",
        (("116 123", "116123"),),
        "",
        _("Day and night, free."),
        _("English"),
        "https://www.samaritans.org",
    ),
    Helpline(
        _("Germany"),
        "TelefonSeelsorge",
        (("0800 111 0 111", "08001110111"), ("0800 111 0 222", "08001110222")),
        _("Also by chat and mail on their site."),
        _("Day and night, free."),
        _("German"),
        "https://www.telefonseelsorge.de",
    ),
)
#: Where → the number for an emergency.
EMERGENCY = (
    (_("European Union and many other countries"), "112"),
    (_("United Kingdom"), "999"),
    (_("United States and Canada"), "911"),
)
