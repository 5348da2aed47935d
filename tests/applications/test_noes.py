"""The noes of the last days: one an application, of the person alone, in one query."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onward.applications import actions, noes
from onward.applications.actions import Filing
from onward.applications.lines import Detail
from onward.applications.stages import Fact
from onward.people.models import User

from .conftest import day, story

pytestmark = pytest.mark.django_db


def add(person: User, company: str, told: str) -> int:
    filing = Filing(None, story(told), [Detail({"company": company}, day(0))])
    return actions.record_many(person, [filing], "Filed").applications[0]


def test_the_latest_no_of_each_application(owner: User, stranger: User) -> None:
    first = add(owner, "Nordlicht", "applied@0 interview@3 rejected@5")
    actions.record(owner, first, [Fact("rejected", day(7), "mail")])
    add(owner, "Corvo", "applied@0 rejected@6")
    add(owner, "Helvika", "applied@0")
    add(stranger, "Tamarind", "applied@0 rejected@6")
    found = list(noes.said(owner, day(4), day(7)))
    assert [(one.company, one.said_at, one.furthest_stage) for one in found] == [
        ("Nordlicht", day(7), "interview"),
        ("Corvo", day(6), "applied"),
    ]
    assert [one.company for one in noes.said(owner, day(5), day(6) + timedelta(hours=1))] == ["Corvo"]


def test_one_query_however_many(owner: User) -> None:
    for number in range(3):
        add(owner, f"Firm {number}", "applied@0 rejected@1")
    with CaptureQueriesContext(connection) as asked:
        assert len(list(noes.said(owner, day(0), day(2)))) == 3
    assert len(asked) == 1
