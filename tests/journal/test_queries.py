"""What the journal finds: by words, tag, application and month; what there is to look back at."""

from datetime import date

import pytest

from onward.applications import actions as record
from onward.applications.models import Application, Event
from onward.applications.stages import Fact
from onward.base import clock
from onward.journal import actions, queries
from onward.journal.queries import Filters
from onward.journal.writing import Writing
from onward.people.models import User

from ..applications.conftest import day
from .conftest import add, entry, event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


def titles(owner: User, **filters: object) -> list[str]:
    return [one.body or one.answers["keep"] for one in queries.entries(owner, Filters(**filters))]


def test_search_finds_every_word_whatever_its_accents_and_the_employer(owner: User, said_no: Event) -> None:
    entry(owner, "Die Küche in Kiel")
    entry(owner, "The garden", tags=("Night shift",), small_step="Call Ana")
    entry(owner, "What I keep", kind="debrief", about=said_no)
    assert titles(owner, text="kuche KIEL") == ["Die Küche in Kiel"]
    assert titles(owner, text="kiel garden") == []
    assert titles(owner, text="ana") == ["The garden"]
    assert titles(owner, text="night") == ["The garden"]
    assert titles(owner, text="nordlicht") == ["What I keep"]


def test_a_tag_is_found_whole(owner: User) -> None:
    entry(owner, "One", tags=("Night", "CV"))
    entry(owner, "Two", tags=("Night shift",))
    entry(owner, "night")
    assert titles(owner, tag="night") == ["One"]
    assert titles(owner, tag="NIGHT SHIFT") == ["Two"]


def test_what_is_about_an_application_follows_it(owner: User, said_no: Event) -> None:
    entry(owner, "Looking back", kind="debrief", about=said_no)
    note = entry(owner, "A note")
    other = add(owner, "Nordlicht Energie", "applied@1")
    actions.save(
        owner,
        Writing(body="A note"),
        window="",
        key=note.pk,
        about=actions.About(Application.objects.get(pk=other), True),
    )
    assert titles(owner, application=said_no.current_id) == ["Looking back"]
    record.merge(owner, said_no.current_id, other)
    assert sorted(titles(owner, application=said_no.current_id)) == ["A note", "Looking back"]
    assert queries.place(queries.entry(owner, note.pk)) == said_no.current
    assert queries.facets(owner).applications == [(said_no.current_id, "Nordlicht", 2)]


def test_months_are_those_of_the_persons_zone(owner: User) -> None:
    owner.time_zone = "Pacific/Kiritimati"
    clock.travel_to(day(30.1))  # 31 March in UTC, 1 April there
    entry(owner, "April")
    clock.travel_to(day(10))
    entry(owner, "March")
    assert titles(owner, month=date(2024, 4, 1)) == ["April"]
    assert titles(owner, month=date(2024, 3, 1)) == ["March"]
    assert queries.facets(owner).months == [(date(2024, 4, 1), 1), (date(2024, 3, 1), 1)]


def test_drafts_and_what_is_put_away_stand_apart(owner: User) -> None:
    entry(owner, "Done", tags=("a",))
    entry(owner, "Begun", finish=False, tags=("b",))
    actions.put_away(owner, entry(owner, "Away", tags=("c",)).pk)
    assert titles(owner) == ["Done"]
    assert titles(owner, show="drafts") == ["Begun"]
    assert titles(owner, show="put_away") == ["Away"]
    facets = queries.facets(owner)
    assert (facets.finished, facets.drafts, facets.put_away, facets.tags) == (1, 1, 1, [("a", 1)])


def test_a_tag_is_shown_as_it_is_mostly_written(owner: User) -> None:
    for tag in ("cv", "CV", "CV"):
        entry(owner, tag, tags=(tag,))
    assert queries.facets(owner).tags == [("CV", 3)]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("applied@0 rejected@20", "application"),
        ("applied@0 assessment@5 rejected@20", "assessment"),
        ("applied@0 interview@5 interview@8 rejected@20", "interview"),
        ("applied@0 interview@5 interview@8 interview@11 rejected@20", "late"),
        ("applied@0 interview@5 rejected@9 applied@12 rejected@20", "application"),
        ("applied@0 rejected@20 interview@25", "application"),
    ],
)
def test_the_occasion_is_that_of_this_try(owner: User, told: str, name: str) -> None:
    assert queries.occasion(owner, event(add(owner, "Nordlicht", told))) == name


def test_what_can_be_looked_back_at_and_was_not(owner: User, said_no: Event) -> None:
    add(owner, "Corvo", "applied@0 interview@30")
    coming = add(owner, "Aldous", "applied@0")
    record.record(owner, coming, [Fact("interview", day(39), data={"interview_at": day(45).isoformat()})])
    add(owner, "Later", "applied@0 interview@60")
    found = [(one.current.company, one.kind) for one in queries.recent(owner)]
    assert found == [("Corvo", "interview"), ("Nordlicht", "rejected")]
    entry(owner, kind="debrief", about=said_no)
    assert [one.current.company for one in queries.recent(owner)] == ["Corvo"]


def test_a_no_that_was_told_twice_is_offered_once(owner: User) -> None:
    add(owner, "Nordlicht", "applied@0 rejected@10 rejected@12")
    assert [one.at for one in queries.recent(owner)] == [day(12)]


def test_days_of_free_writing(owner: User) -> None:
    for number in (30, 31):
        clock.travel_to(day(number))
        entry(owner, kind="free", finish=number == 30)
    clock.travel_to(day(32))
    entry(owner, kind="note")
    assert queries.free_days(owner) == [date(2024, 3, 31), date(2024, 4, 1)]
