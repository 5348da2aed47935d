"""A small search on the fortieth day of its story, and a browser that looks at it."""

import re

import pytest

from onward.applications import actions
from onward.applications.actions import Filing
from onward.applications.lines import Detail
from onward.applications.stages import Fact
from onward.people.models import User

from ..conftest import day, story

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
FORMULA = "=HYPERLINK(A1)+cmd|' /C calc'!A0"


@pytest.fixture(autouse=True)
def _on_day_forty(in_april: None) -> None:
    """Every page is looked at in April."""


@pytest.fixture
def search(owner: User) -> dict[str, int]:
    """Employer → application: what is told of each, with role, place and channel."""
    told = {
        "Zephyr Glas": ("applied@0 acknowledged@1 interview@5 rejected@9", "Glazier", "Köln", "referral"),
        "Aldous": ("applied@1 interview@30", "Cutter", "Łódź", "direct"),
        "Brannigan": ("applied@2 acknowledged@2", "Clerk", "", "job board"),
        "Corvo": ("applied@3 offer@20 accepted@25", "Cook", "", ""),
        "Dunmore": ("applied@30 acknowledged@31", "Driver", "", "Aunt Vera"),
    }
    return file(owner, told)


def file(owner: User, told: dict[str, tuple[str, str, str, str]]) -> dict[str, int]:
    """File the stories as mail would; each fact rests on a message of its own."""
    filings = []
    number = 100
    for name, (facts, role, place, channel) in told.items():
        own = []
        for fact in story(facts):
            number += 1
            own.append(Fact(fact.kind, fact.at, fact.source, number))
        fields = {"company": name, "role": role, "location": place, "channel": channel}
        filings.append(Filing(None, own, [Detail(fields, day(0))]))
    return dict(zip(told, actions.record_many(owner, filings, "Filed").applications, strict=True))


def names(page: str) -> list[str]:
    """The names of a list's rows or a board's cards, in their order."""
    return re.findall(r'<a href="/applications/\d+/"><bdi>(.*?)</bdi>', page)
