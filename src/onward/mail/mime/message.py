"""A mail as it was understood: plain values only, so that it can cross processes and be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that came along: its name ("" if none), its type in lower case, its decoded size in bytes."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """One mail. Addresses are in lower case; Message-IDs are without their angle brackets.

    `date` is aware, and None when it is missing or absurd; `received` is the time of the newest Received
    header. `text` is what the sender of this message wrote, `quoted` the earlier mail beneath it, `signature`
    what follows the signature mark. `html` and `plain` are the decoded parts as they came: not cleaned, not
    safe to show. `problems` are plain sentences about what was wrong with the mail.
    """

    message_id: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    date: datetime | None
    received: datetime | None
    from_name: str
    from_address: str
    reply_to: str
    sender: str
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    subject: str
    headers: dict[str, str]
    text: str
    quoted: str
    forwarded: bool
    signature: str
    html: str | None
    plain: str | None
    calendars: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[str, ...]

    @property
    def recipients(self) -> list[str]:
        """The addresses that it was sent to, each once."""
        return list(dict.fromkeys(address for _, address in (*self.to, *self.cc)))
