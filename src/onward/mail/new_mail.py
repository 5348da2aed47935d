"""Takes in mail that is new: examined in batches, what belongs to the search kept, doubts looked at again, filed.

What keeps and files mail is imported where that is done; of much mail, while the workers load what they need.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from onward.mail import workers
from onward.mail.containers import Locator
from onward.mail.correspondents import MANY_OF_DOMAIN, Correspondents, own_domain
from onward.mail.ledger import BEING_KEPT, Line
from onward.mail.selves import infer
from onward.mail.workers import Looked, Workers
from onward.people.owner import add_addresses

if TYPE_CHECKING:
    from onward.mail.examined import Examined
    from onward.mail.intake import Run

#: Bytes of archived personal messages remembered for a second look; others would have to be unpacked again.
SECOND_LOOK_BYTES = 48 << 20
#: So much is written together: a transaction for every batch would take as long as the examining.
MANY_LINES, MANY_BYTES = 1500, 2 << 20
#: Seconds after which something is written in any case: who watches sees what was found, a kill loses little.
AT_LATEST = 1.0
#: A sender with more mails than these that have nothing to do with a search is more than its correspondent.
MANY_LETTERS = 20
#: How often messages are looked at again: an application, its answer, what was answered to that.
LOOKS = 3


class NewMail:
    """The new mail of one reading."""

    def __init__(self, run: Run, spread: Workers) -> None:
        self.run = run
        self.spread = spread
        self.owner, self.reading, self.ledger = run.owner, run.reading, run.ledger
        self.kinds: Counter[str] = Counter()
        #: Whether anything was kept, and from whom what only sounds like an answer.
        self.kept_any = False
        self.sounding: list[str] = []
        #: What gathers until it is written; `copies` are of messages that are kept.
        self.lines: list[Line] = []
        self.kept: Looked = []
        self.copies: Looked = []
        self.doubtful: dict[bytes, tuple[Locator, Examined]] = {}
        self.doubtful_bytes = 0
        #: Lines that wait for the second look: a reading cut off before must come back to these messages.
        self.held_back: list[Line] = []
        #: Fingerprint and source of those that the second look wrote: to renew one line takes as long as to write it.
        self.written_again: set[tuple[bytes, str]] = set()

    def read(self, locators: Iterable[Locator], mine: Sequence[str], size: int = 0) -> None:
        """Look at every message, and write what comes of it now and then; `size` is about how many bytes there are."""
        if size >= workers.WORTH_IT:
            workers.begin()
            _load_what_writes()
        written_at = time.monotonic()
        for batch in self.spread.examined(locators, size, workers.examining(mine), self._stopped):
            self._take(batch)
            if (
                len(self.lines) >= MANY_LINES
                or sum(len(one.raw) for _, one in self.kept) >= MANY_BYTES
                or time.monotonic() - written_at >= AT_LATEST
            ):
                self._write()
                written_at = time.monotonic()
            self.run.report()
        self._write()

    def second_look(self, mine: Sequence[str]) -> None:
        """Look again at messages from people, or in threads, of the search; and find the person's own mail.

        What is found so can name others: whom the person wrote an application to answers it. So once more, until nothing
        is new.
        """
        if not self.doubtful and not self.kept_any:
            return
        senders = [*(one.address for _, one in self.doubtful.values()), *self.sounding]
        written = Counter(senders)
        from_domain = Counter(map(own_domain, senders))
        looked: set[bytes] = set()
        for _ in range(LOOKS):
            known, ours = self.of_the_search(mine, written.__getitem__, from_domain.__getitem__)
            again = {
                mark: (place, one)
                for mark, (place, one) in self.doubtful.items()
                if mark not in looked and (one.address in ours or known.tie(one.address, one.thread))
            }
            before = len(self.written_again)
            self.look_again(
                (place for place, _ in again.values()),
                ours,
                known,
                sum(one.size for _, one in again.values()),
            )
            looked |= again.keys()
            if len(self.written_again) == before:
                break

    def of_the_search(
        self, mine: Sequence[str], letters_of: Callable[[str], int], letters_from: Callable[[str], int]
    ) -> tuple[Correspondents, frozenset[str]]:
        """Who writes about the search, and the person's own addresses; what is not certain is read once more.

        The callables say how many mails that nothing spoke for came from an address, and from a domain: whoever
        writes of many other things is a friend, and of theirs only what stands in a thread of the search is taken.
        """
        from onward.mail import filing
        from onward.mail.keeping import look_again_at_unsure, mark_own

        ours = frozenset(mine or add_addresses(self.owner, infer(self.owner)))
        mark_own(self.owner, self.spread)
        known = filing.correspondents(self.owner, ours)
        known.addresses = {one for one in known.addresses if letters_of(one) <= MANY_LETTERS}
        known.busy = lambda domain: letters_from(domain) > MANY_OF_DOMAIN
        known.domains = {one for one in known.domains if not known.busy(one)}
        for kind in look_again_at_unsure(self.owner, known.tie, self.spread):
            self.reading.kept += 1
            self.kinds[kind] += 1
        self.reading.kinds = dict(self.kinds)
        return known, ours

    def look_again(
        self, places: Iterable[Locator], ours: frozenset[str], known: Correspondents, size: int = 0
    ) -> None:
        """Understand these messages as parts of the search, and keep those that are."""
        work = workers.looking_again(ours)
        prints = self.ledger.prints
        for batch in self.spread.examined(places, size, work, self._stopped, workers.FEW):
            for place, one in batch:
                if prints.get(one.fingerprint) is not None:
                    self.copies.append((place, one))
                elif self._belongs(place, one, ours, known):
                    prints[one.fingerprint] = BEING_KEPT
                    self.kept.append((place, one))
                else:
                    continue
                self.written_again.add((one.fingerprint, place.source))
            self._write()
            self.run.report()

    def file(self) -> None:
        """File what was kept. Only now nothing remains to be done for the messages that were held back."""
        from onward.mail import filing

        if not self.run.stop:
            with transaction.atomic():
                self.ledger.write([line for line in self.held_back if line[:2] not in self.written_again])
        filing.file_waiting(self.owner)

    def _stopped(self) -> bool:
        return self.run.stop

    def _take(self, batch: Looked) -> None:
        """Sort one batch: what is kept, what was known, what has no part in the search or is in doubt."""
        prints = self.ledger.prints
        for place, one in batch:
            self.reading.bytes_done += one.size
            self.reading.examined += 1
            if one.problem:
                self.run.skip(place.source, one.problem)
                if not one.fingerprint:
                    self.ledger.unfinished(place)
                continue
            seen = one.fingerprint in prints
            message = prints.setdefault(one.fingerprint, None)
            if message is not None:
                self.copies.append((place, one))
            elif one.raw:
                prints[one.fingerprint] = BEING_KEPT
                self.doubtful.pop(one.fingerprint, None)
                self.kept.append((place, one))
            else:
                (self.held_back if self._doubt(place, one) else self.lines).append(_line(place, one, None))
            self.reading.known += seen

    def _write(self) -> None:
        """Write what has gathered, messages, raw bytes and ledger lines, in one transaction."""
        from onward.mail.keeping import keep

        with transaction.atomic():
            written = keep(self.owner, [one for _, one in self.kept])
            for (place, one), message in zip(self.kept, written, strict=True):
                self.ledger.prints[one.fingerprint] = message.pk
                self.lines.append(_line(place, one, message.pk))
                self.kept_any = True
                # What more likely is no answer is asked about, and not told as found.
                if message.doubted:
                    self.sounding.append(one.address)
                elif message.sealed_at is None:
                    self.reading.kept += 1
                    self.kinds["other" if message.veiled else message.kind] += 1
            self.lines += [
                _line(place, one, self.ledger.prints[one.fingerprint]) for place, one in self.copies
            ]
            self.ledger.write(self.lines)
        self.reading.kinds = dict(self.kinds)
        self.lines, self.kept, self.copies = [], [], []

    def _doubt(self, place: Locator, one: Examined) -> bool:
        """Remember a personal message that nothing spoke for: its thread or its sender may, once all is read."""
        # What lies in no file is remembered by its source.
        if not place.path or not one.personal or not (one.thread or one.address):
            return False
        if one.fingerprint in self.doubtful:
            return True
        if place.raw is not None:
            if self.doubtful_bytes + len(place.raw) > SECOND_LOOK_BYTES:
                return False
            self.doubtful_bytes += len(place.raw)
        self.doubtful[one.fingerprint] = place, one
        return True

    def _belongs(self, place: Locator, one: Examined, ours: Collection[str], known: Correspondents) -> bool:
        """True when the second look found a part of the search.

        Of the person's own mail also what is sent to an address of the search; of others' what stands in its thread and
        comes from somebody known, or from an employer's domain ("Thursday it is"), and what comes from a person at an
        employer who has written about it.
        """
        if one.problem or one.understood is None:
            return False
        # The file may have become another one meanwhile; that is the next reading's.
        if place.path and one.fingerprint not in self.doubtful:
            return False
        in_thread = not known.threads.isdisjoint(one.thread)
        if one.address in ours:
            people = (*one.message.to, *one.message.cc) if one.message else ()
            speaks = one.understood.kind != "other" or (one.sent is not None and one.sent[0] != "reply")
            return speaks or in_thread or any(known.knows(address) for _, address in people)
        if one.understood.kind != "other":
            return True
        if in_thread:
            return known.knows(one.address) or own_domain(one.address) in known.domains
        return one.address in known.writers & known.addresses and bool(own_domain(one.address))


def _load_what_writes() -> None:
    """Import what keeps and files mail: now the workers load too, and later they would wait for this process."""
    from onward.mail import filing, keeping  # noqa: F401


def _line(place: Locator, one: Examined, message: int | None) -> Line:
    return one.fingerprint, place.source, *one.stamp, 0, message
