"""What the journal offers about a fact: when, how high, and in which state."""

from collections.abc import Sequence

import pytest
from django.test import RequestFactory

from onward.applications import actions as record
from onward.applications import correspondence, next_steps
from onward.applications.models import Event
from onward.applications.next_steps import NextStep
from onward.applications.stages import Fact
from onward.journal import actions, actions_lessons, pages
from onward.journal.actions_lessons import Origin
from onward.people.models import User

from ..applications.conftest import day
from .conftest import add, entry, event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


def offered(owner: User, about: Event) -> dict[str, NextStep]:
    request = RequestFactory().get("/rejections/7/")
    request.user = owner
    assert pages.journal, "its import brings the offers along"
    return {one.key: one for one in next_steps.for_event(request, about) if one.key in {"reflect", "learn"}}


def test_after_a_talk_it_stands_high_after_an_application_low(owner: User) -> None:
    told = {
        "paper": "applied@0 rejected@9",
        "test": "applied@0 assessment@5 rejected@9",
        "talk": "applied@0 interview@5 rejected@9",
        "late": "applied@0 interview@5 offer@8 rejected@9",
    }
    ranks = {
        name: offered(owner, event(add(owner, name, facts)))["reflect"].rank for name, facts in told.items()
    }
    assert ranks["late"] < ranks["talk"] < ranks["test"] < 50 < ranks["paper"]


def test_why_names_its_evidence_or_says_that_there_is_little(owner: User, said_no: Event) -> None:
    talk = offered(owner, event(add(owner, "Corvo", "applied@0 interview@5 rejected@9")))["reflect"]
    assert "two summaries of studies" in talk.why
    assert "d =" not in talk.why
    assert "little to learn" in offered(owner, said_no)["reflect"].why
    well = offered(owner, event(add(owner, "Aldous", "applied@0 offer@9"), "offer"))["reflect"]
    assert "went well" in well.why
    assert talk.minutes == 10


def test_begun_done_and_kept_are_told(owner: User, said_no: Event) -> None:
    fresh = offered(owner, said_no)["reflect"]
    assert fresh.url == f"/journal/new/debrief/?event={said_no.pk}&next=%2Frejections%2F7%2F"
    assert fresh.state == ""
    one = entry(owner, kind="debrief", about=said_no, finish=False)
    begun = offered(owner, said_no)["reflect"]
    assert (begun.url, begun.state) == (f"/journal/{one.pk}/write/", "Begun: today")
    one.finished_at = day(40)
    one.save()
    done = offered(owner, said_no)["reflect"]
    assert (done.url, done.state) == (f"/journal/{one.pk}/", "Looked back: today")
    assert done.rank > fresh.rank
    learn = offered(owner, said_no)["learn"]
    assert learn.rank < done.rank, "what was looked back at can become a lesson"
    made = actions_lessons.keep(
        owner, {"text": "Ask", "theme": "", "step": "", "review_on": None}, Origin("rejection", said_no)
    )
    assert offered(owner, said_no)["learn"].state == "1 lesson kept"
    actions_lessons.change(owner, made.pk, "dropped", {"state": "dropped"})
    assert offered(owner, said_no)["learn"].state == ""
    actions.put_away(owner, one.pk)
    assert offered(owner, said_no)["reflect"].state == ""


def test_nothing_for_what_lies_ahead_or_teaches_nothing(owner: User) -> None:
    key = add(owner, "Nordlicht", "applied@0 acknowledged@1 interview@60")
    record.record(owner, key, [Fact("interview", day(39), data={"interview_at": day(45).isoformat()})])
    for told in Event.objects.filter(current=key).exclude(kind="detail"):
        assert offered(owner, told) == {}, told
    record.record(owner, key, [Fact("feedback", day(39))])
    assert set(offered(owner, event(key, "feedback"))) == {"learn"}


def test_the_theme_is_the_stated_reason_where_something_can_be_done(owner: User) -> None:
    codes = {7: "skills_gap", 8: "position_closed"}

    def lookup(whose: User, keys: Sequence[int]) -> dict[int, correspondence.Mail]:
        nobody = correspondence.Correspondent("", "", "person")
        return {
            key: correspondence.Mail(
                key,
                day(9),
                False,
                "rejection",
                nobody,
                (),
                "",
                "",
                "en",
                "",
                [{"code": code}],
                True,
                "",
                (),
                "",
            )
            for key, code in codes.items()
            if key in keys
        }

    urls = {}
    correspondence.register(lookup)
    try:
        for key, code in codes.items():
            place = add(owner, code, "applied@0")
            record.record(owner, place, [Fact("rejected", day(9), "mail", key)])
            urls[code] = offered(owner, event(place))["learn"].url
    finally:
        correspondence.unregister(lookup)
    assert "theme=skills_gap" in urls["skills_gap"]
    assert "theme" not in urls["position_closed"]
    assert "source=rejection" in urls["position_closed"]
