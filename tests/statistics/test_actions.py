"""Forecasts, marks, looks, experiments: written once, taken back, never a stranger's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import Http404

from onward.applications.actions import create_application, merge, record
from onward.applications.stages import Fact
from onward.base import clock
from onward.base.errors import Problem
from onward.people.models import User
from onward.statistics import actions, experiments, facts, queries
from onward.statistics.models import Experiment, Forecast, Look, Lot, Mark

MAY = date(2024, 5, 1)


def noon(days: int = 0) -> datetime:
    """Noon on the first of May or so many days later."""
    return datetime(2024, 5, 1, 12, 0, tzinfo=UTC) + timedelta(days=days)


@pytest.fixture(autouse=True)
def _in_may(freeze: Callable[[date | datetime], None]) -> None:
    freeze(noon())


@pytest.fixture
def application(owner: User) -> int:
    return create_application(owner, {"company": "Nordlicht"}, [Fact("applied", clock.now())]).applications[0]


def test_a_forecast_is_kept_and_can_be_taken_back(owner: User, application: int) -> None:
    made = actions.forecast(owner, application, "interview", 30, MAY + timedelta(days=30))
    [told] = queries.forecasts(owner)
    assert (told.application, told.asked, told.chance, told.made_on) == (application, "interview", 0.3, MAY)
    actions.take_back_forecast(owner, made.pk)
    assert queries.forecasts(owner) == []
    actions.take_back_forecast(owner, made.pk, back=False)
    assert len(queries.forecasts(owner)) == 1
    assert queries.forecasts(owner, clock.now() - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("asked", "chance", "days"), [("luck", 30, 9), ("offer", 101, 9), ("offer", -1, 9), ("offer", 30, -1)]
)
def test_a_forecast_must_be_one(owner: User, application: int, asked: str, chance: int, days: int) -> None:
    with pytest.raises(Problem):
        actions.forecast(owner, application, asked, chance, MAY + timedelta(days=days))
    assert not Forecast.objects.exists()


def test_the_latest_mark_counts_and_an_empty_one_takes_it_away(owner: User, application: int) -> None:
    actions.mark(owner, application, " resume ", "A")
    actions.mark(owner, application, "resume", "B")
    assert queries.marks(owner) == {"resume": {application: "B"}}
    actions.mark(owner, application, "resume", "")
    assert queries.marks(owner) == {}
    assert Mark.objects.count() == 3


def test_marks_follow_a_merge(owner: User, application: int) -> None:
    other = create_application(owner, {"company": "Nordlicht Energie"}).applications[0]
    actions.mark(owner, other, "resume", "A")
    merge(owner, application, other)
    assert queries.marks(owner) == {"resume": {application: "A"}}
    actions.mark(owner, other, "resume", "B")
    assert queries.marks(owner) == {"resume": {application: "B"}}


def test_a_day_has_one_look(owner: User, freeze: Callable[[date | datetime], None]) -> None:
    assert actions.looked(owner, "channel") == 1
    assert actions.looked(owner, "channel") == 1
    freeze(noon(1))
    assert actions.looked(owner, "channel") == 2
    assert actions.looked(owner, "day") == 1
    assert queries.looks(owner) == {"channel": 2, "day": 1}
    assert Look.objects.count() == 3


def begin(owner: User, **changed: object) -> Experiment:
    given: dict[str, object] = {
        "question": "A short resume?",
        "versions": ("short", "long"),
        "usual": 8,
        "better": 16,
        "until": MAY + timedelta(days=90),
    }
    return actions.begin_experiment(owner, **{**given, **changed})


def test_an_experiment_says_beforehand_what_it_takes(owner: User) -> None:
    made = begin(owner)
    assert made.planned == 255
    assert queries.running(owner) == [made]
    actions.put_away_experiment(owner, made.pk)
    assert queries.running(owner) == []
    actions.put_away_experiment(owner, made.pk, away=False)
    assert queries.running(owner) == [made]


@pytest.mark.parametrize(
    "wrong",
    [
        {"usual": 0},
        {"better": 8},
        {"better": 100},
        {"until": MAY},
        {"versions": ("a", "A ")},
        {"versions": ("", "b")},
        {"question": " "},
    ],
)
def test_what_is_no_experiment_is_told(owner: User, wrong: dict[str, object]) -> None:
    with pytest.raises(Problem):
        begin(owner, **wrong)


def test_lots_are_drawn_once_and_evenly(owner: User, application: int) -> None:
    made = begin(owner)
    others = [create_application(owner, {"company": f"Firm {n}"}).applications[0] for n in range(7)]
    lots = [actions.draw_lot(owner, made.pk, key) for key in (application, *others)]
    assert [lot.arm for lot in lots].count(0) == 4
    assert [lot.arm for lot in lots] == [experiments.arm_of(made.seed, place) for place in range(8)]
    assert actions.draw_lot(owner, made.pk, application) == lots[0]
    assert Lot.objects.count() == 8


def test_no_lot_is_drawn_after_the_end(
    owner: User, application: int, freeze: Callable[[date | datetime], None]
) -> None:
    made = begin(owner)
    actions.stop_experiment(owner, made.pk)
    with pytest.raises(Problem):
        actions.draw_lot(owner, made.pk, application)
    actions.stop_experiment(owner, made.pk, stop=False)
    freeze(noon(91))
    with pytest.raises(Problem):
        actions.draw_lot(owner, made.pk, application)


def test_the_result_waits_for_the_end_and_for_what_is_not_old_enough(
    owner: User, freeze: Callable[[date | datetime], None]
) -> None:
    made = begin(owner, usual=10, better=90)
    for number in range(24):
        key = create_application(
            owner, {"company": f"Firm {number}"}, [Fact("applied", clock.now())]
        ).applications[0]
        lot = actions.draw_lot(owner, made.pk, key) if number < 2 * made.planned else None
        if lot is not None and lot.arm:
            record(owner, key, [Fact("interview", clock.now())])
    assert queries.result(made, facts.courses(owner)).verdict == experiments.RUNNING
    freeze(noon(92))
    verdict = queries.result(made, facts.courses(owner)).verdict
    assert verdict in {experiments.IS_CLEAR, experiments.TOO_FEW}


def test_a_strangers_things_do_not_exist(owner: User, other: User, application: int) -> None:
    made = begin(owner)
    told = actions.forecast(owner, application, "offer", 5, MAY)
    for act in (
        lambda: actions.forecast(other, application, "offer", 5, MAY),
        lambda: actions.take_back_forecast(other, told.pk),
        lambda: actions.mark(other, application, "resume", "A"),
        lambda: actions.draw_lot(other, made.pk, application),
        lambda: actions.stop_experiment(other, made.pk),
    ):
        with pytest.raises(Http404):
            act()
    actions.looked(owner, "channel")
    assert queries.forecasts(other) == queries.running(other) == []
    assert queries.marks(other) == queries.looks(other) == {}
