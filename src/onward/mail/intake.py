"""Reads mail into the journal: every message examined once, what belongs to the search kept, then filed."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from django.db import connection, transaction

from onward.base.clock import now
from onward.base.errors import Problem
from onward.mail import alive, filing
from onward.mail.containers import Locator, Skipped, total_bytes, walk
from onward.mail.examining import Examined, look_again
from onward.mail.keeping import keep, mark_own
from onward.mail.ledger import BEING_KEPT, Ledger, Line
from onward.mail.models import Reading
from onward.mail.selves import infer
from onward.mail.workers import examined, work_for
from onward.people.models import User
from onward.people.owner import add_addresses

#: Called now and then with bytes done, bytes in all, messages examined, messages kept.
Progress = Callable[[int, int, int, int], None]
#: Rows of a reading are written together: a few times a second at most.
PAUSE = 0.25
#: Bytes of archived personal messages remembered for a second look; others would have to be unpacked again.
SECOND_LOOK_BYTES = 48 << 20
MAX_SKIPPED = 500
#: A sender with more mails than these that have nothing to do with a search is more than its correspondent.
MANY_LETTERS = 20


def read(
    owner: User,
    paths: Sequence[str],
    me: Sequence[str] = (),
    reading: Reading | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read mail files into the owner's journal; returns the row that tells what happened.

    Runs again from where it was cut off, over the same or an overlapping source: what the ledger knows is passed
    by. `reading` is a row made beforehand (by a page that shows its progress); `me` are addresses of the person.
    A stop asked for on the row ends the reading between two batches; what was read until then is filed.
    """
    if me:
        add_addresses(owner, list(me))
    reading = reading or Reading(owner=owner, started_at=now(), sources=[str(path) for path in paths])
    reading.bytes_total = total_bytes(paths)
    reading.state = "running"
    reading.save()
    run = _Run(owner, reading, progress)
    try:
        with alive.holding(reading.pk):
            run.go(paths)
    except Problem as problem:
        run.end("broken", str(problem))
        raise
    except BaseException:
        # Also Ctrl-C: what was written stays, and the row says that the reading is over.
        run.end("stopped")
        raise
    return reading


class _Run:
    """One reading under way."""

    def __init__(self, owner: User, reading: Reading, progress: Progress | None) -> None:
        self.owner = owner
        self.reading = reading
        self.progress = progress
        self.ledger = Ledger(owner)
        self.kinds: Counter[str] = Counter()
        self.doubtful: dict[bytes, Examined] = {}
        self.doubtful_bytes = 0
        #: Lines that wait for the second look: a reading cut off before must come back to these messages.
        self.held_back: list[Line] = []
        self.skipped: list[dict[str, str]] = []
        self.last_report = 0.0
        self.stop = False

    def go(self, paths: Sequence[str]) -> None:
        mine = list(self.owner.addresses)
        # Workers are forked from here: they must not share a connection to the database.
        _let_go()
        locators = self.ledger.new(self._locators(paths))
        for batch in examined(locators, self.reading.bytes_total, work_for(mine), lambda: self.stop):
            self._take(batch)
            self._report()
        self._second_look(mine)
        if not self.stop:
            with transaction.atomic():
                self.ledger.write([*self.held_back, *self.ledger.containers_done()])
        filing.file_waiting(self.owner)
        self.end("stopped" if self.stop else "done")

    def end(self, state: str, problem: str = "") -> None:
        self.reading.state = state
        self.reading.problem = problem
        self.reading.finished_at = now()
        self._report(always=True)

    def _locators(self, paths: Sequence[str]) -> Iterator[Locator]:
        for found in walk(paths, self.ledger.unchanged):
            if isinstance(found, Skipped):
                self._skip(found.source, found.why)
                self.ledger.unfinished(found.source)
            else:
                yield found

    def _skip(self, source: str, why: str) -> None:
        if len(self.skipped) < MAX_SKIPPED:
            self.skipped.append({"source": source, "why": why})

    def _take(self, batch: list[Examined]) -> None:
        """Write one batch: messages, raw bytes and ledger lines in one transaction."""
        lines: list[Line] = []
        kept: list[Examined] = []
        again: list[Examined] = []
        prints = self.ledger.prints
        for one in batch:
            self.reading.bytes_done += one.size
            self.reading.examined += 1
            if one.problem:
                self._skip(one.locator.source, one.problem)
                if not one.fingerprint:
                    self.ledger.unfinished(one.locator.path)
                continue
            seen = one.fingerprint in prints
            message = prints.setdefault(one.fingerprint, None)
            if message is not None:
                again.append(one)
            elif one.raw:
                prints[one.fingerprint] = BEING_KEPT
                self.doubtful.pop(one.fingerprint, None)
                kept.append(one)
            else:
                line = self.ledger.line(one.locator, one.fingerprint, None)
                (self.held_back if self._doubt(one) else lines).append(line)
            self.reading.known += seen
        self._write(kept, lines, again)

    def _write(self, kept: Sequence[Examined], lines: list[Line], again: Sequence[Examined] = ()) -> None:
        """`again` are further copies of messages that are kept."""
        if not (kept or lines or again):
            return
        with transaction.atomic():
            for one, message in zip(kept, keep(self.owner, kept), strict=True):
                self.ledger.prints[one.fingerprint] = message.pk
                lines.append(self.ledger.line(one.locator, one.fingerprint, message.pk))
                self.kinds[message.kind] += 1
            for one in again:
                message_id = self.ledger.prints[one.fingerprint]
                lines.append(self.ledger.line(one.locator, one.fingerprint, message_id))
            self.ledger.write(lines)
        self.reading.kept += len(kept)

    def _doubt(self, one: Examined) -> bool:
        """Remember a personal message that nothing spoke for: its thread or its sender may, once all is read."""
        if not one.personal or not (one.thread or one.address):
            return False
        if one.fingerprint in self.doubtful:
            return True
        if one.locator.raw is not None:
            if self.doubtful_bytes + len(one.locator.raw) > SECOND_LOOK_BYTES:
                return False
            self.doubtful_bytes += len(one.locator.raw)
        self.doubtful[one.fingerprint] = one
        return True

    def _second_look(self, mine: list[str]) -> None:
        """Look again at messages from people, or in threads, of the search; and find the person's own mail."""
        if not self.doubtful and not self.reading.kept:
            return
        mine = mine or add_addresses(self.owner, infer(self.owner))
        mark_own(self.owner)
        addresses, threads = filing.correspondents(self.owner, mine)
        ours = frozenset(mine)
        written = Counter(one.address for one in self.doubtful.values())
        # Whoever writes of many other things is a friend: of theirs only what stands in a thread of the search.
        addresses = {address for address in addresses if written[address] <= MANY_LETTERS}
        again = [
            one
            for one in self.doubtful.values()
            if one.address in addresses or one.address in ours or not threads.isdisjoint(one.thread)
        ]
        size = sum(one.size for one in again)
        _let_go()  # workers are forked from here once more
        work = partial(look_again, me=ours)
        for batch in examined((one.locator for one in again), size, work, lambda: self.stop):
            self._write([one for one in batch if self._belongs(one, ours, threads)], [])
            self._report()

    def _belongs(self, one: Examined, ours: Collection[str], threads: Collection[str]) -> bool:
        """True when the second look found a part of the search; the person's own mail also by its thread alone."""
        # The file may have become another one meanwhile; that is the next reading's.
        if one.problem or one.understood is None or one.fingerprint not in self.doubtful:
            return False
        in_thread = any(identifier in threads for identifier in one.thread)
        return one.understood.kind != "other" or (one.address in ours and in_thread)

    def _report(self, always: bool = False) -> None:
        moment = time.monotonic()
        if not always and moment - self.last_report < PAUSE:
            return
        self.last_report = moment
        reading = self.reading
        reading.kinds = dict(self.kinds)
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


def _let_go() -> None:
    """Close the connection to the database: forked workers must not share it. A caller's transaction keeps it."""
    if not connection.in_atomic_block:
        connection.close()
