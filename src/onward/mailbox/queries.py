"""Reads what is known of a person's mailboxes."""

from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404

from onward.base import clock
from onward.mailbox.models import Folder, Mailbox
from onward.people.models import User


def all_mailboxes(owner: User) -> list[Mailbox]:
    """The person's mailboxes, the first first."""
    return list(Mailbox.objects.filter(owner=owner).order_by("pk"))


def mailbox(owner: User, key: int) -> Mailbox:
    """One mailbox; a stranger's does not exist."""
    found = Mailbox.objects.filter(owner=owner, pk=key).select_related("owner").first()
    if found is None:
        raise Http404
    return found


def by_address(owner: User, address: str) -> Mailbox | None:
    """The mailbox of an address."""
    return Mailbox.objects.filter(owner=owner, address=address).select_related("owner").first()


def folders(one: Mailbox) -> QuerySet[Folder]:
    """The folders as they were listed last, in that order."""
    return one.folders.order_by("pk")


def chosen(one: Mailbox) -> list[Folder]:
    """The folders that are read."""
    return list(folders(one).filter(chosen=True))


def drafts(one: Mailbox) -> Folder | None:
    """Where the person's drafts lie."""
    return folders(one).filter(role="drafts").first()


def draft_folders(owner: User) -> list[Folder]:
    """The folder of drafts of each mailbox that has one."""
    found = Folder.objects.filter(mailbox__owner=owner, role="drafts").select_related("mailbox")
    return list({one.mailbox_id: one for one in found.order_by("mailbox", "-pk")}.values())


def due() -> list[Mailbox]:
    """The mailboxes of all who are served here that want to be read by now."""
    now = clock.now()
    wanting = Mailbox.objects.filter(every_minutes__gt=0).select_related("owner")
    return [
        one
        for one in wanting.order_by("pk")
        if max(one.begun_at or one.made_at, one.synced_at or one.made_at)
        + timedelta(minutes=one.every_minutes)
        <= now
    ]
