"""Who of a mailbox writes about the search: for the second look at messages that nothing else spoke for."""

from functools import lru_cache

from onward.mail.understanding.senders import names_office, read_address, registrable

#: Kinds of mail in which somebody writes about the person's own search.
ANSWERS = frozenset(
    ("rejection", "interview", "assessment", "offer", "update", "feedback", "acknowledgement", "outreach")
)


@lru_cache(maxsize=4096)
def is_person(address: str) -> bool:
    """True when an address is a person's at an employer, an agency or a free mail provider; no office, no machine."""
    sender = read_address(address)
    return (
        bool(address)
        and sender.kind in ("own", "agency", "freemail")
        and not sender.automatic
        and not names_office(address)
    )


@lru_cache(maxsize=4096)
def own_domain(address: str) -> str:
    """The domain of an address that is an organisation's own; "" for a platform's, an agency's, free mail."""
    sender = read_address(address)
    return registrable(sender.domain) if sender.domain and sender.kind == "own" else ""
