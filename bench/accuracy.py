"""How well mail is understood: `python -m bench.accuracy` prints the figures of the exam mails and of real mail.

The exam mails (bench/exam, invented, by writers who had not seen the rules; never used to write rules or to train),
those of bench/systems, as systems and boards send them with everything around, those of bench/own_words, whose writers
were told to avoid the phrases that every such mail has, and, where it is there, the folder of real data named by
ONWARD_DATA (real mail, other people's, for measuring only).
"""

import argparse
import csv
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onward.language.tokens import fold
from onward.mail.containers import Locator
from onward.mail.doubt import ELSEWHERE
from onward.mail.examining import examine
from onward.mail.mime import parse
from onward.mail.understanding.kinds import KINDS
from onward.mail.understanding.understood import Understood

EXAM = Path(__file__).parent / "exam"
#: Confirmations, noes and notices of boards and tracking systems, with tables, tips, similar jobs and footers around them.
SYSTEMS = Path(__file__).parent / "systems"
#: Mails of which none uses the phrases that such mail has: what was written by people who were told to avoid them.
OWN_WORDS = Path(__file__).parent / "own_words"
_NOISE = re.compile(
    r"\b(?:gmbh|ag|inc|llc|ltd|limited|plc|co|corp|corporation|company|group|sa|sas|srl|spa|bv|nv|ab|oy|as|kg|se|the|pt|tbk|sp|z|oo|o|lda|ltda|sl|slu|sprl|eirl|sarl|ggmbh|ev|eg|pvt|private|slp)\b|[^a-z0-9]+"
)
#: "S.p.A.", "B.V.", "Sp. z o.o.": a legal form says nothing of whose job it is.
_DOTTED = re.compile(r"\b(?:[A-Za-z]{1,2}\.\s?){2,4}")
_MARKS = re.compile(
    r"\((?:m|w|f|d|x|h|all genders|[mwfdxh]\s*[/|*]\s*[mwfdxh].*?)\)|"
    r"(?<=\w)(?:[/*:_·]|\()(?:a|as|o|os|in|innen|e|ne|ère|ière|euse|rice|trice)\b\)?",
    re.I,
)


@dataclass(frozen=True)
class Question:
    """One mail with what a reader should say of it; None where the mail does not say it, "?" where nobody knows."""

    name: str
    language: str
    raw: bytes
    kind: str
    company: str | None = "?"
    role: str | None = "?"
    says_why: bool | None = None
    at: str | None = "?"


@dataclass(frozen=True)
class Answer:
    question: Question
    found: Understood | None

    @property
    def kind(self) -> str:
        """As the dry run says it: what only sounds like an answer is other mail, and asked about."""
        return self.found.kind if self.found and not self.found.doubted else "other"

    @property
    def company(self) -> str | None:
        """What the dry run says: the employer that the mail names, else the one whose address it comes from."""
        named = self.found is not None and self.kind not in ELSEWHERE
        return (self.found.company or self.found.sender_employer) if named and self.found else None

    @property
    def role(self) -> str | None:
        return self.found.role if self.found and self.kind not in ELSEWHERE else None


def exam(folder: Path = EXAM) -> Iterator[Question]:
    """The exam mails, made into messages."""
    for path in sorted(folder.glob("*.txt")):
        for number, block in enumerate(re.split(r"^### ", path.read_text(), flags=re.M)[1:], 1):
            head, _, body = block.partition("\n")
            kind, language, *pairs = [part.strip() for part in head.split(" | ")]
            fields = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
            sender = fields.get("from", "unknown@example.org")
            raw = (
                f"From: {sender}\nTo: jo@example.org\nSubject: {fields.get('subject', '')}\n"
                f"Date: Tue, 03 Mar 2026 09:00:00 +0100\nMessage-ID: <{path.stem}{number}@exam.example>\n"
                f"Content-Type: text/plain; charset=utf-8\n\n{body.strip()}\n"
            ).encode()
            why = fields.get("says_why")
            yield Question(
                f"{path.stem}#{number}", language, raw, kind, fields.get("company"), fields.get("role"),
                None if why is None else why == "yes", fields.get("at"),
            )  # fmt: skip


def real(data: Path) -> Iterator[Question]:
    """The real mails that come with labels."""
    place = data / "mail-real-2023"
    if place.is_dir():
        with (place / "labels.csv").open() as file:
            for row in csv.DictReader(file):
                labelled = bool(row["company"])
                yield Question(
                    row["file"], "en", (place / "eml" / row["file"]).read_bytes(), row["kind"],
                    row["company"] or ("?" if not labelled else None),
                    row["role"] or ("?" if not labelled else None),
                    {"true": True, "false": False}.get(row["says_why"]),
                )  # fmt: skip
    bodies: list[tuple[str, str, str]] = []
    if (place := data / "mail-rejections-sethpoly/rejections.csv").exists():
        with place.open() as file:
            bodies += [("seth", "rejection", next(iter(row.values()))) for row in csv.DictReader(file)]
    if (place := data / "mail-rejections-jgchoti/email.json").exists():
        bodies += [
            ("jgchoti", "rejection", one["email_text"])
            for one in json.loads(place.read_text())["rejection_emails"]
        ]
    for number, (name, kind, body) in enumerate(bodies):
        raw = f"From: careers@example.org\nSubject: Your application\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
        yield Question(f"{name}#{number}", "en", raw.encode(), kind)


def answered(questions: Iterable[Question]) -> list[Answer]:
    """What the reader says, through the same steps as `onward read --dry-run`."""
    answers = []
    for question in questions:
        locator = Locator(question.name, "", 0, -1, question.raw, "bytes")
        answers.append(Answer(question, examine([locator])[0].understood))
    return answers


def general(data: Path) -> None:
    """Mail that has nothing to do with a search: what is taken for it."""
    place = data / "mail-general-2002"
    if not place.is_dir():
        return
    taken: Counter[str] = Counter()
    total = asked = 0
    for name in ("ham", "spam"):
        content = gzip.decompress((place / f"{name}.mbox.gz").read_bytes())
        for number, raw in enumerate(re.split(rb"(?:^|\n\n)From [^\n]*\n", content)[1:]):
            total += 1
            found = examine([Locator(f"{name}#{number}", "", 0, -1, raw, "bytes")])[0].understood
            if found and found.doubted:
                asked += 1
            elif found and found.kind != "other":
                taken[found.kind] += 1
    print(
        f"\ngeneral mail: {total} messages, taken for the search {sum(taken.values())} {dict(taken)}; "
        f"asked about {asked} more"
    )


def same_name(one: str, other: str) -> bool:
    first, second = (_NOISE.sub("", fold(_DOTTED.sub(_undotted, text))) for text in (one, other))
    return first == second


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "").replace(" ", "")


def same_role(one: str, other: str) -> bool:
    first, second = (re.sub(r"[^a-z0-9]+", "", fold(_MARKS.sub("", text))) for text in (one, other))
    return first == second


def report(title: str, answers: list[Answer], errors: int) -> None:
    if not answers:
        return
    print(f"\n{title}: {len(answers)} mails")
    print(f"{'':16}{'n':>6}{'precision':>11}{'recall':>8}{'F1':>7}")
    for kind in KINDS:
        hit = sum(a.kind == kind == a.question.kind for a in answers)
        n, given = sum(a.question.kind == kind for a in answers), sum(a.kind == kind for a in answers)
        if n:
            print(f"{kind:16}{n:6}{hit / max(1, given):11.3f}{hit / n:8.3f}{2 * hit / (n + given):7.3f}")
    right = [a.kind == a.question.kind for a in answers]
    print(f"kinds right {sum(right) / len(right):.3f}", end="; ")
    asks = [bool(a.found and a.found.needs_review) for a in answers]
    sure = [ok for ok, ask in zip(right, asks, strict=True) if not ask]
    print(
        f"asks for review {sum(asks) / len(asks):.3f}; right where it does not ask {sum(sure) / max(1, len(sure)):.3f}"
    )
    for name, same in (("company", same_name), ("role", same_role)):
        asked = [
            a
            for a in answers
            if getattr(a.question, name) != "?" and a.question.kind not in ("other", "alert", "account")
        ]
        stated = [a for a in asked if getattr(a.question, name)]
        if stated:
            given_right = sum(
                bool((said := getattr(a, name)) and same(said, getattr(a.question, name))) for a in stated
            )
            wrong = sum(bool(getattr(a, name)) for a in asked) - given_right
            print(
                f"{name}: stated {len(stated)}, right {given_right / len(stated):.3f}, wrong {wrong / len(asked):.3f}"
            )
    why = [a for a in answers if a.question.says_why is not None and a.kind == "rejection"]
    if why:
        print(
            f"says_why right {sum(a.found.says_why == a.question.says_why for a in why if a.found) / len(why):.3f} of {len(why)}"
        )
    print(
        {
            f"{a}→{b}": n
            for (a, b), n in Counter(
                (a.question.kind, a.kind) for a in answers if a.kind != a.question.kind
            ).most_common(10)
        }
    )
    for a in [a for a in answers if a.kind != a.question.kind][:errors]:
        message = parse(a.question.raw)
        found = a.found
        print(
            f"  {a.question.name} {a.question.kind} read as {a.kind} ({found.confidence if found else 'gate'}): {message.subject} | {' '.join(message.text.split())[:300]}"
        )


def _by_part(title: str, answers: list[Answer], errors: int) -> None:
    report(f"{title}, English", [a for a in answers if a.question.language == "en"], errors)
    report(f"{title}, nine other languages", [a for a in answers if a.question.language != "en"], errors)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", type=int, default=0, help="print so many faults of each set")
    options.add_argument(
        "--data", default=os.environ.get("ONWARD_DATA", "../shared/data"), help="folder of real data"
    )
    chosen = options.parse_args()
    answers = answered(exam())
    _by_part("exam", answers, chosen.errors)
    for language in sorted({a.question.language for a in answers}):
        part = [a for a in answers if a.question.language == language]
        hits = sum(a.kind == a.question.kind == "rejection" for a in part)
        n, given = sum(a.question.kind == "rejection" for a in part), sum(a.kind == "rejection" for a in part)
        print(
            f"{language}: rejections recall {hits / max(1, n):.3f} precision {hits / max(1, given):.3f}; kinds {sum(a.kind == a.question.kind for a in part) / len(part):.3f} of {len(part)}"
        )
    _by_part("from systems and boards", answered(exam(SYSTEMS)), chosen.errors)
    _by_part("in people's own words", answered(exam(OWN_WORDS)), chosen.errors)
    data = Path(chosen.data)
    report("real mail", answered(real(data)), chosen.errors)
    general(data)


if __name__ == "__main__":
    main()
