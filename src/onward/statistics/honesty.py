"""When there is too little to say, and the sentences that say what there is: each template with the rule that chooses it.

Two rules: a share is told from ten cases on whose time has come, and its size only where the interval is at most 20 points
wide. No sentence names what makes a difference, unless lots were drawn (`outlook.of_experiment`).
"""

from collections.abc import Sequence
from math import ceil, floor

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.statistics import comparisons, funnel
from onward.statistics.comparisons import Comparison, Group, Warned
from onward.statistics.funnel import Improvement, Step
from onward.statistics.proportions import ENOUGH, WIDE, Interval
from onward.statistics.swings import AHEAD, Coming
from onward.statistics.waiting import ENOUGH_ANSWERS, Waiting

#: What is nearer than this to none or all is said in words: no number rounds to 0 or 100 that is neither.
_HARDLY = 0.005


def enough(n: int, interval: Interval) -> bool:
    """Whether a share can be told: ten cases whose time has come, and an interval of at most 20 points."""
    return n >= ENOUGH and interval.high - interval.low <= WIDE


def percent(share: float) -> str:
    """A share as people write it, without a sign: 8; below one half "less than 1"."""
    if 0 < share < _HARDLY:
        return _("less than 1")
    if 1 - _HARDLY < share < 1:
        return _("more than 99")
    # Halves go up: Python's round() would take 0.5 to 0.
    return str(int(100 * share + 0.5))


def spread(interval: Interval) -> str:
    """An interval as people write it: "3 to 16 %"."""
    return _("%(low)s to %(high)s %%") % {"low": percent(interval.low), "high": percent(interval.high)}


def share(one: Interval) -> str:
    """A share with its interval, "8 % (3 to 16 %)"; where that is too wide for a best guess the interval alone."""
    if one.high - one.low > WIDE:
        return spread(one)
    return _("%(about)s %% (%(spread)s)") % {"about": percent(one.estimate), "spread": spread(one)}


def of_step(step: Step) -> str:
    """How many went on at a step. Rules: none old enough (the first step or a later one); fewer than ten; wide; enough."""
    counts = {"k": step.k, "n": step.n, "end": _names()[step.end], "days": step.mature_day}
    counts["case"] = _cases(step.begin, step.n)
    if step.n == 0 and step.begin != "applied":
        later = _(
            "From %(begin)s to %(end)s nothing to count yet: this looks at what is %(days)d days old or more."
        )
        return later % {**counts, "begin": _names()[step.begin]}
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


def of_left_out(n: int) -> list[str]:
    """What cannot be counted by age. Rules: nothing, then nothing is said; some."""
    if not n:
        return []
    said = ngettext("%(n)d application is left out: its day of applying is not known.",
                    "%(n)d applications are left out: their day of applying is not known.", n)  # fmt: skip
    return [said % {"n": n}]


def of_standing_out(steps: Sequence[Step]) -> list[str]:
    """Which steps stand out, good news first. Rules: those that do; every step that could is known well enough; not yet."""
    said = [_standing(step) for step in funnel.standing_out(steps)]
    if said:
        return said
    if all(enough(step.n, step.interval) for step in steps if step.elsewhere is not None):
        return [_("No step stands out.")]
    return [_("Too few to say whether a step stands out.")]


def _standing(step: Step) -> str:
    assert step.elsewhere is not None
    names = {"begin": _names()[step.begin], "end": _names()[step.end]}
    names |= {"own": spread(step.interval), "elsewhere": spread(step.elsewhere)}
    if step.standing == "above":
        said = _("From %(begin)s to %(end)s more go on in your search than elsewhere: %(own)s, against %(elsewhere)s "
                 "[A, assumed from a few published figures].")  # fmt: skip
    else:
        said = _("From %(begin)s to %(end)s fewer go on in your search than elsewhere: %(own)s, against %(elsewhere)s "
                 "[A, assumed from a few published figures].")  # fmt: skip
    return said % names


def of_improvement(one: Improvement, *, assumed: bool = False) -> str:
    """What an improvement of a step would bring. Rules: too few cases of it; enough; too few of the other (`assumed`)."""
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
    said = _("If one in ten that end between %(begin)s and %(end)s went on, 100 applications would bring %(more)s more "
             "offers (%(spread)s).") % names  # fmt: skip
    if assumed:
        others = _("%(said)s Of the other step you have too few cases: what others saw fills in [A].")
        return others % {"said": said}
    return said


def of_waiting(waiting: Waiting, undated: int = 0, untimed: int = 0) -> list[str]:
    """What is known of waiting. Rules: none or few (answers, or applications); enough; answers without a day; days.

    `untimed` answers came to applications of which nobody knows how long they had waited.
    """
    said = []
    if not waiting.answered and not undated:
        said.append(
            _("No answer yet to an application whose day is known.") if untimed else _("No answer yet.")
        )
    if undated:
        said.append(
            ngettext("%(n)d answer has no day: whether it had come by this date is estimated.",
                     "%(n)d answers have no day: how many had come by this date is estimated.",
                     undated) % {"n": undated}
        )  # fmt: skip
    if waiting.n < ENOUGH or waiting.answered < ENOUGH_ANSWERS:
        if waiting.answered:
            said.append(
                _("%(answered)d of %(n)d answered: too few to say.")
                % {"answered": waiting.answered, "n": waiting.n}
            )
        if waiting.answered < ENOUGH_ANSWERS:
            few = _(
                "Until five answers have come, chances of waiting are an assumption of Onward [A], not yours."
            )
        else:
            few = _(
                "With fewer than ten applications chances of waiting rest on an assumption of Onward [A], too."
            )
        return [*said, few]
    said.append(
        _("Of 100 applications like yours about %(about)s are answered in the end (%(spread)s).")
        % {
            "about": percent(1 - waiting.never.estimate),
            "spread": spread(Interval(0, 1 - waiting.never.high, 1 - waiting.never.low)),
        }
    )
    if loose := waiting.answered - waiting.dated:
        said.append(
            ngettext("The day of %(n)d of these answers is not known; it counts without one.",
                     "The days of %(n)d of these answers are not known; they count without one.", loose) % {"n": loose}
        )  # fmt: skip
    if nearly := waiting.nearly_all:
        said.append(_("95 of 100 answers that you will get come by about %(day)s.") % {"day": _day(nearly)})
    if small := waiting.hope_is_small:
        said.append(
            _("About %(day)s a silent application has a quarter of its chance of a step further left. From then on nothing "
              "needs to be held back for it.") % {"day": _day(small)}
        )  # fmt: skip
    return said


def of_coming(found: Coming, waiting: Waiting) -> list[str]:
    """How many answers the next month may bring. Rules: nothing waits, or too few; none likely; a range."""
    if not found.waiting or waiting.n < ENOUGH or waiting.answered < ENOUGH_ANSWERS:
        return []
    said = {"n": found.waiting, "days": AHEAD, "low": found.low, "high": found.high}
    if found.high == 0:
        return [
            ngettext("The one that waits will most likely not answer in the next %(days)d days.",
                     "Of the %(n)d that wait most likely none will answer in the next %(days)d days.", found.waiting) % said
        ]  # fmt: skip
    if found.waiting == 1 or found.low == found.high:
        return []
    about = round(found.expected)
    if not found.low < about < found.high:
        return [
            _(
                "Of the %(n)d that wait, %(low)d to %(high)d will most likely answer in the next %(days)d days."
            )
            % said
        ]
    return [
        _("Of the %(n)d that wait, about %(about)d will answer in the next %(days)d days, most likely %(low)d to %(high)d.")
        % {**said, "about": about}
    ]  # fmt: skip


def _day(one: Interval) -> str:
    """A day with its interval, in whole days."""
    said = {"day": round(one.estimate), "low": floor(one.low), "high": ceil(one.high)}
    if said["low"] == said["high"]:
        return _("day %(day)d") % said
    return _("day %(day)d (day %(low)d to %(high)d)") % said


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
    """What a comparison says. Rules: the verdict; a sentence for each warning; repeated looks.

    While it is too early there is no difference of which little could be left; that it turns round is said all the same.
    """
    early = found.verdict == comparisons.TOO_EARLY
    said = [
        _verdict(found),
        *(_warning(one) for one in found.warnings if not early or one.what == "reverses"),
    ]
    if looks > 1:
        said.append(
            _("You have looked at this on %(looks)d days; the verdict allows for that.") % {"looks": looks}
        )
    return said


def of_not_known(n: int, of: int) -> list[str]:
    """How many applications a comparison leaves out. Rule: where there are any."""
    if not n:
        return []
    said = ngettext(
        "Of %(n)d of the %(of)d applications that are old enough this is not known: it is left out.",
        "Of %(n)d of the %(of)d applications that are old enough this is not known: they are left out.",
        n,
    )
    return [said % {"n": n, "of": of}]


def _warning(one: Warned) -> str:
    return {
        "reverses": _("Split by %(by)s, the difference turns round: do not read much into it."),
        "explains": _("Split by %(by)s, little of the difference is left."),
        "inseparable": _("It cannot be told from %(by)s: the two go together too closely."),
        "repeated": _(
            "Several applications went to the same employers; with each employer counted once it is not clear."
        ),
        "unripe": _("One group may just wait longer for its answers; with that allowed for it is not clear."),
    }[one.what] % {"by": one.by}


def _verdict(found: Comparison) -> str:
    """The verdict. Rules: nothing to compare; too early; clear; doubted by a split; not clear."""
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
                "A clear difference: %(one)s, %(other)s. The shares lie %(low)s to %(high)s points apart. Nobody drew "
                "lots, so this does not say what the difference comes from."
            )
            % said
        )
    if found.verdict == comparisons.TOO_EARLY:
        return _("Too early: %(one)s, %(other)s. So few cannot tell a difference from chance.") % said
    if found.warnings:
        return _("No clear difference when it is looked at more closely: %(one)s, %(other)s.") % said
    said_so = _(
        "No clear difference: %(one)s, %(other)s. One of up to %(high)s points may be there, not seen yet."
    )
    return said_so % said


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
    return f"{value:.1f}" if value < 9.95 else str(round(value))


def points(value: float) -> str:
    """A difference of shares in points: 18."""
    return str(round(100 * value))
