"""The board: its columns, moving a card by its form, and what a move cannot do."""

import re

import pytest
from django.test import Client

from onward.applications import actions, queries
from onward.applications.models import Application, Event
from onward.applications.stages import Fact
from onward.people.models import User

from ..conftest import day
from .conftest import file, names

pytestmark = pytest.mark.django_db
BOARD = "/applications/board/"


def columns(browser: Client, query: str = "") -> dict[str, list[str]]:
    page = browser.get(BOARD + query).content.decode()
    sections = re.findall(r'<h2 id="column-(\w+)">.*?</section>', page, re.DOTALL)
    parts = re.split(r'<section(?: data-empty)? aria-labelledby="column-\w+">', page)[1:]
    return {name: names(part) for name, part in zip(sections, parts, strict=True)}


def test_a_column_for_each_stage_and_for_what_is_over(signed_in: Client, search: dict[str, int]) -> None:
    assert columns(signed_in) == {
        "applied": ["Dunmore", "Brannigan"],
        "assessment": [],
        "interview": ["Aldous"],
        "offer": [],
        "accepted": ["Corvo"],
        "rejected": ["Zephyr Glas"],
    }
    assert columns(signed_in, "?q=lodz")["applied"] == []


def test_a_move_is_an_entry_by_hand_with_an_undo(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    key = search["Dunmore"]
    answer = signed_in.post(BOARD + "?q=d", {"move": key, f"to-{key}": "interview"}, follow=True)
    assert answer.redirect_chain == [(BOARD + "?q=d", 302)]
    assert columns(signed_in)["interview"] == ["Dunmore", "Aldous"]
    newest = Event.objects.latest("pk")
    assert (newest.kind, newest.source, newest.at) == ("interview", "hand", day(40))
    page = answer.content.decode()
    assert "Dunmore: Interview" in page
    undo = re.search(r'action="(/acts/\d+/undo/)"', page)
    assert undo
    signed_in.post(undo[1], {"next": BOARD})
    assert columns(signed_in)["interview"] == ["Aldous"]


def test_only_what_moves_a_card_is_offered(signed_in: Client, search: dict[str, int]) -> None:
    page = signed_in.get(BOARD).content.decode()

    def offered(name: str) -> set[str]:
        form = re.search(rf'<select id="to-{search[name]}".*?</select>', page, re.DOTALL)
        return set(re.findall(r'<option value="(\w+)"', form[0])) if form else set()

    assert offered("Dunmore") == {
        "assessment",
        "interview",
        "offer",
        "accepted",
        "declined",
        "withdrawn",
        "rejected",
    }
    assert offered("Aldous") == offered("Dunmore") - {"interview"}
    assert "rejected" not in offered("Zephyr Glas")
    assert "applied" in offered("Zephyr Glas")
    assert offered("Corvo") == {"declined", "withdrawn", "rejected"}


def test_a_later_entry_that_speaks_against_the_move_is_named(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    key = search["Aldous"]
    actions.record(owner, key, [Fact("interview", day(50))])
    page = signed_in.post(BOARD, {"move": key, f"to-{key}": "assessment"}, follow=True).content.decode()
    assert "a later one says where the application stands" in page
    assert Application.objects.get(pk=key).stage == "interview"


@pytest.mark.parametrize("kind", ["", "detail", "retracted", "note", "<b>"])
def test_nothing_else_can_be_entered_through_the_form(
    signed_in: Client, search: dict[str, int], kind: str
) -> None:
    before = Event.objects.count()
    signed_in.post(BOARD, {"move": search["Dunmore"], f"to-{search['Dunmore']}": kind})
    assert Event.objects.count() == before


@pytest.mark.parametrize("key", ["", "x", "²", "99999999999999999999", "0"])
def test_a_card_that_is_not_there(signed_in: Client, search: dict[str, int], key: str) -> None:
    assert signed_in.post(BOARD, {"move": key, f"to-{key}": "offer"}).status_code == 404


def test_a_strangers_card_is_not_there(signed_in: Client, stranger: User) -> None:
    key = file(stranger, {"Elsewhere": ("applied@1", "", "", "")})["Elsewhere"]
    assert signed_in.post(BOARD, {"move": key, f"to-{key}": "offer"}).status_code == 404
    assert queries.timeline(stranger, key)[-1].kind == "applied"


def test_a_full_column_leads_to_its_list(signed_in: Client, owner: User) -> None:
    file(owner, {f"Employer {n}": ("applied@39", "Clerk", "", "") for n in range(40)})
    page = signed_in.get(BOARD + "?q=clerk").content.decode()
    assert len(names(page)) == 15
    link = re.search(r'href="([^"]+)">Show all 40', page)
    assert link
    assert "40 applications" in signed_in.get(link[1].replace("&amp;", "&")).content.decode()


def test_both_ways_to_look_say_the_same_number_under_way(signed_in: Client, search: dict[str, int]) -> None:
    pages = [
        " ".join(signed_in.get(address).content.decode().split()) for address in ("/applications/", BOARD)
    ]
    said = [
        re.findall(r"(\d+) are under way, (\d+) of them without word for a month\.", page) for page in pages
    ]
    assert said[0] == said[1]
    [(going, silent)] = said[0]
    counts = queries.summary(Application.objects.get(pk=search["Dunmore"]).owner).by_status
    assert (int(going), int(silent)) == (counts["open"] + counts["silent"] + counts["offer"], 1)


def test_an_empty_column_is_narrow(signed_in: Client, search: dict[str, int]) -> None:
    page = signed_in.get(BOARD).content.decode()
    assert '<section data-empty aria-labelledby="column-assessment">' in page
    assert '<section aria-labelledby="column-applied">' in page
