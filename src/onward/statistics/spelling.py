"""One name for what is written in several ways: "OtterJobs" and "Otter Jobs" are one channel."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """Each name → the way it is written most often; case, blanks and signs make no other name."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        written[_letters(name)][name] += 1
    return {
        name: min(spellings, key=lambda one: (-spellings[one], one))
        for spellings in written.values()
        for name in spellings
    }


def _letters(name: str) -> str:
    """The letters and figures of a name; of a name without any the name itself."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in folded if sign.isalnum()) or folded
