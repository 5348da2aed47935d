"""Which questions a debrief asks, and that every form is kind and complete."""

import re

import pytest

from onward.journal import debriefs, questions, themes
from onward.language import reasons, whose


@pytest.mark.parametrize(
    ("kind", "furthest", "talks", "name"),
    [
        ("rejected", "applied", 0, "application"),
        ("rejected", "assessment", 0, "assessment"),
        ("rejected", "interview", 1, "interview"),
        ("rejected", "interview", 3, "late"),
        ("rejected", "offer", 0, "late"),
        ("interview", "interview", 1, "talk"),
        ("assessment", "assessment", 0, "task"),
        ("offer", "interview", 2, "offer"),
        ("accepted", "offer", 2, "offer"),
        ("withdrawn", "interview", 1, "open"),
    ],
)
def test_the_questions_fit_what_happened(kind: str, furthest: str, talks: int, name: str) -> None:
    assert debriefs.occasion(kind, furthest, talks) == name
    assert name in debriefs.NAMES


def test_what_each_stage_is_asked() -> None:
    asked = {name: {one.key for one in debriefs.debrief(name).questions} for name in debriefs.NAMES}
    assert {"materials", "tailoring", "red_flags", "fit"} <= asked["application"]
    for name in ("interview", "talk"):
        assert {"preparation", "stumbled", "rapport", "confidence", "shown", "there"} <= asked[name]
    assert {"preparation", "task"} <= asked["assessment"]
    assert {"path", "last_round", "without_me"} <= asked["late"]
    for name in debriefs.NAMES:
        assert {"expected", "happened", "why", "keep", "change"} <= asked[name], name


@pytest.mark.parametrize("name", debriefs.NAMES)
def test_a_debrief_is_short_and_each_question_once(name: str) -> None:
    keys = [one.key for one in debriefs.debrief(name).questions]
    assert len(keys) == len(set(keys)) <= 11
    assert [keys[0], keys[1], keys[-2], keys[-1]] == ["expected", "happened", "keep", "change"]


def test_reasons_are_sorted_after_a_no_and_never_after_what_went_well() -> None:
    for name in ("application", "assessment", "interview", "late"):
        sortable = debriefs.debrief(name).reasons
        assert set(sortable) <= set(reasons.CODES)
        assert {whose.control(code) for code in sortable} == {"mine", "partly", "not"}
    for name in ("talk", "task", "offer", "open"):
        assert debriefs.debrief(name).reasons == ()
    assert "interview_performance" not in debriefs.debrief("application").reasons
    assert "application_materials" not in debriefs.debrief("interview").reasons


FORMS = [
    *(("debrief", name) for name in debriefs.NAMES),
    *((kind, "") for kind in questions.KINDS if kind != "debrief"),
]


@pytest.mark.parametrize(("kind", "name"), FORMS)
def test_the_voice_and_the_way_to_close(kind: str, name: str) -> None:
    form = questions.form(kind, name)
    asked = [*form.questions, *([form.body] if form.body else [])]
    words = [
        form.title,
        form.lead,
        *form.steps,
        *form.evidence,
        *(one.title for one in asked),
        *(one.help for one in asked),
    ]
    for text in map(str, words):
        assert not re.search(r"!|\bfail|\blost\b|unfortunately|\bsorry\b|why did", text, re.IGNORECASE), text
    if kind != "note":
        assert len(form.steps) >= 2, "every form closes on a small step"
        assert form.evidence, "what is known of it is one click away"
    assert form.timed == (kind == "free")


def test_every_theme_has_words_and_somebody_whose_it_is() -> None:
    assert set(themes.THEMES) == {*reasons.CODES, "no_reason"}
    assert set(themes.CONTROL) == set(themes.SORTS) == {whose.control(code) for code in themes.THEMES}
    assert themes.name("logistics", "You need a work permit.") == "A permit to work"
    assert themes.beyond_reach({"position_closed": "mine", "competition": "not", "skills_gap": "mine"}) == [
        themes.name("position_closed")
    ]


def test_reasons_are_told_by_whose_they_are() -> None:
    told = themes.sorted_out({"skills_gap": "mine", "competition": "not", "timing": "not"})
    assert told == [("mine", ["A skill they wanted"]), ("not mine", ["Timing", "Others who applied"])]


def test_an_answer_keeps_its_question_when_the_form_does_not_ask_it_any_more() -> None:
    form = questions.form("debrief", "application")
    assert questions.question_title(form, "stumbled") == "The question that I stumbled on"
    assert questions.question_title(questions.form("debrief", "interview"), "there").startswith(
        "Whether I would"
    )
    assert questions.question_title(form, "of old") == "of old"
