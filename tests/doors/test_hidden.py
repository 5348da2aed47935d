"""With rejections hidden, every page, command and readable export is what it would be if none had come.

Two journals: one is read from a mailbox with noes in it, by somebody who wants to see them later; the other from the
same mailbox with a friend's mail in the place of each no. Nothing may differ.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from django.test import Client

from onward import takeaway
from onward.applications import contract
from onward.calendar import queries as calendars
from onward.commands import summary
from onward.mail import intake, sealing
from onward.mail import queries as mail
from onward.mail.models import Message
from onward.people import export, showing
from onward.people.models import User
from onward.plan import queries as plan
from onward.plan import summary as plan_summary
from onward.urls import urlpatterns
from tests.mail.letters import INVITED, ME, NO, RECEIVED, answer, as_mbox, chat

pytestmark = pytest.mark.django_db


def mailbox(*, noes: bool) -> list[bytes]:
    """A search of three; `noes`: two of them end, one with a mail that is the first word of its employer."""
    return [
        answer(RECEIVED, "Nordlicht", "Data Analyst", 1),
        chat(2),
        answer(RECEIVED, "Corvo Foods", "Support Engineer", 3),
        answer(NO, "Nordlicht", "Data Analyst", 5) if noes else chat(5),
        answer(INVITED, "Corvo Foods", "Support Engineer", 7),
        answer(NO, "Halden Marine", "Deckhand", 8) if noes else chat(8),
    ]


@pytest.fixture
def journals(owner: User, other: User, tmp_path: Path) -> tuple[User, User]:
    for person, noes in ((owner, True), (other, False)):
        person.show_no, person.addresses, person.time_zone = showing.WHEN_OPENED, [ME], "Europe/Lisbon"
        person.save()
        # One path for both: a reading shows it.
        intake.read(person, [as_mbox(tmp_path / "search.mbox", mailbox(noes=noes))])
        (tmp_path / "search.mbox").unlink()
    assert Message.objects.filter(owner=owner, sealed_at__isnull=False).count() == 2
    return owner, other


def ids(person: User) -> dict[str, list[int]]:
    """What the addresses of a person's own things are made of, in the order in which they were made."""
    from onward.applications.models import Act, Application, Event
    from onward.mail.models import Reading

    own = {
        "applications": Application, "entries": Event, "acts": Act, "reading": Reading, "rejections": Event,
    }  # fmt: skip
    found = {
        name: list(model._base_manager.filter(owner=person).order_by("pk").values_list("pk", flat=True))
        for name, model in own.items()
    }
    shown = Message.objects.filter(owner=person, sealed_at=None).order_by("pk")
    return {**found, "messages": list(shown.values_list("pk", flat=True))}


def pages(person: User) -> list[str]:
    """The path of every page: of each thing of theirs, and of those that are about none."""
    own = ids(person)
    found: list[str] = []
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if "<str:" in route or route == "settings/journal.zip":
            continue
        if "<int:pk>" not in route:
            found.append(f"/{route}")
            continue
        keys = own.get(route.split("/")[0], [])
        found += ["/" + route.replace("<int:pk>", str(key)) for key in keys]
    return found


def plain(page: str) -> str:
    """A page without what differs between any two people: tokens, numbers of rows, names, moments."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"', "", page)
    page = re.sub(r'(?:value|data-timer)="[0-9a-f]{16}"', "", page)  # which window a draft is written in
    page = re.sub(r"(?<=[a-z/=:\"-])\d+(?=[/\"&#?])", "N", page)
    return re.sub(r"\b\d\d:\d\d\b|datetime=\"[^\"]*\"|teodor|mira|\d+[.,]?\d*\s[KM]?B\b", "", page)


def client_of(person: User) -> Client:
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(person)
    return browser


def test_no_page_tells(journals: tuple[User, User]) -> None:
    hidden, without = journals
    theirs, others = pages(hidden), pages(without)
    assert [re.sub(r"\d+", "N", path) for path in theirs] == [re.sub(r"\d+", "N", path) for path in others]
    looked_at = 0
    for path, beside in zip(theirs, others, strict=True):
        one, two = client_of(hidden).get(path, follow=True), client_of(without).get(beside, follow=True)
        assert one.status_code == two.status_code, path
        if "html" in one.headers.get("Content-Type", "") and not one.streaming:
            looked_at += one.status_code == 200
            assert plain(one.content.decode()) == plain(two.content.decode()), path
            assert "Halden" not in one.content.decode(), path
    assert looked_at > 25


def test_searching_finds_none(journals: tuple[User, User]) -> None:
    browser = client_of(journals[0])
    for path in (
        "/applications/?q=halden",
        "/rejections/?q=nordlicht",
        "/applications/?status=rejected",
        "/applications/board/?q=deckhand",
    ):
        page = browser.get(path).content.decode()
        assert "Deckhand" not in page, path
        assert "other candidates" not in page, path


def test_the_terminal_tells_nothing(
    journals: tuple[User, User], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = []
    for person in journals:
        monkeypatch.setattr("onward.people.owner.local_owner", lambda person=person: person)
        summary.print_summary()
        printed.append(capsys.readouterr().out)
        listed = contract.as_json(person, partial(mail.header_ids, person))
        assert "rejected" not in json.dumps(listed)
        printed.append(re.sub(r'"id": \d+', "", json.dumps(listed)))
        today = plan.today(person)
        printed.append(re.sub(r"\d+", "N", json.dumps([plan.as_json(today), plan_summary.lines(today)])))
    assert printed[:3] == printed[3:]


def test_what_can_be_read_of_the_archive_tells_nothing(journals: tuple[User, User]) -> None:
    told = [
        {name: b"".join(pieces) for name, pieces in export.readable(person, takeaway.parts)}
        for person in journals
    ]
    readable, without = told
    assert list(readable) == list(without), "a gap in the names of the files would tell"
    assert len([name for name in readable if name.endswith(".eml")]) == 3
    for name, content in readable.items():
        if not name.endswith((".eml", "reading.jsonl", "person.json")):
            assert len(content.splitlines()) == len(without[name].splitlines()), name
    for name, content in readable.items():
        assert b"other candidates" not in content, name
        assert b"Halden" not in content, name


def test_no_table_tells(journals: tuple[User, User]) -> None:
    for path in (
        "/applications/table.csv",
        "/record/record.csv?from=2024-01-01&to=2024-12-31&columns=result",
    ):
        told = [b"".join(client_of(person).get(path).streaming_content) for person in journals]
        assert told[0].replace(b"mira", b"") == told[1].replace(b"teodor", b"")
        assert told[0].count(b"\n") >= 3
        assert b"Deckhand" not in told[0]
        assert b"They said no" not in told[0]


def entries(content: bytes) -> list[str]:
    """What a calendar tells, without identities and moments of writing."""
    told = content.decode().replace("\r\n ", "").split("\r\n")
    return [line for line in told if not line.startswith(("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"))]


def test_no_calendar_tells(journals: tuple[User, User], freeze: Callable[[datetime], None]) -> None:
    freeze(datetime(2024, 4, 20, 9, tzinfo=UTC))
    told = []
    for person in journals:
        page = client_of(person).post("/calendar/address/", {"do": "make"}).content.decode()
        [path] = re.findall(r"/calendar/feed/[\w-]+/onward\.ics", page)
        feed = Client(headers={"host": "127.0.0.1"}).get(path)
        assert entries(feed.content) == entries(client_of(person).get("/calendar/onward.ics").content)
        told.append(entries(feed.content))
    assert told[0] == told[1]
    assert "SUMMARY:Interview at Corvo Foods" in told[0]


def test_a_no_after_a_talk_tells_nothing_until_it_is_opened(
    owner: User, tmp_path: Path, freeze: Callable[[datetime], None]
) -> None:
    """The talk stays, and neither a day to stay in touch nor one to look again is there before."""
    freeze(datetime(2024, 4, 20, 9, tzinfo=UTC))
    owner.show_no, owner.addresses = showing.WHEN_OPENED, [ME]
    owner.save()
    told = [
        answer(RECEIVED, "Corvo Foods", "Support Engineer", 3),
        answer(INVITED, "Corvo Foods", "Support Engineer", 7),
    ]
    intake.read(owner, [as_mbox(tmp_path / "one.mbox", told)])
    before = calendars.written(owner)
    intake.read(owner, [as_mbox(tmp_path / "two.mbox", [answer(NO, "Corvo Foods", "Support Engineer", 9)])])
    assert Message.objects.filter(owner=owner, sealed_at__isnull=False).count() == 1
    assert calendars.written(owner) == before
    assert b"SUMMARY:Interview at Corvo Foods" in before
    sealing.open_all(owner)
    after = calendars.written(owner)
    assert b"SUMMARY:Interview at Corvo Foods" not in after, "that talk does not come any more"
    assert b"SUMMARY:Stay in touch with Corvo Foods" in after
