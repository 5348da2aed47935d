"""What the person's own plan suggests: what they planned for today, a step with a day, planning and looking back."""

from datetime import date, datetime, time, timedelta
from zlib import crc32

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications import queries as record
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User
from onward.plan.dates import monday_of, parsed
from onward.plan.models import Goal, Review, Week

_MONDAY, _TUESDAY, _FRIDAY = 0, 1, 4
#: A step is suggested from so long before its day.
_SOON = timedelta(days=2)


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """All of it, in a constant number of queries."""
    today = in_zone(now, columns.zone_of(owner)).date()
    week = Week.objects.filter(owner=owner, monday=monday_of(today)).first()
    return [*_planned(week, today), *_steps(owner, today), *_week(owner, week, today)]


def number_of(what: str) -> int:
    """A block's number in the names of suggestions: the same while its words stay."""
    return crc32(what.encode())


def _planned(week: Week | None, today: date) -> list[Suggestion]:
    blocks = [one for one in (week.blocks if week else ()) if one.get("on") == today.isoformat()]
    found = []
    for one in sorted(blocks, key=lambda block: str(block.get("time") or "")):
        if one.get("done_on"):
            continue
        parts = [str(one[name]) for name in ("time", "where") if one.get(name)]
        why = _("You planned it for today: %(when)s.") % {"when": ", ".join(parts)} if parts else ""
        found.append(
            Suggestion(
                kind="planned",
                about={"week": f"{monday_of(today)}", "block": number_of(str(one["what"]))},
                title=str(one["what"]),
                why=why or _("You planned it for today."),
                evidence=_planning(),
                effort_minutes=int(one.get("minutes") or 30),
                link=f"{reverse('week')}#plan",
                worth=Worth.OPENS,
                others=_("What you planned"),
                due=today,
                movable=True,
                action=_("See the week"),
                at=datetime.combine(today, time()),
            )
        )
    return found


def _steps(owner: User, today: date) -> list[Suggestion]:
    found = []
    for goal in Goal.objects.filter(owner=owner, state="open").order_by("by", "pk")[:50]:
        for place, step in enumerate(goal.steps):
            by = parsed(step.get("by"))
            if step.get("done_on") or by is None or by > today + _SOON:
                continue
            found.append(
                Suggestion(
                    kind="goal_step",
                    about={"goal": goal.pk, "place": place},
                    title=str(step["text"]),
                    why=_("A step towards: %(goal)s") % {"goal": goal.text},
                    evidence=Evidence(
                        _(
                            "Goals to learn something brought more people back to work than others (n = 109, a small study)."
                        ),
                        "seen",
                        "van Hooft & Noordzij 2009",
                    ),
                    effort_minutes=20,
                    link=reverse("goal", args=[goal.pk]),
                    worth=Worth.TEACHES,
                    others=_("Steps of your goals"),
                    # A step whose day has passed is worth as much as before; it is not late.
                    due=by if by >= today else None,
                    movable=True,
                    action=_("Open the goal"),
                )
            )
            break
    return found


def _week(owner: User, week: Week | None, today: date) -> list[Suggestion]:
    """Planning on Monday and Tuesday, looking back from Friday to Sunday; not before a search, and not after it."""
    planning = today.weekday() in (_MONDAY, _TUESDAY) and not (week and week.blocks)
    looking = today.weekday() >= _FRIDAY
    if not planning and not looking:
        return []
    monday = monday_of(today)
    if looking and Review.objects.filter(owner=owner, monday=monday).exclude(finished_at=None).exists():
        return []
    counts = record.summary(owner)
    if not counts.total or counts.by_status["accepted"]:
        return []
    about = {"week": f"{monday}"}
    if planning:
        return [
            Suggestion(
                kind="plan_week",
                about=about,
                title=_("Plan this week"),
                why=_(
                    "Two or three things with a day, an hour and a place, and what to do if something comes in between."
                ),
                evidence=_planning(),
                effort_minutes=15,
                link=reverse("plan_week"),
                worth=Worth.TEACHES,
                others=_("Planning the week"),
                action=_("Write the plan"),
            )
        ]
    return [
        Suggestion(
            kind="review_week",
            about=about,
            title=_("Look back at this week"),
            why=_("Fifteen minutes: what came, what moved, one thing to keep and one to change."),
            evidence=Evidence(
                _(
                    "Structured looking back helps people do better afterwards (d = .67 and .79 in two summaries)."
                ),
                "seen",
                _("two summaries of studies of teams and individuals"),
            ),
            effort_minutes=15,
            link=reverse("review_week"),
            worth=Worth.TEACHES,
            others=_("Looking back at the week"),
            action=_("Begin"),
        )
    ]


def _planning() -> Evidence:
    return Evidence(
        _(
            "In a trial a written plan of when, where and what brought 15 % more applications, 30 % more offers and "
            "26 % more people into work; reminders added nothing."
        ),
        "seen",
        _("Abel and others, summary on gov.uk"),
    )
