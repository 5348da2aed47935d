"""What was put off or waved away does not come before its time, and comes when it is called back."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onward.plan.choices import FORGETS, RESTS, Chosen, held, rest_after

TODAY = date(2024, 5, 15)
DAYS = st.integers(-300, 0).map(lambda n: TODAY + timedelta(days=n))


def chosen(
    what: str, on: date = TODAY, until: date | None = None, number: int = 1, kind: str = "thank"
) -> Chosen:
    return Chosen(f"{kind}:event-{number}", kind, what, on, until)


@given(st.integers(1, 300), st.integers(0, 400))
def test_what_was_put_off_comes_on_its_day_and_not_before(wait: int, later: int) -> None:
    until = TODAY + timedelta(days=wait)
    one = chosen("later", TODAY, until)
    day = TODAY + timedelta(days=later)
    assert held([one], day).hides(one.key, one.kind, dated=False) == (day < until)


@given(st.integers(1, 300), st.integers(0, 400))
def test_the_only_one_of_its_kind_stays_away_under_any_name(wait: int, later: int) -> None:
    until = TODAY + timedelta(days=wait)
    made = Chosen("one_more:week-2024-W20", "one_more", "later", TODAY, until, alone=True)
    day = TODAY + timedelta(days=later)
    assert held([made], day).hides("one_more:week-2024-W21", "one_more", dated=False) == (day < until)


@given(st.lists(DAYS, min_size=1, max_size=6).map(sorted), st.integers(0, 400))
def test_what_was_refused_never_returns_and_its_kind_not_before_its_time(
    days: list[date], later: int
) -> None:
    made = [chosen("refused", day, number=number) for number, day in enumerate(days)]
    day = TODAY + timedelta(days=later)
    found = held(made, day)
    assert all(found.hides(one.key, one.kind, dated=True) for one in made)
    other = chosen("refused", number=99)
    hidden = found.hides(other.key, other.kind, dated=False)
    if len(days) > len(RESTS) or day < days[-1] + RESTS[0]:
        assert hidden
    elif day >= days[-1] + RESTS[-1]:
        assert not hidden
    assert not found.hides(other.key, other.kind, dated=True), "what has a day of its own still comes"


@given(st.integers(1, 5))
def test_a_kind_that_is_called_back_comes_again(times: int) -> None:
    made = [chosen("refused", number=number) for number in range(times)]
    found = held([*made, Chosen("thank:", "thank", "welcome", TODAY)], TODAY)
    assert not found.kinds
    assert not found.waved
    assert found.hides(made[0].key, "thank", dated=False), "the one that was refused stays away"


def test_it_is_waved_away_less_and_less_the_longer_ago() -> None:
    old = TODAY - FORGETS - timedelta(days=1)
    assert held([chosen("refused", old)], TODAY).waved == {}
    assert held([chosen("refused", TODAY)], TODAY).waved == {"thank": 1}


def test_what_is_done_stays_done_and_the_latest_day_counts() -> None:
    assert held([chosen("done")], TODAY).hides("thank:event-1", "thank", dated=True)
    twice = [
        chosen("later", until=TODAY + timedelta(days=9)),
        chosen("later", until=TODAY + timedelta(days=2)),
    ]
    assert held(twice, TODAY).keys == {"thank:event-1": TODAY + timedelta(days=2)}


def test_the_rests_that_are_said_are_those_that_are_kept() -> None:
    for times in (1, 2, 3):
        made = [chosen("refused", number=number) for number in range(times)]
        assert held(made, TODAY).kinds["thank"].until == rest_after(times, TODAY)
