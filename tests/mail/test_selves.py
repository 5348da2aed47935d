"""Which addresses are the person's own."""

from onward.mail.selves import infer
from onward.people.models import User

from .pages.conftest import mail

MIRA = "mira@example.org"


def test_the_address_that_the_answers_went_to(owner: User) -> None:
    for number in range(4):
        mail(owner, kind="rejection", sender_address=f"jobs@firm{number}.example", recipients=[MIRA])
    mail(owner, kind="rejection", sender_address="jobs@firm5.example", recipients=["other@example.org"])
    assert infer(owner) == [MIRA]


def test_addresses_that_were_masked_alike_are_nobody_s(owner: User) -> None:
    for _ in range(4):
        mail(owner, kind="rejection", sender_address="hidden@example.org", recipients=["hidden@example.org"])
    assert infer(owner) == []
