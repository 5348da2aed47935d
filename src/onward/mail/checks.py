"""What `onward doctor` asks of the mails: bytes that unpack, a line of the ledger for each, nothing left dangling."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from onward.applications.models import Event
from onward.mail import originals
from onward.mail.examining import fingerprint
from onward.mail.ledger import Ledger
from onward.mail.models import LedgerEntry, Message, RawMessage
from onward.people.archive.packing import unfolded
from onward.people.mending.report import numbers
from onward.people.models import User

#: The source of a line whose own was lost.
FOUND_AGAIN = "(found again)"


def checks(owner: User) -> Iterator[tuple[str, bool, str]]:
    """Each check with whether all is well, and a sentence; what can be worked out anew is mended.

    Nothing says how many mails wait to be seen: that would tell.
    """
    yield _("Mails"), *_mails(owner)
    yield _("Ledger"), *_ledger(owner)
    yield _("Mails to be seen later"), *_sealed(owner)


def _mails(owner: User) -> tuple[bool, str]:
    broken, filled = [], []
    bare = set(
        Message.objects.filter(owner=owner, header_id="", subject="", text="", sender_address="").values_list(
            "pk", flat=True
        )
    )
    kept = RawMessage.objects.filter(message__owner=owner).order_by("pk").values_list("pk", "content")
    for key, content in kept.iterator(chunk_size=50):
        if unfolded(bytes(content)) is None:
            broken.append(key)
        elif key in bare and _fill(owner, key):
            filled.append(key)
    named = Event.objects.filter(owner=owner, message_id__isnull=False).exclude(
        Exists(Message.objects.filter(pk=OuterRef("message_id")))
    )
    dangling = sorted(named.values_list("pk", flat=True))
    said = []
    if broken:
        said.append(_("the bytes of mail %(numbers)s do not unpack") % {"numbers": numbers(broken)})
    if dangling:
        said.append(_("entry %(numbers)s rests on a mail that is gone") % {"numbers": numbers(dangling)})
    if filled:
        said.append(_("mail %(numbers)s was read anew from its bytes") % {"numbers": numbers(filled)})
    return not (broken or dangling), "; ".join(said) or _("all can be read as they came")


def _fill(owner: User, key: int) -> bool:
    """Read a mail anew of which only the bytes are left."""
    message = Message.objects.get(owner=owner, pk=key)
    found = originals.parsed(message)
    if found is None or not (found.subject or found.text or found.from_address):
        return False
    message.header_id, message.at = (found.message_id or "")[:250], found.date or found.received
    message.sender_name, message.sender_address = found.from_name[:200], found.from_address[:254]
    message.subject, message.text = found.subject[:500], found.text[:60_000]
    message.outgoing = found.from_address in owner.addresses
    message.kind, message.filed = message.kind or "other", True
    message.save()
    return True


def _ledger(owner: User) -> tuple[bool, str]:
    """A mail that the ledger does not know would be read and filed a second time."""
    without = Message.objects.filter(owner=owner, raw__isnull=False).exclude(
        Exists(LedgerEntry.objects.filter(message=OuterRef("pk")))
    )
    lines = []
    for message in without.iterator(chunk_size=100):
        if (content := originals.raw(message)) is not None:
            lines.append((fingerprint(content)[0], f"{FOUND_AGAIN}#{message.pk}", 0, 0, 0, message.pk))
    Ledger(owner).write(lines)
    if lines:
        return True, _("a mail was missing from it and is back: it would have been read twice")
    return True, _("knows every mail")


def _sealed(owner: User) -> tuple[bool, str]:
    """A mail that counts in the record is open, whatever its mark says."""
    filed = Event.objects.filter(owner=owner, message_id=OuterRef("pk"), active=True)
    Message.objects.filter(Exists(filed), owner=owner, sealed_at__isnull=False).update(sealed_at=None)
    return True, _("in order")
