"""A connection that is cut anywhere: nothing is lost, nothing comes twice, no flag changes."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from bench.dovecot import USER, Dovecot
from bench.proxy import between

from bench import live_mailbox
from onward.applications.models import Event
from onward.base.errors import Problem
from onward.mail import intake
from onward.mail.models import LedgerEntry, Message, Reading
from onward.mailbox.models import Folder, Mailbox
from onward.people.models import User
from tests.mailbox.test_reading import SOURCE, board

#: Messages of the mailbox, applications of its search, and where it is cut.
MESSAGES, APPLICATIONS = 500, 12
CUTS = int(os.environ.get("ONWARD_CUTS", "30"))


@pytest.fixture(scope="module")
def folders() -> dict[str, list[bytes]]:
    return live_mailbox.boxes(MESSAGES, APPLICATIONS, seed=3)


@pytest.fixture
def from_file(other: User, folders: dict[str, list[bytes]], tmp_path: Path) -> list[tuple[object, ...]]:
    """The board of somebody who read the same messages from a file."""
    other.addresses = [USER]
    other.save()
    intake.read(other, [str(live_mailbox.as_mbox(folders, tmp_path / "all.mbox"))])
    return board(other)


def kept(owner: User) -> list[str]:
    return sorted(Message.objects.filter(owner=owner).values_list("header_id", flat=True))


@pytest.mark.slow
def test_cut_at_random_and_numbered_anew(
    owner: User,
    server: Dovecot,
    set_up: Callable[..., Mailbox],
    folders: dict[str, list[bytes]],
    from_file: list[tuple[object, ...]],
) -> None:
    for name, raws in folders.items():
        server.deliver(raws, name)
    flags = server.flags()
    total = sum(len(raw) for raws in folders.values() for raw in raws)
    chance = random.Random(11)
    with between(server.plain) as proxy:
        set_up(port=proxy.port)
        proxy.received, proxy.cuts = 0, sorted(chance.randrange(200, total // 10) for _ in range(CUTS))
        begun = proxy.connections
        # Tries are bounded: where cuts follow each other too closely the person presses Continue.
        while Reading.objects.filter(owner=owner, state="done").count() == 0:
            with suppress(Problem):
                intake.read(owner, [SOURCE])
            assert Reading.objects.filter(owner=owner).count() < CUTS
        said = set(Reading.objects.filter(owner=owner).exclude(problem="").values_list("problem", flat=True))
        assert all("Nothing is lost" in sentence for sentence in said), said
        assert not proxy.cuts, "every one of them was met"
        assert proxy.connections - begun >= CUTS // 2
        proxy.cuts = []
        assert board(owner) == from_file
        once = kept(owner)
        assert len(once) == LedgerEntry.objects.filter(owner=owner).exclude(message=None).count()
        events = Event.objects.filter(owner=owner).count()
        old = set(Folder.objects.filter(chosen=True).values_list("uid_validity", flat=True))
        for name in folders:
            server.forget_numbers(name)
        intake.read(owner, [SOURCE])
        assert not old & set(
            Folder.objects.filter(chosen=True, next_uid__gt=1).values_list("uid_validity", flat=True)
        )
    assert (kept(owner), board(owner)) == (once, from_file)
    assert Event.objects.filter(owner=owner).count() == events
    assert server.flags() == flags


def test_a_server_that_is_gone_is_asked_a_few_times_and_then_named(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    with between(server.plain) as proxy:
        set_up(port=proxy.port)
        server.deliver([b"Subject: x\r\n\r\ny\r\n"])
        begun = proxy.connections
        proxy.cuts = [proxy.received] * 100
        with pytest.raises(Problem, match=r"The mailbox closed the connection\. Nothing is lost"):
            intake.read(owner, [SOURCE])
        assert proxy.connections - begun == 8
    assert Reading.objects.get().state == "broken"
