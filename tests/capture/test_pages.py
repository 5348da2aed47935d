"""Giving postings, correcting, linking and taking back, through the pages."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onward.applications import actions as record
from onward.applications.models import Act, Application
from onward.applications.stages import Fact
from onward.base.errors import Problem
from onward.capture import actions, fetching, giving
from onward.capture.fetching import Elsewhere, Fetched
from onward.capture.models import Posting, RawPosting
from onward.people.models import User

TEXT = """Night Auditor
The Gannet Hotel

Location: Oban, Scotland
Pay: GBP 12.10 per hour
Apply by: 22 Feb 2030

The Gannet Hotel has 31 rooms and one lift."""
PAGE = """<html><head><title>Cook</title></head><body><h1>Cook</h1><p>Employer: Harbour Kitchen</p><p>Location: Leith</p>
<script>steal()</script><p>Soup for forty people, every day but Monday, and bread on the side for all of them.</p></body></html>"""
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def give(browser: Client, text: str = TEXT, **more: str) -> Any:
    return browser.post("/postings/new/", {"do": "text", "text": text, **more})


def kept(owner: User) -> Posting:
    return Posting.objects.get(owner=owner)


def application(owner: User, company: str, role: str = "") -> Application:
    filed = record.create_application(owner, {"company": company, "role": role}, [Fact("applied", NOON)])
    return Application.objects.get(pk=filed.applications[0])


def undo(browser: Client, owner: User) -> None:
    browser.post(f"/postings/{kept(owner).pk}/back/")


def test_a_pasted_posting_is_kept_as_it_was(owner: User, signed_in: Client) -> None:
    answer = give(signed_in, url="https://gannet.example/jobs")
    one = kept(owner)
    assert answer.headers["Location"] == f"/postings/{one.pk}/"
    assert (one.text, one.how, one.url) == (TEXT, "pasted", "https://gannet.example/jobs")
    assert {name: one.value(name) for name in ("title", "employer", "place", "valid_until")} == {
        "title": "Night Auditor", "employer": "The Gannet Hotel", "place": "Oban, Scotland", "valid_until": "2030-02-22",
    }  # fmt: skip
    page = signed_in.get(f"/postings/{one.pk}/").content.decode()
    assert "12.10 GBP an hour" in page
    assert "Pay: GBP 12.10 per hour" in page
    raw = signed_in.get(f"/postings/{one.pk}/raw/")
    assert raw.content.decode() == TEXT
    assert "attachment" in raw.headers["Content-Disposition"]
    assert "sandbox" in raw.headers["Content-Security-Policy"]


def test_a_posting_counts_until_its_last_day_is_over_where_the_person_lives(
    owner: User, signed_in: Client, freeze: Callable[[date | datetime], None]
) -> None:
    freeze(datetime(2030, 2, 20, 12, 0, tzinfo=UTC))
    give(signed_in)
    owner.time_zone = "America/Los_Angeles"
    owner.save()
    for hours, over in ((60, False), (67, False), (68, True)):
        freeze(datetime(2030, 2, 20, 12, 0, tzinfo=UTC) + timedelta(hours=hours))
        page = signed_in.get(f"/postings/{kept(owner).pk}/").content.decode()
        assert ("Was valid until" in page) is over, hours


def test_the_same_posting_given_twice_is_kept_once(owner: User, signed_in: Client) -> None:
    give(signed_in)
    signed_in.post(f"/postings/{kept(owner).pk}/put-away/")
    page = give(signed_in, f"  {TEXT}\n").headers["Location"]
    assert page == f"/postings/{kept(owner).pk}/"
    assert kept(owner).put_away_at is None
    assert "You kept this posting before" in signed_in.get(page).content.decode()


def test_a_saved_page_is_read_and_its_html_never_shown(owner: User, signed_in: Client) -> None:
    file = SimpleUploadedFile("cook.html", PAGE.encode())
    page = signed_in.post("/postings/new/", {"do": "file", "file": file}, follow=True).content.decode()
    assert "Harbour Kitchen" in page
    assert "steal()" not in page
    assert bytes(RawPosting.objects.get().content)
    assert signed_in.get(f"/postings/{kept(owner).pk}/raw/").content == PAGE.encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b"<html><body><div id=root></div><script src=/a.js></script></body></html>",
            "Nothing to read here; paste the text.",
        ),
        (b"%PDF-1.4", "This is a PDF."),
        (b"x" * (giving.MAX_BYTES + 1), "larger than a posting"),
    ],
    ids="shell pdf large".split(),
)
def test_what_cannot_be_kept_is_said(owner: User, signed_in: Client, content: bytes, words: str) -> None:
    answer = signed_in.post("/postings/new/", {"do": "file", "file": SimpleUploadedFile("a.html", content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Posting.objects.exists()


def test_a_page_is_fetched_when_asked_for(
    owner: User, signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fetch(url: str) -> Fetched:
        asked.append(url)
        return Fetched(
            "https://k.example/job", ("http://k.example/job", "https://k.example/job"), PAGE.encode(), "utf-8"
        )

    monkeypatch.setattr(fetching, "fetch", fetch)
    signed_in.get("/postings/new/")
    assert asked == []
    page = signed_in.post(
        "/postings/new/", {"do": "fetch", "address": "k.example/job"}, follow=True
    ).content.decode()
    assert asked == ["k.example/job"]
    assert "http://k.example/job" in page, "the way there is shown"
    assert kept(owner).url == "https://k.example/job"


def test_a_page_that_moved_to_another_host_is_asked_for_once_more(
    owner: User, signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(url: str) -> Fetched:
        raise Elsewhere("https://other.example/x", "k.example sends this address on to other.example.")

    monkeypatch.setattr(fetching, "fetch", fetch)
    answer = signed_in.post("/postings/new/", {"do": "fetch", "address": "k.example"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "sends this address on" in page
    assert 'value="https://other.example/x"' in page


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "http://localhost/", "file:///etc/passwd", "http://[::1]/"]
)
def test_the_page_fetches_nothing_from_this_machine(owner: User, signed_in: Client, address: str) -> None:
    answer = signed_in.post("/postings/new/", {"do": "fetch", "address": address})
    assert answer.status_code == 422
    assert not Posting.objects.exists()


def test_correcting_replaces_what_was_read_and_can_be_taken_back(owner: User, signed_in: Client) -> None:
    give(signed_in)
    one = kept(owner)
    form = signed_in.get(f"/postings/{one.pk}/edit/").context["form"]
    given = {name: value for name, value in form.initial.items() if value is not None}
    given |= {
        "title": "Night Manager",
        "low": "13",
        "high": "14.50",
        "employment": ["full_time"],
        "place": "",
    }
    assert signed_in.post(f"/postings/{one.pk}/edit/", given).status_code == 302
    now = kept(owner)
    assert now.fields["title"] == {"value": "Night Manager", "from": "hand", "words": ""}
    assert now.value("pay") == {"low": 13, "high": 14.5, "currency": "GBP", "period": "hour"}
    assert (now.value("employment"), now.value("place")) == (["full_time"], None)
    assert now.fields["employer"] == one.fields["employer"], (
        "what was left as it was keeps where it came from"
    )
    undo(signed_in, owner)
    assert kept(owner).fields == one.fields
    undo(signed_in, owner)
    assert kept(owner).value("title") == "Night Manager"


@pytest.mark.parametrize("amount", ["much", "-"])
def test_an_amount_that_cannot_be_read_is_said(owner: User, signed_in: Client, amount: str) -> None:
    give(signed_in)
    page = signed_in.post(f"/postings/{kept(owner).pk}/edit/", {"low": amount})
    assert "could not be read" in page.content.decode()


def test_it_is_linked_to_the_application_that_fits(owner: User, signed_in: Client) -> None:
    application(owner, "Nordlicht", "Cook")
    place = application(owner, "Gannet Hotel Ltd", "Night auditor (m/f)")
    give(signed_in)
    one = kept(owner)
    page = signed_in.get(f"/postings/{one.pk}/")
    assert [row.application.pk for row in page.context["candidates"]] == [place.pk]
    signed_in.post(f"/postings/{one.pk}/link/", {"to": place.pk})
    shown = signed_in.get(f"/applications/{place.pk}/").content.decode()
    for words in ("The posting as it was", "12.10 GBP an hour", "22 February 2030", "one lift"):
        assert words in shown
    assert 'data-tone="time"' in shown
    undo(signed_in, owner)
    assert kept(owner).application is None


def test_details_are_offered_and_never_overwritten_by_themselves(owner: User, signed_in: Client) -> None:
    place = application(owner, "Gannet Hotel", "Auditor")
    give(signed_in, url="https://gannet.example/j", application=str(place.pk))
    one = kept(owner)
    place.refresh_from_db()
    assert (place.location, place.url, place.role) == ("", "", "Auditor")
    offers = {
        offer.name: (offer.value, offer.standing)
        for offer in signed_in.get(f"/postings/{one.pk}/").context["offers"]
    }
    assert offers["location"] == ("Oban, Scotland", "")
    assert offers["role"] == ("Night Auditor", "Auditor")
    signed_in.post(f"/postings/{one.pk}/details/", {"detail": ["location", "url"]})
    place.refresh_from_db()
    assert (place.location, place.url, place.role) == (
        "Oban, Scotland",
        "https://gannet.example/j",
        "Auditor",
    )
    record.undo(owner, Act.objects.latest("pk").pk)
    place.refresh_from_db()
    assert place.location == ""


def test_nothing_counts_as_applied_until_the_person_says_so(owner: User, signed_in: Client) -> None:
    give(signed_in)
    one = kept(owner)
    assert not Application.objects.exists()
    assert "Not applied to yet (1)" in signed_in.get("/postings/").content.decode()
    answer = signed_in.post(f"/postings/{one.pk}/apply/", {"on": "2024-05-02"})
    place = Application.objects.get()
    assert answer.headers["Location"] == f"/applications/{place.pk}/"
    assert (place.company, place.role, place.location) == (
        "The Gannet Hotel",
        "Night Auditor",
        "Oban, Scotland",
    )
    assert place.applied_on == date(2024, 5, 2)
    assert "With an application (1)" in signed_in.get("/postings/").content.decode()
    with pytest.raises(Problem):
        actions.apply(owner, one.pk, NOON)
    undo(signed_in, owner)
    place.refresh_from_db()
    assert not place.visible, "one undo takes the application back too"
    assert "Not applied to yet (1)" in signed_in.get("/postings/").content.decode()


def test_an_application_that_was_taken_back_or_merged_is_followed(owner: User, signed_in: Client) -> None:
    place, other = application(owner, "Gannet Hotel"), application(owner, "Gannet Hotel Oban")
    give(signed_in, application=str(place.pk))
    record.merge(owner, other.pk, place.pk)
    assert "The posting as it was" in signed_in.get(f"/applications/{other.pk}/").content.decode()
    assert signed_in.get(f"/postings/{kept(owner).pk}/").context["place"].application.pk == other.pk
    record.undo(owner, Act.objects.latest("pk").pk)
    record.undo(owner, Act.objects.order_by("pk")[0].pk)
    assert "Not applied to yet (1)" in signed_in.get("/postings/").content.decode()


def test_put_away_and_back(owner: User, signed_in: Client) -> None:
    give(signed_in)
    page = signed_in.post(f"/postings/{kept(owner).pk}/put-away/", follow=True).content.decode()
    assert "Put away: Night Auditor" in page
    undo(signed_in, owner)
    assert kept(owner).put_away_at is None
    signed_in.post(f"/postings/{kept(owner).pk}/back/?step=0")
    assert kept(owner).put_away_at is not None, "taking back the keeping puts it away"
    assert signed_in.post(f"/postings/{kept(owner).pk}/back/?step=99").status_code == 422


def test_lists_take_a_constant_number_of_queries(
    owner: User, signed_in: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(12):
        place = application(owner, f"Firm {number}", "Cook") if number % 2 else None
        given = giving.pasted(f"Cook {number}\nEmployer: Firm {number}", "", date(2024, 5, 1))
        actions.keep(owner, given, place)
    with django_assert_max_num_queries(11):
        signed_in.get("/postings/?show=applied")
    with django_assert_max_num_queries(11):
        signed_in.get(f"/postings/{Posting.objects.filter(application=None).latest('pk').pk}/")


def test_hostile_text_is_shown_as_text(owner: User, signed_in: Client) -> None:
    give(
        signed_in,
        "<img src=x onerror=alert(1)>\nEmployer: <script>x</script>\u202e\nLink: javascript:x",
        url="javascript:alert(1)",
    )
    page = signed_in.get(f"/postings/{kept(owner).pk}/").content.decode()
    assert "<img src=x" not in page
    assert "<script>x" not in page
    assert kept(owner).url == ""
    assert "\x00" not in json.dumps(kept(owner).fields) + kept(owner).text


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/settings/", "http://localhost/", "http://[::1]/"])
def test_a_link_to_this_machine_is_none(owner: User, signed_in: Client, address: str) -> None:
    """A browser gives every port of a machine the same cookies."""
    give(signed_in, url=address)
    one = kept(owner)
    assert one.url == ""
    # From an archive that somebody tampered with it may come all the same.
    Posting.objects.update(url=address)
    page = signed_in.get(f"/postings/{one.pk}/").content.decode()
    assert address in page
    assert f'href="{address}"' not in page
