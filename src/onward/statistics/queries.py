"""What the person added for statistics, read back; as of a moment where one is given."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from onward.applications.columns import zone_of
from onward.applications.stages import in_zone
from onward.base import clock
from onward.people.models import User
from onward.statistics import experiments, funnel
from onward.statistics.expectations import Forecast as Expected
from onward.statistics.experiments import Arm, Result
from onward.statistics.models import Experiment, Forecast, Look, Lot, Mark
from onward.statistics.record import Course


def marks(owner: User, as_of: datetime | None = None) -> dict[str, dict[int, str]]:
    """Question → application → what the person noted of it last, in one query."""
    found: dict[str, dict[int, str]] = {}
    rows = Mark.objects.filter(owner=owner, at__lte=as_of or clock.now()).order_by("at", "pk")
    for question, place, merged, value in rows.values_list(
        "question", "application_id", "application__merged_into_id", "value"
    ):
        found.setdefault(question, {})[merged or place] = value
    kept = {question: {key: value for key, value in own.items() if value} for question, own in found.items()}
    return {question: own for question, own in kept.items() if own}


def forecasts(owner: User, as_of: datetime | None = None) -> list[Expected]:
    """The forecasts that count, the earliest first."""
    zone = zone_of(owner)
    rows = Forecast.objects.filter(owner=owner, taken_back_at=None, made_at__lte=as_of or clock.now())
    return [
        Expected(merged or place, asked, chance / 100, in_zone(made_at, zone).date(), by)
        for place, merged, asked, chance, made_at, by in rows.order_by("made_at", "pk").values_list(
            "application_id", "application__merged_into_id", "asked", "chance", "made_at", "by"
        )
    ]


def looks(owner: User) -> dict[str, int]:
    """Question → on how many days the person looked at it."""
    found: dict[str, int] = {}
    for question in Look.objects.filter(owner=owner).values_list("question", flat=True):
        found[question] = found.get(question, 0) + 1
    return found


def running(owner: User) -> list[Experiment]:
    """The experiments that are not put away, the latest first."""
    return list(Experiment.objects.filter(owner=owner, put_away_at=None).order_by("-begun_at", "-pk"))


def result(experiment: Experiment, courses: Iterable[Course], mature_day: int) -> Result:
    """What an experiment says; `mature_day` is the age in days from which applications count."""
    known = {course.id: course for course in courses}
    lots = _lots(experiment)
    counted = {key for key in lots if key in known and funnel.matured([known[key]], mature_day)}
    arms = [
        Arm(
            name,
            sum(lots[key] == arm for key in counted),
            sum(lots[key] == arm and known[key].progress_on is not None for key in counted),
        )
        for arm, name in enumerate((experiment.first, experiment.second))
    ]
    seen_on = max((course.seen_on for course in known.values()), default=experiment.until)
    full = min(arm.n for arm in arms) >= experiment.planned
    waiting = any(known[key].waiting and known[key].age < mature_day for key in lots if key in known)
    over = experiment.stopped_at is not None or seen_on > experiment.until
    return experiments.result(arms, experiment.planned, full or (over and not waiting))


def _lots(experiment: Experiment) -> Mapping[int, int]:
    rows = Lot.objects.filter(experiment=experiment).values_list(
        "application_id", "application__merged_into_id", "arm"
    )
    return {merged or place: arm for place, merged, arm in rows}
