"""What a person gives as a posting, read: the bytes to keep and what they say."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.base.web_links import web_link
from onward.capture.fetching import Fetched
from onward.capture.reading import fields, sources
from onward.capture.reading.fields import Reading

#: Bytes of a text, a file or a page.
MAX_BYTES: Final = 5_000_000


@dataclass(frozen=True)
class Given:
    """A posting about to be kept."""

    how: str
    content: bytes
    suffix: str
    reading: Reading
    url: str = ""
    through: tuple[str, ...] = ()


def nothing_to_read() -> str:
    """The sentence for the shell of a page that scripts would have filled."""
    return _("Nothing to read here; paste the text.")


def pasted(text: str, url: str, seen: date) -> Given:
    """A posting copied out of a page or a mail."""
    content = text.strip().encode()
    if not content:
        raise Problem(_("Paste the text of the posting first."))
    _fits(len(content))
    return Given("pasted", content, "txt", fields.read_text(text, seen), web_address(url))


def page(content: bytes, name: str, url: str, seen: date) -> Given:
    """A page that a browser saved, or a text file."""
    _fits(len(content))
    try:
        source = sources.of_file(content)
    except sources.Unreadable as error:
        raise Problem(_unreadable(error.what)) from error
    where = web_address(url) or web_address(source.url)
    if not source.markup:
        return Given("page", content, "txt", _told(fields.read_text(source.content, seen)), where)
    suffix = "mhtml" if name.lower().endswith((".mht", ".mhtml")) else "html"
    return Given("page", content, suffix, _told(fields.read_html(source.content, where, seen)), where)


def fetched(found: Fetched, seen: date) -> Given:
    """A page that Onward fetched because it was asked to."""
    source = sources.of_file(found.content, found.charset)
    if not source.markup:
        reading = fields.read_text(source.content, seen)
        return Given("fetched", found.content, "txt", _told(reading), found.url, found.through)
    reading = fields.read_html(source.content, found.url, seen)
    return Given("fetched", found.content, "html", _told(reading), found.url, found.through)


def handed(html: str, url: str, seen: date) -> Given:
    """A page that the bookmark handed over."""
    return Given("bookmarklet", html.encode(), "html", fields.read_html(html, url, seen), web_address(url))


def web_address(url: str) -> str:
    """The address when it leads to the web, without a name or a password in it; else nothing."""
    url = url.strip()
    return "" if len(url) > 2000 or not web_link(url) or urlsplit(url).username else url


def _told(reading: Reading) -> Reading:
    if reading.empty:
        raise Problem(nothing_to_read())
    return reading


def _fits(size: int) -> None:
    if size > MAX_BYTES:
        raise Problem(_("This is larger than a posting should be. Copy its text and paste it instead."))


def _unreadable(what: str) -> str:
    words = {
        "pdf": _("This is a PDF. Copy its text and paste it instead."),
        "word": _("This is a document of a word processor. Copy its text and paste it instead."),
        "picture": _("This is a picture. Onward reads text; type or paste what it says."),
        "archive": _("This is a packed file. Give the page that is in it."),
    }
    return words.get(what, _("This is no page that Onward can read. Copy its text and paste it instead."))
