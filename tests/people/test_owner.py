"""The owner of a local journal, their addresses and their zone."""

import pytest

from onward.people.models import User
from onward.people.owner import add_addresses, local_owner
from onward.people.zones import is_zone, machine_zone, names


def test_owner_is_made_once_and_has_no_password(db: None) -> None:
    first = local_owner()
    assert local_owner() == first
    assert User.objects.count() == 1
    assert not first.has_usable_password()


def test_addresses_are_kept_once_in_small_letters(owner: User) -> None:
    add_addresses(owner, ["Mira@Example.org", " m.k@example.net ", "m.k@example.net"])
    owner.refresh_from_db()
    assert owner.addresses == ["mira@example.org", "m.k@example.net"]


def test_machine_zone_is_the_one_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONWARD_TIME_ZONE", "Asia/Jakarta")
    assert machine_zone() == "Asia/Jakarta"
    monkeypatch.setenv("ONWARD_TIME_ZONE", "Nowhere/At All")
    assert machine_zone() != "Nowhere/At All"


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../etc/passwd", "/etc/localtime", "Europe", "\0"])
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)


def test_zones_offered_are_zones() -> None:
    assert "Europe/Lisbon" in names()
    assert all(is_zone(name) for name in names())
