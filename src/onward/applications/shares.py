"""Which share of the person's applications gets as far as a stage, asked of the room that counts it: one figure for all."""

from collections.abc import Callable
from dataclasses import dataclass

from onward.people.models import User


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is known of other people's searches: the likely share and its 90 % interval, and what that rests on."""

    likely: float
    low: float
    high: float
    #: Each with where it was seen, and how well that is known.
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Of `n` cases that had `days` to go on from the stage `begin`, `k` did; the truth lies between `low` and `high`.

    Shares are 0 to 1, the interval holds nine in ten.
    """

    begin: str
    n: int
    k: int
    low: float
    high: float
    days: int
    #: Whether it says more than that little is known.
    enough: bool
    elsewhere: Elsewhere | None = None


#: Gives the share that reaches a stage; whether the application at hand came by referral says with whom it is compared.
Lookup = Callable[[User, str, bool], Share | None]
_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """Let a floor above count; registering twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def unregister(lookup: Lookup) -> None:
    """Take a lookup back, for tests."""
    _lookups.remove(lookup)


def reaching(owner: User, stage: str, referred: bool = False) -> Share | None:
    """The share that gets as far; None for a stage that nobody counts."""
    return next((found for lookup in _lookups if (found := lookup(owner, stage, referred)) is not None), None)
