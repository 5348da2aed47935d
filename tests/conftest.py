"""What every test may ask for: a journal in a throwaway folder, people, and a clock that stands still."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

# Before Django reads its settings: no test may ever see the journal of the person who runs it.
_HOME = tempfile.TemporaryDirectory(prefix="onward-test-")
os.environ["ONWARD_HOME"] = _HOME.name
for _name in ("ONWARD_HOSTS", "ONWARD_TIME_ZONE", "ONWARD_SECRET_KEY"):
    os.environ.pop(_name, None)
# Where Python is told to keep nothing compiled, each of some hundred programs that tests start would compile it all anew.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix) / "bytecode")

if "onward.settings" in sys.modules:  # pytest's plugin for Django reads them before it reads this file
    from django.conf import settings

    settings.HOME = sys.modules["onward.settings"].HOME = Path(_HOME.name)

import pytest  # noqa: E402
from django.test import Client  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402

from onward.base import clock  # noqa: E402

# No test is timed: on a busy machine one slow draw would fail what holds.
hypothesis_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("untimed")

if TYPE_CHECKING:  # models may not be imported before Django is loaded
    from onward.people.models import User


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database-only` runs what touches the database: for the second run, on PostgreSQL."""
    parser.addoption("--database-only", action="store_true", help="only tests that touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the options leave out."""
    if not config.getoption("--database-only"):
        return
    touching = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


def _touches_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_serialized_rollback"}
    return bool(item.get_closest_marker("django_db") or fixtures & set(getattr(item, "fixturenames", ())))


@pytest.fixture
def owner(db: None) -> User:
    """The person whose journal it is."""
    from onward.people.models import User

    return User.objects.create(username="mira", addresses=["mira@example.org"], time_zone="Europe/Lisbon")


@pytest.fixture
def other(db: None) -> User:
    """Somebody else on the same host."""
    from onward.people.models import User

    return User.objects.create(username="teodor")


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody is signed in."""
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture
def signed_in(owner: User) -> Client:
    """A browser in which the owner is signed in."""
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(owner)
    return browser


@pytest.fixture
def freeze() -> Iterator[Callable[[date | datetime], None]]:
    """`freeze(moment)`: from then on every "now" is that moment (a date: the end of that day)."""
    yield clock.travel_to
    clock.travel_to(None)
