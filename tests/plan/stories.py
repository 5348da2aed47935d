"""Tells a situation of `situations/*.toml` to a journal, through the same doors as the sources and the person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from onward.applications import actions
from onward.applications.actions import Filing
from onward.applications.lines import Detail
from onward.applications.models import Event
from onward.applications.stages import Fact
from onward.base import clock
from onward.capture.models import Posting
from onward.journal.models import Entry, Lesson
from onward.letters.models import Draft
from onward.mail import decisions
from onward.mail.models import Message, Proposal, Reading
from onward.people.models import User
from onward.plan import actions as plan
from onward.plan.models import Goal
from onward.rejections.models import Step

FOLDER = Path(__file__).parent / "situations"
#: Wednesday, ten o'clock in Lisbon.
NOW = "2024-05-15T09:00"
_EVENT = re.compile(
    r"(?:(?P<source>hand):)?(?P<kind>\w+)@(?P<at>[+-]?[\d.]+)(?P<whole>d)?(?:>(?P<place>[+-]?[\d.]+))?(?:x(?P<off>[+-]?[\d.]+))?$"
)


@dataclass(frozen=True)
class Situation:
    """One story, and what a good counsellor would say to it."""

    name: str
    why: str
    told: dict[str, Any]
    now: datetime
    first: list[str] = field(default_factory=list)
    among: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    at_most: int = 5
    quiet: bool = False
    names: str = ""
    soon: list[str] = field(default_factory=list)

    def faults(self, shown: list[str], titles: Sequence[str] = (), named: Sequence[str] = ()) -> list[str]:
        """What is not as the counsellor would have it; `shown` are the kinds in order, `named` those in the line."""
        found = []
        if self.names and (not titles or self.names not in titles[0]):
            found.append(f"the first is not about {self.names}: {list(titles)}")
        if self.quiet and shown:
            found.append(f"not quiet: {shown}")
        if self.first and (not shown or shown[0] not in self.first):
            found.append(f"first is not one of {self.first}: {shown}")
        found += [f"{kind} is missing: {shown}" for kind in self.among if kind not in shown]
        found += [f"{kind} is not named: {named}" for kind in self.soon if kind not in (*shown, *named)]
        found += [f"{kind} is wrong: {shown}, {named}" for kind in self.wrong if kind in (*shown, *named)]
        if len(shown) > self.at_most:
            found.append(f"more than {self.at_most}: {shown}")
        return found


def situations() -> Iterator[Situation]:
    """All of them, in the order of the files."""
    for path in sorted(FOLDER.glob("*.toml")):
        for told in tomllib.loads(path.read_text(encoding="utf-8"))["situation"]:
            given = dict(told)
            kept = {
                key: given.pop(key)
                for key in ("first", "among", "wrong", "at_most", "quiet", "names", "soon")
                if key in given
            }
            now = datetime.fromisoformat(given.pop("now", NOW)).replace(tzinfo=UTC)
            yield Situation(given.pop("name"), given.pop("why"), given, now, **kept)


def tell(owner: User, one: Situation) -> None:
    """Write the story into the journal; the clock then stands at its now."""
    told, now = one.told, one.now
    places: dict[str, int] = {}
    for line in told.get("applications", ()):
        company, _colon, events = line.partition(":")
        places[company] = _application(owner, company, events.split(), told.get("says", {}), now)
    if many := told.get("many"):
        clock.travel_to(now)
        filings = [
            Filing(None, [_fact(word, now) for word in many["story"].split()], [Detail({"company": f"Firm {n}"}, now)])
            for n in range(many["count"])
        ]  # fmt: skip
        actions.record_many(owner, filings, "Filed")
    clock.travel_to(now)
    _beside(owner, told, places, now)
    _planned(owner, told, now)


def _application(owner: User, company: str, words: list[str], says: dict[str, str], now: datetime) -> int:
    """Each fact is recorded when it happened."""
    place: int | None = None
    for word in words:
        fact = _fact(word, now)
        clock.travel_to(min(fact.at, now))
        if text := says.get(f"{company} {fact.kind}"):
            mail = Message.objects.create(
                owner=owner, kind=fact.kind, confidence=1, at=fact.at, text=text, language="en", filed=True,
                sender_name="Ana Ruiz", sender_address=f"ana.ruiz@{company.lower()}.example", company=company,
                subject="Your application",
            )  # fmt: skip
            data = {**fact.data, **decisions.told(fact.kind, text, fact.at, "en")}
            fact = Fact(fact.kind, fact.at, fact.source, mail.pk, data)
        if place is None:
            filing = Filing(None, [fact], [Detail({"company": company, "role": "Cook"}, fact.at)])
            place = actions.record_many(owner, [filing], "Filed").applications[0]
        else:
            actions.record(owner, place, [fact])
    assert place is not None
    return place


def _fact(word: str, now: datetime) -> Fact:
    match = _EVENT.match(word)
    assert match, word
    at = now + timedelta(days=float(match["at"]))
    if match["whole"]:  # a day without an hour, as a form gives it
        at = at.replace(hour=11, minute=0)  # noon in Lisbon in summer
    data = {}
    if match["place"]:
        data["interview_at"] = (now + timedelta(days=float(match["place"]))).isoformat()
    if match["off"]:
        data["cancelled"] = (now + timedelta(days=float(match["off"]))).isoformat()
    return Fact(match["kind"], at, match["source"] or "mail", None, data)


def _event(owner: User, place: int, kind: str) -> Event:
    return Event.objects.filter(owner=owner, current=place, kind=kind).latest("at")


def _beside(owner: User, told: dict[str, Any], places: dict[str, int], now: datetime) -> None:
    def day(number: float | None) -> date | None:
        return None if number is None else (now + timedelta(days=number)).date()

    def moment(number: float | None) -> datetime | None:
        return None if number is None else now + timedelta(days=number)

    for one in told.get("drafts", ()):
        begun = now + timedelta(days=one["begun"])
        Draft.objects.create(
            owner=owner, purpose=one["purpose"], application_id=places[one["company"]], body="Dear Ana",
            event=_event(owner, places[one["company"]], one["after"]), begun_at=begun, saved_at=begun,
            sent_at=moment(one.get("sent")), follow_up_on=day(one.get("follow_up")),
            answered_at=moment(one.get("answered")), to_name="Ana Ruiz",
        )  # fmt: skip
    for one in told.get("lessons", ()):
        Lesson.objects.create(
            owner=owner, text=one["text"], step=one.get("step", ""), made_at=now + timedelta(days=one["made"]),
            review_on=day(one.get("review")),
        )  # fmt: skip
    for one in told.get("entries", ()):
        saved = now + timedelta(days=one["saved"])
        Entry.objects.create(
            owner=owner, kind=one["kind"], event=_event(owner, places[one["company"]], one["after"]), begun_at=saved,
            saved_at=saved,
        )  # fmt: skip
    for number in range(told.get("tray", 0)):
        mail = Message.objects.create(
            owner=owner, kind="update", confidence=0.5, at=now, subject=f"Mail {number}"
        )
        Proposal.objects.create(owner=owner, message=mail, question="kind", why="it could be either")
    for one in told.get("unclear", ()):
        at = now + timedelta(days=one["at"])
        mail = Message.objects.create(
            owner=owner, kind=one["kind"], second=one.get("second", ""), confidence=0.67, needs_review=True,
            at=at, text=one.get("says", ""), language="en", filed=True, company=one["company"], subject="Your application",
            sender_name="Ana Ruiz", sender_address=f"ana.ruiz@{one['company'].lower()}.example",
            interview_at=(now + timedelta(days=one["place"])).isoformat() if "place" in one else "",
        )  # fmt: skip
        candidates = [{"application": places[one["company"]], "score": 0.9, "why": "the same employer"}]
        Proposal.objects.create(
            owner=owner, message=mail, question="kind", why="unclear", candidates=candidates
        )
    for company in told.get("let_go", ()):
        Step.objects.create(
            owner=owner, event=_event(owner, places[company], "rejected"), kind="let_go", at=now
        )
    for one in told.get("again", ()):
        event = _event(owner, places[one["company"]], "rejected")
        Step.objects.create(owner=owner, event=event, kind="again", at=now, data={"on": f"{day(one['on'])}"})
    for one in told.get("postings", ()):
        fields = {
            "title": {"value": one["title"]},
            "employer": {"value": one["employer"]},
            "valid_until": {"value": f"{day(one['until'])}"},
        }
        Posting.objects.create(
            owner=owner, how="pasted", given_at=now, text="", fields=fields, digest="x", changed_at=now
        )
    if read := told.get("read"):
        at = moment(read)
        Reading.objects.create(owner=owner, started_at=at, finished_at=at, state="done")


def _planned(owner: User, told: dict[str, Any], now: datetime) -> None:
    if energy := told.get("energy"):
        plan.feel(owner, energy)
    blocks, most = told.get("blocks", []), told.get("most", 5)
    if blocks or most != 5:
        today = now.date()
        rows = [
            {**one, "on": f"{today + timedelta(days=one['on'])}", "minutes": one.get("minutes")} for one in blocks
        ]  # fmt: skip
        plan.plan_week(owner, today - timedelta(days=today.weekday()), rows, [], None, most)
    for one in told.get("goals", ()):
        steps = [
            {"text": step["text"], "by": f"{(now + timedelta(days=step['by'])).date()}" if "by" in step else None}
            for step in one["steps"]
        ]  # fmt: skip
        by = (now + timedelta(days=one["by"])).date() if "by" in one else None
        plan.keep_goal(owner, None, "dated" if by else "learning", one["text"], by, steps)
    assert Goal.objects.filter(owner=owner).count() == len(told.get("goals", ()))
