"""Says which share of mail the gate lets through: `python -m bench.gate`.

Mail of a search should pass, in every encoding; ordinary mail should not. The training mails lie in training/mails, the
real ones where --data says.
"""

from __future__ import annotations

import argparse
import base64
import email.header
import gzip
import quopri
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from onward.mail import gate
from onward.mail.examining import fingerprint, is_bulk

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE / "training"))
LONG = 600
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "8bit": bytes,
    "quoted-printable": quopri.encodestring,
    "base64": base64.encodebytes,
}


def written(sender: str, subject: str, text: str, charset: str, encoding: str) -> bytes:
    """A mail of one text part."""
    subject = subject.encode(charset, "replace").decode(charset)
    shown = subject if subject.isascii() else email.header.Header(subject, charset).encode()
    head = (
        f"From: {sender}\nTo: Mira Ney <mira@example.org>\nSubject: {shown}\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    return head.encode("ascii", "replace") + FORMS[encoding](text.encode(charset, "replace"))


def plain(text: str) -> str:
    """The text as people write it who leave accents out."""
    return unicodedata.normalize("NFD", text.replace("ł", "l")).encode("ascii", "ignore").decode()


def passes(raw: bytes) -> bool:
    """Whether the gate lets a message through."""
    _, fields, body_at = fingerprint(raw)
    return gate.passes(fields.get("from", b""), fields.get("subject", b""), raw, body_at, is_bulk(fields))


def share(name: str, mails: Iterable[bytes]) -> None:
    """Print how many pass."""
    found = [passes(raw) for raw in mails]
    print(f"{name:<58}{sum(found):6} of {len(found):5}  {sum(found) / max(1, len(found)):7.1%}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=HERE.parent / "shared" / "data", help="the folder of real mail"
    )
    given = parser.parse_args(arguments)
    import corpus

    mails = corpus.all_mails()
    wanted = [one for one in mails if one.kind != "other"]
    for charset, encoding in (("utf-8", "8bit"), ("latin", "8bit"), ("utf-8", "quoted-printable"),
                              ("latin", "quoted-printable"), ("utf-8", "base64"), ("ascii", "8bit")):  # fmt: skip
        for name, some in (
            ("", wanted),
            (f", over {LONG} characters", [one for one in wanted if len(one.text) > LONG]),
        ):
            made = []
            for one in some:
                fold = plain if charset == "ascii" else str
                real = "iso-8859-2" if one.language == "pl" else "iso-8859-1"
                made.append(written(one.fields["from"], fold(one.fields["subject"]), fold(one.text),
                                    real if charset == "latin" else charset, encoding))  # fmt: skip
            share(f"of a search, {charset} {encoding}{name}", made)
    if given.data.is_dir():
        share(
            "of a search, real, 2023",
            [one.read_bytes() for one in sorted((given.data / "mail-real-2023/eml").iterdir())],
        )
        general = gzip.decompress((given.data / "mail-general-2002/ham.mbox.gz").read_bytes())
        ham = [one.partition(b"\n")[2] for one in re.split(rb"(?:^|\n)(?=From )", general) if one.strip()]
        share("ordinary, real, 2002 (fewer is better)", ham)
        short = [one for one in ham if len(one) <= gate.SHORT and not is_bulk(fingerprint(one)[1])]
        share("  short and from a person", short)
    return 0


if __name__ == "__main__":
    sys.exit(main())
