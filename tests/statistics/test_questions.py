"""What applications are compared by: the age of a posting, with the same rules as any other question."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from onward.applications.actions import create_application, merge
from onward.applications.stages import Fact
from onward.base import clock
from onward.capture.models import Posting
from onward.people.models import User
from onward.statistics import comparisons, facts, wording
from onward.statistics.insights import Insights, as_json
from onward.statistics.questions import POSTING_AGES, by_posting
from onward.statistics.record import Course

from .conftest import DAY_0, TODAY, course


def posted(age: int | None, words: str = "applied@20", number: int = 1, **more: object) -> Course:
    """An application whose posting was so many days old."""
    applied = course(words).applied_on
    day = applied - timedelta(days=age) if age is not None and applied else None
    return course(words, number, posted_on=day, **more)


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (None, None),
        (-1, None),
        (0, "within 3 days"),
        (3, "within 3 days"),
        (4, "4 to 14 days"),
        (14, "4 to 14 days"),
        (15, "later than 14 days"),
        (400, "later than 14 days"),
    ],
)
def test_the_age_of_a_posting(age: int | None, group: str | None) -> None:
    assert by_posting(posted(age)) == group


def test_without_a_day_of_applying_there_is_no_age() -> None:
    assert by_posting(course("rejected@20", posted_on=DAY_0)) is None
    assert by_posting(course("applied@20", basis="answered", posted_on=DAY_0)) is None


def test_every_group_has_its_words() -> None:
    assert set(POSTING_AGES) <= set(wording._GROUPS)
    assert {"posting"} <= set(wording._BY) & set(wording.QUESTIONS)


def test_few_are_too_early_and_what_is_not_known_is_left_out() -> None:
    few = [posted(2, number=1), posted(9, number=2), *(posted(None, number=n) for n in range(3, 40))]
    found = Insights(few, TODAY).comparison("posting")
    assert found is not None
    assert found.verdict == comparisons.TOO_EARLY
    assert sorted((one.name, one.n) for one in found.groups) == [("4 to 14 days", 1), ("within 3 days", 1)]
    assert Insights([posted(None, number=n) for n in range(30)], TODAY).comparison("posting") is None


def search(channel: Callable[[bool], str]) -> Insights:
    """A hundred early ones, of which sixty were invited, beside a hundred late ones, of which five were."""
    told = []
    for number in range(200):
        early = number % 2 == 0
        invited = number // 2 % 20 < (12 if early else 1)
        words = f"applied@{number // 2 % 60} " + (f"interview@{number // 2 % 60 + 9}" if invited else "")
        age = 1 if early else 9
        told.append(posted(age, words.strip(), number, channel=channel(early), company=f"Firm {number}"))
    return Insights(told, TODAY)


def test_a_large_difference_is_found_and_one_that_goes_with_the_channel_is_not_clear() -> None:
    clear = search(lambda _early: "direct").comparison("posting")
    assert clear is not None
    assert (clear.verdict, clear.better) == (comparisons.IS_CLEAR, "within 3 days")
    mixed = search(lambda early: "referral" if early else "job board")
    doubted = mixed.comparison("posting")
    assert doubted is not None
    assert doubted.verdict == comparisons.NOT_CLEAR
    assert "channel" in {one.by for one in doubted.warnings}
    # And the other way round: the age of the posting is a split of every other question.
    channel = mixed.comparison("channel")
    assert channel is not None
    assert "posting" in {one.by for one in channel.warnings}
    assert {one["question"] for one in as_json(mixed)["comparisons"]} >= {"posting", "channel"}


def test_the_age_of_a_few_postings_takes_no_difference_away() -> None:
    told = []
    for number in range(200):
        pair = number // 2
        invited = pair % 20 < (12 if number % 2 else 1)
        words = f"applied@{pair % 60} " + (f"interview@{pair % 60 + 9}" if invited else "")
        # Of fourteen applications, in which little of the difference is to be seen.
        age = (1, 9)[pair % 2] if pair in {0, 5, 15, 16, 17, 18, 19} else None
        channel = ("job board", "direct")[number % 2]
        told.append(posted(age, words.strip(), number, channel=channel, company=str(number)))
    found = Insights(told, TODAY).comparison("channel")
    assert found is not None
    assert (found.verdict, found.warnings) == (comparisons.IS_CLEAR, ())


NOW = datetime(2024, 7, 1, 12, 0, tzinfo=UTC)


def applied(owner: User, *days: str | None, number: int = 0, away: bool = False) -> int:
    """An application of 20 March with postings of those days."""
    at = datetime(2024, 3, 20, 12, tzinfo=UTC)
    key = create_application(owner, {"company": f"Firm {number}"}, [Fact("applied", at)]).applications[0]
    for place, day in enumerate(days):
        given = {"posted": {"value": day, "from": "json-ld", "words": ""}} if day else {}
        Posting.objects.create(
            owner=owner, application_id=key, how="pasted", given_at=clock.now(), changed_at=clock.now(), text="",
            digest=f"{key}-{place}", fields=given, put_away_at=clock.now() if away else None,
        )  # fmt: skip
    return key


def test_the_day_of_a_posting_is_read_from_what_was_kept(owner: User, other: User) -> None:
    keys = [
        applied(owner, "2024-03-10"),
        applied(owner, "2024-03-10", "2024-03-01", None),
        applied(owner, None),
        applied(owner, "soon"),
        applied(owner, "2024-03-10", away=True),
    ]
    applied(other, "2024-03-10")
    found = {one.id: one.posted_on for one in facts.courses(owner)}
    assert [found[key] for key in keys] == [date(2024, 3, 10), date(2024, 3, 1), None, None, None]
    merge(owner, keys[2], keys[0])
    assert {one.id: one.posted_on for one in facts.courses(owner)}[keys[2]] == date(2024, 3, 10)


def test_the_page_asks_it_and_counts_what_is_left_out(
    signed_in: Client, owner: User, freeze: Callable[[date | datetime], None]
) -> None:
    freeze(NOW)
    for number in range(24):
        applied(owner, ("2024-03-19", "2024-03-10")[number % 2], number=number)
    applied(owner)
    page = signed_in.get("/insights/compare/").content.decode()
    assert "how old the posting was when I applied" in page
    answer = signed_in.post("/insights/compare/", {"question": "posting"}, follow=True).content.decode()
    assert "within 3 days" in answer
    assert "4 to 14 days" in answer
    assert "Of 1 of the 25 applications that are old enough this is not known: it is left out." in answer
