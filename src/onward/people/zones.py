"""Time zones: the machine's, and the one in which a person reads dates."""

import os
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone


def is_zone(name: str) -> bool:
    """Whether the name is a time zone, such as Europe/Lisbon."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # an unknown name, a path, a folder of the database
        return False
    return bool(name)


def machine_zone() -> str:
    """The name of the machine's zone, or "" where it cannot be told."""
    named = [os.environ.get("ONWARD_TIME_ZONE", ""), os.environ.get("TZ", "").lstrip(":")]
    try:
        target = str(Path("/etc/localtime").resolve())
        named.append(target.partition("/zoneinfo/")[2])
        named.append(Path("/etc/timezone").read_text(encoding="utf-8").strip())
    except OSError:
        pass
    return next((name for name in named if is_zone(name)), "")


def names() -> list[str]:
    """The zones to choose from, by region."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))


class OwnZone:
    """Middleware: dates are shown in the zone of the person who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        zone = getattr(request.user, "time_zone", "")
        if not is_zone(zone):
            return self.get_response(request)
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)
