"""HTML becomes the text that a reader sees."""

from __future__ import annotations

import pytest

from onward.mail.mime import parse

from .mails import html, parts


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<div>One</div><div><div>Two</div></div>", "One\nTwo"),
        ("a<b>b</b> <i>c</i>\n d", "ab c d"),
        ("<ul><li>One<li>Two</ul>End", "- One\n- Two\n\nEnd"),
        ("<table><tr><td>Role</td><td>Clerk<tr><td>Place</td><td>Bern</table>", "Role Clerk\nPlace Bern"),
        ("<style>p{}</style><script>x</script><!--no--><!--[if mso]><p>no</p><![endif]-->Yes", "Yes"),
        ("<![if !mso]><p>Shown</p><![endif]>", "Shown"),
        ("<head><title>no</title></head><body>&Uuml;ber &amp; &lt;b&gt; &#8364;</body>", "Über & <b> €"),
        ("<div style='display: none !important'>no</div><p>Yes</p>", "Yes"),
        ("<p style='visibility:hidden'>no</p><p hidden>no</p><p style='opacity:0'>no</p>Yes", "Yes"),
        ("<p style='opacity:0.9'>Yes</p>", "Yes"),
        ("<div style='max-height:0px;overflow:hidden'>no</div>Yes", "Yes"),
        ("<table><td style='font-size:0px'>no<div style='font-size:13px'>Yes</div>no</table>", "Yes"),
        ("<span style='font-size:0.9em'>Yes</span>", "Yes"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<p>&nbsp;</p><p>Yes</p><p>\u200b</p>", "Yes"),
        ("<p>unclosed <b>bold<p>next", "unclosed bold\n\nnext"),
        ("<blockquote style='margin:0 0 0 40px'>Indented</blockquote>", "Indented"),
    ],
)  # fmt: skip
def test_shown_text(source: str, text: str) -> None:
    assert parse(html(source)).text == text


LONG = "We have read your application with care and would like to meet you. "


@pytest.mark.parametrize(
    ("plain", "rich", "expected"),
    [
        (LONG * 3, f"<p>{LONG * 3}</p>", LONG * 3),
        ("Your mail client does not support HTML.", f"<p>{LONG * 2}</p>", LONG * 2),
        ("", f"<p>{LONG}</p>", LONG),
        ("https://example.org/a/very/long/link?with=many&characters=in_it " * 3, f"<p>{LONG}</p>", LONG),
        ("View in browser: https://example.org", f"<p>{LONG * 4}</p>", LONG * 4),
        (LONG, "<img src=x>", LONG),
        (LONG * 2, f"<style>{'x{}' * 900}</style><p>{LONG * 2}</p>", LONG * 2),
    ],
)
def test_the_better_version_is_taken(plain: str, rich: str, expected: str) -> None:
    read = parse(
        parts(("Content-Type: text/plain", plain), ("Content-Type: text/html", rich), kind="alternative")
    )
    assert read.text == expected.strip()
    assert read.html is not None


def test_html_under_the_name_of_plain_text() -> None:
    body = "<html><body><p>Dear Eva,</p><p>thank you.</p></body></html>"
    assert parse(parts(("Content-Type: text/plain", body))).text == "Dear Eva,\n\nthank you."


def test_plain_text_under_the_name_of_html() -> None:
    assert parse(html("Dear Eva,\n\nthank you.\n")).text == "Dear Eva,\n\nthank you."
