"""Hands the link that works once to the person's browser, so that no other account of the machine gets it."""

import threading
import webbrowser
from html import escape
from pathlib import Path

from onward.commands import callers

#: Only its owner reads it; erasing everything erases it too.
NAME = "open.html"
_PAGE = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={0}"><a href="{0}">Onward</a>\n'


def open_link(address: str, folder: Path) -> None:
    """Open the address in the browser, beside what goes on.

    Other accounts can read with which words a browser is started. Where the server knows whose connection it answers,
    that helps them nothing; elsewhere the browser is given a file that leads to the address.
    """
    given = address if callers.are_told() else write(address, folder).as_uri()
    # Some browsers hold the call until they close.
    threading.Thread(target=webbrowser.open, args=(given,), daemon=True).start()


def write(address: str, folder: Path) -> Path:
    """Write the file that leads to the address."""
    place = folder.absolute() / NAME
    place.unlink(missing_ok=True)
    place.touch(mode=0o600, exist_ok=False)
    place.write_text(_PAGE.format(escape(address)), encoding="utf-8")
    return place
