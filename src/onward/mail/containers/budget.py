"""How much an archive may unfold into before it is refused as a bomb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Mail shrinks to a tenth or a thirtieth when packed; deflate's extreme is a thousandth. Small outputs are let
# through whatever their ratio: they cannot do harm.
MAX_RATIO: Final = 200
RATIO_FLOOR: Final = 64 << 20
MAX_TOTAL: Final = 128 << 30
MAX_MEMBERS: Final = 200_000
MAX_MESSAGE_MEMBER: Final = 64 << 20
MAX_NESTED_ARCHIVE: Final = 1 << 30
MAX_NESTING: Final = 2


class ArchiveRefused(Exception):
    """An archive that goes beyond a limit or is broken; its text is one plain sentence."""


class MemberRefused(Exception):
    """One file of an archive that is not read; the others may be. Its text is one plain sentence."""


@dataclass(slots=True)
class Budget:
    """What one outermost archive has unfolded so far; archives within it draw on the same budget."""

    packed_size: int
    unpacked: int = 0
    members: int = 0

    def member(self) -> None:
        """Count one more member."""
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise ArchiveRefused(
                f"The archive holds more than {MAX_MEMBERS:,} files and is not read further."
            )

    def spend(self, size: int) -> None:
        """Count unpacked bytes."""
        self.unpacked += size
        if self.unpacked > MAX_TOTAL:
            raise ArchiveRefused("The archive unfolds to more than 128 GB and is not read further.")
        if self.unpacked > RATIO_FLOOR and self.unpacked > MAX_RATIO * max(self.packed_size, 1):
            raise ArchiveRefused(
                f"The archive unfolds to more than {MAX_RATIO} times its size, as harmful ones do,"
                " and is not read further."
            )
