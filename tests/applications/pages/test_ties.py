"""Moving entries, splitting them off, merging two applications: what is shown before and done after."""

import pytest
from django.test import Client

from onward.applications import queries
from onward.applications.models import Application, Event
from onward.people.models import User

from .conftest import file

pytestmark = pytest.mark.django_db


def kinds(owner: User, key: int) -> list[str]:
    return [event.kind for event in queries.timeline(owner, key)]


def pick(owner: User, key: int, *wanted: str) -> list[int]:
    return [event.pk for event in queries.timeline(owner, key) if event.kind in wanted]


def test_entries_move_to_another_application_and_back(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    here, there = search["Zephyr Glas"], search["Aldous"]
    form = {"event": pick(owner, here, "rejected"), "to": there, "move": "1"}
    answer = signed_in.post(f"/applications/{here}/move/", form, follow=True)
    assert answer.redirect_chain == [(f"/applications/{there}/", 302)]
    assert "Moved 1 to Aldous" in answer.content.decode()
    assert kinds(owner, there) == ["applied", "rejected", "interview"]
    assert Application.objects.get(pk=here).status == "open"
    signed_in.post(f"/acts/{queries.acts(owner, there)[0].pk}/undo/")
    assert kinds(owner, here)[-1] == "rejected"


def test_the_search_keeps_what_was_picked(signed_in: Client, owner: User, search: dict[str, int]) -> None:
    here = search["Zephyr Glas"]
    chosen = pick(owner, here, "interview")
    page = signed_in.post(
        f"/applications/{here}/move/", {"event": chosen, "to": search["Corvo"], "q": "c", "search": "1"}
    ).content.decode()
    assert f'name="event" value="{chosen[0]}" checked' in page
    assert f'name="to" value="{search["Corvo"]}" checked' in page
    assert f'name="to" value="{here}"' not in page
    assert kinds(owner, here)[-1] == "rejected"
    page = signed_in.get(f"/applications/{here}/move/?event={chosen[0]}&q=lodz").content.decode()
    assert f'value="{chosen[0]}" checked' in page
    assert "Aldous" in page
    assert "Corvo" not in page


def test_splitting_off_makes_a_new_application(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    here = search["Zephyr Glas"]
    form = {
        "event": pick(owner, here, "interview", "rejected"),
        "to": "new",
        "company": "Zephyr Glas",
        "role": "Polisher",
        "move": "1",
    }
    page = signed_in.post(f"/applications/{here}/move/", form, follow=True).content.decode()
    assert "<bdi>Polisher</bdi>" in page
    new = Application.objects.latest("pk")
    assert kinds(owner, new.pk) == ["interview", "rejected"]
    assert kinds(owner, here) == ["applied", "acknowledged"]
    signed_in.post(f"/acts/{queries.acts(owner, new.pk)[0].pk}/undo/")
    assert len(kinds(owner, here)) == 4
    assert not Application.objects.get(pk=new.pk).visible


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"to": "new"}, "Choose at least one entry."),
        ({"to": ""}, "Choose where the entries belong."),
        ({"to": "²"}, "Choose where the entries belong."),
        ({"to": "new", "all": "1"}, "there would be nothing to split off from"),
    ],
)
def test_what_is_missing_is_said(
    signed_in: Client, owner: User, search: dict[str, int], form: dict[str, str], sentence: str
) -> None:
    here = search["Corvo"]
    everything = pick(owner, here, "applied", "offer", "accepted")
    chosen = everything if "all" in form else everything[:1]
    if "at least" in sentence:
        chosen = []
    before = Event.objects.count()
    page = signed_in.post(f"/applications/{here}/move/", {"event": chosen, "move": "1", **form})
    assert sentence in page.content.decode()
    assert Event.objects.count() == before


def test_merging_says_what_will_happen_before_it_does(
    signed_in: Client, owner: User, search: dict[str, int]
) -> None:
    one, other = search["Brannigan"], search["Zephyr Glas"]
    assert "Zephyr Glas" in signed_in.get(f"/applications/{one}/merge/?q=koln").content.decode()
    before = Event.objects.count()
    page = signed_in.get(f"/applications/{one}/merge/?with={other}").content.decode()
    assert Event.objects.count() == before
    assert "<dd>6 entries</dd>" in page
    assert "They said no</span></dd>" in page
    assert "<dt>Reached</dt><dd>Interview</dd>" in page


@pytest.mark.parametrize("keeps", ["Brannigan", "Zephyr Glas"])
def test_either_name_can_stay_and_undo_parts_them(
    signed_in: Client, owner: User, search: dict[str, int], keeps: str
) -> None:
    goes = {"Brannigan": "Zephyr Glas", "Zephyr Glas": "Brannigan"}[keeps]
    form = {"with": search["Zephyr Glas"], "keep": search[keeps]}
    answer = signed_in.post(f"/applications/{search['Brannigan']}/merge/", form, follow=True)
    assert answer.redirect_chain == [(f"/applications/{search[keeps]}/", 302)]
    assert len(kinds(owner, search[keeps])) == 6
    gone = signed_in.get(f"/applications/{search[goes]}/").content.decode()
    assert "part of another application" in gone
    assert f'href="/applications/{search[keeps]}/"' in gone
    signed_in.post(f"/acts/{queries.acts(owner, search[keeps])[0].pk}/undo/")
    assert "part of another" not in signed_in.get(f"/applications/{search[goes]}/").content.decode()
    assert Application.objects.get(pk=search["Brannigan"]).event_count == 2


def test_merging_with_itself_asks_again(signed_in: Client, search: dict[str, int]) -> None:
    key = search["Corvo"]
    page = signed_in.post(f"/applications/{key}/merge/", {"with": key}).content.decode()
    assert "Pick the one that is the same" in page


def test_a_strangers_application_is_no_target(
    signed_in: Client, owner: User, stranger: User, search: dict[str, int]
) -> None:
    theirs = file(stranger, {"Elsewhere": ("applied@1", "", "", "")})["Elsewhere"]
    here = search["Corvo"]
    form = {"event": pick(owner, here, "offer"), "to": theirs, "move": "1"}
    assert signed_in.post(f"/applications/{here}/move/", form).status_code == 404
    assert signed_in.get(f"/applications/{here}/merge/?with={theirs}").status_code == 404
    assert signed_in.post(f"/applications/{here}/merge/", {"with": theirs}).status_code == 404
    assert "Elsewhere" not in signed_in.get(f"/applications/{here}/merge/?q=elsewhere").content.decode()
    foreign = queries.timeline(stranger, theirs)[0].pk
    signed_in.post(f"/applications/{here}/move/", {"event": foreign, "to": search["Aldous"], "move": "1"})
    assert kinds(stranger, theirs) == ["applied"]
