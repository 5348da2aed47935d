"""What an archive of the journal holds from every domain, beside the database itself."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence

from onward.applications import queries
from onward.mail.models import Message, RawMessage
from onward.people.export import Part
from onward.people.models import User


def parts(owner: User) -> Iterator[Part]:
    """Applications as JSON, then every mail of the search as it came."""
    listed = queries.as_json(owner, header_ids)
    yield "applications.json", [json.dumps(listed, ensure_ascii=False, indent=1).encode()]
    kept = RawMessage.objects.filter(message__owner=owner, message__sealed_at=None, message__veiled=False)
    for raw in kept.order_by("pk").iterator(chunk_size=50):
        yield f"messages/{raw.pk:07d}.eml", [zlib.decompress(bytes(raw.content))]


def header_ids(keys: Sequence[int]) -> Mapping[int, str]:
    """The Message-ID header of messages; those without one are left out."""
    wanted = set(keys)
    named = Message.objects.exclude(header_id="").values_list("pk", "header_id")
    if len(wanted) <= 500:
        named = named.filter(pk__in=wanted)
    return {key: header for key, header in named.iterator() if key in wanted}
