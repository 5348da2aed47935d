"""The list of addresses without pages is that of the pages."""

from django.urls import URLPattern

from onward import urls
from onward.commands import addresses


def test_both_lists_are_the_same() -> None:
    def told(patterns: list[object]) -> list[tuple[str, str]]:
        return [(str(one.pattern), str(one.name)) for one in patterns if isinstance(one, URLPattern)]

    assert sorted(told(addresses.urlpatterns)) == sorted(told(urls.urlpatterns))
    assert len(addresses.urlpatterns) > 50
