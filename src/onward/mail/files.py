"""Mail in files, as a source of a reading: each passed by where the ledger knows it as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from onward.mail.containers import Locator, Skipped, total_bytes, walk

if TYPE_CHECKING:
    from onward.mail.intake import Run
    from onward.mail.new_mail import NewMail


class Files:
    """Files, folders and archives, at the places that a person names."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self._locators: Iterator[Locator] = iter(())

    def begin(self, run: Run) -> bool:
        """Look for the first message that the ledger does not know."""
        run.reading.bytes_total = total_bytes(self.paths, lambda path: run.ledger.holds(path) is not None)
        locators = run.ledger.new(self._found(run))
        first = next(locators, None)
        self._locators = chain([first], locators) if first else iter(())
        return first is not None

    def bring(self, new: NewMail, mine: Sequence[str]) -> None:
        """Every message, from the first that is not known on."""
        new.read(self._locators, mine, new.reading.bytes_total)

    def look_again(self, new: NewMail, mine: Sequence[str]) -> None:
        """What is in doubt lies where it was found."""
        new.second_look(mine)

    def finish(self, run: Run) -> None:
        """What was read to its end is passed by as long as it does not change."""
        run.ledger.write(run.ledger.containers_done())

    def _found(self, run: Run) -> Iterator[Locator]:
        for found in walk(self.paths, run.ledger.unchanged):
            if isinstance(found, Skipped):
                run.skip(found.source, found.why)
                run.ledger.unfinished(found.source)
            else:
                yield found
