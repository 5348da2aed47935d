"""Entering what else was done, and taking it back; nothing is deleted."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from onward.applications.lines import storable
from onward.base import clock
from onward.people.models import User
from onward.record.models import OtherActivity


def enter(owner: User, fields: dict[str, Any]) -> OtherActivity:
    """Add an activity."""
    given = {name: storable(value) for name, value in fields.items()}
    return OtherActivity.objects.create(owner=owner, recorded_at=clock.now(), **given)


def take_back(owner: User, key: int) -> OtherActivity:
    """Take an activity out of the record."""
    one = _own(owner, key)
    one.taken_back_at = one.taken_back_at or clock.now()
    one.save(update_fields=["taken_back_at"])
    return one


def bring_back(owner: User, key: int) -> OtherActivity:
    """Put it into the record again."""
    one = _own(owner, key)
    one.taken_back_at = None
    one.save(update_fields=["taken_back_at"])
    return one


def _own(owner: User, key: int) -> OtherActivity:
    found = OtherActivity.objects.filter(owner=owner, pk=key).first()
    if found is None:
        raise Http404(_("There is no such activity."))
    return found
