"""The addresses of the pages without the pages: a command that only names a page need not load them all.

Read from the source of `onward.urls`, so that there is one list; tests/plan/test_addresses.py holds both to be the same.
"""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, set_urlconf


def use() -> None:
    """From now on addresses are named by this list."""
    set_urlconf(__name__)


@contextmanager
def used() -> Iterator[None]:
    """Addresses are named by this list within; pages that are served later are the real ones again."""
    use()
    try:
        yield
    finally:
        set_urlconf(None)


def _nothing(request: HttpRequest) -> HttpResponse:
    raise AssertionError("no page is served from here")


def _patterns() -> list[URLPattern]:
    tree = ast.parse(files("onward").joinpath("urls.py").read_text(encoding="utf-8"))
    found = []
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "path":
            names = [word.value for word in call.keywords if word.arg == "name"]
            route = call.args[0]
            if isinstance(route, ast.Constant) and names and isinstance(names[0], ast.Constant):
                found.append(path(str(route.value), _nothing, name=str(names[0].value)))
    return found


urlpatterns = _patterns()
