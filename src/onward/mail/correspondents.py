"""Who of a mailbox writes about the search: for the second look at messages that nothing else spoke for."""

from onward.mail.understanding.senders import names_office, read_address

#: Kinds of mail in which somebody writes about the person's own search.
ANSWERS = frozenset(
    ("rejection", "interview", "assessment", "offer", "update", "feedback", "acknowledgement", "outreach")
)


def is_person(address: str) -> bool:
    """True when an address is a person's at an employer, an agency or a free mail provider; no office, no machine."""
    sender = read_address(address)
    return (
        bool(address)
        and sender.kind in ("own", "agency", "freemail")
        and not sender.automatic
        and not names_office(address)
    )
