"""Who of a mailbox writes about the search: for the second look at messages that nothing else spoke for."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onward.language.employers import Employer, employer, likeness
from onward.mail.understanding.senders import names_office, read_address, registrable

#: Kinds of mail in which somebody writes about the person's own search.
ANSWERS = frozenset(
    ("rejection", "interview", "assessment", "offer", "update", "feedback", "acknowledgement", "outreach")
)

#: Of these, those that go to the person alone: they show which address is theirs.
ANSWERED = frozenset(("acknowledgement", "rejection", "interview", "assessment", "offer", "update"))

#: Letters of a name at least by which an address is known to be the same person's.
_WHOLE = 4
#: A domain that sends more of other mail than this is a shop or a bank, or the person's own, and ties nothing.
MANY_OF_DOMAIN = 5


def likeliest(answers: Iterable[tuple[Sequence[str], str]]) -> list[str]:
    """The address that most answers went to, when it stands out and they were not sent from it; else nothing.

    `answers` are the recipients and the sender of each.
    """
    counts: Counter[str] = Counter()
    senders: Counter[str] = Counter()
    total = 0
    for recipients, sender in answers:
        total += 1
        senders[sender] += 1
        counts.update(dict.fromkeys(recipients, 1))
    return [
        address
        for address, number in counts.most_common(3)
        if number >= max(2, 0.25 * total) and senders[address] < number / 2
    ]


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
def _is_office(address: str) -> bool:
    """True when an address is an office's at an organisation's own domain, and somebody reads what is sent there."""
    return bool(own_domain(address)) and names_office(address) and not read_address(address).automatic


@lru_cache(maxsize=4096)
def own_domain(address: str) -> str:
    """The domain of an address that is an organisation's own; "" for a platform's, an agency's, free mail."""
    sender = read_address(address)
    return registrable(sender.domain) if sender.domain and sender.kind == "own" else ""


#: Letters by which the names of employers are found again, and the least that a domain's name must have.
_BEGINNING = 4
#: Names that are compared with a domain's at most.
_MOST = 300
#: From this likeness on a domain's name is an employer's.
_SAME_NAME = 0.8


def workplaces(mine: Collection[str], addresses: Iterable[str]) -> frozenset[str]:
    """The domains at which the person has an address of their work: one that has the whole name of another of theirs.

    "r.tolliver@" and "renee.tolliver@" are one person's, "renee.miller@" is not.
    """
    found = set()
    for address in {*addresses, *mine}:
        domain, local = own_domain(address), address.lower().partition("@")[0]
        if (
            domain
            and not names_office(address)
            and any(_has_name(local, other.lower().partition("@")[0]) for other in mine if other != address)
        ):
            found.add(domain)
    return frozenset(found)


def _has_name(local: str, own: str) -> bool:
    """Whether a local part has one name of another whole, and every other at least by its first letter."""
    names = re.findall(r"[^\W\d_]+", own)
    return len(names) > 1 and any(
        len(name) >= _WHOLE
        and name in local
        and all(other[0] in local.replace(name, "", 1) for other in names if other != name)
        and sum(map(str.isalpha, local)) <= sum(map(len, names))
        for name in names
    )


@dataclass(slots=True)
class Correspondents:
    """Who writes about the search: people's addresses, Message-IDs of its threads, employers' domains and names."""

    addresses: set[str] = field(default_factory=set)
    #: Of these, those who wrote themselves.
    writers: set[str] = field(default_factory=set)
    #: Offices' addresses that have written or been written to about it, no machines'.
    offices: set[str] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    #: Whether a domain sends much that has nothing to do with the search.
    busy: Callable[[str], bool] = lambda domain: False
    _names: dict[str, list[Employer]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, bool] = field(default_factory=dict)

    def learn(
        self,
        *,
        sender: str,
        recipients: Sequence[str] = (),
        outgoing: bool = False,
        header_id: str = "",
        thread: Collection[str] = (),
        company: str = "",
    ) -> None:
        """Take in a mail of the search. What the person wrote names no employer, and may tell a friend of the search:
        whom they write to at home is tied by the thread alone.
        """
        if header_id:
            self.threads.add(header_id)
        self.threads.update(thread)
        people = recipients if outgoing else (sender,)
        self.addresses.update(
            address for address in people if is_person(address) and (own_domain(address) or not outgoing)
        )
        self.writers.update(address for address in people if not outgoing and is_person(address))
        self.offices.update(address for address in people if _is_office(address))
        self.domains.update(domain for address in people if (domain := own_domain(address)))
        name = employer(company) if company and not outgoing else None
        if name and name not in (begin := self._names[name.joined_core[:_BEGINNING]]):
            begin.append(name)

    def without(self, mine: Collection[str]) -> None:
        """Forget the person's own addresses and their domains."""
        self.addresses -= set(mine)
        self.offices -= set(mine)
        self.domains -= {own_domain(address) for address in mine}

    def tie(self, address: str, thread: Collection[str]) -> bool:
        """True when sender or thread belong to the search; of an employer only what a person there writes."""
        if address in self.addresses or not self.threads.isdisjoint(thread):
            return True
        if not is_person(address):
            return False
        domain = own_domain(address)
        return domain in self.domains or (bool(domain) and not self.busy(domain) and self._is_named(domain))

    def knows(self, address: str) -> bool:
        """True when this very address has a part in the search."""
        return address in self.addresses or address in self.offices

    def _is_named(self, domain: str) -> bool:
        """True when a domain has the name of an employer of the search."""
        if domain not in self._known:
            label = employer(domain.split(".")[0].replace("-", " "))
            self._known[domain] = (
                label is not None
                and len(label.joined_core) >= _BEGINNING
                and any(
                    likeness(label, name) >= _SAME_NAME
                    for name in self._names.get(label.joined_core[:_BEGINNING], ())[:_MOST]
                )
            )
        return self._known[domain]
