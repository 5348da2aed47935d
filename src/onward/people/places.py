"""Where a journal lies on disk, and how large it is."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

#: What Onward itself writes into its folder; erasing touches nothing else there.
DATABASE = ("journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm")
#: Files given by drag stay here only while they are read.
INCOMING = "incoming"
#: Copies of the journal that Onward makes by itself.
BACKUPS = "backups"
#: Journals that were damaged, as they were found.
DAMAGED = "damaged"
#: Passwords of mailboxes, encrypted, where the system has no keyring.
SECRETS = "secrets"
#: What is there only while something is under way.
PASSING = "passing"
#: How many wrong passwords there were for a name, on a host.
TRIES = "tries"
#: Folders that go when everything is erased.
FOLDERS = (INCOMING, BACKUPS, DAMAGED, SECRETS, TRIES)


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder with its meaning and its size in bytes."""

    title: str
    path: str
    size: int | None


def places() -> list[Place]:
    """Every place that holds something of the person's; hosted, the paths are nobody's business."""
    if settings.HOSTED:
        return [Place(_("The database of this host"), "", None)]
    home = Path(settings.HOME)
    found = []
    if connection.vendor == "sqlite":
        size = sum(_size(home / name) for name in DATABASE)
        found.append(Place(_("The journal: applications, events, messages"), str(home / DATABASE[0]), size))
    else:
        found.append(Place(_("The journal: in the PostgreSQL database that you named"), "", None))
    key = home / "secret.key"
    found.append(Place(_("The key that signs your sessions"), str(key), _size(key)))
    for name, title in (
        (INCOMING, _("Files that are being read")),
        (BACKUPS, _("Backups")),
        (PASSING, _("Files that are being made or received")),
        (DAMAGED, _("A damaged journal, as it was found")),
        (SECRETS, _("Passwords of your mailboxes, encrypted, because this system has no keyring")),
    ):
        if (home / name).is_dir():
            size = sum(_size(one) for one in (home / name).rglob("*"))
            found.append(Place(title, str(home / name), size))
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
