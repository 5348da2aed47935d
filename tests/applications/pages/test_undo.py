"""What is taken back at once is small; what would empty the lists says so first, where all of it is in view."""

import pytest
from django.test import Client

from onward.applications import actions
from onward.applications.actions import Filing
from onward.applications.lines import Detail
from onward.applications.models import Act, Application
from onward.people.models import User

from ..conftest import day, story


@pytest.fixture
def brought(owner: User) -> Act:
    """A reading that brought thirty applications."""
    return actions.record_many(
        owner,
        [Filing(None, story("applied@1"), [Detail({"company": f"Firm {n}"}, day(1))]) for n in range(30)],
        "Filed 30 messages",
    ).act


def test_a_large_act_asks_before_it_is_taken_back(signed_in: Client, owner: User, brought: Act) -> None:
    bar = f'href="/acts/{brought.pk}/undo/?next=/applications/"'
    page = signed_in.get("/applications/").content.decode()
    assert bar in page
    assert f'action="/acts/{brought.pk}/undo/"' not in page
    asked = signed_in.get(f"/acts/{brought.pk}/undo/?next=/applications/board/").content.decode()
    assert "30 applications that it brought leave your lists" in asked
    assert 'value="/applications/board/"' in asked
    assert Application.objects.filter(owner=owner, visible=True).count() == 30
    answer = signed_in.post(f"/acts/{brought.pk}/undo/", {"next": "/applications/board/"})
    assert answer.headers["Location"] == "/applications/board/"
    assert Application.objects.filter(owner=owner, visible=True).count() == 0
    again = Act.objects.get(undoes=brought)
    assert "comes back" in signed_in.get(f"/acts/{again.pk}/undo/").content.decode()


def test_it_stands_only_where_all_of_it_is_in_view(signed_in: Client, brought: Act) -> None:
    for address in ("/review/", "/import/"):
        assert f"/acts/{brought.pk}/undo/" not in signed_in.get(address).content.decode()


def test_what_was_added_to_since_is_not_counted(signed_in: Client, owner: User, brought: Act) -> None:
    kept = Application.objects.filter(owner=owner).first()
    actions.record(owner, kept.pk, story("interview@3"))
    asked = signed_in.get(f"/acts/{brought.pk}/undo/").content.decode()
    assert "29 applications" in asked


def test_elsewhere_is_no_way_back(signed_in: Client, brought: Act) -> None:
    asked = signed_in.get(f"/acts/{brought.pk}/undo/?next=https://elsewhere.example/").content.decode()
    assert "elsewhere" not in asked
