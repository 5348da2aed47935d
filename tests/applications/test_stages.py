"""Where an application stands; each case is a story in words: kind@day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.applications import stages
from onward.applications.stages import KINDS, SOURCES, Fact, display_status, standing

from .conftest import START, day, story


@pytest.mark.parametrize(
    ("told", "stage", "furthest", "status"),
    [
        ("", "applied", "applied", "open"),
        ("outreach@0", "applied", "applied", "open"),
        ("applied@0 acknowledged@1", "applied", "applied", "open"),
        ("applied@0 interview@9 rejected@20", "interview", "interview", "rejected"),
        ("rejected@20 applied@0 interview@9", "interview", "interview", "rejected"),
        ("applied@0 interview@9 assessment@12", "assessment", "interview", "open"),
        ("applied@0 rejected@5 acknowledged@6", "applied", "applied", "rejected"),
        ("applied@0 rejected@5 interview@9", "interview", "interview", "open"),
        ("applied@0 rejected@5 offer@9", "offer", "offer", "offer"),
        ("applied@0 interview@3 rejected@9 applied@90 acknowledged@91", "applied", "interview", "open"),
        ("applied@0 offer@9 rejected@12", "offer", "offer", "rejected"),
        ("applied@0 offer@9 interview@11", "offer", "offer", "offer"),
        ("applied@0 offer@9 accepted@11 rejected@12", "offer", "offer", "accepted"),
        ("applied@0 accepted@11", "offer", "offer", "accepted"),
        ("applied@0 rejected@5 accepted@11", "offer", "offer", "accepted"),
        ("applied@0 offer@9 accepted@11 withdrawn@12", "offer", "offer", "withdrawn"),
        ("applied@0 offer@9 declined@11", "offer", "offer", "declined"),
        ("applied@0 offer@9 declined@11 offer@13", "offer", "offer", "offer"),
        ("applied@0 withdrawn@3 rejected@4", "applied", "applied", "withdrawn"),
        ("applied@0 withdrawn@3 interview@4", "applied", "interview", "withdrawn"),
        ("applied@0 rejected@3 withdrawn@4", "applied", "applied", "rejected"),
        (
            "applied@0 interview@2 rejected@9 feedback@11 note@12 update@13",
            "interview",
            "interview",
            "rejected",
        ),
        ("interview@2 applied@3", "interview", "interview", "open"),
        ("applied@0 rejected@0 acknowledged@0", "applied", "applied", "rejected"),
        ("rejected@4 interview@4", "interview", "interview", "rejected"),
    ],
)
def test_where_it_stands(told: str, stage: str, furthest: str, status: str) -> None:
    stands = standing(story(told), UTC)
    assert (stands.stage, stands.furthest_stage, stands.status) == (stage, furthest, status)
    assert stages.stage(story(told)) == stage
    assert stages.status(story(told)) == status


def test_a_no_by_hand_takes_an_accepted_offer_back_and_a_late_mail_does_not() -> None:
    accepted = story("applied@0 offer@9 accepted@11")
    assert standing([*accepted, *story("rejected@20", "mail")], UTC).status == "accepted"
    taken_back = standing([*accepted, *story("rejected@20", "hand")], UTC)
    assert (taken_back.status, taken_back.furthest_stage) == ("rejected", "offer")


def test_an_interview_entered_by_hand_takes_a_withdrawal_back() -> None:
    told = [*story("applied@0 withdrawn@3"), *story("interview@9", "hand")]
    assert standing(told, UTC).status == "open"


def test_an_offer_that_was_taken_back_ends_it_when_the_person_says_so() -> None:
    accepted = story("applied@0 offer@9 accepted@11")
    stands = standing([*accepted, *story("rejected@20", "hand")], UTC)
    assert (stands.status, stands.furthest_stage) == ("rejected", "offer")
    assert standing([*accepted, *story("rejected@20", "mail")], UTC).status == "accepted"


@pytest.mark.parametrize(
    ("told", "day_of_applying", "basis"),
    [
        ("acknowledged@1 applied@3 applied@5", 3, "applied"),
        ("rejected@9 acknowledged@4", 4, "acknowledged"),
        ("rejected@9 interview@4 outreach@0", 4, "answered"),
        ("outreach@0 note@1", None, ""),
        ("outreach@0 withdrawn@1", None, ""),
    ],
)
def test_the_day_of_applying_and_what_it_rests_on(told: str, day_of_applying: int | None, basis: str) -> None:
    expected = None if day_of_applying is None else day(day_of_applying).date()
    assert stages.applied_on(story(told), UTC) == (expected, basis)


def test_the_day_is_that_of_the_persons_zone() -> None:
    late = Fact("applied", datetime(2024, 5, 1, 23, 30, tzinfo=UTC))
    assert stages.applied_on([late], ZoneInfo("Asia/Jakarta"))[0] == date(2024, 5, 2)
    last_moment = Fact("applied", datetime.max.replace(tzinfo=UTC))
    assert stages.applied_on([last_moment], ZoneInfo("Asia/Jakarta"))[0] == date.max


def test_silence_is_shown_after_thirty_days_and_only_while_open() -> None:
    now = day(30)
    assert display_status("open", day(0), now) == "silent"
    assert display_status("open", day(0) + timedelta(seconds=1), now) == "open"
    assert display_status("open", day(40), now) == "open"
    assert display_status("open", None, now) == "open"
    assert display_status("rejected", day(0), now) == "rejected"
    assert display_status("offer", day(0), now) == "offer"


def test_a_note_is_no_word_from_anyone() -> None:
    stands = standing(story("applied@0 note@29"), UTC)
    assert (stands.last_word_at, stands.last_event_at, stands.event_count) == (day(0), day(29), 2)


@pytest.mark.parametrize(
    ("kind", "at", "source"),
    [("ghosted", START, "mail"), ("applied", datetime(2024, 1, 1), "mail"), ("applied", START, "dream")],
)
def test_a_fact_refuses_what_it_cannot_mean(kind: str, at: datetime, source: str) -> None:
    with pytest.raises(ValueError, match=r"fact|zone|source"):
        Fact(kind, at, source)


facts = st.builds(
    Fact,
    st.sampled_from(KINDS),
    st.integers(0, 6).map(day),
    st.sampled_from(SOURCES),
)


@given(st.lists(facts, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(told: list[Fact], random: object) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)
    assert standing(shuffled, UTC) == standing(told, UTC)


@given(st.lists(facts, max_size=8), facts)
def test_another_fact_never_lowers_the_furthest_stage(told: list[Fact], more: Fact) -> None:
    height = stages.STAGES.index
    assert height(stages.furthest_stage([*told, more])) >= height(stages.furthest_stage(told))
    stands = standing(told, UTC)
    assert height(stands.stage) <= height(stands.furthest_stage)


@given(
    st.lists(facts, max_size=8),
    st.sampled_from(["note", "update", "outreach", "feedback"]),
    st.integers(0, 9),
)
def test_facts_without_a_stage_move_neither_stage_nor_status(told: list[Fact], kind: str, when: int) -> None:
    before, after = standing(told, UTC), standing([*told, Fact(kind, day(when), "mail")], UTC)
    assert (after.stage, after.furthest_stage, after.status) == (
        before.stage,
        before.furthest_stage,
        before.status,
    )
