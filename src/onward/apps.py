"""The one Django app; its models live beside their domains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from onward.applications.correspondence import Mail
    from onward.applications.shares import Share
    from onward.people.models import User


class OnwardConfig(AppConfig):
    """Registers the app under the label that every model uses."""

    name = "onward"
    label = "onward"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the floors below ask for mails and figures; what answers is loaded when somebody asks."""
        from onward.applications import correspondence, shares
        from onward.people.archive import contents

        correspondence.register(_mails)
        shares.register(_share)
        contents.register(_unseen)
        _register_rooms()


def _mails(owner: User, keys: Sequence[int]) -> Mapping[int, Mail]:
    from onward.mail import letterbox

    return letterbox.lookup(owner, keys)


def _share(owner: User, stage: str, referred: bool) -> Share | None:
    from onward.statistics import reaching

    return reaching.share(owner, stage, referred)


def _unseen(owner: User) -> Mapping[str, set[int]]:
    from onward.mail import sealing

    return sealing.unseen(owner)


#: Room → the module that suggests next steps: `suggestions(owner, now)`.
_SUGGESTING = {
    "applications": "applications.suggested",
    "mail": "mail.suggestions",
    "feedback": "feedback.suggestions",
    "rejections": "rejections.suggestions",
    "journal": "journal.suggestions",
    "capture": "capture.suggestions",
    "statistics": "statistics.suggestions",
    "plan": "plan.suggestions",
}
#: Room → the module that tells what a week brought: `news(owner, begin, end)`.
_TELLING = {"applications": "applications.newly", "feedback": "feedback.news", "journal": "journal.news"}
#: Room → the module that tells what has a day or an hour: `diary(owner, now)`.
_DATED = {
    "applications": "applications.diary_talks",
    "mail": "mail.diary",
    "feedback": "feedback.diary",
    "rejections": "rejections.diary",
    "plan": "plan.diary",
}


def _register_rooms() -> None:
    """Every room's suggestions, news and dates; a room's module is loaded when somebody asks."""
    from onward.applications import diary, news, suggestions

    for room, module in _SUGGESTING.items():
        settled = _later("rejections.suggestions", "settled") if room == "rejections" else None
        suggestions.register(room, _later(module, "suggestions"), settled)
    for room, module in _TELLING.items():
        news.register(room, _later(module, "news"))
    for room, module in _DATED.items():
        diary.register(room, _later(module, "diary"))


def _later(module: str, name: str) -> Any:
    def call(owner: User, *moments: datetime) -> Any:
        return getattr(import_module(f"onward.{module}"), name)(owner, *moments)

    return call
