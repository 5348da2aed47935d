"""Applications in one line each, for tests of what only computes."""

from datetime import date, timedelta

from onward.statistics.record import Course

#: The first day of the invented searches, and the day on which they are looked at.
DAY_0 = date(2024, 1, 1)
TODAY = date(2024, 7, 1)


def course(text: str = "applied@0", number: int = 1, today: date = TODAY, **more: object) -> Course:
    """An application from words like "applied@0 interview@12 rejected@30": what, and the day of the search."""
    days = {
        kind: DAY_0 + timedelta(days=int(day))
        for kind, _, day in (word.partition("@") for word in text.split())
    }
    reached = {stage: days[stage] for stage in ("assessment", "interview", "offer") if stage in days}
    status = next((kind for kind in ("withdrawn", "rejected", "offer") if kind in days), "open")
    given: dict[str, object] = {
        "applied_on": days.get("applied"),
        "basis": "applied" if "applied" in days else "",
        "reached": reached,
        "rejected_on": days.get("rejected"),
        "withdrawn_on": days.get("withdrawn"),
        "status": status,
        "furthest_stage": max(reached, key=["assessment", "interview", "offer"].index, default="applied"),
    }
    return Course(number, today, **{**given, **more})


def many(*told: tuple[int, str], **more: object) -> list[Course]:
    """So many applications of each text, numbered through."""
    texts = [text for count, text in told for _ in range(count)]
    return [course(text, number, **more) for number, text in enumerate(texts)]
