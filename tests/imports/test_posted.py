"""The day of a posting in a table, and days to come: recognised, compared by, and no no before its day."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from onward.applications import actions as record
from onward.applications.models import Application
from onward.people.models import User
from onward.statistics import facts, queries
from onward.statistics.questions import by_posting
from tests.imports.saying import said, telling

HEAD = "Company,Role,Applied,"


def posted(cells: list[str], heading: str = "Date posted") -> list[str | None]:
    """The day of the posting that each row of a table tells."""
    rows = "".join(f"Firm {n},Clerk,2025-03-{n + 11},{cell}\n" for n, cell in enumerate(cells))
    return [one.marks.get("posted") for one in telling(f"{HEAD}{heading}\n{rows}").told]


@pytest.mark.parametrize(
    "heading",
    [
        "Date posted",
        "Posted on",
        "Posting date",
        "Published",
        "Veröffentlicht am",
        "Datum der Ausschreibung",
        "Date de publication",
        "Publiée le",
        "Date de l'offre",
        "Fecha de publicación",
        "Publicado el",
        "Data di pubblicazione",
        "Pubblicato il",
        "Geplaatst op",
        "Publicatiedatum",
        "Data de publicação",
        "Publicado em",
        "Tanggal posting",
        "Diposting",
        "Data publikacji",
        "Opublikowano",
        "Data ogłoszenia",
        "Publicerad",
        "Annonsdatum",
    ],
)
def test_headings_in_ten_languages(heading: str) -> None:
    assert posted(["2025-03-01", "2025-03-09"], heading) == ["2025-03-01", "2025-03-09"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["1 Mar 2025", "", "9 Mar 2025"], ["2025-03-01", None, "2025-03-09"]),
        (["25/02/2025", "03/03/2025"], ["2025-02-25", "2025-03-03"]),
        (["28 Feb", "3 March"], ["2025-02-28", "2025-03-03"]),
        (["March 2025", "2025-03-01", "2025-03-02"], [None, "2025-03-01", "2025-03-02"]),
        (["3 days ago", "a week ago"], [None, None]),
        (["yes", "no"], [None, None]),
    ],
)
def test_cells(cells: list[str], told: list[str | None]) -> None:
    assert posted(cells) == told


def test_the_day_stays_in_the_note_and_is_no_day_of_applying() -> None:
    found = telling(f"{HEAD}Date posted\nNordlicht,Clerk,2025-03-11,2025-03-01\n")
    assert "Date posted: 2025-03-01" in found.told[0].note
    assert [one.field for one in found.meanings] == ["company", "role", "applied", "posted"]
    alone = telling("Company,Role,Date posted,Status\nNordlicht,Clerk,2025-03-01,Applied\n")
    assert alone.told[0].applied_on is None


def test_dates_found_or_saved_are_not_those_of_the_posting() -> None:
    for heading in ("Date saved", "Date found", "Deadline", "Date added"):
        assert posted(["2025-03-01", "2025-03-02"], heading) == [None, None]


TABLE = """Company,Role,Applied,Posted on
Nordlicht,Clerk,2025-03-11,2025-03-10
Corvo,Porter,2025-03-12,2025-03-02
Luma,Cook,2025-03-13,
"""


def ages(owner: User) -> dict[str, str | None]:
    """Employer → how old its posting was."""
    return {one.company: by_posting(one) for one in facts.courses(owner)}


def test_it_is_compared_by_and_taken_back_with_the_table(imported, owner: User) -> None:
    _found, table = imported(TABLE)
    told = {"Nordlicht": "within 3 days", "Corvo": "4 to 14 days", "Luma": None}
    assert ages(owner) == told
    assert queries.marks(owner) == {}, "its age is a question, its day is none"
    assert queries.marks_of(owner, Application.objects.get(company="Corvo").pk) == {}
    before = datetime(2025, 3, 11, 23, tzinfo=UTC)
    assert [one.posted_on for one in facts.courses(owner, before)] == [date(2025, 3, 10)]
    record.undo(owner, table.act.pk)
    assert not any(ages(owner).values())


def test_the_same_table_again_brings_only_the_day(imported, owner: User) -> None:
    imported("\n".join(",".join(line.split(",")[:3]) for line in TABLE.splitlines()))
    found, _table = imported(TABLE)
    assert (len(found.new), found.brings, ages(owner)["Nordlicht"]) == (0, True, "within 3 days")
    again, _table = imported(TABLE, "again.csv")
    assert not again.brings


LATER = "Company,Role,Applied,Rejected on,Offer\nNordlicht,Clerk,2025-03-11,2026-01-09,\nCorvo,Cook,2025-03-12,,2025-04-02\n"


def test_a_no_of_a_day_to_come_waits_in_the_note() -> None:
    first, second = said(LATER)
    assert first == "Nordlicht | Clerk | applied 2025-03-11"
    assert second == "Corvo | Cook | applied 2025-03-12, offer 2025-04-02"
    found = telling(LATER)
    assert [(one.rows, one.why[:32]) for one in found.doubts] == [((2,), "These days are still to come, an")]
    assert "In your table of a day still to come, 2026-01-09: They said no" in found.told[0].note


def test_talks_and_applications_may_lie_ahead() -> None:
    rows = "Company,Role,Applied,Interview\nNordlicht,Clerk,2025-06-20,2025-06-25\n"
    assert said(rows) == ["Nordlicht | Clerk | applied 2025-06-20, interview 2025-06-25"]


def test_what_was_ahead_comes_in_when_its_day_has_come(
    imported,
    owner: User,
    freeze: Callable[[date | datetime], None],
) -> None:
    freeze(date(2025, 6, 1))
    imported(LATER)
    status = dict(Application.objects.values_list("company", "status"))
    assert status == {"Nordlicht": "open", "Corvo": "offer"}
    freeze(date(2026, 1, 10))
    found, _table = imported(LATER, "again.csv")
    assert (len(found.new), found.events) == (0, 1)
    assert Application.objects.get(company="Nordlicht").status == "rejected"
    assert {one.company: one.rejected_on for one in facts.courses(owner)}["Nordlicht"] == date(2026, 1, 9)
