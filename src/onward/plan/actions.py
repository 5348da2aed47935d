"""Everything that writes choices, days, weeks, goals and reviews; each is kept with what stood before."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from onward.applications.lines import storable
from onward.applications.suggestions import Suggestion
from onward.base import clock
from onward.base.errors import Problem
from onward.people.models import User
from onward.plan import queries, ranking
from onward.plan.dates import monday_of, parsed
from onward.plan.models import Choice, Day, Goal, Review, Week
from onward.plan.suggestions import block_at, step_at

_FURTHEST = timedelta(days=366)
GOAL_KINDS = ("learning", "dated")
STATES = ("open", "reached", "dropped")
Kept = TypeVar("Kept", Week, Goal, Review)


def choose(owner: User, one: Suggestion, what: str, until: date | None = None) -> Choice:
    """Done, later, or not for me."""
    today = queries.day_of(owner)
    if what == "later" and (until is None or not today < until <= today + _FURTHEST):
        raise Problem(_("Choose a day that is still to come."))
    with transaction.atomic():
        _lock(owner)
        again = Choice.objects.filter(
            owner=owner, kind=one.kind, about=dict(one.about), what=what, until=until, taken_back_at=None
        )
        # The button pressed twice is one choice.
        if what != "later" and (known := again.order_by("-pk").first()) is not None:
            return known
        made = Choice.objects.create(
            owner=owner, kind=one.kind, about=dict(one.about), what=what, until=until if what == "later" else None,
            title=storable(one.title)[:200], others=one.others[:100], at=_moment(owner),
        )  # fmt: skip
        if what == "done":
            _mark(owner, made, today)
    return made


def turn(owner: User, key: int) -> Choice:
    """Take a choice back, or make it count again."""
    with transaction.atomic():
        _lock(owner)
        found = queries.choice(owner, key)
        found.taken_back_at = None if found.taken_back_at else _moment(owner)
        found.save(update_fields=["taken_back_at"])
        if found.what == "done":
            _mark(owner, found, None if found.taken_back_at else queries.day_of(owner))
    return found


def welcome(owner: User, kind: str) -> Choice:
    """Let a kind that was waved away come again."""
    with transaction.atomic():
        _lock(owner)
        last = (
            Choice.objects.filter(owner=owner, kind=kind, what="refused", taken_back_at=None)
            .order_by("pk")
            .last()
        )
        if last is None:
            raise Problem(_("These were not set aside."))
        return Choice.objects.create(
            owner=owner,
            kind=kind,
            what="welcome",
            title=last.others or last.title,
            others=last.others,
            at=_moment(owner),
        )


def feel(owner: User, energy: str) -> Day:
    """How much energy there is today."""
    if energy not in ranking.ENERGIES:
        raise Problem(_("Choose one of the three."))
    return _day(owner, energy=energy)


def close(owner: User, *, closed: bool = True) -> Day:
    """Enough for today, or on with it after all."""
    return _day(owner, closed_at=clock.now() if closed else None)


def plan_week(
    owner: User,
    monday: date,
    blocks: Sequence[Mapping[str, Any]],
    setbacks: Sequence[Mapping[str, Any]],
    hours: int | None,
    most: int,
) -> Week:
    """Keep the plan of a week; a block that was there keeps whether it was done."""
    with transaction.atomic():
        _lock(owner)
        week = queries.week(owner, monday) or Week(owner=owner, monday=monday, saved_at=clock.now())
        kept = _with_done(blocks, week.blocks, "what", "on")
        return _change(
            week, "saved", blocks=storable(kept), setbacks=storable(list(setbacks)), hours=hours, most=most
        )


def block_done(owner: User, key: int, place: int, *, done: bool) -> Week:
    """Mark a block of a week as done, or as not done."""
    with transaction.atomic():
        _lock(owner)
        week = queries.week_by_key(owner, key)
        blocks = _done_at(week.blocks, place, queries.day_of(owner) if done else None)
        return _change(week, "done" if done else "not_done", blocks=blocks)


def keep_goal(
    owner: User, goal: Goal | None, kind: str, text: str, by: date | None, steps: Sequence[Mapping[str, Any]]
) -> Goal:
    """Write a goal down or change it; a step that was there keeps whether it was done."""
    with transaction.atomic():
        _lock(owner)
        now = clock.now()
        found = queries.goal(owner, goal.pk) if goal else Goal(owner=owner, made_at=now, changed_at=now)
        kept = _with_done(steps, found.steps, "text")
        return _change(
            found, "edited" if goal else "made", kind=kind, text=storable(text), by=by, steps=storable(kept)
        )


def step_done(owner: User, key: int, place: int, *, done: bool) -> Goal:
    """Mark a step of a goal as done, or as not done."""
    with transaction.atomic():
        _lock(owner)
        goal = queries.goal(owner, key)
        steps = _done_at(goal.steps, place, queries.day_of(owner) if done else None)
        return _change(goal, "done" if done else "not_done", steps=steps)


def settle_goal(owner: User, key: int, state: str) -> Goal:
    """Reached, dropped, or open again."""
    if state not in STATES:
        raise Problem(_("Choose what to do with this goal."))
    with transaction.atomic():
        _lock(owner)
        return _change(queries.goal(owner, key), state, state=state)


def keep_review(owner: User, monday: date, wins: str, keep: str, change: str) -> Review:
    """Keep what the person wrote about a week."""
    with transaction.atomic():
        _lock(owner)
        found = queries.review(owner, monday) or Review(owner=owner, monday=monday, saved_at=clock.now())
        words = {"wins": storable(wins), "keep": storable(keep), "change": storable(change)}
        return _change(found, "saved", **words)


def finish_review(owner: User, key: int, told: Sequence[Any], *, finished: bool = True) -> Review:
    """Finish a review with what the record said of the week, or open it again."""
    with transaction.atomic():
        _lock(owner)
        found = queries.review_by_key(owner, key)
        at = clock.now() if finished else None
        return _change(
            found,
            "finished" if finished else "opened",
            finished_at=at,
            told=storable(list(told)) if finished else [],
        )


def undo(owner: User, row: Kept) -> Kept:
    """Take back what was done last with a plan, a goal or a review."""
    with transaction.atomic():
        _lock(owner)
        row.refresh_from_db()
        if not row.history:
            raise Problem(_("There is nothing to take back."))
        *earlier, last = row.history
        for name, value in last["was"].items():
            setattr(row, name, _read(row, name, value))
        row.history = earlier
        _changed_now(row)
        row.save()
    return row


def _day(owner: User, **fields: Any) -> Day:
    on = queries.day_of(owner)
    with transaction.atomic():
        found, _new = Day.objects.update_or_create(
            owner=owner, on=on, defaults={**fields, "changed_at": clock.now()}
        )
    return found


def _change(row: Kept, did: str, **fields: Any) -> Kept:
    """Set fields; what stood before is kept. No change is no entry in the history."""
    before = {name: getattr(row, name) for name in fields}
    if row.pk is not None and before == fields:
        return row
    now = clock.now()
    kept = {
        "at": now.isoformat(),
        "did": did,
        "was": {name: _written(value) for name, value in before.items()},
    }
    row.history = [*row.history, kept]
    for name, value in fields.items():
        setattr(row, name, value)
    _changed_now(row)
    row.save()
    return row


def _changed_now(row: Kept) -> None:
    setattr(row, "changed_at" if isinstance(row, Goal) else "saved_at", clock.now())


def _mark(owner: User, made: Choice, on: date | None) -> None:
    """What was done about the person's own plan shows there too."""
    if made.kind == "goal_step":
        goal = Goal.objects.filter(owner=owner, pk=made.about.get("goal")).first()
        place = step_at(goal.steps, made.about) if goal is not None else None
        if goal is not None and place is not None:
            _change(goal, "done" if on else "not_done", steps=_done_at(goal.steps, place, on))
    elif made.kind == "planned":
        day = parsed(made.about.get("at"))
        week = queries.week(owner, monday_of(day)) if day else None
        place = block_at(week.blocks, made.about) if week is not None else None
        if week is not None and place is not None:
            _change(week, "done" if on else "not_done", blocks=_done_at(week.blocks, place, on))


def _with_done(
    rows: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]], *names: str
) -> list[dict[str, Any]]:
    """The rows, each with when it was done; of rows that say the same the first is the first again."""
    done: dict[tuple[object, ...], deque[Any]] = defaultdict(deque)
    for one in before:
        done[tuple(one.get(name) for name in names)].append(one.get("done_on"))
    kept = []
    for one in rows:
        known = done[tuple(one.get(name) for name in names)]
        kept.append({**one, "done_on": known.popleft() if known else None})
    return kept


def _done_at(rows: Sequence[Mapping[str, Any]], place: int, on: date | None) -> list[dict[str, Any]]:
    if not 0 <= place < len(rows):
        raise Problem(_("This was changed meanwhile. Look at it again."))
    done = on.isoformat() if on else None
    return [{**one, "done_on": done} if at == place else dict(one) for at, one in enumerate(rows)]


def _moment(owner: User) -> datetime:
    """Now, or just after the latest choice: the clock may stand still, and what was done last has to be known."""
    last = queries.last_choice(owner)
    latest = max((at for at in (last.at, last.taken_back_at) if at), default=None) if last else None
    return max(clock.now(), latest + timedelta(microseconds=1)) if latest else clock.now()


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(row: Model, name: str, value: Any) -> Any:
    field = row._meta.get_field(name)
    return field.to_python(value) if isinstance(value, str) and isinstance(field, Field) else value


def _lock(owner: User) -> None:
    User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
