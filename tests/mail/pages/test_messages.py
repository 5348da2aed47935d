"""One mail: cleaned in its frame, as text, as it came, and corrected."""

import zlib

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.applications import actions as record
from onward.applications.actions import Detail, Filing
from onward.applications.models import Act, Application, Event
from onward.applications.stages import Fact
from onward.language.reasons import CODES
from onward.mail import actions, queries, wording
from onward.mail.actions import Choice
from onward.mail.models import LedgerEntry, Message, RawMessage
from onward.people.models import User

from .conftest import START, application, mail, question

HTML = (
    "<html><body><p>Dear Mira,</p><p>We have <b>decided</b> to go on without you.</p>"
    '<img src="https://count.example/pixel.gif" width=1><script>alert(1)</script>'
    '<p><a href="https://nordlicht.example/jobs">Our jobs</a></p></body></html>'
)
SENTENCE = "We have decided to go on without you."


def page(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def filed(owner: User, message: Message, kind: str = "rejection") -> int:
    return actions.file(owner, [Choice(message, None, kind)]).applications[0]


def test_the_page_frames_the_mail_and_tells_what_was_left_out(owner: User, signed_in: Client) -> None:
    message = mail(owner, html=HTML, kind="rejection", evidence=[SENTENCE])
    shown = page(signed_in, f"/messages/{message.pk}/")
    assert f'src="/messages/{message.pk}/body/"' in shown
    assert "1 picture from elsewhere was left out." in shown
    assert f"<q>{SENTENCE}</q>" in shown
    assert "pixel" not in shown


def test_the_frame_allows_no_script(owner: User, signed_in: Client) -> None:
    shown = page(signed_in, f"/messages/{mail(owner, html=HTML).pk}/")
    sandbox = shown.split('sandbox="')[1].split('"')[0]
    assert sandbox.split() == ["allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox"]


def test_the_body_is_clean_and_its_policy_is_stricter(owner: User, signed_in: Client) -> None:
    message = mail(owner, html=HTML, evidence=[SENTENCE])
    answer = signed_in.get(f"/messages/{message.pk}/body/")
    shown = answer.content.decode()
    assert "<mark>We have </mark><b><mark>decided</mark></b><mark> to go on without you.</mark>" in shown
    assert "<script" not in shown
    assert "pixel" not in shown
    assert '<span class="leads">(nordlicht.example)</span>' in shown
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "script-src" not in policy
    assert "img-src" not in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy


def test_a_mail_without_html_is_shown_as_text(owner: User, signed_in: Client) -> None:
    message = mail(
        owner, "Dear Mira\nWe go on <b>without</b> you.\n", evidence=["We go on <b>without</b> you."]
    )
    shown = page(signed_in, f"/messages/{message.pk}/")
    assert "<iframe" not in shown
    assert "<mark>We go on &lt;b&gt;without&lt;/b&gt; you.</mark>" in shown
    assert "<mark>" in page(signed_in, f"/messages/{message.pk}/body/")


def test_the_text_view_shows_the_evidence_too(owner: User, signed_in: Client) -> None:
    message = mail(owner, html=HTML, evidence=[SENTENCE])
    shown = page(signed_in, f"/messages/{message.pk}/?view=text")
    assert "<iframe" not in shown
    assert f"<mark>{SENTENCE}</mark>" in shown


def test_what_is_too_tangled_is_shown_as_text(owner: User, signed_in: Client) -> None:
    message = mail(owner, html="<p>We go on.</p>" + "<div>" * 5000 + "deep")
    shown = page(signed_in, f"/messages/{message.pk}/")
    assert "too tangled" in shown
    assert "We go on." in shown
    assert "We go on." in page(signed_in, f"/messages/{message.pk}/body/")


def test_the_original_is_a_download_of_the_very_bytes(owner: User, signed_in: Client) -> None:
    message = mail(owner, html=HTML)
    answer = signed_in.get(f"/messages/{message.pk}/raw/")
    assert answer.content == zlib.decompress(bytes(RawMessage.objects.get().content))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="message-{message.pk}.eml"'
    assert answer.headers["Content-Type"] == "message/rfc822"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_broken_or_missing_bytes_are_no_error(owner: User, signed_in: Client) -> None:
    message = mail(owner, "Still readable.")
    RawMessage.objects.filter(message=message).update(content=b"not compressed")
    assert "Still readable." in page(signed_in, f"/messages/{message.pk}/")
    assert signed_in.get(f"/messages/{message.pk}/raw/").status_code == 404
    RawMessage.objects.all().delete()
    assert "Still readable." in page(signed_in, f"/messages/{message.pk}/")
    assert signed_in.get(f"/messages/{message.pk}/body/").status_code == 200


def test_what_is_read_in_a_no_and_in_an_invitation_is_shown(owner: User, signed_in: Client) -> None:
    stated = [{"code": "skills_gap", "quote": "You have no‮ Rust.", "confidence": 0.9}, {"code": "?"}, "x"]
    shown = page(signed_in, f"/messages/{mail(owner, kind='rejection', reasons=stated).pk}/")
    assert "A skill that they looked for: <q>You have no Rust.</q>" in shown
    hollow = [{"code": "competition", "quote": "Others were ahead."}]
    shown = page(signed_in, f"/messages/{mail(owner, kind='rejection', reasons=hollow, says_why=False).pk}/")
    assert "names no cause that could be used" in shown
    shown = page(
        signed_in, f"/messages/{mail(owner, kind='interview', interview_at='2024-04-15T10:30:00+00:00').pk}/"
    )
    assert '<dt>Takes place</dt><dd><time datetime="2024-04-15T' in shown
    assert "Takes place" not in page(signed_in, f"/messages/{mail(owner, interview_at='soon').pk}/")


def test_an_employer_that_only_the_address_names_is_shown_as_such(owner: User, signed_in: Client) -> None:
    one = mail(owner, "Come on Thursday.", kind="interview", company="", sender_employer="Rill Bakery")
    shown = page(signed_in, f"/messages/{one.pk}/")
    assert "<bdi>Rill Bakery</bdi>" in shown
    assert "by the address it comes from" in shown
    named = mail(owner, "Come on Friday.", kind="interview", sender_employer="Rill Bakery")
    assert "by the address" not in page(signed_in, f"/messages/{named.pk}/")


def test_every_reason_has_words() -> None:
    assert set(wording.REASONS) == set(CODES)


def test_headers_source_and_attachments_are_named(owner: User, signed_in: Client) -> None:
    raw = (
        b"From: =?utf-8?q?Karla_=E2=80=AEtdnarB?= <karla@nordlicht.example>\nReply-To: jobs@other.example\n"
        b"To: Mira <mira@example.org>\nMessage-ID: <m1@nordlicht.example>\nSubject: Hello\n"
        b"Content-Type: multipart/mixed; boundary=cut\n\n--cut\n\nHello.\n--cut\n"
        b"Content-Type: application/pdf\n"
        b'Content-Disposition: attachment; filename="offer<b>.pdf"\n\nxyz\n--cut--\n'
    )
    message = mail(owner)
    RawMessage.objects.filter(message=message).update(content=zlib.compress(raw))
    LedgerEntry.objects.create(owner=owner, fingerprint=b"x" * 16, source="old.mbox#3", message=message)
    shown = page(signed_in, f"/messages/{message.pk}/")
    for words in (
        "jobs@other.example",
        "m1@nordlicht.example",
        "old.mbox#3",
        "offer&lt;b&gt;.pdf",
        "application/pdf",
    ):
        assert words in shown
    assert "\u202e" not in shown


def test_the_kind_can_be_corrected_and_undone(owner: User, signed_in: Client) -> None:
    message = mail(owner, kind="rejection")
    place = filed(owner, message)
    signed_in.post(f"/messages/{message.pk}/", {"do": "kind", "kind": "interview"})
    assert Application.objects.get(pk=place).furthest_stage == "interview"
    assert Application.objects.get(pk=place).status == "open"
    record.undo(owner, Act.objects.latest("pk").pk)
    assert Application.objects.get(pk=place).status == "rejected"


def test_the_form_stands_at_what_the_mail_is_in_the_record(owner: User, signed_in: Client) -> None:
    """Where it stood at nothing, the browser chose the first: saving made an answer an application."""
    answer = mail(owner, kind="other", outgoing=True, own_kind="reply")
    filed(owner, answer, "reply")
    assert '<option value="reply" selected>' in page(signed_in, f"/messages/{answer.pk}/")
    again = mail(owner, kind="rejection")
    place = application(owner, "Nordlicht")
    record.record(owner, place, [Fact("update", again.at, "mail", again.pk)])
    assert '<option value="update" selected>' in page(signed_in, f"/messages/{again.pk}/")


def test_names_are_corrected_on_the_application(owner: User, signed_in: Client) -> None:
    message = mail(owner)
    place = filed(owner, message)
    signed_in.post(f"/messages/{message.pk}/", {"do": "names", "company": "Nordlicht AG", "role": "Baker"})
    one = Application.objects.get(pk=place)
    assert (one.company, one.role) == ("Nordlicht AG", "Baker")
    assert "Nordlicht AG" in page(signed_in, f"/messages/{message.pk}/")


def test_a_mail_moves_to_another_application(owner: User, signed_in: Client) -> None:
    message = mail(owner, kind="interview")
    here = filed(owner, message, "interview")
    there = application(owner, "Corvo")
    assert "Corvo" in page(signed_in, f"/messages/{message.pk}/?q=corvo")
    signed_in.post(f"/messages/{message.pk}/", {"do": f"file:{there}"})
    assert Application.objects.get(pk=there).stage == "interview"
    assert not Event.objects.filter(current=here, active=True, kind="interview").exists()
    assert f'href="/applications/{there}/"' in page(signed_in, f"/messages/{message.pk}/")


def test_a_mail_moves_to_a_new_application(owner: User, signed_in: Client) -> None:
    message = mail(owner, kind="interview")
    here = application(owner, "Corvo")
    actions.file(owner, [Choice(message, here, "interview")])
    signed_in.post(f"/messages/{message.pk}/", {"do": "new", "company": "Helvika", "role": "Cook"})
    made = Application.objects.get(company="Helvika")
    assert made.stage == "interview"
    assert Application.objects.get(pk=here).stage == "applied"


def test_a_mail_is_taken_out_and_undo_puts_it_back(owner: User, signed_in: Client) -> None:
    message = mail(owner, kind="rejection")
    place = application(owner, "Nordlicht")
    actions.file(owner, [Choice(message, place, "rejection")])
    signed_in.post(f"/messages/{message.pk}/", {"do": "aside"})
    assert Application.objects.get(pk=place).status == "open"
    record.undo(owner, Act.objects.latest("pk").pk)
    assert Application.objects.get(pk=place).status == "rejected"


def test_what_a_mail_called_the_application_goes_with_it(owner: User, signed_in: Client) -> None:
    """Nothing of a mail that was filed by mistake stays: neither its name nor its line in the list."""
    first = mail(owner, kind="acknowledgement", company="Nordlicht", day=1)
    place = actions.file(owner, [Choice(first, None, "acknowledgement")]).applications[0]
    wrong = mail(owner, kind="rejection", company="Corvo", day=5)
    fact = Fact("rejected", wrong.at, "mail", wrong.pk)
    named = Detail({"company": "Corvo"}, wrong.at, "mail", wrong.pk)
    record.record_many(owner, [Filing(place, [fact], [named])], "Filed")
    assert Application.objects.get(pk=place).company == "Corvo"
    signed_in.post(f"/messages/{wrong.pk}/", {"do": "aside"})
    assert Application.objects.get(pk=place).company == "Nordlicht"
    listed = page(signed_in, f"/applications/{place}/").partition('<h2 id="messages">')[2].partition("<h2")[0]
    assert f"/messages/{first.pk}/" in listed
    assert f"/messages/{wrong.pk}/" not in listed
    record.undo(owner, Act.objects.latest("pk").pk)
    assert Application.objects.get(pk=place).company == "Corvo"
    # The only one that names it leaves its name: an application without any could not be found again.
    record.record(owner, place, [Fact("note", START)])
    signed_in.post(f"/messages/{wrong.pk}/", {"do": "aside"})
    signed_in.post(f"/messages/{first.pk}/", {"do": "aside"})
    assert Application.objects.get(pk=place).company == "Nordlicht"


def test_filing_a_loose_mail_answers_its_question(owner: User, signed_in: Client) -> None:
    message = mail(owner, kind="offer")
    asked = question(message)
    assert "It waits in the tray." in page(signed_in, f"/messages/{message.pk}/")
    place = application(owner, "Nordlicht")
    signed_in.post(f"/messages/{message.pk}/", {"do": f"file:{place}", "kind": "interview"})
    assert Application.objects.get(pk=place).stage == "interview"
    asked.refresh_from_db()
    assert asked.decision == "filed"
    assert "It waits in the tray." not in page(signed_in, f"/messages/{message.pk}/")


@pytest.mark.parametrize("do", ["aside", "kind", "file"])
def test_undoing_a_correction_does_not_ask_again(owner: User, signed_in: Client, do: str) -> None:
    message = mail(owner, kind="offer")
    asked = question(message)
    here, there = application(owner, "Nordlicht"), application(owner, "Corvo")
    signed_in.post("/review/", {"question": asked.pk, "do": f"file:{here}"})
    target = f"file:{there}" if do == "file" else do
    signed_in.post(f"/messages/{message.pk}/", {"do": target, "kind": "interview"})
    assert Application.objects.get(pk=here).stage != "offer"
    record.undo(owner, Act.objects.latest("pk").pk)
    assert Application.objects.get(pk=here).stage == "offer"
    assert queries.open_proposals(owner).count() == 0


@pytest.mark.parametrize("given", [{}, {"do": "kind", "kind": "x"}, {"do": "names"}, {"do": "file:0"}])
def test_what_cannot_be_done_is_said(owner: User, signed_in: Client, given: dict[str, str]) -> None:
    message = mail(owner)
    assert signed_in.post(f"/messages/{message.pk}/", given).status_code in {404, 422}
    assert not Event.objects.exists()


def test_another_persons_application_is_no_place(owner: User, other: User, signed_in: Client) -> None:
    message = mail(owner)
    place = application(other, "Elsewhere")
    assert signed_in.post(f"/messages/{message.pk}/", {"do": f"file:{place}"}).status_code == 404
    filed(owner, message)
    assert signed_in.post(f"/messages/{message.pk}/", {"do": f"file:{place}"}).status_code == 404
    assert not Event.objects.filter(current=place, message_id=message.pk).exists()


def test_the_applications_page_lists_its_mails_and_quotes_them(owner: User, signed_in: Client) -> None:
    message = mail(owner, kind="rejection", evidence=[SENTENCE], subject="About your\u202e application")
    place = filed(owner, message)
    mail(owner, subject="A mail of another")
    shown = page(signed_in, f"/applications/{place}/")
    assert '<h2 id="messages">Messages</h2>' in shown
    assert shown.count(f'href="/messages/{message.pk}/"') == 2, "in the timeline and in the list"
    assert "About your application" in shown
    assert f"<blockquote>{SENTENCE}</blockquote>" in shown
    assert "A mail of another" not in shown


def test_the_number_of_queries_does_not_grow(owner: User, signed_in: Client) -> None:
    def needed(path: str) -> int:
        signed_in.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert signed_in.get(path).status_code == 200
        return len(seen)

    message = mail(owner, kind="interview")
    place = filed(owner, message, "interview")
    paths = (f"/messages/{message.pk}/", f"/applications/{place}/")
    few = [needed(path) for path in paths]
    for number in range(20):
        actions.file(owner, [Choice(mail(owner, day=number), place, "update")])
        record.create_application(owner, {"company": f"Nordlicht {number}"}, [Fact("applied", START)])
    record.record(owner, place, [Fact("note", START, "mail", message.pk)])
    assert [needed(path) for path in paths] == few
