"""A hard day is one with several noes, or one that came late; old ones that were only read now are none."""

from datetime import UTC, datetime, timedelta

from onward.plan.pace import Hard, Shown, hard_day

NOW = datetime(2024, 5, 15, 18, 0, tzinfo=UTC)
OLD = timedelta(days=2)


def no(hours: float, stage: str = "applied", said: float = 0, name: str = "Nordlicht") -> Shown:
    at = NOW - timedelta(hours=hours)
    return Shown(at, at - timedelta(hours=said), stage, name)


def test_three_within_a_day_or_a_late_one() -> None:
    assert hard_day([no(1), no(2)], NOW, OLD) is None
    assert hard_day([no(1), no(2), no(23)], NOW, OLD) == Hard(3)
    assert hard_day([no(1), no(2), no(25)], NOW, OLD) is None
    assert hard_day([no(5, "interview")], NOW, OLD) == Hard(1, "Nordlicht")
    assert hard_day([no(5, "assessment")], NOW, OLD) is None


def test_a_no_that_was_long_known_is_no_news() -> None:
    read = [no(1, said=24 * 60), no(1, said=24 * 90), no(1, "offer", said=24 * 30)]
    assert hard_day(read, NOW, OLD) is None
    assert hard_day(read, NOW, timedelta(days=365)) is not None


def test_what_lies_ahead_does_not_weigh() -> None:
    assert hard_day([no(-1), no(-2), no(-3)], NOW, OLD) is None
