"""What a status says has happened, whatever its wording: kinds of fact, or that nothing did."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from onward.applications.stages import KINDS
from onward.imports.words import plain, statuses

#: Reasons that some noes name.
_REASONS = {"closed": "position_closed", "timing": "timing"}
_SAYS_NO_EVENT = frozenset({"nothing", "open", "saved"})
#: Signs count only where no word says more.
_SIGNS = {
    "rejected": "❌ ✖ ✗ ✘ 🚫 ⛔ 👎 💔 🔴 🟥 🛑",
    "open": "⏳ ⌛ 🟡 🟨 🕐 🕒 ⏰ 🔄 ⏸ 💤 🤞 🔵 🟦 🟠 🟧",
    "nothing": "👻 🦗 🤷 🔇 ⚪ ⬜ ⚫",
    "offer": "🎉 🎊 🏆 💰 🥳",
    "interview": "📞 ☎ 🎤 🗣 🎥 📹 💬 🤝",
    "applied": "📨 📤 ✉ 📧 📩 📬 📝",
    "assessment": "🧪 💻",
    # Green says that something goes well, never that it ended.
    "going": "✅ ✔ ☑ 🟢 🟩",
}
_COLOURS = {
    "rejected": "red rot rouge rojo rosso rood vermelho merah czerwony rod",
    "open": "yellow orange amber gelb jaune amarillo giallo geel amarelo kuning zolty gul blue blau bleu azul blauw biru",
    "nothing": "grey gray grau gris grigio grijs cinza abu szary gra white black",
    "positive": "green grun vert verde groen hijau zielony gron",
}
_YES = frozenset(
    plain(word)
    for word in "yes y true x 1 ✓ ✔ ✅ ☑ ja oui si sí sim ya tak done ok wahr vrai vero verdadero checked".split()
)
_NO = frozenset(
    plain(word)
    for word in "no n false 0 nein non nee nao não nej nie tidak belum inte ne falsch faux falso unchecked".split()
)
_EMPTY = frozenset(
    plain(word)
    for word in (
        "n/a", "na", "none", "null", "nan", "not specified", "unspecified", "unknown", "tbd", "k.a.", "ka", "keine angabe",
        "unbekannt", "non precise", "nd", "n.d.", "nc", "n.c.", "no especificado", "sin especificar", "non specificato",
        "onbekend", "nao informado", "tidak ada", "brak", "nieznane", "okand", "undefined", "not available",
        "no date", "(blank)", "empty",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Status:
    """What a wording means. `kinds` are in the order of a search; `known` says that every word was understood."""

    kinds: tuple[str, ...]
    known: bool
    #: nothing, open or saved, when that is what it says.
    calm: str = ""
    reason: str = ""
    #: Only the column or the rest of the row can say who said no.
    either: bool = False
    #: A colour or a sign decided, no word.
    by_sign: bool = False


def is_empty(text: str) -> bool:
    """Whether a cell holds nothing, or a word that stands for nothing."""
    return not text or (not (said := plain(text)) and not _sign(text)) or said in _EMPTY


def yes_or_no(text: str) -> bool | None:
    """True for yes, checked, x; False for no; None for anything else."""
    if text.strip() in {"✓", "✔", "✅", "☑", "✔️", "☑️", "[x]", "🗸"}:
        return True
    if text.strip() in {"☐", "[ ]", "✗", "✘", "❌", "⬜", "-", "–"}:
        return False
    said = plain(text)
    return True if said in _YES and said else False if said in _NO and said else None


@lru_cache(maxsize=20_000)
def read(text: str) -> Status:
    """What the wording means; a wording with no known word has no kinds and is not `known`."""
    said = plain(text)
    found: list[str] = []
    rest = said
    for phrase, kind in _candidates(said):
        if phrase not in rest:
            continue
        pattern = rf"(?<!\w){re.escape(phrase)}(?!\w)"
        if re.search(pattern, rest):
            rest = re.sub(pattern, " | ", rest)
            found.append(kind)
    if not found:
        return _by_sign(text, said)
    kinds = {"rejected" if kind in _REASONS else kind for kind in found}
    reason = next((_REASONS[kind] for kind in found if kind in _REASONS), "")
    either = "either" in kinds and not kinds & {"rejected", "withdrawn", "declined", "accepted"}
    calm = next((kind for kind in ("nothing", "saved", "open") if kind in kinds), "")
    events = kinds - _SAYS_NO_EVENT - {"either"}
    left = re.sub(
        r"[|\d\s]+|\b(?:the|a|an|by|on|at|for|with|after|and|then|to|i|me|my|in|from|of|email|mail|date)\b",
        "",
        rest,
    )
    return Status(_ordered(events), not left, calm if not events and not either else "", reason, either)


def _by_sign(text: str, said: str) -> Status:
    if kind := _sign(text):
        calm = "open" if kind == "going" else kind if kind in _SAYS_NO_EVENT else ""
        return Status(() if calm else (kind,), True, calm, by_sign=True)
    for kind, words in _COLOURS.items():
        if said in words.split():
            calm = kind if kind in _SAYS_NO_EVENT else "open" if kind == "positive" else ""
            return Status(() if calm else (kind,), True, calm, by_sign=True)
    return Status((), False)


def _sign(text: str) -> str:
    return next((kind for kind, signs in _SIGNS.items() if any(sign in text for sign in signs.split())), "")


def _ordered(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(kinds, key=KINDS.index))


def _candidates(said: str) -> list[tuple[str, str]]:
    """The phrases that may stand in the text, the longest first: "not selected" before "selected"."""
    by_first = _phrases()
    found = {phrase: kind for word in set(said.split()) for phrase, kind in by_first.get(word, ())}
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))


@cache
def _phrases() -> dict[str, list[tuple[str, str]]]:
    """Phrases by their first word."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, kind in statuses().items():
        found.setdefault(phrase.split(" ")[0], []).append((phrase, kind))
    return found
