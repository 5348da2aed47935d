"""The settings page: addresses, zone, look, and where the data lies."""

from django.conf import settings
from django.test import Client

from onward.people.models import User


def test_an_address_is_added_and_removed(owner: User, signed_in: Client) -> None:
    signed_in.post("/settings/", {"address": "Mira.K@Example.net"})
    owner.refresh_from_db()
    assert owner.addresses == ["mira@example.org", "mira.k@example.net"]
    signed_in.post("/settings/", {"remove": "mira@example.org"})
    owner.refresh_from_db()
    assert owner.addresses == ["mira.k@example.net"]


def test_what_is_no_address_is_answered_with_a_sentence(owner: User, signed_in: Client) -> None:
    page = signed_in.post("/settings/", {"address": "mira"}).content.decode()
    assert "That is no mail address" in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_address_helptext id_address_error"' in page
    owner.refresh_from_db()
    assert owner.addresses == ["mira@example.org"]


def test_look_is_on_every_page(owner: User, signed_in: Client) -> None:
    assert "data-look" not in signed_in.get("/settings/").content.decode()
    signed_in.post("/settings/", {"look": "dark", "time_zone": "Asia/Jakarta"})
    assert '<html lang="en" data-look="dark">' in signed_in.get("/help-now/").content.decode()
    owner.refresh_from_db()
    assert owner.time_zone == "Asia/Jakarta"


def test_an_unknown_zone_is_refused(owner: User, signed_in: Client) -> None:
    page = signed_in.post("/settings/", {"look": "auto", "time_zone": "Atlantis"}).content.decode()
    assert "There is no such time zone" in page
    owner.refresh_from_db()
    assert owner.time_zone == "Europe/Lisbon"


def test_page_says_where_the_data_lies(signed_in: Client) -> None:
    page = signed_in.get("/settings/").content.decode()
    assert str(settings.HOME) in page or "PostgreSQL" in page


def test_hosted_shows_no_paths(signed_in: Client, settings) -> None:
    settings.HOSTED = True
    assert str(settings.HOME) not in signed_in.get("/settings/").content.decode()
