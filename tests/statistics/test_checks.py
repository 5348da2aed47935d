"""What looks clear and is one employer's doing, or one group's longer wait; and what stands."""

from collections.abc import Callable
from dataclasses import replace

from onward.statistics import questions
from onward.statistics.comparisons import IS_CLEAR, NOT_CLEAR, compare, grouped
from onward.statistics.insights import Insights
from onward.statistics.record import Course

from .conftest import DAY_0, TODAY, many


def asked(courses: list[Course], named: Callable[[int], str] = str) -> tuple[str, list[tuple[str, str]]]:
    """The verdict on the ways of applying, and what speaks against it, in a search of these applications in any order."""
    mixed = [replace(one, id=number, company=named(number)) for number, one in enumerate(courses)]
    insights = Insights(mixed, TODAY)
    alone = compare("channel", insights.cases["channel"], insights.asked)
    assert alone.verdict == IS_CLEAR, "as the groups look by themselves"
    found = insights.comparison("channel")
    assert found is not None
    return found.verdict, [(one.what, one.by) for one in found.warnings]


REFERRED = many((30, "applied@0"), (30, "applied@0 interview@9"), channel="referral")
BOARD = many((58, "applied@0"), (2, "applied@0 interview@9"), channel="board")


def test_a_difference_of_many_employers_stands() -> None:
    assert asked([*REFERRED, *BOARD]) == (IS_CLEAR, [])
    assert asked([*REFERRED, *BOARD], lambda _number: "") == (IS_CLEAR, []), (
        "who names no employer stands alone"
    )


def test_what_one_employer_did_often_is_one_event() -> None:
    def named(number: int) -> str:
        return "Nordlicht" if 28 <= number < 60 else f"Employer {number}"

    assert asked([*REFERRED, *BOARD], named) == (NOT_CLEAR, [("repeated", "employer")])


def test_a_group_that_waits_longer_is_not_held_against_its_silence() -> None:
    """Of both ways every second one goes on: of one after five days, of the other after eighty."""
    told = []
    for day in range(70, 150):
        for channel, wait in (("direct", 5), ("board", 80)):
            came = f" interview@{day + wait}" if day % 2 and day + wait <= (TODAY - DAY_0).days else ""
            told += many((3, f"applied@{day}{came}"), channel=channel)
    verdict, warned = asked(told)
    assert verdict == NOT_CLEAR
    assert warned == [("unripe", "waiting")]


def test_the_rest_of_many_groups_has_its_own_time_too() -> None:
    ways = [replace(one, channel=f"Way {number % 9}") for number, one in enumerate(BOARD)]
    verdict, _warned = asked([*REFERRED, *ways])
    assert verdict == IS_CLEAR
    assert questions.by_channel(ways[8]) == "Way 8"


def test_the_rest_of_many_groups_is_held_against_the_time_too() -> None:
    """Six ways are tried first and bring nothing; then come four new ones, each rarely, when the market is better."""
    early = many(*((6, f"applied@{day}") for day in range(10)))
    late = many(*((8, f"applied@{day + 60} interview@{day + 69}") for day in range(8)))
    told = [replace(one, channel=f"Early {number % 6}") for number, one in enumerate(early)]
    told += [replace(one, channel=f"Late {number % 8}") for number, one in enumerate(late)]
    verdict, warned = asked(told)
    assert verdict == NOT_CLEAR
    assert ("inseparable", "season") in warned


def test_a_way_that_is_called_other_is_part_of_the_rest() -> None:
    ways = ["other", "direct", "a", "b", "c", "d", "e", "f", "g"]
    told = [replace(one, channel=ways[number % 9]) for number, one in enumerate([*REFERRED, *BOARD])]
    names = [name for name, _members in grouped(told, questions.by_channel)]
    assert len(names) == len(set(names)) == 7
    assert sum(len(members) for _name, members in grouped(told, questions.by_channel)) == len(told)
    few = [one for one in told if one.channel in {"other", "direct", "a"}]
    assert [name for name, _members in grouped(few, questions.by_channel)] == ["a", "direct", "other"]
