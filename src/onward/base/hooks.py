"""A place where rooms above add what a lower floor asks for: panels, next steps, suggestions."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Part = TypeVar("Part", bound=Hashable)


class Hook(Generic[Part]):
    """Parts in the order in which they were registered; none is known to the floor that asks them."""

    def __init__(self) -> None:
        self._parts: dict[Hashable, Part] = {}

    def register(self, part: Part, room: str | None = None) -> None:
        """Add a part; a second time changes nothing, and what a room registers takes the place of its earlier part."""
        self._parts[part if room is None else room] = part

    def unregister(self, named: Part | str) -> None:
        """Take back a part, or a room's part."""
        del self._parts[named]

    @contextmanager
    def only(self, *parts: Part) -> Iterator[None]:
        """For a while these parts and no other, for tests."""
        others, self._parts = self._parts, dict(zip(parts, parts, strict=True))
        try:
            yield
        finally:
            self._parts = others

    def __iter__(self) -> Iterator[Part]:
        return iter(list(self._parts.values()))
