"""A reading in a process of its own: it ends its row, gives back what was lent, and may be killed at any time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onward.mail import alive

from .test_reading import MBOX

HOLD = "import time\nfrom onward.mail import alive\nwith alive.holding(5):\n print('held', flush=True)\n time.sleep(60)\n"
READ = """
import sys, time
from onward.commands import journal
journal.prepare()
from onward.mail import alive, reading_process
from onward.mail.models import Message, Reading
from onward.base import clock
from onward.people.owner import local_owner
one = Reading.objects.create(owner=local_owner(), started_at=clock.now(), sources=[sys.argv[1]])
reading_process.start(one, ["mira@example.org"])
for _ in range(300):
    time.sleep(0.1)
    one.refresh_from_db()
    if one.state != "running" and not alive.is_held(one.pk):
        break
print(one.state, one.examined, Message.objects.count(), local_owner().addresses)
"""


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ONWARD_HOME": str(home), "DJANGO_SETTINGS_MODULE": "onward.settings"}


@pytest.mark.slow
def test_a_dropped_file_is_read_by_another_process(tmp_path: Path) -> None:
    lent = tmp_path / "incoming" / "12345678-search.mbox"
    lent.parent.mkdir()
    lent.write_bytes(MBOX)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(lent)],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "done 1 1 ['mira@example.org']"
    assert list(lent.parent.iterdir()) == []


def test_a_killed_process_holds_nothing(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], env=environment(home), stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert alive.is_held(5)
        process.kill()
        process.wait()
        assert not alive.is_held(5)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
