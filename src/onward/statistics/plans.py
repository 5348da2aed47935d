"""What an experiment will take, said before it begins."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from onward.statistics import experiments
from onward.statistics.honesty import number, percent

#: Weeks beyond which an experiment takes more than a search has.
FAR_WEEKS = 52
#: A rise that needs more than this share to be found is none that anybody sees.
_NONE = 0.99


@dataclass(frozen=True, slots=True)
class Plan:
    """An experiment that has not begun: shares (0 to 1) of now and worth it, the rate of applying, the days there are."""

    usual: float
    better: float
    a_week: float
    days: int

    @property
    def each(self) -> int:
        """Applications that each version needs."""
        return experiments.needed(self.usual, self.better)

    @property
    def weeks(self) -> float | None:
        """Weeks that both versions take at the present rate; None when nobody applies."""
        return experiments.weeks_needed(self.each, self.a_week)

    @property
    def sent(self) -> int:
        """Applications of each version until the last day at the present rate."""
        return int(self.a_week * self.days / 7 / 2)


def plan(usual: int, better: int, a_week: float, today: date, until: date) -> Plan:
    """From percents and days."""
    return Plan(usual / 100, better / 100, a_week, max((until - today).days, 0))


def of_plan(plan: Plan) -> list[str]:
    """What it takes. Rules: the number; nobody applies, more than a year, or so many weeks; what the time allows."""
    said = [
        _("To tell %(usual)s from %(better)s %% it takes %(each)d applications of each version, %(both)d in all.")
        % {"usual": percent(plan.usual), "better": percent(plan.better), "each": plan.each, "both": 2 * plan.each}
    ]  # fmt: skip
    weeks = plan.weeks
    if weeks is None:
        return [*said, _("Nothing was sent lately, so there is no rate to go by.")]
    rate = {"rate": number(plan.a_week), "weeks": number(weeks)}
    if weeks > FAR_WEEKS:
        said.append(
            _("At %(rate)s applications a week that is more than you are likely ever to send.") % rate
        )
    else:
        said.append(_("At %(rate)s applications a week that takes about %(weeks)s weeks.") % rate)
    if plan.sent < plan.each:
        said.append(_within_time(plan))
    return said


def _within_time(plan: Plan) -> str:
    found = plan.usual + experiments.smallest_difference(plan.sent, plan.usual)
    if found >= _NONE:
        return _("Until the last day you would send too few of each to see any difference.")
    said = {"sent": plan.sent, "share": percent(found)}
    return (
        _("Until the last day you would send about %(sent)d of each: enough to see a rise to %(share)s %% or more.")
        % said
    )  # fmt: skip
