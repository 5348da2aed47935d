"""Fetches from mailboxes what may belong to the search: headers of what is new, then whole messages.

How far each folder is read is written after each batch, with what may be looked at again, so that a reading that is cut
off anywhere goes on there. A message that is fetched twice, because it was moved or its folder was numbered anew, is
known to the ledger like one that came from a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from onward.base import clock
from onward.base.errors import Problem
from onward.mail.containers import Locator
from onward.mail.examining import fingerprint
from onward.mailbox import choosing, queries, source
from onward.mailbox.choosing import Head
from onward.mailbox.client import Client, in_groups
from onward.mailbox.models import Folder, Glance, Mailbox
from onward.mailbox.session import AT_ONCE, Renumbered, Session, Unreadable

if TYPE_CHECKING:
    from onward.mail.intake import Run
    from onward.mail.new_mail import NewMail

#: Bytes of whole messages that are held at once; a larger one comes alone.
HELD: Final = 8 << 20
#: The bytes of a message before any is known, to tell how much there is.
GUESSED: Final = 20_000


class Mailboxes:
    """The chosen folders of some mailboxes."""

    def __init__(self, mailboxes: Sequence[Mailbox]) -> None:
        self.sessions = [Session(one, self._stopped) for one in mailboxes]
        self.run: Run
        #: Folder, the UID that its next new message will have (0 where the server does not say), how many there are.
        self._new: list[tuple[Session, Folder, int, int]] = []
        self._messages = self._seen = 0

    def begin(self, run: Run) -> bool:
        """Ask each folder whether something new came."""
        self.run = run
        try:
            for session in self.sessions:
                chosen = queries.chosen(session.mailbox)
                if not chosen:
                    raise Problem(
                        _("No folder of %(address)s is chosen. Choose at least one on its page.")
                        % {"address": session.mailbox.address}
                    )
                for folder in chosen:
                    self._look(session, folder)
        except BaseException:
            self._close()
            raise
        run.reading.bytes_total = self._messages * GUESSED
        if not self._new:
            self._close()
        return bool(self._new)

    def bring(self, new: NewMail, mine: Sequence[str]) -> None:
        """Hand over what may belong to the search, folder by folder."""
        try:
            for session, folder, end, messages in self._new:
                try:
                    self._folder(new, mine, session, folder, (end, messages))
                except Renumbered:
                    validity, *size = session.ask(lambda client, at=folder.name: client.standing(at))  # type: ignore[misc]
                    _begin_anew(folder, validity)
                    self._folder(new, mine, session, folder, (size[0], size[1]))
        except BaseException:
            self._close()
            raise

    def look_again(self, new: NewMail, mine: Sequence[str]) -> None:
        """Fetch what is in a thread, or from a person, of the search, and was passed by."""
        try:
            if not self.run.stop:
                self._again(new, mine)
        finally:
            self._close()

    def finish(self, run: Run) -> None:
        """All that was there when it began is read."""
        for session in self.sessions:
            session.mailbox.synced_at = clock.now()
            session.mailbox.save(update_fields=["synced_at"])

    def _look(self, session: Session, folder: Folder) -> None:
        """Whether a folder has anything new; numbered anew, all of it is."""
        said = self._standing(session, folder)
        if said is None:
            return
        validity, end, messages = said
        if validity != folder.uid_validity:
            _begin_anew(folder, validity)
        if not messages or (end and folder.next_uid >= end):
            return
        self._new.append((session, folder, end, messages))
        self._messages += min(messages, end - folder.next_uid) if end else messages

    def _standing(self, session: Session, folder: Folder) -> tuple[int, int, int] | None:
        """UIDVALIDITY, UIDNEXT and number of messages; None, and it is named, where the folder cannot be looked at."""
        # Some servers trip over a name in one command and not in another.
        for command in ("standing", "examine"):
            with suppress(Unreadable):
                return session.ask(partial(_numbers, command, folder.name))
        listed = session.ask(lambda client: client.folders())
        there = any(name == folder.name.encode("latin-1") for _flags, _separator, name in listed)
        why = _("What the server says about this folder cannot be read.")
        self.run.skip(self._source(session, folder), why if there else _("This folder is no longer there."))
        return None

    def _folder(
        self, new: NewMail, mine: Sequence[str], session: Session, folder: Folder, size: tuple[int, int]
    ) -> None:
        for uids, following in session.numbers(folder, *size):
            if self.run.stop:
                return
            heads, broken = self._heads(session, folder, uids, mine)
            wanted = self._wanted(session, folder, heads)
            kept: set[int] = set()
            for locators, prints in self._whole(session, folder, {uid: heads[uid].size for uid in wanted}):
                new.read(locators, mine)
                known = new.ledger.prints
                kept |= {uid for uid, print in prints.items() if known.get(print) is not None}
            for uid in broken:
                self._skip(session, folder, uid)
            if self.run.stop:
                return  # what was fetched is written; the batch is gone over again
            passed = [uid for uid in heads if uid not in wanted]
            self.run.reading.examined += len(passed)
            self.run.reading.bytes_done += sum(heads[uid].size for uid in passed)
            glances = [
                (uid, one, [choosing.OWN] if one.own and uid in wanted else [])
                for uid, one in heads.items()
                if uid not in kept and one.personal
            ]
            _reached(folder, following, glances)
            self._seen += len(uids)
            if self._seen:
                ahead = max(0, self._messages - self._seen)
                self.run.reading.bytes_total = (
                    self.run.reading.bytes_done * (self._seen + ahead) // self._seen
                )
            self.run.report()

    def _heads(
        self, session: Session, folder: Folder, uids: list[int], mine: Sequence[str]
    ) -> tuple[dict[int, Head], list[int]]:
        said, broken = session.each(lambda client, some: client.heads(some), uids, folder)
        return {uid: choosing.head(raw, size, mine) for uid, (size, raw) in sorted(said.items())}, broken

    def _wanted(self, session: Session, folder: Folder, heads: dict[int, Head]) -> set[int]:
        """Those that may belong to the search, by their header or by the beginning of their text."""
        wanted = {uid for uid, one in heads.items() if choosing.told_by_header(one)}
        by_size: dict[int, list[int]] = {}
        for uid, one in heads.items():
            if uid not in wanted:
                by_size.setdefault(choosing.beginning(one), []).append(uid)
        further: list[int] = []
        begun: dict[int, bytes] = {}
        for size, uids in sorted(by_size.items()):
            said, broken = session.each(lambda client, some, n=size: client.texts(some, n), uids, folder)  # type: ignore[misc]
            begun |= said
            # Where the beginning cannot be had, the whole is asked for: it is named if that cannot be had either.
            wanted.update(broken)
        for uid, text in begun.items():
            if choosing.told_by_text(heads[uid], text):
                wanted.add(uid)
            elif choosing.says_too_little(heads[uid], text):
                further.append(uid)
        if further:
            said, _broken = session.each(
                lambda client, some: client.texts(some, choosing.FURTHER), further, folder
            )
            wanted.update(uid for uid, text in said.items() if choosing.told_by_text(heads[uid], text))
        return wanted

    def _whole(
        self, session: Session, folder: Folder, sizes: dict[int, int]
    ) -> Iterator[tuple[list[Locator], dict[int, bytes]]]:
        """Whole messages, as many at once as may be held, with their fingerprints."""
        for group in in_groups(sorted(sizes.items()), HELD):
            for begin in range(0, len(group), AT_ONCE):
                if self.run.stop:
                    return
                some = group[begin : begin + AT_ONCE]
                said, broken = session.each(lambda client, uids: client.whole(uids), some, folder)
                for uid in broken:
                    self._skip(session, folder, uid)
                yield (
                    [
                        Locator(f"{self._source(session, folder)}/{uid}", "", 0, len(raw), raw, "bytes")
                        for uid, raw in said.items()
                    ],
                    {uid: fingerprint(raw)[0] for uid, raw in said.items()},
                )

    def _again(self, new: NewMail, mine: Sequence[str]) -> None:
        folders = {
            one.pk: (session, one) for session in self.sessions for one in queries.chosen(session.mailbox)
        }
        glances = list(Glance.objects.filter(folder__in=folders).order_by("folder", "uid"))
        counts: Counter[str] = Counter(party for one in glances for party in one.parties)
        known, ours = new.of_the_search(
            mine,
            lambda address: counts[choosing.digest(address)],
            lambda domain: counts[f"@{choosing.digest(domain)}"] + counts[f"!{choosing.digest(domain)}"],
        )
        ties = {choosing.digest(one) for one in known.addresses}
        ties |= {f"@{choosing.digest(one)}" for one in known.domains}
        ties.add(choosing.OWN)
        threads = {choosing.digest(one) for one in known.threads}
        tied = [
            one for one in glances if not (ties.isdisjoint(one.parties) and threads.isdisjoint(one.thread))
        ]
        for key, (session, folder) in folders.items():
            uids = [one.uid for one in tied if one.folder_id == key]
            for begin in range(0, len(uids), AT_ONCE):
                part = uids[begin : begin + AT_ONCE]
                try:
                    said, _broken = session.each(lambda client, some: client.heads(some), part, folder)
                    sizes = {uid: size for uid, (size, _raw) in said.items()}
                    for locators, _prints in self._whole(session, folder, sizes):
                        new.look_again(locators, ours, known)
                except Renumbered:
                    break  # the next reading goes over the whole folder
                if self.run.stop:
                    return
                Glance.objects.filter(folder=folder, uid__in=part).delete()

    def _stopped(self) -> bool:
        """Also while nothing comes: a stop is asked for on the row."""
        self.run.report()
        return self.run.stop

    def _source(self, session: Session, folder: Folder) -> str:
        return f"{source.name_of(session.mailbox)}/{folder.title}"

    def _skip(self, session: Session, folder: Folder, uid: int) -> None:
        source = f"{self._source(session, folder)}/{uid}"
        self.run.skip(source, _("What the server says about this message cannot be read."))

    def _close(self) -> None:
        for session in self.sessions:
            session.close()


def _numbers(command: str, name: str, client: Client) -> tuple[int, int, int]:
    """UIDVALIDITY, UIDNEXT and number of messages, asked for with one of the client's commands."""
    found: tuple[int, int, int] = getattr(client, command)(name)
    return found


def _begin_anew(folder: Folder, validity: int) -> None:
    """Forget the numbers of a folder; what was read stays read."""
    with transaction.atomic():
        Glance.objects.filter(folder=folder).delete()
        folder.uid_validity, folder.next_uid = validity, 1
        folder.save(update_fields=["uid_validity", "next_uid"])


def _reached(folder: Folder, next_uid: int, heads: Sequence[tuple[int, Head, list[str]]]) -> None:
    """Write how far the folder is read, and what may be looked at again, with what ties it besides its parties."""
    glances = [
        Glance(
            folder=folder, uid=uid, parties=[*choosing.parties(one), *more],
            thread=[choosing.digest(identifier) for identifier in one.thread],
        )
        for uid, one, more in heads
    ]  # fmt: skip
    with transaction.atomic():
        Glance.objects.bulk_create(glances, batch_size=200, ignore_conflicts=True)
        folder.next_uid = next_uid
        folder.save(update_fields=["next_uid"])
