"""All figures together, and the contract of the JSON."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from onward.statistics.insights import CURVE_DAYS, Insights, as_json
from onward.statistics.record import Course
from onward.statistics.summary import sentences

from .conftest import TODAY, course, many

SEARCH = [
    *many(
        (40, "applied@20"),
        (20, "applied@20 rejected@25"),
        (6, "applied@20 interview@30 rejected@60"),
        channel="job board",
    ),
    *many(
        (8, "applied@30"),
        (6, "applied@30 interview@40"),
        (1, "applied@30 interview@40 offer@70"),
        channel="referral",
    ),
]
SEARCH = [
    Course(number, TODAY, channel=one.channel, applied_on=one.applied_on, basis="applied", reached=one.reached, rejected_on=one.rejected_on, status=one.status, reasons=("timing",) if number % 2 else ())
    for number, one in enumerate(SEARCH)
]  # fmt: skip


def test_the_contract() -> None:
    told = as_json(Insights(SEARCH, TODAY))
    assert json.loads(json.dumps(told)) == told
    assert list(told) == ["as_of", "applications", "funnel", "waiting", "comparisons", "reasons"]
    assert (told["as_of"], told["applications"]) == ("2024-07-01", 81)
    for step in told["funnel"]:
        assert list(step) == ["from", "to", "n", "k", "estimate", "low", "high", "enough"]
        assert step["low"] < step["estimate"] < step["high"]
    assert [(one["from"], one["to"], one["n"], one["k"]) for one in told["funnel"]] == [
        ("applied", "interview", 81, 13),
        ("interview", "offer", 13, 1),
    ]
    assert (told["waiting"]["n"], told["waiting"]["answered"]) == (81, 33)
    assert [one["day"] for one in told["waiting"]["curve"]] == list(CURVE_DAYS)
    assert [one["day"] for one in told["waiting"]["if_silent"]] == [7, 14, 21, 30, 45, 60, 90]
    assert all(list(one) == ["day", "still_to_come", "low", "high"] for one in told["waiting"]["if_silent"])
    coming = told["waiting"]["coming"]
    assert list(coming) == ["days", "waiting", "expected", "low", "high"]
    assert (coming["days"], coming["waiting"]) == (30, sum(one.waiting for one in SEARCH))
    assert 0 <= coming["low"] <= coming["high"] <= coming["waiting"]
    assert coming["expected"] < 0.5, "all of them waited for months"
    for found in told["comparisons"]:
        assert list(found) == [
            "question",
            "groups",
            "difference",
            "low",
            "high",
            "verdict",
            "warnings",
        ]
        assert found["verdict"] in {"too early", "no clear difference", "clear difference"}
        for group in found["groups"]:
            assert list(group) == ["name", "n", "k", "estimate", "low", "high"]
    assert {one["code"]: (one["stated"], one["says_why"]) for one in told["reasons"]} == {
        "timing": (13, True),
        "no_reason": (13, False),
    }


@pytest.mark.parametrize("count", [0, 1])
def test_little_or_nothing_is_an_answer_too(count: int) -> None:
    told = as_json(Insights(many((count, "applied@150")), TODAY))
    assert told["applications"] == count
    assert all(not one["enough"] for one in told["funnel"])
    assert told["comparisons"] == []
    assert told["reasons"] == []


def test_what_the_person_marked_is_a_question() -> None:
    marked = Insights(SEARCH, TODAY, {"resume": {number: "AB"[number % 2] for number in range(81)}})
    found = marked.comparison("resume")
    assert found is not None
    assert [(one.name, one.n) for one in found.groups] == [("A", 41), ("B", 40)]
    assert marked.comparison("nonsense") is None
    assert "resume" in {one.question for one in marked.comparisons}
    assert found == next(one for one in marked.comparisons if one.question == "resume"), "one rule everywhere"
    assert marked.asked == len([one for one in marked.comparisons if one.difference is not None])


def test_what_still_waits_has_its_chance_the_best_first() -> None:
    waiting = [course(f"applied@{day}", day) for day in (10, 120, 170)]
    found = Insights([*SEARCH, *waiting], TODAY).still_waiting
    assert len(found) == 51
    assert [chance for _course, _answer, chance in found] == sorted((one[2] for one in found), reverse=True)
    assert found[0][0].age == 12
    assert all(0 < yes < answer < 1 for _course, answer, yes in found)


def test_channels_with_enough_have_a_curve_of_their_own() -> None:
    assert list(Insights(SEARCH, TODAY).curves_by_channel) == ["job board"]


def test_the_summary_says_no_more_than_is_known() -> None:
    said = sentences(Insights(SEARCH, TODAY))
    assert said[0] == "81 applications, as of 2024-07-01."
    assert not any("weeks" in one for one in said), "of how long it may take nothing unasked"
    assert sentences(Insights([], TODAY))[0].startswith("No applications yet.")
    assert len(sentences(Insights(many((1, "applied@150")), TODAY + timedelta(days=0)))) > 3


def season() -> list[Course]:
    """An interview comes as the quarter has it, 2 % and then 45 %; referrals are few at first and most later."""
    told = [
        *many((14, "applied@0"), (1, "applied@0 interview@9"), channel="referral"),
        *many((133, "applied@0"), (2, "applied@0 interview@9"), channel="job board"),
        *many((75, "applied@100"), (60, "applied@100 interview@109"), channel="referral"),
        *many((7, "applied@100"), (8, "applied@100 interview@109"), channel="job board"),
    ]
    return [replace(one, id=number) for number, one in enumerate(told)]


def test_a_difference_that_is_the_seasons_is_not_clear_at_any_door() -> None:
    insights = Insights(season(), TODAY)
    channel = next(one for one in as_json(insights)["comparisons"] if one["question"] == "channel")
    assert channel["verdict"] == "no clear difference"
    assert channel["warnings"] == [{"what": "reverses", "by": "season"}]
    said = sentences(insights)
    at = said.index("Does it go together with how I applied?")
    assert said[at + 1].startswith(
        "No clear difference when it is looked at more closely: Referral 61 of 150"
    )
    assert said[at + 2] == "Split by the time of year, the difference turns round: do not read much into it."


def test_elsewhere_is_said_with_its_range_in_the_terminal_too() -> None:
    [said] = [one for one in sentences(Insights(season(), TODAY)) if "elsewhere" in one]
    assert re.search(
        r": less than 1 to \d+ %, against \d+ to \d+ % \[A, assumed from a few published figures\]\.$", said
    )


def test_a_table_without_days_of_applying_says_so() -> None:
    """Else "nothing to count yet" would be all that is said of a search of months."""
    loose = many((40, "rejected@9"), (6, "interview@9"))
    assert "46 applications are left out: their day of applying is not known." in sentences(
        Insights(loose, TODAY)
    )


def test_an_answer_to_what_was_sent_nobody_knows_when_is_one() -> None:
    """A table without the days of applying, and a few that wait."""
    answered = many((3, "interview@20"), (4, "rejected@30"))
    waiting = many((5, "applied@170"))
    assert "No answer yet." in sentences(Insights(waiting, TODAY))
    told = sentences(Insights([*answered, *waiting], TODAY))
    assert "No answer yet." not in told
    assert "No answer yet to an application whose day is known." in told
    assert Insights([*answered, *waiting], TODAY).untimed == 7
    assert Insights(SEARCH, TODAY).untimed == 0
