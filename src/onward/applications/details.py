"""The words that describe an application: its fields, their limits, how they are cleaned and searched."""

import re
import unicodedata
from collections.abc import Mapping

from onward.base.web_links import web_link

#: The day of a posting, where a table tells it: kept beside what was sent, no detail of its own. Its age is compared by; the
#: words of the cell stay in the note.
POSTED = "posted"
#: Field → longest value kept, in characters.
LIMITS: Mapping[str, int] = {
    "company": 200,
    "role": 300,
    "requisition": 80,
    "location": 200,
    "channel": 40,
    "url": 2000,
    "note": 20_000,
}
DETAIL_FIELDS = tuple(LIMITS)
#: Ways of applying that the form offers; any other word is kept as it is.
CHANNELS = ("direct", "job board", "referral", "recruiter", "other")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANK = re.compile(r"\s+")
#: Letters that Unicode does not take apart into a base letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def clean(field: str, value: str) -> str:
    """The value without control characters and stray space, cut to the field's limit.

    A link that does not lead to the web becomes empty: it would be shown as something to click.
    """
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = value.strip() if field == "note" else _BLANK.sub(" ", value).strip()
    if field == "url":
        value = _web_address(value)
    return value[: LIMITS[field]].rstrip()


def clean_all(details: Mapping[str, str | None]) -> dict[str, str]:
    """Every field cleaned; KeyError names a field that an application does not have."""
    return {field: clean(field, value or "") for field, value in details.items()}


def searchable(*texts: str) -> str:
    """The texts as search compares them: small letters without accents, so that "munchen" finds "München"."""
    given = " ".join(text for text in texts if text).casefold()
    if given.isascii():
        return given
    joined = unicodedata.normalize("NFKD", given)
    return "".join(char for char in joined if not unicodedata.combining(char)).translate(_PLAIN)


def _web_address(value: str) -> str:
    if value and "://" not in value and re.match(r"[\w-]+(\.[\w-]+)+([/?#:]|$)", value):
        value = f"https://{value}"
    return web_link(value)
