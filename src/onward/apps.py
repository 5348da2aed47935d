"""The one Django app; its models live beside their domains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        from onward.people.archive import unseen

        correspondence.register(_mails)
        shares.register(_share)
        unseen.lookups.register(_unseen)
        _register_rooms()
        _register_mailbox()


def _mails(owner: User, keys: Sequence[int]) -> Mapping[int, Mail]:
    from onward.mail import letterbox

    return letterbox.lookup(owner, keys)


def _register_mailbox() -> None:
    """Let mail read from a server as from a file, letters go into its drafts, and its secrets go with all else."""
    from onward.applications import draft_places
    from onward.mail import sources
    from onward.people import erase

    sources.register("imap:", lambda: import_module("onward.mailbox.source"))
    draft_places.register(_later("mailbox.drafts", "places"), _later("mailbox.drafts", "put"))
    erase.register(_later("mailbox.actions", "forget_secrets"))


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
    "letters": "letters.suggestions",
    "rejections": "rejections.suggestions",
    "journal": "journal.suggestions",
    "capture": "capture.suggestions",
    "statistics": "statistics.suggestions",
    "plan": "plan.suggestions",
}
#: Room → the module that tells what a week brought: `news(owner, begin, end)`.
_TELLING = {
    "applications": "applications.newly",
    "letters": "letters.news",
    "feedback": "feedback.news",
    "journal": "journal.news",
}
#: Room → the module that tells what has a day or an hour: `diary(owner, now)`.
_DATED = {
    "applications": "applications.diary_talks",
    "mail": "mail.diary",
    "letters": "letters.diary",
    "rejections": "rejections.diary",
    "capture": "capture.diary",
    "plan": "plan.diary",
}


def _register_rooms() -> None:
    """Every room's suggestions, news and dates; a room's module is loaded when somebody asks."""
    from onward.applications import diary, news, suggestions

    for room, module in _SUGGESTING.items():
        suggestions.register(_later(module, "suggestions"), room)
    suggestions.done_with.register(_later("rejections.suggestions", "settled"), "rejections")
    suggestions.begun.register(_later("letters.suggestions", "begun"), "letters")
    for room, module in _TELLING.items():
        news.register(_later(module, "news"), room)
    for room, module in _DATED.items():
        diary.register(_later(module, "diary"), room)


def _later(module: str, name: str) -> Any:
    def call(owner: User, *given: Any) -> Any:
        return getattr(import_module(f"onward.{module}"), name)(owner, *given)

    return call
