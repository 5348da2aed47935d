"""What pages and commands read: filters, orders, board, counts, the JSON contract; and how much it costs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onward.applications import actions, contract, queries
from onward.applications.actions import Detail, Filing
from onward.applications.models import Application
from onward.applications.queries import Filters
from onward.applications.stages import Fact
from onward.people.models import User

from .conftest import day, story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


@pytest.fixture
def search(owner: User, stranger: User) -> dict[str, int]:
    """A small search: what is told of each employer, and where and how."""
    told = {
        "Zephyr Glas": ("applied@0 rejected@9", "Köln", "referral"),
        "aldous": ("applied@1 interview@30", "Łódź", "direct"),
        "Brannigan": ("applied@2 acknowledged@2", "", "direct"),
        "Corvo": ("applied@3 offer@20 accepted@25", "", ""),
        "Dunmore": ("applied@4 offer@30", "", "job board"),
        "": ("outreach@38", "", "recruiter"),
    }
    filings = [
        Filing(
            None,
            story(facts),
            [Detail({"company": name, "role": "Glazier", "location": place, "channel": channel}, day(0))],
        )
        for name, (facts, place, channel) in told.items()
    ]
    keys = actions.record_many(owner, filings, "Filed").applications
    actions.record_many(stranger, filings, "Filed")
    return dict(zip(told, keys, strict=True))


def names(owner: User, filters: Filters | None = None, sort: str = "company") -> list[str]:
    return [one.company for one in queries.applications(owner, filters or Filters(), sort)]


def test_sorting_by_any_column_both_ways_with_the_unknown_last(owner: User, search: dict[str, int]) -> None:
    assert names(owner) == ["aldous", "Brannigan", "Corvo", "Dunmore", "Zephyr Glas", ""]
    assert names(owner, sort="-company") == ["Zephyr Glas", "Dunmore", "Corvo", "Brannigan", "aldous", ""]
    assert names(owner, sort="-applied_on")[0] == "Dunmore"
    assert names(owner, sort="-applied_on")[-1] == names(owner, sort="applied_on")[-1] == ""
    assert names(owner, sort="-furthest_stage")[:3] == ["Dunmore", "Corvo", "aldous"]
    assert names(owner, sort="status") == ["", "aldous", "Brannigan", "Dunmore", "Corvo", "Zephyr Glas"]
    assert names(owner, sort="nonsense") == names(owner, sort="-last_event_at")
    for sort in queries.SORTS:
        assert sorted(names(owner, sort=sort)) == sorted(names(owner, sort="-" + sort)) == sorted(search)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(text="koln"), ["Zephyr Glas"]),
        (Filters(text="LODZ glazier"), ["aldous"]),
        (Filters(text="glazier nowhere"), []),
        (Filters(text="100%"), []),
        (Filters(statuses=["silent"]), ["Brannigan"]),
        (Filters(statuses=["open"]), ["aldous", ""]),
        (Filters(statuses=["open", "silent", "rejected"]), ["aldous", "Brannigan", "Zephyr Glas", ""]),
        (Filters(statuses=["nonsense"]), []),
        (Filters(stages=["offer"]), ["Corvo", "Dunmore"]),
        (Filters(furthest=["interview"]), ["aldous"]),
        (Filters(channels=["direct", "recruiter"]), ["aldous", "Brannigan", ""]),
        (Filters(applied_from=day(1).date(), applied_to=day(2).date()), ["aldous", "Brannigan"]),
        (Filters(applied_to=day(0).date()), ["Zephyr Glas"]),
    ],
)
def test_filters(owner: User, search: dict[str, int], filters: Filters, found: list[str]) -> None:
    assert names(owner, filters) == found
    assert queries.summary(owner, filters).total == len(found)
    assert sum(column.count for column in queries.board(owner, filters)) == len(found)


def test_shown_statuses_agree_with_the_filter(owner: User, search: dict[str, int]) -> None:
    for one in Application.objects.filter(owner=owner):
        assert one.company in names(owner, Filters(statuses=[one.shown_status]))


def test_pages_are_lenient_about_their_number(owner: User, search: dict[str, int]) -> None:
    assert [one.company for one in queries.page(owner, sort="company", number=2, size=4)] == [
        "Zephyr Glas",
        "",
    ]
    assert queries.page(owner, number=99, size=4).number == 2
    assert queries.page(owner, number="x", size=4).number == 1
    assert queries.page(owner, number=-1, size=4).number == 2


def test_the_board_shows_the_latest_of_each_column_and_counts_all(
    owner: User, search: dict[str, int]
) -> None:
    actions.record_many(owner, [Filing(None, story(f"applied@{n}")) for n in range(5)], "Filed")
    board = {column.name: column for column in queries.board(owner, first=2)}
    assert tuple(board) == queries.BOARD
    assert (board["applied"].count, len(board["applied"].applications)) == (7, 2)
    assert board["applied"].applications[0].pk == search[""]
    assert [one.company for one in board["offer"].applications] == ["Dunmore"]
    assert [one.company for one in board["rejected"].applications] == ["Zephyr Glas"]
    assert board["withdrawn"].count == 0


def test_the_summary_counts_every_status_and_stage(owner: User, search: dict[str, int]) -> None:
    counted = queries.summary(owner)
    assert counted.total == 6
    assert counted.by_status == {
        "open": 2,
        "silent": 1,
        "offer": 1,
        "accepted": 1,
        "declined": 0,
        "withdrawn": 0,
        "rejected": 1,
    }
    assert counted.by_furthest_stage == {"applied": 3, "assessment": 0, "interview": 1, "offer": 2}
    assert queries.channels(owner) == ["direct", "job board", "recruiter", "referral"]


def test_the_timeline_and_its_acts(owner: User, search: dict[str, int]) -> None:
    key = search["aldous"]
    act = actions.record(owner, key, [Fact("applied", day(30)), Fact("note", day(0))], "Wrote it down")
    assert [event.kind for event in queries.timeline(owner, key)] == [
        "note",
        "applied",
        "applied",
        "interview",
    ]
    undo = actions.undo(owner, act.pk)
    assert [one.pk for one in queries.acts(owner, key)][:2] == [undo.pk, act.pk]
    assert queries.acts(owner, key)[1].undone_by.pk == undo.pk
    assert len(queries.acts(owner, first=1)) == 1


def test_the_json_contract(owner: User, search: dict[str, int]) -> None:
    told = [
        Fact("applied", day(5), "mail", 7),
        Fact("interview", day(8)),
        Fact("rejected", day(20), "mail", 9),
    ]
    key = actions.create_application(owner, {"company": "Kestrel"}, told).applications[0]
    listed = {one["id"]: one for one in contract.as_json(owner, lambda keys: {7: "a@kestrel.example"})}
    assert set(listed) == {*search.values(), key}
    one = listed[key]
    assert {name: value for name, value in one.items() if name != "events"} == {
        "id": key,
        "company": "Kestrel",
        "role": None,
        "channel": None,
        "applied_on": "2024-03-06",
        "stage": "interview",
        "furthest_stage": "interview",
        "status": "rejected",
    }
    assert one["events"] == [
        {
            "id": event.pk,
            "kind": event.kind,
            "at": event.at.isoformat(),
            "message_id": {"applied": "a@kestrel.example"}.get(event.kind),
            "source": event.source,
        }
        for event in queries.timeline(owner, key)
    ]
    assert [listed[search[name]]["status"] for name in ("Brannigan", "Dunmore", "")] == [
        "silent",
        "offer",
        "open",
    ]
    assert listed[search[""]]["applied_on"] is None


def test_the_first_word_of_an_employer_is_no_day_of_applying(owner: User) -> None:
    actions.create_application(owner, {"company": "Kestrel"}, [Fact("rejected", day(20), "mail")], "mail")
    assert [one["applied_on"] for one in contract.as_json(owner)] == [None]


def test_as_of_a_date_only_what_had_happened_counts(owner: User, search: dict[str, int]) -> None:
    listed = {one["company"]: one for one in contract.as_json(owner, as_of=day(3) + timedelta(hours=1))}
    assert set(listed) == {"Zephyr Glas", "aldous", "Brannigan", "Corvo"}
    assert {one["status"] for one in listed.values()} == {"open"}
    assert [event["kind"] for event in listed["Brannigan"]["events"]] == ["applied", "acknowledged"]
    # A correction made today mends the past too.
    actions.merge(owner, search["aldous"], search["Corvo"])
    assert len(contract.as_json(owner, as_of=day(3))) == 3


def test_reading_costs_the_same_however_much_there_is(owner: User, search: dict[str, int]) -> None:
    reads: list[Callable[[], object]] = [
        lambda: list(queries.page(owner, Filters(text="glazier"))),
        lambda: queries.board(owner),
        lambda: queries.summary(owner),
        lambda: queries.timeline(owner, search["aldous"]),
        lambda: queries.acts(owner, search["aldous"]),
        lambda: contract.as_json(owner),
    ]

    def costs() -> list[int]:
        counted = []
        for read in reads:
            with CaptureQueriesContext(connection) as seen:
                read()
            counted.append(len(seen))
        return counted

    before = costs()
    actions.record_many(owner, [Filing(None, story("applied@0 interview@3 note@4"))] * 60, "Filed")
    actions.record(owner, search["aldous"], story("interview@31 " * 50 + "update@32"))
    assert costs() == before
    assert max(before) <= 2
