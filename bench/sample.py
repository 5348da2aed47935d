"""Builds the sample search that ships with Onward from its storyboard, texts/sample.txt, with its truth."""

import argparse
import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

from bench.fates import Step
from bench.invented import Employer, Person, ascii_of
from bench.telling import Teller
from bench.texts import Text
from bench.truth import Plan, Search, Told, TrueMessage, finished
from onward import sample

ME = Person("Jo Marlow", sample.ME[0])
BEGINS = datetime(2026, 1, 12, tzinfo=UTC)
#: Later mail that nobody has got yet stays out: the sample ends in the evening of its day.
ENDS = datetime.combine(sample.AS_OF, time(20), UTC)
AGENCY = Person("Paula Thornton", "paula.thornton@brightpath-recruitment.example")
TRACKERS = {
    "greenhouse": ("no-reply@us.greenhouse-mail.io", False),
    "lever": ("no-reply@hire.lever.co", False),
    "myworkday": ("{}@myworkday.com", True),
    "personio": ("info@{}.personio.de", True),
    "teamtailor": ("{}@msg.teamtailor-mail.com", True),
    "icims": ("{}+autoreply@talent.icims.com", True),
    "smartrecruiters": ("notification@smartrecruiters.com", False),
    "successfactors": ("{}@noreply.successfactors.eu", True),
    "recruitee": ("no-reply@{}.recruitee.com", True),
    "ashby": ("noreply@ashbyhq.com", False),
}
#: Letter of a step → kind of its text, and who writes.
STEPS = {
    "a": ("acknowledgement", "ats"), "b": ("board", ""), "A": ("application", "me"), "n": ("rejection", "ats"),
    "N": ("rejection", "recruiter"), "i": ("interview", "recruiter"), "I": ("interview", "ats"),
    "m": ("moved", "recruiter"), "x": ("reminder", "ats"), "t": ("assessment", "recruiter"),
    "h": ("update", "recruiter"), "o": ("offer", "recruiter"), "u": ("outreach", "agency"),
    "y": ("interested", "me"), "r": ("reply", "me"), "f": ("feedback", "recruiter"), "w": ("withdrawal", "me"),
    "d": ("decline", "me"),
}  # fmt: skip
_STEP = re.compile(r"(\d+)(?:\.(\d+))? (\w)(\*?)(?:=([\w-]+))?")


def build() -> Search:
    """The sample search with its truth; the same every time."""
    sections = _sections()
    teller = Teller(Random(20260612), ME, "jo.m@example.net")
    plans: list[Plan] = []
    told: list[Told] = []
    firms: dict[str, Employer] = {}
    for number, line in enumerate(sections["applications"]):
        plan, steps = _plan(number, [part.strip() for part in line.split("|")], firms)
        plans.append(plan)
        for at, step, text in steps:
            if at <= ENDS:
                told.append(teller.mail(plan, step, at, _text(sections, text) if text else None))
    told += [_life(teller, line) for line in sections["life"]]
    told += teller.noise(52, BEGINS, 150, kinds=("alert", "account", "outreach"))
    told.sort(key=lambda one: one.truth.at)
    return finished(ME, (ME.address,), ENDS, told, plans)


def mbox(search: Search) -> bytes:
    """The messages as an mbox (mboxrd)."""
    pieces: list[bytes] = []
    for raw, true in zip(search.messages, search.truth, strict=True):
        quoted = re.sub(rb"^(>*From )", rb">\1", raw, flags=re.M)
        pieces.append(
            f"From {true.from_address} {true.at:%a %b %d %H:%M:%S %Y}\n".encode() + quoted.rstrip(b"\n")
        )
    return b"\n\n".join(pieces) + b"\n\n"


def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    now = ""
    for line in (Path(__file__).parent / "texts" / "sample.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            now = line[3:].strip()
        elif line and not line.startswith("#"):
            found.setdefault(now, []).append(line)
    return found


def _text(sections: dict[str, list[str]], name: str) -> Text:
    subject, _, body = sections[name][0].partition(" | ")
    return subject, body.replace(" / ", "\n\n")


def _plan(
    number: int, parts: list[str], firms: dict[str, Employer]
) -> tuple[Plan, list[tuple[datetime, Step, str]]]:
    name, short, domain, title, requisition, channel, tracker, language, recruiter, story = parts
    steps = [_step(found, channel) for found in _STEP.finditer(story)]
    if name not in firms:
        first, _, last = ascii_of(recruiter).lower().partition(" ")
        template, names_it = TRACKERS[tracker]
        slug = ascii_of(short).lower().replace(" ", "")
        firms[name] = Employer(
            name, short, language, domain, domain, template.format(slug), names_it,
            (Person(recruiter, f"{first}.{last}@{domain}"),), has_namesake=short.startswith("Northgate"),
        )  # fmt: skip
    plan = Plan(number, firms[name], title, requisition, channel, steps[0][0], AGENCY, crowded=True)
    return plan, steps


def _step(found: re.Match[str], channel: str) -> tuple[datetime, Step, str]:
    day, hour, letter, star, text = found.groups()
    kind, sender = STEPS[letter]
    if sender == "recruiter" and channel == "recruiter":
        sender = "agency"
    if sender == "ats" and channel == "direct mail":
        sender = "recruiter"
    at = BEGINS + timedelta(days=int(day), hours=int(hour or 9), minutes=int(day) * 7 % 60)
    if letter not in "abA" and at.isoweekday() > 5:
        at += timedelta(days=8 - at.isoweekday())
    step = Step(kind, sender or channel, timedelta(0), threaded=bool(star) or letter == "y")
    return at, step, text or ""


def _life(teller: Teller, line: str) -> Told:
    """Mail of ordinary life, some of it with a no that is about no job."""
    head, address, subject, body = line.split(" | ")
    day, kind, name = head.split(" ", 2)
    at = BEGINS + timedelta(days=int(day), hours=7 + int(day) % 13, minutes=int(day) * 11 % 60)
    return teller.told(
        TrueMessage(kind, at),
        Person(name, address),
        (ME.address,),
        subject,
        body,
        automatic=int(day) % 3 == 0,
    )


def main() -> None:
    """Write the sample into the package."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    search = build()
    path = sample.mbox_path()
    path.write_bytes(mbox(search))
    print(
        f"{len(search.applications)} applications, {len(search.messages)} mails, {path.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
