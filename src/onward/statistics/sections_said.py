"""What employers say, and whether one hope carries most."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications import wording as record_words
from onward.journal import themes
from onward.statistics import concentration, honesty, outlook, proportions
from onward.statistics.honesty import percent
from onward.statistics.insights import Insights
from onward.statistics.proportions import ENOUGH, Interval
from onward.statistics.sections import Section
from onward.statistics.stated import Stated
from onward.ui import charts
from onward.ui.charts import Row

#: A smaller part of all hope is not worth a bar.
_SEEN = 0.05


def of_reasons(insights: Insights) -> Section:
    """What do they say?"""
    found = insights.reasons
    noes = sum(course.rejected_on is not None for course in insights.courses)
    why = sum(course.says_why for course in insights.courses if course.rejected_on is not None)
    if not noes:
        told = [_("Nobody said no yet.")]
    else:
        none = ngettext("%(n)d no; it gives no reason that you could use.",
                        "%(n)d noes; none gives a reason that you could use.", noes)  # fmt: skip
        some = ngettext("%(n)d no; %(why)d gives a reason that you could use.",
                        "%(n)d noes; %(why)d give a reason that you could use.", noes)  # fmt: skip
        if why == 1 < noes:
            some = _("%(n)d noes; %(why)d gives a reason that you could use.")
        told = [(some if why else none) % {"n": noes, "why": why}]
        useful = [one for one in found if one.says_why]
        if useful and useful[0].stated >= 3:
            told.append(
                _("Most often of these: %(reason)s, in %(k)d of %(n)d noes. What a mail states is what somebody chose to "
                  "write.")
                % {"reason": themes.name(useful[0].code), "k": useful[0].stated, "n": noes}
            )  # fmt: skip
        elif why:
            told.append(
                _("Too few to say what employers see in you: no reason that could be used came three times.")
            )
    rows = [
        (
            _reason(one),
            str(one.stated),
            _("says why") if one.says_why else _("says little"),
            str(themes.CONTROL[one.control]),
            ", ".join(f"{record_words.STAGES.get(stage, stage)} {count}" for stage, count in one.by_stage.items()),
        )
        for one in found
    ]  # fmt: skip
    stated = [
        Row(one[0], _("%(k)s of %(n)d") % {"k": one[1], "n": noes}, by.low, by.estimate, by.high, few=noes < ENOUGH)
        for one, by in ((row, _part(int(row[1]), noes)) for row in rows[:6])
    ]  # fmt: skip
    return Section(
        "reasons",
        _("What do they say?"),
        told,
        charts.intervals("reasons", _("Share of noes that state a reason"), told[0], stated) if stated else "",
        _("How often a no of yours states each, with the range that most likely holds it (9 in 10). Grey: too few to "
          "say."),
        (_("Stated"), _("Times"), _("Use"), _("Whose it is"), _("How far you had come")),
        rows,
        (_("Read from the words of each no, and from what you entered. A mail may state several. A sentence that "
           "every applicant gets, such as “other candidates”, counts as saying little."),),
    )  # fmt: skip


def _reason(one: Stated) -> str:
    if one.permit:
        return str(themes.PERMIT)
    return themes.name(one.code) if one.code != "no_reason" else _("No reason stated")


def of_hope(insights: Insights) -> Section:
    """Am I leaning on one hope?"""
    found = insights.concentration
    by = {
        "employer": _("Employer"), "role": _("Role"), "channel": _("Way of applying"), "stage": _("Stage")
    }  # fmt: skip
    rows = [
        (
            by[one.by],
            _top(one.by, one.top),
            _("%(part)s %%") % {"part": percent(one.part)},
            honesty.number(one.equal_to),
        )
        for one in found.spreads
    ]  # fmt: skip
    told = list(outlook.of_concentration(found))
    if found.under_way:
        told.append(
            ngettext("This counts %(n)d application that is under way.", "This counts %(n)d applications that are "
                "under way.",
                     found.under_way) % {"n": found.under_way}
        )  # fmt: skip
    parts = [
        Row(f"{row[0]}: {row[1]}", row[2], 0, one.part, one.part)
        for row, one in zip(rows, found.spreads, strict=True)
        if one.part >= _SEEN
    ]
    return Section(
        "hope",
        _("Am I leaning on one hope?"),
        told,
        charts.intervals("hope", _("What carries most of your hope"), " ".join(told), parts) if parts else "",
        _("How much of your hope the largest employer, role, way of applying and stage carry."),
        (_("By"), _("Carries most"), _("Of your hope"), _("Spread like so many equal ones")),
        rows,
        (
            _("Hope is each application's chance of an offer: how far it came, how long it has been quiet, and how "
              "often an interview of yours led to one. Half of the hope of an interview is counted as gone after "
              "three weeks [A]."),
            _("How hope is divided is a best guess that compares what is under way; the chance of an offer has its range "
              "(9 in 10). One thing that carries %(part)d of 100 or more is called leaning; where less than that is noted "
              "of a kind, nothing is said of it.")
            % {"part": round(100 * concentration.LEANING)},
        ),
    )  # fmt: skip


def _part(k: int, n: int) -> Interval:
    return proportions.posterior(proportions.beta(0.5, 0.5), proportions.likelihood(k, n - k)).interval


def _top(by: str, name: str) -> str:
    """What carries most, in words."""
    if by == "channel":
        return record_words.channel(name)
    return str(record_words.STAGES.get(name, name)) if by == "stage" else name
