"""The command line: reads the arguments, sets the journal's place and the date, runs one command.

Nothing heavy is imported here: `onward --help` answers before Django is loaded.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

from onward import __version__
from onward.base import clock
from onward.base.errors import Problem

Command = Callable[[argparse.Namespace], int]
#: Commands that read, print and end.
_QUICK = frozenset({"applications", "insights", "sign-in", "today"})
#: Commands that make many objects which stay, and hardly any that only a search finds to be garbage.
_LARGE = frozenset({"demo", "read", "sync"})
#: So many objects more than before begin a search for garbage there; Python's own number is 700.
_MANY = 1_000_000
#: Years that a search can be looked at in.
_YEARS = range(1900, 3000)


def program() -> int:
    """Run the command as a program of its own; the exit code."""
    return main(last=True)


def main(argv: Sequence[str] | None = None, *, last: bool = False) -> int:
    """Run the command that the arguments name; the exit code: 0 done, 1 a problem, 2 wrong usage.

    `last`: nothing is done in this process afterwards.
    """
    try:
        code = _run(sys.argv[1:] if argv is None else list(argv), last)
        sys.stdout.flush()
        return code
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Nothing is lost.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever was reading has seen enough. Nothing more can be said on that pipe, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(_sentence(error), file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """Every command with its options; docs/command-line.md must name each of them."""
    top = _Parser(
        prog="onward",
        description="The feedback loop for a job search. Without a command: serve, and open the browser.",
    )
    top.add_argument("--version", action="version", version=f"onward {__version__}")
    _add_common(top, first=True)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary)
        _add_common(made, first=False)
        return made

    serve = add("serve", "Serve the pages on this machine and open the browser.")
    serve.add_argument(
        "--port", type=_port, help="this port and no other (default: 8080, or the next free one)"
    )
    serve.add_argument("--no-browser", action="store_true", help="print the address only")
    add("sign-in", "Print a new link that signs a browser in, once.")
    demo = add("demo", "A sample search in a throwaway journal: read, summarised and served.")
    demo.add_argument("--no-serve", action="store_true", help="end after the summary")
    demo.add_argument("--port", type=_port, help="serve on this port and no other")
    demo.add_argument("--no-browser", action="store_true", help="print the address only")
    read = add("read", "Read mail: mbox, .eml, .emlx, Maildir, folders, .zip, .tar.gz; - is standard input.")
    read.add_argument("paths", nargs="+", metavar="PATH")
    read.add_argument(
        "--me",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="an address of yours; any number of times",
    )
    read.add_argument("--dry-run", action="store_true", help="say what each message is and touch no journal")
    add("sync", "Read what is new in the mailboxes that are set up, once.")
    table = add(
        "import", "Bring in a table of applications: CSV, TSV, XLSX, ODS, or pasted; - is standard input."
    )
    table.add_argument("file", metavar="FILE")
    table.add_argument(
        "--map",
        action="append",
        default=[],
        type=_mapping,
        metavar="COLUMN=FIELD",
        help="what a column holds; any number of times",
    )
    table.add_argument("--dry-run", action="store_true", help="say what it would bring and write nothing")
    day = add("today", "The few things worth doing today, and why.")
    day.add_argument("--soon", action="store_true", help="with --json: after them also what has its day soon")
    add("applications", "List the applications and where each stands.")
    dates = add("calendar", "Write interviews and other days into a file for a calendar program.")
    dates.add_argument("file", metavar="FILE.ics")
    dates.add_argument("--force", action="store_true", help="replace the file if it is there")
    add("insights", "What the record says of the search: shares, waiting, comparisons, with intervals.")
    export = add("export", "Write the whole journal into one zip.")
    export.add_argument("file", metavar="FILE.zip")
    export.add_argument("--force", action="store_true", help="replace the file if it is there")
    restore = add("restore", "Bring a journal back from an archive or a backup.")
    restore.add_argument("file", metavar="FILE.zip")
    restore.add_argument(
        "--into-nonempty",
        choices=("merge", "replace"),
        help="what to do with a journal that has something in it: add what it has not, or take its place",
    )
    add("doctor", "Check the journal: file, tables, and that all that is shown follows from the events.")
    return top


def _run(argv: list[str], last: bool) -> int:
    arguments = parser().parse_args(argv)
    name = arguments.command or "serve"
    if arguments.command is None:
        arguments.port, arguments.no_browser = None, False
    if home := getattr(arguments, "home", None):
        os.environ["ONWARD_HOME"] = home
    arguments.json = getattr(arguments, "json", False)
    arguments.as_of = getattr(arguments, "as_of", None)
    clock.travel_to(arguments.as_of)
    if name in _QUICK:
        # They end before anything could be collected; looking for it took a quarter of their time.
        gc.disable()
    usual = gc.get_threshold()
    if name in _LARGE:
        gc.set_threshold(_MANY, *usual[1:])
    try:
        return _command(name)(arguments)
    finally:
        if last:
            # All that is left goes with the process: to look through it for circles took a fifth of a command's time.
            gc.freeze()
        gc.set_threshold(*usual)
        gc.enable()


def _command(name: str) -> Command:
    """The function of a command, whose module is imported only now."""
    from importlib import import_module
    from keyword import iskeyword

    # A command may be called what no module can be: import.
    module = import_module(f"onward.commands.{name.replace('-', '_')}{'_' * iskeyword(name)}")
    run: Command = module.run
    return run


def _add_common(to: argparse.ArgumentParser, *, first: bool) -> None:
    """Options that may stand before or after the command; the later does not erase the earlier."""
    unset: dict[str, Any] = {"default": argparse.SUPPRESS}
    group = to.add_argument_group("everywhere")
    group.add_argument("--home", metavar="DIR", help="the folder of the journal (else ONWARD_HOME)", **unset)
    group.add_argument("--as-of", type=_day, metavar="DATE", help="compute as if on that date", **unset)
    group.add_argument("--json", action="store_true", help="print JSON and nothing else", **unset)


def _day(text: str) -> date:
    try:
        given = datetime.fromisoformat(text).astimezone() if "T" in text else date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"“{text}” is no date; write it as 2026-03-31") from None
    # Days before and after it must exist too, in every zone.
    if given.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"“{text}” is in no year from {_YEARS[0]} to {_YEARS[-1]}")
    return given


def _mapping(text: str) -> tuple[str, str]:
    column, mark, field = text.rpartition("=")
    if not mark or not column.strip() or not field.strip():
        raise argparse.ArgumentTypeError(f'“{text}” is no pair; write it as "Firm=company"')
    return column.strip(), field.strip()


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is no port; a port is a number from 1 to 65535")


def _sentence(error: OSError) -> str:
    """The error of the system as one sentence that names the file."""
    what = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {what}." if error.filename else f"{what}."


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and where the help is."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help\n")
