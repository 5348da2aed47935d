"""Will they still answer: the curve, each way of applying, and by when who may answer has probably answered."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from math import ceil, floor

from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onward.applications import wording as record_words
from onward.statistics import honesty
from onward.statistics.base_rates import BASE_RATES
from onward.statistics.honesty import share, spread
from onward.statistics.insights import Insights
from onward.statistics.proportions import ENOUGH, Interval
from onward.statistics.sections import Section
from onward.statistics.waiting import ENOUGH_ANSWERS, Waiting
from onward.ui import charts
from onward.ui.charts import Point, Row

#: Days that the curve shows, and those that its table tells.
_CURVE = range(0, 121, 2)
_TOLD = (7, 14, 21, 30, 45, 60, 90, 120)


def of_waiting(insights: Insights) -> Section:
    """Will they still answer?"""
    waiting = insights.waiting
    told = [
        *honesty.of_waiting(waiting, insights.undated, insights.untimed),
        *honesty.of_coming(insights.coming, waiting),
    ]
    told += _all_answered(insights)
    points = [Point(day, one.low, one.estimate, one.high) for day, one in waiting.curve(_CURVE)]
    small = waiting.hope_is_small
    marks = [(round(small.estimate), _("a quarter of the chance left"))] if small else []
    table = [(str(day), share(one), share(waiting.still_to_come(day))) for day, one in waiting.curve(_TOLD)]
    few = waiting.n < ENOUGH or waiting.answered < ENOUGH_ANSWERS
    caption = _("Answered by each day, with the range that most likely holds it (9 in 10). %(n)s") % {
        "n": _with_n(waiting)
    }
    if few:
        caption = _("Grey: mostly an assumption about other searches [A]. %(n)s") % {"n": _with_n(waiting)}
    rate = BASE_RATES["never_answered"]
    never = Interval(rate.mean, rate.low, rate.high)
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
            _("It is averaged over 512 shapes of waiting that other searches may have, an assumption of Onward [A] that "
              "gives way to your answers as they come. That %(spread)s are never answered elsewhere is one part of it, "
              "made from: %(from)s. An acknowledgement is no answer.")
            % {"spread": spread(never), "from": "; ".join(rate.evidence)},
            _("Days are told from five answers on, the day of the quarter from five steps further on. That nothing needs to "
              "be held back from a quarter on is an assumption of Onward [A]."),
            _("Answers come in waves: holidays, seasons, many on one day. How much so is read from your own past, beside an "
              "assumption of Onward [A]; the range of answers in the next 30 days is wider for it."),
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
        charts.intervals("channels", _("Answered within 30 days"), _("One bar for each way of applying."), rows)
        + format_html_join("", "<p class=\"small\">{}</p>{}", _curves(found)),
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


def _curves(found: Mapping[str, Waiting]) -> Iterator[tuple[str, SafeString]]:
    """The name of each way and its curve."""
    for number, (name, one) in enumerate(found.items()):
        title = _("%(way)s: answered, by day") % {"way": record_words.channel(name)}
        points = [Point(day, own.low, own.estimate, own.high) for day, own in one.curve(_CURVE)]
        yield title, charts.curve(f"way{number}", title, _with_n(one), points, _("day %(n)s"))


def _all_answered(insights: Insights) -> list[str]:
    """By when who may answer has probably answered. Rules: nothing waits, or too few answers; it is past; to come."""
    sent = [course.applied_on for course, _come, _yes in insights.still_waiting if course.applied_on]
    nearly = insights.waiting.nearly_all
    if not sent or nearly is None:
        return []
    first, last = (max(sent) + timedelta(days=day) for day in (floor(nearly.low), ceil(nearly.high)))
    if last <= insights.seen_on:
        return [_("Those who will answer what is out now have probably answered.")]
    said = {name: date_format(day, _("j F Y")) for name, day in (("first", first), ("last", last))}
    return [
        _("Between %(first)s and %(last)s nearly all who will answer what is out now will have done so.")
        % said
    ]


def _with_n(waiting: Waiting) -> str:
    return _("%(answered)d answered of %(n)d applications.") % {
        "answered": waiting.answered,
        "n": waiting.n,
    }
