"""Whose address a mail comes from, where the mail itself names no employer."""

import pytest

from onward.mail.understanding.address_names import house, written
from onward.mail.understanding.reading import understand

from .letters import letter

PLAIN = "Hello Robin, could you come on Thursday at ten? Bring shoes that may get wet."


def named(sender: str, text: str = PLAIN, subject: str = "Thursday") -> str | None:
    mail = letter(text, sender=sender, subject=subject)
    return house("interview", mail.from_name, mail.from_address, mail.subject, mail.text)


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
        "",
    ],
)
def test_no_house_of_providers_systems_boards_and_agencies(sender: str) -> None:
    assert named(sender) is None


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
