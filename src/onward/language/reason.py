"""A reason that a rejection states, as it crosses processes: light to import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One of reasons.CODES, the sentence that states it, and how sure the reading is (0 to 1)."""

    code: str
    quote: str
    confidence: float
