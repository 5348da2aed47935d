"""Spreads the examining of messages over the machine's processors, in order and with bounded memory.

Light to import: what examines messages is loaded where they are examined.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from onward.base.errors import Problem

if TYPE_CHECKING:
    from onward.mail.containers import Locator
    from onward.mail.examined import Examined

#: A batch is cut at so many messages, or at so many bytes of them where that is known.
BATCH = 256
BATCH_BYTES = 4 << 20
#: So many messages are a batch where each is to be understood: that takes as long as a look at a hundred.
FEW = 16
#: Below so many bytes of mail the start of other processes costs more than it brings.
WORTH_IT = 3 << 20
#: Importing it loads every pattern and model.
_PRELOADED = "onward.mail.preloaded"
#: What keeps Python from looking for modules in the current folder before all others.
_SAFE_PATH = "PYTHONSAFEPATH"

Work = Callable[[Sequence["Locator"]], "list[Examined]"]
Looked = list[tuple["Locator", "Examined"]]
Told = TypeVar("Told")


def examining(me: Collection[str], everything: bool = False) -> Work:
    """The look at new messages with the person's addresses fixed, as it can be sent to another process."""
    return partial(_examine, me=frozenset(me), everything=everything)


def looking_again(me: Collection[str]) -> Work:
    """The look at messages that the search is known to have a part in."""
    return partial(_look_again, me=frozenset(me))


def begin() -> None:
    """Start the process from which the workers are forked: it loads all they need while this one goes on."""
    if _count() > 1:
        _context()


def batches(locators: Iterable[Locator], most: int = 0) -> Iterator[list[Locator]]:
    """The locators in lists small enough to send to another process; `most` in one, where that is fewer than usual."""
    most = most or BATCH
    batch: list[Locator] = []
    size = 0
    for locator in locators:
        batch.append(locator)
        size += max(locator.length, 0)
        if len(batch) >= most or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class Workers:
    """The processes that examine messages; none is started before there is enough for them to do."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            # What nobody waits for any more is not begun.
            self._pool.shutdown(cancel_futures=True)

    def examined(
        self,
        locators: Iterable[Locator],
        bytes_total: int,
        work: Work,
        stopped: Callable[[], bool] = lambda: False,
        most: int = 0,
    ) -> Iterator[Looked]:
        """The results batch by batch, in the order of the locators; ends early once `stopped` says so."""
        cut = batches(locators, most)
        # For one batch no process is started: a reading of every day finds a handful of new messages.
        large = bytes_total >= WORTH_IT and _count() > 1
        beginning = list(islice(cut, 2)) if large or self._pool else []
        if len(beginning) < 2 and not self._pool:
            for batch in chain(beginning, cut):
                if stopped():
                    return
                yield list(zip(batch, work(batch), strict=True))
            return
        if self._pool is None:
            ignored = signal.getsignal(signal.SIGINT) == signal.SIG_IGN
            self._pool = ProcessPoolExecutor(
                _count(), mp_context=_context(), initializer=_watch_parent, initargs=(ignored,)
            )
        yield from _spread(self._pool, chain(beginning, cut), work, stopped)

    def each(self, task: Callable[..., Told], given: Sequence[tuple[object, ...]]) -> list[Told]:
        """What a task makes of each of these arguments, in their order.

        By the processes where there are some: they have loaded the models already, and this one need not.
        """
        if self._pool is None:
            return [task(*one) for one in given]
        with _noticed():
            with _undisturbed():
                waiting = [self._pool.submit(task, *one) for one in given]
            return [future.result() for future in waiting]


def _spread(
    pool: ProcessPoolExecutor, cut: Iterable[list[Locator]], work: Work, stopped: Callable[[], bool]
) -> Iterator[Looked]:
    waiting: deque[tuple[list[Locator], Future[bytes]]] = deque()

    def first() -> Looked:
        batch, future = waiting.popleft()
        return list(zip(batch, pickle.loads(future.result()), strict=True))  # noqa: S301 - our own worker's

    try:
        with _noticed():
            for batch in cut:
                with _undisturbed():
                    waiting.append((batch, pool.submit(_packed, work, batch)))
                if len(waiting) >= 3 * _count():
                    yield first()
                if stopped():
                    break
            while waiting and not stopped():
                yield first()
    finally:
        for _, future in waiting:
            future.cancel()


@contextmanager
def _noticed() -> Iterator[None]:
    """The end of a process is a Problem."""
    try:
        yield
    except BrokenProcessPool:
        raise Problem(
            "A reading process ended unexpectedly, perhaps for want of memory. Nothing is lost; read again to go on."
        ) from None


def _count() -> int:
    return min(os.cpu_count() or 1, 8)


def _context() -> multiprocessing.context.BaseContext:
    """Workers are forked from a process that has loaded their models and nothing else, whatever threads this one has."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing import forkserver

        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_PRELOADED])
        # Its socket may find no place, for example where the path of temporary files is too long.
        with suppress(OSError), _safe_path():
            forkserver.ensure_running()
            return context
    # These begin one by one, whenever there is work for one more.
    os.environ.setdefault(_SAFE_PATH, "1")
    return multiprocessing.get_context("spawn")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C is answered afterwards: while a process starts it would be lost, or leave one that nobody ends."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = False

    def note(*_: object) -> None:
        nonlocal pressed
        pressed = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _safe_path() -> Iterator[None]:
    """What is started within looks for no modules in the folder that the person stands in."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


def _packed(work: Work, batch: Sequence[Locator]) -> bytes:
    """What comes of a batch, packed by us: the pool would unpack it, and import what it is made of, in a thread."""
    return pickle.dumps(work(batch), pickle.HIGHEST_PROTOCOL)


def _examine(locators: Sequence[Locator], me: Collection[str], everything: bool) -> list[Examined]:
    from onward.mail import examining

    return examining.examine(locators, me, everything)


def _look_again(locators: Sequence[Locator], me: Collection[str]) -> list[Examined]:
    from onward.mail import examining

    return examining.look_again(locators, me)


def _watch_parent(ignored: bool) -> None:
    """End with the parent, also when it is killed: a worker would wait for ever for its next batch.

    And end without a word at Ctrl-C, which the parent answers; where it is `ignored` there, as by what a shell starts in
    the background, here too.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.SIG_DFL)

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
