"""A letter on its way: the link and the draft carry it whole, and nothing in it becomes a header."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.letters import mailing

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def parsed(**fields: object):
    given = {"name": "Ana Ruiz", "to": "ana@nordlicht.example", "sender": "mira@example.org", "subject": "Hello",
             "body": "Dear Ana", "at": NOON, **fields}  # fmt: skip
    return message_from_bytes(mailing.draft(**given), policy=policy.default)


def test_the_draft_says_that_it_is_not_sent_and_answers_its_thread() -> None:
    mail = parsed(answers="no.1@x", thread=("first@x", "no.1@x"), subject="Größe", body="Grüße\n\nMira")
    assert mail["X-Unsent"] == "1"
    assert str(mail["To"]) == "Ana Ruiz <ana@nordlicht.example>"
    assert mail["Subject"] == "Größe"
    assert mail["In-Reply-To"] == "<no.1@x>"
    assert mail["References"] == "<first@x> <no.1@x>"
    assert mail["Bcc"] is None
    assert mail.get_content().splitlines() == ["Grüße", "", "Mira"]


@pytest.mark.parametrize(
    "bad", ["x\r\nBcc: eve@x.example", "x\nBcc: eve@x.example", "x\x00\u2028Bcc: eve@x.example"]
)
def test_nothing_becomes_a_header_of_its_own(bad: str) -> None:
    mail = parsed(name=bad, subject=bad, answers=bad, thread=(bad,), to="ana@nordlicht.example", sender=bad)
    assert mail["Bcc"] is None
    assert set(mail.keys()) <= {
        "X-Unsent", "From", "To", "Subject", "Date", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip


@pytest.mark.parametrize(
    "bad", ["", "ana", "ana@", "a b@x.example", "ana@x.example, eve@x.example", "ana@x\r\n.example"]
)
def test_what_is_no_address_is_left_out(bad: str) -> None:
    assert mailing.address(bad) == ""
    assert parsed(to=bad)["To"] is None


@given(st.text(max_size=80), st.text(max_size=120), st.text(max_size=500))
def test_any_text_arrives_in_the_draft(name: str, subject: str, body: str) -> None:
    mail = parsed(name=name, subject=subject, body=body)
    assert mail["Bcc"] is None
    for word in body.split():
        if word.isalnum():
            assert word in mail.get_content()


def test_the_link_carries_lines_and_signs() -> None:
    link, whole = mailing.link("ana@nordlicht.example", "A & B?", "Dear Ana,\n\n100 % & more = fine\nMira")
    assert whole
    place = urlsplit(link)
    assert (place.scheme, unquote(place.path)) == ("mailto", "ana@nordlicht.example")
    assert parse_qs(place.query) == {
        "subject": ["A & B?"],
        "body": ["Dear Ana,\r\n\r\n100 % & more = fine\r\nMira"],
    }


def test_a_letter_too_long_for_a_link_is_not_cut_off() -> None:
    link, whole = mailing.link("ana@nordlicht.example", "Hello", "word " * 800)
    assert not whole
    assert "body=" not in link
    assert len(link) <= mailing.LONGEST_LINK


@given(st.text(max_size=60), st.text(max_size=400), st.text(max_size=3000))
def test_a_link_is_never_longer_than_it_may_be_nor_broken(to: str, subject: str, body: str) -> None:
    link, _whole = mailing.link(to, subject, body)
    assert len(link) <= mailing.LONGEST_LINK
    assert link.isascii()
    assert "\n" not in link
