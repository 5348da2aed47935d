"""The journal's pages: what they show, narrow and export, and what they cost."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward import takeaway
from onward.applications.models import Event
from onward.base import clock
from onward.journal import actions_lessons, export
from onward.journal.models import Entry
from onward.people.models import User

from ..applications.conftest import day
from .conftest import add, entry, event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def shown(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r"<h3><a [^>]*><bdi>(.*?)</bdi>", page)


def test_an_empty_journal_says_what_it_is_for_and_that_it_is_private(signed_in: Client) -> None:
    page = shown(signed_in, "/journal/")
    assert "Nothing written yet" in page
    assert "Only you see this. It is in no statistics, no shared update and no export for others." in page
    assert 'href="/journal/new/"' in page


def test_by_month_with_what_each_is_about(signed_in: Client, owner: User, said_no: Event) -> None:
    clock.travel_to(day(5))
    entry(owner, "First\nand second line", tags=("CV",))
    clock.travel_to(day(40))
    entry(owner, kind="debrief", about=said_no)
    page = shown(signed_in, "/journal/")
    assert titles(page) == ["Looking back at an application: Nordlicht", "First"]
    assert page.index("April 2024</h2>") < page.index("March 2024</h2>")
    assert "(They said no)" in page
    assert "and second line" in page
    assert 'href="/journal/?tag=CV"' in page


def test_filters_and_the_part_for_htmx(signed_in: Client, owner: User, said_no: Event) -> None:
    entry(owner, "Kitchen", tags=("CV & co",))
    entry(owner, kind="debrief", about=said_no)
    assert titles(shown(signed_in, "/journal/?q=kitch")) == ["Kitchen"]
    assert titles(shown(signed_in, "/journal/?tag=cv+%26+co")) == ["Kitchen"]
    assert len(titles(shown(signed_in, f"/journal/?application={said_no.current_id}"))) == 1
    assert len(titles(shown(signed_in, "/journal/?month=2024-04"))) == 2
    for nonsense in ("?application=x", "?q=zzz", "?month=2024-03"):
        assert "Nothing fits these words" in shown(signed_in, f"/journal/{nonsense}")
    for nonsense in ("?month=x", "?show=x", "?page=x"):
        assert len(titles(shown(signed_in, f"/journal/{nonsense}"))) == 2
    headers = {"HX-Request": "true", "HX-Target": "results"}
    part = signed_in.get("/journal/?q=kitch", headers=headers).content.decode()
    assert titles(part) == ["Kitchen"]
    assert "<html" not in part


def test_an_entry_is_read_with_its_questions_and_leads_to_a_lesson(
    signed_in: Client, owner: User, said_no: Event
) -> None:
    one = entry(
        owner, "The letter", "debrief", about=said_no, small_step="Ask Ana",
        sort={"skills_gap": "mine", "position_closed": "partly"},
    )  # fmt: skip
    page = shown(signed_in, f"/journal/{one.pk}/")
    for words in (
        "What I keep</h2>",
        "The letter",
        "Ask Ana",
        "<dt>mine</dt>",
        "nobody who applies decides that",
    ):
        assert words in page
    assert f'href="/lessons/new/?entry={one.pk}"' in page
    made = shown(signed_in, f"/lessons/new/?entry={one.pk}")
    assert re.search(r"<textarea name=\"text\"[^>]*>\s*The letter</textarea>", made)
    assert re.search(r"<textarea name=\"step\"[^>]*>\s*Ask Ana</textarea>", made)


def test_putting_away_has_its_undo_in_sight(signed_in: Client, owner: User) -> None:
    one = entry(owner, "To be put away")
    page = signed_in.post(f"/journal/{one.pk}/put-away/", follow=True).content.decode()
    assert titles(page) == []
    assert f'action="/journal/{one.pk}/bring-back/"' in page
    assert "Put away: To be put away" in page
    assert titles(shown(signed_in, "/journal/?show=put_away")) == ["To be put away"]
    back = signed_in.post(
        f"/journal/{one.pk}/bring-back/", {"next": "/journal/"}, follow=True
    ).content.decode()
    assert titles(back) == ["To be put away"]
    assert (
        signed_in.post(f"/journal/{one.pk}/bring-back/", {"next": "https://elsewhere.example/"})["Location"]
        == f"/journal/{one.pk}/"
    )


def test_finishing_is_taken_back_by_its_bar(signed_in: Client, owner: User) -> None:
    one = entry(owner, "Finished too soon")
    page = shown(signed_in, "/journal/")
    assert "Finished: Finished too soon" in page
    signed_in.post(f"/journal/{one.pk}/draft/")
    assert Entry.objects.get().finished_at is None
    clock.travel_to(day(43))
    assert "Finished:" not in shown(signed_in, "/journal/")


def test_hostile_words_are_shown_and_nothing_more(signed_in: Client, owner: User, said_no: Event) -> None:
    one = entry(owner, HOSTILE, tags=(HOSTILE,), title=HOSTILE, small_step=HOSTILE)
    two = entry(owner, HOSTILE, "debrief", about=said_no)
    made = actions_lessons.keep(
        owner, {"text": HOSTILE, "theme": "", "step": HOSTILE, "review_on": None},
        actions_lessons.Origin("debrief", said_no, None, two),
    )  # fmt: skip
    for path in (
        "/journal/", f"/journal/{one.pk}/", f"/journal/{one.pk}/write/", "/journal/new/note/", "/lessons/",
        f"/lessons/{made.pk}/", f"/lessons/new/?entry={two.pk}", f"/applications/{said_no.current_id}/",
    ):  # fmt: skip
        page = shown(signed_in, path)
        assert "<script>alert" not in page, path
        assert "<img" not in page, path
    assert "&lt;script&gt;" in shown(signed_in, f"/journal/{one.pk}/")


def test_the_application_shows_what_was_written_only_when_there_is_some(
    signed_in: Client, owner: User, said_no: Event
) -> None:
    path = f"/applications/{said_no.current_id}/"
    assert "Written about it" not in shown(signed_in, path)
    draft = entry(owner, kind="debrief", about=said_no, finish=False)
    actions_lessons.keep(
        owner, {"text": "Ask first", "theme": "", "step": "", "review_on": None},
        actions_lessons.Origin("rejection", said_no),
    )  # fmt: skip
    page = shown(signed_in, path)
    assert f'href="/journal/{draft.pk}/write/"' in page
    assert "Ask first" in page
    assert f'href="/journal/new/note/?application={said_no.current_id}"' in page


def test_the_export_has_everything_and_only_ones_own(
    signed_in: Client, owner: User, stranger: User, said_no: Event
) -> None:
    entry(owner, "# not a heading", "debrief", about=said_no, tags=("CV",), sort={"timing": "not"})
    entry(owner, "Half written", finish=False)
    entry(stranger, "Theirs")
    actions_lessons.keep(owner, {"text": "Ask *first*", "theme": "timing", "step": "", "review_on": None})
    answer = signed_in.get("/journal/journal.md")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="journal.md"'
    assert answer.headers["Cache-Control"] == "no-store"
    text = answer.content.decode()
    lines = text.splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# Journal", "## Entries", "### Looking back at an application: Nordlicht", "#### What I keep",
        "#### Whose it was", "## Drafts", "### Half written", "## Lessons", "### Ask \\*first\\*",
    ]  # fmt: skip
    assert "\\# not a heading" in lines
    assert "10 April 2024, 09:00 · Looking back · Nordlicht · They said no · Tags: CV" in lines
    assert "not mine: Timing" in lines
    assert "Theirs" not in text


def test_the_archive_carries_it_when_there_is_something(owner: User) -> None:
    assert "journal.md" not in dict(takeaway.parts(owner))
    entry(owner, "Half written", finish=False)
    assert b"Half written" in b"".join(dict(takeaway.parts(owner))["journal.md"])
    assert export.NAME == "journal.md"


def fill(owner: User, number: int) -> None:
    """Entries over three years: half of them about one of twenty applications, each with tags and some words."""
    places = [event(add(owner, f"Employer {n}", "applied@0 rejected@9")) for n in range(20)]
    words = "What I would like to remember of this day is more than fits on one line. " * 12
    made = [
        Entry(
            owner=owner, kind="debrief" if n % 2 else "note", form="application" if n % 2 else "",
            event=places[n % 20] if n % 2 else None, application=places[n % 20].current if n % 2 else None,
            begun_at=day(0) - timedelta(hours=12 * n), saved_at=day(0), finished_at=day(0), body="" if n % 2 else words,
            answers={"expected": words, "keep": words} if n % 2 else {}, tags=[f"tag {n % 30}", "all"],
            search_text=f"{words.lower()} {n}\x1etag {n % 30}\x1eall\x1e",
        )
        for n in range(number)
    ]  # fmt: skip
    Entry.objects.bulk_create(made)


@pytest.mark.parametrize(
    "path", ["/journal/", "/journal/?q=remember", "/journal/?tag=all", "/journal/new/", "/lessons/"]
)
def test_queries_stay_as_many_as_entries_grow(signed_in: Client, owner: User, path: str) -> None:
    counts = []
    for size in (30, 470):
        fill(owner, size)
        for n in range(size // 10):
            actions_lessons.keep(
                owner, {"text": f"Lesson {size} {n}", "theme": "", "step": "", "review_on": None},
                actions_lessons.Origin("debrief", None, None, Entry.objects.filter(kind="debrief").first()),
            )  # fmt: skip
        with CaptureQueriesContext(connection) as queried:
            shown(signed_in, path)
        counts.append(len(queried))
    assert Entry.objects.count() == 500
    assert counts[0] == counts[1] <= 13


def test_the_journal_comes_in_pages(signed_in: Client, owner: User) -> None:
    fill(owner, 60)
    assert len(titles(shown(signed_in, "/journal/"))) == 25
    assert len(titles(shown(signed_in, "/journal/?page=3"))) == 10
    assert "?tag=all&amp;page=2" in shown(signed_in, "/journal/?tag=all")


def test_a_strangers_journal_is_not_there(
    signed_in: Client, stranger: User, post: Callable[..., object]
) -> None:
    theirs = entry(stranger, "Theirs", tags=("secret",))
    for path in ("/journal/", "/journal/new/", "/journal/?show=drafts", "/lessons/"):
        page = shown(signed_in, path)
        assert "Theirs" not in page
        assert "secret" not in page
    for path in (f"/journal/new/debrief/?event={theirs.pk + 999}", f"/lessons/new/?entry={theirs.pk}"):
        assert signed_in.get(path).status_code == 404
    assert post(entry=theirs.pk, body="Mine now").status_code == 404
    assert Entry.objects.get().body == "Theirs"
