"""Invented mails that say no, filed to applications of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from onward.applications import actions
from onward.applications.actions import Filing
from onward.applications.lines import Detail
from onward.applications.models import Event
from onward.applications.stages import Fact
from onward.mail.models import Message
from onward.people.models import User

from ..applications.conftest import day, story

STOCK = "Thank you for your interest in the {role} position at {company}. We wish you success in your search."
NO = "After careful consideration, we have decided to move forward with other candidates."
TELLING = "We need somebody with a valid forklift licence, which you do not have yet."


def no(
    owner: User,
    company: str,
    text: str,
    *,
    told: str = "applied@0",
    at: float = 20,
    role: str = "Cook",
    sender: str = "no-reply@us.greenhouse-mail.io",
    name: str = "",
    after: timedelta | None = None,
    **fields: Any,
) -> Event:
    """A no that came by mail on that day, with the application that it ended; `after` applying, when given."""
    when = day(at) if after is None else day(0) + after
    said = text.format(company=company, role=role)
    data = fields.pop("data", {})
    mail = Message.objects.create(
        owner=owner, kind="rejection", confidence=1, at=when, text=said, language=fields.pop("language", "en"),
        subject="Your application", company=company, role=role, sender_address=sender,
        sender_name=name or company, filed=True, says_why=fields.pop("says_why", False), **fields,
    )  # fmt: skip
    facts = [*story(told), Fact("rejected", when, "mail", mail.pk, {"quote": said[:80], **data})]
    filing = Filing(None, facts, [Detail({"company": company, "role": role}, day(0))])
    place = actions.record_many(owner, [filing], "Filed").applications[0]
    return Event.objects.select_related("current").get(current=place, kind="rejected")
