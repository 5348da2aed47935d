"""The page of one application: its header, timeline, panels, and what is added or edited by hand."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.applications import actions, glimpses, panels, queries
from onward.applications.glimpses import Glimpse
from onward.applications.models import Application, Event
from onward.applications.panels import Panel
from onward.applications.stages import Fact
from onward.base import clock
from onward.people.models import User

from ..conftest import day
from .conftest import HOSTILE, file

pytestmark = pytest.mark.django_db


def shown(browser: Client, key: int) -> str:
    return browser.get(f"/applications/{key}/").content.decode()


@pytest.fixture
def mail() -> Iterator[list[list[int]]]:
    """A floor above that knows one sentence of every message; gives what it was asked."""
    asked: list[list[int]] = []

    def lookup(owner: User, wanted: list[int]) -> dict[int, Glimpse]:
        asked.append(wanted)
        return {one: Glimpse(f"Subject {one}", "Ana", f"Sentence {one}", f"/mail/{one}/") for one in wanted}

    def panel(request: HttpRequest, application: Application) -> Panel | None:
        return Panel("ui/empty.html", {"title": f"Messages of {application.company}"})

    glimpses.register(lookup)
    panels.register(panel)
    yield asked
    glimpses.unregister(lookup)
    panels.unregister(panel)


def test_header_says_where_it_stands_and_how_far_it_came(signed_in: Client, search: dict[str, int]) -> None:
    page = shown(signed_in, search["Zephyr Glas"])
    assert "<h1><bdi>Zephyr Glas</bdi></h1>" in page
    assert '<span class="chip" data-tone="over">They said no</span>' in page
    assert "<dt>Reached</dt><dd>Interview</dd>" in page
    assert "Stage now" not in page
    assert "Köln" in page
    assert "Referral" in page


def test_timeline_has_each_entry_with_its_day_and_source(signed_in: Client, search: dict[str, int]) -> None:
    page = shown(signed_in, search["Zephyr Glas"])
    order = [page.index(f"<h3>{title}</h3>") for title in ("You applied", "They confirmed it", "Interview")]
    assert order == sorted(order)
    assert '<time datetime="2024-03-10' in page
    assert "from a mail" in page


def test_messages_come_from_the_floor_that_keeps_them(
    signed_in: Client, search: dict[str, int], mail: list[list[int]]
) -> None:
    page = shown(signed_in, search["Zephyr Glas"])
    assert mail == [[101, 102, 103, 104]]
    assert "<blockquote>Sentence 104</blockquote>" in page
    assert '<a href="/mail/104/"><bdi>Subject 104</bdi></a>' in page
    assert "Messages of Zephyr Glas" in page


def test_a_silent_application_stays_open_in_its_words(signed_in: Client, search: dict[str, int]) -> None:
    page = shown(signed_in, search["Brannigan"])
    assert "No word for a month" in page
    assert "It stays open" in page
    assert "38 days ago" in page


def test_what_is_to_come_is_named_with_its_time(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    key = search["Dunmore"]
    invitation = Fact("interview", day(38), "mail", 7, {"interview_at": "2024-04-12T10:30:00+02:00"})
    actions.record(owner, key, [invitation])
    page = shown(signed_in, key)
    assert (
        '<dt>Next</dt><dd><span class="chip" data-tone="time">Interview</span> <time datetime="2024-04-12T'
        in page
    )
    assert "2 days ago" in page


def test_adding_what_happened_with_an_undo(signed_in: Client, owner: User, search: dict[str, int]) -> None:
    key = search["Dunmore"]
    form = {"kind": "rejected", "on": "2024-04-08", "hour": "16:20", "text": HOSTILE}
    page = signed_in.post(f"/applications/{key}/", form, follow=True).content.decode()
    newest = Event.objects.latest("pk")
    assert (newest.kind, newest.source, f"{newest.at:%d %H:%M}") == ("rejected", "hand", "08 16:20")
    assert "They said no" in page
    assert "<script>alert" not in page
    assert "Dunmore: They said no" in page
    signed_in.post(f"/acts/{newest.act_id}/undo/", {"next": f"/applications/{key}/"})
    assert Application.objects.get(pk=key).status == "open"


def test_a_day_that_cannot_be_read_changes_nothing(signed_in: Client, search: dict[str, int]) -> None:
    before = Event.objects.count()
    page = signed_in.post(f"/applications/{search['Dunmore']}/", {"kind": "offer", "on": "3/4/2024"})
    assert "This could be two days" in page.content.decode()
    assert Event.objects.count() == before


def test_adding_an_application_by_hand(signed_in: Client, owner: User) -> None:
    form = {"company": "Helvika", "role": "Clerk", "applied_on": "2024-04-02", "channel": "referral"}
    page = signed_in.post("/applications/new/", form, follow=True).content.decode()
    assert "<bdi>Helvika</bdi>" in page
    assert "You applied" in page
    assert "Added Helvika" in page
    assert '<time datetime="2024-04-02"' in page


def test_the_form_says_what_it_needs_and_begins_with_today(signed_in: Client, owner: User) -> None:
    page = signed_in.get("/applications/new/").content.decode()
    assert page.count("(one of these is enough)") == 2
    assert page.count("(optional)") == 6
    assert f'name="applied_on" value="{clock.today()}"' in page
    assert '<option value="job board">Job board</option>' in page
    none = {"company": "Helvika", "applied_on": "", "channel": ""}
    signed_in.post("/applications/new/", none)
    assert Application.objects.get(company="Helvika").applied_on is None


def test_a_way_of_applying_in_ones_own_words_stays_to_choose(signed_in: Client, owner: User) -> None:
    filed = actions.create_application(owner, {"company": "Helvika", "channel": "a poster"}, [])
    page = signed_in.get(f"/applications/{filed.applications[0]}/edit/").content.decode()
    assert '<option value="a poster" selected>a poster</option>' in page
    assert "a poster" in signed_in.get("/applications/new/").content.decode()
    given = {"company": "Helvika", "channel": "a poster", "role": "Clerk"}
    signed_in.post(f"/applications/{filed.applications[0]}/edit/", given)
    one = Application.objects.get()
    assert (one.role, one.channel) == ("Clerk", "a poster")


def test_an_application_without_any_name_is_answered_with_a_sentence(signed_in: Client, owner: User) -> None:
    page = signed_in.post("/applications/new/", {"note": "somewhere"}).content.decode()
    assert "Give the employer or the role" in page
    assert not Application.objects.exists()


def test_editing_counts_before_mail_and_can_be_undone(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    key = search["Aldous"]
    page = signed_in.get(f"/applications/{key}/edit/").content.decode()
    assert 'value="Aldous"' in page
    form = {"company": "Aldous & Daughters", "role": "Cutter", "url": "jobs.aldous.example/7"}
    page = signed_in.post(f"/applications/{key}/edit/", form, follow=True).content.decode()
    assert "Aldous &amp; Daughters" in page
    assert 'href="https://jobs.aldous.example/7" rel="noopener noreferrer"' in page
    signed_in.post(f"/acts/{queries.acts(owner, key)[0].pk}/undo/")
    assert Application.objects.get(pk=key).company == "Aldous"


def test_a_link_that_does_not_lead_to_the_web_is_refused(signed_in: Client, search: dict[str, int]) -> None:
    form = {"company": "Aldous", "url": "javascript:alert(1)"}
    page = signed_in.post(f"/applications/{search['Aldous']}/edit/", form).content.decode()
    assert "This is no web address" in page


def test_strangers_find_nothing(signed_in: Client, stranger: User) -> None:
    key = file(stranger, {"Elsewhere": ("applied@1", "", "", "")})["Elsewhere"]
    for path in ("", "edit/", "move/", "merge/"):
        for answer in (
            signed_in.get(f"/applications/{key}/{path}"),
            signed_in.post(f"/applications/{key}/{path}", {"kind": "note", "company": "Mine"}),
        ):
            assert answer.status_code == 404
    assert signed_in.get("/applications/99999999999999999999/").status_code == 404
    assert queries.application(stranger, key).company == "Elsewhere"


def test_acts_of_an_import_are_not_undone_from_one_application(signed_in: Client, owner: User) -> None:
    told = {f"Employer {n}": ("applied@1 acknowledged@2", "Clerk", "", "") for n in range(20)}
    key = file(owner, told)["Employer 3"]
    page = shown(signed_in, key)
    assert "with other applications" in page
    assert "/undo/" not in page
    assert "/undo/" in signed_in.get("/applications/").content.decode()


def test_an_old_act_is_no_news(
    signed_in: Client, owner: User, search: dict[str, int], freeze: object
) -> None:
    from onward.base import clock

    assert 'class="last-act"' in shown(signed_in, search["Corvo"])
    clock.travel_to(day(40) + timedelta(days=2))
    assert 'class="last-act"' not in shown(signed_in, search["Corvo"])


def test_queries_stay_as_many_as_entries_grow(
    signed_in: Client, owner: User, search: dict[str, int], mail: list[list[int]]
) -> None:
    counts = []
    for size in (2, 40):
        for n in range(size):
            event = actions.record(owner, search["Aldous"], [Fact("note", day(n / 9), "mail", 900 + n)])
            actions.retract_event(owner, event.events.get().pk)
            actions.record(owner, search["Aldous"], [Fact("update", day(n / 9), "mail", 950 + n)])
        shown(signed_in, search["Aldous"])
        with CaptureQueriesContext(connection) as queried:
            shown(signed_in, search["Aldous"])
        counts.append(len(queried))
    assert counts[0] == counts[1] <= 21
