"""What came of a look at a message, as it crosses processes: light to import, for whoever only writes it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onward.mail.mime import ParsedMessage
    from onward.mail.understanding.understood import Understood


class Examined(NamedTuple):
    """One message after the look at it.

    `message` and `understood` are set when it was worth understanding; `raw` when it belongs to the search.
    `address`, `thread` and `personal` let a message that the gate stopped be looked at again, when its sender or
    its thread turns out to belong to the search. `stamp` is size and time of the file that it fills. `sent` says of the
    person's own mail what it is, and how likely (`understanding.sent`).
    """

    problem: str = ""
    fingerprint: bytes = b""
    size: int = 0
    stamp: tuple[int, int] = (0, 0)
    address: str = ""
    thread: tuple[str, ...] = ()
    personal: bool = False
    message: ParsedMessage | None = None
    understood: Understood | None = None
    raw: bytes = b""
    sent: tuple[str, float] | None = None
