"""What may be shown as something to click."""

import pytest

from onward.base.web_links import web_link


@pytest.mark.parametrize(
    "address",
    [
        "https://employer.example/job?id=1",
        "http://employer.example:8443/",
        "https://xn--mnchen-3ya.example/",
        "http://192.168.1.7/jobs",
        "http://[2001:db8::1]/",
    ],
)
def test_pages_of_the_web(address: str) -> None:
    assert web_link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "", "employer.example", "javascript:alert(1)", "file:///etc/passwd", "http://", "http://[", "http://[::1]:8000/",
        "http://localhost:8000/", "https://LOCALHOST./", "http://name.localhost/", "http://127.0.0.1/", "http://127.1:8000/",
        "http://0x7f000001/", "http://2130706433/", "http://0.0.0.0:8000/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
        "http://someone@localhost/", "http://someone:word@127.0.0.1/",
    ],
)  # fmt: skip
def test_everything_else(address: str) -> None:
    assert web_link(address) == ""
