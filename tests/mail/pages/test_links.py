"""Where a link really leads."""

import pytest

from onward.mail.links import target


@pytest.mark.parametrize(
    ("written", "address", "shown"),
    [
        ("https://nordlicht.example", "https://nordlicht.example/", "nordlicht.example"),
        ("HTTPS://Nordlicht.example:8443/a#b", "https://nordlicht.example:8443/a#b", "nordlicht.example"),
        ("https://good.example@evil.example/", "https://evil.example/", "evil.example"),
        ("https://evil.example\\@good.example/", "https://evil.example/@good.example/", "evil.example"),
        ("https://ev%69l.example/", "https://evil.example/", "evil.example"),
        ("ht\ntps://a.example/\u200bb", "https://a.example/b", "a.example"),
        ("https://аpple.example/", "https://xn--pple-43d.example/", "xn--pple-43d.example"),
        (
            "mailto:karla@nordlicht.example?body=x",
            "mailto:karla@nordlicht.example",
            "karla@nordlicht.example",
        ),
    ],
)
def test_target(written: str, address: str, shown: str) -> None:
    found = target(written)
    assert found is not None
    assert (found.address, found.shown) == (address, shown)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "#top",
        "/settings/",
        "//evil.example/",
        "http://127.0.0.1:18990/",
        "http://127.1/",
        "http://0x7f000001:9/",
        "http://2130706433/",
        "http://0/",
        "http://[::1]:8080/",
        "http://localhost:8080/settings/",
        "http://journal.LOCALHOST./",
        "https:evil.example",
        "https:///evil.example",
        "ftp://a.example",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "cid:1",
        "https://",
        "https://[::1",
        "https://a.example:99999/",
        "https://a b.example%00/",
        "mailto:",
        'mailto:x"@a.example',
        "https://" + "a" * 5000,
    ],
)
def test_no_target(written: str) -> None:
    assert target(written) is None
