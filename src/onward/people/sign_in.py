"""One-time links: made on the command line, good once and for ten minutes, kept only as a digest."""

import hashlib
import secrets
from datetime import timedelta

from onward.base import clock
from onward.people.models import SignInLink, User

GOOD_FOR = timedelta(minutes=10)


def make_link(owner: User) -> str:
    """The path of a new link for the owner: /sign-in/<token>/. Links that are over are swept out."""
    SignInLink.objects.filter(expires_at__lte=clock.now()).delete()
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(owner=owner, digest=digest(token), expires_at=clock.now() + GOOD_FOR)
    return f"/sign-in/{token}/"


def is_open(token: str) -> bool:
    """Whether the link would still sign in; looking does not use it up."""
    return SignInLink.objects.filter(digest=digest(token), expires_at__gt=clock.now()).exists()


def redeem(token: str) -> User | None:
    """The owner whom the link signs in, once: of two who come at the same moment only one gets in."""
    link = (
        SignInLink.objects.filter(digest=digest(token), expires_at__gt=clock.now())
        .select_related("owner")
        .first()
    )
    if link is None:
        return None
    taken, _ = SignInLink.objects.filter(pk=link.pk).delete()
    return link.owner if taken else None


def digest(token: str) -> str:
    """What is stored of a token. It has 256 random bits, so a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()
