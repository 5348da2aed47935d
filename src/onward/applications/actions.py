"""Everything that writes to the record: each call is one act, in one transaction, that one undo takes back.

What belongs to another owner does not exist here: it raises Http404 like what was never there. What cannot
be done raises Problem with a sentence for the person.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from onward.applications import columns, corrections, details, lines
from onward.applications.lines import Detail
from onward.applications.models import Act, Application, Event
from onward.applications.stages import Fact
from onward.base import clock
from onward.base.errors import Problem
from onward.people.models import User


@dataclass(frozen=True, slots=True)
class Filing:
    """Facts and details for one application; `application` None makes a new one."""

    application: int | None
    facts: Sequence[Fact] = ()
    details: Sequence[Detail] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """What was done, and the application that each filing went to, in the order given."""

    act: Act
    applications: list[int]


def create_application(
    owner: User,
    fields: Mapping[str, str | None],
    facts: Sequence[Fact] = (),
    source: str = "hand",
    title: str = "",
) -> Filed:
    """Add one application with its first facts; what mail says of it is dated by its earliest fact."""
    at = clock.now() if source == "hand" or not facts else min(fact.at for fact in facts)
    named = str(fields.get("company") or fields.get("role") or "")
    title = title or (_("Added %(name)s") % {"name": named} if named else _("Added an application"))
    return record_many(owner, [Filing(None, facts, [Detail(fields, at, source)])], title)


def record(owner: User, application: int, facts: Sequence[Fact], title: str = "") -> Act:
    """Add facts to an application."""
    if not facts:
        raise ValueError("nothing to record")
    return record_many(owner, [Filing(application, facts)], title or _("Added to the record")).act


def record_many(owner: User, filings: Sequence[Filing], title: str) -> Filed:
    """File facts by the thousand: new applications and events of known ones, in a few bulk statements."""
    with _writing(owner):
        known = sorted({one.application for one in filings if one.application is not None})
        _own_applications(owner, known)
        act = _act(owner, title)
        made = iter(_make_applications(owner, [one for one in filings if one.application is None]))
        places = [next(made) if one.application is None else one.application for one in filings]
        written = [
            line
            for one, place in zip(filings, places, strict=True)
            for line in (
                *(lines.of_detail(place, detail) for detail in one.details),
                *(lines.of_fact(place, fact) for fact in one.facts),
            )
            if line.kind != "detail" or line.data
        ]
        lines.write(act, written)
        columns.refresh(owner, known)
    return Filed(act, places)


def edit_details(owner: User, application: int, fields: Mapping[str, str | None]) -> Act | None:
    """Set fields by hand; an empty value clears one. None when nothing would change."""
    with _writing(owner):
        place = _own_application(owner, application)
        given = details.clean_all(fields)
        changed = {field: value for field, value in given.items() if getattr(place, field) != value}
        if not changed:
            return None
        act = _act(owner, _("Edited %(name)s") % {"name": _name(place)})
        lines.write(act, [lines.of_detail(place.pk, Detail(changed, act.at, "hand"))])
        columns.refresh(owner, [place.pk])
    return act


def change_event(
    owner: User,
    event: int,
    *,
    kind: str | None = None,
    at: datetime | None = None,
    data: Mapping[str, Any] | None = None,
) -> Act:
    """Correct a fact: the old one is taken out and a new one, by hand, rests on the same message."""
    with _writing(owner):
        old = _own_facts(owner, [event])[0]
        new = Fact(kind or old.kind, at or old.at, "hand", old.message_id, old.data if data is None else data)
        act = _act(owner, _("Corrected an entry of %(name)s") % {"name": _name(old.current)})
        lines.write(act, [lines.retraction(old, act.at), lines.of_fact(old.current_id, new)])
        columns.refresh(owner, {old.application_id, old.current_id})
    return act


def retract_event(owner: User, event: int) -> Act:
    """Take a fact out of the record; it stays stored and one undo brings it back."""
    with _writing(owner):
        old = _own_facts(owner, [event])[0]
        act = _act(owner, _("Took out an entry of %(name)s") % {"name": _name(old.current)})
        lines.write(act, [lines.retraction(old, act.at)])
        columns.refresh(owner, {old.application_id, old.current_id})
    return act


def restore_event(owner: User, event: int) -> Act:
    """Put back a fact that was taken out; what a correction had put in its place goes out in turn."""
    with _writing(owner):
        old = _own_facts(owner, [event], active=False)[0]
        act = _act(owner, _("Put back an entry of %(name)s") % {"name": _name(old.current)})
        out = list(Event.objects.filter(owner=owner, target=old, kind="retracted", active=True))
        replaced = (
            Event.objects.filter(owner=owner, act__in=[one.act_id for one in out], active=True)
            .exclude(kind__in=corrections.CORRECTIONS)
            .order_by("pk")
        )
        written = [*out, *replaced]
        lines.write(act, [lines.retraction(one, act.at) for one in written])
        touched = {place for one in (old, *written) for place in (one.application_id, one.current_id)}
        columns.refresh(owner, touched)
    return act


def move_events(
    owner: User,
    events: Collection[int],
    to: int | None,
    fields: Mapping[str, str | None] | None = None,
) -> Filed:
    """Move facts to another application, or to a new one (a split); `fields` name the new one by hand.

    What the moved messages said about company and role goes along, unless the application that they
    leave would lose its own name by it; then a new application receives a copy.
    """
    with _writing(owner):
        found = _own_facts(owner, events)
        target = _own_application(owner, to) if to is not None else None
        moving = [event for event in found if target is None or event.current_id != target.pk]
        if not moving:
            raise Problem(_("These entries are already where you want them."))
        going, copied = details_of(owner, moving)
        title = _("Moved %(count)d to %(name)s") if target else _("Split %(count)d into a new application")
        act = _act(owner, title % {"count": len(moving), "name": _name(target) if target else ""})
        place = target.pk if target else _make_applications(owner, [Filing(None)])[0]
        written = [lines.move(event, place, act.at) for event in (*moving, *going)]
        if target is None:
            written += [
                lines.of_detail(place, Detail(event.data, event.at, event.source, event.message_id))
                for event in copied
            ]
            if fields:
                written.append(lines.of_detail(place, Detail(fields, act.at, "hand")))
        lines.write(act, written)
        touched = {one for event in moving for one in (event.application_id, event.current_id)}
        columns.refresh(owner, touched | {place})
    return Filed(act, [place])


def details_of(owner: User, facts: Sequence[Event]) -> tuple[list[Event], list[Event]]:
    """What the messages of these facts said of their applications: what goes along when the facts leave, and what
    stays, because the application would lose its own name by it.
    """
    messages = {event.message_id for event in facts if event.message_id is not None}
    origins = {event.current_id for event in facts}
    if not messages:
        return [], []
    here = list(Event.objects.filter(owner=owner, current__in=origins, kind="detail", active=True))
    going: list[Event] = []
    staying: list[Event] = []
    for origin in sorted(origins):
        own = [event for event in here if event.current_id == origin]
        theirs = [event for event in own if event.message_id in messages]
        kept = {name for event in own if event not in theirs for name in event.data}
        named_by_them = {name for event in theirs for name in event.data}
        loses_name = any(name in named_by_them - kept for name in ("company", "role"))
        (staying if loses_name else going).extend(theirs)
    return going, staying


def merge(owner: User, into: int, absorbed: int) -> Act:
    """Let one application absorb another; its facts count for the one that stays, until undone."""
    with _writing(owner):
        stays = _own_application(owner, into)
        goes = _own_application(owner, absorbed)
        if stays.pk == goes.pk:
            raise Problem(_("These are one application already."))
        names = {"one": _name(goes), "other": _name(stays)}
        act = _act(owner, _("Merged %(one)s into %(other)s") % names)
        lines.write(act, [lines.absorption(stays.pk, goes.pk, act.at)])
        columns.refresh(owner, [stays.pk, goes.pk])
    return act


def undo(owner: User, act: int) -> Act:
    """Take back all that an act did. Undoing an undo does the act again."""
    return _turn(owner, act, done=True)


def redo(owner: User, act: int) -> Act:
    """Do again what an act did before it was undone."""
    return _turn(owner, act, done=False)


def _turn(owner: User, act: int, *, done: bool) -> Act:
    with _writing(owner):
        first = Act.objects.filter(owner=owner, pk=act).first()
        if first is None:
            raise Http404(_("There is no such entry."))
        undone_by = dict(Act.objects.filter(owner=owner, undoes__isnull=False).values_list("undoes_id", "pk"))
        undoes = {later: earlier for earlier, later in undone_by.items()}
        # Undo, redo, undo again: each step undoes the one before, so the last of them is the one to turn.
        last, in_force = first.pk, True
        while last in undone_by:
            last, in_force = undone_by[last], not in_force
        if in_force != done:
            raise Problem(_("That is undone already.") if done else _("That was not undone."))
        # The title names what was done at first, never the undoing of an undoing.
        begun, begun_in_force = last, True
        while begun in undoes:
            begun, begun_in_force = undoes[begun], not begun_in_force
        named = first if begun == first.pk else Act.objects.get(owner=owner, pk=begun)
        title = _("Undid: %(title)s") if begun_in_force else _("Did again: %(title)s")
        new = _act(owner, title % {"title": named.title}, undoes=last)
        written = Event.objects.filter(owner=owner, act_id=last).order_by("pk")
        targets = list(written.only("pk", "application_id", "current_id"))
        lines.write(new, [lines.retraction(event, new.at) for event in targets])
        columns.refresh(owner, {one for event in targets for one in (event.application_id, event.current_id)})
    return new


@contextmanager
def _writing(owner: User) -> Iterator[None]:
    """One transaction at a time for one owner: a fold must see all events that came before its own.

    SQLite's immediate transactions do so by themselves; elsewhere the owner's row is the lock.
    """
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
        yield


def _own_application(owner: User, application: int) -> Application:
    """The application, or the one that stands for it after merges."""
    found = Application.objects.select_related("merged_into").filter(owner=owner, pk=application).first()
    if found is None:
        raise Http404(_("There is no such application."))
    return found.merged_into or found


def _own_applications(owner: User, wanted: Sequence[int]) -> None:
    count = sum(
        Application.objects.filter(owner=owner, pk__in=part).count() for part in columns.chunks(wanted)
    )
    if count != len(wanted):
        raise Http404(_("There is no such application."))


def _own_facts(owner: User, wanted: Collection[int], *, active: bool = True) -> list[Event]:
    found = list(
        Event.objects.select_related("current")
        .filter(owner=owner, pk__in=set(wanted))
        .exclude(kind__in=corrections.CORRECTIONS)
        .order_by("pk")
    )
    if not found or len(found) != len(set(wanted)):
        raise Http404(_("There is no such entry."))
    if active and not all(event.active for event in found):
        raise Problem(_("This entry was taken out before. Undo that first."))
    if not active and any(event.active for event in found):
        raise Problem(_("This entry is in the record already."))
    return found


def _make_applications(owner: User, filings: Sequence[Filing]) -> list[int]:
    """New applications, their columns folded before they are written; ids in the order given."""
    zone = columns.zone_of(owner)
    made = Application.objects.bulk_create(
        Application(owner=owner, **_first_columns(one, zone)) for one in filings
    )
    return [application.pk for application in made]


def _first_columns(filing: Filing, zone: Any) -> dict[str, Any]:
    entries = [
        corrections.Entry(number, "detail", 0, one.at, one.source, None, one.kept())
        for number, one in enumerate(filing.details)
    ]
    by_hand = any(entry.source == "hand" and entry.data for entry in entries)
    named = corrections.fold(entries).details.get(0, {})
    return columns.application_columns(filing.facts, named, zone, by_hand=by_hand)


def _act(owner: User, title: str, undoes: int | None = None) -> Act:
    return Act.objects.create(
        owner=owner, at=clock.now(), title=lines.storable(title)[:200], undoes_id=undoes
    )


def _name(application: Application) -> str:
    return application.company or application.role or _("an application")
