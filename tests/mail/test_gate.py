"""The gate lets through what may belong to a search, in whatever encoding, and stops what has nothing to do with it."""

from __future__ import annotations

import base64
import quopri

import pytest

from onward.mail import gate
from onward.mail.examining import fingerprint

HEAD = "From: {sender}\nSubject: {subject}\nMessage-ID: <1@x.example>\nMIME-Version: 1.0\n{more}"
LONG = "\n".join(f"line {number} of the garden and the river" for number in range(400))


def passes(
    body: str | bytes,
    subject: str = "Soup",
    sender: str = "Ines <ines@x.example>",
    more: str = "",
    bulk: bool = False,
) -> bool:
    """Whether a message with this body is let through."""
    head = HEAD.format(sender=sender, subject=subject, more=more).encode()
    raw = head + b"\n" + (body if isinstance(body, bytes) else body.encode())
    _, fields, body_at = fingerprint(raw)
    return gate.passes(fields["from"], fields["subject"], raw, body_at, bulk)


def test_a_short_mail_needs_one_word_and_ordinary_mail_has_none() -> None:
    assert passes("We had to go with another candidate.\n")
    assert passes("hi, sorry, we found someone else\n")
    assert not passes("The garden needs water, and the soup is ready at eight.\n")


#: Noes, yeses and invitations without a word of hiring.
PLAIN = {
    "forno": "mio cognato si è messo lui al forno quindi niente\n",
    "pizzaiolo": "ciao Luca mio cognato si è messo lui al forno quindi niente. la tua margherita però era buona\n",
    "lo de la barra": "Que al final mi prima se pone ella en la barra, guapa. Te debo un café.\n",
}


@pytest.mark.parametrize("form", ["utf-8", "latin", "quoted", "base64", "page", "parts"])
@pytest.mark.parametrize("subject", PLAIN)
def test_a_short_mail_passes_by_how_it_sounds_in_whatever_form(subject: str, form: str) -> None:
    text = PLAIN[subject]
    more = ""
    body: bytes = text.encode()
    if form == "latin":
        body = text.encode("latin-1")
    elif form == "quoted":
        body, more = quopri.encodestring(body), "Content-Transfer-Encoding: quoted-printable\n"
    elif form == "base64":
        body, more = base64.encodebytes(body), "Content-Transfer-Encoding: base64\n"
    elif form == "page":
        body = b"<html><body><p style='margin:0'>" + body + b"</p></body></html>\n"
    elif form == "parts":
        body = b"--xyz\nContent-Type: text/plain; charset=utf-8\n\n" + body + b"\n--xyz--\n"
        more = "Content-Type: multipart/alternative; boundary=xyz\n"
    raw = HEAD.format(sender="Gino <gino@x.example>", subject=subject, more=more).encode() + b"\n" + body
    _, fields, body_at = fingerprint(raw)
    assert gate.heard(fields["from"], fields["subject"], raw, body_at) < 0
    assert gate.passes(fields["from"], fields["subject"], raw, body_at, bulk=False)
    assert not gate.passes(fields["from"], fields["subject"], raw, body_at, bulk=True)


def test_long_headers_make_no_mail_long() -> None:
    more = "".join(f"X-Way-{number}: {'abcdef0123' * 7}\n" for number in range(100))
    assert len(more) > gate.SHORT
    assert passes(PLAIN["pizzaiolo"], more=more)
    assert not passes("The boat is dry again, and the dog sat in the paint.\n", more=more)


def test_how_a_page_is_drawn_says_nothing() -> None:
    style = (
        "<style>a:link {color:blue; text-decoration:underline} @font-face {font-family:Calibri} "
        "p.text, li.text {margin:0; font-size:11pt; mso-style-link: us}</style>"
    )
    for text in ("The boat is dry again. I painted the keel on Sunday.", "The garden needs water."):
        page = f"<html><head>{style}</head><body><p>{text}</p></body></html>\n"
        assert not passes(page, more="Content-Type: text/html; charset=utf-8\n")
        parts = (
            f"--xyz\nContent-Type: text/plain\n\n{text}\n--xyz\nContent-Type: text/html\n\n{page}\n--xyz--\n"
        )
        assert not passes(parts, more="Content-Type: multipart/alternative; boundary=xyz\n")


def test_ordinary_words_do_not_pass() -> None:
    for text in (
        "The boat is dry again. I painted the keel on Sunday and the dog sat in the paint.\n",
        "Die Tomaten sind reif, nehmt euch welche mit, wenn ihr am Zaun vorbeikommt.\n",
        "Het water staat hoog, de eenden zwemmen door de moestuin.\n",
        "",
    ):
        assert not passes(text)


def test_a_long_mail_needs_words_of_hiring() -> None:
    assert not passes(f"sorry\n{LONG}")
    assert passes(f"Thank you for your application, we have shortlisted you.\n{LONG}")


def test_mail_to_many_needs_more_of_them() -> None:
    assert passes("An interview.\n")
    assert not passes("An interview.\n", bulk=True)
    assert passes("An interview, after your application for the position.\n", bulk=True)


def test_sender_and_subject_are_looked_at_and_other_headers_are_not() -> None:
    assert passes("see below\n", sender="HR <careers@x.example>")
    assert passes("see below\n", subject="=?utf-8?b?SWhyZSBCZXdlcmJ1bmc=?=")
    assert not passes("see below\n", more="X-Trace: interview application candidate\n")


@pytest.mark.parametrize("word", ["tjänst", "gespräch", "résumé", "função", "pracę"])
@pytest.mark.parametrize("form", ["utf-8", "latin", "quoted", "quoted latin", "base64", "entity", "plain"])
def test_accents_match_in_every_form(word: str, form: str) -> None:
    charset = "iso-8859-2" if word == "pracę" else "iso-8859-1"
    text = f"zzz {word} zzz\n"
    body: str | bytes = text
    more = ""
    if "latin" in form:
        body = text.encode(charset)
    if form.startswith("quoted"):
        body = quopri.encodestring(body if isinstance(body, bytes) else body.encode())
    elif form == "base64":
        body, more = base64.encodebytes(text.encode()), "Content-Transfer-Encoding: base64\n"
    elif form == "entity":
        body = text.encode("ascii", "xmlcharrefreplace")
    elif form == "plain":
        body = text.translate(str.maketrans("äéçãę", "aecae"))
    assert passes(body, more=more)


def test_capitals_are_no_hiding_place() -> None:
    assert passes("ZZZ BEWERBUNG ZZZ\n")
    assert passes("see below\n", sender="HR <CAREERS@X.EXAMPLE>")
    encoded = base64.encodebytes(b"ZZZ BEWERBUNG ZZZ").decode()
    assert passes(encoded, more="CONTENT-TRANSFER-ENCODING: BASE64\n")
    assert not passes(base64.encodebytes(b"soup").decode(), more="CONTENT-TRANSFER-ENCODING: BASE64\n")


def test_a_soft_line_break_within_a_word_hides_nothing() -> None:
    assert passes("zzz inter=\nview zzz\n")
    assert passes("zzz inter=\r\nview zzz\n")


def test_text_parts_in_base64_are_decoded_and_pictures_are_not() -> None:
    def part(kind: str, content: bytes) -> str:
        encoded = base64.encodebytes(content).decode()
        return f"--b\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{encoded}\n"

    text, picture = part("text/plain", b"Interview"), part("image/png", b"interview candidate " * 400)
    more = 'Content-Type: multipart/mixed; boundary="b"\n'
    assert not passes(f"{picture}--b--\n", more=more)
    assert passes(f"{picture}{text}--b--\n", more=more)
    assert passes(f"{text}{picture}--b--\n", more=more)
    assert not passes(f"{part('application/pdf', b'x')}--b--\n", more=more)
    # Encoded bytes that happen to spell a word.
    assert not passes(
        "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\ninterview\n--b--\n", more=more
    )
