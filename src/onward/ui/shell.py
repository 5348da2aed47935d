"""What the frame of every page needs to know."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Context of every template."""
    return {}
