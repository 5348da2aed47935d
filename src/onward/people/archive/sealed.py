"""The part of an archive that nobody reads by accident: packed, always there, and of a size that tells nothing.

It is no secret: whoever unpacks it on purpose can. It only keeps a no from being met while looking for something else.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable
from typing import Any

from onward.people.archive.packing import unfolded

NAME = "rest.b64"
#: The packed bytes fill the smallest of these that holds them, then its doubles.
SMALLEST = 1 << 16
_LENGTH = 8
_LINE = 76


def pack(lines: Iterable[dict[str, Any]]) -> bytes:
    """The lines as one text of base64: the same lines give the same bytes, and few lines the size of none."""
    plain = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    packed = zlib.compress(plain, 9)
    size = SMALLEST
    while size < _LENGTH + len(packed):
        size *= 2
    # What fills the rest looks like what is packed.
    filling = hashlib.shake_256(packed).digest(size - _LENGTH - len(packed))
    text = base64.b64encode(len(packed).to_bytes(_LENGTH, "big") + packed + filling)
    return b"".join(text[start : start + _LINE] + b"\n" for start in range(0, len(text), _LINE))


def unpack(text: bytes) -> list[dict[str, Any]]:
    """The lines; ValueError for anything that `pack` has not written."""
    content = base64.b64decode(b"".join(text.split()), validate=True)
    length = int.from_bytes(content[:_LENGTH], "big")
    packed = content[_LENGTH : _LENGTH + length]
    if len(packed) != length:
        raise ValueError("it is cut off")
    if (plain := unfolded(packed)) is None:
        raise ValueError("it does not unpack")
    return [json.loads(line) for line in plain.split(b"\n") if line]
