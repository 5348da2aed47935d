"""Invented mails in an invented journal, and a place of its own for the files that are dropped."""

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from onward.applications import actions
from onward.applications.stages import Fact
from onward.base import clock
from onward.mail.models import Message, Proposal, RawMessage
from onward.people.models import User

START = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    clock.travel_to(START + timedelta(days=40))
    yield
    clock.travel_to(None)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A home folder that the test has for itself."""
    settings.HOME = tmp_path
    return tmp_path


def mail(
    owner: User, text: str = "", *, html: str = "", kind: str = "update", day: int = 5, **fields: Any
) -> Message:
    """A kept mail with its bytes; what it was read as is given."""
    headers = [
        f"From: {fields.get('sender_name', 'Karla Brandt')} <karla@nordlicht.example>",
        "To: Mira <mira@example.org>",
        f"Subject: {fields.get('subject', 'Your application')}",
        f"Content-Type: text/{'html' if html else 'plain'}; charset=utf-8",
    ]
    raw = "\n".join(headers).encode() + b"\n\n" + (html or text).encode()
    given = {
        "sender_name": "Karla Brandt",
        "sender_address": "karla@nordlicht.example",
        "subject": "Your application",
        "company": "Nordlicht",
        "role": "Cook",
        "confidence": 0.6,
        "filed": True,
    }
    message = Message.objects.create(
        owner=owner, kind=kind, at=START + timedelta(days=day), text=text, **{**given, **fields}
    )
    RawMessage.objects.create(message=message, content=zlib.compress(raw))
    return message


def question(message: Message, *candidates: int, why: str = "Several of your applications fit.") -> Proposal:
    """A question of the tray about a mail."""
    rows = [{"application": key, "score": 0.7, "why": "same employer"} for key in candidates]
    return Proposal.objects.create(
        owner=message.owner, message=message, question="application", why=why, candidates=rows
    )


def application(owner: User, company: str, role: str = "Cook") -> int:
    """An application of the first of March, by hand."""
    fields = {"company": company, "role": role}
    return actions.create_application(owner, fields, [Fact("applied", START)]).applications[0]
