"""Correcting an entry, taking it out, putting it back; and undo, which leads back to where it was asked."""

import pytest
from django.test import Client

from onward.applications import actions, queries
from onward.applications.models import Application, Event
from onward.applications.stages import Fact
from onward.people.models import User

from ..conftest import day
from .conftest import file

pytestmark = pytest.mark.django_db


def entry(owner: User, key: int, kind: str) -> Event:
    return next(event for event in queries.timeline(owner, key) if event.kind == kind)


def test_a_correction_keeps_the_message_and_the_old_entry(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    old = entry(owner, search["Zephyr Glas"], "rejected")
    form = {"kind": "update", "on": "2024-03-11", "hour": "", "text": "They wrote that it takes longer."}
    page = signed_in.post(f"/entries/{old.pk}/", form, follow=True).content.decode()
    new = entry(owner, search["Zephyr Glas"], "update")
    assert (new.message_id, new.source) == (old.message_id, "hand")
    assert "They wrote that it takes longer." in page
    assert "1 entry taken out" in page
    assert Application.objects.get(pk=search["Zephyr Glas"]).status == "open"


def test_a_corrected_kind_keeps_the_moment_and_the_quote(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    key = search["Aldous"]
    actions.record(owner, key, [Fact("update", day(31.123456), "mail", 5, {"quote": "Come by."})])
    old = entry(owner, key, "update")
    page = signed_in.get(f"/entries/{old.pk}/").content.decode()
    assert "<blockquote>Come by.</blockquote>" in page
    local = old.at
    form = {"kind": "interview", "on": f"{local:%Y-%m-%d}", "hour": f"{local:%H:%M}", "text": ""}
    signed_in.post(f"/entries/{old.pk}/", form)
    new = queries.timeline(owner, key)[-1]
    assert (new.kind, new.at, new.data) == ("interview", old.at, {"quote": "Come by."})


def test_the_time_of_a_talk_that_a_mail_arranged_can_be_corrected(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    arranged = Fact("interview", day(38), "mail", 7, {"interview_at": "2024-04-15T10:30:00+00:00"})
    actions.record(owner, search["Aldous"], [arranged])
    event = Event.objects.get(message_id=7)
    page = signed_in.get(f"/entries/{event.pk}/").content.decode()
    assert 'value="2024-04-15"' in page, "the day of the talk, not that of the mail"
    signed_in.post(
        f"/entries/{event.pk}/", {"kind": "interview", "on": "2024-04-16", "hour": "14:00", "text": ""}
    )
    new = Event.objects.get(message_id=7, active=True)
    assert (new.at, new.data["interview_at"][:16]) == (day(38), "2024-04-16T14:00")
    assert "16 April" in signed_in.get(f"/applications/{search['Aldous']}/").content.decode()
    signed_in.post(f"/entries/{new.pk}/", {"kind": "update", "on": "2024-04-16", "hour": "14:00", "text": ""})
    other = Event.objects.get(message_id=7, active=True)
    assert (other.at, other.kind, "interview_at" in other.data) == (day(38), "update", False)


def test_saving_an_entry_as_it_is_writes_nothing(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    old = entry(owner, search["Aldous"], "applied")
    before = Event.objects.count()
    form = {"kind": "applied", "on": f"{old.at:%Y-%m-%d}", "hour": f"{old.at:%H:%M}", "text": ""}
    page = signed_in.post(f"/entries/{old.pk}/", form, follow=True).content.decode()
    assert "Nothing was changed." in page
    assert Event.objects.count() == before


def test_taking_out_putting_back_and_undo_of_each(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    key = search["Zephyr Glas"]
    old = entry(owner, key, "rejected")

    def status() -> str:
        return Application.objects.get(pk=key).status

    page = signed_in.post(f"/entries/{old.pk}/take-out/", follow=True).content.decode()
    assert status() == "open"
    assert f'action="/entries/{old.pk}/put-back/"' in page
    assert "Took out an entry of Zephyr Glas" in page
    signed_in.post(f"/entries/{old.pk}/put-back/")
    assert status() == "rejected"
    signed_in.post(f"/acts/{queries.acts(owner, key)[0].pk}/undo/")
    assert status() == "open"
    assert signed_in.post(f"/entries/{old.pk}/take-out/").status_code == 422


def test_what_replaced_an_entry_goes_out_when_it_is_put_back(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    key = search["Zephyr Glas"]
    old = entry(owner, key, "rejected")
    actions.change_event(owner, old.pk, kind="update")
    signed_in.post(f"/entries/{old.pk}/put-back/")
    kinds = [event.kind for event in queries.timeline(owner, key)]
    assert kinds == ["applied", "acknowledged", "interview", "rejected"]
    assert signed_in.post(f"/entries/{old.pk}/put-back/").status_code == 422


def test_undo_leads_back_and_nowhere_else(signed_in: Client, owner: User, search: dict[str, int]) -> None:
    act = actions.create_application(owner, {"company": "Helvika"}).act
    answer = signed_in.post(f"/acts/{act.pk}/undo/", {"next": "/applications/board/?q=h"})
    assert answer.headers["Location"] == "/applications/board/?q=h"
    last = queries.acts(owner, first=1)[0]
    answer = signed_in.post(f"/acts/{last.pk}/undo/", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/applications/"
    assert queries.acts(owner, first=1)[0].title == "Did again: Added Helvika"
    assert signed_in.post(f"/acts/{act.pk}/undo/").status_code == 302
    assert signed_in.post(f"/acts/{act.pk}/undo/").status_code == 422


def test_what_was_taken_back_has_a_page_that_says_so(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    filed = actions.create_application(owner, {"company": "Helvika"})
    actions.undo(owner, filed.act.pk)
    page = signed_in.get(f"/applications/{filed.applications[0]}/").content.decode()
    assert "This application was taken back" in page
    assert "Take this back" in page


def test_a_strangers_entries_and_acts_are_not_there(signed_in: Client, stranger: User) -> None:
    key = file(stranger, {"Elsewhere": ("applied@1", "", "", "")})["Elsewhere"]
    event = queries.timeline(stranger, key)[0]
    for path in (f"/entries/{event.pk}/", f"/entries/{event.pk}/take-out/", f"/acts/{event.act_id}/undo/"):
        assert signed_in.post(path, {"kind": "offer"}).status_code == 404
    actions.retract_event(stranger, event.pk)
    assert signed_in.post(f"/entries/{event.pk}/put-back/").status_code == 404
    assert signed_in.get(f"/entries/{event.pk}/").status_code == 404


def test_a_correction_line_is_no_entry(signed_in: Client, owner: User, search: dict[str, int]) -> None:
    detail = Event.objects.filter(owner=owner, kind="detail").first()
    assert detail is not None
    assert signed_in.get(f"/entries/{detail.pk}/").status_code == 404
