"""What follows from the days of one application."""

from .conftest import course


def test_the_first_answer_counts_and_of_one_day_the_step_further() -> None:
    assert course("applied@0 interview@5 rejected@20").answer == ("yes", course("applied@5").applied_on)
    assert course("applied@0 rejected@5 interview@20").answer == ("no", course("applied@5").applied_on)
    assert course("applied@0 rejected@5 assessment@5").answer == ("yes", course("applied@5").applied_on)
    assert course("applied@0").answer is None


def test_an_offer_is_beyond_an_interview_that_nobody_recorded() -> None:
    assert course("applied@0 offer@9").interview_on == course("applied@9").applied_on
    assert course("applied@0 assessment@9").interview_on is None


def test_what_tells_no_delay_is_not_timed() -> None:
    assert course("applied@0 rejected@9").timed
    assert not course("interview@3 rejected@9").timed
    # Known only since it was answered: counting it would count answers alone.
    assert not course("applied@9 rejected@9", basis="answered").timed
    # They wrote first, the application came later.
    assert not course("applied@9 interview@2").timed


def test_waiting_ends_with_an_answer_or_by_withdrawing() -> None:
    assert course("applied@0").waiting
    assert not course("applied@0 rejected@3").waiting
    assert not course("applied@0 withdrawn@3").waiting
    assert course("applied@2").age == 180
