"""How the content of a file is kept in a column: packed by zlib, as mails are when they are read."""

import zlib

#: A packed value never unfolds to more than this; one that does was packed by somebody else.
LARGEST = 256 << 20


def packed(content: bytes) -> bytes:
    """The bytes as a column holds them."""
    return zlib.compress(content, 6)


def unfolded(stored: bytes) -> bytes | None:
    """The bytes that were packed, or None when they do not unpack to their end."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(stored, LARGEST)
    except zlib.error:
        return None
    return content if unpacking.eof and not unpacking.unused_data else None
