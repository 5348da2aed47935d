"""Saving: a draft that is found again, finishing, two windows, putting away and back."""

from datetime import timedelta

import pytest
from django.http import Http404

from onward.applications.models import Application, Event
from onward.base import clock
from onward.base.errors import Problem
from onward.journal import actions, queries
from onward.journal.actions import About, Beginning
from onward.journal.models import Entry
from onward.journal.writing import Writing
from onward.people.models import User

from ..applications.conftest import day
from .conftest import add, entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
NOTE = Beginning("note")


def save(owner: User, words: str, **options: object) -> actions.Saved:
    return actions.save(owner, Writing(body=words), **{"window": "w1", **options})


def test_nothing_written_makes_no_entry(owner: User) -> None:
    assert save(owner, "", beginning=NOTE).entry is None
    with pytest.raises(Problem, match="nothing to keep"):
        save(owner, "", beginning=NOTE, finish=True)
    assert not Entry.objects.exists()


def test_a_draft_grows_and_is_finished_once(owner: User) -> None:
    made = save(owner, "One", beginning=NOTE).entry
    assert made is not None
    assert made.finished_at is None
    clock.travel_to(day(41))
    again = save(owner, "One, two", key=made.pk, finish=True).entry
    clock.travel_to(day(42))
    last = save(owner, "One, two, three", key=made.pk, finish=True).entry
    assert again is not None
    assert last is not None
    assert (last.begun_at, last.finished_at, last.saved_at) == (day(40), day(41), day(42))
    assert last.body == "One, two, three"
    assert Entry.objects.count() == 1


def test_a_page_that_lost_the_first_answer_makes_no_second_entry(owner: User) -> None:
    first = save(owner, "One", beginning=NOTE, by_itself=True)
    second = save(owner, "One, two", beginning=NOTE)
    assert (first.made, second.made) == (True, False)
    assert Entry.objects.get().body == "One, two"


def test_two_windows_never_write_over_each_other(owner: User) -> None:
    one = entry(owner, "As it was", finish=False, window="w1", tags=("kitchen",))
    seen = one.saved_at
    save(owner, "From the first window", key=one.pk, window="w1", seen=seen)
    waits = save(owner, "From the second", key=one.pk, window="w2", seen=seen, by_itself=True)
    assert waits.aside
    assert Entry.objects.get().body == "From the first window"
    kept = save(owner, "From the second", key=one.pk, window="w2", seen=seen)
    assert kept.aside
    assert kept.made
    assert sorted(Entry.objects.values_list("body", flat=True)) == [
        "From the first window",
        "From the second",
    ]
    assert kept.entry is not None
    assert kept.entry.kind == one.kind
    # From now on the second window has an entry of its own.
    assert not save(owner, "And more", key=kept.entry.pk, window="w2", seen=seen).aside


def test_a_window_that_saw_the_latest_goes_on(owner: User) -> None:
    one = entry(owner, "As it was", window="w1")
    assert not save(owner, "Changed", key=one.pk, window="w2", seen=one.saved_at).aside
    assert Entry.objects.get().body == "Changed"


def test_what_it_is_about_comes_from_the_event_or_is_chosen(owner: User, said_no: Event) -> None:
    corvo = Application.objects.get(pk=add(owner, "Corvo", "applied@1"))
    looked_back = entry(owner, kind="debrief", about=said_no)
    assert looked_back.application == said_no.current
    actions.save(
        owner,
        Writing(title="x"),
        window="w2",
        key=looked_back.pk,
        seen=looked_back.saved_at,
        about=About(corvo, True),
    )
    assert Entry.objects.get(pk=looked_back.pk).application == said_no.current
    note = entry(owner)
    saved = save(owner, "About Corvo", key=note.pk, window="", about=About(corvo, chosen=True)).entry
    assert saved is not None
    assert saved.application == corvo
    assert save(owner, "Same", key=note.pk, window="").entry.application == corvo
    assert save(owner, "None", key=note.pk, window="", about=About(None, True)).entry.application is None


def test_put_away_and_back_and_a_draft_again(owner: User) -> None:
    one = entry(owner)
    away = actions.put_away(owner, one.pk).put_away_at
    clock.travel_to(day(50))
    assert actions.put_away(owner, one.pk).put_away_at == away
    assert list(queries.entries(owner)) == []
    actions.bring_back(owner, one.pk)
    assert list(queries.entries(owner)) == [one]
    assert actions.reopen(owner, one.pk).finished_at is None


def test_a_strangers_entry_does_not_exist(owner: User, stranger: User) -> None:
    theirs = entry(stranger, window="w1")
    for attempt in (actions.put_away, actions.bring_back, actions.reopen):
        with pytest.raises(Http404):
            attempt(owner, theirs.pk)
    with pytest.raises(Http404):
        save(owner, "Mine now", key=theirs.pk)
    # The name of a page says nothing about whose it is.
    assert save(owner, "Mine", beginning=NOTE).made
    assert Entry.objects.get(pk=theirs.pk).body == "Some words"
    assert theirs.saved_at - Entry.objects.get(pk=theirs.pk).saved_at == timedelta(0)
