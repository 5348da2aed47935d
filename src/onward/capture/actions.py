"""Everything that writes postings: each change is kept with what stood before it, so that it can be taken back."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onward.applications import actions as record
from onward.applications.models import Act, Application
from onward.applications.stages import Fact
from onward.base import clock
from onward.base.errors import Problem
from onward.capture import queries
from onward.capture.giving import Given
from onward.capture.models import Posting, RawPosting
from onward.people.models import User

#: Field of a posting → field of an application that it can fill.
DETAILS = {"place": "location", "title": "role", "employer": "company", "identifier": "requisition"}


def keep(owner: User, given: Given, application: Application | None = None) -> tuple[Posting, bool]:
    """Keep a posting, and whether it is a new one: the same bytes are kept once."""
    digest = hashlib.sha256(given.content).hexdigest()
    with transaction.atomic():
        _lock(owner)
        again = queries.known(owner, digest)
        if again is not None:
            if again.put_away_at is not None:
                _change(again, "brought_back", {"put_away_at": None})
            if application is not None and queries.application_of(again) is None:
                _change(again, "linked", {"application_id": application.pk})
            return again, False
        now = clock.now()
        one = Posting(
            owner=owner, application=application, url=given.url, how=given.how, given_at=now, through=list(given.through),
            text=_storable(given.reading.text), language=given.reading.language, digest=digest, changed_at=now,
            fields=_storable({name: found.kept() for name, found in given.reading.record.items()}),
        )  # fmt: skip
        # Taking it back puts it away: nothing is deleted.
        one.history = [{"at": now.isoformat(), "did": "kept", "was": {"put_away_at": now.isoformat()}}]
        one.save()
        RawPosting.objects.create(posting=one, content=zlib.compress(given.content, 9), suffix=given.suffix)
    return one, True


def correct(owner: User, key: int, values: Mapping[str, Any]) -> Posting:
    """Set fields by hand; None or an empty value says that a field is not known."""
    with transaction.atomic():
        one = _locked(owner, key)
        changed = {
            name: {"value": value, "from": "hand", "words": ""} if value else None
            for name, value in values.items()
            if (value or None) != (one.value(name) or None)
        }
        if changed:
            _change(one, "corrected", {"fields": _storable(changed)})
    return one


def link(owner: User, key: int, application: int) -> Posting:
    """Say which application a posting belongs to."""
    with transaction.atomic():
        one = _locked(owner, key)
        place = queries.applications(owner, [application]).get(application)
        if place is None:
            raise Problem(_("Choose one of your applications."))
        if one.application_id != place.pk:
            _change(one, "linked", {"application_id": place.pk})
    return one


def unlink(owner: User, key: int) -> Posting:
    """Say that a posting belongs to no application."""
    with transaction.atomic():
        one = _locked(owner, key)
        if one.application_id is not None:
            _change(one, "unlinked", {"application_id": None})
    return one


def apply(owner: User, key: int, at: datetime) -> Application:
    """The person applied: a new application with what the posting says, and the posting with it."""
    with transaction.atomic():
        one = _locked(owner, key)
        if queries.application_of(one) is not None:
            raise Problem(_("This posting belongs to an application already."))
        named = details(one)
        if not (named.get("company") or named.get("role")):
            raise Problem(_("Correct the posting first: the employer or the role is enough."))
        filed = record.create_application(owner, named, [Fact("applied", at, "hand")])
        place = Application.objects.get(pk=filed.applications[0])
        _change(one, "applied", {"application_id": place.pk}, filed.act)
    return place


def take_details(owner: User, key: int, names: Sequence[str]) -> Act | None:
    """Give the application the details of the posting that the person chose; None when nothing would change."""
    one = queries.posting(owner, key)
    place = queries.application_of(one)
    if place is None:
        raise Problem(_("This posting belongs to no application yet."))
    chosen = {name: value for name, value in details(one).items() if name in names}
    if not chosen:
        raise Problem(_("Choose at least one detail."))
    return record.edit_details(owner, place.pk, chosen)


def put_away(owner: User, key: int) -> Posting:
    """Take a posting out of the list; it stays stored."""
    with transaction.atomic():
        one = _locked(owner, key)
        if one.put_away_at is None:
            _change(one, "put_away", {"put_away_at": clock.now()})
    return one


def go_back(owner: User, key: int, step: int) -> Posting:
    """Put back what a change replaced; that is a change too, and can be taken back."""
    with transaction.atomic():
        one = _locked(owner, key)
        if not 0 <= step < len(one.history):
            raise Problem(_("This was changed meanwhile. Look at it again before you take something back."))
        entry = one.history[step]
        was = dict(entry["was"])
        if was.get("put_away_at"):
            was["put_away_at"] = datetime.fromisoformat(was["put_away_at"])
        act = None
        if entry.get("act"):
            # It may have been undone in the record meanwhile; then it stays undone.
            with suppress(Problem):
                act = record.undo(owner, entry["act"])
        _change(one, "back", was, act)
    return one


def details(one: Posting) -> dict[str, str | None]:
    """What the posting says of an application, under the names that applications have for it."""
    found: dict[str, str | None] = {
        to: str(value) for name, to in DETAILS.items() if (value := one.value(name))
    }
    return found | ({"url": one.url} if one.url else {})


def _change(one: Posting, did: str, new: Mapping[str, Any], act: Act | None = None) -> None:
    """Set what is new; the history keeps what it replaces."""
    was: dict[str, Any] = {}
    for name, value in new.items():
        if name == "fields":
            was["fields"] = {field: one.fields.get(field) for field in value}
            merged = one.fields | value
            one.fields = {field: found for field, found in merged.items() if found}
        else:
            before = getattr(one, name)
            was[name] = before.isoformat() if isinstance(before, datetime) else before
            setattr(one, name, value)
    # The clock may stand still; the latest change has to be told apart all the same.
    now = max(clock.now(), one.changed_at + timedelta(microseconds=1))
    entry = {"at": now.isoformat(), "did": did, "was": was}
    one.history = [*one.history, entry | ({"act": act.pk} if act else {})]
    one.changed_at = now
    one.save(update_fields=["fields", "application", "put_away_at", "history", "changed_at"])


def _storable(value: Any) -> Any:
    """Without NUL characters, which PostgreSQL refuses in any text."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, Mapping):
        return {name: _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value


def _locked(owner: User, key: int) -> Posting:
    _lock(owner)
    return queries.posting(owner, key)


def _lock(owner: User) -> None:
    User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
