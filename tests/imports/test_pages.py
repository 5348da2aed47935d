"""The pages of an import: giving a table, correcting it, importing it."""

import re
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onward.imports import actions
from onward.imports.models import ImportTable
from onward.people.models import User
from tests.imports.test_actions import LINES, TABLE


def bring(browser: Client, text: str | bytes, name: str = "search.csv") -> str:
    """The address of the page that a table leads to."""
    content = text.encode() if isinstance(text, str) else text
    answer = browser.post("/import/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def fields(page: str) -> dict[str, str]:
    """What the form would send: the chosen option of each select."""
    found = {}
    for name, inner in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inner) or re.search(r'value="([^"]*)"', inner)
        assert chosen is not None
        found[name] = chosen[1]
    return found


def test_nothing_is_written_before_it_is_said(signed_in: Client, june: None, standing) -> None:
    place = bring(signed_in, TABLE)
    page = signed_in.get(place).content.decode()
    assert "3 rows: 3 new applications" in page
    assert standing() == []
    signed_in.post(place, {**fields(page), "do": "import"})
    assert standing() == LINES
    page = signed_in.get(place).content.decode()
    assert "Imported: 3 rows became 3 new applications" in page
    assert "There is nothing new in it" in page
    assert ImportTable.objects.get().choices["columns"] == {}


def test_one_row_is_one_and_days_are_said_as_people_say_them(signed_in: Client, june: None) -> None:
    place = bring(
        signed_in, "Company,Role,Applied,Posted on\nNordlicht,Clerk,2025-03-11,2025-03-10\n", "one.csv"
    )
    page = signed_in.get(place).content.decode()
    assert "1 row: 1 new application, 0 that you have already, 1 event. Nothing is written yet." in page
    assert "Posted: 10 Mar 2025" in page
    signed_in.post(place, {**fields(page), "do": "import"})
    page = signed_in.get(place).content.decode()
    assert "Imported: 1 row became 1 new application with 1 event; 0 you had already." in page
    assert "The same as Nordlicht, Clerk (11 Mar 2025)" in page


def test_a_column_is_corrected(signed_in: Client, june: None, standing) -> None:
    place = bring(
        signed_in, "Company,Thing,When,Said\nNordlicht,xyz,3/4/2025,frobbed\nCorvo,abc,5/4/2025,frobbed\n"
    )
    given = fields(signed_in.get(place).content.decode())
    given |= {"c1": "role", "c3": "status", "do": "again"}
    assert signed_in.post(place, given).status_code == 302
    page = signed_in.get(place).content.decode()
    assert "please check" in page
    given = fields(page) | {"wfrobbed": "rejected", "do": "import"}
    signed_in.post(place, given)
    assert [line.split(" | ")[:4] for line in standing()] == [
        ["Nordlicht", "xyz", "2025-04-03", "rejected"],
        ["Corvo", "abc", "2025-04-05", "rejected"],
    ]


def test_a_pasted_table(signed_in: Client, june: None) -> None:
    answer = signed_in.post("/import/", {"pasted": "Firma\tStelle\nNordlicht\tAnalystin\n"})
    assert answer.status_code == 302
    assert ImportTable.objects.get().name == "a pasted table"


def test_what_cannot_be_read_is_said_on_the_page(signed_in: Client) -> None:
    answer = signed_in.post("/import/", {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7")})
    assert answer.status_code == 422
    assert "This is a PDF" in answer.content.decode()
    answer = signed_in.post("/import/", {"pasted": "  "})
    assert answer.status_code == 422
    assert not ImportTable.objects.exists()


def test_names_in_a_table_are_text(signed_in: Client, june: None) -> None:
    place = bring(signed_in, "Company,<b>Role</b>,Status\n<script>alert(1)</script>,x,<i>hm</i>\n", "<b>.csv")
    page = signed_in.get(place).content.decode()
    assert "<script>alert" not in page
    assert "<i>hm" not in page


def test_a_table_that_was_not_imported_can_be_let_go(signed_in: Client, june: None) -> None:
    place = bring(signed_in, TABLE)
    signed_in.post(f"{place}leave/")
    assert not ImportTable.objects.exists()


def test_the_page_asks_the_same_number_of_queries_for_many_rows(
    signed_in: Client, owner: User, june: None, django_assert_max_num_queries: Callable[..., object]
) -> None:
    rows = "".join(f"Firm {n},Clerk {n},2025-03-{1 + n % 28:02d},,Rejected,\n" for n in range(200))
    table = actions.bring(owner, "many.csv", (TABLE + rows).encode())
    actions.carry_out(owner, table)
    for path in (f"/import/{table.pk}/", "/import/"):
        with django_assert_max_num_queries(16):
            signed_in.get(path)
