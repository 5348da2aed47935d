"""The bytes of a kept mail as they came, and what they say when they are read again."""

import zlib

from onward.mail.mime import parse
from onward.mail.mime.message import ParsedMessage
from onward.mail.models import Message, RawMessage

#: A mail is never larger; bytes that unfold to more were not packed here.
MAX_BYTES = 64 << 20


def raw(message: Message) -> bytes | None:
    """The bytes; None when they were not kept."""
    found = RawMessage.objects.filter(message=message).values_list("content", flat=True).first()
    if found is None:
        return None
    try:
        return zlib.decompressobj().decompress(bytes(found), MAX_BYTES)
    except zlib.error:
        return None


def parsed(message: Message) -> ParsedMessage | None:
    """The mail taken apart; None when its bytes were not kept."""
    content = raw(message)
    return None if content is None else parse(content)
