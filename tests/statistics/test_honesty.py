"""Every sentence with the rule that chooses it, and no word for a cause where no lots were drawn."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from onward.statistics import comparisons, experiments, funnel, honesty, outlook, proportions
from onward.statistics.base_rates import BASE_RATES, UNKNOWN
from onward.statistics.comparisons import Comparison, Group, Warned
from onward.statistics.concentration import Concentration, Spread
from onward.statistics.expectations import Calibration
from onward.statistics.funnel import Improvement, Step
from onward.statistics.horizon import Horizon, Range
from onward.statistics.proportions import Interval
from onward.statistics.swings import Coming
from onward.statistics.waiting import Waiting, times

from .conftest import DAY_0, TODAY, course, many

CAUSAL = re.compile(
    r"\b(because|cause[sd]?|due to|thanks to|improve[sd]?|lead[s]? to|led to|results? in|effect|affects?|helps?|"
    r"works? better|makes?|raises?|boosts?|increases?|reduces?|why)\b",
    re.IGNORECASE,
)
HARSH = re.compile(r"ghost|fail|unfortunately|lost|sorry|!|rejected candidate", re.IGNORECASE)


def step(n: int, k: int, begin: str = "applied", end: str = "interview", *, known: bool = True) -> Step:
    base = BASE_RATES["cold_interview"] if known else UNKNOWN
    share = proportions.posterior(
        proportions.robust([(1, base.a, base.b)], n), proportions.likelihood(k, n - k)
    )
    return Step(begin, end, n, k, share, base, funnel.elsewhere(base) if known else None, 30)


def test_enough_is_ten_cases_and_twenty_points() -> None:
    assert not honesty.enough(9, Interval(0.1, 0.05, 0.15))
    assert not honesty.enough(40, Interval(0.1, 0.05, 0.26))
    assert honesty.enough(10, Interval(0.1, 0.05, 0.25))


def test_percent_never_rounds_to_none_or_to_all() -> None:
    shares = (0, 0.001, 0.00499, 0.005, 0.015, 0.025, 0.084, 0.996, 1)
    told = ["0", "less than 1", "less than 1", "1", "2", "3", "8", "more than 99", "100"]
    assert [honesty.percent(share) for share in shares] == told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (step(0, 0), "Nothing to count yet: this looks at what is 30 days old or more."),
        (
            step(0, 0, "interview", "offer"),
            "From an interview to an offer nothing to count yet: this looks at what is 30 days old or more.",
        ),
        (step(1, 0), "0 of 1 application brought an interview. Too few to say how often that happens."),
        (step(9, 1), "1 of 9 applications brought an interview. Too few to say how often that happens."),
        (
            step(12, 3, "interview", "offer"),
            "3 of 12 applications with an interview brought an offer; with so few, the share could be anything from 10 to 49 %.",
        ),
        (step(200, 16), "16 of 200 applications brought an interview: about 8 %, most likely 5 to 12 %."),
    ],
)
def test_a_step(given: Step, said: str) -> None:
    assert honesty.of_step(given) == said


def test_what_has_no_day_of_applying_is_said_to_be_left_out() -> None:
    assert honesty.of_left_out(0) == []
    assert honesty.of_left_out(1) == ["1 application is left out: its day of applying is not known."]
    assert honesty.of_left_out(160) == ["160 applications are left out: their day of applying is not known."]


def test_what_stands_out_the_good_news_first() -> None:
    weak, usual, strong = step(600, 0), step(200, 16), step(60, 20)
    assert honesty.of_standing_out([weak, strong]) == [
        "From applying to an interview more go on in your search than elsewhere: 24 to 44 %, against 1 to 20 % [A, assumed "
        "from a few published figures].",
        "From applying to an interview fewer go on in your search than elsewhere: less than 1 to 1 %, against 1 to 20 % [A, "
        "assumed from a few published figures].",
    ]
    unknown = step(3, 1, "assessment", "interview", known=False)
    assert honesty.of_standing_out([usual, unknown]) == ["No step stands out."]
    few = ["Too few to say whether a step stands out."]
    assert honesty.of_standing_out([usual, step(3, 1, "interview", "offer")]) == few
    assert honesty.of_standing_out([usual, step(14, 3, "interview", "offer")]) == few, "its range is too wide"


def test_an_improvement() -> None:
    told = Improvement(step(200, 16), Interval(2.6, 1, 5), Interval(3.04, 1.5, 12.2))
    assert honesty.of_improvement(told) == (
        "If one in ten that end between applying and an interview went on, 100 applications would bring 3.0 more offers "
        "(1.5 to 12)."
    )
    few = Improvement(step(4, 1), Interval(2.6, 1, 5), Interval(3, 1, 12))
    assert "too few to say" in honesty.of_improvement(few)
    said = honesty.of_improvement(told, assumed=True)
    assert (
        said
        == honesty.of_improvement(told)
        + " Of the other step you have too few cases: what others saw fills in [A]."
    )


ASSUMED = "Until five answers have come, chances of waiting are an assumption of Onward [A], not yours."


def waited(*told: tuple[int, str]) -> list[str]:
    return honesty.of_waiting(Waiting(times(many(*told))))


def test_waiting_without_answers_has_no_day_and_no_share() -> None:
    assert waited((5, "applied@0")) == ["No answer yet.", ASSUMED]
    assert waited((5, "applied@0"), (1, "applied@0 rejected@3")) == [
        "1 of 6 answered: too few to say.",
        ASSUMED,
    ]
    silent = Waiting(times(many((5, "applied@0"))))
    assert honesty.of_waiting(silent, 12) == [
        "12 answers have no day: how many had come by this date is estimated.",
        ASSUMED,
    ]


def test_waiting_with_answers_has_days_with_their_interval() -> None:
    share = r"Of 100 applications like yours about 5\d are answered in the end \(\d+ to \d+ %\)\."
    by = r"95 of 100 answers that you will get come by about day \d+( \(day \d+ to \d+\))?\."
    quarter = r"About day \d+( \(day \d+ to \d+\))? a silent application has a quarter of its chance of a step further left"
    noes = waited((30, "applied@0"), (30, "applied@0 rejected@3"))
    assert len(noes) == 2, "no step further: nothing is known of hope"
    assert re.match(share, noes[0])
    assert re.fullmatch(by, noes[1])
    both = waited((30, "applied@0"), (25, "applied@0 rejected@3"), (5, "applied@0 interview@9"))
    assert re.match(quarter, both[2])


def test_answers_without_a_day_tell_of_no_day() -> None:
    span = {"rejected": (DAY_0, TODAY)}
    loose = [replace(one, rejected_on=DAY_0, between=span) for one in many((20, "applied@0 rejected@3"))]
    said = honesty.of_waiting(Waiting(times([*loose, *many((10, "applied@0"))])))
    assert said[1:] == ["The days of 20 of these answers are not known; they count without one."]


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (Interval(0.003, 0.001, 0.009), "Silent for 30 days: an answer hardly ever comes."),
        (
            Interval(0.2, 0.05, 0.4),
            "Silent for 30 days: an answer may still come, in 5 to 40 % of cases; too few to say better.",
        ),
        (Interval(0.1, 0.05, 0.15), "Silent for 30 days: about 10 % are still answered (5 to 15 %)."),
    ],
)
def test_silence(chance: Interval, said: str) -> None:
    assert honesty.of_silence(30, chance) == said


GROUPS = (Group("board", 100, 8, 0.08, 0.05, 0.13), Group("referral", 40, 16, 0.38, 0.27, 0.5))


def comparison(verdict: str, *warned: Warned) -> Comparison:
    return Comparison("channel", GROUPS, "referral", "board", 0.3, 0.18, 0.42, 0.999, 50, verdict, warned)


def test_a_comparison() -> None:
    none = Comparison("channel", GROUPS, None, None, None, None, None, None, 1, comparisons.TOO_EARLY)
    assert honesty.of_comparison(none) == [
        "Too early: a comparison needs two groups of ten applications whose time has come."
    ]
    assert honesty.of_comparison(comparison(comparisons.TOO_EARLY)) == [
        "Too early: referral 16 of 40, board 8 of 100. So few cannot tell a difference from chance."
    ]
    assert honesty.of_comparison(comparison(comparisons.NOT_CLEAR)) == [
        "No clear difference: referral 16 of 40, board 8 of 100. One of up to 42 points may be there, not seen yet."
    ]
    assert honesty.of_comparison(comparison(comparisons.IS_CLEAR), looks=1) == [
        "A clear difference: referral 16 of 40, board 8 of 100. The shares lie 18 to 42 points apart. Nobody drew lots, so "
        "this does not say what the difference comes from."
    ]


def test_warnings_and_looks_have_sentences_of_their_own() -> None:
    found = comparison(
        comparisons.NOT_CLEAR, Warned("reverses", "day", -0.1), Warned("explains", "season", 0.01)
    )
    assert honesty.of_comparison(found, looks=4) == [
        "No clear difference when it is looked at more closely: referral 16 of 40, board 8 of 100.",
        "Split by day, the difference turns round: do not read much into it.",
        "Split by season, little of the difference is left.",
        "You have looked at this on 4 days; the verdict allows for that.",
    ]
    early = comparison(comparisons.TOO_EARLY, *found.warnings)
    assert honesty.of_comparison(early)[1:] == [
        "Split by day, the difference turns round: do not read much into it."
    ]
    others = (Warned("inseparable", "season"), Warned("repeated", "employer"), Warned("unripe", "waiting"))
    assert honesty.of_comparison(comparison(comparisons.NOT_CLEAR, *others))[1:] == [
        "It cannot be told from season: the two go together too closely.",
        "Several applications went to the same employers; with each employer counted once it is not clear.",
        "One group may just wait longer for its answers; with that allowed for it is not clear.",
    ]


def test_an_experiment() -> None:
    def said(verdict: str, low: float = 0.0, high: float = 0.0, better: float | None = None) -> str:
        difference = Interval((low + high) / 2, low, high) if better is not None else None
        return outlook.of_experiment(experiments.Result(verdict, difference, better), "short", "long")

    assert said(experiments.RUNNING) == "The experiment is running. Its result is read once, at the end."
    assert said(experiments.TOO_FEW) == "It ended with too few applications to say anything."
    assert said(experiments.NOT_CLEAR, -0.04, 0.06, 0.6) == (
        "No clear difference: “long” brought between -4 and 6 points more."
    )
    assert said(experiments.IS_CLEAR, 0.03, 0.12, 0.99).startswith(
        "“long” improves the share of applications that go further, by 3 to 12 points."
    )
    assert said(experiments.IS_CLEAR, -0.12, -0.03, 0.01).startswith(
        "“short” improves the share of applications that go further, by 3 to 12 points."
    )


@pytest.mark.parametrize(
    ("leaning", "settled", "said"),
    [
        ("too few", 0, "None of your forecasts is settled yet."),
        ("too few", 1, "1 forecast is settled, 1 of what it asked came: too few to say how you forecast."),
        (
            "too few",
            9,
            "9 forecasts are settled, 1 of what they asked came: too few to say how you forecast.",
        ),
        (
            "hopeful",
            20,
            "You expected 60 of 100, 5 came. Most people who look for work hope for more than comes.",
        ),
        ("cautious", 20, "You expected 60 of 100, 5 came: it went better than you thought."),
        ("fitting", 20, "You expected 60 of 100, 5 came: your forecasts fit."),
    ],
)
def test_calibration(leaning: str, settled: int, said: str) -> None:
    found = Calibration(settled, 0, 1, 0.6, Interval(0.1, 0, 0.2), 0.2, (), leaning)
    assert outlook.of_calibration(found) == said


def ahead(
    low: float | None, middle: float | None, high: float | None, rate: float = 5, under_way: float = 0.1
) -> Horizon:
    return Horizon(rate, Range(1, 1, 1), Range(middle, low, high), under_way, ())


def test_the_horizon() -> None:
    assert (
        outlook.of_horizon(ahead(None, None, None, 0, 0))
        == "Nothing was sent lately, so there is no rate to go by."
    )
    offer = "An offer is open. What another would take is not worked out while it is."
    assert outlook.of_horizon(replace(ahead(1, 4, 9), under_way=1.0, offered=True)) == offer
    few = "Too few to say: it could be weeks, or well over a year."
    assert outlook.of_horizon(ahead(20, None, None)) == few
    assert outlook.of_horizon(ahead(4, 20, None)) == few
    assert outlook.of_horizon(ahead(1, 22, 102)) == few
    assert outlook.of_horizon(ahead(4, 15, 56, 12)) == (
        "At 12 applications a week: most likely between 4 and 56 weeks until an offer; half of such searches would have one "
        "within 15."
    )


def test_concentration() -> None:
    none, all_, rest = Interval(0, 0, 0), Interval(0.4, 0.3, 0.48), Interval(0.15, 0.02, 0.4)
    assert outlook.of_concentration(Concentration(0, none, none, None, ())) == [
        "Nothing is under way at the moment."
    ]
    spreads = tuple(Spread(by, "Nordlicht", 0.7, 1.8) for by in ("employer", "role", "channel", "stage"))
    assert outlook.of_concentration(Concentration(5, all_, rest, 1, spreads)) == [
        "70 % of your hope lies with one employer, Nordlicht.",
        "70 % of your hope lies with one role, Nordlicht.",
        "70 % of your hope came by one way, Nordlicht.",
        "The chance of an offer from what is under way: 40 % (30 to 48 %); without the best one 2 to 40 %.",
    ]
    even = Concentration(5, all_, rest, 1, (Spread("role", "Clerk", 0.3, 4),), ("employer", "channel"))
    assert outlook.of_concentration(even)[:2] == [
        "No one thing carries half of your hope; looked at: role.",
        "Not noted for most of your hope, so not looked at: employer, way of applying.",
    ]
    offer = Concentration(1, Interval(1, 1, 1), none, 1, ())
    assert (
        outlook.of_concentration(offer)[-1]
        == "An offer is open. The chance of another from what is under way: 0 %."
    )
    two = replace(offer, without_best=Interval(1, 1, 1))
    assert outlook.of_concentration(two)[-1] == "More than one offer is open."


def templates(of: Callable[..., object]) -> list[str]:
    """The texts in a function's source that a person may read: all that passes through gettext."""
    source = inspect.getsource(of)
    calls = re.findall(r"(?:\b_|ngettext)\(\s*((?:\"(?:[^\"\\]|\\.)*\"\s*,?\s*)+)", source)
    return [text for call in calls for text in re.findall(r"\"((?:[^\"\\]|\\.)*)\"", call)]


def test_no_sentence_names_a_cause_where_no_lots_were_drawn() -> None:
    functions = [
        one
        for room in (honesty, outlook)
        for one in vars(room).values()
        if inspect.isfunction(one) and one.__module__ == room.__name__
    ]
    texts = {one.__name__: templates(one) for one in functions}
    assert sum(map(len, texts.values())) > 45
    for name, own in texts.items():
        for text in own:
            assert not HARSH.search(text), text
            if name != "of_experiment":
                assert not CAUSAL.search(text), text
    assert any(CAUSAL.search(text) for text in texts["of_experiment"])


def test_the_words_above_are_what_is_said_in_the_end() -> None:
    courses = many((60, "applied@0"), (40, "applied@0 interview@9 rejected@30"), (1, "applied@0 offer@30"))
    waiting = Waiting(times(courses))
    steps = funnel.funnel(courses, waiting)
    said = [honesty.of_step(one) for one in steps] + honesty.of_waiting(waiting)
    said += [honesty.of_improvement(one) for one in funnel.improvements(steps)]
    said += honesty.of_standing_out(steps)
    assert not any(CAUSAL.search(one) or HARSH.search(one) or "%(" in one for one in said)
    assert course("applied@0").waiting


def coming(waiting_: int, expected: float, low: int, high: int) -> str:
    known = Waiting(times(many((12, "applied@0 rejected@9"), (20, "applied@150"))))
    return " ".join(honesty.of_coming(Coming(waiting_, expected, low, high), known))


def test_how_many_answers_the_next_month_may_bring() -> None:
    assert coming(0, 0, 0, 0) == ""
    assert coming(1, 0.4, 0, 1) == ""
    assert coming(1, 0.0, 0, 0) == "The one that waits will most likely not answer in the next 30 days."
    assert coming(17, 0.1, 0, 0) == "Of the 17 that wait most likely none will answer in the next 30 days."
    assert coming(17, 0.4, 0, 2) == "Of the 17 that wait, 0 to 2 will most likely answer in the next 30 days."
    said = "Of the 34 that wait, about 7 will answer in the next 30 days, most likely 3 to 12."
    assert coming(34, 6.8, 3, 12) == said
    few = Waiting(times(many((4, "applied@0 rejected@9"), (20, "applied@150"))))
    assert honesty.of_coming(Coming(20, 4.0, 1, 8), few) == []
    young = Waiting(times(many((5, "applied@0 rejected@9"), (4, "applied@150"))))
    assert honesty.of_coming(Coming(4, 1.0, 0, 3), young) == []
    assert honesty.of_waiting(young) == [
        "5 of 9 answered: too few to say.",
        "With fewer than ten applications chances of waiting rest on an assumption of Onward [A], too.",
    ]


@pytest.mark.parametrize(
    ("value", "told"), [(0.04, "0.0"), (3.0, "3.0"), (9.94, "9.9"), (9.96, "10"), (12.4, "12")]
)
def test_a_number_has_one_figure_after_the_point_below_ten(value: float, told: str) -> None:
    assert honesty.number(value) == told
