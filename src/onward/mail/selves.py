"""Finds the person's own addresses: those to which the mail of the search was sent."""

from onward.mail.correspondents import ANSWERED, likeliest
from onward.mail.models import Message
from onward.people.models import User


def infer(owner: User) -> list[str]:
    """The address that most answers were sent to, when it stands out and they were not sent from it; else nothing."""
    found = Message.objects.filter(owner=owner, kind__in=ANSWERED)
    return likeliest(found.values_list("recipients", "sender_address"))
