"""What goes wrong is answered with a sentence, in the shape that was asked for."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from onward import urls
from onward.base.errors import Problem


def breaks(request: HttpRequest) -> HttpResponse:
    raise Problem("The mailbox closed the connection.")


def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours")


urlpatterns = [*urls.urlpatterns, path("breaks/", breaks), path("fails/", fails)]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
pytestmark = pytest.mark.urls(__name__)


def test_problem_is_a_page(signed_in: Client) -> None:
    answer = signed_in.post("/breaks/", headers={"referer": "http://127.0.0.1/settings/"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The mailbox closed the connection." in page
    assert 'href="http://127.0.0.1/settings/"' in page
    elsewhere = signed_in.post("/breaks/", headers={"referer": "http://evil.example/"})
    assert "evil" not in elsewhere.content.decode()


def test_problem_is_a_part_for_htmx(signed_in: Client) -> None:
    answer = signed_in.post("/breaks/", headers={"hx-request": "true"})
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#problems"
    assert "<html" not in answer.content.decode()
    assert "The mailbox closed the connection." in answer.content.decode()


def test_signed_out_part_leads_the_whole_page_to_sign_in(db: None, visitor: Client) -> None:
    answer = visitor.get("/settings/", headers={"hx-request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/sign-in/"


def test_mistake_is_answered_calmly(signed_in: Client) -> None:
    signed_in.raise_request_exception = False
    answer = signed_in.get("/fails/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Onward made a mistake" in page
    assert "a mistake of ours" not in page


def test_unknown_address(signed_in: Client) -> None:
    answer = signed_in.get("/nothing/")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()
