"""The figures of a search in a few sentences, for the terminal."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.statistics import honesty, wording
from onward.statistics.insights import Insights


def sentences(insights: Insights) -> list[str]:
    """What the record says, a sentence a line; of how long it may take nothing is said unasked."""
    count = len(insights.courses)
    if not count:
        return [_("No applications yet. “onward read PATH” brings in those that your mail knows of.")]
    counted = {"n": count, "date": insights.seen_on.isoformat()}
    said = [
        ngettext("%(n)d application, as of %(date)s.", "%(n)d applications, as of %(date)s.", count) % counted
    ]
    said += honesty.of_standing_out(insights.steps)
    said += [honesty.of_step(step) for step in insights.steps if step.n or step.begin == "applied"]
    said += honesty.of_left_out(insights.left_out)
    said += honesty.of_waiting(insights.waiting, insights.undated, insights.untimed)
    if insights.still_waiting and insights.waiting.nearly_all:
        said.append(honesty.of_silence(30, insights.waiting.still_to_come(30)))
    said += honesty.of_coming(insights.coming, insights.waiting)
    for found in insights.comparisons:
        if found.difference is not None:
            said += [wording.question(found.question), *honesty.of_comparison(wording.named(found))]
    return said
