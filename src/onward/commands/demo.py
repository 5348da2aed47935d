"""`onward demo`: a sample search in a throwaway journal, read, summarised and served."""

import argparse
import os
import tempfile
from datetime import date
from zoneinfo import ZoneInfo

from onward import sample
from onward.base import clock
from onward.base.errors import Problem


def run(arguments: argparse.Namespace) -> int:
    """Everything happens in a folder that is gone afterwards; the person's own journal is not opened."""
    mailbox = sample.mbox_path()
    if not mailbox.exists():
        raise Problem("The sample search is missing from this installation.")
    with tempfile.TemporaryDirectory(prefix="onward-demo-") as folder:
        if arguments.as_of is None:
            # The sample is a search under way: it is shown as of its own last day.
            arguments.as_of = sample.AS_OF
            clock.travel_to(arguments.as_of)
        os.environ["ONWARD_HOME"] = folder
        os.environ.pop("ONWARD_DATABASE_URL", None)
        os.environ.pop("ONWARD_HOSTS", None)
        from onward.commands import journal, read, serve

        journal.prepare()
        from onward.people.owner import local_owner

        jo = local_owner()
        jo.time_zone = sample.ZONE
        jo.save(update_fields=["time_zone"])
        clock.settle(ZoneInfo(sample.ZONE))
        _say_what_it_is(arguments.as_of)
        read.read([str(mailbox)], list(sample.ME), as_json=arguments.json)
        if not arguments.no_serve:
            serve.serve(
                arguments.port,
                browser=not arguments.no_browser,
                as_of=arguments.as_of,
                as_json=arguments.json,
            )
    return 0


def _say_what_it_is(on: date) -> None:
    """Above every page, so that nobody takes it for their own journal or writes into it what they want to keep."""
    from django.utils.formats import date_format
    from django.utils.translation import gettext as _

    from onward.ui import shell

    shell.say_above_every_page(
        _("The sample search of Jo Marlow, who is invented, as of %(day)s. It is gone when you stop it.")
        % {"day": date_format(on, "j F Y")}
    )
