"""What the other side's address tells: a person, an employer's domain, a tracking system's customer."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onward.language.employers import Employer, employer
from onward.mail.understanding.senders import names_office, read_address, registrable

#: In the display name of an office: what says office and not whose.
OFFICE_WORDS = re.compile(
    r"\b(?:careers?|jobs?|recruit\w*|recrut\w*|reclut\w*|talent|acquisition|hr|hiring|team|people|no-?reply|via|"
    r"karriere|bewerb\w*|personal\w*|candidat\w*|applications?|notifications?|workday|greenhouse|"
    r"human resources)\b",
    re.I,
)
#: Addresses from which a job board spreads postings and news or looks after accounts; it confirms no application
#: from them, whatever a mail seems to say.
_SPREADING = re.compile(
    r"(?:^|[-_.@+])(?:job[-_.]?alerts?|alerts?|digests?|news(?:letters?)?|recommendations?|match(?:es)?|"
    r"job[-_.]?match(?:es)?|(?:job|jobs)[-_.]?listings?|suggestions?|marketing|promo\w*|"
    r"community|editors|security|accounts?|verif\w+|password|login|billing)(?:[-_.@+]|$)"
)


@dataclass(frozen=True, slots=True)
class Party:
    """The other side. `personal` is an address worth remembering, `domain` one that only an employer uses.

    `spreading` is a job board's address for alerts, news and accounts.
    """

    address: str
    personal: bool
    domain: str
    label: Employer | None
    hints: tuple[Employer, ...]
    shared: bool
    board: bool
    spreading: bool


@lru_cache(maxsize=20_000)
def party(address: str) -> Party:
    """What an address tells."""
    sender = read_address(address)
    own = sender.kind in ("own", "agency")
    hints = tuple(found for hint in sender.hints if (found := employer(hint.replace("-", " "))))
    return Party(
        address=address.lower(),
        personal="@" in address
        and not sender.automatic
        and not names_office(address)
        and sender.kind != "board",
        domain=registrable(sender.domain) if own and sender.domain else "",
        label=employer(sender.label.replace("-", " ")) if own and sender.label else None,
        hints=hints,
        shared=not own,
        board=sender.kind == "board",
        spreading=sender.kind == "board" and bool(_SPREADING.search(address.lower())),
    )


@lru_cache(maxsize=20_000)
def office_name(display_name: str, *, shared: bool) -> Employer | None:
    """The employer that an office's display name may hold: "Nordlicht Careers", "Recruiting @ Nordlicht".

    On an address shared by many (`shared`), any display name may be an employer's.
    """
    name = re.sub(r"[@|,()\"]", " ", display_name)
    office = bool(OFFICE_WORDS.search(name))
    name = OFFICE_WORDS.sub(" ", name)
    return employer(name) if office or shared or len(name.split()) == 1 else None
