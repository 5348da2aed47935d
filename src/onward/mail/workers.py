"""Spreads the examining of messages over the machine's processors, in order and with bounded memory."""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice

from onward.base.errors import Problem
from onward.mail.containers import Locator
from onward.mail.examining import Examined, examine, load

#: A batch is cut at so many messages, or at so many bytes of them where that is known.
BATCH = 256
BATCH_BYTES = 4 << 20
#: Below so many bytes of mail the start of other processes costs more than it brings.
WORTH_IT = 3 << 20

Work = Callable[[Sequence[Locator]], list[Examined]]
Looked = list[tuple[Locator, Examined]]


def batches(locators: Iterable[Locator]) -> Iterator[list[Locator]]:
    """The locators in lists small enough to send to another process."""
    batch: list[Locator] = []
    size = 0
    for locator in locators:
        batch.append(locator)
        size += max(locator.length, 0)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def examined(
    locators: Iterable[Locator],
    bytes_total: int,
    work: Work = examine,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Looked]:
    """The results batch by batch, in the order of the locators; ends early once `stopped` says so."""
    count = min(os.cpu_count() or 1, 8)
    cut = batches(locators)
    # For one batch no process is started: a reading of every day finds a handful of new messages.
    beginning = list(islice(cut, 2)) if bytes_total >= WORTH_IT and count > 1 else []
    if len(beginning) < 2:
        for batch in chain(beginning, cut):
            if stopped():
                return
            yield list(zip(batch, work(batch), strict=True))
        return
    context = _context()
    if context.get_start_method() == "fork":
        # Loaded once here, so that the workers share them; what is here before them is nobody's garbage.
        load()
        gc.freeze()
    with ProcessPoolExecutor(count, mp_context=context, initializer=_watch_parent) as pool:
        waiting: deque[tuple[list[Locator], Future[list[Examined]]]] = deque()

        def first() -> Looked:
            batch, future = waiting.popleft()
            return list(zip(batch, future.result(), strict=True))

        try:
            for batch in chain(beginning, cut):
                waiting.append((batch, pool.submit(work, batch)))
                if len(waiting) >= 3 * count:
                    yield first()
                if stopped():
                    break
            while waiting and not stopped():
                yield first()
        except BrokenProcessPool:
            raise Problem(
                "A reading process ended unexpectedly, perhaps for want of memory. Nothing is lost; read again to go on."
            ) from None
        finally:
            for _, future in waiting:
                future.cancel()


def work_for(me: Sequence[str], everything: bool = False) -> Work:
    """The examining with the person's addresses fixed, as it can be sent to another process."""
    return partial(examine, me=frozenset(me), everything=everything)


def _context() -> multiprocessing.context.BaseContext:
    """Forked workers start at once and share the models; threads in this process forbid it."""
    forkable = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forkable else "spawn")


def _watch_parent() -> None:
    """End with the parent, also when it is killed: a worker would wait for ever for its next batch."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
