"""Where mail lies on disk: finds every message in files, folders and archives, and cuts one out."""

from onward.mail.containers.loading import MAX_MESSAGE_BYTES, Loader, load
from onward.mail.containers.locator import Form, Locator, MailFileError, Skipped
from onward.mail.containers.sizes import total_bytes
from onward.mail.containers.walking import walk

__all__ = [
    "MAX_MESSAGE_BYTES",
    "Form",
    "Loader",
    "Locator",
    "MailFileError",
    "Skipped",
    "load",
    "total_bytes",
    "walk",
]
