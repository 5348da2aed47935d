"""What was found in a mail: the value, how sure, and the words that show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A value with its score from 0 to 1 and the piece of the mail that it was read from."""

    value: str
    score: float
    quote: str
