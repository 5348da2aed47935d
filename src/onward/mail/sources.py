"""Where a reading takes its mail from: files, or what a floor above registers, such as a mailbox on a server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from onward.base.errors import Problem
from onward.people.models import User

if TYPE_CHECKING:
    from onward.mail.intake import Run
    from onward.mail.new_mail import NewMail


class Source(Protocol):
    """One source of mail, as a reading goes through it."""

    def begin(self, run: Run) -> bool:
        """Whether there is anything new; how much there is goes into the row of the reading."""

    def bring(self, new: NewMail, mine: Sequence[str]) -> None:
        """Hand over every message that may belong to the search; `mine` are the person's addresses."""

    def look_again(self, new: NewMail, mine: Sequence[str]) -> None:
        """Hand over what nothing spoke for, where its sender or thread turned out to be of the search."""

    def finish(self, run: Run) -> None:
        """All of it was read: note what need not be looked at again."""


class Kind(Protocol):
    """A kind of source, told by how its names begin."""

    def open(self, owner: User, names: Sequence[str]) -> Source:
        """The source of these names; a Problem when it is not there."""

    def shown(self, name: str) -> str:
        """The name, or that of a message within, as the person knows it."""


_kinds: dict[str, Callable[[], Kind]] = {}


def register(beginning: str, kind: Callable[[], Kind]) -> None:
    """Let names that begin so be read; `kind` is asked when one comes."""
    _kinds[beginning] = kind


def kind_of(name: str) -> Kind | None:
    """The kind of a source by its name; None for files."""
    return next((kind() for beginning, kind in _kinds.items() if name.startswith(beginning)), None)


def source_of(owner: User, names: Sequence[str]) -> Source:
    """The source of a reading; files and others do not come in one."""
    kinds = {kind for name in names if (kind := kind_of(name)) is not None}
    if not kinds:
        from onward.mail.files import Files

        return Files(names)
    if len(kinds) > 1 or not all(kind_of(name) for name in names):
        raise Problem("Read files and mailboxes one after the other.")
    return kinds.pop().open(owner, names)
