"""Invented searches hold together: the same every time, and their truth fits their mail."""

from email import message_from_bytes, policy
from html import unescape

from bench.mailbox import messages
from bench.searches import search


def test_a_search_is_the_same_every_time() -> None:
    assert search(11, 30) == search(11, 30)
    assert search(11, 30).messages != search(12, 30).messages


def test_the_truth_fits_the_mail() -> None:
    one = search(4, 60)
    assert [true.at for true in one.truth] == sorted(true.at for true in one.truth)
    for raw, true in zip(one.messages, one.truth, strict=True):
        mail = message_from_bytes(raw, policy=policy.default)
        assert true.from_address in str(mail["From"])
        assert str(mail["Subject"]).split() == true.subject.split()
        body = mail.get_body(("plain", "html"))
        assert body is not None
        words = unescape(body.get_content())
        assert "{" not in true.text
        assert true.text.split()[0].rstrip(",") in words
    for application in one.applications:
        assert all(one.truth[place].application == application.number for place in application.messages)


def test_a_search_has_what_makes_matching_hard() -> None:
    ones = [search(seed, 80) for seed in range(3)]
    truths = [true for one in ones for true in one.truth]
    assert any(true.outgoing and true.kind == "application" for true in truths)
    assert any(not true.message_id for true in truths)
    assert {"linkedin", "recruiter", "direct mail"} <= {
        app.channel for one in ones for app in one.applications
    }
    assert {"rejected", "open"} < {app.status for one in ones for app in one.applications}
    assert any(raw.isascii() is False for one in ones for raw in one.messages)


def test_the_mailbox_has_real_sizes() -> None:
    sizes = sorted(len(raw) for raw in messages(1500, 2))
    assert len(sizes) == 1500
    assert 5_000 < sizes[750] < 11_000
    assert 12_000 < sum(sizes) / 1500 < 20_000
