"""The bytes of a kept posting as they came."""

import zlib

from onward.capture.models import Posting, RawPosting

#: A posting is never larger; bytes that unfold to more were not packed here.
MAX_BYTES = 16 << 20


def raw(one: Posting) -> tuple[bytes, str] | None:
    """The bytes and the ending of a file name for them; None when they were not kept."""
    found = RawPosting.objects.filter(posting=one).first()
    if found is None:
        return None
    try:
        return zlib.decompressobj().decompress(bytes(found.content), MAX_BYTES), found.suffix
    except zlib.error:
        return None
