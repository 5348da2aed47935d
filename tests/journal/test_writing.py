"""What a posted form gives: cleaned, never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.base.errors import Problem
from onward.journal import questions, writing
from onward.journal.writing import Writing

DEBRIEF = questions.form("debrief", "application")
NOTE = questions.form("note")


def test_answers_sort_step_and_tags() -> None:
    posted = {
        "answer-keep": " The letter.\r\nShort. ",
        "answer-change": "   ",
        "answer-of another form": "no",
        "sort-skills_gap": "mine",
        "sort-timing": "nobody's",
        "sort-interview_performance": "mine",
        "small_step": "Ask\nAna",
        "tags": "CV, #cv, kitchen",
        "title": " A  title ",
        "body": "no open page here",
    }
    assert writing.given(DEBRIEF, posted) == Writing(
        "A title", "", {"keep": "The letter.\nShort."}, {"skills_gap": "mine"}, "Ask Ana", ("CV", "kitchen")
    )


def test_tags_alone_are_nothing_to_keep() -> None:
    assert writing.given(NOTE, {"tags": "one"}).is_empty
    assert not writing.given(NOTE, {"body": "x"}).is_empty


@pytest.mark.parametrize(("name", "size"), [("body", 100_001), ("title", 201), ("small_step", 301)])
def test_what_is_too_long_is_said_and_not_cut(name: str, size: int) -> None:
    with pytest.raises(Problem, match="still on the page"):
        writing.given(NOTE, {name: "x" * size})
    kept = writing.given(NOTE, {name: "x" * (size - 1)})
    assert len(kept.body or kept.title or kept.small_step) == size - 1


@given(st.text(max_size=400))
def test_only_what_no_database_takes_and_blanks_around_go(text: str) -> None:
    kept = writing.clean(text)
    assert writing.clean(kept) == kept
    assert "\x00" not in kept
    assert [char for char in kept if char.isprintable()] == [
        char for char in text.strip() if char.isprintable() and not "\ud800" <= char <= "\udfff"
    ] or kept != text.strip()
    kept.encode()


def test_no_two_pages_have_the_same_name() -> None:
    assert len({writing.new_window() for _ in range(100)}) == 100
