"""Who belongs to the search, by address, thread, domain and name; and where the person works."""

import pytest

from onward.mail.correspondents import Correspondents, workplaces


def test_somebody_at_a_domain_with_an_employers_name_is_tied() -> None:
    known = Correspondents()
    known.learn(sender="no-reply@greenhouse.io", company="Corvane Analytics")
    assert known.tie("hannah@corvane.example", [])
    assert not known.tie("no-reply@corvane.example", []), "a machine there may write of anything"
    assert not known.tie("hannah@corvus.example", [])
    known = Correspondents(busy=lambda domain: domain == "corvane.example")
    known.learn(sender="no-reply@greenhouse.io", company="Corvane Analytics")
    assert not known.tie("hannah@corvane.example", []), "a shop that one also applied to"


def test_what_the_person_names_is_no_employer_of_the_search() -> None:
    known = Correspondents()
    known.learn(sender="jo@example.org", recipients=["ana@halden.example"], outgoing=True, company="Corvane")
    assert known.tie("ana@halden.example", [])
    assert not known.tie("hannah@corvane.example", [])
    known.learn(sender="jo@example.org", recipients=["teo@gmail.com"], outgoing=True, header_id="5@x")
    assert not known.tie("teo@gmail.com", []), "a friend who was told of the search"
    assert known.tie("teo@gmail.com", ["5@x"])


@pytest.mark.parametrize(
    ("mine", "addressed", "found"),
    [
        (
            ["jo.marlow@example.org"],
            ["j.marlow@airedale.example", "carol@airedale.example"],
            {"airedale.example"},
        ),
        (["jo.marlow@gmail.com"], ["carol@airedale.example"], set()),
        (["jo.marlow@gmail.com", "jmarlow@airedale.example"], [], {"airedale.example"}),
        (["daniel.weber@gmail.com"], ["daniel.koch@nordlicht.example", "weberm@halden.example"], set()),
        (["office@gmail.com"], ["office@airedale.example"], set()),
    ],
)
def test_where_the_person_has_an_address_they_work(
    mine: list[str], addressed: list[str], found: set[str]
) -> None:
    assert workplaces(mine, addressed) - {"example.org"} == found
