"""The calendar's page, its address, and who may read what."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from onward.base import clock
from onward.calendar import actions
from onward.calendar.models import Feed
from onward.cli import main
from onward.people.models import User
from tests.calendar.searches import NOW, live

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    clock.travel_to(NOW)
    yield
    clock.travel_to(None)


def address(browser: Client) -> str:
    """Make an address; its path."""
    page = browser.post("/calendar/address/", {"do": "make"}).content.decode()
    [found] = re.findall(r"http://127\.0\.0\.1(/calendar/feed/[\w-]{43}/onward\.ics)", page)
    return found


def test_the_feed_needs_its_secret_and_nothing_else(owner: User, signed_in: Client, visitor: Client) -> None:
    live(owner)
    path = address(signed_in)
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"SUMMARY:Interview at Nordlicht" in answer.content
    assert answer.cookies == {}
    assert visitor.get(path.replace("/feed/", "/feed/x")).status_code == 404
    assert visitor.get("/calendar/onward.ics").status_code == 302
    for method in (visitor.post, visitor.put, visitor.delete):
        assert method(path).status_code == 405


def test_only_a_digest_is_kept_and_the_address_is_shown_once(owner: User, signed_in: Client) -> None:
    path = address(signed_in)
    secret = path.split("/")[3]
    kept = json.dumps(list(Feed.objects.values()), default=str)
    assert secret not in kept
    assert secret not in signed_in.get("/calendar/").content.decode()
    assert "no-store" in signed_in.post("/calendar/address/", {"do": "make"}).headers["Cache-Control"]


def test_a_new_address_ends_the_old_one_and_undo_brings_it_back(signed_in: Client, visitor: Client) -> None:
    first = address(signed_in)
    second = address(signed_in)
    assert (visitor.get(first).status_code, visitor.get(second).status_code) == (404, 200)
    signed_in.post("/calendar/undo/")
    assert (visitor.get(first).status_code, visitor.get(second).status_code) == (200, 404)
    signed_in.post("/calendar/address/", {"do": "off"})
    assert visitor.get(first).status_code == 404
    assert "You switched the address off" in signed_in.get("/calendar/").content.decode()
    signed_in.post("/calendar/undo/")
    assert visitor.get(first).status_code == 200


def test_reading_the_feed_writes_nothing(owner: User, signed_in: Client, visitor: Client) -> None:
    live(owner)
    path = address(signed_in)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(path)
    # PostgreSQL reads long answers through a cursor.
    reads = ("SELECT", "DECLARE", "FETCH", "CLOSE")
    assert not [one["sql"] for one in asked if not one["sql"].lstrip().startswith(reads)]


def test_asked_again_it_says_that_nothing_changed(owner: User, signed_in: Client, visitor: Client) -> None:
    live(owner)
    path = address(signed_in)
    mark = visitor.get(path).headers["ETag"]
    clock.travel_to(NOW + timedelta(hours=5))
    again = visitor.get(path, headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")


def test_another_host_name_and_another_machine_get_nothing(signed_in: Client) -> None:
    path = address(signed_in)
    assert Client(headers={"host": "evil.example"}).get(path).status_code == 400
    assert Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="192.0.2.7").get(path).status_code == 403


@override_settings(HOSTED=True)
def test_everybody_has_their_own(owner: User, other: User, signed_in: Client, visitor: Client) -> None:
    live(owner)
    theirs = Client(headers={"host": "127.0.0.1"})
    theirs.force_login(other)
    assert b"VEVENT" not in visitor.get(address(theirs)).content
    assert b"VEVENT" in visitor.get(address(signed_in)).content


def test_what_it_says_is_chosen_and_undone(owner: User, signed_in: Client) -> None:
    live(owner)
    signed_in.post("/calendar/", {"kinds": ["talk", "plan"], "discreet": "yes", "reminder": "60"})
    file = signed_in.get("/calendar/onward.ics").content.decode()
    assert "Nordlicht" not in file
    assert "SUMMARY:Reminder" not in file
    assert file.count("SUMMARY:Appointment") == 5
    assert file.count("TRIGGER:-PT1H") == 2
    signed_in.post("/calendar/undo/")
    file = signed_in.get("/calendar/onward.ics").content.decode()
    assert "SUMMARY:Interview at Nordlicht" in file
    assert "VALARM" not in file


@pytest.mark.parametrize(
    "given",
    [
        {"kinds": "nonsense", "discreet": "no", "reminder": "0"},
        {"discreet": "perhaps", "reminder": "0"},
        {"discreet": "no", "reminder": "7"},
    ],
)
def test_what_cannot_be_chosen_is_said(signed_in: Client, given: dict[str, str]) -> None:
    answer = signed_in.post("/calendar/", given)
    assert answer.status_code == 200
    assert "aria-invalid" in answer.content.decode()
    assert not Feed.objects.exists()


def test_an_empty_calendar_says_what_to_do(signed_in: Client) -> None:
    assert "Plan this week" in signed_in.get("/calendar/").content.decode()


def test_the_page_shows_what_comes_next(owner: User, signed_in: Client) -> None:
    live(owner)
    page = signed_in.get("/calendar/").content.decode()
    assert page.index("Write to Lea") < page.index("Interview at Nordlicht") < page.index("Task for Köhler")
    assert "Interview at Lumen" not in page, "that is past"


def test_the_history_does_not_grow_for_ever(owner: User) -> None:
    for _time in range(60):
        actions.make_address(owner)
    assert len(Feed.objects.get(owner=owner).history) == 50


@pytest.mark.django_db(transaction=True)
def test_the_command_writes_the_file(
    owner: User, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    live(owner)
    monkeypatch.setattr("onward.commands.journal.prepare", lambda **_: None)
    monkeypatch.setattr("onward.people.owner.local_owner", lambda: owner)
    place = tmp_path / "search.ics"
    as_of = ["--as-of", "2024-05-13T08:00+00:00"]
    assert main(["calendar", str(place), "--json", *as_of]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(place), "entries": 11}
    assert place.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert main(["calendar", str(place), *as_of]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["calendar", str(place), "--force", *as_of]) == 0
    assert "11 entries" in capsys.readouterr().out
