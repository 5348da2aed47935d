"""Which of several readings of an employer or a role names an application.

One mail shouts, one shortens, one is misread: the name that most of them share counts, in its fullest spelling.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from onward.language import employers, roles

#: From this likeness on two readings mean the same.
SAME = 0.75


def employer(readings: Sequence[str]) -> str:
    """The employer's name among readings, oldest first: one that does not shout, with all of its words."""
    shared = _shared(readings, employers.employer, employers.likeness)
    times = Counter(shared)
    run = [known.joined_core if (known := employers.employer(name)) else name for name in shared]

    def rank(place: int) -> tuple[bool, int, int, int, int, int]:
        name = shared[place]
        known = employers.employer(name)
        core = len(known.core) if known else 0
        # A legal form makes a name fuller; a department, a country or "Careers" behind it does not.
        others = len(name.split()) - core if known and known.core == known.words else 0
        alike = sum(one.startswith(known.core[0] if known else name) for one in run)
        return not _shouts(name), alike, core, others, times[name], place

    return shared[max(range(len(shared)), key=rank)]


def role(readings: Sequence[str]) -> str:
    """The role's title among readings, oldest first: as most of them have it, the first counted twice.

    What a search begins with is mostly the title of the posting; later mail shortens it, and also names who signs it and
    what they do.
    """
    shared = _shared(readings, roles.role, roles.likeness, first=True)
    times = Counter(map(_key, shared))

    def rank(place: int) -> tuple[int, bool, int]:
        title = shared[place]
        return times[_key(title)] + (place == 0), not _shouts(title), -place

    return shared[max(range(len(shared)), key=rank)]


def _shared(
    readings: Sequence[str],
    read: Callable[[str], Any],
    likeness: Callable[[Any, Any], float],
    *,
    first: bool = False,
) -> list[str]:
    """The readings that mean what most of them mean, of as many the latest, or the first."""
    families: list[list[int]] = []
    for place, text in enumerate(readings):
        one = read(text)
        for family in families:
            other = read(readings[family[0]])
            if one is other or (one and other and likeness(one, other) >= SAME):
                family.append(place)
                break
        else:
            families.append([place])
    best = max(families, key=lambda family: (len(family), -family[0] if first else family[-1]))
    return [readings[place] for place in best]


def _key(title: str) -> str:
    known = roles.role(title)
    return f"{known.level} {known.joined}" if known else title


def _shouts(name: str) -> bool:
    """Whether a name is all capitals and more than an abbreviation."""
    return name.isupper() and max(map(len, name.split())) > 4
