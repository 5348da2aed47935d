"""Leave by OAuth 2: given in the browser and by a code, used at a real server, renewed, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from bench.dovecot import USER, Dovecot
from django.test import Client

from bench import dovecot
from onward.base.errors import Problem
from onward.mail import intake
from onward.mailbox import oauth, vault
from onward.mailbox.models import Mailbox
from onward.people.models import User
from tests.mail.letters import search
from tests.mailbox import leave_server
from tests.mailbox.leave_server import SECRET, LeaveServer
from tests.mailbox.test_reading import SOURCE


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[LeaveServer, Dovecot]]:
    with (
        leave_server.running() as leave,
        dovecot.running(tokens=f"{leave.address}/tokeninfo?access_token=") as server,
    ):
        server.deliver(search())
        yield leave, server


@pytest.fixture
def leave(both: tuple[LeaveServer, Dovecot]) -> LeaveServer:
    found = both[0]
    found.typed = found.revoked = False
    found.lasts, found.count, found.asked, found.paths = 3600, 0, [], []
    return found


@pytest.fixture
def asked(both: tuple[LeaveServer, Dovecot], leave: LeaveServer, signed_in: Client) -> Mailbox:
    """A mailbox for which leave was not given yet."""
    client = leave.client
    answer = signed_in.post(
        "/mailbox/new/",
        {
            "address": USER, "sign_in": "oauth", "client_id": client["id"], "client_secret": SECRET, "host": "127.0.0.1",
            "port": both[1].plain, "security": "plain", "login": USER, "authorize": client["authorize"],
            "token": client["token"], "device": client["device"], "scope": client["scope"],
        },
    )  # fmt: skip
    one = Mailbox.objects.get()
    assert answer.headers["Location"] == f"/mailbox/{one.pk}/leave/"
    return one


def test_leave_in_the_browser(
    asked: Mailbox, leave: LeaveServer, signed_in: Client, visitor: Client, owner: User
) -> None:
    page = signed_in.post(f"/mailbox/{asked.pk}/leave/", {"do": "browser"}).content.decode()
    link = unescape(re.search(r'href="(http://127[^"]+)"', page)[1])  # type: ignore[index]
    query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert query["redirect_uri"] == "http://127.0.0.1/mailbox/answer/"
    assert (query["code_challenge_method"], query["login_hint"]) == ("S256", USER)
    assert SECRET not in link
    leave.challenge = query["code_challenge"]
    # The browser comes back from another site, without a cookie.
    page = visitor.get("/mailbox/answer/", {"state": query["state"], "code": "a-code"}).content.decode()
    assert "Leave is given" in page
    assert f"url=/mailbox/{asked.pk}/" in page
    assert intake.read(owner, [SOURCE]).kept == 4
    assert all(SECRET not in path and "refresh" not in path and "a-code" not in path for path in leave.paths)
    # A state works once.
    assert visitor.get("/mailbox/answer/", {"state": query["state"], "code": "a-code"}).status_code == 422


@pytest.mark.parametrize("query", [{}, {"state": "made-up", "code": "a-code"}])
def test_an_answer_that_nobody_asked_for(asked: Mailbox, visitor: Client, query: dict[str, str]) -> None:
    page = visitor.get("/mailbox/answer/", query)
    assert page.status_code == 422
    assert "was not asked for" in page.content.decode()
    assert "access_token" not in vault.read(f"{asked.owner_id}:{USER}")


def test_leave_that_was_not_given(asked: Mailbox, signed_in: Client, visitor: Client) -> None:
    page = signed_in.post(f"/mailbox/{asked.pk}/leave/", {"do": "browser"}).content.decode()
    state = re.search(r"state=([\w-]+)", page)[1]  # type: ignore[index]
    page = visitor.get("/mailbox/answer/", {"state": state, "error": "access_denied"}).content.decode()
    assert "Leave was not given. Nothing was changed." in page


def test_leave_by_a_code_for_another_device(
    asked: Mailbox, leave: LeaveServer, signed_in: Client, owner: User
) -> None:
    page = signed_in.post(f"/mailbox/{asked.pk}/leave/", {"do": "device"}, follow=True).content.decode()
    assert "WDJB-MJHT" in page
    assert "a-device" not in page
    page = signed_in.post(f"/mailbox/{asked.pk}/leave/", {"do": "typed"}, follow=True).content.decode()
    assert "has not been given yet" in page
    leave.typed = True
    oauth._devices[asked.pk].next_at = 0
    page = signed_in.post(f"/mailbox/{asked.pk}/leave/", {"do": "typed"}, follow=True).content.decode()
    assert "lets Onward in" in page
    assert intake.read(owner, [SOURCE]).kept == 4


def test_tokens_are_renewed_and_the_new_ones_kept(asked: Mailbox, leave: LeaveServer, owner: User) -> None:
    leave.count = 7
    name = f"{owner.pk}:{USER}"
    vault.keep(
        name, {"client_secret": SECRET, "refresh_token": "refresh-7", "access_token": "old", "ends": 1}
    )
    with pytest.raises(Problem, match="is over"):
        oauth.access_token(
            leave.client, {"client_secret": SECRET, "refresh_token": "older"}, lambda new: None
        )
    from onward.mailbox import actions

    assert len(actions.look(asked)) == 6
    assert vault.read(name)["refresh_token"] == "refresh-8"
    asks = len(leave.asked)
    actions.look(asked)
    assert len(leave.asked) == asks, "a token that is good for an hour is not renewed"
    actions.list_folders(asked, actions.look(asked))
    leave.revoked = True
    vault.keep(name, vault.read(name) | {"ends": 1})
    with pytest.raises(Problem, match="Leave to read this mailbox is over, or was taken back"):
        intake.read(owner, [SOURCE])


def test_only_encrypted_places_are_asked(leave: LeaveServer) -> None:
    for where in ("http://leave.example/token", "ftp://leave.example", "leave.example", ""):
        with pytest.raises(Problem, match="https://"):
            oauth.access_token({"token": where}, {"refresh_token": "x"}, lambda new: None)
    with pytest.raises(Problem, match="does not know this client"):
        oauth.access_token(leave.client | {"id": "other"}, {"refresh_token": "x"}, lambda new: None)


def test_what_oauth_needs_is_said(signed_in: Client) -> None:
    answer = signed_in.post("/mailbox/new/", {"address": USER, "sign_in": "oauth", "host": "127.0.0.1", "port": 1,
                                              "security": "plain", "login": USER})  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "OAuth needs this." in page
    page = signed_in.get("/mailbox/new/", {"address": "mira@outlook.com"}).content.decode()
    assert "login.microsoftonline.com" in page
    assert "It takes no password at all" in page
