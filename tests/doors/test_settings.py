"""The key of a journal, and the settings of a host."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from onward import settings

TOLD = (
    "import json, onward.settings as s; "
    "print(json.dumps([s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS, s.DATABASES['default'], len(s.AUTH_PASSWORD_VALIDATORS)]))"
)


@pytest.mark.parametrize("left", [None, "", "half a key"])
def test_a_key_that_is_missing_or_was_cut_off_is_made(tmp_path: Path, left: str | None) -> None:
    place = tmp_path / "journal" / "secret.key"
    if left is not None:
        place.parent.mkdir()
        place.write_text(left)
    key = settings._secret_key(place.parent)
    assert len(key) > 60
    assert settings._secret_key(place.parent) == key == place.read_text()
    assert [one.name for one in place.parent.iterdir()] == ["secret.key"]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_full_disk_leaves_no_half_key(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9, 9)); import onward.settings"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "ONWARD_HOME": str(tmp_path)}, capture_output=True, check=False
    )  # fmt: skip
    assert resource
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_hosted_nothing_of_the_environment_is_dropped(tmp_path: Path) -> None:
    named = {
        "ONWARD_HOME": str(tmp_path),
        "ONWARD_HOSTS": "a.example, .b.example,",
        "ONWARD_DATABASE_URL": "postgresql://me:w%40rd@db.example:5433/search?sslmode=verify-full&sslrootcert=/ca.pem",
    }
    done = subprocess.run(
        [sys.executable, "-c", TOLD], env={**os.environ, **named}, capture_output=True, text=True, check=True
    )
    hosts, origins, database, validators = json.loads(done.stdout)
    assert hosts == ["a.example", ".b.example"]
    assert origins == ["https://a.example", "https://*.b.example"]
    assert database["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example", "5433", "w@rd")
    assert validators == 4
