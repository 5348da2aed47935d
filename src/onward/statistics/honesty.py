"""When there is too little to say, and the sentences that say what there is: each template with the rule that chooses it.

Two rules: a share is told from ten cases on whose time has come, and its size only where the interval is at most 20 points
wide. No sentence names what makes a difference, unless lots were drawn (`outlook.of_experiment`).
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.statistics import comparisons
from onward.statistics.comparisons import ENOUGH, WIDE, Comparison, Group
from onward.statistics.funnel import Improvement, Step
from onward.statistics.proportions import Interval
from onward.statistics.waiting import Waiting

#: Below these, an estimate is said as "hardly any" and not as a number.
_HARDLY = 0.005


def enough(n: int, interval: Interval) -> bool:
    """Whether a share can be told: ten cases whose time has come, and an interval of at most 20 points."""
    return n >= ENOUGH and interval.high - interval.low <= WIDE


def percent(share: float) -> str:
    """A share as people write it, without a sign: 8, below one "less than 1"."""
    if 0 < share < _HARDLY:
        return _("less than 1")
    return str(round(100 * share))


def spread(interval: Interval) -> str:
    """An interval as people write it: "3 to 16 %"."""
    return _("%(low)s to %(high)s %%") % {"low": percent(interval.low), "high": percent(interval.high)}


def of_step(step: Step) -> str:
    """How many went on at a step. Rules: none old enough; fewer than ten; a wide interval; enough."""
    counts = {"k": step.k, "n": step.n, "end": _names()[step.end], "days": step.mature_day}
    counts["case"] = _cases(step.begin, step.n)
    if step.n == 0:
        return _("Nothing to count yet: this looks at what is %(days)d days old or more.") % counts
    if step.n < ENOUGH:
        return _("%(k)d of %(case)s brought %(end)s. Too few to say how often that happens.") % counts
    counts["spread"] = spread(step.interval)
    if not enough(step.n, step.interval):
        return (
            _("%(k)d of %(case)s brought %(end)s; with so few, the share could be anything from %(spread)s.")
            % counts
        )
    counts["about"] = percent(step.share.estimate)
    return _("%(k)d of %(case)s brought %(end)s: about %(about)s %%, most likely %(spread)s.") % counts


def of_holding_back(steps: list[Step], found: Step | None) -> str:
    """Which step stands out. Rules: one does; every step with a usual share has ten cases; not yet."""
    if found is not None and found.usual is not None:
        names = {
            "begin": _names()[found.begin],
            "end": _names()[found.end],
            "own": spread(found.interval),
            "usual": percent(found.usual),
        }
        return (
            _(
                "From %(begin)s to %(end)s fewer go on here than elsewhere: %(own)s, about %(usual)s %% elsewhere."
            )
            % names
        )
    if all(step.n >= ENOUGH for step in steps if step.usual is not None):
        return _("No step stands out.")
    return _("Too few to say whether a step stands out.")


def of_improvement(one: Improvement) -> str:
    """What an improvement of a step would bring. Rules: the step is told well enough; it is not."""
    names = {
        "begin": _names()[one.step.begin],
        "end": _names()[one.step.end],
        "more": number(one.more.estimate),
    }
    names["spread"] = _("%(low)s to %(high)s") % {
        "low": number(one.more.low),
        "high": number(one.more.high),
    }
    if one.step.n < ENOUGH:
        return _("From %(begin)s to %(end)s: too few to say what more of them would mean.") % names
    return (
        _(
            "If one in ten that end between %(begin)s and %(end)s went on, 100 applications would bring %(more)s more "
            "offers (%(spread)s)."
        )
        % names
    )


def of_waiting(waiting: Waiting) -> list[str]:
    """What is known of waiting. Rules: no answer yet; few applications or answers; enough."""
    if waiting.answered == 0:
        first = _("No answer yet. Until some come, this shows what is known of other searches.")
    elif waiting.n < ENOUGH or waiting.answered < 5:
        first = ngettext(
            "%(answered)d answer to %(n)d applications: too few to say more than what is known of other searches.",
            "%(answered)d answers to %(n)d applications: too few to say more than what is known of other searches.",
            waiting.answered,
        ) % {"answered": waiting.answered, "n": waiting.n}
    else:
        first = _("Of 100 applications like yours about %(about)s are answered in the end (%(spread)s).") % {
            "about": percent(1 - waiting.never.estimate),
            "spread": spread(Interval(0, 1 - waiting.never.high, 1 - waiting.never.low)),
        }
    second = _("By day %(nearly)d, 95 of 100 answers that come at all have come.") % {
        "nearly": waiting.day_of_part()
    }
    third = _(
        "From day %(day)d a silent application has a quarter of a new one's chance of going further, or less: nothing "
        "needs to be held back for it."
    ) % {"day": waiting.day_when_new_is_better()}
    return [first, second, third]


def of_silence(day: int, chance: Interval) -> str:
    """The chance of an answer to what is silent. Rules: below one percent throughout; a wide interval; enough."""
    said = {"day": day, "about": percent(chance.estimate), "spread": spread(chance)}
    if chance.high < 0.01:
        return _("Silent for %(day)d days: an answer hardly ever comes.") % said
    if chance.high - chance.low > WIDE:
        return (
            _(
                "Silent for %(day)d days: an answer may still come, in %(spread)s of cases; too few to say better."
            )
            % said
        )
    return _("Silent for %(day)d days: about %(about)s %% are still answered (%(spread)s).") % said


def of_comparison(found: Comparison, looks: int = 0) -> list[str]:
    """What a comparison says. Rules: the verdict; one sentence more for each warning, and for repeated looks."""
    said = [_verdict(found)]
    names = {"one": found.better or "", "other": found.other or ""}
    for warning in found.warnings:
        names["by"] = warning.by
        if warning.what == "reverses":
            said.append(_("Split by %(by)s, the difference turns round: do not read much into it.") % names)
        else:
            said.append(_("Split by %(by)s, little of the difference is left.") % names)
    if looks > 1:
        said.append(
            _("You have looked at this on %(looks)d days; the verdict allows for that.") % {"looks": looks}
        )
    return said


def _verdict(found: Comparison) -> str:
    groups = {group.name: group for group in found.groups}
    if (
        found.difference is None
        or found.better is None
        or found.other is None
        or found.low is None
        or found.high is None
    ):
        return _("Too early: a comparison needs two groups of ten applications whose time has come.")
    said = {"one": _group(groups[found.better]), "other": _group(groups[found.other])}
    said |= {"low": points(found.low), "high": points(found.high)}
    if found.verdict == comparisons.IS_CLEAR:
        return (
            _(
                "A clear difference: %(one)s, %(other)s. Between %(low)s and %(high)s points lie between them. Nobody drew "
                "lots, so this does not say what the difference comes from."
            )
            % said
        )
    if found.verdict == comparisons.TOO_EARLY:
        return (
            _(
                "Too early: %(one)s, %(other)s. The difference could be anything from %(low)s to %(high)s points."
            )
            % said
        )
    return _("No clear difference: %(one)s, %(other)s; %(low)s to %(high)s points apart.") % said


def _group(group: Group) -> str:
    return _("%(name)s %(k)d of %(n)d") % {"name": group.name, "k": group.k, "n": group.n}


def _names() -> dict[str, str]:
    return {
        "applied": _("applying"),
        "assessment": _("an assessment"),
        "interview": _("an interview"),
        "offer": _("an offer"),
    }


def _cases(begin: str, n: int) -> str:
    said = {
        "applied": ngettext("%(n)d application", "%(n)d applications", n),
        "assessment": ngettext("%(n)d assessment", "%(n)d assessments", n),
        "interview": ngettext(
            "%(n)d application with an interview", "%(n)d applications with an interview", n
        ),
    }[begin]
    return said % {"n": n}


def number(value: float) -> str:
    """A number as people write it: 3.0, 12."""
    return f"{value:.1f}" if value < 10 else str(round(value))


def points(value: float) -> str:
    """A difference of shares in points: 18."""
    return str(round(100 * value))
