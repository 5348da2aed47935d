"""What the floors below may know of mails: answers `applications.correspondence`."""

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from onward.applications.correspondence import Correspondent, Mail
from onward.base import clock
from onward.base.invisible import one_line, visible
from onward.mail.heading import kind_of
from onward.mail.models import Message
from onward.mail.understanding.senders import names_office, read_address
from onward.people.models import User


def lookup(owner: User, keys: Sequence[int]) -> Mapping[int, Mail]:
    """The owner's mails with these ids, by id; one query."""
    found = Message.objects.filter(owner=owner, pk__in=keys, sealed_at=None, veiled=False)
    own = frozenset(owner.addresses)
    return {one.pk: _mail(one, own) for one in found.iterator(chunk_size=500)}


def correspondent(name: str, address: str, own: Collection[str] = ()) -> Correspondent:
    """Somebody by their name and address, and what kind of correspondent the address says they are."""
    return Correspondent(one_line(name), one_line(address), _kind(address, own))


def _kind(address: str, own: Collection[str]) -> str:
    if address in own:
        return "own"
    sender = read_address(address)
    if sender.automatic:
        return "no_reply"
    if sender.kind in {"tracker", "board"}:
        return sender.kind
    if names_office(address):
        return "office"
    return "agency" if sender.kind == "agency" else "person"


def _mail(one: Message, own: Collection[str]) -> Mail:
    return Mail(
        id=one.pk,
        at=one.at or clock.now(),
        outgoing=one.outgoing,
        kind=kind_of(one),
        sender=correspondent(one.sender_name, one.sender_address, own),
        recipients=tuple(correspondent("", address, own) for address in one.recipients),
        subject=one_line(one.subject),
        text=visible(one.text),
        language=one.language,
        company=one.company,
        reasons=tuple(one.reasons),
        says_why=one.says_why,
        header_id=one.header_id,
        thread=tuple(one.thread),
        url=reverse("message", args=[one.pk]),
    )
