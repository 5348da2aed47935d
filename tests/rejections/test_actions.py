"""What is decided about a no: kept, taken back, taken again."""

from datetime import date

import pytest
from django.http import Http404

from onward.base.errors import Problem
from onward.people.models import User
from onward.rejections import actions
from onward.rejections.models import Step

from .noes import NO, no

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
LATER = date(2024, 10, 1)


def standing(owner: User) -> list[tuple[str, object]]:
    found = Step.objects.filter(owner=owner, taken_back_at=None).order_by("pk")
    return [(one.kind, one.data.get("codes", one.data.get("on"))) for one in found]


def test_letting_go_and_taking_up_again_keep_every_step(owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    first = actions.let_go(owner, event.pk)
    assert actions.let_go(owner, event.pk).pk == first.pk
    assert standing(owner) == [("let_go", None)]
    assert actions.take_up(owner, event.pk) is not None
    assert actions.take_up(owner, event.pk) is None
    assert standing(owner) == []
    actions.let_go(owner, event.pk)
    assert Step.objects.count() == 2


def test_a_guess_takes_the_place_of_the_one_before_and_undo_brings_that_back(owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    actions.guess(owner, event.pk, ["timing"])
    second = actions.guess(owner, event.pk, ["compensation", "skills_gap"])
    assert second is not None
    assert standing(owner) == [("guess", ["skills_gap", "compensation"])]
    actions.undo(owner, second.pk)
    assert standing(owner) == [("guess", ["timing"])]
    actions.undo(owner, second.pk)
    assert standing(owner) == [("guess", ["skills_gap", "compensation"])]
    actions.guess(owner, event.pk, [])
    assert standing(owner) == []


def test_a_guess_is_one_of_the_reasons(owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    with pytest.raises(Problem):
        actions.guess(owner, event.pk, ["age"])
    assert standing(owner) == []


def test_looking_again_needs_a_day_to_come(owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    with pytest.raises(Problem):
        actions.again(owner, event.pk, date(2024, 4, 10), "")
    step = actions.again(owner, event.pk, LATER, "  A licence\x00 ")
    assert step.data == {"on": "2024-10-01", "different": "A licence"}
    actions.not_again(owner, event.pk)
    assert standing(owner) == []
    actions.undo(owner, step.pk)
    assert standing(owner) == [("again", "2024-10-01")]


def test_only_what_was_suggested_can_be_turned_down(owner: User) -> None:
    event = no(owner, "Nordlicht", NO)
    with pytest.raises(Problem):
        actions.turn_down(owner, event.pk, "skills_gap")
    one = actions.turn_down(owner, event.pk, "screening_rule")
    actions.turn_down(owner, event.pk, "position_closed")
    actions.undo(owner, one.pk)
    assert [step.data["code"] for step in Step.objects.filter(taken_back_at=None)] == ["position_closed"]
    actions.undo(owner, one.pk)
    assert Step.objects.filter(taken_back_at=None).count() == 2


def test_a_strangers_no_and_step_do_not_exist(owner: User, stranger: User) -> None:
    event = no(owner, "Nordlicht", NO)
    step = actions.let_go(owner, event.pk)
    for act in (
        lambda: actions.let_go(stranger, event.pk),
        lambda: actions.take_up(stranger, event.pk),
        lambda: actions.guess(stranger, event.pk, ["timing"]),
        lambda: actions.again(stranger, event.pk, LATER, ""),
        lambda: actions.turn_down(stranger, event.pk, "timing"),
        lambda: actions.undo(stranger, step.pk),
    ):
        with pytest.raises(Http404):
            act()
    assert standing(owner) == [("let_go", None)]
