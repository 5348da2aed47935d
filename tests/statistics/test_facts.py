"""What statistics read from the record: one line an application, as of a moment, in a constant number of queries."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onward.applications import actions
from onward.applications.actions import Filing
from onward.applications.lines import Detail
from onward.applications.stages import Fact
from onward.people.models import User
from onward.statistics import facts
from onward.statistics.waiting import times

START = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def file(owner: User, told: str, **details: str) -> int:
    """An application from words like "applied@0 rejected@9"."""
    found = [
        Fact(
            kind,
            day(float(at)),
            "mail",
            data={"reasons": [{"code": "timing", "quote": "q"}]} if kind == "rejected" else {},
        )
        for kind, _, at in (word.partition("@") for word in told.split())
    ]
    [key] = actions.record_many(owner, [Filing(None, found, [Detail(details, day(0))])], "Filed").applications
    return key


@pytest.fixture(autouse=True)
def _in_june(freeze: Callable[[date | datetime], None]) -> None:
    freeze(datetime(2024, 6, 1, 12, 0, tzinfo=UTC))


def test_one_application(owner: User) -> None:
    key = file(owner, "applied@0 acknowledged@1 assessment@5 interview@9 offer@20 declined@22", company="Nordlicht", role="Clerk", channel="referral", location="Porto")  # fmt: skip
    [one] = facts.courses(owner)
    assert (one.id, one.company, one.role, one.channel, one.location) == (
        key,
        "Nordlicht",
        "Clerk",
        "referral",
        "Porto",
    )
    assert (one.applied_on, one.basis, one.source) == (date(2024, 3, 1), "applied", "mail")
    assert one.reached == {
        "assessment": date(2024, 3, 6),
        "interview": date(2024, 3, 10),
        "offer": date(2024, 3, 21),
    }
    assert (one.status, one.furthest_stage, one.rejected_on, one.withdrawn_on) == (
        "declined",
        "offer",
        None,
        None,
    )
    assert one.seen_on == date(2024, 6, 1)
    assert not one.approached


def test_reasons_and_the_first_no(owner: User) -> None:
    file(owner, "outreach@0 applied@1 rejected@9 rejected@30")
    [one] = facts.courses(owner)
    assert (one.rejected_on, one.reasons, one.says_why, one.approached) == (
        date(2024, 3, 10),
        ("timing",),
        True,
        True,
    )


def test_reasons_that_are_not_of_the_form_state_none(owner: User) -> None:
    for reasons in (None, "timing", [None], [{}], [{"code": ""}]):
        actions.create_application(owner, {}, [Fact("rejected", day(1), data={"reasons": reasons})])
    assert {one.reasons for one in facts.courses(owner)} == {()}


def test_with_a_date_only_what_had_happened_counts(owner: User) -> None:
    file(owner, "applied@0 interview@9 rejected@30")
    file(owner, "applied@20")
    then = facts.courses(owner, day(10))
    assert len(then) == 1
    assert then[0].progress_on == date(2024, 3, 10)
    assert then[0].rejected_on is None
    assert (then[0].status, then[0].age) == ("open", 10)
    assert len(facts.courses(owner, day(20))) == 2


def test_an_interview_that_is_planned_is_known_today_and_not_on_a_date_before(owner: User) -> None:
    file(owner, "applied@0 interview@120")
    assert facts.courses(owner)[0].interview_on == date(2024, 6, 1)
    assert facts.courses(owner, day(60))[0].interview_on is None


def test_days_are_those_of_the_persons_zone(owner: User) -> None:
    owner.time_zone = "Pacific/Auckland"
    actions.create_application(owner, {}, [Fact("applied", datetime(2024, 3, 1, 20, 0, tzinfo=UTC))])
    assert facts.courses(owner)[0].applied_on == date(2024, 3, 2)


def test_what_was_taken_out_merged_or_is_somebody_elses_does_not_count(owner: User, other: User) -> None:
    first, second = file(owner, "applied@0"), file(owner, "applied@2 rejected@9")
    actions.merge(owner, first, second)
    file(other, "applied@0")
    [one] = facts.courses(owner)
    assert (one.applied_on, one.rejected_on) == (date(2024, 3, 1), date(2024, 3, 10))
    gone = actions.create_application(owner, {}, [Fact("applied", day(3))])
    actions.undo(owner, gone.act.pk)
    assert len(facts.courses(owner)) == 1


def test_the_number_of_queries_does_not_grow(owner: User) -> None:
    file(owner, "applied@0")
    with CaptureQueriesContext(
        connection,
    ) as few:
        facts.courses(owner)
    for _ in range(30):
        file(owner, "applied@0 interview@3 rejected@9")
    with CaptureQueriesContext(connection) as many:
        assert len(facts.courses(owner)) == 31
    assert len(few) == len(many) == 4


def test_an_answer_without_its_day_lies_between_two(owner: User) -> None:
    undated = {"date": "not_before", "not_before": "2024-03-01", "not_after": "2024-04-20"}
    told = [Fact("applied", day(0)), Fact("rejected", day(0), data=undated)]
    actions.create_application(owner, {}, told)
    [one] = facts.courses(owner)
    assert one.answer_between == (date(2024, 3, 1), date(2024, 4, 20))
    assert one.timed
    # A day is nothing to doubt.
    file(owner, "applied@0 rejected@9")
    assert [one.answer_between is None for one in facts.courses(owner)] == [False, True]


@pytest.mark.parametrize(
    ("kind", "untold"), [("rejected", "no"), ("interview", "interview"), ("offer", "offer")]
)
def test_on_a_date_before_nobody_knows_what_has_no_day(owner: User, kind: str, untold: str) -> None:
    undated = {"date": "not_before", "not_before": "2024-03-01", "not_after": "2024-04-20"}
    actions.create_application(owner, {}, [Fact("applied", day(0)), Fact(kind, day(0), data=undated)])
    [then] = facts.courses(owner, day(20))
    assert (then.answer, then.untold, then.timed, then.begun, then.waiting) == (
        None,
        untold,
        False,
        True,
        False,
    )
    [later] = facts.courses(owner, day(60))
    assert (later.untold, later.timed) == ("", True)
    assert later.answer is not None


def test_a_dated_step_tells_of_waiting_though_a_later_no_has_no_day(owner: User) -> None:
    undated = {"date": "not_before", "not_before": "2024-03-10", "not_after": "2024-05-20"}
    told = [Fact("applied", day(0)), Fact("interview", day(9)), Fact("rejected", day(9), data=undated)]
    actions.create_application(owner, {}, told)
    [one] = facts.courses(owner, day(20))
    assert (one.untold, one.untold_between) == ("no", (date(2024, 3, 10), date(2024, 5, 20)))
    assert (one.timed, one.answer) == (True, ("yes", date(2024, 3, 10)))
    assert list(times([one]).yes) == [9]


def test_an_answer_of_which_a_table_does_not_say_what_it_was(owner: User) -> None:
    """A day under "Response date" beside a word that nobody knows: it was answered, and is not silent."""
    said = Fact("update", day(4), "spreadsheet", data={"answer": True})
    actions.create_application(owner, {}, [Fact("applied", day(0)), said])
    actions.create_application(owner, {}, [Fact("applied", day(0)), said, Fact("interview", day(9))])
    actions.create_application(owner, {}, [Fact("applied", day(0)), Fact("update", day(4), "mail")])
    first, second, third = facts.courses(owner)
    assert (first.answer, first.waiting, first.went_on) == (("no", date(2024, 3, 5)), False, False)
    assert second.answer == ("yes", date(2024, 3, 5)), "they were told before the talk"
    assert (third.answer, third.waiting) == (None, True)


def test_a_malformed_span_of_days_counts_as_the_day_that_stands(owner: User) -> None:
    for data in (
        {"date": "not_before"},
        {"date": "not_after", "not_after": "soon"},
        {"date": "not_after", "not_after": 3},
    ):
        actions.create_application(owner, {}, [Fact("applied", day(0)), Fact("rejected", day(5), data=data)])
    assert [one.answer_between for one in facts.courses(owner)] == [None] * 3


def test_what_is_dated_after_today_counts_from_its_day_on(
    owner: User, freeze: Callable[[date | datetime], None]
) -> None:
    """A year may be mistyped: a no of next March is no answer of today, and what will be sent is no application yet."""
    file(owner, "applied@0 rejected@200")
    file(owner, "applied@200 rejected@210")
    file(owner, "applied@200 interview@230")
    [one] = facts.courses(owner)
    assert (one.rejected_on, one.status, one.waiting) == (None, "open", True)
    freeze(day(205))
    assert [(one.status, one.answer is None) for one in facts.courses(owner)] == [
        ("rejected", False),
        ("open", True),
        ("open", False),
    ]


def test_a_planned_interview_is_an_answer_of_which_the_day_is_not_known(owner: User) -> None:
    file(owner, "applied@0 interview@120")
    [one] = facts.courses(owner)
    assert one.answer_between == (None, date(2024, 6, 1))
    assert one.interview_on == date(2024, 6, 1)


def test_a_channel_in_two_spellings_is_one(owner: User) -> None:
    for number, channel in enumerate(("Otter Jobs", "OtterJobs", "Otter Jobs", "otter-jobs", "")):
        file(owner, f"applied@{number}", channel=channel)
    assert [one.channel for one in facts.courses(owner)] == [*["Otter Jobs"] * 4, ""]
