"""`onward demo`: a sample search in a throwaway journal, read, summarised and served."""

import argparse
import os
import tempfile
from pathlib import Path

from onward.base.errors import Problem

#: The sample mailbox and the addresses of its invented person.
SAMPLE = Path(__file__).resolve().parent.parent / "sample" / "search.mbox"
ME = ["jo.marlow@example.org"]


def run(arguments: argparse.Namespace) -> int:
    """Everything happens in a folder that is gone afterwards; the person's own journal is not opened."""
    if not SAMPLE.exists():
        raise Problem("The sample search is missing from this installation.")
    with tempfile.TemporaryDirectory(prefix="onward-demo-") as folder:
        os.environ["ONWARD_HOME"] = folder
        os.environ.pop("ONWARD_DATABASE_URL", None)
        os.environ.pop("ONWARD_HOSTS", None)
        from onward.commands import read, serve

        read.read([str(SAMPLE)], ME, as_json=arguments.json)
        if not arguments.no_serve:
            serve.serve(arguments.port, browser=not arguments.no_browser, as_of=arguments.as_of)
    return 0
