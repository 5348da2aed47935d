"""A mailbox on a real server becomes the same journal as its messages in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bench.dovecot import USER, Dovecot
from bench.proxy import between

from bench import live_mailbox
from onward.applications.models import Application, Event
from onward.mail import intake
from onward.mail.models import LedgerEntry, Message, Proposal
from onward.mailbox import actions, queries
from onward.mailbox.models import Folder, Glance, Mailbox
from onward.people.models import User
from tests.mail.letters import NO, RECEIVED, answer, as_mbox, chat, mail, search

SOURCE = f"imap:{USER}"


def board(owner: User) -> list[tuple[object, ...]]:
    """What the board shows, with each event and the mail that it rests on."""
    headers = dict(Message.objects.filter(owner=owner).values_list("pk", "header_id"))
    found = []
    for place in Application.objects.filter(owner=owner, visible=True):
        events = Event.objects.filter(current=place, active=True).order_by("at", "kind")
        said = tuple((one.kind, one.at, headers.get(one.message_id or 0)) for one in events)
        found.append((place.company, place.role, place.status, place.furthest_stage, said))
    return sorted(found, key=str)


def test_the_same_board_as_from_a_file(
    owner: User, other: User, server: Dovecot, set_up: Callable[..., Mailbox], tmp_path: Path
) -> None:
    server.deliver(search())
    before = server.flags()
    set_up()
    reading = intake.read(owner, [SOURCE])
    assert (reading.state, reading.examined, reading.kept) == ("done", 7, 4)
    other.addresses = [USER]
    other.save()
    intake.read(other, [as_mbox(tmp_path / "in.mbox", search())])
    assert board(owner) == board(other) != []
    assert server.flags() == before, "no flag is changed, and nothing is moved"


def test_a_second_reading_asks_for_nothing_that_it_knows(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    server.deliver(search())
    with between(server.plain) as proxy:
        set_up(port=proxy.port)
        intake.read(owner, [SOURCE])
        proxy.said = b""
        assert intake.read(owner, [SOURCE]).examined == 0
        assert b"FETCH" not in proxy.said
        server.deliver([answer(NO, "Corvo Foods", "Support Engineer", 9), chat(10)])
        proxy.said = b""
        reading = intake.read(owner, [SOURCE])
        assert (reading.examined, reading.kept) == (2, 1)
        fetched = [line for line in proxy.said.split(b"\r\n") if b"HEADER.FIELDS" in line]
        assert len(fetched) == 1
        assert b"FETCH 8:9 " in fetched[0] or b"FETCH 8,9 " in fetched[0]


def test_only_looking_commands_are_ever_said(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    server.deliver(search())
    server.deliver([chat(20)], "Sent")
    with between(server.plain) as proxy:
        set_up(port=proxy.port)
        intake.read(owner, [SOURCE])
        words = {line.split(b" ")[1] for line in proxy.said.split(b"\r\n") if line.count(b" ")}
        assert words <= {b"CAPABILITY", b"LOGIN", b"LIST", b"STATUS", b"EXAMINE", b"UID", b"LOGOUT", b"NOOP"}
        fetches = [line for line in proxy.said.split(b"\r\n") if b"FETCH" in line]
        assert fetches
        assert all(b"BODY.PEEK[" in line for line in fetches)


def test_read_from_a_file_before_it_is_known(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox], tmp_path: Path
) -> None:
    intake.read(owner, [as_mbox(tmp_path / "in.mbox", search())])
    before, events = board(owner), Event.objects.count()
    server.deliver([one.replace(b"\n", b"\r\n") for one in search()])
    set_up()
    reading = intake.read(owner, [SOURCE])
    assert (reading.kept, board(owner), Event.objects.count()) == (0, before, events)
    assert intake.read(owner, [as_mbox(tmp_path / "again.mbox", search())]).kept == 0


def test_a_mail_without_a_word_of_hiring_is_found_by_its_thread_whenever_that_becomes_known(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    """In this reading, and when the thread came to the search in a later one."""
    first = answer(RECEIVED, "Nordlicht", "Data Analyst", 1)
    silent = mail("Re: Tuesday", "Dear Mira, sorry, it did not work out this time. Ines", "ines@mill.example",
                  5, thread="<1.jobs@nordlicht.example>")  # fmt: skip
    server.deliver([silent, chat(2)])
    set_up()
    assert intake.read(owner, [SOURCE]).kept == 0
    # It sounds like an answer, and until its thread is known that is asked about.
    assert Proposal.objects.filter(message__filed=True, message__sender_address="ines@mill.example").exists()
    assert Glance.objects.count() == 1
    server.deliver([first])
    assert intake.read(owner, [SOURCE]).kept == 2
    assert [place[2] for place in board(owner)] == ["rejected"]
    assert Glance.objects.count() == 1
    assert "mill.example" not in str(list(Glance.objects.values())), "only digests"


def test_sent_mail_is_the_persons_own(owner: User, server: Dovecot, set_up: Callable[..., Mailbox]) -> None:
    server.deliver([answer(RECEIVED, "Nordlicht", "Data Analyst", 1)])
    reply = mail("Re: Data Analyst", "Thank you, I am looking forward to it.", USER, 3, thread="<1.jobs@nordlicht.example>",
                 to="jobs@nordlicht.example")  # fmt: skip
    server.deliver([reply, mail("Soup", "At eight?", USER, 4, to="teodor@example.net")], "Sent")
    set_up()
    assert intake.read(owner, [SOURCE]).kept == 2
    assert Message.objects.get(outgoing=True).subject == "Re: Data Analyst"


def test_what_the_person_wrote_to_an_office_is_found_as_in_a_file(
    owner: User, other: User, server: Dovecot, set_up: Callable[..., Mailbox], tmp_path: Path
) -> None:
    """It is no answer and in no thread: the answer that came from that house ties it."""
    own = mail("Hello", "Dear team at Nordlicht, I have followed your work for years and would love to be part of it, for"
               " example as Data Analyst. Attached are two work samples. Mira", USER, 1, to="post@nordlicht.example")  # fmt: skip
    came = answer(RECEIVED, "Nordlicht", "Data Analyst", 3)
    server.deliver([came])
    server.deliver([own, mail("Soup", "At eight?", USER, 4, to="teodor@example.net")], "Sent")
    set_up()
    intake.read(owner, [SOURCE])
    other.addresses = [USER]
    other.save()
    intake.read(other, [as_mbox(tmp_path / "in.mbox", [came, own])])
    assert Message.objects.filter(owner=other, outgoing=True).exists()
    assert board(owner) == board(other)
    assert not Message.objects.filter(owner=owner, subject="Soup").exists()


def test_moved_and_expunged_and_numbered_anew(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    server.deliver(search())
    set_up()
    intake.read(owner, [SOURCE])
    before = board(owner)
    inbox, archive = server.maildir() / "cur", server.maildir("Archive") / "cur"
    archive.mkdir(parents=True, exist_ok=True)
    files = sorted(inbox.iterdir())
    files[0].rename(archive / files[0].name)
    files[1].unlink()
    server._hand_over()
    reading = intake.read(owner, [SOURCE])
    assert (reading.examined, reading.known, reading.kept) == (1, 1, 0)
    old = Folder.objects.get(role="inbox").uid_validity
    server.forget_numbers()
    reading = intake.read(owner, [SOURCE])
    assert Folder.objects.get(role="inbox").uid_validity != old
    assert (reading.examined, reading.kept) == (5, 0)
    assert board(owner) == before
    assert Message.objects.count() == 4


def test_a_folder_that_is_gone_is_named_and_stops_nothing(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    server.deliver([chat(1)], "Jobs")
    server.deliver(search())
    mailbox = set_up()
    assert [one.title for one in queries.chosen(mailbox)] == ["INBOX", "Sent", "Archive", "Jobs"]
    import shutil

    shutil.rmtree(server.maildir("Jobs"))
    reading = intake.read(owner, [SOURCE])
    assert reading.kept == 4
    assert reading.skipped == [{"source": f"{SOURCE}/Jobs", "why": "This folder is no longer there."}]


def test_what_is_not_chosen_is_not_read(owner: User, server: Dovecot, set_up: Callable[..., Mailbox]) -> None:
    server.deliver(search(), "Jobs")
    mailbox = set_up()
    actions.choose(mailbox, [one.pk for one in queries.chosen(mailbox) if one.title != "Jobs"], 0)
    assert intake.read(owner, [SOURCE]).examined == 0


def test_stopped_between_batches_goes_on_there(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onward.mailbox.session.AT_ONCE", 3)
    monkeypatch.setattr("onward.mail.intake.PAUSE", 0.0)
    server.deliver(search())
    set_up()
    from onward.mail.models import Reading

    def stop(*_told: int) -> None:
        Reading.objects.update(stop_requested=True)

    first = intake.read(owner, [SOURCE], progress=stop)
    assert first.state == "stopped"
    assert first.examined < 7
    second = intake.read(owner, [SOURCE])
    assert second.state == "done"
    assert Message.objects.count() == 4
    assert LedgerEntry.objects.exclude(message=None).count() == 4


def test_of_a_mailbox_little_is_fetched(owner: User, server: Dovecot, set_up: Callable[..., Mailbox]) -> None:
    """The whole measurement is `python -m bench.live_mailbox`."""
    folders = live_mailbox.boxes(400, 2, seed=5)
    total = sum(len(raw) for raws in folders.values() for raw in raws)
    for name, raws in folders.items():
        server.deliver(raws, name)
    with between(server.plain) as proxy:
        set_up(port=proxy.port)
        proxy.received = 0
        assert intake.read(owner, [SOURCE]).examined == 400
        assert proxy.received < 0.15 * total
