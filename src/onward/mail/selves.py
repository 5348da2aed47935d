"""Finds the person's own addresses: those to which the mail of the search was sent."""

from collections import Counter

from onward.mail.models import Message
from onward.people.models import User


def infer(owner: User) -> list[str]:
    """The address that most answers were sent to, when it stands out and they were not sent from it; else nothing."""
    counts: Counter[str] = Counter()
    senders: Counter[str] = Counter()
    total = 0
    kinds = ("acknowledgement", "rejection", "interview", "assessment", "offer", "update")
    found = Message.objects.filter(owner=owner, kind__in=kinds)
    for recipients, sender in found.values_list("recipients", "sender_address"):
        total += 1
        senders[sender] += 1
        counts.update(dict.fromkeys(recipients, 1))
    return [
        address
        for address, number in counts.most_common(3)
        if number >= max(2, 0.25 * total) and senders[address] < number / 2
    ]
