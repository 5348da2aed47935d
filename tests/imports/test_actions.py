"""Writing a table: one act, nothing twice, what mail brought is joined."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from onward.applications import actions as record
from onward.applications import columns
from onward.applications.models import Act, Application, Event
from onward.applications.stages import Fact
from onward.base.errors import Problem
from onward.imports import actions, plans, queries
from onward.imports.choices import Choices
from onward.imports.models import ImportLayout, ImportTable
from onward.mail.models import Message
from onward.people.models import User

TABLE = """Company,Role,Applied,Answered,Status,Notes
Nordlicht,Data Analyst,2025-03-03,2025-03-20,Rejected,liked the team
Corvo,Support Engineer,2025-04-04,,Applied,
Luma,Clerk,2025-05-25,,,
"""
LINES = [
    "Nordlicht | Data Analyst | 2025-03-03 | rejected | applied:spreadsheet rejected:spreadsheet",
    "Corvo | Support Engineer | 2025-04-04 | silent | applied:spreadsheet",
    "Luma | Clerk | 2025-05-25 | open | applied:spreadsheet",
]


def at(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 10, 0, tzinfo=UTC)


def by_mail(owner: User, company: str, role: str, *facts: tuple[str, datetime]) -> int:
    """An application that mail brought."""
    made = []
    for kind, moment in facts:
        message = Message.objects.create(owner=owner, kind="update", confidence=1, at=moment, filed=True)
        made.append(Fact(kind, moment, "mail", message.pk))
    fields = {"company": company, "role": role}
    return record.create_application(owner, fields, made, source="mail").applications[0]


def test_rows_become_applications_in_one_act(imported, standing, owner: User) -> None:
    found, table = imported(TABLE)
    assert standing() == LINES
    assert Act.objects.filter(owner=owner).count() == 1
    assert found.as_json()["applications"] == 3
    assert found.as_json()["events"] == 4
    assert Application.objects.get(company="Nordlicht").note == "liked the team"
    assert table.act is not None
    assert table.act.title == "Imported search.csv: 3 applications"
    assert columns.recompute(owner) == []


def test_the_same_again_brings_nothing(imported, standing) -> None:
    imported(TABLE)
    before = Event.objects.count(), Act.objects.count()
    found, _table = imported(TABLE)
    assert found.as_json()["joined"] == 3
    # Also in another file: the columns in another order, the rows too, one more row.
    lines = [
        ",".join([cells[2], *cells[:2], *cells[3:]])
        for cells in (row.split(",") for row in TABLE.splitlines())
    ]
    found, _table = imported("\n".join([lines[0], *reversed(lines[1:])]), "other.csv")
    assert (found.as_json()["applications"], found.as_json()["events"]) == (0, 0)
    assert (Event.objects.count(), Act.objects.count()) == before
    assert standing() == LINES


def test_a_later_state_of_the_same_table_adds_what_is_new(imported, standing) -> None:
    imported(TABLE)
    later = (
        TABLE.replace("2025-04-04,,Applied", "2025-04-04,2025-05-12,Interview")
        + "Sole,Porter,2025-05-30,,,\n"
    )
    found, _table = imported(later)
    assert (found.as_json()["applications"], found.as_json()["joined"], found.as_json()["events"]) == (
        1,
        3,
        2,
    )
    assert (
        standing()[1]
        == "Corvo | Support Engineer | 2025-04-04 | open | applied:spreadsheet interview:spreadsheet"
    )
    assert len(standing()) == 4


def test_one_undo_takes_all_of_it_back_and_it_can_come_again(imported, standing, owner: User) -> None:
    _found, table = imported(TABLE)
    assert queries.stands(table)
    record.undo(owner, table.act_id)
    assert standing() == []
    assert not queries.stands(table)
    found, again = imported(TABLE)
    assert again.pk == table.pk
    assert found.as_json()["applications"] == 3
    assert standing() == LINES
    assert columns.recompute(owner) == []


def test_what_the_person_took_out_does_not_come_back(imported, standing, owner: User) -> None:
    imported(TABLE)
    no = Event.objects.get(kind="rejected")
    record.retract_event(owner, no.pk)
    moved = Event.objects.get(kind="applied", current__company="Luma")
    record.change_event(owner, moved.pk, at=at(5, 20))
    found, _table = imported(TABLE)
    assert found.as_json()["events"] == 0
    assert standing()[0].endswith("applied:spreadsheet")
    assert standing()[2] == "Luma | Clerk | 2025-05-20 | open | applied:hand"


def test_what_mail_brought_is_joined_and_not_told_twice(imported, standing, owner: User) -> None:
    by_mail(
        owner,
        "Nordlicht Energie GmbH",
        "Data Analyst (m/w/d)",
        ("acknowledged", at(3, 3)),
        ("rejected", at(3, 19)),
    )
    by_mail(owner, "CORVO", "", ("acknowledged", at(4, 5)))
    by_mail(owner, "Luma", "Warehouse Manager", ("acknowledged", at(5, 25)))
    found, _table = imported(TABLE)
    assert (found.as_json()["applications"], found.as_json()["joined"]) == (1, 2)
    assert standing() == [
        "Nordlicht Energie GmbH | Data Analyst (m/w/d) | 2025-03-03 | rejected | applied:spreadsheet acknowledged:mail"
        " rejected:mail",
        "CORVO | Support Engineer | 2025-04-04 | silent | applied:spreadsheet acknowledged:mail",
        "Luma | Warehouse Manager | 2025-05-25 | open | acknowledged:mail",
        "Luma | Clerk | 2025-05-25 | open | applied:spreadsheet",
    ]
    assert imported(TABLE)[0].as_json()["events"] == 0


def test_an_interview_that_mail_announced_is_the_one_of_the_table(imported, standing, owner: User) -> None:
    message = Message.objects.create(owner=owner, kind="interview", confidence=1, at=at(3, 5), filed=True)
    fact = Fact("interview", at(3, 5), "mail", message.pk, {"interview_at": "2025-03-12T10:00:00+00:00"})
    record.create_application(owner, {"company": "Nordlicht", "role": "Clerk"}, [fact], source="mail")
    imported("Company,Role,Applied,Interview\nNordlicht,Clerk,2025-03-01,2025-03-12\n")
    assert standing() == ["Nordlicht | Clerk | 2025-03-01 | silent | applied:spreadsheet interview:mail"]


def test_what_may_be_known_is_asked_and_kept_apart(imported, standing, owner: User) -> None:
    key = by_mail(owner, "Nordlicht", "Data Analyst", ("applied", at(2, 8)))
    table = actions.bring(owner, "search.csv", TABLE.encode())
    source = plans.opened(TABLE.encode())
    entry = queries.plan(owner, table, source).entries[0]
    assert entry.join.asked
    assert entry.join.candidates == (key,)
    assert any(doubt.rows == (2,) for doubt in queries.plan(owner, table, source).doubts)
    actions.correct(owner, table, Choices(), {entry.told.keys[0]: str(key)})
    actions.carry_out(owner, table)
    assert len(standing()) == 3


def test_a_row_left_out_stays_out_and_is_said(imported, standing, owner: User) -> None:
    table = actions.bring(owner, "search.csv", TABLE.encode())
    key = queries.plan(owner, table, plans.opened(TABLE.encode())).entries[1].told.keys[0]
    actions.correct(owner, table, Choices(), {key: "out"})
    found, _act = actions.carry_out(owner, table)
    assert standing() == [LINES[0], LINES[2]]
    assert found.as_json()["skipped"] == [{"row": 3, "why": "You left it out."}]


def test_a_correction_is_remembered_for_the_layout(imported, standing, owner: User) -> None:
    text = "Where,Thing,When,State\nNordlicht,Clerk,3/4/2025,frobbed\n"
    table = actions.bring(owner, "a.csv", text.encode())
    choices = Choices(
        {"Thing": "role", "Where": "company", "State": "status"}, {"When": "mdy"}, {"frobbed": "rejected"}
    )
    actions.correct(owner, table, choices, {})
    actions.carry_out(owner, table)
    assert standing() == [
        "Nordlicht | Clerk | 2025-03-04 | rejected | applied:spreadsheet rejected:spreadsheet"
    ]
    assert ImportLayout.objects.filter(owner=owner).count() == 1
    imported("State,When,Where,Thing\nfrobbed,4/5/2025,Corvo,Porter\n", "b.csv")
    assert (
        standing()[1] == "Corvo | Porter | 2025-04-05 | rejected | applied:spreadsheet rejected:spreadsheet"
    )


def test_rows_that_say_the_very_same_are_all_kept(imported, standing) -> None:
    twice = "Company,Role,Applied\nNordlicht,Clerk,2025-03-03\nNordlicht,Clerk,2025-03-03\n"
    found, _table = imported(twice)
    assert len(standing()) == 2
    assert [doubt.rows for doubt in found.doubts] == [(2, 3)]
    assert imported(twice)[0].as_json()["joined"] == 2
    assert len(standing()) == 2


def test_a_row_without_any_day_is_there_and_claims_none(imported, standing) -> None:
    imported("Company,Role,Status\nNordlicht,Clerk,Applied\nCorvo,Porter,Interview\n")
    assert standing() == [
        "Nordlicht | Clerk | - | open | note:spreadsheet",
        "Corvo | Porter | - | open | interview:spreadsheet",
    ]
    assert Event.objects.get(kind="interview").data["date"] == "not_after"
    assert Application.objects.get(company="Corvo").applied_basis == "answered"


def test_nothing_is_left_of_a_table_that_cannot_be_read(owner: User) -> None:
    with pytest.raises(Problem):
        actions.bring(owner, "x.pdf", b"%PDF-1.7")
    assert not ImportTable.objects.exists()


def test_what_was_imported_is_not_let_go(imported, owner: User) -> None:
    _found, table = imported(TABLE)
    with pytest.raises(Problem):
        actions.forget(owner, table)


def test_it_takes_the_same_number_of_queries_for_many_rows(
    owner: User, june: None, django_assert_max_num_queries: Callable[..., object]
) -> None:
    rows = "".join(f"Firm {n},Clerk {n},2025-03-{1 + n % 28:02d},,Rejected,\n" for n in range(300))
    table = actions.bring(owner, "many.csv", (TABLE + rows).encode())
    with django_assert_max_num_queries(30):
        actions.carry_out(owner, table)
    assert Application.objects.count() == 303
