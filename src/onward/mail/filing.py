"""Files messages to applications: what is certain with an undo, what is not as a question in the tray."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications.actions import Filing, record_many
from onward.applications.lines import Detail
from onward.applications.models import Act, Application, Event
from onward.applications.stages import ENDINGS, Fact
from onward.base.clock import now
from onward.mail.correspondents import ANSWERS, is_person
from onward.mail.matching import Decision, Known, Letter, Target, match
from onward.mail.models import Message, Proposal
from onward.mail.understanding.senders import read_address
from onward.people.models import User


def file_waiting(owner: User) -> Act | None:
    """File every message not yet looked at, in time order, in one transaction and as one act."""
    with transaction.atomic():
        waiting = list(Message.objects.filter(owner=owner, filed=False).order_by("at", "id"))
        if not waiting:
            return None
        messages = {message.pk: message for message in waiting}
        # Approaches that nobody answered yet are passed again: a step that follows makes them an application.
        earlier = Message.objects.filter(owner=owner, filed=True, kind="outreach").exclude(
            pk__in=Event.objects.filter(owner=owner, message_id__isnull=False).values("message_id")
        )
        for message in earlier:
            messages[message.pk] = message
        decisions = match(
            [letter_of(message) for message in messages.values()], known_applications(owner), owner.addresses
        )
        filed = _Filed(owner, messages, {message.pk for message in waiting})
        act = filed.carry_out(decisions)
        Message.objects.filter(pk__in=[message.pk for message in waiting]).update(filed=True)
        return act


def letter_of(message: Message) -> Letter:
    """The message as matching looks at it."""
    text = " ".join(message.text.split()).casefold()
    return Letter(
        key=message.pk,
        at=message.at or now(),
        kind=message.own_kind if message.outgoing else message.kind,
        company=message.company,
        role=message.role,
        requisition=message.requisition,
        from_name=message.sender_name,
        from_address=message.sender_address,
        to=tuple(message.recipients),
        outgoing=message.outgoing,
        message_id=message.header_id,
        thread=tuple(message.thread),
        subject=message.subject,
        language=message.language,
        fingerprint=hashlib.blake2b(text.encode(), digest_size=12).hexdigest() if len(text) > 60 else "",
    )


def known_applications(owner: User) -> list[Known]:
    """The applications of the record with what the messages filed to them have shown; four queries."""
    filed: dict[int, list[Message]] = defaultdict(list)
    kinds: dict[int, dict[str, datetime]] = defaultdict(dict)
    ended: dict[int, datetime] = {}
    pairs: list[tuple[int, int]] = []
    events = Event.objects.filter(owner=owner, active=True).order_by("at")
    for application, message, kind, at in events.values_list("current_id", "message_id", "kind", "at"):
        kinds[application].setdefault(kind, at)
        if kind in ENDINGS:
            ended.setdefault(application, at)
        if message is not None:
            pairs.append((application, message))
    by_id = (
        {
            message.pk: message
            for message in Message.objects.filter(owner=owner, pk__in={pk for _, pk in pairs}).defer("text")
        }
        if len(pairs) < 900
        else {message.pk: message for message in Message.objects.filter(owner=owner).defer("text")}
    )
    for application, pk in pairs:
        if pk in by_id:
            filed[application].append(by_id[pk])
    mine = frozenset(owner.addresses)
    known = []
    for one in Application.objects.filter(owner=owner, visible=True):
        letters = filed[one.pk]
        addresses = {letter.sender_address for letter in letters if not letter.outgoing}
        addresses |= {to for letter in letters if letter.outgoing for to in letter.recipients}
        known.append(
            Known(
                id=one.pk,
                company=one.company,
                role=one.role,
                requisition=one.requisition,
                first_at=min(kinds[one.pk].values(), default=None),
                last_at=one.last_event_at,
                closed_at=ended.get(one.pk) if one.status in ENDINGS else None,
                basis=one.applied_basis,
                status=one.status,
                stage=one.stage,
                acknowledged_at=kinds[one.pk].get("acknowledged"),
                names=frozenset(letter.company for letter in letters if letter.company),
                addresses=frozenset(addresses - mine),
                message_ids=frozenset(letter.header_id for letter in letters if letter.header_id),
                references=frozenset(reference for letter in letters for reference in letter.thread),
                subjects=frozenset(letter.subject for letter in letters if letter.subject),
            )
        )
    return known


def correspondents(owner: User, mine: Iterable[str]) -> tuple[set[str], set[str]]:
    """Addresses of people who wrote about the search, and Message-IDs of its threads."""
    addresses: set[str] = set()
    threads: set[str] = set()
    own = set(mine)
    rows = Message.objects.filter(owner=owner).values_list(
        "kind", "outgoing", "sender_address", "recipients", "header_id", "thread"
    )
    for kind, outgoing, sender, recipients, header_id, thread in rows.iterator(chunk_size=2000):
        if kind not in ANSWERS and not outgoing:
            continue
        if header_id:
            threads.add(header_id)
        threads.update(thread)
        people = recipients if outgoing else [sender]
        addresses.update(address for address in people if address not in own and is_person(address))
    return addresses, threads


class _Filed:
    """Carries out the decisions of one matching."""

    def __init__(self, owner: User, messages: dict[int, Message], waiting: set[int]) -> None:
        self.owner = owner
        self.messages = messages
        self.waiting = waiting
        #: Facts by target, in the order in which the targets came up.
        self.facts: dict[Target, list[Fact]] = {}
        self.details: dict[Target, list[Detail]] = defaultdict(list)
        self.questions: list[tuple[Message, Decision]] = []

    def carry_out(self, decisions: Sequence[Decision]) -> Act | None:
        for decision in decisions:
            message = self.messages[decision.key]
            if decision.key not in self.waiting or decision.verdict == "ignore":
                continue
            if decision.verdict == "ask" or message.needs_review or decision.target is None:
                self.questions.append((message, decision))
                continue
            self._collect(decision)
        act = None
        made: dict[Target, int] = {}
        if self.facts:
            targets = list(self.facts)
            count = len({fact.message_id for facts in self.facts.values() for fact in facts})
            title = ngettext("Filed %(n)d message", "Filed %(n)d messages", count) % {"n": count}
            done = record_many(
                self.owner,
                [Filing(target.application, self.facts[target], self.details[target]) for target in targets],
                title,
            )
            act = done.act
            made = dict(zip(targets, done.applications, strict=True))
        self._ask(made)
        return act

    def _collect(self, decision: Decision) -> None:
        target = decision.target
        assert target is not None
        facts = self.facts.setdefault(target, [])
        for key, kind, at in decision.events:
            facts.append(_fact(self.messages[key], kind, at))
        for key in (*decision.earlier, decision.key):
            self.details[target] += _details(self.messages[key], decision.verdict == "new")

    def _ask(self, made: dict[Target, int]) -> None:
        proposals = []
        for message, decision in self.questions:
            candidates = list(decision.candidates)
            rows = [
                {"application": number, "score": round(candidate.score, 2), "why": candidate.why}
                for candidate in candidates
                if (number := candidate.target.application or made.get(candidate.target))
            ]
            if decision.target and (number := decision.target.application or made.get(decision.target)):
                rows = [{"application": number, "score": 0.9, "why": decision.why}, *rows]
            unsure_kind, unsure_place = message.needs_review, decision.verdict == "ask"
            question = "both" if unsure_kind and unsure_place else "kind" if unsure_kind else "application"
            why = decision.why if unsure_place else _("It is not certain what this message is.")
            proposals.append(
                Proposal(owner=self.owner, message=message, question=question, why=why, candidates=rows[:9])
            )
        Proposal.objects.bulk_create(proposals, batch_size=200, ignore_conflicts=True)


def _fact(message: Message, kind: str, at: datetime) -> Fact:
    data: dict[str, object] = {}
    if message.evidence:
        data["quote"] = message.evidence[0][:500]
    if kind == "interview" and message.interview_at:
        data["interview_at"] = message.interview_at
    if kind == "rejected" and message.reasons:
        data["reasons"] = [{"code": one["code"], "quote": one["quote"][:500]} for one in message.reasons]
    return Fact(kind, at, "mail", message.pk, data)


def _details(message: Message, new: bool) -> list[Detail]:
    """What a message says about its application; the channel only from the first one."""
    fields = {
        name: value
        for name, value in (
            ("company", message.company),
            ("role", message.role),
            ("requisition", message.requisition),
            ("channel", _channel(message) if new else ""),
        )
        if value
    }
    if not fields:
        return []
    return [Detail(fields, message.at or now(), "mail", message.pk)]


def _channel(message: Message) -> str:
    """How an application was made, where its first message shows it; "" where it does not."""
    if message.outgoing:
        return "direct" if message.own_kind == "application" else ""
    if message.kind == "outreach":
        return "recruiter"
    what = read_address(message.sender_address).kind
    return {"board": "job board", "agency": "recruiter"}.get(what, "")
