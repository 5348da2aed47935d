"""The page of lessons: by state, due today first, each change with its undo."""

import re
from datetime import date

import pytest
from django.test import Client

from onward.applications.models import Event
from onward.journal import actions_lessons
from onward.journal.models import Lesson
from onward.people.models import User

from .conftest import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


def made(owner: User, text: str = "Ask first", **fields: object) -> Lesson:
    given = {"text": text, "theme": "", "step": "", "review_on": None, **fields}
    return actions_lessons.keep(owner, given)


def shown(browser: Client, path: str = "/lessons/") -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def texts(page: str) -> list[str]:
    return re.findall(r'<p class="words"><a [^>]*><bdi>(.*?)</bdi>', page)


def test_no_lessons_yet(signed_in: Client) -> None:
    page = shown(signed_in)
    assert "No lessons yet" in page
    assert 'href="/lessons/new/"' in page


def test_what_is_due_stands_first_and_the_rest_by_state(signed_in: Client, owner: User) -> None:
    made(owner, "Old")
    made(owner, "Due", review_on=date(2024, 4, 1))
    made(owner, "Later", review_on=date(2024, 5, 1))
    kept = made(owner, "Kept and due", review_on=date(2024, 4, 10))
    actions_lessons.change(owner, kept.pk, "kept", {"state": "kept"})
    page = shown(signed_in)
    assert texts(page) == ["Due", "Kept and due", "Later", "Old"]
    assert "To look at again today" in page
    assert "again 1 May" in page
    assert texts(shown(signed_in, "/lessons/?state=kept")) == ["Kept and due"]
    assert "None here" in shown(signed_in, "/lessons/?state=done")
    assert texts(shown(signed_in, "/lessons/?state=nonsense")) == texts(page)


def test_by_theme(signed_in: Client, owner: User) -> None:
    made(owner, "About pay", theme="compensation")
    made(owner, "Due about skills", theme="skills_gap", review_on=date(2024, 4, 1))
    assert texts(shown(signed_in, "/lessons/?theme=skills_gap")) == ["Due about skills"]
    assert "None about this here" in shown(signed_in, "/lessons/?state=done&theme=skills_gap")


@pytest.mark.parametrize(
    ("do", "state", "review_on"),
    [
        ("done", "done", None),
        ("dropped", "dropped", None),
        ("kept", "kept", date(2024, 4, 1)),
        ("week", "open", date(2024, 4, 17)),
        ("month", "open", date(2024, 5, 10)),
        ("never", "open", None),
    ],
)
def test_each_button_and_its_undo(
    signed_in: Client, owner: User, do: str, state: str, review_on: date
) -> None:
    one = made(owner, review_on=date(2024, 4, 1))
    page = signed_in.post(f"/lessons/{one.pk}/change/", {"do": do}, follow=True).content.decode()
    one.refresh_from_db()
    assert (one.state, one.review_on) == (state, review_on)
    undo = re.search(r'<form method="post" action="(/lessons/\d+/back/\?step=\d+)"', page)
    assert undo
    signed_in.post(undo[1], {"next": "/lessons/"})
    one.refresh_from_db()
    assert (one.state, one.review_on) == ("open", date(2024, 4, 1))
    assert "Take this back" in shown(signed_in)


def test_a_day_of_ones_own_and_nonsense(signed_in: Client, owner: User) -> None:
    one = made(owner)
    signed_in.post(f"/lessons/{one.pk}/change/", {"do": "review", "review_on": "5 May 2024"})
    one.refresh_from_db()
    assert one.review_on == date(2024, 5, 5)
    for given in ({"do": "review", "review_on": "some day"}, {"do": "explode"}):
        assert signed_in.post(f"/lessons/{one.pk}/change/", given).status_code == 422
    for step in ("99", "x", "²"):
        assert signed_in.post(f"/lessons/{one.pk}/back/?step={step}").status_code in {302, 422}


def test_it_is_edited_and_each_state_can_be_had_again(signed_in: Client, owner: User) -> None:
    one = made(owner)
    given = {
        "text": "Ask who\nwill be there",
        "step": "Tomorrow",
        "theme": "culture_add",
        "review_on": "2024-05-01",
    }
    signed_in.post(f"/lessons/{one.pk}/", given)
    one.refresh_from_db()
    assert (one.text, one.theme, one.review_on) == ("Ask who will be there", "culture_add", date(2024, 5, 1))
    page = shown(signed_in, f"/lessons/{one.pk}/")
    assert "“Ask first”" in page
    signed_in.post(f"/lessons/{one.pk}/back/", {"step": "1"})
    one.refresh_from_db()
    assert one.text == "Ask first"
    again = signed_in.post(f"/lessons/{one.pk}/", {"text": ""}).content.decode()
    assert "it needs one" in again


def test_a_new_one_takes_what_the_address_says(signed_in: Client, owner: User, said_no: Event) -> None:
    path = f"/lessons/new/?event={said_no.pk}&theme=skills_gap&text=Learn+the+oven&next=/rejections/"
    page = shown(signed_in, path)
    assert "Learn the oven</textarea>" in page
    assert '<option value="skills_gap" selected>' in page
    assert 'name="source" value="rejection"' in page
    form = {"event": said_no.pk, "source": "rejection", "next": "/rejections/"}
    saved = signed_in.post("/lessons/new/", {**form, "text": "Learn the oven", "theme": "skills_gap"})
    one = Lesson.objects.get()
    assert saved["Location"] == f"/lessons/?next=%2Frejections%2F#lesson-{one.pk}"
    assert '<a href="/rejections/">Back to where you were</a>' in shown(signed_in, saved["Location"])
    assert "Back to where" not in shown(signed_in, "/lessons/?next=https://elsewhere.example/")
    assert (one.source, one.event, one.application, one.theme) == (
        "rejection", said_no, said_no.current, "skills_gap",
    )  # fmt: skip
    for nonsense in ("event=x", "event=999", "application=999", "entry=999"):
        assert signed_in.get(f"/lessons/new/?{nonsense}").status_code == 404
    assert shown(signed_in, "/lessons/new/?theme=nonsense&source=nonsense&text=" + "x" * 400)


def test_from_an_entry_its_own_words_are_offered(signed_in: Client, owner: User, said_no: Event) -> None:
    one = entry(owner, "The short letter", "debrief", about=said_no, small_step="Ask Ana")
    page = shown(signed_in, f"/lessons/new/?entry={one.pk}")
    assert "The short letter</textarea>" in page
    assert '<li data-fill="id_text">Ask Ana</li>' in page
    signed_in.post("/lessons/new/", {"entry": one.pk, "source": "debrief", "text": "Keep it short"})
    kept = Lesson.objects.get()
    assert (kept.entry, kept.event, kept.source) == (one, said_no, "debrief")
    assert "Keep it short" in shown(signed_in, f"/journal/{one.pk}/")


def test_a_lesson_is_found_again_in_the_journal(signed_in: Client, owner: User) -> None:
    for state, text in (("open", "Bring a figure on payroll size"), ("done", "Ask who reads the résumé")):
        signed_in.post("/lessons/new/", {"text": text})
        one = Lesson.objects.get(text=text)
        Lesson.objects.filter(pk=one.pk).update(state=state)
    front = signed_in.get("/journal/").content.decode()
    assert "Open lessons" in front
    assert "payroll size" in front
    assert "reads the" not in front.partition('id="results"')[2]
    assert 'name="q"' in front, "there is something to search"
    for words, found in (("PAYROLL figure", "payroll size"), ("resume", "reads the")):
        page = signed_in.get("/journal/", {"q": words}).content.decode()
        assert found in page
        assert "Nothing fits these words" not in page
    assert "Nothing fits these words" in signed_in.get("/journal/", {"q": "zzzz"}).content.decode()
