"""Mails of an invented search as the floors below mail know them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from onward.applications.correspondence import Correspondent, Mail

ME = "mira@example.org"
_numbers = count(1)


def kind(address: str) -> str:
    """As the floor of mail would say."""
    local, _at, host = address.partition("@")
    if address == ME:
        return "own"
    if "reply" in local and "+" not in local:
        return "no_reply"
    if "tracker" in host:
        return "tracker"
    if local in {"jobs", "careers", "rh", "hr"}:
        return "office"
    return "agency" if "agency" in host else "person"


def mail(text: str, sender: str = "jobs@nordlicht.example", name: str = "", **given: Any) -> Mail:
    """One mail; from the person's own address it is one that they sent."""
    number = next(_numbers)
    to: Sequence[str] = given.pop("to", (ME,))
    fields = {
        "id": number,
        "at": datetime(2024, 3, 1 + number % 28, 9, tzinfo=UTC),
        "outgoing": sender == ME,
        "kind": "update",
        "sender": Correspondent(name, sender, kind(sender)),
        "recipients": tuple(Correspondent("", address, kind(address)) for address in to),
        "subject": "Your application",
        "text": text,
        "language": "en",
        "company": "Nordlicht",
        "reasons": (),
        "says_why": None,
        "header_id": f"{number}@x",
        "thread": (),
        "url": f"/messages/{number}/",
    }
    return Mail(**{**fields, **given})
