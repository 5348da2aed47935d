"""Will they still answer: the curve, each way of applying, and by when who may answer has probably answered."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.applications import wording as record_words
from onward.statistics import honesty
from onward.statistics.comparisons import ENOUGH
from onward.statistics.insights import Insights
from onward.statistics.sections import Section, share
from onward.statistics.waiting import Waiting
from onward.ui import charts
from onward.ui.charts import Point, Row

#: Days that the curve shows, and those that its table tells.
_CURVE = range(0, 121, 2)
_TOLD = (7, 14, 21, 30, 45, 60, 90, 120)
#: With fewer answers the curve is mostly that of other searches, as `honesty.of_waiting` says.
_ANSWERS = 5


def of_waiting(insights: Insights) -> Section:
    """Will they still answer?"""
    waiting = insights.waiting
    told = [*honesty.of_waiting(waiting), *_all_answered(insights)]
    points = [Point(day, one.low, one.estimate, one.high) for day, one in waiting.curve(_CURVE)]
    new = waiting.day_when_new_is_better()
    marks = [(new, _("from day %(n)d a new one brings more") % {"n": new})]
    table = [(str(day), share(one), share(waiting.still_to_come(day))) for day, one in waiting.curve(_TOLD)]
    few = waiting.n < ENOUGH or waiting.answered < _ANSWERS
    caption = _("Answered by each day, with the range that most likely holds it (9 in 10). %(n)s") % {
        "n": _with_n(waiting)
    }
    if few:
        caption = _("Grey: mostly what is known of other searches. %(n)s") % {"n": _with_n(waiting)}
    title = _("Applications that are answered, by day")
    return Section(
        "waiting",
        _("Will they still answer?"),
        told,
        charts.curve("curve", title, _with_n(waiting), points, _("day %(n)s"), marks, few=few),
        caption,
        (_("Day"), _("Answered by then"), _("Of those still silent then, answered later")),
        table,
        (
            _("A no, a step further and your own withdrawal each have their own chance a day; what is open speaks "
              "only for the days that it has waited. What never comes is what is left after a year: silence is no "
              "outcome."),
            _("It is averaged over 512 shapes of waiting that other searches may have, weighed by yours; the two "
              "personal logs it was measured on are in the project's benchmarks. An acknowledgement is no answer."),
            _("“A new one brings more” from the day on which a silent application has a quarter of a new one's chance "
              "of going further; the quarter is an assumption of Onward [A]."),
            _("Employers differ: these are chances of your search as a whole, not of one employer."),
        ),
    )  # fmt: skip


def of_channels(insights: Insights) -> Section | None:
    """How soon answers come by each way of applying that has enough; nothing where fewer than two have."""
    found = insights.curves_by_channel
    if len(found) < 2:
        return None
    rows = [
        Row(record_words.channel(name), _("%(k)d of %(n)d") % {"k": one.answered, "n": one.n}, by.low, by.estimate, by.high)
        for name, one in found.items()
        for by in (one.answered_by(30),)
    ]  # fmt: skip
    return Section(
        "channels",
        _("Answered within 30 days, by way of applying"),
        [_("Each way is looked at alone. Whether they differ is asked under “Does something work better?”")],
        charts.intervals("channels", _("Answered within 30 days"), _("One bar for each way of applying."), rows),
        "",
        (_("Way"), _("Answered"), _("Of"), _("Within 30 days"), _("In the end")),
        [
            (
                record_words.channel(name), str(one.answered), str(one.n),
                share(one.answered_by(30)), share(one.answered_by(365)),
            )
            for name, one in found.items()
        ],
    )  # fmt: skip


def _all_answered(insights: Insights) -> list[str]:
    """By when who may answer has probably answered. Rules: nothing waits; the day is past; it is to come."""
    sent = [course.applied_on for course, _come, _yes in insights.still_waiting if course.applied_on]
    if not sent:
        return []
    day = max(sent) + timedelta(days=insights.waiting.day_of_part())
    if day <= insights.seen_on:
        return [_("Those who will answer what is out now have probably answered.")]
    return [
        _("By %(day)s those who will answer what is out now have probably answered.")
        % {"day": date_format(day, _("j F Y"))}
    ]


def _with_n(waiting: Waiting) -> str:
    return _("%(answered)d answered of %(n)d applications.") % {
        "answered": waiting.answered,
        "n": waiting.n,
    }
