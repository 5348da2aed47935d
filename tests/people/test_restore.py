"""Out and in again: the same journal, the same bytes; what is damaged is named, what is there is not overwritten."""

import base64
import hashlib
import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from onward import takeaway
from onward.applications import columns as folds
from onward.applications.models import Application, Event
from onward.base import clock
from onward.base.errors import Problem
from onward.mail.models import Message, RawMessage
from onward.people import erase, export, restore
from onward.people.archive import codec, contents, opened, packing, references, sealed
from onward.people.belongings import paths_to_owner
from onward.people.models import User
from tests.people import journals
from tests.people.test_erase import live

pytestmark = pytest.mark.django_db
QUICK = how(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # fmt: skip


@pytest.fixture(autouse=True)
def _hosted(settings):
    """Without the copy of the file, which cannot be made inside a test's transaction."""
    settings.HOSTED = True
    yield
    clock.travel_to(None)


def written(owner: User, place: Path) -> bytes:
    export.write(owner, takeaway.parts, place)
    return place.read_bytes()


def rows(owner: User) -> dict[str, list[dict[str, object]]]:
    """Everything that is the person's, as it is stored."""
    return {model.__name__: list(contents.rows(owner, model)) for model in contents.tables()}


def test_no_table_is_forgotten() -> None:
    held = {model.__name__ for model in contents.tables()}
    assert held | set(contents.LEFT_OUT) == {model.__name__ for model in paths_to_owner()}
    assert held | set(contents.LEFT_OUT) | {"User"} == {
        m.__name__ for m in apps.get_app_config("onward").get_models()
    }


def test_every_column_can_be_written_and_every_number_of_a_row_is_known() -> None:
    for model in contents.tables():
        for field in codec.columns(model):
            if not isinstance(field, (models.JSONField, models.BinaryField, models.DateField)):
                codec._kind(field)
            is_number = isinstance(field, models.IntegerField) and not field.primary_key
            if is_number and not field.is_relation and field.name.endswith("_id"):
                assert field.name in references.BY_NUMBER, f"{model.__name__}.{field.name}"
    for name in (*references.BY_NUMBER.values(), *references.INSIDE.values()):
        references.model_of(name)


def test_every_table_comes_back(owner: User, other: User, tmp_path: Path) -> None:
    live(owner)
    first, before = written(owner, tmp_path / "a.zip"), rows(owner)
    assert all(before.values()), "this test must fill every table"
    restore.restore(owner, tmp_path / "a.zip", restore.REPLACE, takeaway.settle)
    assert rows(owner) == before
    assert written(owner, tmp_path / "b.zip") == first
    restore.restore(owner, tmp_path / "a.zip", restore.MERGE, takeaway.settle)
    assert rows(owner) == before


@QUICK
@given(st.integers(0, 10**9), st.integers(1, 14))
def test_out_and_in_again_is_the_same(owner: User, other: User, tmp_path: Path, seed: int, acts: int) -> None:
    erase.rows_of(owner)
    erase.rows_of(other)
    journals.live(other, seed + 1, 3)
    journals.live(owner, seed, acts)
    first, before, theirs = written(owner, tmp_path / "a.zip"), rows(owner), rows(other)
    assert first == written(owner, tmp_path / "a.zip")
    restore.restore(owner, tmp_path / "a.zip", restore.REPLACE, takeaway.settle)
    assert rows(owner) == before
    assert rows(other) == theirs
    assert written(owner, tmp_path / "b.zip") == first
    assert folds.recompute(owner) == []


@QUICK
@given(st.integers(0, 10**9), st.integers(1, 12), st.integers(0, 6))
def test_joining_what_is_there_changes_nothing_and_joining_more_adds_it(
    owner: User, tmp_path: Path, seed: int, acts: int, more: int
) -> None:
    erase.rows_of(owner)
    journals.live(owner, seed, acts)
    early, before = written(owner, tmp_path / "early.zip"), rows(owner)
    restore.restore(owner, tmp_path / "early.zip", restore.MERGE, takeaway.settle)
    assert rows(owner) == before
    journals.live(owner, seed + 7, more)
    late, after = written(owner, tmp_path / "late.zip"), rows(owner)
    restore.restore(owner, tmp_path / "early.zip", restore.MERGE, takeaway.settle)
    assert rows(owner) == after, "what is older takes nothing back"
    restore.restore(owner, tmp_path / "early.zip", restore.REPLACE, takeaway.settle)
    assert written(owner, tmp_path / "c.zip") == early
    restore.restore(owner, tmp_path / "late.zip", restore.MERGE, takeaway.settle)
    assert {name: len(found) for name, found in rows(owner).items()} == {
        name: len(found) for name, found in after.items()
    }
    assert folds.recompute(owner) == []
    assert late


@QUICK
@given(st.integers(0, 10**9))
def test_where_the_numbers_are_taken_all_still_belongs_together(
    owner: User, other: User, tmp_path: Path, seed: int
) -> None:
    """Somebody else on the host has all the numbers: the rows get new ones, and say the same."""
    erase.rows_of(owner)
    erase.rows_of(other)
    journals.live(owner, seed, 12)
    written(owner, tmp_path / "a.zip")
    before = rows(owner)
    restore.restore(other, tmp_path / "a.zip", "", takeaway.settle)
    assert rows(owner) == before
    assert folds.recompute(other) == []
    told = [_told(person) for person in (owner, other)]
    assert told[0] == told[1]
    for event in Event.objects.filter(owner=other, message_id__isnull=False):
        assert Message.objects.get(pk=event.message_id).owner_id == other.pk
    journals.live(other, seed + 1, 2)  # and new rows find free numbers


def _told(person: User) -> list[object]:
    """The applications and all that their timeline rests on, without numbers."""
    found = []
    for one in Application.objects.filter(owner=person).order_by("pk"):
        events = Event.objects.filter(owner=person, current=one).order_by("at", "kind", "pk")
        mails = Message.objects.in_bulk([event.message_id for event in events if event.message_id])
        found.append(
            (one.company, one.role, one.status, one.visible, one.event_count, [
                (event.kind, event.at, event.active, mails[event.message_id].subject if event.message_id else "")
                for event in events
            ])
        )  # fmt: skip
    return found


def test_a_journal_that_is_not_empty_is_not_touched_without_being_told(owner: User, tmp_path: Path) -> None:
    journals.live(owner, 1)
    written(owner, tmp_path / "a.zip")
    before = rows(owner)
    with pytest.raises(Problem, match="not empty"):
        restore.restore(owner, tmp_path / "a.zip")
    assert rows(owner) == before


def test_what_waits_to_be_seen_comes_back_closed_and_nothing_readable_tells(
    owner: User, tmp_path: Path
) -> None:
    journals.hidden(owner, random.Random(1), 3)
    before = rows(owner)
    with zipfile.ZipFile(io.BytesIO(written(owner, tmp_path / "a.zip"))) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"Hidden" not in content, name
            assert b"other candidates" not in content, name
            assert b"rejection" not in content, name
        packed = archive.read(sealed.NAME)
    erase.rows_of(owner)
    with zipfile.ZipFile(io.BytesIO(written(owner, tmp_path / "none.zip"))) as archive:
        assert len(archive.read(sealed.NAME)) == len(packed), "its size would tell"
    restore.restore(owner, tmp_path / "a.zip", restore.REPLACE)
    assert rows(owner) == before
    assert Message.objects.get(owner=owner).sealed_at is not None


def changed(place: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The archive with some files changed, each whole as a zip sees it."""
    other = place.with_name("changed.zip")
    with zipfile.ZipFile(place) as was, zipfile.ZipFile(other, "w") as now:
        for name in was.namelist():
            if (content := change(name, was.read(name))) is not None:
                now.writestr(name, content)
    return other


def test_a_damaged_line_is_named(owner: User, tmp_path: Path) -> None:
    journals.live(owner, 5, 14)
    written(owner, tmp_path / "a.zip")

    def third(name: str, content: bytes) -> bytes:
        if name != "rows/event.jsonl":
            return content
        lines = content.split(b"\n")
        lines[2] = lines[2].replace(b"2024", b"2025")
        return b"\n".join(lines)

    with pytest.raises(Problem, match=r"rows/event\.jsonl, line 3 is not as it was written"):
        restore.restore(owner, changed(tmp_path / "a.zip", third), restore.REPLACE)
    gone = changed(tmp_path / "a.zip", lambda name, content: None if name == "person.json" else content)
    with pytest.raises(Problem, match=r"person\.json is missing"):
        restore.restore(owner, gone, restore.REPLACE)
    cut = changed(
        tmp_path / "a.zip", lambda name, content: content[: len(content) // 2] if "event" in name else content
    )
    with pytest.raises(Problem, match=r"rows/event\.jsonl"):
        restore.restore(owner, cut, restore.REPLACE)


def test_what_is_only_there_to_be_read_may_be_damaged(owner: User, tmp_path: Path) -> None:
    journals.live(owner, 5, 14)
    written(owner, tmp_path / "a.zip")
    before = rows(owner)
    other = changed(tmp_path / "a.zip", lambda name, content: b"?" if name == "README.txt" else content)
    assert restore.restore(owner, other, restore.REPLACE).remarks == ["README.txt is not as it was written"]
    assert rows(owner) == before


@pytest.mark.parametrize("seed", range(40))
def test_an_archive_damaged_anywhere_is_named_or_needs_it_not(owner: User, tmp_path: Path, seed: int) -> None:
    journals.live(owner, 5, 10)
    content = bytearray(written(owner, tmp_path / "a.zip"))
    before = rows(owner)
    chance = random.Random(seed)
    if seed % 3 == 0:
        del content[chance.randrange(len(content)) :]
    for _ in range(seed % 3 * 2):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    (tmp_path / "b.zip").write_bytes(content)
    said = _said(owner, tmp_path / "b.zip")
    assert not said or re.search(r"b\.zip.*(zip|rows/|messages/|json|b64)", said)
    assert rows(owner) == before


def _said(owner: User, place: Path) -> str:
    try:
        restore.restore(owner, place, restore.REPLACE, takeaway.settle)
    except Problem as problem:
        return str(problem)
    return ""


def _retold(place: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The archive with a file that was changed by somebody who renewed the sums too."""

    def told(one: str, content: bytes) -> bytes | None:
        if one == name:
            return change(content)
        if one == "lines.crc32":
            return None
        if one == "manifest.json":
            manifest = json.loads(content)
            del manifest["files"]["lines.crc32"]
            with zipfile.ZipFile(place) as was:
                new = change(was.read(name))
            manifest["files"][name] = {"bytes": len(new), "sha256": hashlib.sha256(new).hexdigest()}
            return json.dumps(manifest).encode()
        return content

    return changed(place, told)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace(b'"at": "2024', b'"at": "24'), r"line 1: “at” has a value that does not fit"),
        (lambda text: text.replace(b'"kind"', b'"sort"', 1), r"line 1: “sort” is not known here"),
        (lambda text: text.replace(b'"active": true', b'"active": 1', 1), r"“active” has a value that does not fit"),
        (lambda text: re.sub(rb'"application": \d+', b'"application": 999999', text, count=1), r"line 1: “application” leads to number 999999"),
        (lambda text: re.sub(rb'"at": "[^"]*"', b'"at": "9999-12-31T23:59:59+00:00"', text, count=1), r"line 1: “at” has a value that does not fit"),
        (lambda text: re.sub(rb'"at": "[^"]*"', b'"at": "0001-01-01T00:00:00+14:00"', text, count=1), r"line 1: “at” has a value that does not fit"),
        (lambda text: re.sub(rb'"data": {[^}]*}', b'"data": [1, 2]', text, count=1), r"line 1: “data” has a value that does not fit"),
        (lambda text: b"[" * 100_000 + text, r"line 1: this is no JSON"),
        (lambda text: text + text.split(b"\n")[0] + b"\n", r"is there twice"),
        (lambda text: b"{" + text, r"line 1: this is no JSON"),
        (lambda text: re.sub(rb'"source": "\w+"', b'"source": "' + b"x" * 50 + b'"', text, count=1), r"line 1: “source”"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_named(
    owner: User, tmp_path: Path, change: Callable[[bytes], bytes], said: str
) -> None:
    journals.live(owner, 5, 14)
    written(owner, tmp_path / "a.zip")
    before = rows(owner)
    with pytest.raises(Problem, match=said) as problem:
        restore.restore(owner, _retold(tmp_path / "a.zip", "rows/event.jsonl", change), restore.REPLACE)
    assert "rows/event.jsonl" in str(problem.value)
    assert rows(owner) == before


@pytest.mark.parametrize(
    ("column", "value"),
    [("show_no_hour", 99), ("show_no_day", 7), ("show_no", "never"), ("look", "loud"), ("addresses", [1]), ("addresses", {})],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_named(owner: User, tmp_path: Path, column: str, value: object) -> None:
    written(owner, tmp_path / "a.zip")
    place = _retold(
        tmp_path / "a.zip",
        "person.json",
        lambda text: json.dumps({**json.loads(text), column: value}).encode(),
    )
    with pytest.raises(Problem, match=rf"person\.json: “{column}” has a value that does not fit"):
        restore.restore(owner, place, restore.REPLACE)


@pytest.mark.parametrize(
    ("column", "value"), [("reasons", 5), ("reasons", [5]), ("evidence", {"a": 1}), ("thread", [None]), ("thread", None)]
)  # fmt: skip
def test_a_column_keeps_its_shape(column: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"“{column}”"):
        codec.value(Message._meta.get_field(column), value)
    assert codec.value(Message._meta.get_field(column), []) == []


def test_rows_that_nothing_can_be_computed_from_are_not_kept(owner: User, tmp_path: Path) -> None:
    journals.live(owner, 5, 14)
    written(owner, tmp_path / "a.zip")
    before = rows(owner)
    place = _retold(
        tmp_path / "a.zip", "rows/event.jsonl", lambda text: re.sub(rb'"kind": "\w+"', b'"kind": "zzz"', text)
    )
    with pytest.raises(Problem, match="do not fit together"):
        restore.restore(owner, place, restore.REPLACE, takeaway.settle)
    assert rows(owner) == before


@pytest.mark.parametrize(
    "told",
    [
        b"[" * 100_000,
        b'{"version": 1, "rows": {}, "files": {"person.json": 1}}',
        b'{"version": 1, "rows": {"event": "x"}, "files": {}}',
    ],
)
def test_a_manifest_of_somebody_else_is_said(owner: User, tmp_path: Path, told: bytes) -> None:
    written(owner, tmp_path / "a.zip")
    with pytest.raises(Problem, match=r"manifest\.json is missing or damaged"):
        restore.restore(owner, changed(tmp_path / "a.zip", lambda n, c: told if n == "manifest.json" else c))


def test_what_unfolds_without_end_is_refused(
    owner: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = zlib.compress(b" " * (1 << 20), 9)
    bomb = base64.b64encode(len(packed).to_bytes(8, "big") + packed)
    monkeypatch.setattr(packing, "LARGEST", 1 << 16)
    with pytest.raises(ValueError, match="does not unpack"):
        sealed.unpack(bomb)
    monkeypatch.setattr(opened, "LARGEST", 10)
    written(owner, tmp_path / "a.zip")
    with pytest.raises(Problem, match=r"manifest\.json is larger than any that Onward writes"):
        restore.restore(owner, tmp_path / "a.zip", restore.REPLACE)


def test_what_is_no_archive_is_said(owner: User, tmp_path: Path) -> None:
    place = tmp_path / "x.zip"
    place.write_bytes(b"hello")
    with pytest.raises(Problem, match="no whole zip"):
        restore.restore(owner, place)
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(Problem, match=r"manifest\.json is missing"):
        restore.restore(owner, place)


def test_settings_come_back_but_no_word_and_no_rights(owner: User, other: User, tmp_path: Path) -> None:
    owner.show_no, owner.look, owner.is_superuser = "weekly", "dark", True
    owner.set_password("secret")
    owner.save()
    place = tmp_path / "a.zip"
    assert b"pbkdf2" not in written(owner, place)
    restore.restore(other, place)
    other.refresh_from_db()
    assert (other.show_no, other.look, other.addresses) == ("weekly", "dark", owner.addresses)
    assert (other.username, other.is_superuser, other.check_password("secret")) == ("teodor", False, False)


def test_the_queries_do_not_grow_with_the_mails(
    owner: User, tmp_path: Path, django_assert_max_num_queries
) -> None:
    for number in range(60):
        journals.mail(owner, random.Random(number), number)
    with django_assert_max_num_queries(2 * len(contents.tables()) + 30):
        written(owner, tmp_path / "a.zip")
    erase.rows_of(owner)
    with django_assert_max_num_queries(6 * len(contents.tables()) + 60):
        restore.restore(owner, tmp_path / "a.zip")
    assert RawMessage.objects.filter(message__owner=owner).count() == 60


def test_postgresql_goes_on_with_free_numbers(owner: User, tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs no sequence")
    journals.live(owner, 3, 12)
    written(owner, tmp_path / "a.zip")
    restore.restore(owner, tmp_path / "a.zip", restore.REPLACE)
    journals.create(owner, random.Random(1), 1)
