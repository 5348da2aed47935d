"""`onward sync`, reading by itself while served, and putting one draft into the drafts."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from bench.dovecot import USER, Dovecot
from django.test import Client

from onward import cli
from onward.applications import draft_places
from onward.base import clock
from onward.commands import journal
from onward.mail import reading_process
from onward.mail.models import Reading
from onward.mailbox import queries, timer, vault
from onward.mailbox.models import Mailbox
from onward.people.models import User
from tests.mail.letters import search


@pytest.fixture
def sync(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """`sync(*arguments)`: exit code, standard output, standard error."""
    for name in ("prepare", "back_up"):
        monkeypatch.setattr(journal, name, lambda **given: None)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["sync", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_sync_once(
    server: Dovecot, set_up: Callable[..., Mailbox], sync: Callable[..., tuple[int, str, str]]
) -> None:
    assert sync() == (
        1,
        "",
        "No mailbox is set up. Start `onward` and choose “Read mail”, then “Connect a mailbox”.\n",
    )
    server.deliver(search())
    one = set_up()
    code, out, err = sync("--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "mailboxes": [
            {
                "address": USER, "examined": 7, "known": 0, "kept": 4, "skipped": [], "problem": None,
                "kinds": {"acknowledgement": 2, "rejection": 1, "interview": 1},
            }
        ]
    }  # fmt: skip
    code, out, _ = sync()
    assert (code, out.splitlines()[:2]) == (
        0,
        [
            "0 new messages looked at; 0 belong to the search.",
            "1 of 2 applications went past applying: 1 to an interview. Where they stand:",
        ],
    )
    vault.forget(f"{one.owner_id}:{USER}")
    code, out, err = sync("--json")
    assert code == 1
    assert (
        json.loads(out)["mailboxes"][0]["problem"]
        == f"The password of {USER} is not here. Give it once more."
    )
    assert err == f"{USER}: The password of {USER} is not here. Give it once more.\n"


def test_by_itself_only_where_it_is_wanted_and_due(
    server: Dovecot,
    set_up: Callable[..., Mailbox],
    monkeypatch: pytest.MonkeyPatch,
    freeze: Callable[[datetime], None],
) -> None:
    monkeypatch.setattr(reading_process, "launch", lambda reading, me: reading_process.read(reading.pk, me))
    begin = datetime(2026, 5, 1, 9, tzinfo=UTC)
    freeze(begin)
    one = set_up()
    freeze(begin + timedelta(days=1))
    assert (queries.due(), timer.look()) == ([], 0)
    one.every_minutes = 15
    one.save()
    assert timer.look() == 1
    assert timer.look() == 0
    freeze(clock.now() + timedelta(minutes=15))
    assert timer.look() == 1
    # One that cannot be read is tried again at its time and not before.
    vault.forget(f"{one.owner_id}:{USER}")
    freeze(clock.now() + timedelta(minutes=15))
    monkeypatch.setattr(reading_process, "launch", lambda reading, me: None)
    assert timer.look() == 1
    assert timer.look() == 0
    assert Reading.objects.count() == 3


def test_a_draft_is_put_into_the_drafts_and_nothing_else_is_written(
    owner: User, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    assert draft_places.places(owner) == []
    server.deliver(search())
    one = set_up()
    before = server.flags()
    [place] = draft_places.places(owner)
    assert (place.address, place.title) == (USER, "Drafts")
    raw = "Subject: Grüße\r\nTo: ines@mill.example\r\n\r\nDear Ines,\r\n".encode()
    assert draft_places.put(owner, place.key, raw) == "Drafts"
    after = server.flags()
    new = after.keys() - before.keys()
    assert len(new) == 1
    assert {key: after[key] for key in before} == before
    [name] = new
    assert name.startswith(".Drafts/")
    assert "D" in after[name]
    [file] = [file for part in ("cur", "new") for file in (server.maildir("Drafts") / part).iterdir()]
    assert file.read_bytes().replace(b"\r\n", b"\n") == raw.replace(b"\r\n", b"\n")
    assert one.pk == place.key


def test_the_letters_page_has_a_button_only_where_a_mailbox_is_set_up(
    owner: User, signed_in: Client, server: Dovecot, set_up: Callable[..., Mailbox]
) -> None:
    from onward.applications.actions import create_application
    from onward.applications.models import Event
    from onward.applications.stages import Fact
    from onward.letters import actions

    create_application(owner, {"company": "Nordlicht"}, [Fact("rejected", clock.now())])
    letter = actions.begin(owner, Event.objects.get(kind="rejected").pk, "feedback")
    page = f"/letters/{letter.pk}/"
    assert "Put it into my drafts" not in signed_in.get(page).content.decode()
    assert signed_in.post(f"{page}drafts/", {"place": "1"}).status_code == 404
    one = set_up()
    assert "Put it into my drafts" in signed_in.get(page).content.decode()
    answer = signed_in.post(f"{page}drafts/", {"place": one.pk}, follow=True).content.decode()
    assert "It lies in “Drafts” of mira@example.org" in answer
    [file] = [file for part in ("cur", "new") for file in (server.maildir("Drafts") / part).iterdir()]
    made = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert (made["From"], made["Subject"]) == (USER, letter.subject)
