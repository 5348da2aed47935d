"""Header text is decoded in every broken form."""

from __future__ import annotations

import pytest

from onward.mail.mime import parse
from onward.mail.mime.words import decode_words

from .mails import mail


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        (b"=?utf-8?Q?Bewerbung_f=C3=BCr?= =?utf-8?Q?_dich?=", "Bewerbung für dich"),
        (b"=?UTF-8?B?w7w=?=", "ü"),
        (b"=?UTF-8?B?w7w?=", "ü"),
        (b"=?utf-8?Q?=C3?=\n =?utf-8?Q?=BC?=", "ü"),
        (b"=?utf-8?B?xYI=?= i =?utf-8?B?xYI=?=", "ł i ł"),
        (b"=?iso-8859-2?Q?Dzi=EAkujemy?=", "Dziękujemy"),
        (b"=?utf-8*en?Q?hi?=", "hi"),
        (b"=?utf-8?Q?two words here?=", "two words here"),
        (b"=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"),
        (b"=?utf-8?Q?cut off=C3=BC", "cut offü"),
        (b"Re: =?windows-1252?Q?=93Hi=94?=", "Re: “Hi”"),
        (b"=?x-nonsense?Q?caf=E9?=", "café"),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("cp1252"), "Grüße"),
        ("a\u202eb\u200bc\u00add".encode(), "abcd"),
        (b"a\x00b\x1bc\tt", "abc t"),
    ],
)
def test_forms(raw: bytes, text: str) -> None:
    assert decode_words(raw) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"Brandt, Karla" <k@x.example>', ("Brandt, Karla", "k@x.example")),
        ("k@x.example (Karla Brandt)", ("Karla Brandt", "k@x.example")),
        ("Karla <K@X.Example>", ("Karla", "k@x.example")),
        ("k@x.example", ("", "k@x.example")),
        ("'k@x.example' <k@x.example>", ("", "k@x.example")),
        ("=?utf-8?Q?Karla=2C_HR?= <k@x.example>", ("Karla, HR", "k@x.example")),
        ('"=?utf-8?Q?J=C3=B6rg?=" <j@x.example>', ("Jörg", "j@x.example")),
        ('"unclosed <k@x.example>', ("unclosed", "k@x.example")),
        ("Karla Brandt", ("Karla Brandt", "")),
        ("Karla at Work: <k@x.example>", ("Karla at Work", "k@x.example")),
        ("<>", ("", "")),
        ('"\u202egnihtyna\u202c" <k@x.example>', ("gnihtyna", "k@x.example")),
    ],
)
def test_addresses(value: str, expected: tuple[str, str]) -> None:
    read = parse(mail(f"From: {value}"))
    assert (read.from_name, read.from_address) == expected


def test_attachment_names() -> None:
    for written in (
        'name="=?utf-8?Q?Lebenslauf_M=C3=BCller.pdf?="',
        "name*=utf-8''Lebenslauf%20M%C3%BCller.pdf",
        "name*0*=utf-8''Lebenslauf%20M; name*1*=%C3%BCller; name*2=.pdf",
        'name="Lebenslauf Müller.pdf"',
    ):
        read = parse(mail(f"Content-Type: application/pdf; {written}", body=b"%PDF"))
        assert [one.name for one in read.attachments] == ["Lebenslauf Müller.pdf"], written
