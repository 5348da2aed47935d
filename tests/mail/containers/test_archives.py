"""Archives are read in memory, and refused with a sentence when they are bombs."""

from __future__ import annotations

import gzip
import io
import stat
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.mail.containers import Locator, Skipped, archives, budget, load, walk

MAIL = b"From: anna@example.org\nSubject: Hello\n\nText\n"
MBOX = b"From 1@xxx Mon Jan 06 10:00:00 +0000 2025\n" + MAIL + b"\n"
MBOX += b"From 2@xxx Mon Jan 06 11:00:00 +0000 2025\n" + MAIL


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def tarred(*members: tuple[str, bytes], kind: str = "w:gz") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=kind) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return held.getvalue()


def test_takeout_zip(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    path.write_bytes(
        zipped(
            **{
                "Takeout/Mail/All mail.mbox": MBOX,
                "Takeout/archive_browser.html": b"<html>",
                "a/cur/1.h:2,S": MAIL,
            }
        )
    )
    found = list(walk([path]))
    assert [one.source for one in found] == [
        f"{path}!/Takeout/Mail/All mail.mbox#1",
        f"{path}!/Takeout/Mail/All mail.mbox#2",
        f"{path}!/Takeout/archive_browser.html",
        f"{path}!/a/cur/1.h:2,S",
    ]
    assert [load(one) for one in found if isinstance(one, Locator)] == [MAIL] * 3


@pytest.mark.parametrize(
    ("name", "kind"), [("a.tar.gz", "w:gz"), ("a.tgz", "w:gz"), ("a.tar", "w"), ("noname", "w:gz")]
)
def test_tar_in_its_forms(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / name
    long = "d/" * 80 + "x.eml"
    path.write_bytes(tarred((long, MAIL), ("in.mbox", MBOX), ("é.eml", MAIL), kind=kind))
    found = [one for one in walk([path]) if isinstance(one, Locator)]
    assert [one.source for one in found] == [
        f"{path}!/{long}", f"{path}!/in.mbox#1", f"{path}!/in.mbox#2", f"{path}!/é.eml",
    ]  # fmt: skip
    assert [load(one) for one in found] == [MAIL] * 4


def test_a_packed_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "in.mbox.gz"
    path.write_bytes(gzip.compress(MBOX))
    assert [one.source for one in walk([path])] == [f"{path}#1", f"{path}#2"]


def test_archives_in_archives_end_at_the_second(tmp_path: Path) -> None:
    second = zipped(**{"b.eml": MAIL, "third.zip": zipped(**{"c.eml": MAIL})})
    (tmp_path / "a.zip").write_bytes(zipped(**{"second.zip": second}))
    found, deep = walk([tmp_path / "a.zip"])
    assert found.source.endswith("a.zip!/second.zip!/b.eml")
    assert isinstance(deep, Skipped)
    assert "too deep" in deep.why


def test_links_devices_and_outward_names_stay_inside(tmp_path: Path) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("x.eml")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("../../outside.eml")
        info.size = len(MAIL)
        archive.addfile(info, io.BytesIO(MAIL))
    (tmp_path / "a.tar").write_bytes(held.getvalue())
    *links, mail = walk([tmp_path / "a.tar"])
    assert len(links) == 4
    assert all(isinstance(one, Skipped) and "link or a device" in one.why for one in links)
    assert isinstance(mail, Locator)
    assert load(mail) == MAIL
    link = zipfile.ZipInfo("y.eml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as zip_archive:
        zip_archive.writestr(link, "/etc/passwd")
    (only,) = walk([tmp_path / "b.zip"])
    assert isinstance(only, Skipped)
    assert "link or a device" in only.why


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "RATIO_FLOOR", 1 << 20)
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"From a@b.c Mon Jan  6 10:00:00 2025\n" + bytes(8 << 20)))
    (tmp_path / "b.zip").write_bytes(zipped(**{"x.mbox": b"From: " + bytes(80 << 20)}))
    (tmp_path / "c.tar.gz").write_bytes(tarred(("x.mbox", b"From: a\nTo: b\n\n" + bytes(8 << 20))))
    for name in ("a.gz", "b.zip", "c.tar.gz"):
        last = list(walk([tmp_path / name]))[-1]
        assert isinstance(last, Skipped), name
        assert "200 times" in last.why


def test_too_many_members_and_too_large_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAX_MEMBERS", 5)
    monkeypatch.setattr(archives, "MAX_MESSAGE_MEMBER", 1 << 20)
    (tmp_path / "a.tar").write_bytes(tarred(*((f"{n}.eml", MAIL) for n in range(9)), kind="w"))
    assert "more than 5 files" in getattr(list(walk([tmp_path / "a.tar"]))[-1], "why", "")
    (tmp_path / "b.zip").write_bytes(zipped(**{"big.eml": MAIL * 50_000, "small.eml": MAIL}))
    big, small = walk([tmp_path / "b.zip"])
    assert "larger than 1 MB" in getattr(big, "why", "")
    assert isinstance(small, Locator)


def test_broken_and_locked_archives_are_named(tmp_path: Path) -> None:
    whole = zipped(**{"a.eml": MAIL * 100, "b.eml": MAIL})
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    damaged = bytearray(whole)
    damaged[40:60] = b"x" * 20
    (tmp_path / "damaged.zip").write_bytes(bytes(damaged))
    locked = bytearray(whole)
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(locked))
    packed = gzip.compress(MBOX * 50)
    (tmp_path / "cut.mbox.gz").write_bytes(packed[:-20])
    for name, word in (
        ("cut.zip", "cut off"),
        ("damaged.zip", "damaged"),
        ("locked.zip", "password"),
        ("cut.mbox.gz", "damaged"),
    ):
        assert any(word in one.why for one in walk([tmp_path / name]) if isinstance(one, Skipped)), name


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content, expected in (
        (MBOX, ["-#1", "-#2"]),
        (MAIL, ["-"]),
        (tarred(("a.eml", MAIL)), ["-!/a.eml"]),
        (zipped(**{"a.eml": MAIL}), ["-!/a.eml"]),
        (b"%PDF-1", ["-"]),
        (b"", ["-"]),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert [one.source for one in walk(["-"])] == expected


STARTS = [
    b"",
    b"From ",
    MBOX,
    MAIL,
    b"PK\x03\x04",
    b"\x1f\x8b\x08\x00",
    zipped(a=MAIL),
    tarred(("a", MAIL)),
    tarred(("a", MAIL), kind="w"),
]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(STARTS),
    st.binary(max_size=60),
    st.integers(0, 12_000),
    st.sampled_from(["x", "x.mbox", "x.zip", "x.tar", "x.tgz", "x.gz", "x.emlx", "x.eml", "x.pdf"]),
)
def test_walk_and_load_never_raise_on_damaged_files(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, noise: bytes, at: int, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(start[:at] + noise + start[at + len(noise) :])
    for one in walk([path]):
        if isinstance(one, Locator):
            assert isinstance(load(one), bytes)
        else:
            assert one.why.endswith(".")
