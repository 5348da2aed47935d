"""The migrations make the tables that the models describe, and a new journal has the same from the start."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.doors.test_command_line import environment, onward


@pytest.mark.django_db
def test_no_model_was_changed_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_new_journal_has_the_tables_that_the_migrations_make(tmp_path: Path) -> None:
    assert onward(tmp_path / "new", "applications").returncode == 0
    step_by_step = [sys.executable, "-m", "django", "migrate", "--settings=onward.settings", "--verbosity=0"]
    subprocess.run(step_by_step, check=True, env=environment(tmp_path / "old"))
    new, old = tables(tmp_path / "new"), tables(tmp_path / "old")
    assert new.keys() == old.keys()
    for name in old:
        assert new[name] == old[name], name
    assert len(new) > 100


def tables(home: Path) -> dict[str, Any]:
    """What a journal's tables and indexes were made with; columns stand in the order in which they came."""
    with closing(sqlite3.connect(home / "journal.sqlite3")) as file:
        made = file.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        done = file.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    return {
        "migrations": done,
        **{name: sorted(sql.partition("(")[2].removesuffix(")").split(", ")) for name, sql in made},
    }
