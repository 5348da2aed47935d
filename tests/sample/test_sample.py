"""The sample search that ships with Onward."""

from datetime import UTC, datetime, time

from bench import sample as building
from onward import sample


def test_the_shipped_mailbox_is_what_the_storyboard_makes() -> None:
    """After a change of texts: python -m bench.sample."""
    assert sample.mbox_path().read_bytes() == building.mbox(building.build())


def test_it_is_small_and_ends_on_its_day() -> None:
    one = building.build()
    assert sample.mbox_path().stat().st_size < 400_000
    assert len(one.applications) >= 60
    assert max(true.at for true in one.truth) <= datetime.combine(sample.AS_OF, time.max, UTC)


def test_the_search_is_left_open() -> None:
    statuses = [application.status for application in building.build().applications]
    assert statuses.count("offer") == 1
    assert "accepted" not in statuses
    assert {"open", "rejected", "declined", "withdrawn"} <= set(statuses)


def test_every_address_is_invented() -> None:
    for true in building.build().truth:
        if not true.application and true.kind in ("alert", "account"):
            continue
        assert true.from_address.rpartition(".")[2] in (
            "example",
            "org",
            "com",
            "net",
            "io",
            "co",
            "de",
            "eu",
        )
