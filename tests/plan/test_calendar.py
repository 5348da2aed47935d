"""The plan of a week as a calendar file."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from onward.plan.calendar import written

NOW = datetime(2024, 5, 13, 8, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Lisbon")


def test_an_hour_makes_an_event_and_none_a_day() -> None:
    blocks = [
        {
            "what": "Write; then read, twice",
            "on": "2024-05-14",
            "time": "14:00",
            "where": "Library",
            "minutes": 45,
        },
        {"what": "Rest", "on": "2024-05-15", "time": "", "where": ""},
    ]
    text = written(blocks, ZONE, NOW)
    assert "DTSTART:20240514T130000Z\r\nDTEND:20240514T134500Z" in text
    assert "SUMMARY:Write\\; then read\\, twice" in text
    assert "LOCATION:Library" in text
    assert "DTSTART;VALUE=DATE:20240515\r\nDTEND;VALUE=DATE:20240516" in text
    assert text == written(blocks, ZONE, NOW)


@given(st.text(min_size=1, max_size=300), st.text(max_size=80))
def test_whatever_is_written_no_line_is_too_long_and_none_breaks_out(what: str, where: str) -> None:
    text = written([{"what": what, "on": "2024-05-14", "time": "09:00", "where": where}], ZONE, NOW)
    assert all(len(line.encode("utf-8", "surrogatepass")) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert unfolded.splitlines() == unfolded.split("\r\n")[:-1]
    assert unfolded.splitlines().count("BEGIN:VEVENT") == 1
