"""A table read and said back in short lines, so that a test shows what it expects."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from onward.imports import plans
from onward.imports.choices import Choices
from onward.imports.telling import tell
from onward.imports.told import Telling, Told

ZONE = ZoneInfo("Europe/Lisbon")
NOTHING = Choices()
NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)


def telling(content: str | bytes, choices: Choices = NOTHING, usual: str = "dmy") -> Telling:
    """What the table says, read on 1 June 2025 in Lisbon."""
    given = content.encode() if isinstance(content, str) else content
    return tell(plans.opened(given).table, choices, ZONE, NOW, usual)


def said(content: str | bytes, choices: Choices = NOTHING, usual: str = "dmy") -> list[str]:
    """One line for each application: "Nordlicht | Data Analyst | applied 2025-03-03, rejected 2025-03-20".

    A day that is only a bound has ">=" or "<=" before it; an hour is shown where it is known.
    """
    return [line(one) for one in telling(content, choices, usual).told]


def line(one: Told) -> str:
    """An application in one line."""
    events = []
    for fact in one.facts:
        if fact.kind == "note":
            continue
        at = fact.at.astimezone(ZONE)
        mark = {"not_before": ">=", "not_after": "<="}.get(str(fact.data.get("date", "")), "")
        hour = f" {at:%H:%M}" if "interview_at" in fact.data else ""
        events.append(f"{fact.kind} {mark}{at:%Y-%m-%d}{hour}")
    return " | ".join((one.fields.get("company", "-"), one.fields.get("role", "-"), ", ".join(events) or "-"))
