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
    "hand_over": "a bookmark hands a page over from another site, where nobody is signed in; it needs its secret",
    "calendar_feed": "a calendar program asks without a cookie; it needs the secret in the address, and only reads",
    "mailbox_answer": "a provider's page leads back to it without a cookie; it needs the state that was made here, once",
    "help_now": "help never depends on being signed in",
}
#: What the fixture `record` has written into the owner's journal.
SECRETS = ("Nordlicht", "Your application", "it could be either", "mira@example.org", "A private")
#: Words of addresses that have to be known ones.
WORDS = {"purpose": "thanks"}


def addresses() -> Iterator[tuple[str, str]]:
    """Each address with numbers and words filled in: (name, path)."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern), "addresses stand in one list"
        filled = str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            kind = {"IntConverter": "int", "StringConverter": "str", "SlugConverter": "slug"}
            written = f"<{kind[type(converter).__name__]}:{name}>"
            filled = filled.replace(written, WORDS.get(name, "1"))
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


@pytest.mark.parametrize(("name", "path"), [pair for pair in addresses() if "/1/" in pair[1]])
def test_the_owner_finds_it(record: None, signed_in: Client, name: str, path: str) -> None:
    """Without this the test above could pass because nothing is there for anybody."""
    if name in OPEN:
        pytest.skip(OPEN[name])
    assert signed_in.get(path).status_code != 404


@pytest.mark.parametrize("path", [path for _name, path in addresses() if "/1/" not in path])
def test_other_pages_show_nothing_of_another(record: None, stranger: Client, path: str) -> None:
    if path == "/settings/journal.zip":
        pytest.skip("tests/people/test_export.py looks into the archive")
    answer = stranger.get(path, follow=True)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    page = content.decode(errors="replace")
    assert [secret for secret in SECRETS if secret in page] == []


@pytest.mark.parametrize("path", sorted({path for name, path in addresses()} - {"/settings/journal.zip"}))
def test_looking_changes_nothing(record: None, signed_in: Client, path: str) -> None:
    before = everything()
    signed_in.get(path)
    assert everything() == before


#: Tables that are worked out from others when a page first asks, and can be made anew.
WORKED_OUT = {"Print"}


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows of all tables that hold more than what was worked out."""
    from django.apps import apps

    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("onward").get_models()
        if model.__name__ not in WORKED_OUT
    }
