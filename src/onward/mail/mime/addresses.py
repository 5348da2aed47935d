"""Reads the addresses of a header as programs and people write them."""

from __future__ import annotations

import re
from typing import Final

from onward.mail.mime.words import decode_words

MAX_ADDRESSES: Final = 500

# One token: a quoted string, a comment, an address in angle brackets, a separator, or anything else. No token
# can match in two ways, so a hostile header takes linear time.
_TOKEN: Final = re.compile(
    rb'"((?:[^"\\]|\\.)*+)"?|\(((?:[^()\\]|\\.)*+)\)?|<([^<>]*+)>?|([,;])|(:)|([^"(<,;:]++)', re.DOTALL
)
_ADDRESS: Final = re.compile(r"[^\s<>()\[\]\",;:@]+@[^\s<>()\",;:@]+")
_COMMENT: Final = re.compile(r"\([^()]*\)")
_ROUTE: Final = re.compile(r"^@[^:]*:")
_ESCAPE: Final = re.compile(rb"\\(.)", re.DOTALL)


def read_addresses(values: list[bytes], declared: str | None = None) -> tuple[tuple[str, str], ...]:
    """Give (name, address) pairs; addresses in lower case, "" where there is only a name."""
    found: list[tuple[str, str]] = []
    for value in values:
        words: list[bytes] = []
        comments: list[bytes] = []
        address: bytes | None = None
        for token in _TOKEN.finditer(value):
            quoted, comment, angle, separator, colon, plain = token.groups()
            if separator:
                _add(found, words, comments, address, declared)
                words, comments, address = [], [], None
                if len(found) >= MAX_ADDRESSES:
                    return tuple(found)
            elif quoted is not None:
                words.append(_ESCAPE.sub(rb"\1", quoted))
            elif comment is not None:
                comments.append(comment)
            elif angle is not None:
                if b"@" in angle or address is None:
                    address = angle
            elif colon:
                # "undisclosed-recipients:;" and "Team: a@b, c@d;" name a group; an address has no colon.
                if b";" not in value or any(b"@" in word or b"=?" in word for word in words):
                    words.append(b":")
                else:
                    words = []
            elif plain.strip():
                words.append(plain)
        _add(found, words, comments, address, declared)
    return tuple(found[:MAX_ADDRESSES])


def read_address(values: list[bytes], declared: str | None = None) -> tuple[str, str]:
    """Give the first pair of a header that has an address, else the first name, else two empty strings."""
    pairs = read_addresses(values[:2], declared)
    for pair in pairs:
        if pair[1]:
            return pair
    return pairs[0] if pairs else ("", "")


def _add(
    found: list[tuple[str, str]],
    words: list[bytes],
    comments: list[bytes],
    angle: bytes | None,
    declared: str | None,
) -> None:
    name = decode_words(b" ".join(word.strip() for word in words), declared)
    address = ""
    if angle is not None:
        # Comments and source routes within the brackets are allowed by the old standards.
        address = _ROUTE.sub("", _COMMENT.sub("", decode_words(angle, declared)).replace(" ", "").lower())
    if not address and name:
        bare = _ADDRESS.search(name)
        if bare:
            address = bare.group().lower().strip(".'")
            name = (name[: bare.start()] + name[bare.end() :]).strip()
    address = address.removeprefix("mailto:")
    if not name and comments:
        name = decode_words(b" ".join(comments), declared)
    name = name.strip("'\"<>() ").removesuffix(":").rstrip()
    if name.lower() == address:
        name = ""
    if name or address:
        found.append((name, address))
