"""What applications can be compared by: the questions that every record answers, and the person's own marks."""

from collections.abc import Callable, Mapping

from onward.statistics.record import Course

#: Application → the group that it belongs to; None where that is not known.
Key = Callable[[Course], str | None]
#: How old a posting was: group → the last day of it; the last group has no end.
POSTING_AGES: Mapping[str, int | None] = {
    "within 3 days": 3,
    "4 to 14 days": 14,
    "later than 14 days": None,
}


def by_channel(course: Course) -> str | None:
    """How the application was made, as far as it was noted."""
    return course.channel or None


def by_day(course: Course) -> str | None:
    """The part of the week in which it was sent."""
    return (
        ("Monday to Wednesday", "Thursday to Sunday")[course.applied_on.weekday() > 2]
        if course.applied_on
        else None
    )


def by_season(course: Course) -> str | None:
    """The quarter of the year in which it was sent."""
    return f"{course.applied_on.year} Q{(course.applied_on.month + 2) // 3}" if course.applied_on else None


def by_posting(course: Course) -> str | None:
    """How old the posting was on the day of applying; not known where it seems to be younger than that."""
    if course.posted_on is None or course.applied_on is None or not course.begun:
        return None
    age = (course.applied_on - course.posted_on).days
    return (
        None if age < 0 else next(name for name, last in POSTING_AGES.items() if last is None or age <= last)
    )


#: Question → its key. Being referred is a way of applying: asked by itself it would be one question asked twice.
QUESTIONS: Mapping[str, Key] = {
    "channel": by_channel,
    "day": by_day,
    "season": by_season,
    "posting": by_posting,
}


#: What else a difference may come with, beside the time at which an application was sent: split → its key.
SPLITS: Mapping[str, Key] = {
    "channel": by_channel,
    "day": by_day,
    "posting": by_posting,
    "place": lambda course: course.location.casefold() or None,
    "role": lambda course: course.role.casefold() or None,
}


def by_mark(marks: Mapping[int, str]) -> Key:
    """A question of the person's own: application → what they noted of it, such as the version of the resume."""
    return lambda course: marks.get(course.id) or None
