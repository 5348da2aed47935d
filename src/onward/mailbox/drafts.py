"""The folders of drafts that letters can be put into, one press each."""

from onward.applications.draft_places import Place
from onward.mailbox import actions, queries
from onward.people.models import User


def places(owner: User) -> list[Place]:
    """A place for each mailbox that has a folder of drafts."""
    return [Place(one.mailbox_id, one.mailbox.address, one.title) for one in queries.draft_folders(owner)]


def put(owner: User, key: int, message: bytes) -> str:
    """Put a draft into the mailbox with this number; what the folder is called."""
    return actions.put_draft(owner, key, message)
