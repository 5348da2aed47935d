"""How long it might take."""

import pytest

from onward.statistics import funnel, horizon
from onward.statistics.horizon import Change
from onward.statistics.record import Course
from onward.statistics.waiting import Waiting, times

from .conftest import TODAY, course, many


def ahead(courses: list[Course], change: Change = horizon.AS_NOW) -> horizon.Horizon:
    waiting = Waiting(times(courses))
    return horizon.horizon(courses, funnel.funnel(courses, waiting), waiting, change)


STEADY = [
    course(
        f"applied@{day} rejected@{day + 9}"
        if day % 9
        else f"applied@{day} interview@{day + 9} rejected@{day + 20}",
        day,
    )
    for day in range(0, 182, 1)
]


def test_the_rate_is_that_of_the_last_weeks() -> None:
    assert horizon.a_week(STEADY) == pytest.approx(7, abs=0.3)
    assert horizon.a_week([]) == 0
    assert horizon.a_week(many((9, "applied@0"))) == 0
    assert horizon.a_week([course("applied@180", today=TODAY)]) == 1


def test_a_range_has_an_order_and_chances_rise() -> None:
    found = ahead(STEADY)
    assert found.weeks.low is not None
    assert found.weeks.middle is not None
    assert found.weeks.low < found.weeks.middle
    assert [weeks for weeks, _chance in found.within] == [4, 13, 26, 52]
    assert [chance for _weeks, chance in found.within] == sorted(chance for _weeks, chance in found.within)
    assert found.applications.middle is not None
    assert 5 < found.applications.middle < 200


def test_changes_shorten_it() -> None:
    now = ahead(STEADY).within[1][1]
    assert ahead(STEADY, Change(a_week=20)).within[1][1] > now
    assert ahead(STEADY, Change(interview_odds=2)).within[1][1] > now
    assert ahead(STEADY, Change(offer_odds=2)).within[1][1] > now


def test_who_sends_nothing_and_waits_for_nothing_gets_no_number() -> None:
    found = ahead(many((20, "applied@0 rejected@9")))
    assert found.a_week == 0
    assert found.under_way == 0
    assert found.weeks.middle is None


def test_an_offer_at_hand_is_no_forecast() -> None:
    assert ahead([*STEADY, course("applied@100 interview@120 offer@150", 999)]).under_way == 1


def test_interviews_under_way_bring_it_nearer() -> None:
    near = [*STEADY, *(course("applied@150 interview@178", 900 + number) for number in range(4))]
    assert ahead(near).under_way > ahead(STEADY).under_way + 0.2


def test_it_foretells_searches_of_which_the_truth_is_known() -> None:
    """The number of applications until an offer lies below the middle in half of the searches, in known truth."""
    found = ahead(
        many((900, "applied@60 rejected@70"), (100, "applied@60 interview@70 rejected@90"), (0, "applied@0"))
    )
    assert found.applications.middle is not None
    share = funnel.funnel(
        many((900, "applied@60 rejected@70"), (100, "applied@60 interview@70 rejected@90")),
        Waiting(times([])),
    )
    chance = share[0].share.estimate * share[1].share.estimate
    assert found.applications.middle > 0.5 / chance


def test_many_talks_under_way_are_no_open_offer() -> None:
    talks = many((60, "applied@150 interview@178"), (12, "applied@0 interview@20 offer@40 rejected@50"))
    found = ahead(talks)
    assert found.under_way == pytest.approx(1, abs=0.001)
    assert not found.offered
    assert ahead([course("applied@150 interview@160 offer@175")]).offered
