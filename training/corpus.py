"""Reads the training mails of FORMAT.md."""

from dataclasses import dataclass, field
from pathlib import Path

TAGS = (
    "no no_if interview assessment offer hold progress received next feedback outreach alert account "
    "withdrawn keep thanks wish -"
).split()
#: What a sentence does is not said; the mail's kind is.
UNTAGGED = "?"
#: One could argue either way what a sentence tells.
OPEN = "?"
MARKS = Path(__file__).parent / "marks"
KINDS = (
    "acknowledgement rejection interview assessment offer update outreach feedback alert account other"
).split()


@dataclass
class Line:
    tag: str
    reasons: tuple[str, ...]
    text: str


@dataclass
class Mail:
    kind: str
    language: str
    fields: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    text: str = ""
    source: str = ""


def read(path: Path) -> list[Mail]:
    """The mails of one file; a line that fits no rule is an error that names itself."""
    mails: list[Mail] = []
    for number, raw in enumerate(path.read_text().splitlines(), 1):
        line = raw.strip()
        if line.startswith("### "):
            kind, language, *pairs = [part.strip() for part in line[4:].split(" | ")]
            if kind not in KINDS:
                raise ValueError(f"{path.name}:{number}: kind {kind}")
            fields = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
            mails.append(Mail(kind, language, fields, source=f"{path.name}:{number}"))
        elif not line:
            if mails:
                mails[-1].text += "\n"
        elif line.startswith("#"):
            continue
        else:
            tags, _, text = line.partition("|")
            tag, *reasons = tags.split(",")
            if tag not in (*TAGS, UNTAGGED):
                raise ValueError(f"{path.name}:{number}: tag {tag}")
            mails[-1].lines.append(Line(tag, tuple(reasons), text.strip()))
            mails[-1].text += text.strip() + "\n"
    return mails


def all_mails(folder: Path = Path(__file__).parent / "mails") -> list[Mail]:
    return [mail for path in sorted(folder.glob("*.txt")) for mail in read(path)]


def drills(folder: Path = Path(__file__).parent / "drills") -> list[tuple[str, Line]]:
    """Single sentences by language: [(language, line)]."""
    found: list[tuple[str, Line]] = []
    for path in sorted(folder.glob("*.txt")):
        language = ""
        for number, raw in enumerate(path.read_text().splitlines(), 1):
            line = raw.strip()
            if line.startswith("## "):
                language = line[3:].strip().split()[0]
            elif line and not line.startswith("#"):
                tags, _, text = line.partition("|")
                tag, *reasons = tags.split(",")
                if tag not in TAGS or not text:
                    raise ValueError(f"{path.name}:{number}: {line[:60]}")
                found.append((language, Line(tag, tuple(reasons), text.strip())))
    return found


def reasons(place: Path = Path(__file__).parent / "marks/en-2-reasons.txt") -> list[Line]:
    """English sentences of rejections with the reasons that they state; a tag of no other sort is known of them.

    ("?",) stands for a sentence that names no cause, whatever comparison it may make.
    """
    found = []
    for raw in place.read_text().splitlines():
        label, _, text = raw.partition("|")
        sort, *codes = label.split(",")
        if text and (codes or sort != "informative"):
            found.append(Line(UNTAGGED, tuple(codes) or (UNTAGGED,), text.strip()))
    return found


def marked(folder: Path = MARKS) -> dict[tuple[str, str], str]:
    """What a sentence of a no tells by (language, text): "i", "p", "s", or OPEN.

    What was said of a sentence within its mail (the files named "-mails") goes before what was said of it elsewhere.
    """
    found: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.txt"), key=lambda path: (path.stem.endswith("-mails"), path.name)):
        for raw in path.read_text().splitlines():
            label, _, text = raw.partition("|")
            if text and not raw.startswith("#"):
                found[path.stem[:2], text.strip()] = label[0]
    return found


def marks(folder: Path = MARKS) -> dict[str, str]:
    """The same by text alone."""
    return {text: mark for (_, text), mark in marked(folder).items()}
