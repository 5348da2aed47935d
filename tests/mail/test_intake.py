"""Reading is complete and files nothing twice, whatever holds the mails and however often it is read."""

import io
import os
import time
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest

from onward.applications.models import Application
from onward.base.errors import Problem
from onward.language import network
from onward.language.network import KINDS, TAGS, Opinion
from onward.language.reasons import CODES
from onward.mail import alive, gate, intake, new_mail
from onward.mail.models import LedgerEntry, Message, RawMessage, Reading
from onward.people.models import User
from tests.mail.letters import ME, NO, RECEIVED, answer, as_maildir, as_mbox, chat, mail, search

pytestmark = pytest.mark.django_db


def counts(reading: Reading) -> tuple[int, int, int]:
    """Examined, known, kept."""
    return reading.examined, reading.known, reading.kept


def record(owner: User) -> list[tuple[str, str, list[str]]]:
    """The applications with the kinds of their events."""
    return sorted(
        (one.company, one.role, [event.kind for event in one.events.filter(active=True).order_by("at", "id")])
        for one in Application.objects.filter(owner=owner, visible=True)
    )


def made(form: str, folder: Path) -> str:
    """The search in one of the containers."""
    if form == "mbox":
        return as_mbox(folder / "all.mbox", search())
    if form == "maildir":
        return as_maildir(folder / "mail", search())
    place = folder / "takeout.zip"
    box = Path(as_mbox(folder / "inside.mbox", search()))
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(box, "Takeout/Mail/All mail.mbox")
    box.unlink()
    return str(place)


def test_a_nul_in_any_field_stops_no_reading(owner: User, tmp_path: Path) -> None:
    text = NO.format(role="Co\0ok", company="No\0rd").encode()
    head = b"From: No\0rd <jobs@nord.example>\nSubject: Your application as Co\0ok\nMessage-ID: <a\0b@nord.example>\n"
    (tmp_path / "one.eml").write_bytes(head + b"Date: Mon, 2 Mar 2026 09:00:00 +0000\n\n" + text)
    reading = intake.read(owner, [str(tmp_path / "one.eml")])
    assert (reading.state, reading.kept) == ("done", 1)
    assert "\0" not in "".join((*Message.objects.values_list("subject", "sender_name", "text").get(),))


@pytest.mark.parametrize("form", ["mbox", "maildir", "zip"])
def test_a_second_reading_passes_by_what_is_known(owner: User, tmp_path: Path, form: str) -> None:
    place = made(form, tmp_path)
    first = intake.read(owner, [place])
    assert counts(first) == (7, 0, 4)
    before = record(owner)
    assert len(before) == 2
    second = intake.read(owner, [place])
    assert counts(second) == (7, 7, 0)
    assert second.state == "done"
    assert record(owner) == before
    assert Message.objects.count() == 4


def test_the_same_mails_in_other_containers_file_nothing(owner: User, tmp_path: Path) -> None:
    intake.read(owner, [as_mbox(tmp_path / "a.mbox", search())])
    before = record(owner)
    changed = [b"Status: RO\nX-Mozilla-Status: 0001\nX-Mozilla-Keys: later\n" + one for one in search()]
    crlf = [one.replace(b"\n", b"\r\n") for one in search()]
    for place in (
        as_maildir(tmp_path / "b", search()),
        as_maildir(tmp_path / "c", crlf),
        as_mbox(tmp_path / "d.mbox", changed),
        made("zip", tmp_path),
    ):
        assert counts(intake.read(owner, [place])) == (7, 7, 0)
    assert record(owner) == before
    assert Message.objects.count() == 4


def test_the_same_mails_twice_in_one_reading(owner: User, tmp_path: Path) -> None:
    places = [as_mbox(tmp_path / "a.mbox", search()), as_maildir(tmp_path / "b", search())]
    assert counts(intake.read(owner, places)) == (14, 7, 4)
    message = Message.objects.first()
    assert LedgerEntry.objects.filter(message=message).count() == 2


def test_mails_without_a_message_id_are_told_apart_by_what_they_say(owner: User, tmp_path: Path) -> None:
    mails = [
        mail("Your application", RECEIVED.format(role=role, company="Nordlicht"), identity=None)
        for role in ("Data Analyst", "Technical Writer")
    ]
    place = as_mbox(tmp_path / "a.mbox", [*mails, mails[0]])
    assert counts(intake.read(owner, [place])) == (3, 1, 2)


def test_one_message_id_with_two_bodies_is_two_messages(owner: User, tmp_path: Path) -> None:
    mails = [
        mail(
            "Your application",
            RECEIVED.format(role=role, company="Nordlicht"),
            identity="<1@x>",
        )
        for role in ("Data Analyst", "Technical Writer")
    ]
    assert counts(intake.read(owner, [as_mbox(tmp_path / "a.mbox", mails)])) == (2, 0, 2)
    assert Message.objects.filter(header_id="1@x").count() == 2


def test_a_grown_mbox_brings_only_what_is_new(owner: User, tmp_path: Path) -> None:
    place = tmp_path / "a.mbox"
    intake.read(owner, [as_mbox(place, search()[:4])])
    reading = intake.read(owner, [as_mbox(place, search())])
    assert counts(reading) == (7, 4, 2)
    assert sorted(one.status for one in Application.objects.filter(visible=True)) == ["open", "rejected"]


def test_a_compacted_mbox_forgets_nothing(owner: User, tmp_path: Path) -> None:
    place = tmp_path / "a.mbox"
    intake.read(owner, [as_mbox(place, search())])
    assert counts(intake.read(owner, [as_mbox(place, search()[3:])])) == (4, 4, 0)
    # What the mbox no longer holds is known all the same, when a backup brings it.
    assert counts(intake.read(owner, [as_mbox(tmp_path / "backup.mbox", search())])) == (7, 7, 0)
    assert counts(intake.read(owner, [str(place)])) == (4, 4, 0)
    for message in Message.objects.all():
        raw = zlib.decompress(bytes(message.raw.content))
        prints = set(LedgerEntry.objects.filter(message=message).values_list("fingerprint", flat=True))
        assert len(prints) == 1
        assert message.subject.encode() in raw


def test_a_changed_file_is_read_again(owner: User, tmp_path: Path) -> None:
    file = tmp_path / "one.eml"
    file.write_bytes(chat(1))
    assert counts(intake.read(owner, [str(tmp_path)])) == (1, 0, 0)
    file.write_bytes(answer(NO, "Nordlicht", "Data Analyst", 2))
    assert counts(intake.read(owner, [str(tmp_path)])) == (1, 0, 1)
    file.write_bytes(chat(1))
    os.utime(file, ns=(1, 1))
    assert counts(intake.read(owner, [str(tmp_path)])) == (1, 1, 0)


def test_a_reading_that_was_stopped_goes_on_where_it_was(
    owner: User, other: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onward.mail.workers.BATCH", 2)
    monkeypatch.setattr(intake, "PAUSE", 0)
    # The recruiter's own words come first, what ties them to the search comes last.
    mails = [_own_words(), *search(), _anchor()]
    place = as_mbox(tmp_path / "a.mbox", mails)

    def stop(done: int, total: int, examined: int, kept: int) -> None:
        Reading.objects.filter(owner=owner, state="running").update(stop_requested=True)

    first = intake.read(owner, [place], progress=stop)
    assert first.state == "stopped"
    assert 0 < first.examined < len(mails)
    second = intake.read(owner, [place])
    assert second.state == "done"
    assert second.examined == len(mails)
    intake.read(other, [place])
    for person in (owner, other):
        assert set(Message.objects.filter(owner=person).values_list("header_id", flat=True)) == set(
            Message.objects.filter(owner=other).values_list("header_id", flat=True)
        )
    assert Message.objects.filter(owner=owner).count() == Message.objects.filter(owner=other).count()
    assert record(owner) == record(other)


def test_a_stopped_maildir_comes_back_to_what_needs_a_second_look(
    owner: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onward.mail.workers.BATCH", 1)
    monkeypatch.setattr(intake, "PAUSE", 0)
    place = as_maildir(tmp_path / "mail", [_own_words(), chat(9), _anchor()])

    def stop(*figures: int) -> None:
        Reading.objects.filter(state="running").update(stop_requested=True)

    intake.read(owner, [place], progress=stop)
    assert Message.objects.count() == 0
    intake.read(owner, [place])
    assert Message.objects.count() == 2


def test_a_bad_message_in_the_middle_is_named_and_skipped(owner: User, tmp_path: Path) -> None:
    place = Path(as_maildir(tmp_path / "mail", search()))
    (place / "cur" / "1700000003.bad").write_bytes(b"   \n\n")
    (place / "cur" / "1700000003.gone").symlink_to(tmp_path / "nowhere")
    reading = intake.read(owner, [str(place)])
    assert reading.state == "done"
    assert reading.kept == 4
    assert [one["why"] for one in reading.skipped] == ["The message is empty."]
    assert reading.skipped[0]["source"].endswith("1700000003.bad")


def test_raw_bytes_are_kept_as_they_came_and_only_of_the_search(owner: User, tmp_path: Path) -> None:
    mails = [one.replace(b"\n", b"\r\n") for one in search()]
    intake.read(owner, [as_maildir(tmp_path / "mail", mails)])
    kept = sorted(zlib.decompress(bytes(one.content)) for one in RawMessage.objects.all())
    assert kept == sorted(mails[number] for number in (0, 2, 4, 6))
    assert LedgerEntry.objects.filter(message=None).count() == 3


def test_progress_never_falls_and_ends_with_everything(owner: User, tmp_path: Path) -> None:
    seen: list[tuple[int, int, int, int]] = []
    place = as_maildir(tmp_path / "mail", search())
    reading = intake.read(owner, [place], progress=lambda *figures: seen.append(figures))
    assert seen == sorted(seen)
    done, total, examined, kept = seen[-1]
    assert (examined, kept) == (7, 4)
    assert done == total == sum(len(one) for one in search())
    assert Reading.objects.get(pk=reading.pk).bytes_done == done


def test_the_persons_address_is_found_and_their_own_mail_with_it(owner: User, tmp_path: Path) -> None:
    owner.addresses = []
    owner.save()
    mine = mail(
        "Re: Your application", "Dear all, thank you, I look forward to it. Mira", ME, 20,
        thread="<7.jobs@corvofoods.example>", to="jobs@corvofoods.example",
    )  # fmt: skip
    intake.read(owner, [as_mbox(tmp_path / "a.mbox", [mine, *search()])])
    owner.refresh_from_db()
    assert owner.addresses == [ME]
    sent = Message.objects.get(outgoing=True)
    assert zlib.decompress(bytes(sent.raw.content)) == mine


def test_own_mail_is_own_mail_also_where_the_address_is_known_late(
    owner: User, other: User, tmp_path: Path
) -> None:
    mine = mail(
        "Application for Data Analyst", "Dear hiring team,\n\nI am writing to apply for the Data Analyst position"
        " at Nordlicht. My resume is attached.\n\nMira", ME, 1, "<own@x>", to="jobs@nordlicht.example",
    )  # fmt: skip
    owner.addresses = []
    owner.save()
    place = as_mbox(tmp_path / "a.mbox", [mine, *search()])
    intake.read(owner, [place])
    intake.read(other, [place], me=[ME])
    fields = ("header_id", "outgoing", "kind", "own_kind", "confidence", "needs_review")
    assert list(Message.objects.filter(owner=owner).order_by("header_id").values(*fields)) == list(
        Message.objects.filter(owner=other).order_by("header_id").values(*fields)
    )
    assert record(owner) == record(other)


def _anchor() -> bytes:
    """What ties Ines to the search: she invites."""
    return mail(
        "Your application: Data Analyst at Tamarind", "Dear Mira,\n\nThank you for your application for the Data"
        " Analyst position. We would like to invite you to an interview next Tuesday at 10:00.\n\nInes Duarte",
        "ines.duarte@tamarind.example", 12, "<ines-1@tamarind.example>",
    )  # fmt: skip


def _own_words() -> bytes:
    """Her no, with no word of hiring in it, and longer than what is always looked at."""
    padding = "\n".join(f"> an old line number {number} about the weather" for number in range(200))
    return mail(
        "Re: Tuesday", "Dear Mira,\n\nit was lovely to meet you. We talked for a long time, and in the end we"
        f" went with somebody else. I wish you all the best.\n\nInes\n\n{padding}",
        "ines.duarte@tamarind.example", 13, "<ines-2@tamarind.example>",
    )  # fmt: skip


@pytest.mark.parametrize("through", ["sender", "thread"])
def test_a_no_in_own_words_is_found(owner: User, tmp_path: Path, through: str) -> None:
    no = _own_words()
    if through == "thread":
        no = no.replace(b"ines.duarte@", b"noreply@").replace(
            b"Subject:", b"In-Reply-To: <ines-1@tamarind.example>\nSubject:"
        )
    intake.read(owner, [as_mbox(tmp_path / "a.mbox", [no, chat(1), _anchor()])])
    found = Message.objects.get(header_id="ines-2@tamarind.example")
    assert found.kind == "rejection"
    assert zlib.decompress(bytes(found.raw.content)) == no


def test_a_truncated_archive_is_opened_again(owner: User, tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(
            "a.mbox", b"".join(b"From - Mon Apr  1 09:00:00 2024\n" + one + b"\n" for one in search())
        )
    place = tmp_path / "takeout.zip"
    place.write_bytes(whole.getvalue()[:900])
    broken = intake.read(owner, [str(place)])
    assert broken.skipped
    assert intake.read(owner, [str(place)]).skipped == broken.skipped
    place.write_bytes(whole.getvalue())
    assert intake.read(owner, [str(place)]).kept + broken.kept == 4


def test_a_later_mail_gives_an_earlier_one_its_second_look(owner: User, tmp_path: Path) -> None:
    place = tmp_path / "a.mbox"
    intake.read(owner, [as_mbox(place, [_own_words(), chat(1)])])
    assert Message.objects.count() == 0
    reading = intake.read(owner, [as_mbox(place, [_own_words(), chat(1), _anchor()])])
    assert counts(reading) == (3, 2, 2)


def test_received_only_counts_once(owner: User, tmp_path: Path) -> None:
    mails = [answer(RECEIVED, "Nordlicht", "Data Analyst", 1)] * 3
    assert counts(intake.read(owner, [as_mbox(tmp_path / "a.mbox", mails)])) == (3, 2, 1)
    assert Application.objects.filter(visible=True).count() == 1


def test_two_readings_of_one_journal_do_not_run_at_a_time(
    owner: User, other: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = as_mbox(tmp_path / "a.mbox", search())
    monkeypatch.setattr(alive, "PATIENCE", 0.2)
    with alive.alone(owner.pk):
        with pytest.raises(Problem, match="under way"):
            intake.read(owner, [place])
        assert intake.read(other, [place]).kept == 4
    assert intake.read(owner, [place]).kept == 4
    assert counts(intake.read(owner, [place])) == (7, 7, 0)


def test_a_folder_of_a_maildir_is_passed_by_until_it_changes(owner: User, tmp_path: Path) -> None:
    place = Path(as_maildir(tmp_path / "mail", search()[:5]))
    long_ago = time.time() - 60
    for part in ("cur", "new"):
        os.utime(place / part, (long_ago, long_ago))
    intake.read(owner, [str(place)])
    assert LedgerEntry.objects.filter(source=str(place / "cur"), held=5).exists()
    assert counts(intake.read(owner, [str(place)])) == (5, 5, 0)
    as_maildir(place, search())
    assert counts(intake.read(owner, [str(place)])) == (7, 5, 1)


def test_a_folder_that_has_just_changed_is_looked_through_again(owner: User, tmp_path: Path) -> None:
    # Another message may come within the same tick of its clock.
    intake.read(owner, [as_maildir(tmp_path / "mail", search())])
    assert not LedgerEntry.objects.filter(held__gt=0).exists()


@pytest.mark.parametrize(("looks", "kept"), [(1, 1), (new_mail.LOOKS, 2)])
def test_what_answers_an_application_found_late_is_found_too(
    owner: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: int, kept: int
) -> None:
    monkeypatch.setattr(new_mail, "LOOKS", looks)
    (tmp_path / "1.eml").write_text(
        "From: Mira <mira@example.org>\nTo: office@fernhill.example\nSubject: from Franka\nMessage-ID: <1@x>\n"
        "Date: Mon, 2 Mar 2026 09:00:00 +0000\n\nGood day,\n\nFranka told me about the office. I would like "
        "to be considered. My papers are attached.\n\nMira\n"
    )
    (tmp_path / "2.eml").write_text(
        "From: Nell Case <nell@fernhill.example>\nTo: mira@example.org\nSubject: Re: from Franka\nMessage-ID: <2@x>\n"
        "In-Reply-To: <1@x>\nDate: Tue, 3 Mar 2026 09:00:00 +0000\n\nFranka is early as ever. Carla stays until 2027.\n\nNell\n"
    )
    reading = intake.read(owner, [str(tmp_path)], me=["mira@example.org"])
    assert reading.kept == kept


def test_one_new_mail_alone_is_looked_at_again_where_its_thread_is_known(
    owner: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "From: Ada Rill <ada@rillbakery.example>\nTo: Mira <mira@example.org>\nDate: Mon, {day} Mar 2026 09:00:00 +0000\n"
    first = (
        head.format(day=2)
        + f"Subject: Your application\nMessage-ID: <a@x>\n\n{RECEIVED.format(role='Baker', company='Rill')}"
    )
    (tmp_path / "one.eml").write_text(first)
    assert intake.read(owner, [str(tmp_path / "one.eml")]).kept == 1
    (known,) = record(owner)

    chances = np.array(
        [{"rejection": 0.96, "other": 0.04}.get(kind, 0.0) for kind in KINDS], dtype=np.float32
    )
    tags = np.zeros((1, len(TAGS)), dtype=np.float32)
    tags[0, TAGS.index("no")] = 1.0
    nothing = np.zeros((1, len(CODES)), dtype=np.float32)
    sounds = Opinion(tags=tags, reasons=nothing, causes=nothing[:, 0], tells=nothing[:, :2], kinds=chances)
    monkeypatch.setattr(network, "read", lambda *_: sounds)
    monkeypatch.setattr(gate, "passes", lambda *_: True)
    then = (
        head.format(day=9)
        + "Subject: Re: this week\nMessage-ID: <b@x>\nIn-Reply-To: <a@x>\n\nIt is somebody else now.\n"
    )
    (tmp_path / "two.eml").write_text(then)
    reading = intake.read(owner, [str(tmp_path / "two.eml")])
    ((company, role, events),) = record(owner)
    assert (company, role) == known[:2]
    assert events[-1] == "rejected"
    assert (reading.kept, reading.kinds) == (1, {"rejection": 1})
