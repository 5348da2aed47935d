"""Reads mailboxes now and then while Onward is served, where the person wants it."""

import logging
import threading

from django.db import close_old_connections, connection

from onward.base import clock
from onward.base.errors import Problem
from onward.mail import under_way
from onward.mailbox import queries, source

#: Seconds between two looks at what is due.
LOOK = 30.0


def start() -> threading.Event:
    """Begin to look; setting the event ends it."""
    over = threading.Event()
    threading.Thread(target=_go, args=(over,), daemon=True).start()
    return over


def look() -> int:
    """Begin the readings that are due; how many were begun. Another reading goes first."""
    begun = 0
    for mailbox in queries.due():
        try:
            under_way.begin(mailbox.owner, [source.name_of(mailbox)], [])
        except Problem:
            continue
        mailbox.begun_at = clock.now()
        mailbox.save(update_fields=["begun_at"])
        begun += 1
    return begun


def _go(over: threading.Event) -> None:
    while not over.wait(LOOK):
        try:
            close_old_connections()
            look()
        except Exception:
            # The pages go on without it; the next look may find all well.
            logging.getLogger(__name__).exception("A mailbox could not be read by itself.")
        finally:
            connection.close()
