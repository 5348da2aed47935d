"""Today in a few lines for the terminal."""

from django.utils import timezone
from django.utils.translation import gettext as _

from onward.plan import wording
from onward.plan.queries import Today
from onward.ui.templatetags.words import day


def lines(found: Today, stands: str = "") -> list[str]:
    """What the start page says, one suggestion after the other."""
    told = [f"{stands}."] if stands else []
    if found.closed:
        return [*told, _("Enough for today.")]
    if not found.shown:
        told.append(_("Nothing needs doing today."))
    for number, ranked in enumerate(found.shown, start=1):
        one = ranked.suggestion
        parts = [wording.minutes(one.effort_minutes)]
        if one.due:
            parts.append(day(one.due) if one.at else _("by %(day)s") % {"day": day(one.due)})
        elif last := one.last_day(timezone.get_current_timezone()):
            parts.append(_("worth it until %(day)s") % {"day": day(last)})
        told.append(f"{number}. {one.title}")
        if found.nothing_yet:
            parts.append(_("here: “onward read PATH” or “onward import FILE”"))
        told += [f"   {line}" for line in (one.why, ", ".join(part for part in parts if part)) if line]
        told.append(f"   {_('Rests on:')} {wording.evidence(one.evidence)}")
    if found.named:
        lines = [wording.with_day(ranked.suggestion) for ranked in found.named]
        told.append(f"{_('Also soon:')} {'; '.join(lines)}.")
    return told
