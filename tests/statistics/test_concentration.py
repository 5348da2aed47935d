"""Leaning on one hope."""

import pytest

from onward.statistics import concentration, funnel
from onward.statistics.concentration import Concentration
from onward.statistics.record import Course
from onward.statistics.waiting import Waiting, times

from .conftest import course, many


def of(courses: list[Course]) -> Concentration:
    waiting = Waiting(times(courses))
    return concentration.concentration(courses, funnel.funnel(courses, waiting), waiting)


def test_nothing_under_way() -> None:
    found = of(many((5, "applied@0 rejected@9")))
    assert (found.under_way, found.best, found.spreads) == (0, None, ())


def test_one_interview_among_silent_ones_carries_most() -> None:
    silent = [course("applied@150", number, company=f"Firm {number}", role="Clerk") for number in range(8)]
    best = course("applied@150 interview@175", 99, company="Nordlicht", role="Planner")
    found = of([*silent, best])
    by = {one.by: one for one in found.spreads}
    assert found.best == 99
    assert by["employer"].top == "Nordlicht"
    assert by["employer"].leans
    assert by["stage"].top == "interview"
    assert "channel" not in by
    assert found.without_best.estimate < found.chance.estimate
    assert found.chance.low < found.chance.estimate < found.chance.high
    assert found.without_best.low < found.without_best.estimate < found.without_best.high
    assert found.unknown == ("channel",)
    assert 1 <= by["employer"].equal_to < 3


def test_even_hope_leans_on_nothing() -> None:
    found = of([course("applied@170", number, company=f"Firm {number}") for number in range(10)])
    [employer] = [one for one in found.spreads if one.by == "employer"]
    assert employer.equal_to == pytest.approx(10)
    assert not employer.leans


def test_hope_grows_with_what_was_reached_and_fades() -> None:
    waiting = Waiting(times([]))
    told = [
        "applied@0",
        "applied@170",
        "applied@170 assessment@178",
        "applied@170 interview@178",
        "applied@170 offer@178",
    ]
    hopes = [concentration.hope(course(text), 0.33, waiting) for text in told]
    assert hopes == sorted(hopes)
    assert hopes[-1] == 1
    assert concentration.hope(course("applied@0 interview@90"), 0.33, waiting) < hopes[3]


def test_what_has_no_name_is_no_one_thing() -> None:
    nameless = [course("applied@170", number) for number in range(4)]
    named = [course("applied@170", number, company=f"Firm {number}") for number in range(10, 16)]
    found = of([*nameless, *named])
    [employer] = [one for one in found.spreads if one.by == "employer"]
    assert employer.part == pytest.approx(0.1)
    assert employer.equal_to == pytest.approx(10)


def test_of_what_is_hardly_noted_nothing_is_said() -> None:
    nameless = [course("applied@170", number) for number in range(9)]
    found = of([*nameless, course("applied@170", 10, channel="job board")])
    assert [one.by for one in found.spreads] == ["stage"]
    assert found.unknown == ("employer", "role", "channel")


def test_an_offer_is_certain_and_chances_of_an_offer_grow_with_what_waits() -> None:
    assert of([course("applied@0 offer@170")]).chance.estimate == 1
    assert of(many((40, "applied@150"))).chance.estimate > of(many((4, "applied@150"))).chance.estimate
