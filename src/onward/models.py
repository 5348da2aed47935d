"""Where Django looks for models: each is defined in the folder of its domain."""

from onward.applications.models import Act, Application, Event
from onward.mail.models import LedgerEntry, Message, Proposal, RawMessage, Reading
from onward.people.models import SignInLink, User

__all__ = [
    "Act",
    "Application",
    "Event",
    "LedgerEntry",
    "Message",
    "Proposal",
    "RawMessage",
    "Reading",
    "SignInLink",
    "User",
]
