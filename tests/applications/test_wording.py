"""Every stage, status, kind, source and order has its words; an ending is slate, never alarming."""

from onward.applications import queries, stages, wording


def test_nothing_is_shown_as_a_code() -> None:
    assert set(wording.STATUSES) == set(stages.SHOWN_STATUSES)
    assert set(wording.STAGES) == set(stages.STAGES)
    assert set(wording.KINDS) == set(stages.KINDS)
    assert set(wording.SOURCES) == set(stages.SOURCES)
    both_ways = {way + name for name in queries.SORTS for way in ("", "-")}
    assert {key for key, _words in wording.sorts()} == both_ways


def test_only_what_lies_ahead_is_amber() -> None:
    for kind in stages.KINDS:
        assert wording.kind_tone(kind, ahead=True) == "time"
        assert wording.kind_tone(kind, ahead=False) in {"", "go", "over"}
    for status in stages.SHOWN_STATUSES:
        for stage in stages.STAGES:
            assert wording.tone(status, stage) in {"", "go", "over"}
    assert wording.tone("rejected", "interview") == "over"
    assert wording.tone("silent", "interview") == ""


def test_a_channel_of_ones_own_stays_as_written() -> None:
    assert wording.channel("Aunt Vera") == "Aunt Vera"
    assert wording.channel("job board") == "Job board"
