"""Files messages to applications: what is certain with an undo, what is not as a question in the tray."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications.actions import Filing, record_many
from onward.applications.corrections import CORRECTIONS
from onward.applications.lines import Detail
from onward.applications.models import Act, Application, Event
from onward.applications.stages import Fact
from onward.base.clock import now
from onward.language.employers import employer, likeness, spelled
from onward.letters.models import Draft
from onward.mail import decisions
from onward.mail.correspondents import ANSWERS, Correspondents, workplaces
from onward.mail.matching import Decision, Known, Letter, Target, match
from onward.mail.models import Message, Proposal
from onward.mail.talks import Talks
from onward.mail.understanding.senders import of_agency, read_address
from onward.people.models import User

#: Databases limit the values in one statement.
_NAMED = 500
#: Whether a mail belongs to the search is certain from here on, whatever it is.
BELONGS = 0.9
#: Kinds that decide something: where one is not certain, the mail is filed as a mere word from them, and asked about.
_DECISIVE = frozenset({"rejection", "interview", "assessment", "offer", "feedback"})
#: Of these the likelier is filed, and asked about: either way the application goes on.
_STEPS = frozenset({"interview", "assessment"})
#: From this chance on a step is the likelier one.
LIKELIER = 0.5
#: What the person's yes and no can turn out to be.
_OPEN = frozenset({"refusal", "agreement"})
_SETTLED = {"withdrawal": "withdrawn", "decline": "declined", "acceptance": "accepted"}
#: Kinds of mail that may be told again as what they are; other news told twice is a mere word from them.
_AGAIN = {"acknowledgement": "acknowledged", "outreach": "outreach"}


def file_waiting(owner: User) -> Act | None:
    """File every message not yet looked at, in time order, in one transaction and as one act."""
    with transaction.atomic():
        waiting = list(Message.objects.filter(owner=owner, filed=False, sealed_at=None).order_by("at", "id"))
        if not waiting:
            return None
        messages = {message.pk: message for message in waiting}
        # Approaches without an application are passed again, and what the person said to them: a step that
        # follows makes them one.
        approaches = Q(kind="outreach") | Q(own_kind="decline")
        earlier = Message.objects.filter(approaches, owner=owner, filed=True).exclude(
            pk__in=Event.objects.filter(owner=owner, message_id__isnull=False).values("message_id")
        )
        for message in (*earlier, *_answered(owner, waiting)):
            messages[message.pk] = message
        decisions = match(
            [letter_of(message) for message in messages.values()],
            known_applications(owner),
            owner.addresses,
            _workplaces(owner),
        )
        filed = _Filed(owner, messages, {message.pk for message in waiting})
        act = filed.carry_out(decisions)
        _settle(messages, decisions)
        Message.objects.filter(pk__in=[message.pk for message in waiting]).update(filed=True)
        if Draft.objects.filter(owner=owner).exists():
            # Loaded only where a letter may wait for an answer.
            from onward.letters import tracking

            tracking.attach(owner, [message.pk for message in waiting])
        return act


def _answered(owner: User, waiting: Sequence[Message]) -> list[Message]:
    """The person's own mail that lies with no application and that new mail answers: it may have begun one. Of what was
    asked about the person decides.
    """
    thread = {one for message in waiting if not message.outgoing for one in message.thread}
    if not thread:
        return []
    lying = Event.objects.filter(owner=owner, message_id__isnull=False).values("message_id")
    own = Message.objects.filter(owner=owner, filed=True, outgoing=True).exclude(
        Q(pk__in=lying) | Q(proposal__isnull=False)
    )
    keys = [
        key for key, header in own.order_by("at", "pk").values_list("pk", "header_id") if header in thread
    ]
    return list(Message.objects.filter(pk__in=keys[-_NAMED:])) if keys else []


def _settle(messages: dict[int, Message], decisions: Sequence[Decision]) -> None:
    """Write what a yes or a no of the person was, now that its application has told."""
    for decision in decisions:
        message = messages[decision.key]
        if message.own_kind not in _OPEN:
            continue
        meant = {kind for key, kind, _at in decision.events if key == message.pk}
        settled = next((own for own, fact in _SETTLED.items() if fact in meant), "reply")
        if decision.approach:
            settled = "decline"
        message.own_kind, message.confidence = settled, 1.0
        message.save(update_fields=["own_kind", "confidence"])


def _workplaces(owner: User) -> frozenset[str]:
    """Where the person works, as the recipients of their mail show it."""
    rows = Message.objects.filter(owner=owner).values_list("recipients", flat=True)
    addressed = {address for recipients in rows.iterator(chunk_size=2000) for address in recipients}
    return workplaces(owner.addresses, addressed)


def letter_of(message: Message) -> Letter:
    """The message as matching looks at it."""
    text = " ".join(message.text.split()).casefold()
    unsure = message.needs_review and message.kind in _DECISIVE
    likelier = message.kind in _STEPS and message.confidence >= LIKELIER and message.belongs >= BELONGS
    kind = "update" if unsure and not likelier else message.kind
    return Letter(
        key=message.pk,
        at=message.at or now(),
        kind=message.own_kind if message.outgoing else "other" if message.doubted else kind,
        doubted=message.doubted,
        company=message.company,
        role=message.role,
        requisition=message.requisition,
        from_name=message.sender_name,
        from_address=message.sender_address,
        to=tuple(message.recipients),
        outgoing=message.outgoing,
        message_id=message.header_id,
        thread=(*message.thread, *_appointments(message)),
        subject=message.subject,
        language=message.language,
        fingerprint=hashlib.blake2b(text.encode(), digest_size=12).hexdigest() if len(text) > 60 else "",
        sure=not message.needs_review,
        chance=message.confidence if message.outgoing else 1.0,
        maybe_received=message.needs_review
        and {message.kind, message.second} == {"acknowledgement", "update"},
        tells=bool(message.says_why),
        left=not message.outgoing and not message.needs_review and message.own_kind == "withdrawal",
        text=message.text[:3000],
    )


def _appointments(message: Message) -> list[str]:
    """What ties the mails about one appointment together, as the Message-IDs of a thread do."""
    return [
        f"{one['uid']}@invitation" for one in message.invitations if isinstance(one, dict) and one.get("uid")
    ]


def known_applications(owner: User) -> list[Known]:
    """The applications of the record with their facts and the messages that these rest on; three queries."""
    facts: dict[int, list[Fact]] = defaultdict(list)
    resting: dict[int, set[int]] = defaultdict(set)
    events = Event.objects.filter(owner=owner, active=True).exclude(kind__in=CORRECTIONS)
    for place, kind, at, source, message in events.order_by("at", "pk").values_list(
        "current_id", "kind", "at", "source", "message_id"
    ):
        facts[place].append(Fact(kind, at, source, message))
        if message is not None:
            resting[message].add(place)
    letters: dict[int, list[Letter]] = defaultdict(list)
    for one in Message.objects.filter(owner=owner, filed=True).order_by("pk").iterator(chunk_size=2000):
        for place in resting.get(one.pk, ()):
            letters[place].append(replace(letter_of(one), text=""))
    # What they say is looked at once, when they come.
    return [
        Known(
            one.pk,
            "" if _is_stopgap(one.company, letters[one.pk]) else one.company,
            one.role,
            one.requisition,
            tuple(facts[one.pk]),
            tuple(letters[one.pk]),
        )
        for one in Application.objects.filter(owner=owner, visible=True).order_by("pk")
    ]


def _is_stopgap(company: str, letters: Sequence[Letter]) -> bool:
    """Whether an application is called by who wrote only because nobody has named an employer yet."""
    if not company or any(letter.company for letter in letters):
        return False
    labels = {read_address(letter.from_address).label for letter in letters if not letter.outgoing}
    spoken = {employer(label.replace("-", " ")) for label in labels}
    name = employer(company)
    return name is not None and any(label is not None and likeness(name, label) > 0 for label in spoken)


def correspondents(owner: User, mine: Iterable[str]) -> Correspondents:
    """Who wrote, or was written to, about the search. The person's own domain is no employer's."""
    known = Correspondents()
    own = set(mine)
    # What is itself not certain ties nothing, not even itself.
    rows = Message.objects.filter(owner=owner, needs_review=False).values_list(
        "kind", "outgoing", "sender_address", "recipients", "header_id", "thread", "company"
    )
    for kind, outgoing, sender, recipients, header_id, thread, company in rows.iterator(chunk_size=2000):
        if kind in ANSWERS or outgoing:
            known.learn(
                sender=sender,
                recipients=recipients,
                outgoing=outgoing,
                header_id=header_id,
                thread=thread,
                company=company,
            )
    known.without(own)
    return known


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
        #: Mails of which it is settled where they lie.
        self.taken: set[int] = set()
        self.talks = Talks(owner, [messages[key] for key in waiting])

    def carry_out(self, decisions: Sequence[Decision]) -> Act | None:
        for decision in decisions:
            message = self.messages[decision.key]
            if decision.key not in self.waiting or decision.verdict == "ignore":
                continue
            open_place = decision.verdict == "ask" or decision.target is None
            if open_place or message.needs_review:
                self.questions.append((message, decision))
            # Of a mail that certainly belongs to an application only what it is waits for the person.
            belongs = message.belongs >= BELONGS or decision.answers
            sure = not message.needs_review or (belongs and not message.veiled)
            if sure and not open_place:
                self._collect(decision)
        act = None
        made: dict[Target, int] = {}
        if self.facts:
            targets = list(self.facts)
            told = {fact.message_id for facts in self.facts.values() for fact in facts}
            # A talk that was moved rests on a mail that lay here before.
            count = len([key for key in told if key in self.waiting or not self.talks.replaced])
            title = ngettext("Filed %(n)d message", "Filed %(n)d messages", count) % {"n": count}
            done = record_many(
                self.owner,
                [Filing(target.application, self.facts[target], self.details[target]) for target in targets],
                title,
            )
            act = done.act
            self.talks.retract(act)
            made = dict(zip(targets, done.applications, strict=True))
        self._ask(made)
        return act

    def _collect(self, decision: Decision) -> None:
        target = decision.target
        assert target is not None
        facts = self.facts.setdefault(target, [])
        for key, kind, at in decision.events:
            facts.append(_fact(self.messages[key], kind, at))
        told = {key for key, _kind, _at in decision.events}
        earlier = [key for key in decision.earlier if key not in self.taken]
        self.taken.update(told, earlier, (decision.key,))
        for key in (*earlier, decision.key):
            if key not in told:
                facts.append(_more(self.messages[key]))
            if decision.names:
                self.details[target] += _details(self.messages[key], decision.verdict == "new")
        self.talks.take(target, self.messages[decision.key], facts)

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
    data: dict[str, object] = {"unsure": True} if message.needs_review else {}
    if message.evidence:
        data["quote"] = message.evidence[0][:500]
    if kind == "interview" and message.interview_at:
        data["interview_at"] = message.interview_at
    if kind == "rejected" and message.reasons:
        data["reasons"] = [{"code": one["code"], "quote": one["quote"][:500]} for one in message.reasons]
    if not message.outgoing:
        data |= decisions.told(kind, message.text, at, message.language)
    return Fact(kind, at, "mail", message.pk, data)


def _more(message: Message) -> Fact:
    """What a message that brings no news is: one more word on the application, of either side."""
    kind = "note" if message.outgoing else _AGAIN.get(message.kind, "update")
    return _fact(message, kind, message.at or now())


def _details(message: Message, new: bool) -> list[Detail]:
    """What a message says about its application; the channel only from the first one."""
    if message.outgoing and message.own_kind != "application":
        return []  # there a person names whom they worked for and where they studied
    fields = {
        name: value
        for name, value in (
            ("company", message.company or (_writes(message) if new else "")),
            ("role", message.role),
            ("requisition", message.requisition),
            ("channel", _channel(message) if new else ""),
        )
        if value
    }
    if not fields:
        return []
    return [Detail(fields, message.at or now(), "mail", message.pk)]


def _writes(message: Message) -> str:
    """Who writes, where no mail has named an employer yet: the house of the address, or the agency. What there is to call
    the application by.
    """
    label = read_address(message.sender_address).label
    if message.outgoing or not of_agency(label):
        return "" if message.outgoing else message.sender_employer
    said = f"{message.sender_name} \n {message.text[:3000]}"
    return spelled(label.replace("-", ""), said) or " ".join(map(str.capitalize, label.split("-")))


def _channel(message: Message) -> str:
    """How an application was made, where its first message shows it; "" where it does not."""
    if message.outgoing:
        return "direct" if message.own_kind == "application" else ""
    if message.kind == "outreach":
        return "recruiter"
    what = read_address(message.sender_address).kind
    return {"board": "job board", "agency": "recruiter"}.get(what, "")
