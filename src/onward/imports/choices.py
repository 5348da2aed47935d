"""What the person corrected of a reading: kept for every later table with the same headings."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from onward.imports.meanings import FIELDS, KIND_FIELDS
from onward.imports.words import plain, plain_header

ORDERS = ("dmy", "mdy")
SHAPES = ("application", "event")
#: What a status can be said to mean: a kind of fact, or nothing that happened.
STATUS_KINDS = (*KIND_FIELDS, "nothing")


@dataclass(frozen=True)
class Choices:
    """Corrections by heading and by wording; what is not named is settled by reading."""

    #: heading → field
    columns: Mapping[str, str] = field(default_factory=dict)
    #: heading → dmy or mdy
    orders: Mapping[str, str] = field(default_factory=dict)
    #: a status, as `words.plain` or as it stands → kinds apart by blanks, or nothing
    words: Mapping[str, str] = field(default_factory=dict)
    #: What a row is: application, event, or "" for what reading finds.
    shape: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def from_json(kept: Mapping[str, Any]) -> Choices:
    """As it was kept; what makes no sense is left out."""
    return Choices(
        {str(name): value for name, value in _pairs(kept, "columns") if value in FIELDS},
        {str(name): value for name, value in _pairs(kept, "orders") if value in ORDERS},
        {
            str(name): value
            for name, value in _pairs(kept, "words")
            if value and set(value.split()) <= set(STATUS_KINDS)
        },
        kept.get("shape", "") if kept.get("shape") in SHAPES else "",
    )


def merged(older: Choices, newer: Choices) -> Choices:
    """Both, the newer before the older."""
    return Choices(
        {**older.columns, **newer.columns},
        {**older.orders, **newer.orders},
        {**older.words, **newer.words},
        newer.shape or older.shape,
    )


def word_key(status: str) -> str:
    """Under this a status is remembered; signs have no words."""
    return plain(status)[:200] or status.strip()[:20]


def fingerprint(headings: Sequence[str]) -> str:
    """The same for every table whose headings are the same, whatever their order."""
    said = "\n".join(sorted(plain_header(heading) for heading in headings))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def _pairs(kept: Mapping[str, Any], name: str) -> list[tuple[str, str]]:
    found = kept.get(name)
    return (
        [(key, value) for key, value in found.items() if isinstance(value, str)]
        if isinstance(found, dict)
        else []
    )
