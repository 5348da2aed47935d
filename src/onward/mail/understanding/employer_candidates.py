"""Gathers the possible employers of a mail, with what each name says by itself and beside the address."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from onward.mail.understanding import senders
from onward.mail.understanding.address_names import compact, matched
from onward.mail.understanding.employer_cues import BOARD_PARTS, ORGANISATION_ENDS, TITLES
from onward.mail.understanding.organisations import folded, key, tidy, without_legal_form, words
from onward.mail.understanding.role_words import strength
from onward.mail.understanding.senders import Sender

MOST: Final = 120


@dataclass(slots=True)
class Mention:
    """A name as it stands in one place."""

    name: str
    zone: str
    quote: str
    weight: int = 1


@dataclass(slots=True)
class Candidate:
    """One possible employer: its mentions, however written, and the features that speak for or against it."""

    key: str
    mentions: list[Mention] = field(default_factory=list)
    features: set[str] = field(default_factory=set)


class Collector:
    """Gathers the mentions of one mail by the name that they give."""

    def __init__(self, sender: Sender, own_names: frozenset[str]) -> None:
        self.sender = sender
        self.own_names = own_names
        self.candidates: dict[str, Candidate] = {}
        self.label = compact(sender.label)
        self.hints = tuple(compact(hint) for hint in sender.hints)

    def add(self, name: str, zone: str, quote: str, features: set[str]) -> None:
        """Take a name in; what cannot be a name is left out."""
        name = tidy(name)
        if len(name) < 2 or len(name) > 80 or not any(char.isalpha() for char in name):
            return
        name_key = key(name)
        if len(name_key) < 2 or name_key in self.own_names or name_key.isdigit():
            return
        candidate = self.candidates.get(name_key)
        if candidate is None:
            if len(self.candidates) >= MOST:
                return
            candidate = self.candidates[name_key] = Candidate(
                name_key, features=self._of_name(name, name_key)
            )
        candidate.mentions.append(Mention(name, zone, quote))
        candidate.features |= features

    def _of_name(self, name: str, name_key: str) -> set[str]:
        """What a name says by itself and beside the sender's address."""
        kind = self.sender.kind
        found = {f"domain={matched(name, name_key, self.label)}|{kind}"}
        found.update(f"hint={matched(name, name_key, hint)}" for hint in self.hints)
        return found | said_by(name, name_key)


@lru_cache(maxsize=8192)
def said_by(name: str, name_key: str) -> frozenset[str]:
    """What a name says by itself; remembered, for the same names come again."""
    pieces = name.split()
    folds = [folded(piece).strip(".,") for piece in pieces]
    found = {f"pieces={min(len(pieces), 6)}"}
    if any(piece in words("organisation") for piece in folds):
        found.add("organisation")
    elif any(len(piece) > 7 and piece.endswith(ORGANISATION_ENDS) for piece in folds):
        found.add("organisation end")
    if len(without_legal_form(pieces)) < len(pieces):
        found.add("legal")
    if any(piece in words("hiring") for piece in folds):
        found.add("hiring inside")
    if all(piece in words("hiring") for piece in folds):
        found.add("hiring only")
    roles = [strength(piece) for piece in pieces]
    if max(roles) == 2 or sum(roles) > 1:
        found.add("role")
        found.add(f"role ends={roles[-1]}")
        found.add(f"role begins={roles[0]}")
    if folds[0] in TITLES:
        found.add("title")
    if what := senders.platform(name):
        found.add(f"platform={what}")
    elif len(pieces) > 1 and any(
        senders.platform(piece) in ("board", "tracker") for piece in pieces if piece[0].isupper()
    ):
        found.add("platform inside")
    if any(part in name_key for part in BOARD_PARTS):
        found.add("board word")
    if len(pieces) == 1:
        found.add(f"word={folds[0]}")
        found.add(f"end={folds[0][-4:]}")
    else:
        found.add(f"first={folds[0]}")
        found.add(f"last={folds[-1]}")
    if name.isupper() and len(name) > 1:
        found.add("capitals")
    elif name.islower():
        found.add("small")
    elif any(piece[1:] != piece[1:].lower() for piece in pieces):
        found.add("camel")
    if "&" in name:
        found.add("and sign")
    return frozenset(found)
