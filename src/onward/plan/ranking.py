"""Which suggestions come first, and why: a score of stated terms, each its own, so that nothing else can change it. Pure.

Score = worth x time left x effort x energy x waved away. Every factor is our own assumption, fixed before the situations
of tests/plan were tried; the page shows those that spoke.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from onward.applications.suggestions import Suggestion

MOST = 5
ENERGIES = ("low", "usual", "high")
#: On a hard day so many, and none that takes longer; unless its day is today or tomorrow.
LIGHT_MOST, LIGHT_MINUTES = 2, 15
#: With little energy so many.
LOW_MOST = 3
#: Days to the last day, at most → factor.
_DUE = ((0, 4.0), (1, 3.2), (3, 2.0), (7, 1.4))
#: Days until it is no longer worth doing, at most → factor.
_FADING = ((1, 1.8), (3, 1.3), (7, 1.1))
#: Minutes, at most → factor.
_EFFORT = ((5, 1.2), (15, 1.1), (30, 1.0), (60, 0.9))
_LONG = 0.8
#: A day as near as this is kept even on a hard day.
_PRESSING = 1
#: What is not shown and has a day as near as this is named in a line; of a day that is to be light, the nearer; so many.
_NAMED, _NAMED_LIGHT, _MOST_NAMED = 7, 3, 3


@dataclass(frozen=True, slots=True)
class Mood:
    """How the day is: the energy, whether it was hard, and how many suggestions the person wants at most."""

    energy: str = "usual"
    light: bool = False
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Ranked:
    """A suggestion with its score and the terms that it is made of: worth, time, effort, energy, waved."""

    suggestion: Suggestion
    score: float
    terms: Mapping[str, float] = field(default_factory=dict, hash=False)


def rank(
    offered: Iterable[Suggestion],
    now: datetime,
    today: date,
    mood: Mood = Mood(),
    waved: Mapping[str, int] | None = None,
) -> list[Ranked]:
    """All that is not past, the best first.

    Of two with the same key the one that knows its day counts. What two have in common in score is settled by the
    nearer day and then by the key, so the order is total and always the same.
    """
    by_key: dict[str, Suggestion] = {}
    for one in offered:
        known = by_key.get(one.key)
        if known is None or (known.due is None and one.due is not None):
            by_key[one.key] = one
    ranked = [
        _ranked(one, now, today, mood, (waved or {}).get(one.kind, 0))
        for one in by_key.values()
        if not past(one, now, today)
    ]
    return sorted(ranked, key=_place)


def choose(ranked: Sequence[Ranked], today: date, mood: Mood = Mood()) -> list[Ranked]:
    """Those to show: at most five, one hard thing, one of a kind; on a hard day fewer and lighter."""
    most = min(mood.most, MOST)
    if mood.light:
        most = min(most, LIGHT_MOST)
    elif mood.energy == "low":
        most = min(most, LOW_MOST)
    shown: list[Ranked] = []
    for one in ranked:
        if len(shown) >= most:
            break
        held = one.suggestion
        if any(held.kind == other.suggestion.kind for other in shown):
            continue
        if held.hard and any(other.suggestion.hard for other in shown):
            continue
        if _too_much(held, today, mood):
            continue
        shown.append(one)
    return shown


def named(
    ranked: Sequence[Ranked], shown: Sequence[Ranked], today: date, mood: Mood = Mood()
) -> list[Ranked]:
    """What is not shown and must not be forgotten over it: its day is near and not the person's own; nearest first.

    Beside what is shown or named about the same thing only something hard is named: it is left out for being hard.
    """
    near = _NAMED_LIGHT if mood.light or mood.energy == "low" else _NAMED
    above = {one.suggestion.key for one in shown}
    seen = [dict(one.suggestion.about) for one in shown]
    found: list[Ranked] = []
    for one in sorted(ranked, key=lambda other: (other.suggestion.due or date.max, _place(other))):
        held, about = one.suggestion, dict(one.suggestion.about)
        if held.due is None or held.movable or (held.due - today).days > near or held.key in above:
            continue
        if held.hard or about not in seen:
            seen.append(about)
            found.append(one)
    return found[:_MOST_NAMED]


def past(one: Suggestion, now: datetime, today: date) -> bool:
    """Whether its day or its hour has gone by."""
    return (one.due is not None and one.due < today) or (one.ends is not None and one.ends <= now)


def reasons(first: Ranked, second: Ranked | None) -> list[str]:
    """The terms by which the first stands before the second, the strongest first; of an only one, those that spoke."""
    ahead = {
        name: value / (second.terms[name] if second else _neutral(name))
        for name, value in first.terms.items()
    }
    return sorted(
        (name for name, ratio in ahead.items() if ratio > 1.0), key=lambda name: (-ahead[name], name)
    )


def _ranked(one: Suggestion, now: datetime, today: date, mood: Mood, waved: int) -> Ranked:
    terms = {
        "worth": float(one.worth),
        "time": _time(one, now, today),
        "effort": next((factor for most, factor in _EFFORT if one.effort_minutes <= most), _LONG),
        "energy": _energy(one, today, mood),
        "waved": 0.5**waved,
    }
    score = 1.0
    for value in terms.values():
        score *= value
    # Rounded: factors multiplied in another order must not decide.
    return Ranked(one, round(score, 9), terms)


def _time(one: Suggestion, now: datetime, today: date) -> float:
    if one.due is not None:
        left = (one.due - today).days
        return next((factor for most, factor in _DUE if left <= most), 1.0)
    if one.ends is not None:
        hours = (one.ends - now).total_seconds() / 3600
        return next((factor for most, factor in _FADING if hours <= 24 * most), 1.0)
    return 1.0


def _energy(one: Suggestion, today: date, mood: Mood) -> float:
    if mood.energy == "high":
        return 1.3 if one.hard else 1.0
    if mood.energy == "low" and not _pressing(one, today):
        return 0.3 if one.hard else 0.6 if one.effort_minutes > LIGHT_MINUTES else 1.0
    return 1.0


def _too_much(one: Suggestion, today: date, mood: Mood) -> bool:
    if _pressing(one, today):
        return False
    if mood.light:
        return one.hard or one.effort_minutes > LIGHT_MINUTES
    return mood.energy == "low" and one.hard


def _pressing(one: Suggestion, today: date) -> bool:
    return one.due is not None and not one.movable and (one.due - today).days <= _PRESSING


def _neutral(name: str) -> float:
    return 5.0 if name == "worth" else 1.0


def _place(one: Ranked) -> tuple[float, date, str]:
    return -one.score, one.suggestion.due or date.max, one.suggestion.key
