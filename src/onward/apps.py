"""The one Django app; its models live beside their domains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from onward.applications.correspondence import Mail
    from onward.people.models import User


class OnwardConfig(AppConfig):
    """Registers the app under the label that every model uses."""

    name = "onward"
    label = "onward"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the floors below mail ask for mails; what answers is loaded when somebody asks."""
        from onward.applications import correspondence
        from onward.people.archive import contents

        correspondence.register(_mails)
        contents.register(_unseen)


def _mails(owner: User, keys: Sequence[int]) -> Mapping[int, Mail]:
    from onward.mail import letterbox

    return letterbox.lookup(owner, keys)


def _unseen(owner: User) -> Mapping[str, set[int]]:
    from onward.mail import sealing

    return sealing.unseen(owner)
