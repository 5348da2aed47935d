"""Where Django looks for models: each is defined in the folder of its domain."""

from onward.applications.models import Act, Application, Event
from onward.calendar.models import Feed
from onward.capture.models import Bookmark, Handover, Posting, RawPosting
from onward.feedback.models import Feedback, Point
from onward.imports.models import ImportLayout, ImportTable
from onward.journal.models import Entry, Lesson
from onward.letters.models import Draft
from onward.mail.models import LedgerEntry, Message, Proposal, RawMessage, Reading
from onward.mailbox.models import Folder, Glance, Mailbox
from onward.people.models import SignInLink, User
from onward.plan.models import Choice, Day, Goal, Review, Week
from onward.record.models import OtherActivity
from onward.rejections.models import Print, Step
from onward.statistics.models import Experiment, Forecast, Look, Lot, Mark

__all__ = [
    "Act",
    "Application",
    "Bookmark",
    "Choice",
    "Day",
    "Draft",
    "Entry",
    "Event",
    "Experiment",
    "Feed",
    "Feedback",
    "Folder",
    "Forecast",
    "Glance",
    "Goal",
    "Handover",
    "ImportLayout",
    "ImportTable",
    "LedgerEntry",
    "Lesson",
    "Look",
    "Lot",
    "Mailbox",
    "Mark",
    "Message",
    "OtherActivity",
    "Point",
    "Posting",
    "Print",
    "Proposal",
    "RawMessage",
    "RawPosting",
    "Reading",
    "Review",
    "SignInLink",
    "Step",
    "User",
    "Week",
]
