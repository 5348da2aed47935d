"""`onward sign-in`: a new link for a browser that is signed out."""

import argparse
import os

from onward.base.errors import Problem
from onward.commands import journal
from onward.commands.printing import print_json


def run(arguments: argparse.Namespace) -> int:
    """Print the link; it works on every port at which Onward runs on this machine."""
    if os.environ.get("ONWARD_HOSTS"):
        raise Problem("Where Onward is hosted, people sign in with their password.")
    journal.prepare()
    from onward.people.owner import local_owner
    from onward.people.sign_in import make_link

    link = f"http://127.0.0.1:{_port()}{make_link(local_owner())}"
    if arguments.json:
        print_json({"link": link})
    else:
        print("This link works once, for ten minutes:")
        print(link)
    return 0


def _port() -> int:
    """The port at which Onward was last started from this journal."""
    from onward.commands.serve import last_port

    return last_port()
