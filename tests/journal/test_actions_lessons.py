"""Lessons: made once, changed, and every change taken back."""

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from onward.applications.models import Event
from onward.base import clock
from onward.base.errors import Problem
from onward.journal import actions_lessons, queries
from onward.journal.actions_lessons import Origin
from onward.journal.models import Lesson
from onward.people.models import User

from ..applications.conftest import day
from .conftest import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
GIVEN = {"text": "Ask who will be there", "theme": "", "step": "", "review_on": None}


def stands(lesson: Lesson) -> dict[str, Any]:
    found = Lesson.objects.get(pk=lesson.pk)
    return {name: getattr(found, name) for name in actions_lessons.FIELDS}


def test_it_hangs_on_what_it_comes_from(owner: User, said_no: Event) -> None:
    one = entry(owner, kind="debrief", about=said_no)
    made = actions_lessons.keep(owner, GIVEN, Origin("debrief", said_no, None, one))
    assert (made.application, made.event, made.entry, made.source) == (
        said_no.current,
        said_no,
        one,
        "debrief",
    )
    assert (made.state, made.made_at) == ("open", day(40))


def test_a_second_press_makes_no_second_lesson(owner: User) -> None:
    assert actions_lessons.keep(owner, GIVEN) == actions_lessons.keep(owner, GIVEN)
    clock.travel_to(day(41))
    assert actions_lessons.keep(owner, GIVEN).pk != Lesson.objects.earliest("pk").pk


def test_each_change_is_taken_back_and_done_again(owner: User) -> None:
    made = actions_lessons.keep(owner, GIVEN)
    actions_lessons.change(owner, made.pk, "review", {"review_on": date(2024, 5, 1)})
    before = stands(made)
    actions_lessons.change(
        owner, made.pk, "edited", {"text": "Ask them all", "theme": "culture_add", "step": "Tomorrow"}
    )
    after = stands(made)
    last = len(Lesson.objects.get().history) - 1
    actions_lessons.go_back(owner, made.pk, last)
    assert stands(made) == before
    actions_lessons.go_back(owner, made.pk, last + 1)
    assert stands(made) == after


def test_taken_back_at_its_making_it_is_dropped(owner: User) -> None:
    made = actions_lessons.keep(owner, GIVEN)
    actions_lessons.go_back(owner, made.pk, 0)
    assert stands(made) == {**GIVEN, "state": "dropped"}


def test_nothing_changed_leaves_no_trace(owner: User) -> None:
    made = actions_lessons.keep(owner, GIVEN)
    actions_lessons.change(owner, made.pk, "edited", GIVEN)
    assert len(Lesson.objects.get().history) == 1
    with pytest.raises(Problem, match="meanwhile"):
        actions_lessons.go_back(owner, made.pk, 5)


def test_a_strangers_lesson_does_not_exist(owner: User, stranger: User) -> None:
    made = actions_lessons.keep(stranger, GIVEN)
    for attempt in (
        lambda: actions_lessons.change(owner, made.pk, "done", {"state": "done"}),
        lambda: actions_lessons.go_back(owner, made.pk, 0),
    ):
        with pytest.raises(Http404):
            attempt()


changes = st.sampled_from(
    [
        ("done", {"state": "done", "review_on": None}),
        ("kept", {"state": "kept"}),
        ("open", {"state": "open"}),
        ("review", {"review_on": date(2024, 5, 1)}),
        ("edited", {"text": "Otherwise", "step": "Soon"}),
    ]
)


class AnyChanges(TestCase):
    """Whatever was done to a lesson, every state that it had can be had again."""

    @given(st.lists(changes, max_size=6))
    @hypothesis_settings(max_examples=25, deadline=None)
    def test_every_state_comes_back(self, done: list[tuple[str, dict[str, Any]]]) -> None:
        owner = User.objects.get_or_create(username="mira")[0]
        made = actions_lessons.keep(owner, GIVEN)
        states = [stands(made)]
        for did, fields in done:
            actions_lessons.change(owner, made.pk, did, fields)
            if stands(made) != states[-1]:
                states.append(stands(made))
        for step in range(1, len(states)):
            actions_lessons.go_back(owner, made.pk, step)
            assert stands(made) == states[step - 1]
        # What was done last is known even while the clock stands still.
        changed = Lesson.objects.values_list("changed_at", flat=True).order_by("-changed_at").first()
        assert changed == Lesson.objects.get(pk=made.pk).changed_at


def test_other_rooms_pick_up_what_still_counts(owner: User, stranger: User) -> None:
    for number, (state, theme) in enumerate(
        [
            ("open", "skills_gap"),
            ("kept", "skills_gap"),
            ("done", "skills_gap"),
            ("open", ""),
            ("dropped", ""),
        ]
    ):
        made = actions_lessons.keep(owner, {**GIVEN, "text": f"Lesson {number}", "theme": theme})
        actions_lessons.change(owner, made.pk, state, {"state": state})
    actions_lessons.keep(stranger, {**GIVEN, "text": "Theirs"})
    texts = lambda *asked: [one.text for one in queries.lessons(owner, *asked)]  # noqa: E731
    assert texts() == ["Lesson 3", "Lesson 1", "Lesson 0"]
    assert texts(("done",)) == ["Lesson 2"]
    assert texts(("open", "kept"), "skills_gap") == ["Lesson 1", "Lesson 0"]
    assert queries.lesson_counts(owner) == {"open": 2, "kept": 1, "done": 1, "dropped": 1}


def test_what_is_due_stands_in_the_persons_zone(owner: User) -> None:
    actions_lessons.keep(owner, {**GIVEN, "review_on": date(2024, 4, 10)})
    actions_lessons.keep(owner, {**GIVEN, "text": "Later", "review_on": date(2024, 4, 11)})
    assert [one.text for one in queries.due(owner)] == ["Ask who will be there"]
    owner.time_zone = "Pacific/Kiritimati"
    clock.travel_to(day(40.2))
    assert len(queries.due(owner)) == 2
