"""The list: what it shows, search, filters, order, pages, the part for htmx, and what it costs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.applications import actions
from onward.applications.stages import Fact
from onward.people.models import User

from ..conftest import day, story
from .conftest import FORMULA, HOSTILE, file, names

pytestmark = pytest.mark.django_db


def shown(browser: Client, query: str = "") -> str:
    return browser.get(f"/applications/{query}").content.decode()


def test_every_application_with_its_status_in_words(signed_in: Client, search: dict[str, int]) -> None:
    page = shown(signed_in)
    assert set(names(page)) == set(search)
    for words in ("They said no", "No word for a month", "You accepted", ">Open<"):
        assert words in page
    assert 'data-tone="over">They said no' in page
    assert '<time datetime="2024-03-01"' in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=koln", ["Zephyr Glas"]),
        ("?q=LODZ+cutter", ["Aldous"]),
        ("?status=silent", ["Brannigan"]),
        ("?status=rejected&status=accepted", ["Zephyr Glas", "Corvo"]),
        ("?furthest=interview&sort=company", ["Aldous", "Zephyr Glas"]),
        ("?stage=offer", ["Corvo"]),
        ("?channel=Aunt+Vera", ["Dunmore"]),
        ("?applied_from=2024-03-04&applied_to=2024-03-05", ["Corvo"]),
        ("?sort=company", ["Aldous", "Brannigan", "Corvo", "Dunmore", "Zephyr Glas"]),
        ("?sort=-applied_on&q=&stage=", ["Dunmore", "Corvo", "Brannigan", "Aldous", "Zephyr Glas"]),
    ],
)
def test_search_filters_and_order_are_in_the_address(
    signed_in: Client, search: dict[str, int], query: str, found: list[str]
) -> None:
    page = names(shown(signed_in, query))
    assert page == found if "sort" in query else set(page) == set(found)


@pytest.mark.parametrize(
    "query", ["?sort=nonsense", "?page=x", "?status=never", "?stage=moon", "?applied_to=soon"]
)
def test_an_address_that_makes_no_sense_shows_everything(
    signed_in: Client, search: dict[str, int], query: str
) -> None:
    assert len(names(shown(signed_in, query))) == len(search)


def test_a_day_that_cannot_be_read_is_said_at_its_field(signed_in: Client, search: dict[str, int]) -> None:
    page = shown(signed_in, "?applied_to=soon")
    assert "This day could not be read" in page
    assert 'id="id_applied_to_error"' in page


def test_the_sorted_column_says_so_and_turns_round(signed_in: Client, search: dict[str, int]) -> None:
    page = shown(signed_in, "?sort=company&q=r")
    assert re.search(r'aria-sort="ascending"><a id="by-company" href="\?q=r&amp;sort=-company"', page)
    assert 'aria-sort="descending"' in shown(signed_in)


def test_status_tabs_count_under_the_other_filters(signed_in: Client, search: dict[str, int]) -> None:
    page = shown(signed_in, "?q=r&status=open")
    tabs = dict(re.findall(r'<a id="status-\d+"[^>]*>([^<]*) <span class="quiet">(\d+)</span>', page))
    assert tabs == {
        "All": "5",
        "Open": "2",
        "No word for a month": "1",
        "You accepted": "1",
        "They said no": "1",
    }
    assert '<input type="hidden" name="status" value="open" form="filters">' in page


def test_links_carry_no_empty_fields(signed_in: Client, search: dict[str, int]) -> None:
    page = shown(signed_in, "?q=&stage=&channel=&sort=-last_event_at&junk=1")
    assert 'href="?sort=company"' in page
    assert "junk" not in page[page.index("<table") :]


def test_htmx_gets_the_results_alone_from_the_same_template(
    signed_in: Client, search: dict[str, int]
) -> None:
    part = signed_in.get(
        "/applications/?q=koln&stage=", headers={"HX-Request": "true", "HX-Target": "results"}
    )
    body = part.content.decode()
    assert "<html" not in body
    assert names(body) == ["Zephyr Glas"]
    assert part.headers["HX-Push-Url"] == "/applications/?q=koln"
    assert "HX-Request" in part.headers["Vary"]
    whole = shown(signed_in, "?q=koln")
    table = body[body.index("<table") : body.index("</table>")]
    assert table in whole


def test_pages_keep_the_search(signed_in: Client, owner: User) -> None:
    file(owner, {f"Employer {n}": ("applied@1", "Clerk", "", "") for n in range(120)})
    page = shown(signed_in, "?q=clerk&page=2")
    assert len(names(page)) == 50
    assert "Page 2 of 3" in page
    assert "?q=clerk&amp;page=3" in page
    assert len(names(shown(signed_in, "?page=99"))) == 20


def test_empty_states_say_what_to_do(signed_in: Client, owner: User, search: dict[str, int]) -> None:
    assert "Take a word out of the search" in shown(signed_in, "?q=nowhere")
    for act in actions.Act.objects.filter(owner=owner):
        actions.undo(owner, act.pk)
    page = shown(signed_in)
    assert "No applications yet" in page
    assert 'href="/applications/new/"' in page


def test_names_are_shown_as_they_are_and_never_run(signed_in: Client, owner: User) -> None:
    for name in (HOSTILE, FORMULA, "\u202eevil"):
        actions.create_application(
            owner, {"company": name, "role": name, "location": name, "channel": name[:30]}
        )
    for path in ("/applications/", "/applications/board/"):
        page = signed_in.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "=HYPERLINK(A1)+cmd|&#x27; /C calc&#x27;!A0" in page
        assert "<bdi>\u202eevil</bdi>" in page


def test_nobody_sees_what_is_not_theirs(signed_in: Client, stranger: User, search: dict[str, int]) -> None:
    file(stranger, {"Elsewhere": ("applied@1", "Clerk", "", "Uncle")})
    for path in ("/applications/", "/applications/board/"):
        page = signed_in.get(path).content.decode()
        assert "Elsewhere" not in page
        assert "Uncle" not in page


def test_what_was_done_last_can_be_undone(signed_in: Client, owner: User, search: dict[str, int]) -> None:
    act = actions.create_application(owner, {"company": "Helvika"}).act
    page = shown(signed_in)
    assert "Added Helvika" in page
    assert f'action="/acts/{act.pk}/undo/"' in page


@pytest.mark.parametrize("path", ["/applications/", "/applications/board/"])
def test_queries_stay_as_many_as_rows_grow(signed_in: Client, owner: User, path: str) -> None:
    counts = []
    for size in (3, 60):
        file(owner, {f"Employer {size} {n}": ("applied@1 rejected@9", "Clerk", "", "") for n in range(size)})
        signed_in.get(path)
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_an_application_without_a_name_can_still_be_opened(signed_in: Client, owner: User) -> None:
    actions.record_many(owner, [actions.Filing(None, story("rejected@3"))], "Filed")
    assert names(shown(signed_in)) == ["Not named yet"]


def test_a_day_of_applying_that_is_only_bounded_is_said_so(signed_in: Client, owner: User) -> None:
    told = [Fact("rejected", day(20), "mail")]
    key = actions.create_application(owner, {"company": "Kestrel"}, told, "mail").applications[0]
    for address in ("/applications/", f"/applications/{key}/"):
        assert "21 March or before" in signed_in.get(address).content.decode()
    table = b"".join(signed_in.get("/applications/table.csv").streaming_content).decode("utf-8-sig")
    assert "Kestrel,,They said no,Applied,Applied,,2024-03-21" in table
