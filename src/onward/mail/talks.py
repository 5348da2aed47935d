"""Lets an invitation find the talk that it is about: a change moves it, a cancellation takes its time away.

A talk is a fact of the record. What changes it is written as a correction like any other: the fact gives way to one
that rests on the same mail, in the act by which the mail is filed, so one undo takes both back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from onward.applications import columns, lines, timeline
from onward.applications.models import Act, Event
from onward.applications.stages import Fact
from onward.mail.invitations import CANCELS, INVITES, Invitation, restored
from onward.mail.matching import Target
from onward.mail.models import Message
from onward.people.models import User

#: What a talk's fact keeps of its invitation, beside `interview_at`, `minutes` and `where`.
_OF_INVITATION = ("uid", "sequence", "stamp", "instance")
_OF_TALK = ("interview_at", "cancelled", "minutes", "where", "invitation")


@dataclass(slots=True)
class _Talk:
    """A talk of an application: its fact, and the event in which the record has it, if it has."""

    fact: Fact
    event: int | None = None

    @property
    def invitation(self) -> Mapping[str, Any]:
        kept = self.fact.data.get("invitation")
        return kept if isinstance(kept, Mapping) else {}


class Talks:
    """The talks of the record while mails are filed; read only when one of the mails has an invitation."""

    def __init__(self, owner: User, messages: Iterable[Message], without: Collection[int] = ()) -> None:
        """`without` are events that give way to what is being filed."""
        self.owner = owner
        self.zone = columns.zone_of(owner)
        #: Events that give way to a changed version of their talk.
        self.replaced: list[int] = []
        self._by_target: dict[Target, list[_Talk]] = defaultdict(list)
        if not any(one.invitations for one in messages):
            return
        events = Event.objects.filter(
            owner=owner, active=True, data__has_key="invitation"
        ) | Event.objects.filter(owner=owner, active=True, kind="interview")
        for event in events.exclude(pk__in=without).order_by("at", "pk"):
            fact = Fact(event.kind, event.at, event.source, event.message_id, event.data)
            self._by_target[Target(event.current_id)].append(_Talk(fact, event.pk))

    def take(self, target: Target, message: Message, facts: list[Fact], *, by_hand: bool = False) -> None:
        """Apply a mail's invitations: `facts` are those to be written on `target`, the mail's own among them.

        What the person says that a mail is (`by_hand`) stays so; else its news may have been taken for told already.
        """
        place = next((n for n in reversed(range(len(facts))) if facts[n].message_id == message.pk), None)
        if place is None or message.outgoing:
            return
        own = facts[place]
        called = [one for one in map(restored, message.invitations) if one is not None]
        used = False
        for one in called:
            talk = self._concerned(target, one)
            if talk is None:
                talk = self._same_time(target, one, own) if one.does == INVITES else None
            if talk is not None:
                if own.kind == "interview" and not used:
                    own = facts[place] = replace(own, kind="update", data=_without_talk(own.data))
                    used = True
                self._change(target, talk, one, facts)
            elif one.does == INVITES and (
                own.kind == "interview" or (message.kind == "interview" and not by_hand)
            ):
                told = _told(own.data, one)
                if not used:
                    own = facts[place] = replace(own, kind="interview", data=told)
                    self._by_target[target].append(_Talk(own))
                    used = True
                elif all(
                    _moment(other.fact, self.zone) != _at(one, self.zone) for other in self._by_target[target]
                ):
                    more = replace(own, kind="interview", data=told)
                    facts.append(more)
                    self._by_target[target].append(_Talk(more))
        if not called and own.kind == "interview":
            self._by_target[target].append(_Talk(own))

    def retract(self, act: Act) -> None:
        """Take out what gave way, as a part of the act; the caller's transaction holds both."""
        if not self.replaced:
            return
        found = list(Event.objects.filter(owner=self.owner, pk__in=self.replaced).order_by("pk"))
        lines.write(act, [lines.retraction(event, act.at) for event in found])
        columns.refresh(
            self.owner, {place for one in found for place in (one.application_id, one.current_id)}
        )

    def _concerned(self, target: Target, one: Invitation) -> _Talk | None:
        """The talk of this invitation: of one of several only that one."""
        for talk in reversed(self._by_target[target]):
            kept = talk.invitation
            if kept.get("uid") == one.uid and (
                not one.instance
                or one.instance in (kept.get("instance"), talk.fact.data.get("interview_at"))
                or (one.does == INVITES and one.instance == one.at and not kept.get("instance"))
            ):
                return talk
        return None

    def _same_time(self, target: Target, one: Invitation, own: Fact) -> _Talk | None:
        """A talk that another mail, or the person, had arranged for this time, or a moment ago without any."""
        at = _at(one, self.zone)
        for talk in reversed(self._by_target[target]):
            if talk.invitation or talk.fact.kind != "interview" or talk.fact.message_id == own.message_id:
                continue
            when = _moment(talk.fact, self.zone)
            if when == at or (when is None and own.kind != "interview"):
                return talk
        return None

    def _change(self, target: Target, talk: _Talk, one: Invitation, facts: list[Fact]) -> None:
        """Move or cancel a talk, where the invitation is newer than what is known; what is no talk stays as it is."""
        kept = talk.invitation
        if talk.fact.kind != "interview" or (one.sequence, one.stamp) < (
            kept.get("sequence", 0), kept.get("stamp", "") if one.stamp else "",
        ):  # fmt: skip
            return
        if one.does == CANCELS:
            data = _cancelled(talk.fact.data, one)
        elif one.does == INVITES:
            data = _told(talk.fact.data, one)
        else:
            return
        if data == talk.fact.data:
            return
        changed = Fact("interview", talk.fact.at, "mail", talk.fact.message_id or facts[-1].message_id, data)
        if talk.event is not None:
            self.replaced.append(talk.event)
            facts.insert(0, changed)
        else:
            facts[facts.index(talk.fact)] = changed
        talk.fact, talk.event = changed, None


def _told(data: Mapping[str, Any], one: Invitation) -> dict[str, Any]:
    """The data of a talk's fact once an invitation told of it."""
    kept = one.kept()
    told: dict[str, Any] = {name: value for name, value in data.items() if name not in _OF_TALK}
    told["interview_at"] = one.at
    told |= {name: kept[name] for name in ("minutes", "where") if name in kept}
    told["invitation"] = {name: kept[name] for name in _OF_INVITATION if name in kept}
    return told


def _cancelled(data: Mapping[str, Any], one: Invitation) -> dict[str, Any]:
    """The data of a talk that does not take place: for when it had been arranged is kept."""
    told = {name: value for name, value in data.items() if name != "interview_at"}
    told["cancelled"] = data.get("interview_at") or data.get("cancelled") or one.at
    kept = one.kept()
    known = data.get("invitation")
    told["invitation"] = {
        **(known if isinstance(known, Mapping) else {}),
        **{name: kept[name] for name in ("uid", "sequence", "stamp") if name in kept},
    }
    return told


def _without_talk(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in _OF_TALK}


def _at(one: Invitation, zone: Any) -> datetime | None:
    return timeline.moment(one.at, zone)


def _moment(fact: Fact, zone: Any) -> datetime | None:
    """When a talk takes place; of a mail that only invites nobody knows it."""
    return timeline.moment(fact.data.get("interview_at"), zone) or (
        fact.at if fact.source == "hand" else None
    )
