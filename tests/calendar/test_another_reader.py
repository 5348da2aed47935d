"""Another program reads the feed: khal, a calendar for the terminal, from Debian."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from onward.applications import actions
from onward.applications.models import Event
from onward.base import clock
from onward.calendar import queries
from onward.people.models import User
from tests.calendar.searches import NOW, live

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Khal = Callable[..., str]


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    clock.travel_to(NOW)
    yield
    clock.travel_to(None)


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    """`khal(*arguments)` with an empty calendar of its own: what it prints."""
    program = shutil.which("khal")
    assert program, "tools/system-packages.sh installs khal"
    settings = tmp_path / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[search]]\npath = {tmp_path / 'calendar'}\n[default]\ndefault_calendar = search\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n[locale]\nlocal_timezone = Europe/Lisbon\n"
        "default_timezone = Europe/Lisbon\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    (tmp_path / "calendar").mkdir()
    # Its own Python and its own libraries, whatever this one has.
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    environment = {**known, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [program, "-c", str(settings), *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def listed(khal: Khal) -> list[str]:
    form = "{start-date} {start-time} {end-time} {title} @ {location}"
    told = khal("list", "--day-format", "", "--format", form, "2024-05-13", "140d")
    return [line.strip() for line in told.splitlines() if line.strip()]


def test_every_entry_arrives_and_a_change_replaces_it(owner: User, khal: Khal, tmp_path: Path) -> None:
    made = live(owner)
    file = tmp_path / "onward.ics"
    file.write_bytes(queries.written(owner))
    khal("import", "--batch", "-a", "search", str(file))
    assert listed(khal) == [
        "2024-05-14 14:00 14:45 Write to Lea; then read, twice @ Library",
        "2024-05-15   Rest @",
        "2024-05-16 14:00 14:45 Interview at Nordlicht @ Hafenstr. 1, Kiel",
        "2024-05-20   Task for Köhler & Söhne @",
        "2024-05-21   Interview at Corvo Foods @",
        "2024-05-24   Last day to answer Halden Marine @",
        "2024-05-25   Stay in touch with Lumen @",
        "2024-05-27   Follow up once with Ana Ruiz @",
        "2024-06-14   Last day to apply: Sole Kaffee, Roaster @",
        "2024-09-02   Look at Lumen again @",
    ]
    clock.travel_to(NOW + timedelta(hours=1))
    event = Event.objects.get(owner=owner, active=True, kind="interview", current=made["Nordlicht"])
    actions.change_event(owner, event.pk, data={**event.data, "interview_at": "2024-05-17T10:00+02:00"})
    file.write_bytes(queries.written(owner))
    khal("import", "--batch", "-a", "search", str(file))
    told = listed(khal)
    assert len(told) == 10
    assert "2024-05-17 09:00 09:45 Interview at Nordlicht @ Hafenstr. 1, Kiel" in told
