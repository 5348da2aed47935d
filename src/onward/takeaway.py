"""What an archive of the journal holds from every domain, beside the database itself."""

import json
from collections.abc import Iterator
from functools import partial

from onward.applications import columns, contract
from onward.journal import export as journal
from onward.mail import queries as mail
from onward.people.export import Part
from onward.people.models import User


def parts(owner: User) -> Iterator[Part]:
    """Applications as JSON, then what the person wrote, as text."""
    listed = contract.as_json(owner, partial(mail.header_ids, owner))
    for one in listed:
        # Silence grows while nothing is recorded; the same journal is the same archive on any day.
        one["status"] = "open" if one["status"] == "silent" else one["status"]
    yield "applications.json", [json.dumps(listed, ensure_ascii=False, indent=1).encode()]
    if not journal.is_empty(owner):
        yield journal.NAME, (piece.encode() for piece in journal.pieces(owner))


def settle(owner: User) -> int:
    """After rows were restored: compute anew what follows from the events; how many values were not what they say."""
    return len(columns.recompute(owner))
