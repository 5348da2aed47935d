"""Wrong passwords: after some, a name has to wait. All processes of a host that share its folder count together."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from onward.base import clock
from onward.people.places import TRIES

MOST = 10
#: Seconds of the stretch within which they are counted.
WAIT = 15 * 60


class PasswordForm(AuthenticationForm):
    """Name and password; a name with too many wrong ones is not even looked at."""

    def clean(self) -> dict[str, Any]:
        """Sign in, or count that it was wrong."""
        place = _place(str(self.cleaned_data.get("username", "")))
        # Counted before the password is compared: many at the same moment are many.
        if _counted(place) > MOST:
            raise ValidationError(
                _(
                    "There were too many wrong passwords for this name. Wait a quarter of an hour, and try again."
                )
            )
        found = super().clean()
        place.unlink(missing_ok=True)
        return found


def _place(name: str) -> Path:
    """The file of a name for the present stretch; those of earlier ones are swept out."""
    folder = Path(settings.HOME) / TRIES
    folder.mkdir(mode=0o700, exist_ok=True)
    now = str(int(clock.now().timestamp()) // WAIT)
    for old in folder.iterdir():
        if not old.name.startswith(f"{now}-"):
            with suppress(OSError):  # another process was first
                old.unlink()
    return folder / f"{now}-{hashlib.sha256(name.casefold().encode('utf-8', 'replace')).hexdigest()}"


def _counted(place: Path) -> int:
    """How many there are with this one: a byte for each, which the system appends for one process after the other."""
    handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, b".")
        return os.fstat(handle).st_size
    finally:
        os.close(handle)
