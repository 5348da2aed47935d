"""What the person added for statistics, read back; as of a moment where one is given."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q

from onward.applications.columns import zone_of
from onward.applications.details import POSTED
from onward.applications.marked import marked
from onward.applications.stages import in_zone
from onward.base import clock
from onward.people.models import User
from onward.statistics import experiments, funnel
from onward.statistics.expectations import Forecast as Expected
from onward.statistics.experiments import Arm, Result
from onward.statistics.models import Experiment, Forecast, Look, Lot, Mark
from onward.statistics.record import Course


def marks(owner: User, as_of: datetime | None = None) -> dict[str, dict[int, str]]:
    """Question → application → what the person noted of it last, in two queries; before that, what a table told."""
    until = as_of or clock.now()
    rows = list(
        Mark.objects.filter(owner=owner, at__lte=until)
        .order_by("at", "pk")
        .values_list("question", "application_id", "application__merged_into_id", "value")
    )
    named = {question.casefold(): question for question, *_rest in rows}
    found: dict[str, dict[int, str]] = {}
    for place, told in marked(owner, until).items():
        for question, value in told.items():
            if question == POSTED:
                continue
            found.setdefault(named.get(question, question), {})[place] = value
    for question, place, merged, value in rows:
        found.setdefault(question, {})[merged or place] = value
    kept = {question: {key: value for key, value in own.items() if value} for question, own in found.items()}
    return {question: own for question, own in kept.items() if own}


def marks_of(owner: User, application: int) -> dict[str, str]:
    """Question → what the person noted last of one application; before that, what a table told."""
    rows = Mark.objects.filter(
        Q(application=application) | Q(application__merged_into=application), owner=owner
    )
    noted = dict(rows.order_by("at", "pk").values_list("question", "value"))
    named = {question.casefold(): question for question in noted}
    told = marked(owner, application=application).get(application, {})
    told.pop(POSTED, None)
    found = {**{named.get(question, question): value for question, value in told.items()}, **noted}
    return {question: value for question, value in found.items() if value}


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


def any_forecasts(owner: User) -> bool:
    """Whether the person ever made a forecast that counts."""
    return Forecast.objects.filter(owner=owner, taken_back_at=None).exists()


def forecasts_made(owner: User, application: int | None = None) -> list[Forecast]:
    """The forecasts as they were made, the latest first, those taken back too; of one application or of all."""
    rows = Forecast.objects.filter(owner=owner).select_related("application__merged_into")
    if application is not None:
        rows = rows.filter(Q(application=application) | Q(application__merged_into=application))
    return list(rows.order_by("-made_at", "-pk"))


def looked_today(owner: User, question: str, today: date) -> bool:
    """Whether the person chose this comparison today."""
    return Look.objects.filter(owner=owner, question=question, day=today).exists()


def looks(owner: User) -> dict[str, int]:
    """Question → on how many days the person looked at it."""
    found: dict[str, int] = {}
    for question in Look.objects.filter(owner=owner).values_list("question", flat=True):
        found[question] = found.get(question, 0) + 1
    return found


def running(owner: User) -> list[Experiment]:
    """The experiments that are not put away, the latest first."""
    return list(Experiment.objects.filter(owner=owner, put_away_at=None).order_by("-begun_at", "-pk"))


def lots(owner: User) -> dict[int, dict[int, int]]:
    """Experiment → application → which version it got, in one query."""
    rows = Lot.objects.filter(experiment__owner=owner).order_by("place").values_list(
        "experiment_id", "application_id", "application__merged_into_id", "arm"
    )  # fmt: skip
    found: dict[int, dict[int, int]] = {}
    for experiment, place, merged, arm in rows:
        found.setdefault(experiment, {})[merged or place] = arm
    return found


def put_away(owner: User) -> list[Experiment]:
    """The experiments that are put away, the latest first."""
    return list(
        Experiment.objects.filter(owner=owner, put_away_at__isnull=False).order_by("-begun_at", "-pk")
    )


def result(
    experiment: Experiment,
    courses: Iterable[Course],
    drawn: Mapping[int, int] | None = None,
) -> Result:
    """What an experiment says; `drawn` are its lots."""
    known = {course.id: course for course in courses}
    lots = _lots(experiment) if drawn is None else drawn
    counted = {key for key in lots if key in known and funnel.matured([known[key]])}
    arms = [
        Arm(
            name,
            sum(lots[key] == arm for key in counted),
            sum(lots[key] == arm and known[key].went_on for key in counted),
        )
        for arm, name in enumerate((experiment.first, experiment.second))
    ]
    seen_on = max((course.seen_on for course in known.values()), default=experiment.until)
    full = min(arm.n for arm in arms) >= experiment.planned
    waiting = any(known[key].waiting and known[key].age < funnel.MATURE_DAYS for key in lots if key in known)
    over = experiment.stopped_at is not None or seen_on > experiment.until
    return experiments.result(arms, experiment.planned, full or (over and not waiting))


def _lots(experiment: Experiment) -> Mapping[int, int]:
    rows = Lot.objects.filter(experiment=experiment).values_list(
        "application_id", "application__merged_into_id", "arm"
    )
    return {merged or place: arm for place, merged, arm in rows}
