"""Keeps a no closed until the person wants to see it: it is not filed, and nothing tells that it came."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from onward.applications.columns import zone_of
from onward.applications.models import Act
from onward.base import clock
from onward.mail.models import Message
from onward.people import showing
from onward.people.models import User

#: Kinds of mail that tell of a no.
_TELLING = frozenset({"rejection", "feedback"})


def seal(owner: User, message: Message) -> None:
    """Close a new mail that tells of a no, if the person wants to choose when.

    What only may be a no is not closed: an interview could be lost in it. It goes to the tray with its words veiled.
    """
    if owner.show_no == showing.AT_ONCE or message.outgoing:
        return
    if message.needs_review:
        message.veiled = not _TELLING.isdisjoint({message.kind, message.second})
    elif message.kind in _TELLING:
        message.sealed_at = clock.now()


def open_due(owner: User) -> Act | None:
    """File what has waited for its moment; one query when there is none."""
    moment = showing.last_moment(
        owner.show_no, owner.show_no_hour, owner.show_no_day, clock.now(), zone_of(owner)
    )
    if moment is None or not Message.objects.filter(owner=owner, sealed_at__lte=moment).exists():
        return None
    with transaction.atomic():
        Message.objects.filter(owner=owner, sealed_at__lte=moment).update(sealed_at=None)
        return _file(owner)


def open_all(owner: User) -> int:
    """Open everything that waits, now; how many mails it was."""
    with transaction.atomic():
        opened = Message.objects.filter(owner=owner, sealed_at__isnull=False).update(sealed_at=None)
        Message.objects.filter(owner=owner, veiled=True).update(veiled=False)
        if opened:
            _file(owner)
    return opened


def unseen(owner: User) -> dict[str, set[int]]:
    """The mails of which nothing may be read in an archive: those that wait, and those whose words wait for a press."""
    waiting = Message.objects.filter(Q(sealed_at__isnull=False) | Q(veiled=True), owner=owner)
    return {"Message": set(waiting.values_list("pk", flat=True))}


class Opening:
    """Middleware: before a page is made, what is due is opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User) and request.headers.get("HX-Request") != "true":
            open_due(request.user)
        return self.get_response(request)


def _file(owner: User) -> Act | None:
    # All that matches mails with applications is loaded only where there is something to file.
    from onward.mail.filing import file_waiting

    return file_waiting(owner)
