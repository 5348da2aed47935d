"""Every address of Onward, walked by somebody who is not signed in and by somebody else who is."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern

from onward.urls import urlpatterns

#: Open to whoever reaches this machine, with the reason.
OPEN = {
    "sign_in": "the way in",
    "sign_in_link": "the way in",
    "help_now": "help never depends on being signed in",
}
#: The stranger's own: these pages take nothing that names a row.
OWN = {
    "start",
    "sign_out",
    "settings",
    "download",
    "erase",
    "welcome",
    "applications",
    "review",
    "rejections",
}


def addresses() -> Iterator[tuple[str, str]]:
    """Each address with numbers and words filled in: (name, path)."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern), "addresses stand in one list"
        filled = str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            kind = {"IntConverter": "int", "StringConverter": "str", "SlugConverter": "slug"}
            written = f"<{kind[type(converter).__name__]}:{name}>"
            filled = filled.replace(written, "1")
        assert "<" not in filled, filled
        yield str(pattern.name), f"/{filled}"


@pytest.mark.parametrize(("name", "path"), list(addresses()))
def test_signed_out_leads_to_sign_in(db: None, visitor: Client, name: str, path: str) -> None:
    if name in OPEN:
        pytest.skip(OPEN[name])
    for answer in (visitor.get(path), visitor.post(path)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(("name", "path"), [pair for pair in addresses() if "/1/" in pair[1]])
def test_what_belongs_to_another_is_not_there(record: None, stranger: Client, name: str, path: str) -> None:
    if name in OPEN:
        pytest.skip(OPEN[name])
    for answer in (stranger.get(path), stranger.post(path)):
        assert answer.status_code in {404, 405}, (name, path)


def test_pages_that_name_no_row_are_ones_own() -> None:
    """A new address without a row in it has to be thought about once."""
    unknown = {name for name, path in addresses() if "/1/" not in path} - OWN - set(OPEN)
    assert unknown == set()


@pytest.mark.parametrize("path", sorted({path for name, path in addresses()}))
def test_looking_changes_nothing(record: None, signed_in: Client, path: str) -> None:
    before = everything()
    answer = signed_in.get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)
    assert everything() == before


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows of all tables."""
    from django.apps import apps

    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("onward").get_models()
    }
