"""Bringing mail in: by file, by path; the progress, the stop, and going on."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onward.base import clock
from onward.mail import alive, incoming, reading_process
from onward.mail.models import Message, Reading
from onward.people.models import User

from .conftest import START, application, mail, question

MBOX = (
    b"From karla@nordlicht.example Fri Mar  1 09:00:00 2024\nFrom: Karla Brandt <karla@nordlicht.example>\n"
    b"To: mira@example.org\nSubject: Your application as Cook at Nordlicht\n"
    b"Date: Fri, 1 Mar 2024 09:00:00 +0000\nMessage-ID: <1@nordlicht.example>\n\nDear Mira,\n\n"
    b"thank you for applying to Nordlicht for the role of Cook. We have received your application "
    b"and will get back to you.\n\nKarla Brandt\nNordlicht\n\n"
)


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Readings run in this process, which alone sees the database of the test."""
    monkeypatch.setattr(reading_process, "launch", lambda reading, me: reading_process.read(reading.pk, me))
    return home


@pytest.fixture
def begun(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], list[str]]]:
    """What was begun, sources and addresses, without reading it."""
    started: list[tuple[list[str], list[str]]] = []
    monkeypatch.setattr(
        reading_process, "launch", lambda reading, me: started.append((reading.sources, list(me)))
    )
    return started


def page(browser: Client, path: str, **headers: Any) -> str:
    return browser.get(path, headers=headers).content.decode()


def a_reading(owner: User, **fields: Any) -> Reading:
    return Reading.objects.create(
        owner=owner, **{"started_at": START, "sources": ["/old/search.mbox"], **fields}
    )


def test_the_first_visit_offers_three_ways_and_says_the_promises(owner: User, signed_in: Client) -> None:
    shown = page(signed_in, "/welcome/")
    for words in (
        'type="file"', 'name="path"', 'href="/applications/new/"', "Open the sample", "Gmail", "Thunderbird", 
        "Apple Mail", "Outlook", "Nothing leaves this machine", "never marks, moves or deletes",
    ):  # fmt: skip
        assert words in shown


@pytest.mark.django_db(transaction=True)
def test_a_dropped_file_is_read_and_does_not_stay(owner: User, signed_in: Client, here: Path) -> None:
    file = SimpleUploadedFile("../../my search.mbox", MBOX)
    answer = signed_in.post("/welcome/", {"files": file, "address": "Mira@example.org"})
    reading = Reading.objects.get()
    assert answer.headers["Location"] == f"/reading/{reading.pk}/"
    assert (reading.state, reading.examined, reading.kept) == ("done", 1, 1)
    assert Message.objects.get().kind == "acknowledgement"
    assert list((here / "incoming").iterdir()) == []
    shown = page(signed_in, f"/reading/{reading.pk}/")
    assert "my_search.mbox" in shown
    assert "All of it is read." in shown
    assert str(here) not in shown


@pytest.mark.django_db(transaction=True)
def test_reading_the_same_again_files_nothing_twice(owner: User, signed_in: Client, here: Path) -> None:
    place = here / "search.mbox"
    place.write_bytes(MBOX)
    signed_in.post("/welcome/", {"path": str(place)})
    first = Reading.objects.get()
    signed_in.post(f"/reading/{first.pk}/continue/")
    assert Reading.objects.count() == 2
    assert Message.objects.count() == 1
    assert place.read_bytes() == MBOX, "the person's own file stays"


def test_several_files_are_one_reading(owner: User, signed_in: Client, begun: list[Any], home: Path) -> None:
    files = [SimpleUploadedFile(f"{number}.eml", b"Subject: x\n\ny\n") for number in range(3)]
    signed_in.post("/welcome/", {"files": files})
    [(sources, _me)] = begun
    assert [Path(source).read_bytes() for source in sources] == [b"Subject: x\n\ny\n"] * 3
    assert all(Path(source).parent == home / "incoming" for source in sources)
    assert all(Path(source).stat().st_mode & 0o077 == 0 for source in sources)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"path": "/nowhere/at <all>.mbox"}, "There is nothing at /nowhere/at &lt;all&gt;.mbox."),
        ({"path": "search.mbox"}, "Write the whole path of search.mbox"),
        ({}, "Choose a file, or write where one lies."),
        ({"path": "/", "address": "mira"}, "“mira” is no mail address."),
    ],
)
def test_what_is_missing_is_said(
    owner: User, signed_in: Client, begun: list[Any], given: dict[str, str], sentence: str
) -> None:
    answer = signed_in.post("/welcome/", given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert begun == []
    assert not Reading.objects.exists()


def test_hosted_nobody_names_a_path_of_the_host(
    owner: User, signed_in: Client, begun: list[Any], settings: Any
) -> None:
    settings.HOSTED = True
    assert 'name="path"' not in page(signed_in, "/welcome/")
    assert signed_in.post("/welcome/", {"path": "/etc/hosts"}).status_code == 422
    assert begun == []


def test_a_form_without_its_token_leaves_no_file(owner: User, home: Path, begun: list[Any]) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    browser.force_login(owner)
    browser.get("/welcome/")
    answer = browser.post("/welcome/", {"files": SimpleUploadedFile("a.mbox", MBOX)})
    assert answer.status_code == 403
    assert begun == []
    assert list((home / "incoming").iterdir()) == []


def test_a_refused_form_leaves_no_file(owner: User, signed_in: Client, home: Path, begun: list[Any]) -> None:
    given = {"files": SimpleUploadedFile("a.mbox", MBOX), "address": "nobody"}
    assert signed_in.post("/welcome/", given).status_code == 422
    assert list((home / "incoming").iterdir()) == []


def test_progress_is_asked_for_while_it_runs(owner: User, signed_in: Client, home: Path) -> None:
    one = a_reading(
        owner, bytes_total=200, bytes_done=50, examined=1234, kept=56, kinds={"interview": 2, "rejection": 7}
    )
    with alive.holding(one.pk):
        shown = page(signed_in, f"/reading/{one.pk}/", hx_request="true")
    assert "<html" not in shown
    assert f'hx-get="/reading/{one.pk}/" hx-trigger="every 1s"' in shown
    assert 'value="25"' in shown
    assert "1,234 messages" in shown
    assert "2 about interviews" in shown
    assert "7 say no" in shown
    assert f'action="/reading/{one.pk}/stop/"' in shown
    Reading.objects.update(state="done")
    question(mail(owner), application(owner, "Nordlicht"))
    shown = page(signed_in, f"/reading/{one.pk}/")
    assert "hx-trigger" not in shown
    assert "Review 1 mail" in shown
    assert "/continue/" not in shown


def test_a_reading_whose_process_is_gone_has_stopped(owner: User, signed_in: Client, home: Path) -> None:
    one = a_reading(owner, examined=1234)
    shown = page(signed_in, f"/reading/{one.pk}/")
    assert "Stopped. Nothing is lost: 1,234 messages are read." in shown
    assert f'action="/reading/{one.pk}/continue/"' in shown
    assert "hx-trigger" not in shown
    one.refresh_from_db()
    assert one.state == "running", "looking changes nothing"


def test_a_process_that_is_just_beginning_has_not_stopped(owner: User, signed_in: Client, home: Path) -> None:
    one = a_reading(owner, started_at=clock.now())
    assert "hx-trigger" in page(signed_in, f"/reading/{one.pk}/")


def test_stop_asks_and_what_was_read_stays(owner: User, signed_in: Client, home: Path) -> None:
    one = a_reading(owner)
    signed_in.post(f"/reading/{one.pk}/stop/")
    one.refresh_from_db()
    assert one.stop_requested
    with alive.holding(one.pk):
        shown = page(signed_in, f"/reading/{one.pk}/")
    assert "Stopping after this batch." in shown
    assert "/stop/" not in shown


def test_two_at_a_time_are_refused(owner: User, signed_in: Client, begun: list[Any], home: Path) -> None:
    (home / "a.mbox").write_bytes(MBOX)
    one = a_reading(owner, examined=5)
    with alive.holding(one.pk):
        answer = signed_in.post("/welcome/", {"path": str(home / "a.mbox")})
    assert "Another reading is under way." in answer.content.decode()
    assert begun == []


def test_what_was_skipped_is_named(owner: User, signed_in: Client, home: Path) -> None:
    skipped = [{"source": f"/a/<{number}>.pdf", "why": "a PDF document"} for number in range(60)]
    one = a_reading(owner, state="done", skipped=skipped)
    shown = page(signed_in, f"/reading/{one.pk}/")
    assert "60 things were skipped" in shown
    assert "/a/&lt;0&gt;.pdf" in shown
    assert "and 10 more" in shown


def test_a_broken_reading_says_why(owner: User, signed_in: Client, home: Path) -> None:
    one = a_reading(owner, state="broken", problem="The disk is full.")
    shown = page(signed_in, f"/reading/{one.pk}/")
    assert "The disk is full. Nothing is lost" in shown
    assert "/continue/" in shown


def test_a_source_that_is_gone_cannot_be_read_again(owner: User, signed_in: Client, begun: list[Any]) -> None:
    one = a_reading(owner, state="stopped")
    answer = signed_in.post(f"/reading/{one.pk}/continue/")
    assert answer.status_code == 422
    assert "There is nothing at /old/search.mbox any more." in answer.content.decode()


def test_readings_are_listed_and_only_ones_own(
    owner: User, other: User, signed_in: Client, home: Path
) -> None:
    assert "Nothing was read yet" in page(signed_in, "/reading/")
    a_reading(owner, state="done", sources=[str(home / "incoming" / "abcdef12-search.mbox")])
    a_reading(other, sources=["/theirs.mbox"])
    shown = page(signed_in, "/reading/")
    assert "<bdi>search.mbox</bdi>" in shown
    assert "all read" in shown
    assert "theirs" not in shown


def test_the_lock_ends_with_its_holder(home: Path) -> None:
    assert not alive.is_held(7)
    with alive.holding(7), alive.holding(7):
        assert alive.is_held(7)
    assert not alive.is_held(7)
    (home / "incoming" / "reading-8.lock").write_bytes(b"")
    assert not alive.is_held(8), "a file that a killed process left behind says nothing"


def test_sweeping_takes_only_what_was_lent_and_is_read(owner: User, home: Path) -> None:
    lent, waiting, own = home / "incoming" / "12345678-a", home / "incoming" / "12345678-b", home / "own.mbox"
    lent.parent.mkdir()
    for place in (lent, waiting, own):
        place.write_bytes(b"x")
    a_reading(owner, state="done", sources=[str(lent), str(own)])
    a_reading(owner, state="stopped", sources=[str(waiting)])
    incoming.sweep()
    assert [place.exists() for place in (lent, waiting, own)] == [False, True, True]
    assert incoming.shown(f"{lent}!/in/side.eml") == "a!/in/side.eml"
