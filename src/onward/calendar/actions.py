"""Everything that writes about the calendar; what stood before is kept, and one undo brings it back."""

import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from onward.applications.diary import KINDS
from onward.base import clock
from onward.base.errors import Problem
from onward.calendar import queries
from onward.calendar.models import Feed
from onward.people.models import User
from onward.people.sign_in import digest

_MOMENTS = ("made_at", "worded_at")


def make_address(owner: User) -> str:
    """The secret of a new address; the one before stops working. Only its digest is kept, so it is told but once."""
    secret = secrets.token_urlsafe(32)
    with _locked(owner):
        found = queries.feed(owner)
        did = "renewed" if found.digest else "made"
        _change(found, did, digest=digest(secret), made_at=clock.now())
    return secret


def switch_off(owner: User) -> Feed:
    """Let the address lead nowhere."""
    with _locked(owner):
        found = queries.feed(owner)
        if not found.digest:
            raise Problem(_("There is no address to switch off."))
        return _change(found, "off", digest="", made_at=None)


def choose(owner: User, *, kinds: Collection[str], discreet: bool, reminder: int | None) -> Feed:
    """What the calendar has, and how its titles say it."""
    with _locked(owner):
        found = queries.feed(owner)
        chosen: dict[str, Any] = {
            "kinds": [kind for kind in KINDS if kind in kinds], "discreet": discreet, "reminder": reminder,
        }  # fmt: skip
        if (found.discreet, found.reminder) != (discreet, reminder):
            chosen["worded_at"] = clock.now()
        return _change(found, "saved", **chosen)


def undo(owner: User) -> Feed:
    """Take back what was done last."""
    with _locked(owner):
        found = queries.feed(owner)
        if not found.history:
            raise Problem(_("There is nothing to take back."))
        *earlier, last = found.history
        for name, value in last["was"].items():
            setattr(found, name, _read(name, value))
        if "worded_at" in last["was"]:
            # Its entries are other ones again; their numbers never go back.
            found.worded_at = clock.now()
        found.history = earlier
        found.changed_at = clock.now()
        found.save()
    return found


def _change(found: Feed, did: str, **fields: Any) -> Feed:
    before = {name: getattr(found, name) for name in fields}
    if found.pk is not None and before == fields:
        return found
    now = clock.now()
    was = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in before.items()
    }
    found.history = [*found.history, {"at": now.isoformat(), "did": did, "was": was}][-50:]
    for name, value in fields.items():
        setattr(found, name, value)
    found.changed_at = now
    found.save()
    return found


def _read(name: str, value: Any) -> Any:
    return parse_datetime(value) if name in _MOMENTS and isinstance(value, str) else value


@contextmanager
def _locked(owner: User) -> Iterator[None]:
    """One transaction at a time for one owner."""
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
        yield
