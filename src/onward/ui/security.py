"""What may reach Onward, and the headers that every answer carries."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from onward.ui import answers

#: Nothing inline, nothing from elsewhere: scripts and styles are files of this package.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    )
)


class Headers:
    """Middleware that adds the security headers; a page may set a stricter policy of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if isinstance(response, HttpResponse) and "text/html" in response.headers.get("Content-Type", ""):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Doorway:
    """Middleware that turns away what has no business here, before anything is served, files included.

    The host name must be one of ours: a page elsewhere whose name was pointed at this machine gets nothing.
    On a person's own machine the other end must be this machine too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.get_host()  # raises DisallowedHost, which becomes a calm 400
        if not settings.HOSTED and not is_loopback(request.META.get("REMOTE_ADDR", "")):
            return answers.forbidden(request, PermissionDenied())
        return self.get_response(request)


def is_loopback(address: str) -> bool:
    """Whether the address is this machine itself."""
    try:
        given = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(given, "ipv4_mapped", None)
    return (mapped or given).is_loopback
