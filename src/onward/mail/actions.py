"""What the person decides about a mail; each call is one act, in one transaction, with one undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications import actions, columns, lines
from onward.applications.actions import Filed, Filing
from onward.applications.lines import Detail
from onward.applications.models import Act, Application
from onward.applications.stages import Fact
from onward.base import clock
from onward.base.errors import Problem
from onward.mail import decisions, queries, wording
from onward.mail.heading import kind_of
from onward.mail.matching import Target
from onward.mail.models import Message, Proposal
from onward.mail.talks import Talks
from onward.people.models import User

_QUOTE = 500
_FIELDS = ("company", "role", "requisition")


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a mail belongs: an application, or None for a new one; `fields` name the new one by hand."""

    message: Message
    application: int | None
    kind: str
    fields: Mapping[str, str | None] | None = None


def file(owner: User, choices: Sequence[Choice]) -> Filed:
    """File mails as the person says; what they were filed as before no longer counts."""
    if not choices:
        raise Problem(_("Choose at least one mail."))
    with transaction.atomic():
        places = queries.applications(owner, [one.application for one in choices])
        before = _standing(owner, [one.message for one in choices])
        talks = Talks(owner, [one.message for one in choices], without=before)
        filings = [_filing(one, places, talks, number) for number, one in enumerate(choices)]
        filed = actions.record_many(owner, filings, _title(choices, places))
        talks.retract(filed.act)
        _retract(owner, filed.act, before)
        _decide(owner, {one.message.pk: "filed" if one.application else "new" for one in choices}, filed.act)
    return filed


def set_aside(owner: User, messages: Sequence[Message]) -> Act:
    """Say that mails are not about the search: no application rests on them any more."""
    if not messages:
        raise Problem(_("Choose at least one mail."))
    with transaction.atomic():
        before = _standing(owner, messages)
        title = ngettext("Set aside: %(name)s", "Set %(n)d mails aside", len(messages))
        names = {"name": messages[0].subject or _("a mail"), "n": len(messages)}
        act = actions.record_many(owner, [], title % names).act
        _retract(owner, act, before)
        _decide(owner, {one.pk: "aside" for one in messages}, act)
    return act


def settle(owner: User, proposals: Sequence[int]) -> list[Proposal]:
    """The open questions with these ids, held for this transaction, in the order given.

    A second press of a button finds its question answered.
    """
    User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
    known = Proposal.objects.filter(owner=owner, pk__in=proposals).select_related("message")
    by_id = {one.pk: one for one in known}
    if len(by_id) != len(set(proposals)):
        raise Http404(_("There is no such question."))
    waiting = set(queries.open_proposals(owner).filter(pk__in=proposals).values_list("pk", flat=True))
    if len(waiting) != len(by_id):
        raise Problem(_("This was decided already. Nothing was changed."))
    return [by_id[key] for key in dict.fromkeys(proposals)]


def move(
    owner: User, message: Message, to: int | None, fields: Mapping[str, str | None] | None = None
) -> Filed:
    """Bring a mail, with the facts that rest on it, to another application or to a new one."""
    resting = queries.facts(owner, [message.pk]).get(message.pk, [])
    with transaction.atomic():
        if not resting:
            return file(owner, [Choice(message, to, kind_of(message), fields)])
        filed = actions.move_events(owner, [event.pk for event in resting], to, fields or _said(message))
        _decide(owner, {message.pk: "filed" if to else "new"}, filed.act)
    return filed


def correct_kind(owner: User, message: Message, kind: str) -> Act:
    """Say what a mail is; the fact that rests on it becomes that kind of fact."""
    resting = queries.facts(owner, [message.pk]).get(message.pk, [])
    if len(resting) != 1:
        raise Problem(_("Several entries rest on this mail. Correct them one by one."))
    fact = wording.fact(kind, outgoing=message.outgoing)
    if fact == resting[0].kind:
        raise Problem(_("That is what it stands for already."))
    with transaction.atomic():
        act = actions.change_event(owner, resting[0].pk, kind=fact)
        _decide(owner, {message.pk: "filed"}, act)
    return act


def _filing(one: Choice, places: Mapping[int, Application], talks: Talks, number: int) -> Filing:
    message = one.message
    at = message.at or clock.now()
    kind = wording.fact(one.kind, outgoing=message.outgoing)
    facts = [Fact(kind, at, "mail", message.pk, _shown_with(message, kind))]
    said = _said(message)
    if one.application is not None:
        if one.application not in places:
            raise Http404(_("There is no such application."))
        place = places[one.application]
        talks.take(Target(place.pk), message, facts, by_hand=True)
        # What the application is called already, a further mail does not change.
        said = {name: value for name, value in said.items() if not getattr(place, name)}
        return Filing(place.pk, facts, [Detail(said, at, "mail", message.pk)])
    talks.take(Target(provisional=number), message, facts, by_hand=True)
    # What its page shows until a mail names an employer is not typed by the person.
    said = {"company": message.sender_employer, **said} if message.sender_employer else said
    details = [Detail(said, at, "mail", message.pk)]
    by_hand = {
        name: value for name, value in (one.fields or {}).items() if (value or "") != said.get(name, "")
    }
    if by_hand:
        details.append(Detail(by_hand, clock.now(), "hand"))
    return Filing(None, facts, details)


def _shown_with(message: Message, kind: str) -> dict[str, object]:
    """What the fact keeps of its mail: the sentence that decided, and what only that kind of fact has."""
    data: dict[str, object] = {}
    if message.evidence:
        data["quote"] = str(message.evidence[0])[:_QUOTE]
    if kind == "interview" and message.interview_at:
        data["interview_at"] = message.interview_at
    if kind == "rejected" and message.reasons:
        data["reasons"] = [
            {**reason, "quote": str(reason.get("quote", ""))[:_QUOTE]} for reason in message.reasons
        ]
    if message.at is not None and not message.outgoing:
        data |= decisions.told(kind, message.text, message.at, message.language)
    return data


def _said(message: Message) -> dict[str, str | None]:
    """What the mail itself says of the application."""
    return {name: getattr(message, name) for name in _FIELDS if getattr(message, name)}


def _title(choices: Sequence[Choice], places: Mapping[int, Application]) -> str:
    if len(choices) > 1:
        return _("Filed %(n)d mails") % {"n": len(choices)}
    one = choices[0]
    subject = one.message.subject or _("a mail")
    place = places.get(one.application) if one.application is not None else None
    if place:
        name = place.company or place.role or _("an application")
        return _("Filed with %(name)s: %(subject)s") % {"name": name, "subject": subject}
    fields = one.fields or {}
    read = one.message.company or one.message.sender_employer
    name = fields.get("company") or read or fields.get("role") or one.message.role
    return _("Added %(name)s from a mail") % {"name": name or _("an application")}


def _standing(owner: User, messages: Sequence[Message]) -> list[int]:
    """The facts that rest on these mails now, and what the mails said of the applications that can do without it."""
    resting = queries.facts(owner, [one.pk for one in messages])
    facts = [event for events in resting.values() for event in events]
    going, _staying = actions.details_of(owner, facts)
    return [event.pk for event in (*facts, *going)]


def _retract(owner: User, act: Act, events: Sequence[int]) -> None:
    """Take these out as a part of the act."""
    if not events:
        return
    found = list(act.owner.events.filter(owner=owner, pk__in=events).order_by("pk"))
    lines.write(act, [lines.retraction(event, act.at) for event in found])
    columns.refresh(owner, {place for event in found for place in (event.application_id, event.current_id)})


def _decide(owner: User, decisions: Mapping[int, str], act: Act) -> None:
    """Note on the open questions of these mails what was decided, and by which act.

    A question that was answered before keeps its answer: undoing a later correction does not ask it again.
    """
    found = list(queries.open_proposals(owner).filter(message__in=decisions))
    for one in found:
        one.decided_at, one.decision, one.act_id = act.at, decisions[one.message_id], act.pk
    Proposal.objects.bulk_update(found, ["decided_at", "decision", "act_id"], batch_size=500)
