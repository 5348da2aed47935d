"""Comparisons: pooling, the verdict, and that looking often does not make a difference."""

from dataclasses import replace
from math import lgamma

import numpy as np
import pytest

from onward.statistics import comparisons, questions, strata
from onward.statistics.comparisons import IS_CLEAR, NOT_CLEAR, TOO_EARLY, Cases, compare
from onward.statistics.waiting import Waiting, times

from .conftest import many

NONE = np.zeros(0)


def cases(name: str, n: int, k: int) -> Cases:
    return Cases(name, n, k, NONE, NONE)


def test_the_verdict() -> None:
    assert compare("resume", [cases("A", 9, 1), cases("B", 40, 9)]).verdict == TOO_EARLY
    assert compare("resume", [cases("A", 30, 3), cases("B", 30, 9)]).verdict == TOO_EARLY
    assert compare("resume", [cases("A", 300, 30), cases("B", 300, 36)]).verdict == NOT_CLEAR
    assert compare("resume", [cases("A", 300, 24), cases("B", 300, 75)]).verdict == IS_CLEAR
    # Surely different, though not known by how much.
    assert compare("resume", [cases("A", 60, 3), cases("B", 60, 30)]).verdict == IS_CLEAR
    assert compare("resume", []).verdict == TOO_EARLY


def test_pooling_alone_tells_nothing() -> None:
    """Where nothing came the shared middle makes the interval narrow; the cases themselves know too little."""
    for groups in ([(12, 0), (18, 0)], [(10, 0), (10, 0)], [(40, 2), (12, 0)]):
        found = compare("day", [cases(str(number), n, k) for number, (n, k) in enumerate(groups)])
        assert found.verdict == TOO_EARLY, groups
    assert compare("day", [cases("A", 100, 0), cases("B", 100, 0)]).verdict == NOT_CLEAR
    assert compare("day", [cases("A", 100, 5), cases("B", 100, 10)]).verdict == NOT_CLEAR


def test_more_questions_share_the_error() -> None:
    groups = [cases("A", 120, 8), cases("B", 120, 26)]
    alone = compare("resume", groups)
    assert comparisons.CLEAR < alone.evidence < 10 * comparisons.CLEAR
    assert alone.verdict == IS_CLEAR
    assert compare("resume", groups, questions=10).verdict != IS_CLEAR


def test_the_difference_is_the_better_minus_the_other() -> None:
    found = compare("channel", [cases("board", 100, 5), cases("referral", 40, 16), cases("fair", 9, 8)])
    assert (found.better, found.other) == ("referral", "board")
    assert found.difference is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < found.difference < found.high
    assert found.surely is not None
    assert found.surely > 0.99


def test_small_groups_are_drawn_towards_the_others() -> None:
    found = {
        one.name: one
        for one in compare("channel", [cases("a", 200, 20), cases("b", 5, 3), cases("c", 90, 9)]).groups
    }
    assert 0.1 < found["b"].estimate < 0.5
    assert found["a"].estimate == pytest.approx(0.1, abs=0.02)
    assert found["b"].high - found["b"].low > found["a"].high - found["a"].low


def by_hand(groups: list[tuple[int, int]], draws: int = 400_000) -> tuple[list[float], float]:
    """Pooled means, and the evidence, by weighing draws from the prior; nothing shared with the package but its numbers."""
    random = np.random.default_rng(8)
    middle = random.uniform(1 / (1 + np.exp(5.5)), 1 / (1 + np.exp(-3.5)), draws)
    spread = random.choice([0.15, 0.3, 0.6, 1.0, 1.6], draws)
    odds = np.log(middle / (1 - middle))
    log, shares = np.zeros(draws), []
    for n, k in groups:
        share = 1 / (1 + np.exp(-(odds + spread * random.normal(size=draws))))
        shares.append(share)
        log += k * np.log(share) + (n - k) * np.log1p(-share)
    weights = np.exp(log)
    n, k = sum(n for n, _k in groups), sum(k for _n, k in groups)
    together = np.exp(lgamma(k + 1) + lgamma(n - k + 1) - lgamma(n + 2))
    return [float(weights @ share / weights.sum()) for share in shares], float(weights.mean() / together)


@pytest.mark.parametrize("groups", [[(40, 3), (40, 9)], [(25, 2), (60, 20), (12, 0)], [(100, 20), (100, 21)]])
def test_pooling_and_evidence_agree_with_weighing_by_hand(groups: list[tuple[int, int]]) -> None:
    means, evidence = by_hand(groups)
    found = compare("by hand", [cases(str(number), n, k) for number, (n, k) in enumerate(groups)])
    assert [one.estimate for one in found.groups] == pytest.approx(means, abs=0.006)
    assert found.evidence == pytest.approx(evidence, rel=0.06)


def test_groups_that_are_the_same_stay_the_same_however_often_one_looks() -> None:
    called = 0
    for number in range(60):
        random = np.random.default_rng([4, number])
        share, size = random.uniform(0.03, 0.5), int(random.integers(20, 250))
        groups = random.uniform(size=(2, size)) < share
        for look in range(1, 27):
            n = size * look // 26
            told = [cases(str(one), n, int(group[:n].sum())) for one, group in enumerate(groups)]
            if n >= 10 and comparisons.evidence_of_difference(told) >= comparisons.CLEAR:
                called += 1
                break
    assert called <= 3


def test_a_real_difference_is_found() -> None:
    found = 0
    for number in range(40):
        random = np.random.default_rng([6, number])
        told = [cases(str(share), 170, int(random.binomial(170, share))) for share in (0.2, 0.4)]
        found += comparisons.evidence_of_difference(told) >= comparisons.CLEAR
    assert found >= 28


def test_groups_come_from_the_applications_that_are_old_enough() -> None:
    counted = [
        *many((12, "applied@0"), (3, "applied@0 interview@9"), channel="board"),
        *many((4, "applied@0 rejected@4"), channel="referral"),
        *many((5, "applied@0")),
    ]
    found = comparisons.cases(counted, questions.by_channel, Waiting(times(counted)))
    assert [(one.name, one.n, one.k, float(one.counts.sum())) for one in found] == [
        ("board", 15, 3, 12.0),
        ("referral", 4, 0, 0.0),
    ]
    named = comparisons.cases(counted, lambda course: str(course.id % 12), Waiting(times(counted)))
    assert len(named) == 7
    assert named[-1].name == comparisons.OTHER
    assert sum(one.n for one in named) == 24


def test_a_split_that_turns_a_difference_round_is_told() -> None:
    """The old version went where answers come easily; within each channel the new one does better."""
    counted = [
        *many((20, "applied@0"), (80, "applied@0 interview@9"), channel="referral", location="old"),
        *many((2, "applied@0"), (18, "applied@0 interview@9"), channel="referral", location="new"),
        *many((19, "applied@0"), (1, "applied@0 interview@9"), channel="board", location="old"),
        *many((85, "applied@0"), (15, "applied@0 interview@9"), channel="board", location="new"),
    ]
    counted = [type(one)(number, one.seen_on, channel=one.channel, location=one.location, applied_on=one.applied_on, basis=one.basis, reached=one.reached) for number, one in enumerate(counted)]  # fmt: skip

    def version(one: object) -> str:
        return one.location

    found = compare("version", comparisons.cases(counted, version, Waiting(times(counted))))
    assert found.verdict == IS_CLEAR
    assert found.better == "old"
    told = strata.warnings(counted, version, found, {"channel": questions.by_channel})
    assert [(one.what, one.by) for one in told] == [("reverses", "channel")]
    warned = comparisons.with_warnings(found, told)
    assert (warned.warnings, warned.verdict) == (told, NOT_CLEAR)
    assert strata.warnings(counted, version, found, {"day": questions.by_day}) == ()


def test_a_split_that_explains_a_difference_is_told() -> None:
    counted = [
        *many((20, "applied@0"), (60, "applied@0 interview@9"), channel="referral", location="old"),
        *many((5, "applied@0"), (15, "applied@0 interview@9"), channel="referral", location="new"),
        *many((19, "applied@0"), (1, "applied@0 interview@9"), channel="board", location="old"),
        *many((76, "applied@0"), (4, "applied@0 interview@9"), channel="board", location="new"),
    ]

    def version(one: object) -> str:
        return one.location

    found = compare("version", comparisons.cases(counted, version, Waiting(times(counted))))
    told = strata.warnings(counted, version, found, {"channel": questions.by_channel})
    assert [one.what for one in told] == ["explains"]
    assert comparisons.with_warnings(found, told).verdict == NOT_CLEAR


def test_what_followed_one_another_cannot_be_told_from_time() -> None:
    """One way until March, another since: whatever changed in March would look like the ways."""
    counted = [
        *many((30, "applied@0"), (30, "applied@0 interview@9"), channel="referral"),
        *many((59, "applied@100"), (1, "applied@100 interview@109"), channel="board"),
    ]
    found = compare("channel", comparisons.cases(counted, questions.by_channel, Waiting(times(counted))))
    assert found.verdict == IS_CLEAR
    told = strata.warnings(counted, questions.by_channel, found, {})
    assert [(one.what, one.by) for one in told] == [("inseparable", "season")]
    assert comparisons.with_warnings(found, told).verdict == NOT_CLEAR


def test_what_changed_within_a_quarter_is_seen() -> None:
    """Referrals came mostly after the fortieth day, when interviews did, whoever sent the letter: all in one quarter."""
    counted = []
    for day in range(80):
        later = day >= 40
        for number in range(4):
            channel = "referral" if (number == 0) != later else "board"
            text = f"applied@{day} interview@{day + 5}" if later and (day + number) % 2 else f"applied@{day}"
            counted += many((1, text), channel=channel)
    found = compare("channel", comparisons.cases(counted, questions.by_channel, Waiting(times(counted))))
    assert (found.verdict, found.better) == (IS_CLEAR, "referral")
    told = strata.warnings(counted, questions.by_channel, found, {})
    assert [one.by for one in told] == ["season"]
    assert strata.warnings(counted, questions.by_season, replace(found, question="season"), {}) == ()


def test_places_that_occur_once_are_no_split() -> None:
    told = [
        *many((30, "applied@0"), (30, "applied@0 interview@9"), channel="referral"),
        *many((58, "applied@0"), (2, "applied@0 interview@9"), channel="board"),
    ]
    counted = [replace(one, location=f"Town {number}") for number, one in enumerate(told)]
    found = compare("channel", comparisons.cases(counted, questions.by_channel, Waiting(times(counted))))
    places = {"place": questions.SPLITS["place"]}
    assert strata.warnings(counted, questions.by_channel, found, places) == ()
    apart = [replace(one, location=one.channel) for one in counted]
    told_apart = strata.warnings(apart, questions.by_channel, found, places)
    assert [(one.what, one.by) for one in told_apart] == [("inseparable", "place")]


def test_a_split_that_is_noted_of_few_is_held_against_those_few() -> None:
    counted = [
        *many((80, "applied@0"), (40, "applied@0 interview@9"), channel="referral"),
        *many((110, "applied@0"), (10, "applied@0 interview@9"), channel="board"),
    ]
    found = compare("channel", comparisons.cases(counted, questions.by_channel, Waiting(times(counted))))
    # Noted of eight applications in which the two ways did equally well: that says nothing of the other 232.
    noted = {0: "A", 1: "B", 80: "A", 81: "B"}
    assert strata.warnings(counted, questions.by_channel, found, {"resume": questions.by_mark(noted)}) == ()


def test_the_standing_questions() -> None:
    [monday] = many((1, "applied@0"), channel="Referral")
    assert questions.by_day(monday) == "Monday to Wednesday"
    assert questions.by_season(monday) == "2024 Q1"
    assert questions.by_channel(monday) == "Referral"
    assert "referral" not in questions.QUESTIONS, "it is a way of applying: one question, asked once"
    assert questions.by_channel(many((1, "applied@0"))[0]) is None
    assert questions.by_mark({0: "B"})(monday) == "B"
    assert questions.by_mark({})(monday) is None
