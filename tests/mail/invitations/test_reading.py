"""Calendar parts as programs write them, and as they should not be written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.mail.invitations import Invitation, read, restored
from onward.mail.invitations.mending import mended
from onward.mail.mime import parse
from onward.mail.understanding.reading import understand

MAILS = Path(__file__).parent / "mails"
SAID = datetime(2024, 4, 1, 9, tzinfo=UTC)
NEW_YORK_OF_ITS_OWN = (
    "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n"
    "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\n"
    "TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)
ZURICH_OF_ITS_OWN = (
    "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)


def event(*lines: str, method: str = "REQUEST", zone: str = "", uid: str = "1@nordlicht.example") -> str:
    """A calendar with one appointment."""
    top = f"METHOD:{method}\n" if method else ""
    body = "".join(f"{line}\n" for line in lines)
    return (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{top}{zone}BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20240401T080000Z\n"
        f"{body}END:VEVENT\nEND:VCALENDAR\n"
    )


def at(text: str, said: datetime | None = SAID) -> str | None:
    found = read([text], said)
    return found[0].at if found else None


@pytest.mark.parametrize(
    ("start", "zone", "expected"),
    [
        ("DTSTART:20240514T080000Z", "", "2024-05-14T08:00+00:00"),
        ("DTSTART;TZID=Europe/Berlin:20240514T100000", "", "2024-05-14T10:00+02:00"),
        ('DTSTART;TZID="Europe/Berlin":20240514T100000', "", "2024-05-14T10:00+02:00"),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20240514T100000",
            "",
            "2024-05-14T10:00+02:00",
        ),
        ("DTSTART;TZID=W. Europe Standard Time:20240514T100000", "", "2024-05-14T10:00+02:00"),
        ("DTSTART;TZID=Pacific Standard Time:20240514T100000", "", "2024-05-14T10:00-07:00"),
        ("DTSTART;TZID=India Standard Time:20240514T100000", "", "2024-05-14T10:00+05:30"),
        ("DTSTART;TZID=Customized Time Zone:20240514T100000", NEW_YORK_OF_ITS_OWN, "2024-05-14T10:00-04:00"),
        ("DTSTART;TZID=Customized Time Zone:20240514T100000", ZURICH_OF_ITS_OWN, "2024-05-14T10:00+02:00"),
        ("DTSTART;TZID=Customized Time Zone:20240114T100000", NEW_YORK_OF_ITS_OWN, "2024-01-14T10:00-05:00"),
        (
            "DTSTART;TZID=(UTC-05:00) Eastern Time:20240514T100000",
            NEW_YORK_OF_ITS_OWN,
            "2024-05-14T10:00-04:00",
        ),
        # Nobody knows this zone: no offset rather than a guess.
        ("DTSTART;TZID=Office:20240514T100000", "", "2024-05-14T10:00"),
        ("DTSTART:20240514T100000", "", "2024-05-14T10:00"),
        ("DTSTART;VALUE=DATE:20240514", "", "2024-05-14"),
        ("DTSTART:20240514", "", "2024-05-14"),
        ("DTSTART;VALUE=DATE-TIME:20240514T080000Z", "", "2024-05-14T08:00+00:00"),
        ("DTSTART:2024-05-14T08:00:00Z", "", "2024-05-14T08:00+00:00"),
        ("DTSTART:20240514T0800Z", "", "2024-05-14T08:00+00:00"),
        ("dtstart;tzid=Europe/Berlin:20240514T100000", "", "2024-05-14T10:00+02:00"),
        # An hour that the clocks skip, and one that comes twice.
        ("DTSTART;TZID=Europe/Berlin:20240331T023000", "", "2024-03-31T03:30+02:00"),
        ("DTSTART;TZID=Europe/Berlin:20241027T023000", "", "2024-10-27T02:30+02:00"),
        # Zones whose rules changed: no summer time in Samara's winter clock since 2011, in Mexico since 2022.
        ("DTSTART;TZID=America/Mexico_City:20220714T100000", "", "2022-07-14T10:00-05:00"),
        ("DTSTART;TZID=America/Mexico_City:20240714T100000", "", "2024-07-14T10:00-06:00"),
        ("DTSTART;TZID=Europe/Istanbul:20240114T100000", "", "2024-01-14T10:00+03:00"),
    ],
)
def test_when_it_begins(start: str, zone: str, expected: str) -> None:
    name = start.partition("TZID=")[2].partition(":2")[0]
    assert at(event(start, zone=zone.format(name=name))) == expected


def test_what_one_sender_calls_a_zone_holds_for_no_other() -> None:
    start = "DTSTART;TZID=Customized Time Zone:20240714T100000"
    both = [
        at(event(start, zone=zone.format(name="Customized Time Zone")))
        for zone in (NEW_YORK_OF_ITS_OWN, ZURICH_OF_ITS_OWN, NEW_YORK_OF_ITS_OWN)
    ]
    assert both == ["2024-07-14T10:00-04:00", "2024-07-14T10:00+02:00", "2024-07-14T10:00-04:00"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("RRULE:FREQ=WEEKLY;BYDAY=TU",), "2024-04-02T10:00+02:00"),
        (
            ("RRULE:FREQ=WEEKLY;BYDAY=TU", "EXDATE;TZID=Europe/Berlin:20240402T100000"),
            "2024-04-09T10:00+02:00",
        ),
        (("RRULE:FREQ=WEEKLY;COUNT=3",), "2024-01-16T10:00+01:00"),
        (("RRULE:FREQ=WEEKLY;UNTIL=20240109T090000Z",), "2024-01-09T10:00+01:00"),
        (("RRULE:FREQ=MONTHLY;BYDAY=1TU",), "2024-04-02T10:00+02:00"),
        (("RRULE:FREQ=YEARLY",), "2025-01-02T10:00+01:00"),
        (("RDATE;TZID=Europe/Berlin:20240405T100000,20240505T100000",), "2024-04-05T10:00+02:00"),
        # Rules that are none, or that never come to a day: the first time.
        (("RRULE:FREQ=SECONDLY",), "2024-01-02T10:00+01:00"),
        (("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",), "2024-01-02T10:00+01:00"),
        (("RRULE:nonsense;FREQ",), "2024-01-02T10:00+01:00"),
        (("RRULE:FREQ=WEEKLY;INTERVAL=0",), "2024-01-02T10:00+01:00"),
    ],
)
def test_of_what_recurs_the_next_time_counts(lines: tuple[str, ...], expected: str) -> None:
    assert at(event("DTSTART;TZID=Europe/Berlin:20240102T100000", *lines)) == expected


def test_one_of_several_was_moved() -> None:
    series = event("DTSTART;TZID=Europe/Berlin:20240402T100000", "RRULE:FREQ=WEEKLY;COUNT=4")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20240402T100000", "DTSTART;TZID=Europe/Berlin:20240403T150000"
    )
    [found] = read([series, moved], SAID)
    assert (found.at, found.instance) == ("2024-04-03T15:00+02:00", "2024-04-02T10:00+02:00")


def test_length_place_and_link() -> None:
    [one] = read([event("DTSTART:20240514T080000Z", "DURATION:PT45M", "LOCATION:Hafenstr. 1\\, Kiel")], SAID)
    assert (one.minutes, one.where) == (45, "Hafenstr. 1, Kiel")
    [two] = read(
        [event("DTSTART:20240514T080000Z", "DTEND:20240514T093000Z", "LOCATION:Zoom",
               "DESCRIPTION:Here:\\nhttps://nordlicht.zoom.us/j/123?pwd=x.\\nSee you")],
        SAID,
    )  # fmt: skip
    assert (two.minutes, two.where) == (90, "Zoom · https://nordlicht.zoom.us/j/123?pwd=x")
    [three] = read(
        [event("DTSTART:20240514T080000Z", "DTEND:20240514T070000Z", "URL:javascript:alert(1)")], SAID
    )
    assert (three.minutes, three.where) == (None, "")


@pytest.mark.parametrize(
    ("method", "lines", "does"),
    [
        ("REQUEST", (), "invites"),
        ("", (), "invites"),
        ("PUBLISH", ("STATUS:TENTATIVE",), "invites"),
        ("CANCEL", (), "cancels"),
        ("REQUEST", ("STATUS:CANCELLED",), "cancels"),
        ("REPLY", (), "answers"),
        ("COUNTER", (), "answers"),
        ("DECLINECOUNTER", (), "answers"),
    ],
)
def test_what_it_does(method: str, lines: tuple[str, ...], does: str) -> None:
    assert read([event("DTSTART:20240514T080000Z", *lines, method=method)], SAID)[0].does == does


@pytest.mark.parametrize(
    "mend",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("END:VCALENDAR\n", ""),
        lambda text: text.replace("END:VEVENT\nEND:VCALENDAR\n", ""),
        lambda text: text.replace("VERSION:2.0", "this is no line"),
        lambda text: text.replace("DTSTAMP", "DESCRIPTION:a\nbroken text, unescaped: yes\n\nDTSTAMP", 1),
        lambda text: text.replace(
            "DTSTAMP", "BEGIN:VALARM\nTRIGGER:-PT5M\nDTSTART:20200101T000000Z\nEND:VALARM\nDTSTAMP", 1
        ),
        lambda text: text.replace("DTSTAMP", 'ATTENDEE;CN="Open:mailto:a@b.example\nDTSTAMP', 1),
        lambda text: text.replace("DTSTART:20240514T080000Z", "DTSTART:20240514\n T080000Z"),
        lambda text: text.replace("DTSTART:20240514T080000Z", "DTSTART:202405\n\t14T080000Z"),
        lambda text: text + text,
    ],
)
def test_broken_in_the_usual_ways_it_is_read_all_the_same(mend: object) -> None:
    text = mend(event("DTSTART:20240514T080000Z"))  # type: ignore[operator]
    assert [one.at for one in read([text], SAID)] == ["2024-05-14T08:00+00:00"]


def test_the_same_in_two_parts_is_one_and_the_latest_version_counts() -> None:
    first = event("DTSTART:20240514T080000Z", "SEQUENCE:0")
    later = event("DTSTART:20240515T080000Z", "SEQUENCE:2")
    assert [one.at for one in read([later, first, first], SAID)] == ["2024-05-15T08:00+00:00"]


def test_several_appointments_come_in_order_those_to_come_first() -> None:
    days = [
        event(f"DTSTART:202404{day:02}T080000Z", uid=f"{day}")
        if day > 1
        else event("DTSTART:20240301T080000Z")
        for day in (9, 1, 5)
    ]
    assert [one.at[:10] for one in read(days, SAID)] == ["2024-04-05", "2024-04-09", "2024-03-01"]


HOSTILE = {
    "many lines": event("DTSTART:20240514T080000Z", *["ATTENDEE:mailto:a@b.example"] * 50_000),
    "deep": "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 20_000,
    "many": event("DTSTART:20240514T080000Z") * 2_000,
    "long line": event("DTSTART:20240514T080000Z", "DESCRIPTION:" + "x" * 2_000_000),
    "folds": event("DTSTART:20240514T080000Z", "DESCRIPTION:x" + "\n x" * 100_000),
    "daily for ever": event("DTSTART:00010101T080000Z", "RRULE:FREQ=DAILY"),
    "hourly": event("DTSTART:19700101T080000Z", "RRULE:FREQ=HOURLY;INTERVAL=1"),
    "dates": event("DTSTART:20240514T080000Z", "RDATE:" + ",".join(["20240514T080000Z"] * 50_000)),
    "zone": event(
        "DTSTART;TZID=Evil:20240714T100000",
        zone="BEGIN:VTIMEZONE\nTZID:Evil\n"
        + "BEGIN:STANDARD\nDTSTART:00010101T030000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:STANDARD\n" * 200 + "END:VTIMEZONE\n",
    ),
    "year 9999": event("DTSTART:99991231T235959Z", "DTEND:99991231T235959Z", "RRULE:FREQ=DAILY"),
    "no such day": event("DTSTART:20240231T250000Z"),
    "no such zone": event("DTSTART;TZID=../../../etc/passwd:20240514T100000"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_what_is_hostile_is_read_and_bounded(name: str) -> None:
    """Without the bounds some of these take half a minute or do not end."""
    assert len(read([HOSTILE[name]] * 5, SAID)) <= 10
    readable = mended(HOSTILE[name])
    assert len(readable) < 60_000
    assert readable.count("BEGIN:VEVENT") <= 40
    assert readable.count("BEGIN:STANDARD") <= 20
    assert "BYMONTHDAY=30" not in readable


def test_an_appointment_is_in_a_year_that_can_be() -> None:
    assert at(HOSTILE["year 9999"]) is None
    assert at(event("DTSTART:00010101T080000Z"), None) is None
    assert at(event("DTSTART:20240514T080000Z")) == "2024-05-14T08:00+00:00"


@given(st.text(max_size=400))
def test_any_text_is_read_without_failing(text: str) -> None:
    read([text, f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}\nEND:VEVENT\nEND:VCALENDAR"], SAID)


@given(
    st.lists(
        st.sampled_from(
            HOSTILE["zone"][:2000].split("\n")
            + event("DTSTART:20240514T080000Z", "RRULE:FREQ=DAILY").split("\n")
        ),
        max_size=60,
    )
)
def test_lines_in_any_order_are_read_without_failing(lines: list[str]) -> None:
    read(["\n".join(lines)], SAID)
    for line in mended("\n".join(lines)).split("\r\n"):
        assert line == "" or ":" in line


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120), st.integers(5, 70))
def test_a_title_comes_through_however_it_was_folded(title: str, width: int) -> None:
    from icalendar import Event

    written = Event()
    written.add("summary", title)
    line = written.to_ical().decode().split("\r\nEND")[0].partition("\r\n")[2].replace("\r\n ", "")
    folded = (
        "\n ".join(line[at : at + width] for at in range(0, len(line), width)) if line.isprintable() else line
    )
    [found] = read([event("DTSTART:20240514T080000Z", folded)], SAID)
    assert found.title == read([event("DTSTART:20240514T080000Z", line)], SAID)[0].title


def test_what_is_kept_comes_back() -> None:
    [one] = read([event("DTSTART:20240514T080000Z", "SUMMARY:Talk", "LOCATION:Kiel", "DURATION:PT1H")], SAID)
    assert restored(one.kept()) == Invitation(
        one.uid, "invites", one.at, 60, "Talk", "Kiel", stamp="2024-04-01T08:00:00+00:00"
    )
    assert restored({"uid": "x"}) is None
    assert restored("x") is None


@pytest.mark.parametrize(
    ("name", "kind", "when"),
    [
        ("google-invites", "interview", "2024-05-14T08:00+00:00"),
        ("google-moves", "interview", "2024-05-16T13:00+00:00"),
        ("google-cancels", "update", None),
        ("outlook-invites", "interview", "2024-05-14T10:00+02:00"),
        ("outlook-own-zone", "interview", "2024-07-14T10:00+04:30"),
        ("outlook-cancels", "update", None),
        ("apple-invites", "interview", "2024-05-21T15:30+01:00"),
        ("dentist", "other", None),
        ("lunch-of-colleagues", "other", None),
        ("panel-of-colleagues", "other", None),
    ],
)
def test_mails_as_programs_write_them(name: str, kind: str, when: str | None) -> None:
    said = understand(parse((MAILS / f"{name}.eml").read_bytes()), ["mira@example.org"])
    assert (said.kind, said.interview_at) == (kind, when)


def test_the_calendar_beats_the_text() -> None:
    raw = (MAILS / "outlook-invites.eml").read_bytes()
    assert b"ein.\n" in raw
    changed = raw.replace(b"ein.\n", b"ein: am 15. Mai 2024 um 14:00 Uhr.\n", 1)
    assert understand(parse(changed), ["mira@example.org"]).interview_at == "2024-05-14T10:00+02:00"
