"""What every room has for the calendar."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onward.applications import actions, diary
from onward.applications.diary import Item
from onward.applications.models import Act, Event
from onward.applications.stages import Fact
from onward.base import clock
from onward.calendar.writing import uid
from onward.capture.models import Posting
from onward.people.models import User
from onward.plan import actions as plan
from onward.plan.models import Week
from onward.rejections import actions as noes
from onward.rejections.models import Step
from tests.calendar.searches import MONDAY, NOW, live

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    clock.travel_to(NOW)
    yield
    clock.travel_to(None)


def told(owner: User) -> list[tuple[str, str, Any]]:
    return sorted(
        ((one.kind, one.title, str(one.when)) for one in diary.items(owner, clock.now())),
        key=lambda one: one[2],
    )


def only(owner: User, kind: str) -> Item:
    [found] = [one for one in diary.items(owner, clock.now()) if one.kind == kind]
    return found


def test_everything_that_has_a_day(owner: User) -> None:
    live(owner)
    assert told(owner) == [
        ("talk", "Interview at Lumen", "2024-04-03 08:00:00+00:00"),
        ("plan", "Write to Lea; then read, twice", "2024-05-14 14:00:00+01:00"),
        ("plan", "Rest", "2024-05-15"),
        ("talk", "Interview at Nordlicht", "2024-05-16 15:00:00+02:00"),
        ("deadline", "Task for Köhler & Söhne", "2024-05-20"),
        ("talk", "Interview at Corvo Foods", "2024-05-21"),
        ("deadline", "Last day to answer Halden Marine", "2024-05-24"),
        ("in_touch", "Stay in touch with Lumen", "2024-05-25"),
        ("follow_up", "Follow up once with Ana Ruiz", "2024-05-27"),
        ("closing", "Last day to apply: Sole Kaffee, Roaster", "2024-06-14"),
        ("again", "Look at Lumen again", "2024-09-02"),
    ]  # fmt: skip


def test_what_is_settled_or_taken_back_is_gone(owner: User) -> None:
    made = live(owner)
    noes.let_go(owner, made["no"])
    kinds = {one.kind for one in diary.items(owner, NOW)}
    assert kinds == {"talk", "plan", "deadline", "closing", "follow_up"}
    act = Act.objects.filter(owner=owner, title__contains="Nordlicht").latest("pk")
    actions.undo(owner, act.pk)
    assert "Interview at Nordlicht" not in {one.title for one in diary.items(owner, NOW)}


@pytest.mark.parametrize("what", ["applied", "put away", "long ago"])
def test_a_posting_that_waits_for_nothing_has_no_last_day(owner: User, what: str) -> None:
    made = live(owner)
    posting = Posting.objects.filter(owner=owner)
    if what == "applied":
        posting.update(application=made["Lumen"])
    elif what == "put away":
        posting.update(put_away_at=NOW)
    else:
        posting.update(fields={"valid_until": {"value": "2024-03-01"}})
    assert not [one for one in diary.items(owner, NOW) if one.kind == "closing"]


def test_a_talk_of_an_application_that_ended_is_not_to_come(owner: User) -> None:
    made = live(owner)
    actions.record(owner, made["Nordlicht"], [Fact("withdrawn", NOW)])
    assert "Interview at Nordlicht" not in {one.title for one in diary.items(owner, NOW)}


def test_changes_are_later_and_never_go_back(owner: User, freeze: Callable[[date | datetime], None]) -> None:
    """Whatever is done and undone, an entry's time of change never becomes an earlier one."""
    made = live(owner)
    moments: dict[str, list[datetime]] = {}

    def look() -> None:
        for one in diary.items(owner, NOW):
            moments.setdefault(uid(one, "x"), []).append(one.changed_at)

    def later() -> None:
        clock.travel_to(clock.now() + timedelta(hours=1))

    look()
    later()
    edited = actions.edit_details(owner, made["Nordlicht"], {"company": "Nordlicht Energie"})
    assert edited is not None
    look()
    assert (
        max(moments[uid(next(one for one in diary.items(owner, NOW) if "Energie" in one.title), "x")])
        == clock.now()
    )
    later()
    actions.undo(owner, edited.pk)
    look()
    later()
    event = Event.objects.get(owner=owner, active=True, kind="interview", current=made["Nordlicht"])
    moved = actions.change_event(
        owner, event.pk, data={**event.data, "interview_at": "2024-05-17T15:00+02:00"}
    )
    look()
    later()
    actions.undo(owner, moved.pk)
    look()
    later()
    noes.again(owner, made["no"], date(2024, 10, 1), "")
    look()
    later()
    noes.undo(owner, Step.objects.filter(owner=owner).latest("pk").pk)
    assert only(owner, "again").when == date(2024, 9, 2)
    look()
    later()
    week = Week.objects.get(owner=owner)
    plan.plan_week(owner, MONDAY, [{**week.blocks[0], "time": "16:00"}], [], None, 5)
    look()
    later()
    plan.undo(owner, Week.objects.get(owner=owner))
    look()
    assert all(times == sorted(times) for times in moments.values())
    assert all(len(times) >= 8 for times in moments.values()), "each is one entry, however it is changed"


def test_identities_differ_and_stay(owner: User, other: User) -> None:
    live(owner)
    first = [uid(one, "mira") for one in diary.items(owner, NOW)]
    assert len(set(first)) == len(first)
    assert first == [uid(one, "mira") for one in diary.items(owner, NOW)]
    assert not set(first) & {uid(one, "teodor") for one in diary.items(owner, NOW)}


def test_the_queries_do_not_grow(owner: User) -> None:
    live(owner)
    with CaptureQueriesContext(connection) as few:
        diary.items(owner, NOW)
    for number in range(6):
        talk = Fact("interview", datetime(2024, 5, 20 + number, 9, tzinfo=UTC))
        task = Fact("assessment", NOW, data={"text": "Please send it back by 20 May 2024."})
        actions.create_application(owner, {"company": f"Firm {number}"}, [talk, task])
    with CaptureQueriesContext(connection) as many:
        assert len(diary.items(owner, NOW)) > 15
    assert len(many) <= len(few) + 1, "one look for the entries that were made by hand"
