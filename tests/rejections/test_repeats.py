"""Which sentences several employers sent: the index follows the record."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onward.applications import actions, correspondence
from onward.people.models import User
from onward.rejections import repeats
from onward.rejections.models import Print

from .noes import NO, STOCK, no

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


def employers(owner: User, message: int | None) -> dict[int, int]:
    repeats.catch_up(owner)
    return {place: one.employers for place, one in repeats.of_mail(owner, message or 0).items()}


def test_the_same_sentence_from_others_is_counted_once_an_employer(owner: User) -> None:
    first = no(owner, "Nordlicht", f"{STOCK} {NO}")
    no(owner, "Corvo Foods", f"{STOCK}\n\nWe thought about it for long.", role="Data Analyst")
    no(owner, "Corvo Foods GmbH", STOCK)
    no(owner, "Nordlicht GmbH", STOCK)
    no(owner, "Helvika", f"Unfortunately, {NO}")
    assert employers(owner, first.message_id) == {0: 1, 1: 1, 2: 1}
    named = repeats.named(owner, first.message_id or 0, [0, 2])
    assert [one.name for one in named[0]] == ["Corvo Foods GmbH"]
    assert [one.name for one in named[2]] == ["Helvika"]
    assert named[2][0].url.startswith("/rejections/")


def test_the_index_is_made_once_and_follows_corrections(owner: User) -> None:
    first = no(owner, "Nordlicht", NO)
    other = no(owner, "Corvo", NO)
    assert repeats.catch_up(owner) == 2
    assert repeats.catch_up(owner) == 0
    act = actions.retract_event(owner, other.pk)
    assert employers(owner, first.message_id) == {}
    actions.undo(owner, act.pk)
    assert employers(owner, first.message_id) == {0: 1}
    # Renamed, it is the same employer: that is no other one.
    actions.edit_details(owner, other.current_id, {"company": "Nordlicht AG"})
    assert employers(owner, first.message_id) == {}
    assert Print.objects.count() == 2


def test_a_mail_that_is_not_shown_yet_stays_out_until_it_is(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = no(owner, "Nordlicht", NO)
    later = no(owner, "Corvo", NO)
    shown = correspondence.mails

    def without(whose: User, keys: Sequence[int]) -> dict[int, correspondence.Mail]:
        return {key: mail for key, mail in shown(whose, keys).items() if key != later.message_id}

    monkeypatch.setattr(correspondence, "mails", without)
    assert employers(owner, first.message_id) == {}
    assert not Print.objects.filter(message_id=later.message_id).exists()
    monkeypatch.undo()
    assert employers(owner, first.message_id) == {0: 1}


def test_a_mail_without_a_sentence_is_looked_at_once(owner: User) -> None:
    one = no(owner, "Nordlicht", "No.")
    assert repeats.catch_up(owner) == 1
    assert repeats.catch_up(owner) == 0
    assert repeats.of_mail(owner, one.message_id or 0) == {}


def test_an_unknown_employer_is_no_other_one(owner: User) -> None:
    first = no(owner, "Nordlicht", NO)
    no(owner, "", NO)
    assert employers(owner, first.message_id) == {}


def test_somebody_elses_mails_do_not_count(owner: User, stranger: User) -> None:
    first = no(owner, "Nordlicht", NO)
    no(stranger, "Corvo", NO)
    repeats.catch_up(stranger)
    assert employers(owner, first.message_id) == {}
    assert repeats.of_mail(stranger, first.message_id or 0) == {}


def test_a_look_up_takes_as_many_queries_however_many_there_are(owner: User) -> None:
    first = no(owner, "Nordlicht", f"{STOCK} {NO}")
    counts = []
    for size in (2, 12):
        for number in range(size):
            no(owner, f"Firm {size} {number}", f"{STOCK} {NO}")
        repeats.catch_up(owner)
        with CaptureQueriesContext(connection) as queried:
            repeats.of_mail(owner, first.message_id or 0)
            repeats.named(owner, first.message_id or 0, [0, 1])
        counts.append(len(queried))
    assert counts[0] == counts[1] <= 6
