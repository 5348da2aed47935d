"""What the person's choices mean today: what is hidden until when, which kinds rest, how often one was waved away. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

#: After the first and the second "not for me" a kind rests for so long; after the third it comes no more.
RESTS = (timedelta(weeks=2), timedelta(weeks=8))
#: What was waved away longer ago than this no longer counts.
FORGETS = timedelta(days=180)
WHAT = ("done", "later", "refused", "welcome")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice that stands."""

    key: str
    kind: str
    what: str
    on: date
    until: date | None = None
    #: What it was about is the only one of its kind: put off, it does not come back under the name of the next week.
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """A kind that was waved away: until when it rests, None for good."""

    until: date | None
    times: int


@dataclass(frozen=True, slots=True)
class Held:
    """What does not come today."""

    #: Key → the day on which it comes again; None for never.
    keys: Mapping[str, date | None] = field(default_factory=dict, hash=False)
    #: Kind of which there is one at a time → the day on which it comes again, under whatever name.
    later: Mapping[str, date] = field(default_factory=dict, hash=False)
    kinds: Mapping[str, Rest] = field(default_factory=dict, hash=False)
    #: Kind → how often it was waved away and still counts.
    waved: Mapping[str, int] = field(default_factory=dict, hash=False)

    def hides(self, key: str, kind: str, *, dated: bool) -> bool:
        """Whether a suggestion stays away; what has a day of its own comes though its kind rests."""
        return key in self.keys or kind in self.later or (kind in self.kinds and not dated)


def held(chosen: Iterable[Chosen], today: date) -> Held:
    """The meaning of choices, in the order in which they were made."""
    keys: dict[str, date | None] = {}
    later: dict[str, date] = {}
    refused: dict[str, list[date]] = {}
    for one in chosen:
        if one.what == "welcome":
            refused.pop(one.kind, None)
            continue
        if one.what == "later":
            if one.until is not None and one.until > today:
                keys[one.key] = one.until
                later |= {one.kind: one.until} if one.alone else {}
            else:
                keys.pop(one.key, None)
                later.pop(one.kind, None)
            continue
        keys[one.key] = None
        if one.what == "refused":
            refused.setdefault(one.kind, []).append(one.on)
    kinds: dict[str, Rest] = {}
    waved: dict[str, int] = {}
    for kind, all_days in refused.items():
        days = [day for day in all_days if today - day <= FORGETS]
        # A kind that was waved away three times stays away, however long ago, until it is called back.
        for_good = len(all_days) > len(RESTS)
        if for_good:
            kinds[kind] = Rest(None, len(all_days))
        elif days:
            until = days[-1] + RESTS[len(days) - 1]
            if until > today:
                kinds[kind] = Rest(until, len(days))
        if days:
            waved[kind] = len(days)
    return Held(keys, later, kinds, waved)


def rest_after(times: int, today: date) -> date | None:
    """Until when a kind rests after it was waved away so many times; None for good."""
    return today + RESTS[times - 1] if times <= len(RESTS) else None
