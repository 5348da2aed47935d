"""Whatever arrives is read, and what is wrong with it is told."""

from __future__ import annotations

import dataclasses
import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.mail.mime import ParsedMessage, parse
from onward.mail.mime.parsing import parse_strictly

from .mails import html, mail, packed, parts

VALID = [
    mail(body="On 6 Jan 2025, at 10:00, Anna <a@b.example> wrote:\n> Hi\nYes.\n-- \nKarla\n"),
    html("<div style='display:none'>x</div><p>Hi</p><blockquote type=cite>old</blockquote>"),
    parts(
        ("Content-Type: text/plain; charset=iso-8859-2; format=flowed", "Dzi\xea \n".encode("latin-1")),
        ("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable", "<p>a=C3=A4=\nb</p>"),
        ("Content-Type: application/pdf; name*0*=utf-8''a%20; name*1=b", packed(b"x")),
        ("Content-Type: message/rfc822", b"Subject: =?utf-8?b?w6Q=?=\n\ninner"),
        ("Content-Type: text/calendar", "BEGIN:VCALENDAR\nEND:VCALENDAR"),
        kind="alternative",
    ),
    mail(
        "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?x?b?//?=",
        'To: "A, B" <a@b.example>, c@d.example (C)',
        "Date: Mon, 6 Jan 2025 10:00:00 +0100",
    ),
]  # fmt: skip


def check(read: ParsedMessage) -> None:
    assert not any("could not be taken apart" in problem for problem in read.problems), read.problems
    json.dumps(dataclasses.asdict(read), default=str).encode("utf-8")
    for text in (read.subject, read.text, read.quoted, read.from_name, *read.problems, read.html or ""):
        text.encode("utf-8")
    assert read.date is None or read.date.tzinfo is not None
    assert "\n" not in read.subject + read.from_name


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(raw: bytes) -> None:
    check(parse_strictly(raw))


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(VALID), st.lists(st.tuples(st.integers(0, 1200), st.binary(max_size=8)), max_size=6))
def test_damaged_mails_are_read(raw: bytes, edits: list[tuple[int, bytes]]) -> None:
    for at, noise in edits:
        raw = raw[:at] + noise + raw[at + len(noise) // 2 :]
    check(parse_strictly(raw))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(
    ["<div>", "</div>", "<p>", "<b", ">", "<table><tr><td>", "</td>", "<br>", "&#x2;", "&nbsp;", "text ",
     "<!--", "-->",
     "<style>", "</style>", "<blockquote type=cite>", "<li>", "style='font-size:0'",
     "<div hidden>", "é"]
), max_size=60))  # fmt: skip
def test_any_html_is_read(pieces: list[str]) -> None:
    check(parse_strictly(html("".join(pieces))))


def test_the_fields_of_an_ordinary_mail() -> None:
    read = parse(
        mail(
            "Message-ID: <1@nordlicht.example>",
            "In-Reply-To: <0@home.example>",
            "References: <00@home.example>\n <0@home.example> <0@home.example>",
            "Date: Mon, 6 Jan 2025 10:00:00 +0100",
            "From: =?utf-8?Q?J=C3=B6rg_M?= <Jobs@Nordlicht.Example>",
            "Reply-To: reply+1@nordlicht.example",
            'To: "Lindner, Eva" <eva@home.example>, undisclosed-recipients:;',
            "Cc: hr@nordlicht.example (The Team)",
            "List-Id: Jobs <jobs.nordlicht.example>",
            "X-Unimportant: 1",
            body="Dear Eva,\n\nthank you.\n",
        )
    )
    assert read.message_id == "1@nordlicht.example"
    assert read.in_reply_to == ("0@home.example",)
    assert read.references == ("00@home.example", "0@home.example")
    assert read.date == datetime(2025, 1, 6, 9, tzinfo=UTC)
    assert (read.from_name, read.from_address) == ("Jörg M", "jobs@nordlicht.example")
    assert read.reply_to == "reply+1@nordlicht.example"
    assert read.to == (("Lindner, Eva", "eva@home.example"),)
    assert read.cc == (("The Team", "hr@nordlicht.example"),)
    assert read.headers == {"list-id": "Jobs <jobs.nordlicht.example>"}
    assert read.text == "Dear Eva,\n\nthank you."
    assert read.problems == ()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\n\n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no header"),
        (b"just a line\n\nand another", "no header"),
        (b"Subject: x\nFrom: a@b.example\nHello there", "no empty line"),
        (b"\xff\xfeS\x00u\x00b\x00j\x00e\x00c\x00t\x00:\x00x\x00\n\x00\n\x00h\x00i\x00", "UTF-16"),
    ],
)
def test_what_is_no_whole_mail_is_told(raw: bytes, said: str) -> None:
    read = parse(raw)
    assert any(said in problem for problem in read.problems), read.problems


def test_nothing_of_the_text_is_lost_without_an_empty_line() -> None:
    assert (
        parse(b"Subject: x\nFrom: a@b.example\nHello there,\nEva\n\nmore").text == "Hello there,\nEva\n\nmore"
    )


def test_a_broken_line_among_headers_is_passed_over() -> None:
    read = parse(b"From: a@b.example\nwrapped without a blank\nSubject: x\n\nText")
    assert (read.from_address, read.subject, read.text) == ("a@b.example", "x", "Text")


def test_line_ends_of_three_kinds() -> None:
    for end in (b"\n", b"\r\n", b"\r"):
        read = parse(b"Subject: x\nFrom: a@b.example\n\none\ntwo\n".replace(b"\n", end))
        assert (read.subject, read.text) == ("x", "one\ntwo")


HOSTILE = {
    "nested tags": html("<div>" * 100_000),
    "formatting reopened": html("".join(f"<b id={n}>" for n in range(300)) + "<p>x" * 50_000),
    "many attributes": html("<a " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x"),
    "nested parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000)
    ),
    "many parts": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 100_000,
    "mails in mails": b"Content-Type: message/rfc822\n\n" * 20_000,
    "one long header": b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\nx",
    "folded header": b"Subject: a\n" + b" b\n" * 300_000 + b"\n",
    "broken headers": b"X: y\nnot\n" * 100_000 + b"\n\nx",
    "addresses": b"To: " + b'"' * 500_000 + b"<(" * 100_000 + b"\n\n",
    "attributions": mail(body="On 1:00 a wrote:\n" * 30_000),
    "signatures": mail(body="--\nx\n" * 50_000),
    "quoted": mail(body="> " * 300_000),
    "empty lines": mail(body="\n" * 500_000),
    "base64 rubbish": mail("Content-Transfer-Encoding: base64", body="a b=\n" * 200_000),
    "slow codec": mail("Content-Type: text/plain; charset=idna", body=b"\xff." * 300_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_take_bounded_time(name: str) -> None:
    begin = time.process_time()
    check(parse_strictly(HOSTILE[name]))
    assert time.process_time() - begin < 4


def test_a_huge_text_is_cut_and_told() -> None:
    read = parse(mail(body="word " * 500_000))
    assert len(read.text) <= 1 << 20
    assert any("longer than" in problem for problem in read.problems)


def test_an_ordinary_mail_takes_about_a_millisecond() -> None:
    raw = parts(
        ("Content-Type: text/plain", "Thank you for your interest in the role.\n" * 80),
        (
            "Content-Type: text/html",
            "<table><tr><td><p>Thank you for your interest.</p></td></tr></table>" * 80,
        ),
        kind="alternative",
    )
    parse(raw)
    begin = time.process_time()
    for _ in range(50):
        parse(raw)
    assert (time.process_time() - begin) / 50 < 0.004
