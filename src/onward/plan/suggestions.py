"""What the person's own plan suggests: what they planned for today, a step with a day, planning and looking back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zlib import crc32

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications import queries as record
from onward.applications.lately import over
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.people.models import User
from onward.plan.dates import monday_of, parsed
from onward.plan.models import Goal, Review, Week

_NAMING = ("on", "time", "what")
_MONDAY, _TUESDAY, _FRIDAY = 0, 1, 4
#: A step is suggested from so long before its day; of a goal that has a day, its next step from so long before that.
_SOON, _NEAR = timedelta(days=2), timedelta(days=14)


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """All of it, in a constant number of queries."""
    today = in_zone(now, columns.zone_of(owner)).date()
    week = Week.objects.filter(owner=owner, monday=monday_of(today)).first()
    return [*_planned(week, today), *_steps(owner, today), *_week(owner, week, today, now)]


def number_of(what: object) -> int:
    """The number of a block or a step in the names of suggestions: the same while its words stay."""
    return crc32(str(what).encode())


def block_at(blocks: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> int | None:
    """Where the block that a suggestion is about stands in its week; None when it is gone."""
    return next((place for place, block in enumerate(blocks) if _about(blocks, block) == about), None)


def step_at(steps: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> int | None:
    """Where the step that a suggestion is about stands in its goal; None when it is gone."""
    own = {name: about[name] for name in ("step", "nth") if name in about}
    return next((place for place in range(len(steps)) if _about_step(steps, place) == own), None)


def _about_step(steps: Sequence[Mapping[str, Any]], place: int) -> dict[str, int | str]:
    """What names a step within its goal: its words, and which it is of those that say the same."""
    text = steps[place]["text"]
    nth = sum(step["text"] == text for step in steps[:place])
    return {"step": number_of(text), **({"nth": nth + 1} if nth else {})}


def _about(blocks: Sequence[Mapping[str, Any]], one: Mapping[str, Any]) -> dict[str, int | str]:
    """What names a block: its day and hour, so that of two the earlier comes first, and its words."""
    alike = [block for block in blocks if all(block.get(name) == one.get(name) for name in _NAMING)]
    nth = next(place for place, block in enumerate(alike) if block is one)
    at = "T".join(str(one[name]) for name in ("on", "time") if one.get(name))
    return {"at": at, "block": number_of(one["what"]), **({"nth": nth + 1} if nth else {})}


def _planned(week: Week | None, today: date) -> list[Suggestion]:
    planned = week.blocks if week else []
    found = []
    for one in sorted(
        (one for one in planned if one.get("on") == today.isoformat()),
        key=lambda block: str(block.get("time") or ""),
    ):
        if one.get("done_on"):
            continue
        parts = [str(one[name]) for name in ("time", "where") if one.get(name)]
        why = _("You planned it for today: %(when)s.") % {"when": ", ".join(parts)} if parts else ""
        found.append(
            Suggestion(
                kind="planned",
                about=_about(planned, one),
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
    """Of each goal the next step that has a day, or whose goal has one that is near."""
    found = []
    for goal in Goal.objects.filter(owner=owner, state="open").order_by("by", "pk")[:50]:
        near = goal.by if goal.by is not None and goal.by <= today + _NEAR else None
        for place, step in enumerate(goal.steps):
            own = parsed(step.get("by"))
            by = own or near
            if not step.get("done_on") and by is not None and (own is None or own <= today + _SOON):
                found.append(_step(goal, str(step["text"]), _about_step(goal.steps, place), by, today))
                break
        else:
            if near is not None and near >= today and not any(parsed(step.get("by")) for step in goal.steps):
                found.append(_step(goal, goal.text, {"day": f"{near}"}, near, today))
    return found


def _step(goal: Goal, title: str, about: Mapping[str, int | str], by: date, today: date) -> Suggestion:
    return Suggestion(
        kind="goal_step",
        about={"goal": goal.pk, **about},
        title=title,
        why=_("A step towards: %(goal)s") % {"goal": goal.text}
        if title != goal.text
        else _("A goal of yours has its day soon: give it its next small step."),
        evidence=Evidence(
            _(
                "Goals to learn something brought more people back to work than others (n = 109, a small study)."
            ),
            "seen",
            "van Hooft & Noordzij 2009",
        )
        if goal.kind == "learning"
        else Evidence(_("You chose the day yourself."), "record"),
        effort_minutes=20,
        link=reverse("goal", args=[goal.pk]),
        worth=Worth.TEACHES,
        others=_("Steps of your goals"),
        # A step whose day has passed is worth as much as before; it is not late.
        due=by if by >= today else None,
        movable=True,
        action=_("Open the goal"),
    )


def _week(owner: User, week: Week | None, today: date, now: datetime) -> list[Suggestion]:
    """Planning on Monday and Tuesday, looking back from Friday to Sunday; not before a search, and not after it."""
    planning = today.weekday() in (_MONDAY, _TUESDAY) and not (week and week.blocks)
    looking = today.weekday() >= _FRIDAY
    if not planning and not looking:
        return []
    monday = monday_of(today)
    if looking and Review.objects.filter(owner=owner, monday=monday).exclude(finished_at=None).exists():
        return []
    if over(owner, now) or not record.begun(owner):
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
