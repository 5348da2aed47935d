"""Technical prose that is no hiring mail: pieces of the documentation of Python, numpy and torch."""

import importlib
import inspect
import pydoc_data.topics
import random

_MODULES = """argparse asyncio collections csv datetime decimal email ftplib functools gzip heapq http.client imaplib
    json logging multiprocessing os pathlib pdb pickle queue random re sched select shelve shutil smtplib socket sqlite3
    ssl statistics string struct subprocess tarfile tempfile textwrap threading trace unittest urllib.request uuid venv
    warnings wave weakref xml.dom zipfile numpy numpy.linalg numpy.random numpy.ma numpy.polynomial
    torch torch.nn torch.utils.data""".split()
_SENDERS = ("Sam Ito <sam@lists.example>", "dev-list <dev@lists.example>", "Priya <priya@mailhost.example>")


def docs(count: int = 250, seed: int = 1) -> list[tuple[str, str, str]]:
    """As many "mails" of documentation: sender, subject, body."""
    chance = random.Random(seed)
    texts = list(pydoc_data.topics.topics.values())
    for name in _MODULES:
        module = importlib.import_module(name)
        members = (
            one for _, one in inspect.getmembers(module) if inspect.isclass(one) or inspect.isfunction(one)
        )
        texts += [inspect.getdoc(one) or "" for one in members] + [module.__doc__ or ""]
    texts = [text for text in texts if len(text) > 300]
    made = []
    for _ in range(count):
        lines = chance.choice(texts).splitlines()
        start = chance.randrange(max(1, len(lines) - 30))
        body = "\n".join(lines[start : start + chance.randint(6, 40)])
        subject = chance.choice(("Re: ", "[dev] ", "")) + " ".join(body.split()[:6])
        made.append((chance.choice(_SENDERS), subject, body))
    return made
