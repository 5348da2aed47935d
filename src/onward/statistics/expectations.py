"""What the person expected against what came: calibration, told kindly and only of what is settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onward.statistics import proportions
from onward.statistics.proportions import Interval
from onward.statistics.record import Course

#: What can be forecast: any answer, an interview, an offer.
ASKED = ("answer", "interview", "offer")
#: Fewer settled forecasts than this tell nothing of how somebody forecasts.
ENOUGH = 10
#: Bands of chances in which forecasts are gathered.
_BANDS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0))


@dataclass(frozen=True, slots=True)
class Forecast:
    """The chance (0 to 1) that the person gave to something by a day, when they made it."""

    application: int
    asked: str
    chance: float
    made_on: date
    by: date


@dataclass(frozen=True, slots=True)
class Band:
    """Forecasts of about one chance: what was expected, what came, with its interval."""

    n: int
    came: int
    expected: float
    share: Interval


@dataclass(frozen=True, slots=True)
class Calibration:
    """How forecasts went. `leaning`: hopeful, cautious, fitting, or too few."""

    settled: int
    open: int
    came: int
    expected: float
    share: Interval | None
    #: Mean squared distance between forecast and outcome: 0 is perfect, 0.25 is what "fifty-fifty" always gets.
    brier: float | None
    bands: tuple[Band, ...]
    leaning: str


def calibration(forecasts: Sequence[Forecast], courses: Mapping[int, Course]) -> Calibration | None:
    """How the forecasts went; None when none was made.

    One counts once it is settled: what was asked came, cannot come any more, or its day is past. What had come already when
    it was made was no forecast.
    """
    if not forecasts:
        return None
    known = [(one, courses[one.application]) for one in forecasts if one.application in courses]
    outcomes = [(one, outcome(one, course)) for one, course in known if not already(one, course)]
    settled = [(one.chance, came) for one, came in outcomes if came is not None]
    came = sum(yes for _chance, yes in settled)
    if not settled:
        return Calibration(0, len(outcomes), 0, 0.0, None, None, (), "too few")
    expected = sum(chance for chance, _yes in settled) / len(settled)
    share = _share(came, len(settled))
    brier = sum((chance - yes) ** 2 for chance, yes in settled) / len(settled)
    return Calibration(
        len(settled), len(outcomes) - len(settled), came, expected, share, brier, _bands(settled),
        _leaning(len(settled), expected, share),
    )  # fmt: skip


def already(forecast: Forecast, course: Course) -> bool:
    """Whether what was asked had come before the day on which the forecast was made."""
    day = _came_on(forecast, course)
    return day is not None and day < forecast.made_on


def _came_on(forecast: Forecast, course: Course) -> date | None:
    return {
        "answer": course.answer[1] if course.answer else None,
        "interview": course.interview_on,
        "offer": course.offer_on,
    }[forecast.asked]


def outcome(forecast: Forecast, course: Course) -> bool | None:
    """Whether it came by its day; None while it still may."""
    day = _came_on(forecast, course)
    if day is not None:
        return day <= forecast.by
    over = course.rejected_on or course.withdrawn_on
    if over is not None and not course.going_on:
        return False
    return False if course.seen_on > forecast.by else None


def _leaning(n: int, expected: float, share: Interval) -> str:
    if n < ENOUGH:
        return "too few"
    if expected > share.high:
        return "hopeful"
    return "cautious" if expected < share.low else "fitting"


def _bands(settled: Sequence[tuple[float, bool]]) -> tuple[Band, ...]:
    bands = []
    for low, high in _BANDS:
        own = [(chance, yes) for chance, yes in settled if low <= chance < high or chance == high == 1.0]
        if own:
            came = sum(yes for _chance, yes in own)
            bands.append(
                Band(len(own), came, sum(chance for chance, _yes in own) / len(own), _share(came, len(own)))
            )
    return tuple(bands)


def _share(k: int, n: int) -> Interval:
    return proportions.posterior(proportions.beta(1, 1), proportions.likelihood(k, n - k)).interval
