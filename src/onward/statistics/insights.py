"""All figures of one search from its facts, each worked out once and only when asked for; and their contract as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from onward.statistics import checks, comparisons, concentration, funnel, honesty, horizon, strata
from onward.statistics.comparisons import IS_CLEAR, Cases, Comparison
from onward.statistics.concentration import Concentration
from onward.statistics.delays import DAYS
from onward.statistics.funnel import Improvement, Step
from onward.statistics.horizon import AS_NOW, Change, Horizon
from onward.statistics.proportions import ENOUGH, Interval
from onward.statistics.questions import QUESTIONS, SPLITS, Key, by_mark
from onward.statistics.record import Course
from onward.statistics.stated import Stated, stated
from onward.statistics.swings import AHEAD, Coming, Swings
from onward.statistics.waiting import SILENT_DAYS, Waiting, times

#: Days for which the curve is told: each of the first four months, then every tenth.
CURVE_DAYS = (*range(121), *range(130, DAYS, 10))
#: A channel has a curve of its own from so many applications and answers on.
CURVE_OF_ITS_OWN = (20, 5)


@dataclass(frozen=True)
class Insights:
    """The figures of one search."""

    courses: Sequence[Course]
    seen_on: date
    #: Question → application → what the person noted of it.
    marks: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    @cached_property
    def waiting(self) -> Waiting:
        """What is known of waiting."""
        return Waiting(times(self.courses))

    @cached_property
    def coming(self) -> Coming:
        """How many of those that wait will be answered in the next `AHEAD` days."""
        return Swings(self.courses, self.waiting).coming

    @property
    def undated(self) -> int:
        """Applications with an answer of which nobody knows whether it had come by then."""
        return sum(bool(course.untold) for course in self.courses)

    @property
    def untimed(self) -> int:
        """Answers that tell nothing of waiting, for nobody knows since when."""
        return sum(course.answer is not None and not course.timed for course in self.courses)

    @property
    def left_out(self) -> int:
        """Applications that count for no share by age, for nobody knows when they were sent."""
        return sum(not course.begun for course in self.courses)

    @cached_property
    def steps(self) -> list[Step]:
        """The funnel."""
        return funnel.funnel(self.courses, self.waiting)

    @cached_property
    def matured(self) -> list[Course]:
        """The applications that are old enough to count."""
        return funnel.matured(self.courses)

    @cached_property
    def improvements(self) -> list[Improvement]:
        """What an improvement of each step would bring."""
        return funnel.improvements(self.steps)

    @cached_property
    def questions(self) -> dict[str, Key]:
        """The comparisons that this record can answer, the person's own marks first."""
        own = {question: by_mark(values) for question, values in self.marks.items()}
        return {**own, **{name: key for name, key in QUESTIONS.items() if name not in own}}

    @cached_property
    def cases(self) -> dict[str, list[Cases]]:
        """The groups of each question that has two or more."""
        found = {
            question: comparisons.cases(self.matured, key, self.waiting)
            for question, key in self.questions.items()
        }
        return {question: groups for question, groups in found.items() if len(groups) > 1}

    @cached_property
    def asked(self) -> int:
        """How many questions share the error: those with two groups or more that are large enough."""
        return max(sum(sum(one.n >= ENOUGH for one in groups) > 1 for groups in self.cases.values()), 1)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The answers to all questions with their warnings; the same wherever they are shown."""
        return [found for question in self.cases if (found := self.comparison(question)) is not None]

    def comparison(self, question: str) -> Comparison | None:
        """One question with its warnings; it shares the error with all that the record can answer, looked at or not."""
        groups = self.cases.get(question)
        if groups is None:
            return None
        found = comparisons.compare(question, groups, self.asked)
        key = self.questions[question]
        splits = {**SPLITS, **{name: by_mark(values) for name, values in self.marks.items()}}
        others = {name: other for name, other in splits.items() if name != question}
        warned = strata.warnings(self.matured, key, found, others)
        if found.verdict == IS_CLEAR:
            clear = comparisons.CLEAR * self.asked
            warned += checks.checks(self.courses, self.matured, key, self.waiting, clear)
        return comparisons.with_warnings(found, warned)

    @cached_property
    def reasons(self) -> list[Stated]:
        """The reasons that rejections state, the most frequent first; those that state none come last."""
        return stated(self.courses)

    @cached_property
    def concentration(self) -> Concentration:
        """How what is under way is spread."""
        return concentration.concentration(self.courses, self.steps, self.waiting)

    def horizon(self, change: Change = AS_NOW) -> Horizon:
        """How long it might take."""
        return horizon.horizon(self.courses, self.steps, self.waiting, change)

    @cached_property
    def curves_by_channel(self) -> dict[str, Waiting]:
        """A model of waiting for each channel with enough applications and answers."""
        by: dict[str, list[Course]] = {}
        for course in self.courses:
            if course.channel:
                by.setdefault(course.channel, []).append(course)
        seen = {channel: times(own) for channel, own in sorted(by.items())}
        least, answers = CURVE_OF_ITS_OWN
        return {
            channel: Waiting(one)
            for channel, one in seen.items()
            if one.n >= least and one.answered >= answers
        }

    @cached_property
    def still_waiting(self) -> list[tuple[Course, float, float]]:
        """What waits, with the chance that an answer, and that a step further still comes; the best first."""
        come, yes = self.waiting.expected_to_come, self.waiting.expected_yes_to_come
        found = [
            (course, float(come[min(course.age, DAYS - 1)]), float(yes[min(course.age, DAYS - 1)]))
            for course in self.courses
            if course.waiting and course.going_on
        ]
        return sorted(found, key=lambda one: -one[2])


def as_json(insights: Insights) -> dict[str, Any]:
    """The contract of `onward insights --json`."""
    waiting = insights.waiting
    return {
        "as_of": insights.seen_on.isoformat(),
        "applications": len(insights.courses),
        "funnel": [_step(step) for step in insights.steps],
        "waiting": {
            "n": waiting.n,
            "answered": waiting.answered,
            "curve": [{"day": day, **_interval(one)} for day, one in waiting.curve(CURVE_DAYS)],
            "if_silent": [_silent(day, waiting.still_to_come(day)) for day in SILENT_DAYS],
            "coming": _coming(insights.coming),
        },
        "comparisons": [_comparison(one) for one in insights.comparisons],
        "reasons": [
            {"code": one.code, "stated": one.stated, "says_why": one.says_why} for one in insights.reasons
        ],
    }


def _step(step: Step) -> dict[str, Any]:
    interval = step.interval
    enough = honesty.enough(step.n, interval)
    return {
        "from": step.begin,
        "to": step.end,
        "n": step.n,
        "k": step.k,
        **_interval(interval),
        "enough": enough,
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    return {
        "question": one.question,
        "groups": [
            {"name": group.name, "n": group.n, "k": group.k, **_interval(Interval(group.estimate, group.low, group.high))}
            for group in one.groups
        ],
        "difference": _rounded(one.difference),
        "low": _rounded(one.low),
        "high": _rounded(one.high),
        "verdict": one.verdict,
        "warnings": [{"what": warned.what, "by": warned.by} for warned in one.warnings],
    }  # fmt: skip


def _silent(day: int, one: Interval) -> dict[str, Any]:
    return {
        "day": day,
        "still_to_come": _rounded(one.estimate),
        "low": _rounded(one.low),
        "high": _rounded(one.high),
    }


def _coming(one: Coming) -> dict[str, Any]:
    return {
        "days": AHEAD,
        "waiting": one.waiting,
        "expected": round(one.expected, 2),
        "low": one.low,
        "high": one.high,
    }


def _interval(one: Interval) -> dict[str, float | None]:
    return {"estimate": _rounded(one.estimate), "low": _rounded(one.low), "high": _rounded(one.high)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 5)
