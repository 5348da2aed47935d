"""Mailboxes on servers as a source of a reading, by the names that mail knows them by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.mailbox import queries
from onward.mailbox.models import Mailbox
from onward.people.models import User

if TYPE_CHECKING:
    from onward.mailbox.fetching import Mailboxes

#: How the name of such a source begins.
BEGINNING: Final = "imap:"


def open(owner: User, names: Sequence[str]) -> Mailboxes:
    """The mailboxes that are named so."""
    # With it comes all that looks into mail: it is loaded only where mail is read.
    from onward.mailbox.fetching import Mailboxes

    found = [queries.by_address(owner, name.removeprefix(BEGINNING)) for name in names]
    if None in found:
        raise Problem(_("This mailbox is not set up any more."))
    return Mailboxes([one for one in found if one is not None])


def shown(name: str) -> str:
    """A mailbox, or a message in it, as the person knows it."""
    return name.removeprefix(BEGINNING)


def name_of(mailbox: Mailbox) -> str:
    """The mailbox as the source of a reading."""
    return f"{BEGINNING}{mailbox.address}"
