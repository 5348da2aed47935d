"""What a table says, as values: applications with their events, wordings of statuses, and doubts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onward.applications.stages import Fact
from onward.imports.date_columns import Order
from onward.imports.meanings import Meaning


@dataclass(frozen=True)
class Doubt:
    """Something that was settled without certainty; `rows` are numbers in the file."""

    why: str
    rows: tuple[int, ...] = ()
    column: str = ""


@dataclass(frozen=True)
class Told:
    """One application as the table tells it."""

    #: Its rows in the file, and a print of each that is the same at every later import.
    numbers: tuple[int, ...]
    keys: tuple[str, ...]
    fields: Mapping[str, str]
    note: str
    facts: tuple[Fact, ...]
    #: The day of applying, where the table gives one.
    applied_on: date | None = None
    #: Question → what was sent, to compare by.
    marks: Mapping[str, str] = field(default_factory=dict)
    #: The row before it that says the very same; `once`: they count as one, unless the person keeps both.
    same_as: int | None = None
    once: bool = False


@dataclass(frozen=True)
class Word:
    """A status as the table words it, what it was taken to mean, and whether that is certain."""

    key: str
    shown: str
    times: int
    kinds: tuple[str, ...]
    sure: bool


@dataclass(frozen=True)
class Telling:
    """All that a table says."""

    told: list[Told]
    meanings: list[Meaning]
    orders: dict[int, Order]
    shape: str
    words: list[Word] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
