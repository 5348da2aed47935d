"""When an interview is. The letters are of Monday, 2 March 2026."""

from dataclasses import replace

import pytest

from onward.mail.understanding.interview_times import interview_time

from .letters import letter


def when(text: str, language: str = "en", zone: str | None = None, **more: str) -> str | None:
    found = interview_time(letter(text, **more), language, zone)
    return found.at if found else None


@pytest.mark.parametrize(
    ("language", "text", "at"),
    [
        ("en", "Your interview is on Tuesday, March 10, 2026 at 2:30 PM ET.", "2026-03-10T14:30-04:00"),
        ("en", "See you tomorrow at 1.", "2026-03-03T13:00"),
        ("en", "Would Tuesday at 10 suit you?", "2026-03-03T10:00"),
        ("en", "Come on Thursday 12 March at 14:00 to our office at 3 Mill Lane.", "2026-03-12T14:00"),
        ("en", "Come on Thursday 12 March at two, that is at 2, to 7 Mill Lane.", "2026-03-12T14:00"),
        ("en", "Shall we say Thursday 12 March at 11 Berlin time?", "2026-03-12T11:00+01:00"),
        ("en", "Would Monday the 16th at 10.00 CET suit you?", "2026-03-16T10:00+01:00"),
        ("en", "Interview: 12 March 2026, 11:00 - 12:00 UTC+7", "2026-03-12T11:00+07:00"),
        (
            "de",
            "Wir laden Sie am Donnerstag, den 16. April 2026, um 9:30 Uhr MESZ ein.",
            "2026-04-16T09:30+02:00",
        ),
        ("fr", "Nous vous convions à un entretien le mardi 21 avril 2026 à 10h15.", "2026-04-21T10:15"),
        ("es", "La esperamos el miércoles 6 de mayo de 2026 a las 8:00 a. m.", "2026-05-06T08:00"),
        ("it", "Il colloquio è fissato per mercoledì 8 aprile alle 15:30.", "2026-04-08T15:30"),
        ("nl", "Ons gesprek is op donderdag 12 maart om 11.00 uur.", "2026-03-12T11:00"),
        ("pt", "Entrevista na quarta-feira, 11/03/2026, às 8h30.", "2026-03-11T08:30"),
        ("id", "Hari/tanggal: Senin, 6 April 2026\nPukul: 08.30 WIB s.d. selesai", "2026-04-06T08:30+07:00"),
        ("pl", "Zapraszamy w środę 18 marca 2026 o godz. 9:00.", "2026-03-18T09:00"),
        ("pl", "Rozmowa odbędzie się 23 marca 2026 r. o godz. 10:00.", "2026-03-23T10:00"),
        ("sv", "Välkommen tisdagen den 21 april 2026 kl. 13.00.", "2026-04-21T13:00"),
        (
            "en",
            "We have to move it from Tuesday at 10:00 to Thursday, 12 March 2026 at 15:00.",
            "2026-03-12T15:00",
        ),
    ],
)
def test_stated_time(language: str, text: str, at: str) -> None:
    assert when(text, language) == at


@pytest.mark.parametrize(
    "text",
    [
        "Could you do Tuesday at 10:00 or Thursday at 15:00?",
        "Please confirm by Friday 6 March, 12:00.",
        "We will be in touch next week.",
        "Come on Thursday 12 March; you find us at 3 Mill Lane.",
        "The talk takes 45 minutes.",
        "Please call us today before 5 pm.",
        "The date is 31.02.2026 at 10:00.",
    ],
)
def test_no_definite_time(text: str) -> None:
    assert when(text) is None


def test_hint_gives_the_offset() -> None:
    assert when("Tuesday, 10 March 2026 at 10:00", zone="Africa/Lagos") == "2026-03-10T10:00+01:00"
    assert when("Tuesday, 10 March 2026 at 10:00", zone="../../etc/passwd") == "2026-03-10T10:00"


def test_no_interview_is_at_the_end_of_the_calendar() -> None:
    assert when("Your interview is on 31 December 9999 at 23:59.") is None


def test_quote_holds_the_words() -> None:
    found = interview_time(letter("Hello,\nwe meet on 12 March 2026 at 11:00 in room 4.\nBye"), "en")
    assert found is not None
    assert found.quote == "we meet on 12 March 2026 at 11:00 in room 4."
    assert not found.zoned


@pytest.mark.parametrize(
    "piece", ["1 ", "12:", "10. ", "monday ", "from ", "at 10 ", "1/1/", "a las ", "\n", "9999-99-99 "]
)
def test_repetition_is_read_to_its_end(piece: str) -> None:
    # An expression that tries again at every place would not come back from this.
    message = replace(letter("x"), text=piece * 20_000, subject=piece * 1_000)
    found = interview_time(message, "en", None)
    assert found is None or len(found.quote) < 1000
