"""Reasons that the course of an application suggests."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onward.rejections.inferring import Course, inferred

THEN = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


def course(minutes: float, stage: str = "applied", **more: object) -> Course:
    return Course(THEN, THEN + timedelta(minutes=minutes), stage, **more)


def test_a_no_within_the_hour_suggests_a_rule_the_surer_the_sooner() -> None:
    (soon,) = inferred(course(4))
    (later,) = inferred(course(50))
    assert (soon.code, soon.because, soon.minutes) == ("screening_rule", "at_once", 4)
    assert soon.confidence > later.confidence
    assert inferred(course(61)) == []


def test_not_after_a_talk_not_without_the_hour_and_not_before_applying() -> None:
    assert inferred(course(4, "interview")) == []
    assert inferred(Course(None, THEN, "applied")) == []
    assert inferred(course(-4)) == []


def test_what_another_mail_says_of_the_role_is_suggested_and_what_it_says_of_a_person_is_not() -> None:
    (found,) = inferred(course(9000, elsewhere=("skills_gap", "position_closed", "timing")))
    assert (found.code, found.because) == ("position_closed", "elsewhere")
    assert inferred(course(9000, elsewhere=("skills_gap", "compensation"))) == []


def test_what_is_stated_needs_no_suggestion() -> None:
    assert inferred(course(4, stated=("screening_rule",))) == []


@given(st.integers(-5000, 5000), st.sampled_from(["applied", "assessment", "interview", "offer"]))
def test_nothing_but_the_course_is_ever_suggested(minutes: int, stage: str) -> None:
    found = inferred(course(minutes, stage, elsewhere=("overqualified", "logistics", "culture_add")))
    assert {one.code for one in found} <= {"screening_rule"}
    assert all(0 < one.confidence < 1 for one in found)
