"""Writing without scripts and with them: forms that fit, drafts that are found again, rest, enough."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from onward.applications.models import Event
from onward.base import clock
from onward.journal.models import Entry
from onward.people.models import User

from ..applications.conftest import day
from .conftest import add, entry, event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
Post = Callable[..., Any]


def shown(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def asked(page: str) -> list[str]:
    return re.findall(r'name="answer-(\w+)"', page)


def field(page: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)[1]


@pytest.mark.parametrize(
    ("told", "kind", "asks", "title"),
    [
        ("applied@0 rejected@20", "rejected", "materials", "Looking back at an application"),
        ("applied@0 interview@5 rejected@20", "rejected", "stumbled", "Looking back at the interviews"),
        ("applied@0 interview@5", "interview", "shown", "After an interview"),
        ("applied@0 offer@20", "offer", "liked", "Looking back at an offer"),
    ],
)
def test_the_questions_fit_the_stage(
    signed_in: Client, owner: User, told: str, kind: str, asks: str, title: str
) -> None:
    page = shown(signed_in, f"/journal/new/debrief/?event={event(add(owner, 'Nordlicht', told), kind).pk}")
    assert asks in asked(page)
    assert f"<h1>{title}</h1>" in page
    assert ("Whose it was" in page) == (kind == "rejected")
    assert "Leave it at that" in page
    assert "required" not in page


def test_saving_by_button_without_scripts(signed_in: Client, post: Post, said_no: Event) -> None:
    page = shown(signed_in, f"/journal/new/debrief/?event={said_no.pk}")
    form = {name: field(page, name) for name in ("kind", "form", "window", "event", "entry")}
    assert form["form"] == "application"
    kept = signed_in.post("/journal/save/", {**form, "answer-keep": "The letter", "do": "draft"}, follow=True)
    assert "Kept as a draft" in kept.content.decode()
    assert "The letter" in kept.content.decode()
    one = Entry.objects.get()
    assert (one.form, one.event, one.application, one.finished_at) == (
        "application",
        said_no,
        said_no.current,
        None,
    )
    # Opened from the no again, the draft is there.
    found = signed_in.get(f"/journal/new/debrief/?event={said_no.pk}", follow=True)
    assert found.redirect_chain[-1][0] == f"/journal/{one.pk}/write/"
    assert "The letter" in found.content.decode()
    page = shown(signed_in, f"/journal/{one.pk}/write/")
    form = {name: field(page, name) for name in ("kind", "form", "window", "event", "entry", "seen")}
    done = signed_in.post("/journal/save/", {**form, "answer-keep": "The letter, short", "do": "finish"})
    assert done["Location"] == f"/journal/{one.pk}/"
    assert Entry.objects.get().finished_at == clock.now()


def test_saving_by_itself_tells_the_page_its_number(signed_in: Client, post: Post) -> None:
    assert "entry-number" not in post(htmx=True, body="").content.decode()
    first = post(htmx=True, body="One")
    one = Entry.objects.get()
    assert first.headers["HX-Replace-Url"] == f"/journal/{one.pk}/write/"
    assert f'id="entry-number" value="{one.pk}" hx-swap-oob="true"' in first.content.decode()
    again = post(htmx=True, body="One, two", entry=one.pk)
    assert "HX-Replace-Url" not in again.headers
    assert "Kept today" in again.content.decode()
    assert Entry.objects.get().body == "One, two"


def test_another_window_is_told_and_both_are_kept(signed_in: Client, post: Post, owner: User) -> None:
    one = entry(owner, "As it was", window="w9", finish=False)
    seen = one.saved_at.isoformat()
    post(htmx=True, body="From here", entry=one.pk, window="w1", seen=seen)
    told = post(htmx=True, body="From there", entry=one.pk, window="w2", seen=seen).content.decode()
    assert "Another window" in told
    both = signed_in.post(
        "/journal/save/",
        {"kind": "note", "window": "w2", "entry": one.pk, "seen": seen, "body": "From there", "do": "finish"},
        follow=True,
    ).content.decode()
    assert "Both are kept" in both
    assert sorted(Entry.objects.values_list("body", flat=True)) == ["From here", "From there"]


def test_what_is_too_long_is_said_beside_the_words(post: Post) -> None:
    answer = post(htmx=True, body="x" * 100_001)
    assert answer.status_code == 422
    assert "still on the page" in answer.content.decode()


def test_nonsense_is_no_entry(signed_in: Client, post: Post, said_no: Event) -> None:
    assert post(kind="diary", body="x").status_code == 404
    assert post(event=said_no.pk + 999, body="x").status_code == 404
    assert post(entry="x", body="x").status_code == 404
    assert post(body="").status_code == 302
    assert post(body="x", seen="never", form="nonsense", do="finish").status_code == 302
    assert Entry.objects.get().form == ""


def test_the_third_time_the_page_says_that_once_is_enough(
    signed_in: Client, owner: User, said_no: Event
) -> None:
    path = f"/journal/new/debrief/?event={said_no.pk}"
    assert "You have looked back" not in shown(signed_in, path)
    first = entry(owner, kind="debrief", about=said_no)
    page = shown(signed_in, path)
    assert "You have looked back at this before:" in page
    assert "Once is enough" not in page
    entry(owner, kind="free", about=said_no)
    page = shown(signed_in, path)
    assert "You have looked back at this 2 times. Once is enough" in page
    assert f'href="/journal/{first.pk}/"' in page
    assert "<textarea" in page, "nobody is kept from writing"
    entry(owner, kind="note", about=said_no)
    assert "at this 2 times" in shown(signed_in, path)


def test_free_writing_has_a_timer_and_rests(signed_in: Client, owner: User) -> None:
    page = shown(signed_in, "/journal/new/free/")
    assert "data-timer" in page
    assert "Twenty minutes at most: look at a clock" in page
    assert re.findall(r'<option value="(\d+)"', page) == ["5", "10", "15", "20"]
    entry(owner, kind="free")
    page = shown(signed_in, "/journal/new/free/")
    assert "Once a day is enough" in page
    assert "<textarea" not in page
    assert 'href="/journal/new/note/"' in page
    for number in range(41, 45):
        clock.travel_to(day(number))
        assert "<textarea" in shown(signed_in, "/journal/new/free/")
        entry(owner, kind="free")
    clock.travel_to(day(46))
    assert "on 5 days in a row" in shown(signed_in, "/journal/new/free/")
    assert "It rests until 22 April" in shown(signed_in, "/journal/new/")
    clock.travel_to(day(52))
    assert "<textarea" in shown(signed_in, "/journal/new/free/")


def test_what_was_begun_today_can_be_gone_on_with(signed_in: Client, owner: User) -> None:
    one = entry(owner, "Begun", "free", finish=False)
    assert f'href="/journal/{one.pk}/write/"' in shown(signed_in, "/journal/new/free/")
    assert "Begun" in shown(signed_in, f"/journal/{one.pk}/write/")


def test_words_that_begin_with_a_line_break_come_back_as_they_were(signed_in: Client, owner: User) -> None:
    one = entry(owner, "First\n\n  indented & <b>bold</b>")
    page = shown(signed_in, f"/journal/{one.pk}/write/")
    assert ">\nFirst\n\n  indented &amp; &lt;b&gt;bold&lt;/b&gt;</textarea>" in page


def test_a_note_is_about_what_one_chooses(signed_in: Client, post: Post, said_no: Event) -> None:
    page = shown(signed_in, f"/journal/new/note/?application={said_no.current_id}")
    assert f'<option value="{said_no.current_id}" selected>Nordlicht, Cook</option>' in page
    post(body="About them", application=said_no.current_id, do="finish")
    assert Entry.objects.get().application == said_no.current


def test_the_page_of_forms_offers_what_happened(signed_in: Client, said_no: Event) -> None:
    page = shown(signed_in, "/journal/new/")
    assert f'href="/journal/new/debrief/?event={said_no.pk}"' in page
    for path in ("note", "thought", "third-person", "free", "debrief"):
        assert f'href="/journal/new/{path}/"' in page
        assert "Leave it at that" in shown(signed_in, f"/journal/new/{path}/")


def test_the_way_out_leads_back_and_nowhere_else(signed_in: Client, said_no: Event) -> None:
    path = f"/journal/new/debrief/?event={said_no.pk}&next="
    assert 'href="/rejections/"' in shown(signed_in, f"{path}/rejections/").partition("<main")[2]
    away = shown(signed_in, f"{path}https://elsewhere.example/").partition("<main")[2]
    assert "elsewhere" not in away
    assert f'<a href="/applications/{said_no.current_id}/">Leave it at that' in away
