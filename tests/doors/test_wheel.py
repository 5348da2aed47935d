"""The wheel, installed into a clean environment, works without the checkout."""

import os
import re
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import requires
from pathlib import Path

import pytest

from onward import __version__, sample

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    # Built from a copy: a build leaves folders behind.
    copy = target / "tree"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "src"):
        subprocess.run(["cp", "-r", ROOT / name, copy / name], check=True)
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "-w", target, copy], check=True, stdout=subprocess.DEVNULL)
    return next(target.glob("onward-*.whl"))


@pytest.fixture(scope="module")
def onward(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a clean environment; what it depends on is lent by the one that runs the tests."""
    place = tmp_path_factory.mktemp("clean") / "env"
    venv.create(place, with_pip=False)
    binary = place / "bin" / "python"
    library = Path(sysconfig.get_path("purelib", vars={"base": str(place)}))
    pip = [sys.executable, "-m", "pip", "--python", binary, "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*pip, wheel], check=True, stdout=subprocess.DEVNULL)
    # A path file lends packages, yet not the path files of their folder: the checkout stays out of reach.
    (library / "lent.pth").write_text("\n".join(site.getsitepackages()))
    return place / "bin" / "onward"


def run(onward: Path, elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ONWARD_", "DJANGO_", "PYTHON"))}
    return subprocess.run(
        [onward, *arguments],
        cwd=elsewhere,
        env={**kept, "ONWARD_HOME": str(elsewhere / "home")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_it_runs_from_anywhere(onward: Path, tmp_path: Path) -> None:
    assert run(onward, tmp_path, "--version").stdout == f"onward {__version__}\n"
    done = run(onward, tmp_path, "doctor")
    assert done.returncode == 1
    assert run(onward, tmp_path, "applications", "--json").stdout == "[]\n"
    assert run(onward, tmp_path, "doctor").returncode == 0


def test_the_demo_runs_from_anywhere(onward: Path, tmp_path: Path) -> None:
    if not sample.mbox_path().exists():
        pytest.skip("the sample search is not part of the tree yet")
    done = run(onward, tmp_path, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    assert "applications" in done.stdout
    assert not (tmp_path / "home").exists()


def test_everything_that_the_package_reads_is_in_it(wheel: Path) -> None:
    source = ROOT / "src"
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(source))
        for path in (source / "onward").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted - inside == set()


def test_what_it_needs_is_pinned_with_hashes() -> None:
    needed = {re.split(r"[^A-Za-z0-9-]", line)[0].lower() for line in requires("onward") or []}
    for lock in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9-]+)(?:\[[a-z]+\])?==", text, flags=re.MULTILINE))
        hosted = {"psycopg"} if lock == "run.txt" else set()
        assert needed - hosted <= pinned, lock
        assert "://" not in text
        assert text.count("--hash=sha256:") > len(pinned)
