"""Unclear mails on which much may hang: by name on Today, first in the tray, and silent where the record has moved on."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from onward.applications import actions
from onward.applications.stages import Fact
from onward.mail import turning
from onward.mail.suggestions import suggestions
from onward.people.models import User
from onward.plan import queries as today

from .conftest import START, application, mail, question

NOW = START + timedelta(days=40)
OFFER = "We would like to offer you the position. Please let us have your answer by Friday, 19 April 2024."


def kinds(owner: User) -> list[str]:
    return [one.kind for one in suggestions(owner, NOW)]


def test_an_unclear_offer_is_named_with_its_day(owner: User) -> None:
    place = application(owner, "Rivermint")
    asked = question(mail(owner, OFFER, kind="offer", second="interview", day=37, needs_review=True), place)
    question(mail(owner, kind="update", day=38))
    offer, tray = suggestions(owner, NOW)
    assert (offer.kind, offer.due, offer.about) == (
        "perhaps_offer",
        date(2024, 4, 19),
        {"proposal": asked.pk},
    )
    assert offer.title == "See what Rivermint writes: it looks like an offer"
    assert offer.why.startswith("They seem to ask for your answer by Friday 19 April.")
    assert offer.link == f"/review/#q{asked.pk}"
    assert (tray.kind, tray.title) == ("tray", "Decide on 1 unclear mail")


def test_waving_unclear_mails_away_does_not_wave_away_what_looks_like_an_offer(owner: User) -> None:
    from onward.plan import actions as plan

    question(mail(owner, OFFER, kind="offer", day=37), application(owner, "Rivermint"))
    question(mail(owner, kind="update", day=38))
    for _time in range(3):
        waved = next(one for one in suggestions(owner, NOW) if one.kind == "tray")
        plan.choose(owner, waved, "refused")
        question(mail(owner, kind="update", day=38))
    shown = [one.suggestion.kind for one in today.today(owner, NOW).shown]
    assert "tray" not in shown
    assert shown[0] == "perhaps_offer"


def test_an_offer_waits_also_after_its_day_and_a_task_does_not(owner: User) -> None:
    question(
        mail(owner, "Please answer by 5 April 2024.", kind="offer", day=30), application(owner, "Rivermint")
    )
    question(mail(owner, "Send it by 5 April 2024.", kind="assessment", day=30), application(owner, "Corvo"))
    named = {one.kind: one.due for one in suggestions(owner, NOW)}
    assert named == {"perhaps_offer": None, "tray": None}


@pytest.mark.parametrize("later", ["rejected", "withdrawn", "accepted"])
def test_what_the_application_has_outlived_is_not_held_out_as_a_hope(owner: User, later: str) -> None:
    place = application(owner, "Rivermint")
    question(mail(owner, OFFER, kind="offer", day=30), place)
    assert "perhaps_offer" in kinds(owner)
    actions.record(owner, place, [Fact(later, START + timedelta(days=33), "mail")])
    assert "perhaps_offer" not in kinds(owner)


def test_what_came_after_an_ending_is_named(owner: User) -> None:
    place = application(owner, "Rivermint")
    actions.record(owner, place, [Fact("rejected", START + timedelta(days=20), "mail")])
    question(mail(owner, OFFER, kind="offer", day=30), place)
    assert "perhaps_offer" in kinds(owner)


def test_what_lies_in_the_record_already_or_is_old_is_not_told_twice(owner: User) -> None:
    place = application(owner, "Corvo")
    filed = mail(owner, kind="interview", day=37, interview_at="2024-04-15T10:00:00+01:00")
    question(filed, place)
    assert kinds(owner) == ["perhaps_interview"]
    actions.record(owner, place, [Fact("interview", START + timedelta(days=37), "mail", filed.pk)])
    assert "perhaps_interview" not in kinds(owner)
    question(mail(owner, OFFER, kind="offer", day=40 - turning.STILL.days - 1))
    assert "perhaps_offer" not in kinds(owner)


def test_a_mail_that_is_veiled_tells_nothing(owner: User, signed_in: Client) -> None:
    place = application(owner, "Rivermint")
    veiled = question(mail(owner, OFFER, kind="offer", second="rejection", day=37, veiled=True), place)
    later = question(mail(owner, kind="update", day=38))
    assert kinds(owner) == ["tray"]
    page = signed_in.get("/review/").content.decode()
    assert "Looks like" not in page
    assert page.index(f'id="q{later.pk}"') < page.index(f'id="q{veiled.pk}"')


def test_the_tray_begins_with_them(owner: User, signed_in: Client) -> None:
    plain = question(mail(owner, kind="update", day=39))
    task = question(mail(owner, "Send it by 20 April 2024.", kind="assessment", day=38))
    offer = question(mail(owner, OFFER, kind="offer", day=30))
    old = question(mail(owner, OFFER, kind="offer", day=2))
    page = signed_in.get("/review/").content.decode()
    assert [int(key) for key in re.findall(r'<li id="q(\d+)"', page)] == [offer.pk, task.pk, plain.pk, old.pk]
    assert "Looks like an offer" in page
    assert "They seem to ask for it by 19 April." in page


def test_what_more_likely_is_no_answer_is_not_called_an_offer_nor_counted(owner: User) -> None:
    doubted = {"kind": "offer", "needs_review": True, "belongs": 0.05, "second": "other"}
    question(mail(owner, OFFER, day=37, **doubted))
    question(mail(owner, OFFER, day=36, veiled=True, **doubted))
    (one,) = suggestions(owner, NOW)
    assert (one.kind, one.title) == ("tray", "See whether 1 mail is about your search")
    question(mail(owner, kind="update", day=38))
    assert [one.title for one in suggestions(owner, NOW)] == ["Decide on 1 unclear mail"]


def test_what_more_likely_is_no_answer_is_not_named_beside_an_unclear_offer(owner: User) -> None:
    question(mail(owner, OFFER, kind="offer", day=37), application(owner, "Rivermint"))
    question(mail(owner, kind="update", day=36, needs_review=True, belongs=0.05, second="other"))
    assert kinds(owner) == ["perhaps_offer"]
