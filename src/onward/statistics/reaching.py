"""The share that gets as far as a stage, for pages of other rooms: the funnel's own step, counted as Insights counts it."""

from onward.applications.shares import Elsewhere, Share
from onward.people.models import User
from onward.statistics import facts, honesty
from onward.statistics.base_rates import BASE_RATES
from onward.statistics.funnel import Step
from onward.statistics.insights import Insights


def share(owner: User, stage: str, referred: bool = False) -> Share | None:
    """The step that ends at a stage, and what is known of it elsewhere; None for a stage that not every offer passes."""
    insights = Insights(facts.courses(owner), facts.day(owner))
    step = next((one for one in insights.steps if one.end == stage and one.begin != "assessment"), None)
    if step is None:
        return None
    interval = step.interval
    return Share(
        step.begin,
        step.n,
        step.k,
        interval.low,
        interval.high,
        step.mature_day,
        honesty.enough(step.n, interval),
        _elsewhere(step, referred),
    )


def _elsewhere(step: Step, referred: bool) -> Elsewhere:
    base = BASE_RATES["referred_interview"] if referred and step.end == "interview" else step.base
    return Elsewhere(base.mean, base.low, base.high, base.evidence)
