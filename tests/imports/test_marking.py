"""Columns of what was sent: recognised in ten languages, shown, brought in as marks, undone with the import."""

from collections.abc import Callable

import pytest
from django.test import Client

from onward.applications import actions as record
from onward.applications.models import Application
from onward.imports.choices import Choices
from onward.people.models import User
from onward.statistics import actions as statistics
from onward.statistics import queries
from tests.imports.saying import telling
from tests.imports.test_pages import bring, fields

HEAD = "Company,Role,Applied,"
TABLE = """Company,Role,Applied,CV used,Tailored,Cover letter,Salary
Nordlicht,Clerk,2025-03-03,A,yes,✓,30
Corvo,Porter,2025-03-04,b,no,,31
Luma,Cook,2025-03-05,B,N/A,,
"""


def marks(cells: list[str], heading: str, choices: Choices | None = None) -> list[dict[str, str]]:
    """What each row of a table with one more column says of what was sent."""
    rows = "".join(f"Firm {n},Clerk,2025-03-{n + 1:02},{cell}\n" for n, cell in enumerate(cells))
    return [dict(one.marks) for one in telling(f"{HEAD}{heading}\n{rows}", choices or Choices()).told]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Resume version", "resume"),
        ("CV used", "resume"),
        ("Lebenslauf", "resume"),
        ("Version du CV", "resume"),
        ("CV utilizado", "resume"),
        ("Versione CV", "resume"),
        ("CV-versie", "resume"),
        ("Versão do currículo", "resume"),
        ("Versi CV", "resume"),
        ("Wersja CV", "resume"),
        ("CV-variant", "resume"),
        ("Tailored?", "tailored"),
        ("Angepasst", "tailored"),
        ("CV adapté", "tailored"),
        ("Personalizado", "tailored"),
        ("Su misura", "tailored"),
        ("Aangepast", "tailored"),
        ("Currículo adaptado", "tailored"),
        ("Disesuaikan", "tailored"),
        ("Dopasowane", "tailored"),
        ("Anpassat", "tailored"),
        ("Cover Letter", "cover letter"),
        ("Anschreiben", "cover letter"),
        ("Lettre de motivation", "cover letter"),
        ("Carta de presentación", "cover letter"),
        ("Lettera di presentazione", "cover letter"),
        ("Motivatiebrief", "cover letter"),
        ("Carta de apresentação", "cover letter"),
        ("Surat lamaran", "cover letter"),
        ("List motywacyjny", "cover letter"),
        ("Personligt brev", "cover letter"),
    ],
)
def test_headings_in_ten_languages(heading: str, question: str) -> None:
    said = ("A", "B") if question == "resume" else ("yes", "no")
    assert marks(list(said), heading) == [{question: said[0]}, {question: said[1]}]


@pytest.mark.parametrize(
    ("heading", "cells", "said"),
    [
        ("Tailored", ["ja", "Nein", "oui", "não", "TRUE", "0"], ["yes", "no", "yes", "no", "yes", "no"]),
        ("Tailored", ["partly", "yes", "", "n/a", "-"], ["partly", "yes", "", "", ""]),
        ("Tailored", ["Yes", "", "yes"], ["yes", "", "yes"]),
        ("Tailored", ["x", "", "X"], ["yes", "no", "yes"]),
        ("Cover letter", ["☑", "☐", "☐"], ["yes", "no", "no"]),
        ("Cover letter", ["✓", "", "✓"], ["yes", "no", "yes"]),
        ("Resume version", ["1", "2", "1"], ["1", "2", "1"]),
        ("Resume version", ["Short", "short ", "2024-03"], ["Short", "Short", "2024-03"]),
        ("Resume", ["yes", "no", ""], ["yes", "no", ""]),
    ],
)
def test_cells(heading: str, cells: list[str], said: list[str]) -> None:
    question = {"Resume version": "resume"}.get(heading, heading.casefold())
    assert marks(cells, heading) == [{question: one} if one else {} for one in said]


def test_that_empty_cells_were_read_as_no_is_said_and_only_then() -> None:
    def doubts(cell: str) -> list[str]:
        rows = f"Nordlicht,Clerk,2025-03-03,{cell}\nCorvo,Porter,2025-03-04,\n"
        return [one.why for one in telling(f"{HEAD}Tailored\n{rows}").doubts]

    assert doubts("x") == ["In “Tailored” there are only check marks; rows without one were read as no."]
    assert doubts("yes") == []


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Cover letter", "https://example.com/letter.docx"),
        ("Cover letter", "2025-03-04"),
        ("Resume", "I wrote how the kitchen went from ten guests to two hundred"),
        ("Favourite colour", "teal"),
    ],
)
def test_what_is_no_version_stays_a_note(heading: str, cell: str) -> None:
    [told] = telling(f"{HEAD}{heading}\nNordlicht,Clerk,2025-03-03,{cell}\n").told
    assert (dict(told.marks), told.note) == ({}, f"{heading}: {cell}")


def test_a_long_cell_among_versions_stays_a_note_and_the_others_are_none() -> None:
    long = "the long one that I wrote anew for this opening"
    told = telling(f"{HEAD}Resume\nNordlicht,Clerk,2025-03-03,A\nCorvo,Cook,2025-03-04,{long}\n").told
    assert [(dict(one.marks), one.note) for one in told] == [({"resume": "A"}, ""), ({}, f"Resume: {long}")]


def test_the_person_says_what_a_column_holds() -> None:
    assert marks(["A", "B"], "Sent with", Choices({"Sent with": "resume"})) == [
        {"resume": "A"},
        {"resume": "B"},
    ]
    assert marks(["A", "B"], "Resume", Choices({"Resume": "other"})) == [{}, {}]


def named(owner: User) -> dict[str, dict[str, str]]:
    """The marks that count, by employer."""
    names = dict(Application.objects.filter(owner=owner).values_list("pk", "company"))
    return {
        question: {names[key]: said for key, said in own.items()}
        for question, own in queries.marks(owner).items()
    }


BROUGHT = {
    "resume": {"Nordlicht": "A", "Corvo": "b", "Luma": "b"},
    "tailored": {"Nordlicht": "yes", "Corvo": "no"},
    "cover letter": {"Nordlicht": "yes", "Corvo": "no", "Luma": "no"},
}


def test_marks_come_with_the_import_and_go_with_it(imported, owner: User, other: User) -> None:
    found, table = imported(TABLE)
    assert found.columns["CV used"] == "resume"
    assert named(owner) == BROUGHT
    assert queries.marks(other) == {}
    # What is a mark is no note too; an unknown column stays one.
    assert Application.objects.get(company="Nordlicht").note == "Salary: 30"
    taken_back = record.undo(owner, table.act.pk)
    assert queries.marks(owner) == {}
    record.undo(owner, taken_back.pk)
    assert named(owner) == BROUGHT


def test_a_mark_counts_from_the_day_of_its_application(imported, owner: User) -> None:
    imported(TABLE)
    fourth = Application.objects.get(company="Corvo").last_event_at
    assert set(queries.marks(owner, fourth)["cover letter"].values()) == {"yes", "no"}
    assert len(queries.marks(owner, fourth)["cover letter"]) == 2


def test_the_same_table_again_brings_nothing_and_one_without_marks_before_brings_them(
    imported, owner: User
) -> None:
    bare = "\n".join(",".join(line.split(",")[:3]) for line in TABLE.splitlines())
    imported(bare)
    assert queries.marks(owner) == {}
    found, table = imported(TABLE)
    assert (len(found.new), found.brings, named(owner)) == (0, True, BROUGHT)
    again, _table = imported(TABLE, "again.csv")
    assert not again.brings
    record.undo(owner, table.act.pk)
    assert (queries.marks(owner), Application.objects.filter(visible=True).count()) == ({}, 3)


def test_by_hand_counts_before_a_table_and_is_one_question_with_it(imported, owner: User) -> None:
    imported(TABLE)
    first = Application.objects.get(company="Nordlicht").pk
    statistics.mark(owner, first, "Resume", "C")
    assert named(owner)["resume"] == {"Nordlicht": "C", "Corvo": "b", "Luma": "b"}
    statistics.mark(owner, first, "resume", "")
    assert named(owner)["resume"] == {"Corvo": "b", "Luma": "b"}
    assert queries.marks_of(owner, first) == {"tailored": "yes", "cover letter": "yes"}
    imported(TABLE, "again.csv")
    assert "Nordlicht" not in named(owner)["resume"]


def test_a_question_of_ones_own_takes_in_what_a_table_tells(imported, owner: User) -> None:
    own = record.create_application(owner, {"company": "Sole"}).applications[0]
    statistics.mark(owner, own, "Resume", "A")
    imported(TABLE)
    assert named(owner)["Resume"] == {"Sole": "A", **BROUGHT["resume"]}
    assert "resume" not in queries.marks(owner)
    assert queries.marks_of(owner, own) == {"Resume": "A"}


def test_marks_follow_a_merge(imported, owner: User) -> None:
    imported(TABLE)
    into = record.create_application(owner, {"company": "Corvo SA"}).applications[0]
    gone = Application.objects.get(company="Corvo").pk
    record.merge(owner, into, gone)
    assert queries.marks(owner)["resume"][into] == "b"
    assert queries.marks_of(owner, into)["resume"] == "b"


def test_the_page_shows_them_before_anything_is_written(
    signed_in: Client, june: None, owner: User, standing: Callable[[], list[str]]
) -> None:
    place = bring(signed_in, TABLE)
    page = signed_in.get(place).content.decode()
    assert "Resume: A" in page
    assert "Tailored: no" in page
    assert (standing(), queries.marks(owner)) == ([], {})
    given = fields(page)
    assert [given["c3"], given["c4"], given["c5"], given["c6"]] == [
        "resume",
        "tailored",
        "cover_letter",
        "other",
    ]
    signed_in.post(place, {**given, "c5": "other", "do": "import"})
    assert named(owner) == {name: BROUGHT[name] for name in ("resume", "tailored")}
    assert "Resume: A" in signed_in.get(place).content.decode()
