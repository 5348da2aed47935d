"""Builds small invented mails for the tests of reading them."""

from __future__ import annotations

import base64


def mail(*headers: str, body: str | bytes = "Hello.\n", charset: str = "utf-8") -> bytes:
    """Give a raw mail with the given header lines; a sender and a subject are added when none is given."""
    lines = list(headers)
    if not any(line.lower().startswith("from:") for line in lines):
        lines.insert(0, "From: Karla Brandt <karla@nordlicht.example>")
    if not any(line.lower().startswith("subject:") for line in lines):
        lines.append("Subject: Your application")
    content = body.encode(charset) if isinstance(body, str) else body
    return "\n".join(lines).encode("utf-8") + b"\n\n" + content


def html(body: str, *headers: str) -> bytes:
    """Give a mail that has only HTML."""
    return mail("Content-Type: text/html; charset=utf-8", *headers, body=body)


def parts(*bodies: tuple[str, str | bytes], kind: str = "mixed") -> bytes:
    """Give a multipart mail from (header lines, body) pairs."""
    content = b"".join(
        b"--cut\n" + head.encode() + b"\n\n" + (text.encode() if isinstance(text, str) else text) + b"\n"
        for head, text in bodies
    )
    return mail(f"Content-Type: multipart/{kind}; boundary=cut", body=content + b"--cut--\n")


def packed(text: bytes) -> str:
    """Give base64 as mails carry it."""
    return base64.encodebytes(text).decode()
