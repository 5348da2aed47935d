"""Spreads the examining of messages over the machine's processors, in order and with bounded memory."""

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain

from onward.base.errors import Problem
from onward.mail.containers import Locator
from onward.mail.examining import Examined, examine

#: A batch is cut at so many messages, or at so many bytes of messages that travel with it.
BATCH = 128
BATCH_BYTES = 4 << 20
#: Below so many bytes of mail the start of other processes costs more than it brings.
WORTH_IT = 3 << 20


def batches(locators: Iterable[Locator]) -> Iterator[list[Locator]]:
    """The locators in lists small enough to send to another process."""
    batch: list[Locator] = []
    size = 0
    for locator in locators:
        batch.append(locator)
        size += len(locator.raw) if locator.raw is not None else max(locator.length, 0)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def examined(
    locators: Iterable[Locator],
    bytes_total: int,
    work: Callable[[Sequence[Locator]], list[Examined]] = examine,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[list[Examined]]:
    """The results batch by batch, in the order of the locators; ends early once `stopped` says so."""
    count = min(os.cpu_count() or 1, 8)
    if bytes_total < WORTH_IT or count < 2:
        for batch in batches(locators):
            if stopped():
                return
            yield work(batch)
        return
    cut = batches(locators)
    beginning = next(cut, None)
    if beginning is None:
        # Nothing new: neither the models nor the workers are needed.
        return
    from onward.mail.understanding import kinds

    # Loaded once here, so that the workers share it by forking.
    kinds.load()
    with ProcessPoolExecutor(
        count, mp_context=_context(), initializer=_watch_parent, initargs=(os.getpid(),)
    ) as pool:
        waiting: deque[Future[list[Examined]]] = deque()
        try:
            for batch in chain([beginning], cut):
                waiting.append(pool.submit(work, batch))
                if len(waiting) >= 3 * count:
                    yield waiting.popleft().result()
                if stopped():
                    break
            while waiting and not stopped():
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise Problem(
                "A reading process ended unexpectedly, perhaps for want of memory. Nothing is lost; read again to go on."
            ) from None
        finally:
            for future in waiting:
                future.cancel()


def work_for(me: Sequence[str], everything: bool = False) -> Callable[[Sequence[Locator]], list[Examined]]:
    """The examining with the person's addresses fixed, as it can be sent to another process."""
    return partial(examine, me=frozenset(me), everything=everything)


def _context() -> multiprocessing.context.BaseContext:
    """Forked workers start at once and share the models; threads in this process forbid it."""
    forkable = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forkable else "spawn")


def _watch_parent(parent: int) -> None:
    """End with the parent, also when it is killed: a worker would wait for ever for its next batch."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
