"""Where a draft can be put, besides a file: floors above offer their places, and each time the person presses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onward.people.models import User


class Place(NamedTuple):
    """A place for drafts: its number, the address whose it is, and what it is called there."""

    key: int
    address: str
    title: str


#: The places of a person; and putting a message into one, which gives back what the place is called.
Places = Callable[["User"], Sequence[Place]]
Put = Callable[["User", int, bytes], str]
_offered: list[tuple[Places, Put]] = []


def register(places: Places, put: Put) -> None:
    """Offer places; the one that is registered last takes the place of the one before."""
    _offered[:] = [(places, put)]


def unregister() -> None:
    """Take the offer back, for tests."""
    _offered.clear()


def places(owner: User) -> list[Place]:
    """Where drafts of this person can be put."""
    return [one for found, _put in _offered for one in found(owner)]


def put(owner: User, key: int, message: bytes) -> str:
    """Put a draft there, because the person pressed the button for it; a Problem when it did not arrive."""
    return next(put(owner, key, message) for _found, put in _offered)
