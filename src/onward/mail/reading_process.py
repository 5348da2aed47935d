"""Reads in a process of its own, so that pages go on meanwhile and neither can end the other."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Django is loaded only once the process knows its journal
    from onward.mail.models import Reading


def start(reading: "Reading", me: Sequence[str] = ()) -> None:
    """Begin to read the sources of the row; what comes of it is written to the row."""
    launch(reading, me)


def read(key: int, me: Sequence[str] = ()) -> None:
    """Read the sources of the row with this id, and take away files that were only lent."""
    from onward.mail import alive, incoming, intake
    from onward.mail.models import Reading

    with alive.holding(key):
        reading = Reading.objects.select_related("owner").get(pk=key)
        intake.read(reading.owner, reading.sources, me=me, reading=reading)
        if reading.state == "done":
            incoming.discard(reading.sources)


def main(arguments: Sequence[str]) -> int:
    """`python -m onward.mail.reading_process READING [ADDRESS...]`, with the journal in the environment."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")
    import django

    django.setup()
    from onward.base.errors import Problem

    try:
        read(int(arguments[0]), arguments[1:])
    except Problem:
        return 1  # the sentence stands in the row
    return 0


def _spawn(reading: "Reading", me: Sequence[str]) -> None:
    from django.conf import settings

    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "onward.mail.reading_process", str(reading.pk), *me],
        env={**os.environ, "ONWARD_HOME": str(settings.HOME), "DJANGO_SETTINGS_MODULE": "onward.settings"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # Ctrl-C in the window of the server ends the server alone.
        start_new_session=True,
    )
    # Somebody has to ask how it ended, or the system keeps its entry.
    threading.Thread(target=process.wait, daemon=True).start()


#: How a reading is begun; whoever embeds the pages may read in another way.
launch: Callable[["Reading", Sequence[str]], None] = _spawn

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
