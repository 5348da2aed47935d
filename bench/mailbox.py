"""Writes the benchmark's mailbox: years of ordinary mail with one job search in it, as Maildir and as mbox."""

import argparse
import base64
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bench import writing
from bench.invented import Person, employers, person
from bench.searches import search
from bench.texts import texts

CACHE = Path(__file__).resolve().parent.parent / "bench-data"
MESSAGES = 30_000
#: Raised whenever other bytes come out, so that no old cache is measured.
VERSION = 1
#: The share of messages that belong to the search, its noise not counted.
SEARCH_SHARE = 0.02
#: Kinds of ordinary mail and how many of a hundred are of each.
SHARES = {"newsletter": 12, "personal": 33, "notification": 29, "list": 23, "attachment": 3}
_WORDS = """the a of and to in it that we you for on with this was they at from about when there what some people time
day house garden train letter street winter book table river morning friend market window story paper light water
bread school music kitchen evening bridge forest bicycle weather question answer plan meeting version problem change
result idea report order price week month year question city station ticket update release number list group member
summer coffee report garden photograph minute neighbour bakery library harbour mountain hill valley field orchard
really quite always often never perhaps almost already again soon later early late near far warm cold small large
took gave found made went came saw heard thought said asked told wrote read sent kept left brought bought sold""".split()
_ACCENTED = "größer café Straße señora façade über schön Frühstück mañana élève première Brücke naïve".split()


def maildir(count: int = MESSAGES, seed: int = 1) -> Path:
    """The mailbox as a Maildir; made once, then taken from the cache."""
    place = CACHE / f"maildir-{count}-{seed}-v{VERSION}"
    if not (place / "done").exists():
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True, exist_ok=True)
        for number, raw in enumerate(messages(count, seed)):
            folder, flags = ("cur", ":2,S") if number % 5 else ("new", "")
            (place / folder / f"{1_600_000_000 + number}.M{number}P1.bench{flags}").write_bytes(raw)
        (place / "done").write_text("done\n")
    return place


def mbox(count: int = MESSAGES, seed: int = 1, *, at_least: int = 0) -> Path:
    """The mailbox as an mbox (mboxrd), with as many messages as needed for `at_least` bytes; cached."""
    place = CACHE / f"mbox-{count}-{at_least}-{seed}-v{VERSION}.mbox"
    if place.exists():
        return place
    CACHE.mkdir(exist_ok=True)
    making = place.with_suffix(".making")
    with making.open("wb") as file:
        written = 0
        part = seed
        while True:
            for number, raw in enumerate(messages(count, part)):
                begun = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=37 * number)
                line = f"From sender@mail.example {begun:%a %b %d %H:%M:%S %Y}\n".encode()
                quoted = re.sub(rb"^(>*From )", rb">\1", raw, flags=re.M) if b"From " in raw[5:] else raw
                written += file.write(line + quoted.rstrip(b"\n") + b"\n\n")
                if at_least and written >= at_least:
                    break
            if written >= at_least:
                break
            part += 1
    making.rename(place)
    return place


def messages(count: int, seed: int) -> Iterator[bytes]:
    """The messages in time order, one search spread evenly among ordinary mail."""
    random = Random(f"mailbox {seed}")
    wanted = int(count * SEARCH_SHARE)
    # About two and a half messages an application, without the search's own unrelated mail.
    found = [
        raw for part in range(1 + wanted // 300) for raw in _of_search(seed * 1000 + part, min(wanted, 300))
    ]
    found = found[:wanted]
    ordinary = _Ordinary(random)
    due = 0.0
    sent = 0
    for number in range(count):
        due += len(found) / count
        if sent < int(due + 1e-9):
            yield found[sent]
            sent += 1
        else:
            yield ordinary.one(number)


def _of_search(seed: int, wanted: int) -> list[bytes]:
    made = search(seed, max(8, int(wanted / 2.2)), unrelated=0.0)
    return [raw for raw, true in zip(made.messages, made.truth, strict=True) if true.application is not None][
        :wanted
    ]


class _Ordinary:
    """Mail that has nothing to do with a search."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.me = person(random, "example.org")
        self.friends = [person(random, "example.net") for _ in range(40)]
        self.senders = [Person(one.name, f"news@{one.domain}") for one in employers(random, 60)]
        self.subjects = [subject for subject, _ in texts("en")["other"]]
        # Sentences are drawn from a stock: writing every word anew would take longer than all measurements.
        self.stock = [self._sentence() for _ in range(6000)]
        self.noise = base64.encodebytes(random.randbytes(400_000))
        self.ids: list[str] = []

    def one(self, number: int) -> bytes:
        """One message of a kind drawn by its share."""
        kind = self.random.choices(list(SHARES), list(SHARES.values()))[0]
        at = datetime(2019, 1, 1, tzinfo=UTC) + timedelta(minutes=number * 85 + self.random.randint(0, 80))
        sender = self.random.choice(
            self.friends if kind in ("personal", "list", "attachment") else self.senders
        )
        identity = f"{number}.{self.random.getrandbits(48):x}@{sender.address.rpartition('@')[2]}"
        thread = (self.random.choice(self.ids),) if self.ids and kind in ("personal", "list") else ()
        subject = self._subject(threaded=bool(thread))
        made = {
            "newsletter": self._newsletter, "personal": self._personal, "notification": self._notification,
            "list": self._list, "attachment": self._attachment,
        }[kind](sender, subject, at, identity, thread)  # fmt: skip
        self.ids = [*self.ids[-200:], identity]
        return made

    def _newsletter(
        self, sender: Person, subject: str, at: datetime, identity: str, thread: tuple[str, ...]
    ) -> bytes:
        target = self.random.randint(20_000, 80_000)
        rows: list[str] = []
        size = 0
        while size < target * 0.82:
            row = _ROW.format(
                text=self._text(240), number=self.random.getrandbits(60), color=self.random.getrandbits(24)
            )
            rows.append(row)
            size += len(row)
        text = "\n\n".join(rows)
        shape = "html64" if self.random.random() < 0.2 else "html"
        return writing.written(
            self._mail(sender, subject, text, at, identity, thread, shape, bulk=True), raw_html=True
        )

    def _personal(
        self, sender: Person, subject: str, at: datetime, identity: str, thread: tuple[str, ...]
    ) -> bytes:
        text = self._text(self.random.randint(500, 3200))
        if thread and self.random.random() < 0.6:
            quoted = "\n".join(f"> {line}" for line in self._text(self.random.randint(200, 1500)).split("\n"))
            text += f"\n\nOn {at:%d %B %Y}, {self.me.name} wrote:\n{quoted}"
        shape = writing.shape(self.random, automatic=False)
        return writing.written(self._mail(sender, subject, text, at, identity, thread, shape))

    def _notification(
        self, sender: Person, subject: str, at: datetime, identity: str, thread: tuple[str, ...]
    ) -> bytes:
        text = self._text(self.random.randint(1500, 4500))
        return writing.written(
            self._mail(sender, subject, text, at, identity, thread, "alternative", bulk=True)
        )

    def _list(
        self, sender: Person, subject: str, at: datetime, identity: str, thread: tuple[str, ...]
    ) -> bytes:
        text = self._text(self.random.randint(1500, 9000)) + "\n\n_______________\nMembers mailing list\n"
        mail = self._mail(sender, f"[members] {subject}", text, at, identity, thread, "quoted", lists=True)
        return writing.written(mail)

    def _attachment(
        self, sender: Person, subject: str, at: datetime, identity: str, thread: tuple[str, ...]
    ) -> bytes:
        size = self.random.randint(50_000, 300_000) // 77 * 77
        begin = self.random.randint(0, (len(self.noise) - size) // 77) * 77
        content = self.noise[begin : begin + size]
        name, kind = self.random.choice((("scan.pdf", "application/pdf"), ("photo.jpg", "image/jpeg")))
        mail = self._mail(sender, subject, self._text(600), at, identity, thread, "quoted")
        return writing.written(mail, encoded=(name, kind, content))

    def _mail(
        self, sender: Person, subject: str, text: str, at: datetime, identity: str, thread: tuple[str, ...],
        shape: str, *, bulk: bool = False, lists: bool = False,
    ) -> writing.Mail:  # fmt: skip
        domain = sender.address.rpartition("@")[2]
        stamp = f"{at:%a, %d %b %Y %H:%M:%S} +0000"
        key = self.random.getrandbits(160)
        extra = [
            ("Return-Path", f"<bounce-{key:x}@{domain}>"),
            ("Received", f"from mail.{domain} (mail.{domain} [192.0.2.{key % 250}])\n\tby mx.example.org with ESMTPS id {key:x};\n\t{stamp}"),
            ("DKIM-Signature", f"v=1; a=rsa-sha256; d={domain}; s=s1; h=from:to:subject:date;\n\tbh={key:x}=;\n\tb={key * 7:x}{key * 11:x}\n\t{key * 13:x}{key * 17:x}"),
            ("Authentication-Results", f"mx.example.org; dkim=pass header.d={domain}; spf=pass"),
        ]  # fmt: skip
        if bulk:
            extra += [("List-Unsubscribe", f"<https://{domain}/u/{key:x}>"), ("Precedence", "bulk")]
        if lists:
            extra += [
                ("List-Id", "Members <members.lists.example>"),
                ("List-Post", "<mailto:members@lists.example>"),
            ]
        to = "members@lists.example" if lists else self.me.address
        return writing.Mail(
            sender.name, sender.address, (to,), subject, text, at, identity, thread, tuple(extra), (), shape
        )

    def _subject(self, *, threaded: bool) -> str:
        subject = self.random.choice(self.subjects).replace("{when}", "Friday")
        if self.random.random() < 0.6:
            subject = " ".join(self.random.choices(_WORDS, k=self.random.randint(2, 7))).capitalize()
        return f"Re: {subject}" if threaded else subject

    def _sentence(self) -> str:
        words = self.random.choices(_WORDS, k=self.random.randint(6, 18))
        if self.random.random() < 0.15:
            words[self.random.randrange(len(words))] = self.random.choice(_ACCENTED)
        return " ".join(words).capitalize() + self.random.choice((". ", ". ", "? ", ".\n\n"))

    def _text(self, size: int) -> str:
        pieces: list[str] = []
        length = 0
        while length < size:
            piece = self.random.choice(self.stock)
            pieces.append(piece)
            length += len(piece)
        return "".join(pieces).strip()


_ROW = (
    '<tr><td style="padding:12px 24px;border-bottom:1px solid #{color:06x};font-family:Georgia,serif;line-height:1.5">'
    '<a href="https://click.example/t/{number:x}?utm_source=letter&amp;utm_medium=email" style="color:#{color:06x}">'
    '<img src="https://img.example/{number:x}.png" width="560" alt=""></a><p>{text}</p></td></tr>'
)


def main() -> None:
    """Make the mailboxes and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--mbox-bytes", type=int, default=0, help="an mbox of at least this size")
    arguments = parser.parse_args()
    for place in (maildir(arguments.messages), mbox(arguments.messages, at_least=arguments.mbox_bytes)):
        files = [place] if place.is_file() else [one for one in place.rglob("*") if one.name != "done"]
        sizes = sorted(one.stat().st_size for one in files if one.is_file())
        middle = sizes[len(sizes) // 2]
        print(
            f"{place}: {len(sizes)} files, {sum(sizes):,} bytes, mean {sum(sizes) // len(sizes):,}, median {middle:,}"
        )


if __name__ == "__main__":
    main()
