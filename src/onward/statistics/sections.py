"""The first questions of the page of insights; an answer is sentences, a picture, its table, and how it is computed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.statistics import flow, honesty, wording
from onward.statistics.flow import Link
from onward.statistics.funnel import LATER_MATURE_DAYS, MATURE_DAYS, Step
from onward.statistics.honesty import share, spread
from onward.statistics.insights import Insights
from onward.statistics.proportions import ENOUGH, Interval
from onward.statistics.record import STEPS
from onward.ui import charts
from onward.ui.charts import Node, Row


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answer."""

    key: str
    title: str
    sentences: Sequence[str]
    chart: SafeString | str = ""
    caption: str = ""
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    how: Sequence[str] = ()


def of_flow(links: Sequence[Link], everything: int) -> Section:
    """Where do I stand? `everything` is how many applications there are beside those that were chosen."""
    n = sum(link.count for link in links if link.begin == "applied")
    stand = {name: sum(link.count for link in links if link.end == name) for name in flow.ENDS}
    told = _standing(stand, n)
    if n < everything:
        told = [_("%(n)d of your %(all)d applications.") % {"n": n, "all": everything}, *told]
    return Section(
        "flow",
        _("Where do I stand?"),
        told,
        picture(links),
        _("How many applications went from each stage to the next, and where they stand today."),
        (_("From"), _("To"), _("Applications")),
        [(str(wording.PLACES[one.begin]), str(wording.PLACES[one.end]), str(one.count)) for one in links],
        (
            _("Counted, not estimated: every application of your journal once. A stage counts when an entry shows it."),
            _("Silence is shown as waiting, however long it lasts: nobody has ended it."),
        ),
    )  # fmt: skip


def picture(found: Sequence[Link]) -> SafeString:
    """The flow; it names stages and counts, no employer."""
    links = [(one.begin, one.end, one.count) for one in found]
    n = sum(one.count for one in found if one.begin == "applied")
    stages = [Node(name, str(wording.PLACES[name]), "go") for name in ("applied", *STEPS)]
    order = ("accepted", "offer_open", "going_on", "declined", "withdrawn", "rejected", "waiting")
    ends = [Node(name, str(wording.PLACES[name]), wording.TONES.get(name, "")) for name in order]
    told = _("From %(n)d applications to where each stands; the table beneath has every count.")
    return charts.flow("flow", _("The flow of applications"), told % {"n": n}, links, stages, ends)


def of_steps(insights: Insights) -> Section:
    """How far do they get?"""
    steps = insights.steps
    of_each = [honesty.of_step(one) for one in steps]
    told = [*honesty.of_standing_out(steps), *of_each]
    told += honesty.of_left_out(insights.left_out)
    few = any(one.step.n < ENOUGH for one in insights.improvements)
    told += [
        honesty.of_improvement(one, assumed=few) for one in insights.improvements if one.step.n >= ENOUGH
    ]
    shown = [one for one in steps if one.n]
    how = [
        _("An application counts from day %(day)d on, an interview or an assessment after %(later)d days. What counts and "
          "still waits is no failure: it is filled in a thousand times, each time as your own waiting makes it likely. What "
          "you withdrew before an answer is left out.")
        % {"day": MATURE_DAYS, "later": LATER_MATURE_DAYS},
        _("The bar holds the true share in 9 of 10 searches like this. Without cases it rests on what others saw; "
          "each case of yours takes weight from that, down to a tenth. So the best guess may lie beside your own count."),
        _("A step stands out where your range and the range elsewhere lie apart. Applications without a noted way of "
          "applying are held against those without a referral."),
        *map(_elsewhere, steps),
        _("Grades: [S] seen in a public source, [C] cited and not read again, [A] an assumption of Onward."),
    ]  # fmt: skip
    return Section(
        "steps",
        _("How far do they get?"),
        told,
        _steps_chart(shown, of_each) if shown else "",
        _("Bar: where the share most likely lies (9 in 10); dot: the best guess; line beneath: the range elsewhere [A]. "
          "Grey: too few to say."),
        (_("Step"), _("Went on"), _("Of"), _("Most likely"), _("Elsewhere [A]")),
        [(wording.step(one), str(one.k), str(one.n), share_of(one.n, one.interval), _range(one)) for one in steps],
        how,
    )  # fmt: skip


def _standing(stand: dict[str, int], n: int) -> list[str]:
    if not n:
        return [_("No application fits this choice.")]
    ended = sum(stand[name] for name in ("rejected", "withdrawn", "declined"))
    said = ngettext(
        "%(n)d application: %(waiting)d waiting, %(on)d going on, %(ended)d ended.",
        "%(n)d applications: %(waiting)d waiting, %(on)d going on, %(ended)d ended.",
        n,
    )
    on = stand["going_on"] + stand["offer_open"] + stand["accepted"]
    return [said % {"n": n, "waiting": stand["waiting"], "on": on, "ended": ended}]


def _step_row(one: Step) -> Row:
    low, middle, high = one.interval.low, one.interval.estimate, one.interval.high
    note = _("%(k)d of %(n)d") % {"k": one.k, "n": one.n}
    beside = (one.elsewhere.low, one.elsewhere.high) if one.elsewhere else None
    return Row(wording.step(one), note, low, middle, high, few=one.n < ENOUGH, beside=beside)


def _elsewhere(one: Step) -> str:
    said = {"step": wording.step(one)}
    if one.elsewhere is None:
        return _("%(step)s: nothing is known of other searches.") % said
    said |= {"spread": spread(one.elsewhere), "from": "; ".join(one.base.evidence)}
    return _("%(step)s: elsewhere %(spread)s [A], made from: %(from)s.") % said


def _range(one: Step) -> str:
    return _("not known") if one.elsewhere is None else spread(one.elsewhere)


def share_of(n: int, interval: Interval) -> str:
    """A share with its interval, or that there are too few cases to say."""
    if n < ENOUGH:
        return _("Too few to say")
    return share(interval)


def _steps_chart(shown: Sequence[Step], told: Sequence[str]) -> SafeString:
    rows = [_step_row(one) for one in shown]
    return charts.intervals("steps", _("Share that goes on at each step"), " ".join(told), rows)
