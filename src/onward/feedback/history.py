"""What was done with a feedback, each time with all of it before and after, so that every step can be taken back."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_datetime

from onward.base import clock
from onward.feedback.models import Feedback, Point

_FIELDS = (
    "application_id", "event_id", "draft_id", "message_id", "manner", "giver", "giver_name", "language", "text",
)  # fmt: skip
_MOMENTS = ("at", "put_away_at")
_OF_POINT = ("position", "quote", "theme", "says", "specific", "reliable", "by_hand", "left_out")


def entry(one: Feedback, did: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """One step, as the history keeps it."""
    order = following(one)
    return {
        "order": order, "at": clock.now().isoformat(), "did": did, "before": before, "after": after, "undone": False
    }  # fmt: skip


def following(one: Feedback) -> int:
    """Numbers what is done and taken back, in the order in which the person did it."""
    return max((entry["order"] for entry in one.history), default=0) + 1


def snapshot(one: Feedback) -> dict[str, Any]:
    """All that can be changed of a feedback, as JSON keeps it."""
    moments = {name: moment.isoformat() if (moment := getattr(one, name)) else None for name in _MOMENTS}
    kept = [
        {"id": point.pk, **{name: getattr(point, name) for name in _OF_POINT}}
        for point in one.points.order_by("position", "pk")
    ]
    return {**{name: getattr(one, name) for name in _FIELDS}, **moments, "points": kept}


def restore(one: Feedback, kept: Mapping[str, Any]) -> None:
    """Make a feedback and its points what they were."""
    for name in _FIELDS:
        setattr(one, name, kept[name])
    for name in _MOMENTS:
        setattr(one, name, parse_datetime(kept[name]) if kept[name] else None)
    one.points.exclude(pk__in=[point["id"] for point in kept["points"]]).delete()
    for point in kept["points"]:
        fields = {name: point[name] for name in _OF_POINT}
        Point.objects.update_or_create(pk=point["id"], feedback=one, defaults=fields)
