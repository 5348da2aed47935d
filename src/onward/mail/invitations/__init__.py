"""Invitations as calendars write them (RFC 5545 and 5546): what of a mail's calendar parts concerns a talk."""

from onward.mail.invitations.invitation import ANSWERS, CANCELS, INVITES, Invitation, restored
from onward.mail.invitations.reading import read

__all__ = ["ANSWERS", "CANCELS", "INVITES", "Invitation", "read", "restored"]
