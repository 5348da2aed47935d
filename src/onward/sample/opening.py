"""Opens the sample search beside a journal that is served: `onward demo` in a process of its own, ended with this one."""

import atexit
import json
import os
import subprocess
import sys
import threading
from argparse import Namespace

from django.utils.translation import gettext as _

from onward.base.errors import Problem

_running: list[subprocess.Popen[str]] = []
_lock = threading.Lock()


def open_sample() -> str:
    """The address of the sample, which opens it once. One that is open already is closed and read anew."""
    with _lock:
        close()
        process = subprocess.Popen(
            [sys.executable, "-m", "onward.sample.opening"],
            env={name: value for name, value in os.environ.items() if not name.startswith("ONWARD_")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        _running.append(process)
        for line in process.stdout or ():
            try:
                return str(json.loads(line)["address"])
            except (ValueError, KeyError):
                continue
        close()
    raise Problem(_("The sample could not be opened. Your own journal is as it was."))


@atexit.register
def close() -> None:
    """End the sample: at the end of its input it goes, and its throwaway journal with it."""
    while _running:
        process = _running.pop()
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> int:
    """`onward demo`, until the input ends: then whoever asked for it is gone, also when they were killed."""
    from onward.commands import demo

    def watch() -> None:
        sys.stdin.buffer.read()
        import _thread

        _thread.interrupt_main()

    threading.Thread(target=watch, daemon=True).start()
    return demo.run(Namespace(port=None, no_browser=True, no_serve=False, json=True, as_of=None))


if __name__ == "__main__":
    sys.exit(main())
