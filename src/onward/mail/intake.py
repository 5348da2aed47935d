"""Reads mail into the journal: every message examined once, what belongs to the search kept, then filed."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from django.db import OperationalError
from django.utils.translation import gettext as _

from onward.base.clock import now
from onward.base.errors import Problem
from onward.mail import alive, sources
from onward.mail.ledger import Ledger
from onward.mail.models import Message, Reading
from onward.people.models import User
from onward.people.owner import add_addresses

#: Called now and then with bytes done, bytes in all, messages examined, messages kept.
Progress = Callable[[int, int, int, int], None]
#: Rows of a reading are written together: a few times a second at most.
PAUSE = 0.25
MAX_SKIPPED = 500


def read(
    owner: User,
    paths: Sequence[str],
    me: Sequence[str] = (),
    reading: Reading | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read mail files, or another source that is registered, into the owner's journal; returns the row of it.

    Runs again from where it was cut off, over the same or an overlapping source: what the ledger knows is passed
    by. `reading` is a row made beforehand (by a page that shows its progress); `me` are addresses of the person.
    A stop asked for on the row ends the reading between two batches; what was read until then is filed. Only one
    reading of a journal runs at a time.
    """
    if me:
        add_addresses(owner, list(me))
    reading = reading or Reading(owner=owner, started_at=now(), sources=[str(path) for path in paths])
    reading.state = "running"
    reading.save()
    run = Run(owner, reading, progress)
    try:
        with alive.holding(reading.pk), alive.alone(owner.pk):
            run.go(sources.source_of(owner, [str(path) for path in paths]))
    except Problem as problem:
        run.end("broken", str(problem))
        raise
    except OperationalError as error:
        if "full" not in str(error):
            run.end("stopped")
            raise
        full = Problem(
            _("The disk is full. Nothing is lost: what was read stays. Make room, then read again to go on.")
        )
        # Even this line may not fit: a reading whose process is gone has ended all the same.
        with suppress(OperationalError):
            run.end("broken", str(full))
        raise full from None
    except BaseException:
        # Also Ctrl-C: what was written stays, and the row says that the reading is over.
        run.end("stopped")
        raise
    return reading


class Run:
    """One reading under way: what it goes over, how far it is, and whether it is to stop."""

    def __init__(self, owner: User, reading: Reading, progress: Progress | None) -> None:
        self.owner = owner
        self.reading = reading
        self.progress = progress
        self.ledger = Ledger(owner)
        self.skipped: list[dict[str, str]] = []
        self.last_report = 0.0
        self.stop = False

    def go(self, source: sources.Source) -> None:
        """Read everything that is new."""
        if (
            source.begin(self)
            or Message.objects.filter(owner=self.owner, filed=False, sealed_at=None).exists()
        ):
            self._take(source)
        if not self.stop:
            source.finish(self)
        self.end("stopped" if self.stop else "done")

    def end(self, state: str, problem: str = "") -> None:
        """Write how the reading ended."""
        self.reading.state = state
        self.reading.problem = problem
        self.reading.finished_at = now()
        self.report(always=True)

    def skip(self, source: str, why: str) -> None:
        """Name something that is not read."""
        if len(self.skipped) < MAX_SKIPPED:
            self.skipped.append({"source": source, "why": why})

    def report(self, always: bool = False) -> None:
        """Write how far the reading is, now and then, and see whether it is to stop."""
        moment = time.monotonic()
        if not always and moment - self.last_report < PAUSE:
            return
        self.last_report = moment
        reading = self.reading
        reading.skipped = self.skipped
        passed = self.ledger.passed
        examined_all, known_all = reading.examined, reading.known
        reading.examined, reading.known = examined_all + passed, known_all + passed
        # Not stop_requested: that is written by the page.
        reading.save(
            update_fields=[
                "state", "problem", "finished_at", "bytes_total", "bytes_done", "examined", "known", "kept",
                "skipped", "kinds",
            ]
        )  # fmt: skip
        if reading.state == "running":
            reading.examined, reading.known = examined_all, known_all
            self.stop = self.stop or Reading.objects.filter(pk=reading.pk, stop_requested=True).exists()
        if self.progress:
            self.progress(reading.bytes_done, reading.bytes_total, examined_all + passed, reading.kept)

    def _take(self, source: sources.Source) -> None:
        # Loaded only where there is new mail.
        from onward.mail.new_mail import NewMail
        from onward.mail.workers import Workers

        mine = list(self.owner.addresses)
        with Workers() as workers:
            new = NewMail(self, workers)
            source.bring(new, mine)
            source.look_again(new, mine)
        new.file()
