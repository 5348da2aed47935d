"""Opens a zip archive without trusting what it says of itself."""

from __future__ import annotations

import stat
import struct
import zipfile
from typing import IO, Final

from onward.mail.containers.budget import MAX_MEMBERS, MAX_RATIO, RATIO_FLOOR, ArchiveRefused

# The list of members is read into memory as one piece: about 100 bytes a member are ample.
_MAX_DIRECTORY: Final = 64 << 20
_FLAG_ENCRYPTED: Final = 0x1


def open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Open a zip after a look at the size of its list of members; refuse it with a sentence otherwise."""
    count, directory_size = _stated_directory(file)
    if count > MAX_MEMBERS or directory_size > _MAX_DIRECTORY:
        raise ArchiveRefused(f"The archive holds more than {MAX_MEMBERS:,} files and is not read.")
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error, OverflowError):
        raise ArchiveRefused("The archive is damaged and cannot be opened.") from None


def refusal(member: zipfile.ZipInfo) -> str | None:
    """Say in a sentence why a member is not read, or None when it may be."""
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "This is a link or a device, not an ordinary file."
    if member.flag_bits & _FLAG_ENCRYPTED:
        return "This file is protected by a password."
    # The others unpack a whole block at once, however large it becomes.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "This file is packed in a way that is not read here; repack the archive as an ordinary zip."
    if member.file_size > RATIO_FLOOR and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return f"This file unfolds to more than {MAX_RATIO} times its size, as harmful ones do."
    return None


def _stated_directory(file: IO[bytes]) -> tuple[int, int]:
    """Read how many members a zip states and how long their list is, without reading the list."""
    file.seek(0, 2)
    size = file.tell()
    tail_size = min(size, (1 << 16) + 22 + 20)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < 22:
        raise ArchiveRefused("The archive is damaged or cut off and cannot be opened.")
    count, directory_size = struct.unpack_from("<HI", tail, end + 10)
    if end >= 20 and tail[end - 20 : end - 16] == b"PK\x06\x07":
        (record_at,) = struct.unpack_from("<Q", tail, end - 12)
        if record_at + 56 <= size:
            file.seek(record_at)
            record = file.read(56)
            if record[:4] == b"PK\x06\x06":
                count, directory_size = struct.unpack_from("<QQ", record, 32)
    return count, directory_size
