"""A mail is taken apart into texts, calendars and attachments."""

from __future__ import annotations

from onward.mail.mime import Attachment, parse

from .mails import mail, packed, parts


def test_attachments_and_calendars() -> None:
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Interview\r\nEND:VCALENDAR\r\n"
    read = parse(
        parts(
            ("Content-Type: text/plain", "See you."),
            (
                "Content-Type: text/calendar; method=REQUEST\nContent-Transfer-Encoding: base64",
                packed(calendar.encode()),
            ),
            (
                "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64",
                packed(b"x" * 1000),
            ),
            (
                'Content-Type: text/plain\nContent-Disposition: attachment; filename="notes.txt"',
                "not the text",
            ),
            ('Content-Type: application/octet-stream; name="invite.ics"', calendar),
        )
    )
    assert read.text == "See you."
    assert len(read.calendars) == 1
    assert "SUMMARY:Interview" in read.calendars[0]
    assert read.attachments == (
        Attachment("a.pdf", "application/pdf", 1000),
        Attachment("notes.txt", "text/plain", 12),
        Attachment("invite.ics", "application/octet-stream", len(calendar.replace("\r", ""))),
    )


def test_boundaries_that_begin_alike_and_a_missing_end() -> None:
    raw = mail(
        "Content-Type: multipart/mixed; boundary=ab",
        body="preamble\n--ab\nContent-Type: multipart/alternative; boundary=abc\n\n"
        "--abc\nContent-Type: text/plain\n\nThe text.\n--abc--\n--ab\nContent-Type: image/png\n\nxyz",
    )
    read = parse(raw)
    assert read.text == "The text."
    assert read.attachments == (Attachment("", "image/png", 3),)


def test_a_boundary_that_the_header_does_not_state() -> None:
    body = "--=_part1\nContent-Type: text/html\n\n<p>Hello</p>\n--=_part1--\n"
    assert parse(mail("Content-Type: multipart/alternative", body=body)).text == "Hello"


def test_a_multipart_without_parts_is_one_text() -> None:
    read = parse(mail("Content-Type: multipart/mixed; boundary=x", body="Only text.\n"))
    assert read.text == "Only text."
    assert any("has none" in problem for problem in read.problems)


def test_several_texts_are_put_together() -> None:
    read = parse(
        parts(
            ("Content-Type: text/plain", "First."),
            ("Content-Type: image/png; name=a.png", "x"),
            ("Content-Type: text/html", "<p>Second.</p>"),
        )
    )
    assert read.text == "First.\n\nSecond."


def test_a_mail_that_is_only_a_picture() -> None:
    read = parse(
        mail("Content-Type: image/png", "Content-Transfer-Encoding: base64", body=packed(b"\x89PNG"))
    )
    assert (read.text, read.attachments) == ("", (Attachment("", "image/png", 4),))


def test_closed_mails_are_told() -> None:
    sealed = parse(mail("Content-Type: application/pkcs7-mime; name=smime.p7m", body="x"))
    assert any("encrypted" in problem for problem in sealed.problems)
    tnef = parse(
        parts(("Content-Type: text/plain", ""), ("Content-Type: application/ms-tnef; name=winmail.dat", "x"))
    )
    assert any("winmail.dat" in problem for problem in tnef.problems)


def test_depth_and_number_of_parts_are_bounded() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(40))
    assert any("deep" in problem for problem in parse(deep + b"\nx").problems)
    many = parse(mail("Content-Type: multipart/mixed; boundary=x", body="--x\n\na\n" * 1000))
    assert any("more than" in problem for problem in many.problems)
