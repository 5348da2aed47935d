"""The plain list of rejections: what it tells of each no, which it counts, and what it costs."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.applications import actions, glimpses
from onward.applications.actions import Filing
from onward.applications.glimpses import Glimpse
from onward.applications.lines import Detail
from onward.applications.models import Event
from onward.applications.stages import Fact
from onward.people.models import User
from onward.rejections import actions as decided
from onward.rejections import queries

from ..applications.conftest import day, story
from .noes import NO, no

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


def add(owner: User, company: str, told: str, role: str = "Clerk") -> int:
    filing = Filing(None, story(told), [Detail({"company": company, "role": role}, day(0))])
    return actions.record_many(owner, [filing], "Filed").applications[0]


def shown(browser: Client, query: str = "") -> str:
    return browser.get(f"/rejections/{query}").content.decode()


def names(page: str) -> list[str]:
    return re.findall(r"<h3><a [^>]*><bdi>(.*?)</bdi>", page)


def test_each_no_with_its_day_role_stage_and_how_long_it_took(signed_in: Client, owner: User) -> None:
    add(owner, "Nordlicht", "applied@0 interview@5 rejected@20", "Cook")
    add(owner, "Corvo", "acknowledged@3 rejected@35")
    add(owner, "Helvika", "applied@1")
    page = shown(signed_in)
    assert names(page) == ["Corvo", "Nordlicht"]
    april, march = page.split('<details class="month"')[1:]
    assert april.startswith(" open>")
    assert '<h2>April 2024 <span class="quiet">1</span></h2>' in april
    assert march.startswith(">"), "an hour after a no nobody scrolls past all of them"
    assert '<h2>March 2024 <span class="quiet">1</span></h2>' in march
    assert shown(signed_in, "?q=nordlicht").count('<details class="month" open>') == 1
    assert "<bdi>Cook</bdi>" in page
    assert "20 days after you applied" in page
    assert "32 days after you applied" in page
    assert "reached: Interview" in page
    assert "reached: Applied" in page
    assert '<time datetime="2024-03-21T' in page
    assert "2 rejections" in page


def test_a_no_of_which_the_day_is_not_known_claims_none(signed_in: Client, owner: User) -> None:
    """As a table brings it: "Rejected", and no day."""
    for company, bound in (("Nordlicht", "not_before"), ("Corvo", "not_after")):
        facts = [
            Fact("applied", day(2), "spreadsheet"),
            Fact("rejected", day(2), "spreadsheet", None, {"date": bound}),
        ]
        filed = actions.create_application(owner, {"company": company}, facts, "spreadsheet")
        said = {"not_before": "3 March or later", "not_after": "3 March or before"}[bound]
        event = Event.objects.get(current_id=filed.applications[0], kind="rejected")
        for address in ("/rejections/", f"/rejections/{event.pk}/", f"/applications/{event.current_id}/"):
            page = signed_in.get(address).content.decode()
            assert said in page, address
            assert "you applied" not in page.replace("How you applied", ""), address


def test_how_long_is_not_said_when_the_day_of_applying_is_unknown(signed_in: Client, owner: User) -> None:
    add(owner, "Nordlicht", "rejected@20")
    assert "after you applied" not in shown(signed_in)


def test_a_repeated_no_counts_once_and_a_second_one_after_a_new_start_again(
    signed_in: Client, owner: User
) -> None:
    add(owner, "Twice told", "applied@0 rejected@10 rejected@12")
    add(owner, "Tried again", "applied@0 rejected@9 applied@20 rejected@30")
    add(owner, "Open again", "applied@0 rejected@8 interview@15")
    page = shown(signed_in)
    assert names(page) == ["Tried again", "Twice told", "Tried again", "Open again"]
    assert "now: Open" in page
    assert page.count("10 days after you applied") == 2


def test_the_words_that_say_no_come_from_the_entry_or_its_message(signed_in: Client, owner: User) -> None:
    key = add(owner, "Nordlicht", "applied@0")
    other = add(owner, "Corvo", "applied@0")
    actions.record(owner, key, [Fact("rejected", day(9), "mail", 7, {"quote": "Somebody <b>inside</b>."})])
    actions.record(owner, other, [Fact("rejected", day(8), "mail", 8)])

    def lookup(whose: User, wanted: list[int]) -> dict[int, Glimpse]:
        return {one: Glimpse("Re", "Ana", f"Sentence {one}", f"/mail/{one}/") for one in wanted}

    glimpses.register(lookup)
    try:
        page = shown(signed_in)
    finally:
        glimpses.unregister(lookup)
    assert "<blockquote>Somebody &lt;b&gt;inside&lt;/b&gt;.</blockquote>" in page
    assert "<blockquote>Sentence 8</blockquote>" in page
    assert 'href="/mail/8/"' in page


def test_what_was_taken_out_or_merged_away_is_not_listed_twice(signed_in: Client, owner: User) -> None:
    one = add(owner, "Nordlicht", "applied@0 rejected@9")
    other = add(owner, "Nordlicht GmbH", "rejected@10")
    actions.merge(owner, one, other)
    assert names(shown(signed_in)) == ["Nordlicht"]
    act = actions.retract_event(owner, actions.Event.objects.get(kind="rejected", at=day(9)).pk)
    assert names(shown(signed_in)) == ["Nordlicht"]
    assert "10 days" in shown(signed_in)
    actions.undo(owner, act.pk)
    assert "9 days" in shown(signed_in)


def test_search_pages_and_the_part_for_htmx(signed_in: Client, owner: User) -> None:
    for n in range(60):
        add(owner, f"Employer {n}", f"applied@0 rejected@{n / 2}", "Müller" if n % 2 else "Clerk")
    page = shown(signed_in)
    assert len(names(page)) == 50
    assert "?page=2" in page
    assert len(names(shown(signed_in, "?page=2"))) == 10
    headers = {"HX-Request": "true", "HX-Target": "results"}
    part = signed_in.get("/rejections/?q=muller", headers=headers).content.decode()
    assert len(names(part)) == 30
    assert "<html" not in part
    assert "Take a word out" in shown(signed_in, "?q=nowhere")


def test_nothing_yet_is_said_calmly(signed_in: Client, owner: User) -> None:
    assert "No rejections here" in shown(signed_in)


def test_no_red_and_no_alarm(signed_in: Client, owner: User) -> None:
    add(owner, "Nordlicht", "applied@0 rejected@9")
    page = shown(signed_in)
    content = page[page.index("<main") : page.index("</main>")].lower()
    for word in ("erase", "fail", "lost", "unfortunately", "sorry", "!", 'data-tone="time"'):
        assert word not in content.replace("<!", "")


def test_a_strangers_rejections_are_not_there(signed_in: Client, stranger: User) -> None:
    add(stranger, "Elsewhere", "applied@0 rejected@9")
    assert "Elsewhere" not in shown(signed_in)


def test_queries_stay_as_many_as_rows_grow(signed_in: Client, owner: User) -> None:
    counts = []
    for size in (3, 40):
        for n in range(size):
            add(owner, f"Employer {size} {n}", "applied@0 rejected@9 applied@10 rejected@11")
        with CaptureQueriesContext(connection) as queried:
            shown(signed_in)
        counts.append(len(queried))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize(("year", "zone"), [(9999, "Asia/Jakarta"), (1, "America/Lima")])
def test_a_day_at_the_edge_of_the_calendar_is_told(owner: User, year: int, zone: str) -> None:
    edge = datetime(year, 12 if year > 1 else 1, 31 if year > 1 else 1, 23 if year > 1 else 0, tzinfo=UTC)
    key = actions.create_application(owner, {"company": "Nordlicht"}, source="mail").applications[0]
    actions.record(owner, key, [Fact("rejected", edge, "mail")])
    owner.time_zone = zone
    (told,) = queries.told(owner, list(queries.page(owner)))
    assert told.month == edge.date().replace(day=1)


def test_the_list_can_be_narrowed_and_says_what_was_decided(signed_in: Client, owner: User) -> None:
    told = no(owner, "Says why", "The position has been filled.", says_why=True)
    gone = no(owner, "Let go", NO)
    guessed = no(owner, "Guessed", NO)
    no(owner, "Untouched", NO)
    decided.let_go(owner, gone.pk)
    decided.guess(owner, guessed.pk, ["timing"])
    page = shown(signed_in)
    assert len(names(page)) == 4
    assert '<span class="chip" data-tone="over">let go</span>' in page
    assert "your guess: Timing" in page
    assert f'<h3><a href="/rejections/{told.pk}/">' in page
    assert names(shown(signed_in, "?show=telling")) == ["Says why"]
    assert names(shown(signed_in, "?show=let_go")) == ["Let go"]
    assert sorted(names(shown(signed_in, "?show=open"))) == ["Says why", "Untouched"]
    assert len(names(shown(signed_in, "?show=nonsense"))) == 4
    decided.take_up(owner, gone.pk)
    assert "None of them now" in shown(signed_in, "?show=let_go")


def test_narrowing_takes_as_many_queries_however_many_there_are(signed_in: Client, owner: User) -> None:
    for show in ("telling", "open", "let_go"):
        counts = []
        for size in (2, 15):
            for n in range(size):
                decided.let_go(owner, no(owner, f"{show} {size} {n}", NO, says_why=True).pk)
            with CaptureQueriesContext(connection) as queried:
                shown(signed_in, f"?show={show}")
            counts.append(len(queried))
        assert counts[0] == counts[1] <= 11
