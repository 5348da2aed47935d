"""Wrong passwords: after some, a name has to wait. Each process of a host counts for itself."""

import hashlib
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST = 10
#: Seconds from the first wrong one on.
WAIT = 15 * 60


class PasswordForm(AuthenticationForm):
    """Name and password; a name with too many wrong ones is not even looked at."""

    def clean(self) -> dict[str, Any]:
        """Sign in, or count that it was wrong."""
        name = str(self.cleaned_data.get("username", "")).casefold()
        place = f"tries-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()}"
        cache.add(place, 0, WAIT)
        # Counted before the password is compared: many at the same moment are many.
        if cache.incr(place) > MOST:
            raise ValidationError(
                _(
                    "There were too many wrong passwords for this name. Wait a quarter of an hour, and try again."
                )
            )
        found = super().clean()
        cache.delete(place)
        return found
