"""Two processes that write at once never leave a column that its events do not bear out."""

import os
import subprocess
import sys
from pathlib import Path

WRITER = """
import sys, django
django.setup()
from contextlib import suppress
from datetime import UTC, datetime
from onward.applications import actions
from onward.applications.models import Application
from onward.applications.stages import Fact
from onward.base.errors import Problem
from onward.people.models import User
owner = User.objects.get()
keys = list(Application.objects.order_by("pk").values_list("pk", flat=True))
kind = sys.argv[1]
for n in range(15):
    act = actions.record(owner, keys[0], [Fact(kind, datetime(2024, 1, n + 1, tzinfo=UTC))])
    if n % 3 == 0:
        actions.undo(owner, act.pk)
    with suppress(Problem):  # the other process has them merged just now
        actions.undo(owner, actions.merge(owner, *(keys if kind == "update" else reversed(keys))).pk)
"""
CHECK = """
import django
django.setup()
from onward.applications import columns
from onward.applications.models import Application, Event
from onward.people.models import User
facts = Event.objects.filter(active=True, kind__in=["note", "update"]).count()
print(len(columns.recompute(User.objects.get())), facts, Application.objects.first().event_count)
"""
BEGIN = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from onward.applications import actions
from onward.people.models import User
owner = User.objects.create(username="mira")
for name in ("Aldous", "Brannigan"):
    actions.create_application(owner, {"company": name})
"""


def start(home: Path, script: str, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "ONWARD_HOME": str(home)}
    environment.pop("ONWARD_DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-c", script, *words], env=environment, stdout=subprocess.PIPE, text=True
    )


def test_two_writers_at_once(tmp_path: Path) -> None:
    assert start(tmp_path, BEGIN).wait() == 0
    writers = [start(tmp_path, WRITER, kind) for kind in ("note", "update")]
    assert [writer.wait() for writer in writers] == [0, 0]
    check = start(tmp_path, CHECK)
    assert check.communicate()[0].split() == ["0", "20", "20"]
    assert check.returncode == 0
