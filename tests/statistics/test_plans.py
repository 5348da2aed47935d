"""What an experiment will take: each sentence with the rule that chooses it."""

from datetime import date, timedelta

from onward.statistics import plans

TODAY = date(2024, 5, 1)


def told(usual: int, better: int, a_week: float, days: int) -> list[str]:
    return plans.of_plan(plans.plan(usual, better, a_week, TODAY, TODAY + timedelta(days=days)))


def test_the_number_is_said_first() -> None:
    assert told(8, 16, 5, 30)[0] == (
        "To tell 8 from 16 % it takes 255 applications of each version, 510 in all."
    )


def test_more_than_anybody_sends_is_said_as_such() -> None:
    said = told(8, 16, 5, 70)
    assert said[1] == "At 5.0 applications a week that is more than you are likely ever to send."
    assert said[2].startswith("Until the last day you would send about 25 of each: enough to see a rise to ")


def test_what_fits_into_the_time_is_said_without_a_limit() -> None:
    assert told(20, 60, 20, 70)[1:] == ["At 20 applications a week that takes about 2.0 weeks."]


def test_too_short_a_time_shows_nothing() -> None:
    assert told(8, 16, 1, 7)[-1] == (
        "Until the last day you would send too few of each to see any difference."
    )


def test_without_a_rate_nothing_is_said_of_time() -> None:
    assert told(8, 16, 0, 70)[1:] == ["Nothing was sent lately, so there is no rate to go by."]
