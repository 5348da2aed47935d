"""A person with a small search on the fortieth day of its story, and quick ways to write in their journal."""

from collections.abc import Callable
from typing import Any

import pytest

from onward.applications import actions as record
from onward.applications.actions import Filing
from onward.applications.lines import Detail
from onward.applications.models import Event
from onward.journal import actions
from onward.journal.actions import Beginning
from onward.journal.models import Entry
from onward.journal.writing import Writing
from onward.people.models import User

from ..applications.conftest import day, in_april, owner, story, stranger

__all__ = ["in_april", "owner", "stranger"]


def add(person: User, company: str, told: str, role: str = "Cook") -> int:
    """An application with what is told of it, such as "applied@0 rejected@20"."""
    filing = Filing(None, story(told), [Detail({"company": company, "role": role}, day(0))])
    return record.record_many(person, [filing], "Filed").applications[0]


def event(application: int, kind: str = "rejected") -> Event:
    """The latest fact of that kind."""
    return Event.objects.filter(current=application, kind=kind, active=True).latest("at")


def entry(
    person: User, words: str = "Some words", kind: str = "note", *, about: Event | None = None, finish: bool = True,
    window: str = "", **fields: Any,
) -> Entry:  # fmt: skip
    """An entry as its page would save it."""
    name = "body" if kind in {"note", "free", "third_person"} else "answers"
    given = Writing(**{name: words if name == "body" else {"keep": words}, **fields})
    saved = actions.save(
        person,
        given,
        window=window,
        beginning=Beginning(kind, "application" if about else "", about),
        finish=finish,
    )
    assert saved.entry is not None
    return saved.entry


@pytest.fixture
def said_no(owner: User) -> Event:
    """Nordlicht's no, on the twentieth day, without a talk."""
    return event(add(owner, "Nordlicht", "applied@0 acknowledged@2 rejected@20"))


@pytest.fixture
def post(signed_in: Any) -> Callable[..., Any]:
    """`post(kind, **fields)`: save a form as a browser does; `htmx=True` as the page does by itself."""

    def send(kind: str = "note", *, htmx: bool = False, **fields: Any) -> Any:
        given = {"kind": kind, "window": "w1", **{name: str(value) for name, value in fields.items()}}
        return signed_in.post("/journal/save/", given, headers={"HX-Request": "true"} if htmx else {})

    return send
