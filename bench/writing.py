"""Writes a mail as bytes, in the encodings and shapes that real mail has."""

import base64
import html
import quopri
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from random import Random


@dataclass(frozen=True, slots=True)
class Mail:
    """What goes into a mail; `extra` are further header lines, `attachments` (name, type, content)."""

    from_name: str
    from_address: str
    to: tuple[str, ...]
    subject: str
    text: str
    at: datetime
    message_id: str = ""
    thread: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    attachments: tuple[tuple[str, str, bytes], ...] = field(default=())
    shape: str = "plain"


SHAPES = ("plain", "plain8", "latin1", "quoted", "base64", "html", "html64", "alternative")


def shape(random: Random, *, automatic: bool) -> str:
    """How a mail is put together: machines send HTML, people often plain text."""
    weights = (3, 3, 3, 6, 4, 25, 12, 44) if automatic else (15, 12, 8, 20, 6, 8, 3, 28)
    return random.choices(SHAPES, weights)[0]


def written(mail: Mail, *, raw_html: bool = False, encoded: tuple[str, str, bytes] | None = None) -> bytes:
    """The mail as bytes, with bare line feeds as in an mbox or Maildir.

    With `raw_html` the text is markup already; `encoded` is an attachment whose content is base64 lines already.
    """
    lines = [f"From: {_who(mail.from_name, mail.from_address)}", f"To: {', '.join(mail.to)}"]
    lines += [f"Subject: {_header(mail.subject)}", f"Date: {format_datetime(mail.at)}"]
    if mail.message_id:
        lines.append(f"Message-ID: <{mail.message_id}>")
    if mail.thread:
        lines.append(f"In-Reply-To: <{mail.thread[-1]}>")
        lines.append("References: " + "\n ".join(f"<{one}>" for one in mail.thread))
    lines += [f"{name}: {value}" for name, value in mail.extra]
    lines.append("MIME-Version: 1.0")
    body = _body(mail, raw_html=raw_html)
    parts = [(name, kind, base64.encodebytes(content)) for name, kind, content in mail.attachments]
    if encoded:
        parts.append(encoded)
    if parts:
        mark = f"=_mixed_{len(mail.text)}_{len(parts)}"
        pieces = [f"--{mark}\n".encode() + body]
        for name, kind, content in parts:
            head = f'Content-Type: {kind}; name="{name}"\nContent-Transfer-Encoding: base64\n'
            head += f'Content-Disposition: attachment; filename="{name}"\n\n'
            pieces.append(f"--{mark}\n{head}".encode() + content)
        body = f'Content-Type: multipart/mixed; boundary="{mark}"\n\n'.encode() + b"".join(pieces)
        body += f"--{mark}--\n".encode()
    return "\n".join(lines).encode("utf-8", "replace") + b"\n" + body


def as_html(text: str, *, heavy: bool = False) -> str:
    """The text as a template of a mailing system would have it."""
    paragraphs = "".join(
        f'<p style="margin:0 0 16px 0;font-family:Arial,Helvetica,sans-serif;font-size:15px;">{html.escape(part)}</p>\n'
        for part in text.split("\n\n")
    ).replace("\n\n", "\n")
    if not heavy:
        return f"<html><body>\n{paragraphs}</body></html>\n"
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><style>.b{color:#333}@media(max-width:600px){.w{width:100%}}'
        '</style></head><body>\n<table width="100%" cellpadding="0" cellspacing="0" role="presentation"><tr>'
        f'<td align="center"><table class="w" width="600"><tr><td class="b">\n{paragraphs}</td></tr></table>'
        '</td></tr></table><img src="https://pixel.example/o.gif" width="1" height="1" alt="">\n</body></html>\n'
    )


def _body(mail: Mail, *, raw_html: bool) -> bytes:
    text = mail.text + "\n"
    if mail.shape == "plain" and text.isascii():
        return b"Content-Type: text/plain; charset=us-ascii\n\n" + text.encode()
    if mail.shape == "latin1" and _fits(text, "iso-8859-1"):
        return (
            b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
            + text.encode("iso-8859-1")
        )
    if mail.shape in ("plain", "plain8", "latin1"):
        return b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text.encode()
    if mail.shape in ("quoted", "base64"):
        return _part("plain", text, mail.shape)
    markup = _FRAME.format(rows=mail.text) if raw_html else as_html(mail.text, heavy=True)
    if mail.shape in ("html", "html64"):
        return _part("html", markup, "base64" if mail.shape == "html64" else "quoted")
    mark = f"=_alt_{len(text)}_{len(markup)}"
    both = b"".join(
        f"--{mark}\n".encode() + part
        for part in (_part("plain", text, "quoted"), _part("html", markup, "quoted"))
    )
    return (
        f'Content-Type: multipart/alternative; boundary="{mark}"\n\n'.encode()
        + both
        + f"--{mark}--\n".encode()
    )


_FRAME = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><style>td{{vertical-align:top}}</style></head><body>\n'
    '<table width="100%"><tr><td align="center"><table width="600">{rows}</table></td></tr></table></body></html>\n'
)


def _part(kind: str, text: str, encoding: str) -> bytes:
    raw = text.encode("utf-8")
    if encoding == "base64":
        name, coded = "base64", base64.encodebytes(raw)
    else:
        name, coded = "quoted-printable", quopri.encodestring(raw) + b"\n"
    return f"Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: {name}\n\n".encode() + coded


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _header(value: str) -> str:
    return value if value.isascii() else Header(value, "utf-8", maxlinelen=70).encode()


def _who(name: str, address: str) -> str:
    if not name:
        return address
    return f"{_header(name)} <{address}>" if not name.isascii() else f'"{name}" <{address}>'
