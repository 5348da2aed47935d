"""What is known of a posting: each field with its value, where it stood, and the words that say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The fields, in the order in which people look at them.
FIELDS = (
    "title",
    "employer",
    "place",
    "remote",
    "pay",
    "employment",
    "posted",
    "valid_until",
    "identifier",
    "description",
)
#: Where work is done.
REMOTE = ("remote", "hybrid", "on_site")
#: Kinds of work, in the order in which they are named.
EMPLOYMENT = (
    "full_time",
    "part_time",
    "permanent",
    "temporary",
    "contract",
    "internship",
    "apprenticeship",
    "volunteer",
    "per_diem",
)
PERIODS = ("hour", "day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Found:
    """A value and what it rests on.

    `value` is a text; of pay {"low", "high", "currency", "period"}; of employment a list of codes; of a day its ISO
    date. `source`: json-ld, microdata, rdfa, page, hand.
    """

    value: Any
    source: str
    words: str = ""

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return {"value": self.value, "from": self.source, "words": self.words[:300]}


Record = Mapping[str, Found]


def in_order(codes: set[str]) -> list[str]:
    """Kinds of work in their order; what is both for a time and a "contract" is for a time."""
    if codes & {"temporary", "permanent", "internship", "apprenticeship"}:
        codes = codes - {"contract"}
    return [one for one in EMPLOYMENT if one in codes]
