"""Saved pages of every kind."""

import plistlib

import pytest

from onward.capture.reading import sources

PAGE = "<!doctype html><html><head><title>Köchin</title></head><body><h1>Köchin</h1></body></html>"


@pytest.mark.parametrize(
    "content",
    [
        PAGE.encode(),
        b"\xef\xbb\xbf" + PAGE.encode(),
        PAGE.encode("utf-16"),
        PAGE.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252"),
        PAGE.replace(
            "<head>", '<head><meta http-equiv="content-type" content="text/html; charset=iso-8859-1">'
        ).encode("latin-1"),
        PAGE.replace("<head>", '<head><meta charset="utf-8">').encode("cp1252"),
        PAGE.replace("<head>", '<head><meta charset="latin1">').encode(),
        PAGE.replace("<head>", '<head><meta charset="x-invented">').encode(),
    ],
    ids="utf8 mark utf16 cp1252 equiv wrong-utf8 wrong-latin invented".split(),
)
def test_the_characters_are_right_whatever_the_page_says(content: bytes) -> None:
    found = sources.of_file(content)
    assert found.markup
    assert "Köchin" in found.content


def test_a_page_with_all_that_belongs_to_it() -> None:
    saved = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kitchen.example/jobs/1\r\nSubject: x\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + '<html><meta charset=3D"utf-8"><h1>K=C3=B6chin</h1></html>\r\n--b--\r\n'
    )
    found = sources.of_file(saved.encode())
    assert "<h1>Köchin</h1>" in found.content
    assert found.url == "https://kitchen.example/jobs/1"


def test_a_web_archive() -> None:
    main = {
        "WebResourceData": PAGE.encode(),
        "WebResourceURL": "https://kitchen.example/1",
        "WebResourceTextEncodingName": "UTF-8",
    }
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        found = sources.of_file(plistlib.dumps({"WebMainResource": main}, fmt=form))
        assert (found.content, found.url) == (PAGE, "https://kitchen.example/1")


def test_plain_text_is_text() -> None:
    assert not sources.of_file("Köchin gesucht\n2 < 3".encode("cp1252")).markup


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"PK\x03\x04rest", "archive"),
        (b"\x89PNG\r\n", "picture"),
        (b"{\\rtf1", "word"),
        (b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--", "other"),
        (b"bplist00WebMainResource broken", "other"),
        (b"\x00\x01\x02" * 50, "other"),
    ],
)
def test_what_is_no_page_is_named(content: bytes, what: str) -> None:
    with pytest.raises(sources.Unreadable) as raised:
        sources.of_file(content)
    assert raised.value.what == what


@pytest.mark.parametrize(
    "text",
    [
        "<!-- saved from url=(0035)https://kitchen.example/jobs/1 --><html>",
        '<html><link rel="canonical" href="https://kitchen.example/jobs/1">',
    ],
)
def test_where_a_page_was_is_read_from_it(text: str) -> None:
    assert sources.saved_from(text) == "https://kitchen.example/jobs/1"
