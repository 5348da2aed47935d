"""Composes titles of roles out of the heads and tails of others, so that the tagger learns where a title ends."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable

from training.name_inventions import anything
from training.name_variants import title

_JOINT = re.compile(
    r"(?=,? \(|, | [-–|/] | (?:of|for|in|de|des|du|en|für|im|der|di|del|della|dos|da|do|van|voor|i|w|ds\.|till|av|inom|bidang|"
    r"divisi|para|per|pour) )",
    re.IGNORECASE,
)
_TAILS = (", {}", " - {}", " – {}", " ({})", ": {}", " {}", " {}", " / {}")
_MARK = re.compile(r"^,? \((?:[a-zA-Z*]{1,3})(?:[/|*][a-zA-Z*]{1,3})*\)")


class Titles:
    """Roles by language, and their heads and tails."""

    def __init__(self, roles: Iterable[tuple[str, str]]) -> None:
        self.whole: dict[str, list[str]] = defaultdict(list)
        self.heads: dict[str, list[str]] = defaultdict(list)
        self.tails: dict[str, list[str]] = defaultdict(list)
        for language, role in roles:
            self.whole[language].append(role)
            joint = _JOINT.search(role)
            self.heads[language].append(role[: joint.start()] if joint else role)
            if joint and not _MARK.match(role[joint.start() :]):
                self.tails[language].append(role[joint.start() :])

    def new(self, pick: random.Random, language: str) -> str:
        """A title of a language that may be new."""
        way = pick.random()
        if way < (0.3 if language == "en" else 0.07):
            return title(pick)
        if way > 0.86:
            return pick.choice(self.heads[language] or self.heads["en"]) + pick.choice(_TAILS).format(
                anything(pick)
            )
        whole = self.whole[language] or self.whole["en"]
        if way < 0.65 or not self.tails[language]:
            return pick.choice(whole)
        return pick.choice(self.heads[language]) + pick.choice(self.tails[language])
