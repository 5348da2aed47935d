"""What an address or a form names: numbers, days, and the page to go back to."""

from datetime import date

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme


def number(params: QueryDict, name: str) -> int | None:
    """A row's number; None where none is given, 0 (which no row has) for what is none."""
    given = params.get(name, "")
    if not given:
        return None
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0


def month(params: QueryDict, name: str) -> date | None:
    """The first day of a month written 2024-03; None for none."""
    try:
        found = date.fromisoformat(f"{params.get(name, '')}-01")
    except ValueError:
        return None
    return found if 1 < found.year < 9999 else None


def back(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that the person came from (`next`)."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    return given if safe else otherwise
