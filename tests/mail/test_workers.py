"""Messages are examined by several processes, in order; nothing is started for nothing."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from onward.mail import examining, workers
from onward.mail.containers import Locator, walk
from onward.mail.examined import Examined
from tests.mail.letters import ME, answer, as_maildir, chat, mail, search


def only_named(locators: Sequence[Locator]) -> list[Examined]:
    """As quick as work can be."""
    return [Examined(one.source) for one in locators]


def ending(locators: Sequence[Locator]) -> list[Examined]:
    """Work whose process ends, as for want of memory."""
    import os

    os._exit(9)


def with_models(locators: Sequence[Locator]) -> list[Examined]:
    """Whether this process had everything loaded before it was given anything."""
    return [Examined(str("onward.mail.preloaded" in sys.modules)) for _ in locators]


def deaf(locators: Sequence[Locator]) -> list[Examined]:
    """Whether this process ignores Ctrl-C."""
    import signal

    return [Examined(str(signal.getsignal(signal.SIGINT) == signal.SIG_IGN)) for _ in locators]


def preloaded(_: int) -> bool:
    """Whether this process has loaded the models."""
    return "onward.mail.preloaded" in sys.modules


def gone(_: int) -> None:
    """A task whose process ends."""
    os._exit(9)


def placed(tmp_path: Path) -> list[Locator]:
    found = list(walk([as_maildir(tmp_path / "mail", search() * 60)]))
    return [one for one in found if isinstance(one, Locator)]


def test_what_workers_send_is_unpacked_without_what_examines(tmp_path: Path) -> None:
    why = "{company} has decided against your application for {role}: you do not have enough experience with SQL."
    raw = answer(why, "Corvo", "Data Analyst", 7)
    told = Locator("why", "", 0, len(raw), raw, "bytes")
    looked = examining.examine([told, *placed(tmp_path)[:50]])
    assert any(one.understood and one.understood.reasons for one in looked)
    packed = tmp_path / "packed"
    packed.write_bytes(pickle.dumps(looked))
    code = "import pickle, sys; pickle.load(open(sys.argv[1], 'rb')); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code, packed], check=True, capture_output=True, text=True)
    heavy = {"numpy", "onward.mail.examining", "onward.mail.gate", "onward.mail.understanding.reading"}
    assert heavy.isdisjoint(loaded.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way")
def test_ctrl_c_while_a_worker_starts_is_answered_afterwards() -> None:
    done = []

    def starting() -> None:
        with workers._undisturbed():
            signal.raise_signal(signal.SIGINT)
            done.append("started")

    # A shell that begins this in the background has it ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            starting()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == ["started"]


def test_results_come_in_the_order_of_the_messages(tmp_path: Path) -> None:
    locators = placed(tmp_path)
    with workers.Workers() as spread:
        batches = list(spread.examined(locators, workers.WORTH_IT, only_named))
    assert len(batches) == -(-len(locators) // workers.BATCH)
    assert [place for batch in batches for place, _ in batch] == locators
    assert all(one.problem == place.source for batch in batches for place, one in batch)


@pytest.mark.skipif(os.cpu_count() == 1 or sys.platform == "win32", reason="nothing is forked")
def test_workers_have_the_models_whatever_threads_run_here(tmp_path: Path) -> None:
    ended = threading.Event()
    beside = threading.Thread(target=ended.wait)
    beside.start()
    try:
        with workers.Workers() as spread:
            looked = spread.examined(placed(tmp_path), workers.WORTH_IT, with_models)
            assert {one.problem for batch in looked for _, one in batch} == {"True"}
    finally:
        ended.set()
        beside.join()


@pytest.mark.skipif(os.cpu_count() == 1, reason="no worker is started")
@pytest.mark.parametrize("ignored", [True, False])
def test_workers_ignore_ctrl_c_where_the_reading_does(tmp_path: Path, ignored: bool) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.default_int_handler)
    try:
        with workers.Workers() as spread:
            looked = spread.examined(placed(tmp_path), workers.WORTH_IT, deaf)
            assert {one.problem for batch in looked for _, one in batch} == {str(ignored)}
    finally:
        signal.signal(signal.SIGINT, before)


def test_workers_stay_for_what_is_looked_at_again(tmp_path: Path) -> None:
    locators = placed(tmp_path)[: 3 * workers.FEW]
    with workers.Workers() as spread:
        list(spread.examined(placed(tmp_path), workers.WORTH_IT, only_named))
        again = list(spread.examined(locators, 0, only_named, most=workers.FEW))
    assert [len(batch) for batch in again] == [workers.FEW] * 3
    assert [place for batch in again for place, _ in batch] == locators


def test_a_task_is_done_here_until_there_are_workers(tmp_path: Path) -> None:
    with workers.Workers() as spread:
        assert spread.each(divmod, [(7, 2), (9, 4)]) == [(3, 1), (2, 1)]
        list(spread.examined(placed(tmp_path), workers.WORTH_IT, only_named))
        assert spread.each(divmod, [(7, 2), (9, 4)]) == [(3, 1), (2, 1)]


@pytest.mark.skipif(os.cpu_count() == 1 or sys.platform == "win32", reason="nothing is forked")
def test_workers_do_a_task_where_the_models_are(tmp_path: Path) -> None:
    with workers.Workers() as spread:
        list(spread.examined(placed(tmp_path), workers.WORTH_IT, only_named))
        assert spread.each(preloaded, [(1,), (2,)]) == [True, True]
        with pytest.raises(workers.Problem, match="Nothing is lost"):
            spread.each(gone, [(1,)])


@pytest.mark.skipif(os.cpu_count() == 1, reason="there are no workers")
def test_of_much_mail_only_the_workers_load_models(tmp_path: Path) -> None:
    ballast = b"\n".join([b"> the quiet river runs past the old mill"] * 80)
    others = [chat(number) + b"\n" + ballast for number in range(1200)]
    # What plain words do not tell: the reading of sent mail has to.
    text = "Dear team,\n\nI saw your opening for a data analyst, and my CV is attached. I would be glad to talk.\n\nMira"
    own = [mail("Data Analyst", text, ME, 5000 + n, to="jobs@corvo.example") for n in range(3)]
    place = as_maildir(tmp_path / "mail", [*search(), *own, *others])
    code = "import sys; from onward import cli; cli.main(sys.argv[1:]); print('numpy' in sys.modules)"
    for me in ([], ["--me", ME]):
        command = ["--home", str(tmp_path / f"home{len(me)}"), "read", place, *me, "--json"]
        done = subprocess.run(
            [sys.executable, "-c", code, *command], check=True, capture_output=True, text=True
        )
        assert '"kept": 7' in done.stdout
        assert done.stdout.endswith("False\n")


def test_a_stop_ends_it_early(tmp_path: Path) -> None:
    locators = placed(tmp_path)
    with workers.Workers() as spread:
        assert sum(map(len, spread.examined(locators, 0, only_named, lambda: True))) == 0
        assert sum(map(len, spread.examined(locators, workers.WORTH_IT, only_named, lambda: True))) == 0


def test_nothing_is_started_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_context", lambda: pytest.fail("workers were started"))
    assert list(workers.Workers().examined([], workers.WORTH_IT, only_named)) == []


def test_a_worker_that_dies_is_a_problem_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(workers.Problem, match="Nothing is lost"), workers.Workers() as spread:
        list(spread.examined(placed(tmp_path), workers.WORTH_IT, ending))


def test_a_batch_is_bounded_in_bytes() -> None:
    heavy = [Locator(f"a#{n}", "a", 0, 1 << 20, bytes(1 << 20), "bytes") for n in range(9)]
    assert [len(batch) for batch in workers.batches(heavy)] == [4, 4, 1]


def test_what_this_process_starts_later_finds_its_modules_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    workers._context()
    assert "PYTHONSAFEPATH" not in os.environ
