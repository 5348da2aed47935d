"""Where Django looks for models: each is defined in the folder of its domain."""

from onward.applications.models import Act, Application, Event
from onward.feedback.models import Draft, Feedback, Point
from onward.journal.models import Entry, Lesson
from onward.mail.models import LedgerEntry, Message, Proposal, RawMessage, Reading
from onward.people.models import SignInLink, User
from onward.rejections.models import Step

__all__ = [
    "Act",
    "Application",
    "Draft",
    "Entry",
    "Event",
    "Feedback",
    "LedgerEntry",
    "Lesson",
    "Message",
    "Point",
    "Proposal",
    "RawMessage",
    "Reading",
    "SignInLink",
    "Step",
    "User",
]
