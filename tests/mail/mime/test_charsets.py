"""Text is decoded whatever character set it claims."""

from __future__ import annotations

import pytest

from onward.base.charsets import decode
from onward.mail.mime import parse

from .mails import html, mail, packed

POLISH = "Dziękujemy za złożenie aplikacji. Niestety wybraliśmy innego kandydata, życzymy powodzenia."
GERMAN = "Vielen Dank für Ihre Bewerbung. Wir wünschen Ihnen für die Zukunft alles Gute, schöne Grüße"


@pytest.mark.parametrize(
    ("text", "stored", "declared"),
    [
        (POLISH, "iso-8859-2", "iso-8859-2"),
        (POLISH, "iso-8859-2", None),
        (POLISH, "cp1250", "x-unknown"),
        (POLISH, "utf-8", "iso-8859-1"),
        (POLISH, "utf-8", None),
        (GERMAN, "cp1252", "us-ascii"),
        (GERMAN, "cp1252", "utf-8"),
        (GERMAN, "cp1252", None),
        (GERMAN, "utf-8", "x-made-up"),
        (GERMAN, "utf-16-le", "utf-16"),
        (GERMAN, "utf-16-be", "utf-16"),
        (GERMAN, "utf-16", "utf-8"),
        ("“Thank you” – we’ve decided", "cp1252", "iso-8859-1"),
        ("Não avançámos com a sua candidatura", "cp1252", "latin1"),
        ("ご応募ありがとうございます", "shift_jis", "x-sjis"),
        ("ご応募ありがとうございます", "iso-2022-jp", "iso-2022-jp"),
        ("感谢您的申请", "gb18030", "gb2312"),
    ],
)
def test_text_comes_out_right(text: str, stored: str, declared: str | None) -> None:
    assert decode(text.encode(stored), declared)[0] == text


def test_a_wrong_claim_is_told() -> None:
    assert decode(GERMAN.encode(), "x-foo")[1] == "The character set x-foo is unknown; read as UTF-8."
    assert decode(GERMAN.encode("cp1252"), "us-ascii")[1] is not None
    assert decode(GERMAN.encode("cp1252"), "iso-8859-1")[1] is None


@pytest.mark.parametrize(
    "name", ["idna", "rot13", "base64", "zlib", "unicode_escape", "undefined", "punycode", "\x00", "é" * 90]
)
def test_codecs_that_are_no_character_sets_are_refused(name: str) -> None:
    text, problem = decode(GERMAN.encode(), name)
    assert text == GERMAN
    assert problem is not None


def test_the_charset_that_html_states_of_itself() -> None:
    body = f'<meta charset="iso-8859-2"><p>{POLISH}</p>'.encode("iso-8859-2")
    assert parse(mail("Content-Type: text/html", body=body)).text == POLISH


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("base64", packed(GERMAN.encode()), GERMAN),
        ("BASE64 ", packed(GERMAN.encode()).replace("=", ""), GERMAN),
        ("base64", "!" + packed(GERMAN.encode())[:20] + "*" + packed(GERMAN.encode())[20:], GERMAN),
        ("base64", packed(b"one\n") + packed(b"two"), "one\ntwo"),
        (
            "base64",
            packed(b"Hello.") + "\n_______________\nThe list of jobs\n",
            "Hello.\n\n_______________\nThe list of jobs",
        ),
        ("base64", "This is not base64 at all, is it?", "This is not base64 at all, is it?"),
        ("quoted-printable", "f=C3=BCr=  \n dich = 3 =ZZ =", "für dich = 3 =ZZ"),
        ("quoted-printable;", "f=c3=bcr=\r\n dich", "für dich"),
        ("7-bit", "plain", "plain"),
    ],
)
def test_transfer_encodings(encoding: str, body: str, text: str) -> None:
    read = parse(
        mail("Content-Type: text/plain; charset=utf-8", f"Content-Transfer-Encoding: {encoding}", body=body)
    )
    assert read.text == text


def test_flowed_text_is_joined() -> None:
    body = "This is one \nparagraph of \ntext.\n\n> it was \n> quoted\nEnd.\n-- \nKarla\n"
    read = parse(mail("Content-Type: text/plain; format=flowed", body=body))
    assert read.text == "This is one paragraph of text.\n\nEnd."
    assert read.quoted == "it was quoted"
    assert read.signature == "Karla"
    joined = parse(
        mail("Content-Type: text/plain; format=flowed; delsp=yes", body="Donau \ndampf \nschiff\n")
    )
    assert joined.text == "Donaudampfschiff"


def test_what_is_not_seen_is_taken_out() -> None:
    read = parse(html("<p>Thank&zwnj;&nbsp;&#847;&shy;&#8203; you\u202e.</p><p>&zwnj;&nbsp;&#847;</p>"))
    assert read.text == "Thank you."
