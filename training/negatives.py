"""Technical negatives from the standard library's own documentation."""
import pydoc_data.topics, random, textwrap, importlib, pkgutil, inspect
def docs(n=250, seed=1):
    r=random.Random(seed); out=[]
    texts=list(pydoc_data.topics.topics.values())
    for name in "argparse asyncio collections csv datetime decimal email ftplib functools gzip heapq http.client imaplib json logging multiprocessing optparse os pathlib pdb pickle queue random re sched select shelve shutil smtplib socket sqlite3 ssl statistics string struct subprocess tarfile telnetlib tempfile textwrap threading tkinter trace unittest urllib.request uuid venv warnings wave weakref xml.dom zipfile".split():
        try:
            m=importlib.import_module(name); texts+= [inspect.getdoc(o) or '' for _,o in inspect.getmembers(m) if inspect.isclass(o) or inspect.isfunction(o)]; texts.append(m.__doc__ or '')
        except Exception: pass
    texts=[t for t in texts if len(t)>300]
    for _ in range(n):
        t=r.choice(texts); lines=t.splitlines(); a=r.randrange(max(1,len(lines)-30)); body="\n".join(lines[a:a+r.randint(6,40)])
        name=r.choice(["Sam Ito <sam@lists.example>","dev-list <dev@lists.example>","Priya <priya@mailhost.example>"])
        out.append((name, r.choice(["Re: ","[dev] ",""])+" ".join(body.split()[:6]), body))
    return out
