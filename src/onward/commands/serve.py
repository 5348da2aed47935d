"""`onward serve`: the pages on this machine, at an address that opens them."""

import argparse
import errno
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onward.base import clock
from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import print_json_line

HOST = "127.0.0.1"
USUAL_PORT = 8080


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    journal.prepare()
    journal.back_up()
    serve(arguments.port, browser=not arguments.no_browser, as_of=arguments.as_of, as_json=arguments.json)
    return 0


def serve(port: int | None, *, browser: bool, as_of: date | None, as_json: bool = False) -> None:
    """Serve on the port, or on the first free one from 8080; the address is the last line printed."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from onward.commands import accepting, opening
    from onward.people import passing
    from onward.people.owner import local_owner
    from onward.people.sign_in import make_link

    home = Path(settings.HOME)
    passing.sweep()
    # Bodies of requests wait in the journal's folder: the system's own place may be small, or seen by others.
    tempfile.tempdir = str(passing.folder())
    listener = _listen(port)
    # The same moment in every thread: the end of a day is another one once Django has set the zone.
    application = _as_of(get_wsgi_application(), clock.now() if as_of else None)
    server = create_server(application, sockets=[listener], threads=8, ident=None)
    accepting.guard(server, str(home), settings.SESSION_COOKIE_NAME)
    address = f"http://{HOST}:{listener.getsockname()[1]}{make_link(local_owner())}"
    _remember(listener.getsockname()[1])
    # A signal ends the loop like Ctrl-C; what a page is writing is finished or rolled back by the database.
    # A shell starts what it puts in the background deaf to Ctrl-C, so that is set too.
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    if as_json:
        print_json_line({"address": address})
        sys.stdout.flush()
    else:
        print("Onward runs on this machine only. Stop it with Ctrl-C. Open it here (the link works once):")
        print(address, flush=True)
    if browser:
        opening.open_link(address, home)
    over = None
    if as_of is None:
        from onward.mailbox import timer

        over = timer.start()
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        if over is not None:
            over.set()
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        (home / opening.NAME).unlink(missing_ok=True)
        server.close()


def last_port() -> int:
    """The port at which this journal was last served."""
    from django.conf import settings

    try:
        return int((Path(settings.HOME) / "port").read_text())
    except (OSError, ValueError):
        return USUAL_PORT


def _remember(port: int) -> None:
    from django.conf import settings

    (Path(settings.HOME) / "port").write_text(str(port))


def _listen(port: int | None) -> socket.socket:
    """A socket on the port; without one given, on the next that is free."""
    for candidate in [port] if port else [*range(USUAL_PORT, USUAL_PORT + 50), 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Windows takes this option as leave to share a port that is in use.
        if hasattr(socket, "AF_UNIX"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if port and error.errno == errno.EADDRINUSE:
                raise Problem(
                    f"Port {port} is in use; leave --port out and Onward takes a free one."
                ) from None
            if port:
                raise Problem(f"Port {port} cannot be used: {error.strerror}.") from None
            continue
        return listener
    raise Problem("No port is free on this machine.")


def _as_of(
    application: Callable[..., Iterable[bytes]], moment: datetime | None
) -> Callable[..., Iterable[bytes]]:
    """The application with the clock set in each of the server's threads: a thread starts without it."""
    if moment is None:
        return application

    def dated(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        clock.travel_to(moment)
        return application(environ, start_response)

    return dated


def _stop(number: int, frame: object) -> None:
    # Raised inside a destructor it would be swallowed: it comes again until it has ended the loop.
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, 0.5)
    raise KeyboardInterrupt
