"""What sentences say of experiments, forecasts, the time that it might take, and leaning on one hope."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.statistics import experiments
from onward.statistics.concentration import Concentration, Spread
from onward.statistics.expectations import Calibration
from onward.statistics.experiments import Result
from onward.statistics.honesty import number, percent, points, share, spread
from onward.statistics.horizon import Horizon
from onward.statistics.proportions import Interval


def of_experiment(result: Result, first: str, second: str) -> str:
    """What an experiment says. Rules: running; too few; no clear difference; which version did better."""
    if result.verdict == experiments.RUNNING or (
        result.difference is None and result.verdict != experiments.TOO_FEW
    ):
        return _("The experiment is running. Its result is read once, at the end.")
    if result.verdict == experiments.TOO_FEW or result.difference is None:
        return _("It ended with too few applications to say anything.")
    said = {"spread": spread(Interval(0, abs(result.difference.low), abs(result.difference.high)))}
    if result.verdict == experiments.NOT_CLEAR:
        said |= {
            "low": points(result.difference.low),
            "high": points(result.difference.high),
            "second": second,
        }
        return _("No clear difference: “%(second)s” brought between %(low)s and %(high)s points more.") % said
    ends = sorted(abs(end) for end in (result.difference.low, result.difference.high))
    said |= {"better": second if (result.second_better or 0) > 0.5 else first, "low": points(ends[0])}
    said["high"] = points(ends[1])
    return (
        _(
            "“%(better)s” improves the share of applications that go further, by %(low)s to %(high)s points. Lots decided, "
            "so the version is the cause."
        )
        % said
    )


def of_calibration(found: Calibration) -> str:
    """How forecasts went. Rules: nothing settled; fewer than ten; hopeful, cautious or fitting."""
    said = {"n": found.settled, "came": found.came, "expected": percent(found.expected)}
    if found.settled == 0:
        return _("None of your forecasts is settled yet.")
    if found.leaning == "too few":
        return (
            ngettext(
                "%(n)d forecast is settled, %(came)d of what it asked came: too few to say how you forecast.",
                "%(n)d forecasts are settled, %(came)d of what they asked came: too few to say how you forecast.",
                found.settled,
            )
            % said
        )
    said["share"] = percent(found.came / found.settled)
    if found.leaning == "hopeful":
        return (
            _(
                "You expected %(expected)s of 100, %(share)s came. Most people who look for work hope for more than comes."
            )
            % said
        )
    if found.leaning == "cautious":
        return _("You expected %(expected)s of 100, %(share)s came: it went better than you thought.") % said
    return _("You expected %(expected)s of 100, %(share)s came: your forecasts fit.") % said


def of_horizon(found: Horizon) -> str:
    """How long it might take. Rules: an offer is open; nothing was sent or is under way; too wide to say; a range."""
    weeks = found.weeks
    if found.offered:
        return _("An offer is open. What another would take is not worked out while it is.")
    if found.a_week == 0 and found.under_way < 0.05:
        return _("Nothing was sent lately, so there is no rate to go by.")
    if weeks.low is None or weeks.middle is None or weeks.high is None or not found.tells:
        return _("Too few to say: it could be weeks, or well over a year.")
    said = {"low": round(weeks.low), "middle": round(weeks.middle), "high": round(weeks.high)}
    return _(
        "At %(rate)s applications a week: most likely between %(low)d and %(high)d weeks until an offer; half of such "
        "searches would have one within %(middle)d."
    ) % {**said, "rate": number(found.a_week)}


def of_concentration(found: Concentration) -> list[str]:
    """Whether one hope carries most. Rules: nothing under way; what leans; nothing does; not noted; an offer; the best."""
    if not found.under_way:
        return [_("Nothing is under way at the moment.")]
    known = [one for one in found.spreads if one.by != "stage"]
    said = [_leaning(one) for one in known if one.leans]
    if known and not said:
        said = [
            _("No one thing carries half of your hope; looked at: %(by)s.")
            % {"by": _listed(one.by for one in known)}
        ]
    if unknown := [by for by in found.unknown if by != "stage"]:
        said.append(
            _("Not noted for most of your hope, so not looked at: %(by)s.") % {"by": _listed(unknown)}
        )
    if found.chance.low >= 1:
        if found.without_best.low >= 1:
            return [*said, _("More than one offer is open.")]
        another = _("An offer is open. The chance of another from what is under way: %(without)s.")
        return [*said, another % {"without": _chance(found.without_best)}]
    said.append(
        _("The chance of an offer from what is under way: %(all)s; without the best one %(without)s.")
        % {"all": _chance(found.chance), "without": _chance(found.without_best)}
    )
    return said


def _listed(names: Iterable[str]) -> str:
    words = {"employer": _("employer"), "role": _("role"), "channel": _("way of applying")}
    return ", ".join(words[name] for name in names)


def _chance(one: Interval) -> str:
    """A chance with its interval, or the interval alone where it is too wide for a best guess."""
    if one.low == one.high:
        return _("%(about)s %%") % {"about": percent(one.estimate)}
    return share(one)


def _leaning(one: Spread) -> str:
    said = {"part": percent(one.part), "top": one.top}
    return {
        "employer": _("%(part)s %% of your hope lies with one employer, %(top)s."),
        "role": _("%(part)s %% of your hope lies with one role, %(top)s."),
        "channel": _("%(part)s %% of your hope came by one way, %(top)s."),
    }[one.by] % said
