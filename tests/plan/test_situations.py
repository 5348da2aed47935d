"""Small life situations: what a good counsellor would put first comes first, and what would be wrong is not said."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from onward.applications import actions
from onward.applications.stages import Fact
from onward.base import clock
from onward.people.models import User
from onward.plan import queries

from .stories import Situation, situations, tell

ALL = list(situations())
#: So many may not hold.
MISSED = 0


@pytest.fixture(autouse=True)
def _real_time_after() -> Iterator[None]:
    yield
    clock.travel_to(None)


class _Told(Exception):
    """Takes a story back, so that the next one finds an empty journal."""


def shown(owner: User, one: Situation) -> tuple[list[str], list[str], list[str]]:
    """The kinds and the titles that Today shows in the situation, and the kinds in its line; nothing of it stays."""
    kinds: list[str] = []
    titles: list[str] = []
    named: list[str] = []
    try:
        with transaction.atomic():
            tell(owner, one)
            day = queries.today(owner)
            found = [ranked.suggestion for ranked in day.shown]
            kinds, titles = [one.kind for one in found], [one.title for one in found]
            named = [ranked.suggestion.kind for ranked in day.named]
            raise _Told
    except _Told:
        return kinds, titles, named


def test_all_but_two_of_forty_and_more_hold(owner: User, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(ALL) >= 40
    faults = {one.name: found for one in ALL if (found := one.faults(*shown(owner, one)))}
    with capsys.disabled():
        print(f"\n{len(ALL) - len(faults)} of {len(ALL)} situations hold")
        for name, found in faults.items():
            print(f"  {name}: {'; '.join(found)}")
    assert len(faults) <= MISSED, faults


@pytest.mark.parametrize("story", ALL[::3], ids=lambda one: one.name)
def test_what_has_nothing_to_do_with_it_does_not_reorder_the_rest(owner: User, story: Situation) -> None:
    tell(owner, story)
    before = [ranked.suggestion.key for ranked in queries.today(owner).ranked]
    past = [
        Fact(kind, story.now - timedelta(days=days), "mail")
        for kind, days in (("applied", 90), ("withdrawn", 80))
    ]
    actions.create_application(owner, {"company": "Zander"}, past, "mail")
    after = [ranked.suggestion.key for ranked in queries.today(owner).ranked]
    assert [key for key in after if key in before] == [key for key in before if key in after]


def test_every_situation_says_why_and_names_what_would_be_wrong() -> None:
    for one in ALL:
        assert one.why, one.name
        assert one.wrong or one.at_most == 1, one.name
        assert one.first or one.quiet, one.name
        assert not set(one.first) & set(one.wrong), one.name


def test_a_situation_that_does_not_hold_is_found() -> None:
    strict = Situation("x", "y", {}, ALL[0].now, first=["rest"], wrong=["one_more"], at_most=1)
    assert len(strict.faults(["one_more", "tray"])) == 3
    assert strict.faults(["rest"]) == []
    assert strict.faults(["rest"], [], ["one_more"])
    soon = Situation("x", "y", {}, ALL[0].now, soon=["offer"])
    assert soon.faults(["rest"])
    assert soon.faults(["rest"], [], ["offer"]) == []
