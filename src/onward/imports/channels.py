"""How an application was made, from what people write: LinkedIn is a job board, a friend is a referral."""

from functools import cache
from importlib.resources import files

from onward.imports.words import plain


def channel(text: str) -> str:
    """direct, job board, referral or recruiter where that is clear, else the words as they are."""
    said = plain(text)
    known = _words()
    if said in known:
        return known[said]
    words = said.split()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            piece = " ".join(words[start : start + size])
            if piece in known and len(piece) > 3:
                return known[piece]
    return text


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    text = files(__package__).joinpath("channel_words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            for word in words.split(","):
                found.setdefault(plain(word), name)
    return found
