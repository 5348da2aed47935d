"""The way of a page from the bookmark to the person: put aside when it comes, kept only by a press."""

import secrets
import zlib
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onward.base import clock
from onward.base.errors import Problem
from onward.capture import actions, giving, queries
from onward.capture.models import Bookmark, Handover, Posting
from onward.people.models import User

#: Bytes of a page; Django refuses forms that are larger than five million.
MAX_BYTES: Final = 4_500_000
#: Pages that may wait at once: whoever learned the secret of a bookmark can do no more than fill these.
MANY: Final = 5


def make_bookmark(owner: User) -> Bookmark:
    """A bookmark with a new secret; the one before stops working."""
    made, _created = Bookmark.objects.update_or_create(
        owner=owner, defaults={"secret": secrets.token_urlsafe(24), "made_at": clock.now()}
    )
    return made


def receive(secret: str, html: str, url: str, origin: str) -> Handover:
    """Put a page aside for the owner of the bookmark; nothing of the journal is read or changed."""
    if len(html.encode("utf-8", "replace")) > MAX_BYTES:
        raise Problem(
            _("This page is larger than a posting should be. Copy its text and paste it in Onward.")
        )
    with transaction.atomic():
        known = queries.bookmark_with(secret)
        if known is None:
            raise Problem(
                _("Onward does not know this bookmark. Make a new one on the page “Keep a posting”.")
            )
        owner = known.owner
        Handover.objects.filter(owner=owner, received_at__lte=clock.now() - queries.WAITS).delete()
        if Handover.objects.filter(owner=owner, set_aside_at=None).count() >= MANY:
            raise Problem(_("Some pages wait already. Look at them on the page “Postings” first."))
        shown = "" if origin in {"", "null"} else giving.web_address(origin)
        where = giving.web_address(url)
        if shown and _origin(where) != shown:
            where = ""
        return Handover.objects.create(
            owner=owner, key=secrets.token_urlsafe(24), origin=shown[:300], url=where,
            content=zlib.compress(html.replace("\x00", "").encode("utf-8", "replace")), received_at=clock.now(),
        )  # fmt: skip


def html(one: Handover) -> str:
    """The page that waits."""
    return zlib.decompressobj().decompress(bytes(one.content), giving.MAX_BYTES).decode("utf-8", "replace")


def keep(owner: User, key: str) -> tuple[Posting, bool]:
    """Keep a page that waited; it does not wait any more."""
    with transaction.atomic():
        one = queries.handover(owner, key)
        kept = actions.keep(owner, giving.handed(html(one), one.url, timezone.localdate(clock.now())))
        one.delete()
    return kept


def set_aside(owner: User, key: str) -> Handover:
    """Say that a page is not wanted; it is swept away later."""
    one = queries.handover(owner, key)
    one.set_aside_at = clock.now()
    one.save(update_fields=["set_aside_at"])
    return one


def bring_back(owner: User, key: str) -> Handover:
    """Let a page wait again."""
    one = queries.handover(owner, key)
    one.set_aside_at = None
    one.save(update_fields=["set_aside_at"])
    return one


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if url else ""
