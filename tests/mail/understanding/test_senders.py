"""What a sending address is."""

import pytest

from onward.mail.understanding import senders


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        ("myworkday.com", "tracker"),
        ("us.greenhouse-mail.io", "tracker"),
        ("talent.icims.com", "tracker"),
        ("linkedin.com", "board"),
        ("e.stepstone.de", "board"),
        ("gmail.com", "freemail"),
        ("libero.it", "freemail"),
        ("hays.co.uk", "agency"),
        ("brambleworks.example", "own"),
        ("notlinkedin.com", "own"),
        # Known in other countries.
        ("stepstone.se", "board"),
        ("adecco.pl", "agency"),
        ("mail.computrabajo.com.pe", "board"),
        # Free mail of one country is no free mail of another.
        ("terra.de", "own"),
        ("yahoo.com.ph", "freemail"),
        ("hotmail.nl", "freemail"),
        ("", "own"),
    ],
)
def test_kind_of_domain(domain: str, kind: str) -> None:
    assert senders.kind_of(domain) == kind


def test_registrable_part() -> None:
    assert senders.registrable("mail.careers.acme-corp.co.uk") == "acme-corp.co.uk"
    assert senders.registrable("careers.acme-corp.de") == "acme-corp.de"
    assert senders.registrable("acme.de") == "acme.de"


def test_tracker_account_hints_at_the_employer() -> None:
    assert senders.read_address("bluefinbank@myworkday.com").hints == ("bluefinbank",)
    assert senders.read_address("bluefinbank+autoreply@talent.icims.com").hints == ("bluefinbank",)
    assert senders.read_address("no-reply@bluefinbank.softgarden.io").hints == ("bluefinbank",)
    assert senders.read_address("no-reply@us.greenhouse-mail.io").hints == ()


def test_a_service_within_a_domain_that_is_an_employer_too() -> None:
    assert senders.read_address("Calendar-Notification@google.com").kind == "tracker"
    assert senders.read_address("ada@google.com").kind == "own"


def test_own_domain_names_its_owner() -> None:
    sender = senders.read_address("no-reply@careers.acme-corp.de")
    assert (sender.kind, sender.label, sender.automatic) == ("own", "acme-corp", True)


@pytest.mark.parametrize("address", ["", "@", "a@", "@b", "a b@c..d", "x" * 5000 + "@" + "y." * 2000])
def test_hostile_addresses_never_raise(address: str) -> None:
    assert senders.read_address(address).kind in senders.KINDS


def test_platform_names() -> None:
    assert senders.platform("LinkedIn") == "board"
    assert senders.platform("Workday") == "tracker"
    assert senders.platform("Brambleworks") is None


def test_offices_are_no_people() -> None:
    assert senders.names_office("careers-noreply@x.example")
    assert not senders.names_office("judith.crane@x.example")


@pytest.mark.parametrize(
    "label",
    [
        "staffbase",
        "talentgarden",
        "talentlms",
        "falstaff",
        "flagstaff",
        "lavoropiu",
        "capolavoro",
        "replacements",
        "brightlane-talent",
    ],
)
def test_an_employer_with_such_a_word_in_its_name_is_no_agency(label: str) -> None:
    assert not senders.of_agency(label)


@pytest.mark.parametrize(
    "label", ["corvanetalent", "kairoslavoro", "halden-recruitment", "brightforkstaffing"]
)
def test_what_an_agency_calls_itself(label: str) -> None:
    assert senders.of_agency(label)
