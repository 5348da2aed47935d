"""Journals made at random, by the acts that a person and their mail can do."""

from __future__ import annotations

import random
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from onward.applications import actions
from onward.applications.models import Act, Application, Event
from onward.applications.stages import KINDS, Fact
from onward.base import clock
from onward.base.errors import Problem
from onward.feedback.models import Feedback, Point
from onward.journal.models import Entry, Lesson
from onward.letters.models import Draft
from onward.mail.models import LedgerEntry, Message, Proposal, RawMessage, Reading
from onward.record.models import OtherActivity
from onward.rejections.models import Step

if TYPE_CHECKING:
    from onward.people.models import User

START = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
NAMES = ("Nordlicht", "Corvo Foods", "Halden Marine", "Köhler & Söhne", "東京データ", "=SUM(A1)", 'A "b"\nc')


def live(owner: User, seed: int, acts: int = 12) -> None:
    """Some acts one after the other; the same seed gives the same journal."""
    chance = random.Random(seed)
    for number in range(acts):
        clock.travel_to(START + timedelta(days=number, seconds=chance.randrange(60), microseconds=number))
        with suppress(Problem):
            chance.choice(ACTS)(owner, chance, number)
    clock.travel_to(START + timedelta(days=acts + 40))


def _some(owner: User, chance: random.Random, model: type) -> object | None:
    found = list(model._base_manager.filter(owner=owner).order_by("pk"))
    return chance.choice(found) if found else None


def _application(owner: User, chance: random.Random) -> int:
    found = Application.objects.filter(owner=owner, visible=True).order_by("pk").values_list("pk", flat=True)
    return chance.choice(list(found)) if found else create(owner, chance, 0)


def create(owner: User, chance: random.Random, number: int) -> int:
    facts = [Fact("applied", clock.now())] if chance.random() < 0.8 else []
    fields = {"company": chance.choice(NAMES), "role": chance.choice(("Cook", "", "Datenanalyst (m/w/d)"))}
    return actions.create_application(owner, fields, facts).applications[0]


def fact(owner: User, chance: random.Random, number: int) -> None:
    kind = chance.choice(KINDS)
    data = {"text": f"in my words {number} \u2028 ü"} if chance.random() < 0.5 else {}
    actions.record(owner, _application(owner, chance), [Fact(kind, clock.now(), data=data)])


def edit(owner: User, chance: random.Random, number: int) -> None:
    actions.edit_details(owner, _application(owner, chance), {"note": f"note {number}", "location": "Lisboa"})


def merge(owner: User, chance: random.Random, number: int) -> None:
    actions.merge(owner, _application(owner, chance), _application(owner, chance))


def split(owner: User, chance: random.Random, number: int) -> None:
    found = Event.objects.filter(owner=owner, active=True, kind__in=KINDS).order_by("pk")
    if keys := list(found.values_list("pk", flat=True)):
        actions.move_events(owner, [chance.choice(keys)], None, {"company": "Split off"})


def undo(owner: User, chance: random.Random, number: int) -> None:
    if act := _some(owner, chance, Act):
        actions.undo(owner, act.pk)


def mail(owner: User, chance: random.Random, number: int) -> None:
    message = Message.objects.create(
        owner=owner, header_id=f"{number}@nordlicht.example", at=clock.now(), kind="acknowledgement",
        confidence=chance.random(), subject=f"Your application {number}", text="We have it.\r\n", filed=True,
        sender_address="jobs@nordlicht.example", recipients=["mira@example.org"], thread=["a@b.example"],
    )  # fmt: skip
    raw = f"Subject: Your application {number}\r\n\r\nWe have it.\r\n".encode()
    RawMessage.objects.create(message=message, content=zlib.compress(raw, 6))
    LedgerEntry.objects.create(
        owner=owner, fingerprint=chance.randbytes(16), source=f"in.mbox#{number}", size=9, message=message
    )
    actions.create_application(
        owner,
        {"company": chance.choice(NAMES)},
        [Fact("acknowledged", clock.now(), "mail", message.pk)],
        "mail",
    )
    if chance.random() < 0.5:
        Proposal.objects.create(
            owner=owner, message=message, question="application", why="which one?",
            candidates=[{"application": _application(owner, chance), "score": 0.5, "why": "same"}],
        )  # fmt: skip


def hidden(owner: User, chance: random.Random, number: int) -> None:
    """A no that waits."""
    message = Message.objects.create(
        owner=owner, at=clock.now(), kind="rejection", confidence=1, subject=f"Hidden {number}",
        text="other candidates", sealed_at=clock.now(),
    )  # fmt: skip
    RawMessage.objects.create(message=message, content=zlib.compress(b"Subject: Hidden\r\n\r\nNo.\r\n", 6))
    LedgerEntry.objects.create(
        owner=owner, fingerprint=chance.randbytes(16), source=f"in.mbox#{number}", message=message
    )


def examined(owner: User, chance: random.Random, number: int) -> None:
    LedgerEntry.objects.create(owner=owner, fingerprint=chance.randbytes(16), source=f"other.mbox#{number}")
    Reading.objects.create(
        owner=owner, started_at=clock.now(), state="done", sources=["in.mbox"], kinds={"a": 1}
    )


def write(owner: User, chance: random.Random, number: int) -> None:
    entry = Entry.objects.create(
        owner=owner, kind="debrief", begun_at=clock.now(), saved_at=clock.now(), answers={"went": f"well {number}"},
        application_id=_application(owner, chance), tags=["talk"], body="\ud83d words".encode("utf-8", "replace").decode(),
    )  # fmt: skip
    Lesson.objects.create(owner=owner, text=f"lesson {number}", entry=entry, made_at=clock.now())


def ask(owner: User, chance: random.Random, number: int) -> None:
    draft = Draft.objects.create(
        owner=owner, purpose="feedback", application_id=_application(owner, chance), body="Dear all",
        begun_at=clock.now(), saved_at=clock.now(),
    )  # fmt: skip
    told = Feedback.objects.create(
        owner=owner,
        draft=draft,
        manner="call",
        giver="employer",
        at=clock.now(),
        recorded_at=clock.now(),
        text="Well.",
    )
    Point.objects.create(feedback=told, position=0, quote="Well.")


def step(owner: User, chance: random.Random, number: int) -> None:
    if event := _some(owner, chance, Event):
        Step.objects.create(
            owner=owner, event=event, kind="guess", at=clock.now(), data={"codes": ["timing"]}
        )


def other(owner: User, chance: random.Random, number: int) -> None:
    OtherActivity.objects.create(
        owner=owner, on=clock.today(), activity=f"Workshop {number}", minutes=90, recorded_at=clock.now()
    )


ACTS = (
    create,
    create,
    fact,
    fact,
    fact,
    edit,
    merge,
    split,
    undo,
    mail,
    mail,
    hidden,
    examined,
    write,
    ask,
    step,
    other,
)
