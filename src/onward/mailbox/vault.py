"""Keeps secrets out of the journal: in the system's keyring, or where there is none in an encrypted file.

The file lies in the folder `secrets` of the journal, its key beside it in a file that only its owner may read. That
keeps a password out of a copy of the file alone, out of a search and out of a backup; it does not keep it from whoever
can read the whole folder as you.
"""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.people.places import SECRETS

SERVICE = "Onward"
Secret = dict[str, Any]


def keep(name: str, secret: Secret) -> None:
    """Write a secret in the place of the one that had this name."""
    text = json.dumps(secret)
    if _in_keyring(name, text):
        _write({key: value for key, value in _read().items() if key != name}, only_if_there=True)
        return
    _write(_read() | {name: secret})


def read(name: str) -> Secret:
    """The secret of this name; empty when it is not there."""
    if (found := _read().get(name)) is not None:
        return dict(found)
    ring = _keyring()
    if ring is None:
        return {}
    try:
        text = ring.get_password(SERVICE, _entry(name))
    except Exception:  # a keyring of the system can say no in as many ways as there are systems
        raise Problem(
            _("The keyring of your system did not give the password out. Unlock it, then try again.")
        ) from None
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def forget(name: str) -> None:
    """Take a secret away, wherever it lies."""
    kept = _read()
    if kept.pop(name, None) is not None:
        _write(kept)
    ring = _keyring()
    if ring is not None:
        with suppress(Exception):  # it was never there
            ring.delete_password(SERVICE, _entry(name))


def in_keyring() -> bool:
    """Whether the system has a keyring that Onward can use."""
    return _keyring() is not None


def place() -> Path:
    """The file, where there is no keyring."""
    return Path(settings.HOME) / SECRETS / "secrets.enc"


def _keyring() -> Any:
    """The system's keyring; None where there is none, or only one that keeps nothing safe."""
    try:
        import keyring

        ring = keyring.get_keyring()
        return ring if ring.priority >= 1 else None
    except Exception:  # a broken backend is none
        return None


def _in_keyring(name: str, text: str) -> bool:
    ring = _keyring()
    if ring is None:
        return False
    try:
        ring.set_password(SERVICE, _entry(name), text)
        return bool(ring.get_password(SERVICE, _entry(name)) == text)
    except Exception:  # locked, refused, or no session: then the file
        return False


def _entry(name: str) -> str:
    """The name within the keyring: journals in several folders do not share their secrets."""
    journal = hashlib.sha256(str(Path(settings.HOME).resolve()).encode()).hexdigest()[:8]
    return f"{name} ({journal})"


def _read() -> dict[str, Secret]:
    try:
        sealed = place().read_bytes()
    except FileNotFoundError:
        return {}
    from cryptography.fernet import Fernet, InvalidToken

    try:
        found = json.loads(Fernet(_key()).decrypt(sealed))
    except (InvalidToken, ValueError):
        # Without its key the file is nothing: the password is asked for anew.
        return {}
    return found if isinstance(found, dict) else {}


def _write(secrets: dict[str, Secret], *, only_if_there: bool = False) -> None:
    file = place()
    if not secrets:
        file.unlink(missing_ok=True)
        return
    if only_if_there and not file.exists():
        return
    from cryptography.fernet import Fernet

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sealed = Fernet(_key()).encrypt(json.dumps(secrets).encode())
    # Beside it and then in its place: whoever reads meanwhile finds the old one whole.
    handle, made = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(sealed)
    Path(made).chmod(0o600)
    Path(made).replace(file)


def _key() -> bytes:
    """The key of the file, made once, readable by its owner only."""
    from cryptography.fernet import Fernet

    file = place().with_name("key")
    try:
        return file.read_bytes()
    except FileNotFoundError:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(Fernet.generate_key())
        except FileExistsError:
            pass
        return file.read_bytes()
