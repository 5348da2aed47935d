"""What the person does with a mailbox: set it up, choose its folders, forget it with its secret."""

import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onward.base import clock
from onward.base.errors import Problem
from onward.mailbox import door, folders, queries, vault
from onward.mailbox.folders import Found
from onward.mailbox.models import Folder, Mailbox
from onward.mailbox.server import Cut
from onward.mailbox.vault import Secret
from onward.people.models import User
from onward.people.owner import add_addresses

#: Seconds before a server is asked a second time.
AGAIN = 1.0
#: Of a mailbox, what the person may say.
FIELDS = ("address", "host", "port", "security", "login", "sign_in", "fingerprint", "client")


def look(mailbox: Mailbox, secret: Secret | None = None) -> list[Found]:
    """Sign in and list the folders, with a secret on trial or the one that is kept; a Problem says what is wrong."""
    try:
        found = _folders(mailbox, secret)
    except Cut:
        # Once is not enough to tell a server that is away from one that was busy.
        time.sleep(AGAIN)
        found = _folders(mailbox, secret)
    if not found:
        raise Problem(
            _("%(host)s shows no folder to %(login)s.") % {"host": mailbox.host, "login": mailbox.login}
        )
    return found


def _folders(mailbox: Mailbox, secret: Secret | None) -> list[Found]:
    with door.opened(mailbox, secret) as client:
        return folders.listed(client.folders())


def set_up(owner: User, given: Mapping[str, Any], secret: Secret, key: int | None = None) -> Mailbox:
    """Set a mailbox up, or change it, once its server has let Onward in; nothing is kept before that.

    With OAuth leave is given afterwards, so the first look comes then.
    """
    mailbox = queries.mailbox(owner, key) if key else Mailbox(owner=owner, made_at=clock.now())
    before = door.name_of(mailbox) if key else ""
    kept = vault.read(before) if before else {}
    moved = bool(key) and (mailbox.host, mailbox.login) != (given["host"], given["login"])
    for name in FIELDS:
        if name in given:
            setattr(mailbox, name, given[name])
    twin = queries.by_address(owner, mailbox.address)
    if twin is not None and twin.pk != key:
        raise Problem(_("%(address)s is set up already.") % {"address": mailbox.address})
    # A password given for one server is not shown to another.
    secret = secret if moved else {**kept, **secret}
    found = None
    if mailbox.sign_in == "password":
        if not secret.get("password"):
            raise Problem(_("Give the password of this mailbox."))
        found = look(mailbox, secret)
    with transaction.atomic():
        mailbox.save()
        add_addresses(owner, [mailbox.address])
        if found is not None:
            list_folders(mailbox, found)
    if before and before != door.name_of(mailbox):
        vault.forget(before)
    vault.keep(door.name_of(mailbox), secret)
    return mailbox


def let_in(mailbox: Mailbox, tokens: Secret) -> None:
    """Keep the leave that was given by OAuth, and look at the folders."""
    vault.keep(door.name_of(mailbox), tokens)
    list_folders(mailbox, look(mailbox))


def list_folders(mailbox: Mailbox, found: Collection[Found]) -> None:
    """Write which folders there are; a choice that was made stays, and a new one is chosen like the first time."""
    roles = {one.role for one in found}
    known = {one.name: one for one in mailbox.folders.all()}
    with transaction.atomic():
        for one in found:
            if (there := known.pop(one.name, None)) is not None:
                there.title, there.role = one.title, one.role
                there.save(update_fields=["title", "role"])
            else:
                chosen = folders.at_first(roles, one.role)
                Folder.objects.create(
                    mailbox=mailbox, name=one.name, title=one.title, role=one.role, chosen=chosen
                )
        Folder.objects.filter(pk__in=[one.pk for one in known.values()]).delete()


def choose(mailbox: Mailbox, keys: Collection[int], every_minutes: int) -> None:
    """Read these folders, and so often."""
    with transaction.atomic():
        queries.folders(mailbox).update(chosen=False)
        queries.folders(mailbox).filter(pk__in=keys).update(chosen=True)
        mailbox.every_minutes = every_minutes
        mailbox.save(update_fields=["every_minutes"])


def forget(mailbox: Mailbox) -> None:
    """Forget a mailbox with its secret; what was read from it stays in the journal."""
    name = door.name_of(mailbox)
    mailbox.folders.all().delete()
    mailbox.delete()
    vault.forget(name)


def forget_secrets(owner: User) -> None:
    """Take every secret of the person's mailboxes away: all is being erased."""
    for one in queries.all_mailboxes(owner):
        with suppress(Problem, OSError):
            vault.forget(door.name_of(one))


def put_draft(owner: User, key: int, content: bytes) -> str:
    """Put a draft into the mailbox's folder of drafts; the name of the folder. Nothing else is ever written there."""
    mailbox = queries.mailbox(owner, key)
    folder = queries.drafts(mailbox)
    if folder is None:
        raise Problem(_("No folder of %(address)s is known for drafts.") % {"address": mailbox.address})
    with door.opened(mailbox) as client:
        client.append(folder.name, content)
    return folder.title
