"""Whose address a mail comes from, where the mail itself names no employer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.mail.understanding.address_names import house, written
from onward.mail.understanding.reading import understand

from .letters import letter

PLAIN = "Hello Robin, could you come on Thursday at ten? Bring shoes that may get wet."


def named(sender: str, text: str = PLAIN, subject: str = "Thursday") -> str | None:
    mail = letter(text, sender=sender, subject=subject)
    readers = ("robin@hillside.example",)
    return house("interview", mail.from_name, mail.from_address, mail.subject, mail.text, readers)


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        # As the sender writes it.
        ("Lorcan, Oxbow Board Games Café <lorcan@oxbowboardgames.example>", "Oxbow Board Games Café"),
        ("Tansy at Rill Lane <tansy@rill-lane.example>", "Rill Lane"),
        ("Copper Pan <jan@copperpan-harwich.example>", "Copper Pan"),
        ("HR Hotel Marisma <hr@hotelmarisma.example>", "Hotel Marisma"),
        ("Bäckerei Öhlke Bewerbermanagement <bewerbung@baeckerei-oehlke.example>", "Bäckerei Öhlke"),
        # As the words of the domain have it.
        ("Kelsey Drum <kelsey@ridgebakery.example>", "Ridge Bakery"),
        ("Anneke <anneke@fietsfabriekkoert.example>", "Fietsfabriek Koert"),
        ("Tom Lüdke <tom@luedke-werkzeugbau.example>", "Lüdke Werkzeugbau"),
        ("Ada <ada@cartwheel.example>", "Cartwheel"),
        ("Anke <anke@xn--grtnerei-mhl-gcb95a.example>", "Gärtnerei Mühl"),
        ("Jo <jo@rillnursery.waw.pl>", "Rill Nursery"),
        ("Jo <jo@bqt.example>", "BQT"),
        ("Eva Schmidt <eva@schmidt.example>", "Schmidt"),
        # Whoever is called like a part of the firm is not the firm.
        ("Ruud van Wessel <ruud@vanwessel-installatie.example>", "Van Wessel Installatie"),
    ],
)
def test_house_of_an_address(sender: str, name: str) -> None:
    assert named(sender) == name


@pytest.mark.parametrize(
    "sender",
    [
        "Ada Lind <ada.lind@gmail.com>",
        "Ada Lind <ada@hillmail.example>",
        "Workday <marlow@myworkday.com>",
        "Jobs <jobs@linkedin.com>",
        "Microsoft Bookings <noreply@bookings-hub.example>",
        "Walt Brisk <walt@briskstaffing.example>",
        "Marlene <marlene@nordlicht-personalberatung.example>",
        # Whoever reads it has the address too, anybody can have it, or it is none.
        "Ada Lind <ada@hillside.example>",
        "Ada Lind <ada@yahoo.ca>",
        "Ada Lind <ada@outlook.pt>",
        "Ada Lind <ada@virginmedia.com>",
        "Ada Lind <ada@rillnursery.onmicrosoft.com>",
        "Ada Lind <ada@localhost>",
        "Ada Lind <ada@[IPv6:2001:db8::1]>",
        "Ada Lind <ada@123.com>",
        "Ada Lind <ada@---.com>",
        "Ada Lind <ada@info.example>",
        f"Ada Lind <ada@{'workshop' * 400}.com>",
        f"Ada Lind <ada@{'ab-' * 1300}c.com>",
        "",
    ],
)
def test_no_house_of_providers_systems_boards_and_agencies(sender: str) -> None:
    assert named(sender) is None


@given(st.text(max_size=80), st.text(max_size=120), st.text(max_size=200))
def test_whatever_an_address_is_a_name_is_one_line_or_none(name: str, domain: str, text: str) -> None:
    found = house("interview", name, f"jo@{domain}", "", text)
    assert found is None or (
        found.strip() == found and any(map(str.isalnum, found)) and len(found.splitlines()) == 1
    )


def test_a_run_of_small_words_names_nobody() -> None:
    assert named("Jo <jo@openvale.example>", "We keep an open vale for all, come and see.") == "Openvale"


def test_who_writes_of_customers_is_an_employer() -> None:
    for text in (
        "You would look after our client base.",
        "Zapraszamy na rozmowę: doradca klienta, obsługa klienta.",
    ):
        assert named("Nan <nan@rillnursery.example>", text) == "Rill Nursery"


@pytest.mark.parametrize(
    "me", [("robin@valefamily.example",), ("robin@elsewhere.example", "rv@valefamily.example")]
)
def test_what_the_person_sends_comes_from_no_employer(me: tuple[str, ...]) -> None:
    text = "Dear Sir or Madam, I hereby apply for the job as gardener. My CV is attached. Robin Vale"
    mail = letter(text, sender="Robin Vale <robin@valefamily.example>", subject="Application: gardener")
    assert understand(mail, me).sender_employer is None


def test_what_is_passed_on_comes_from_another_s_address() -> None:
    text = "See below.\n\n---------- Forwarded message ---------\nFrom: Ada <ada@rillnursery.example>\n\nI am sorry, we decided to go with another candidate."
    mail = letter(text, sender="Robin Vale <robin@valefamily.example>", subject="Fwd: Your application")
    assert understand(replace(mail, forwarded=True)).sender_employer is None


def test_who_writes_for_a_client_is_no_employer() -> None:
    assert named("Nan <nan@hollis.example>", "I passed your papers to our client, who starts in May.") is None


def test_words_of_a_domain_stand_apart_where_only_the_domain_names_the_employer() -> None:
    assert written("fietsfabriekkoert", "Anneke", "de lasser is gevonden") == "Fietsfabriek Koert"
    assert written("rill-lane-dental", "", "") == "Rill Lane Dental"


def test_what_the_mail_names_comes_first() -> None:
    text = (
        "Dear Robin,\n\nThank you for applying to Bluefin Bank as Risk Analyst. "
        "Unfortunately we decided to go with another candidate.\n\nAda Brandt"
    )
    understood = understand(
        letter(text, sender="Ada Brandt <ada@bfb-services.example>", subject="Risk Analyst")
    )
    assert (understood.company, understood.sender_employer) == ("Bluefin Bank", None)


def test_a_no_without_a_name_is_of_the_house_that_it_comes_from() -> None:
    text = "Dear Robin,\n\nI am sorry, we decided to go with another candidate for the gardener job.\n\nAda"
    understood = understand(letter(text, sender="Ada <ada@rillnursery.example>", subject="Your application"))
    assert understood.kind == "rejection"
    assert (understood.company, understood.sender_employer) == (None, "Rill Nursery")
