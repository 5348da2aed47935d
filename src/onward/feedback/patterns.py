"""When several people say the same of somebody: a pattern needs three who know nothing of each other.

A signal is one thing that one person said, or a reason that an employer stated. Two from the same person or employer,
or from one mail, count once; a sentence that several employers send, nearly word for word (`language.prints`, which
also tells the page of a no who else sent it), is theirs, not about anybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onward.language import prints, whose

#: Independent informative signals from which a theme is called a pattern [assumption of the evidence page].
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that was said: `says` is strength, gap or ""; `theme` a code."""

    theme: str
    says: str
    quote: str
    specific: int
    reliable: int
    #: Who said it, in words.
    source: str
    #: What makes it the same source as another: "company:nordlicht", "person:ana ruiz", "mail:7".
    identities: frozenset[str]
    at: datetime
    url: str = ""
    #: A reason that a no states, rather than feedback.
    stated: bool = False
    #: Words of the quote that stand for somebody or something: the employer, the role (as `prints.names` gives them).
    named: frozenset[str] = frozenset()
    language: str = ""

    @property
    def informative(self) -> bool:
        """Whether it can be used: it says which way, of what, and is more than courtesy or hearsay."""
        if not self.theme or not self.says or not self.reliable:
            return False
        return self.specific >= (2 if self.theme in whose.SAY_NOTHING and self.stated else 1)


@dataclass(frozen=True, slots=True)
class Side:
    """The strengths, or the gaps, of a theme."""

    #: The informative ones first, then the latest.
    signals: Sequence[Signal] = ()
    #: Independent sources of informative signals.
    sources: int = 0

    @property
    def state(self) -> str:
        """pattern, two, once, or "general" where nothing in it can be used; "" where there is nothing."""
        if not self.signals:
            return ""
        return ("general", "once", "two", "pattern")[min(self.sources, ENOUGH)]


@dataclass(frozen=True, slots=True)
class Theme:
    """What was said about one theme, from all sides."""

    code: str
    strengths: Side
    gaps: Side
    #: Facts that are neither.
    remarks: Sequence[Signal] = field(default=())

    @property
    def contradicts(self) -> bool:
        """Whether some name it a strength and others a gap."""
        return self.strengths.sources > 0 and self.gaps.sources > 0

    @property
    def n(self) -> int:
        """Signals in all."""
        return len(self.strengths.signals) + len(self.gaps.signals) + len(self.remarks)


def themes(signals: Iterable[Signal]) -> list[Theme]:
    """The themes of what was said, those with the most independent sources first; signals without a theme are left out."""
    by_code: dict[str, list[Signal]] = defaultdict(list)
    for one in without_stock(signals):
        if one.theme:
            by_code[one.theme].append(one)
    found = [_theme(code, said) for code, said in by_code.items()]
    return sorted(found, key=lambda one: (-max(one.strengths.sources, one.gaps.sources), -one.n, one.code))


def groups(signals: Iterable[Signal]) -> list[tuple[str, Side]]:
    """What each theme's signals come to as one side, those with the most independent sources first: for what is neither
    a strength nor a gap and yet counts when several say it, such as what the one they chose had.
    """
    by_code: dict[str, list[Signal]] = defaultdict(list)
    for one in without_stock(signals):
        by_code[one.theme].append(one)
    found = [(code, Side(_ordered(said), independent(said))) for code, said in by_code.items()]
    return sorted(found, key=lambda pair: (-pair[1].sources, pair[0]))


def without_stock(signals: Iterable[Signal]) -> list[Signal]:
    """The signals without sentences that independent sources sent, names and roles in them apart."""
    found = list(signals)
    families = prints.Families().of([prints.of(one.quote, one.named, one.language) for one in found])
    same: dict[int, list[Signal]] = defaultdict(list)
    for family, one in zip(families, found, strict=True):
        same[family].append(one)
    stock = {family for family, said in same.items() if family and independent(said) > 1}
    return [one for family, one in zip(families, found, strict=True) if family not in stock]


def independent(signals: Sequence[Signal]) -> int:
    """How many of them know nothing of each other: those that share an employer, a person or a mail are one."""
    groups: list[set[str]] = []
    for one in signals:
        joined = set(one.identities)
        apart: list[set[str]] = []
        for group in groups:
            if _same(group, joined):
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return len(groups)


def _same(some: set[str], others: set[str]) -> bool:
    """Whether two sources share anything; a first name alone may be anybody of that name, so it counts as shared."""
    if some & others:
        return True
    people, other_people = (
        [one.removeprefix("person:").split() for one in names if one.startswith("person:")]
        for names in (some, others)
    )
    return any(
        one and other and one[0] == other[0] and 1 in {len(one), len(other)}
        for one in people
        for other in other_people
    )


def _theme(code: str, said: Sequence[Signal]) -> Theme:
    """The sides of a theme; what nobody who applies decides is told, never weighed."""
    weighed = [one for one in said if whose.control(code, one.quote) != "not"]
    return Theme(
        code,
        _side([one for one in weighed if one.says == "strength"]),
        _side([one for one in weighed if one.says == "gap"]),
        _ordered([one for one in said if not one.says or one not in weighed]),
    )


def _side(said: Sequence[Signal]) -> Side:
    return Side(_ordered(said), independent([one for one in said if one.informative]))


def _ordered(said: Sequence[Signal]) -> list[Signal]:
    return sorted(said, key=lambda one: (not one.informative, -one.at.timestamp(), one.quote))
