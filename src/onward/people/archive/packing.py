"""How the content of a file is kept in a column: packed by zlib, as mails are when they are read."""

import zlib

#: A packed value never unfolds to more than this; one that does was packed by somebody else.
LARGEST = 256 << 20


def packed(content: bytes, level: int = 6) -> bytes:
    """The bytes as a column holds them."""
    return zlib.compress(content, level)


def level_of(stored: bytes) -> int:
    """With which level the bytes were packed, as near as their beginning tells."""
    return 9 if stored[1:2] == b"\xda" else 6


def unfolded(stored: bytes) -> bytes | None:
    """The bytes that were packed, or None when they do not unpack to their end."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(stored, LARGEST)
    except zlib.error:
        return None
    return content if unpacking.eof and not unpacking.unused_data else None
