"""What the person decides about a no; every step is kept, can be taken back, and be taken again."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from onward.applications import actions as record
from onward.applications import columns
from onward.applications.lines import storable
from onward.applications.models import Event
from onward.applications.stages import Fact, in_zone
from onward.base import clock
from onward.base.errors import Problem
from onward.journal import themes
from onward.people.models import User
from onward.rejections.inferring import OF_THE_ROLE
from onward.rejections.looks import talk_of
from onward.rejections.models import Step

KINDS = ("let_go", "guess", "again", "not_inferred", "met", "stands")
#: A talk came before the no; of how long before nothing is known.
_BEFORE = timedelta(minutes=1)
_DIFFERENT = 500
_SUGGESTED = ("screening_rule", *OF_THE_ROLE)


def let_go(owner: User, event: int) -> Step:
    """Be done with it."""
    return _take(owner, event, "let_go", {})


def take_up(owner: User, event: int) -> Step | None:
    """Take what was let go up again; None when it was not let go."""
    return _end(owner, event, "let_go")


def guess(owner: User, event: int, codes: Collection[str]) -> Step | None:
    """The person's own reasons, in place of those guessed before; without any the guess is taken back."""
    if not set(codes) <= set(themes.THEMES):
        raise Problem(_("Choose among the reasons on the page."))
    ordered = [code for code in themes.THEMES if code in set(codes)]
    return _take(owner, event, "guess", {"codes": ordered}) if ordered else _end(owner, event, "guess")


def again(owner: User, event: int, on: date, different: str) -> Step:
    """Look at this employer again on a day, and what should be different by then."""
    if on <= timezone.localdate(clock.now()):
        raise Problem(_("Choose a day that is still to come."))
    data = {"on": on.isoformat(), "different": storable(different.strip())[:_DIFFERENT]}
    return _take(owner, event, "again", data)


def not_again(owner: User, event: int) -> Step | None:
    """Do not look again after all."""
    return _end(owner, event, "again")


def turn_down(owner: User, event: int, code: str) -> Step:
    """A suggested reason is not what it was."""
    with transaction.atomic():
        found = _event(owner, event)
        if code not in _SUGGESTED:
            raise Problem(_("That was not suggested."))
        return _add(owner, found, "not_inferred", {"code": code}, clock.now())


def met(owner: User, event: int, *, was: bool) -> Step:
    """Whether there was the interview of which their mail speaks; if so, it is recorded with its day left open."""
    with transaction.atomic():
        step = _take(owner, event, "met", {"was": was})
        _record_talk(owner, step)
    return step


def taken_back(owner: User, event: int) -> int:
    """They took back an offer that had been accepted: the no counts; the number of the entry in its place."""
    act = record.change_event(owner, _event(owner, event).pk)
    return Event.objects.get(owner=owner, act=act, kind="rejected").pk


def stands(owner: User, event: int) -> Step:
    """The job that was accepted stands: this mail is about something else."""
    return _take(owner, event, "stands", {})


def undo(owner: User, step: int) -> Step:
    """Turn a step round: taken back when it stands, taken again when it was taken back."""
    with transaction.atomic():
        found = Step.objects.select_for_update().filter(owner=owner, pk=step).first()
        if found is None:
            raise Http404(_("There is no such step."))
        if found.taken_back_at is None:
            _take_back(found)
            before = (
                Step.objects.filter(owner=owner, event_id=found.event_id, kind=found.kind, pk__lt=found.pk)
                .exclude(kind="not_inferred")
                .order_by("-pk")
                .first()
            )
            # What it took the place of stands again; what the person had taken back before does not.
            if before is not None and before.taken_back_at == found.at:
                _take_again(before)
        else:
            if found.kind != "not_inferred":
                for other in _standing(owner, found.event_id, found.kind):
                    _take_back(other)
            _take_again(found)
        if found.kind == "met":
            _record_talk(owner, found)
    return found


def _take(owner: User, event: int, kind: str, data: dict[str, Any]) -> Step:
    with transaction.atomic():
        found = _event(owner, event)
        now = clock.now()
        for before in _standing(owner, found.pk, kind):
            if before.data == data:
                return before
            # The same moment says that the new one took its place: undo brings it back.
            before.taken_back_at = now
            before.save(update_fields=["taken_back_at"])
        return _add(owner, found, kind, data, now)


def _end(owner: User, event: int, kind: str) -> Step | None:
    with transaction.atomic():
        found = _event(owner, event)
        last = None
        for last in _standing(owner, found.pk, kind):
            _take_back(last)
    return last


def _add(owner: User, event: Event, kind: str, data: dict[str, Any], at: datetime) -> Step:
    return Step.objects.create(owner=owner, event=event, kind=kind, at=at, data=data)


def _standing(owner: User, event: int, kind: str) -> list[Step]:
    found = Step.objects.filter(owner=owner, event=event, kind=kind, taken_back_at=None)
    return list(found.order_by("pk"))


def _take_back(step: Step) -> None:
    step.taken_back_at = clock.now()
    step.save(update_fields=["taken_back_at"])


def _take_again(step: Step) -> None:
    step.taken_back_at = None
    step.save(update_fields=["taken_back_at"])


def _record_talk(owner: User, step: Step) -> None:
    """Let the record have the talk exactly while the person's answer says that there was one."""
    no = step.event
    wanted = bool(step.data.get("was")) and step.taken_back_at is None
    known = [
        one
        for one in Event.objects.filter(owner=owner, current=no.current_id, kind="interview").order_by("pk")
        if talk_of(one, no)
    ]
    there = next((one for one in known if one.active), None)
    if wanted and there is None and known:
        record.restore_event(owner, known[-1].pk)
    elif wanted and there is None:
        day = in_zone(no.at, columns.zone_of(owner)).date()
        data = {"date": "not_after", "not_after": day.isoformat(), "event": no.pk}
        fact = Fact("interview", no.at - _BEFORE, "hand", data=data)
        record.record(owner, no.current_id, [fact], _("Recorded an interview"))
    elif there is not None and not wanted:
        record.retract_event(owner, there.pk)


def _event(owner: User, event: int) -> Event:
    """The no, while it counts; its owner's row is the lock, so that two presses make one step."""
    User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
    found = Event.objects.filter(owner=owner, pk=event, kind="rejected", active=True).first()
    if found is None:
        raise Http404(_("There is no such rejection."))
    return found
