"""Where the journal lies. Asked before anything is loaded, as loading the settings makes the folder and its key."""

import os
from pathlib import Path

#: The file of a journal in SQLite.
FILE = "journal.sqlite3"


def home() -> Path:
    """The folder that holds the journal: ONWARD_HOME, else the user's data folder."""
    if named := os.environ.get("ONWARD_HOME"):
        return Path(named).expanduser()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "onward"


def is_there() -> bool:
    """Whether there is a journal: a file in the folder, or a database elsewhere that the environment names."""
    return "ONWARD_DATABASE_URL" in os.environ or (home() / FILE).exists()
