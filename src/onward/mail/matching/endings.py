"""What the person's yes and no, and what confirms that they withdrew, are to an application as it stands."""

import re
from dataclasses import replace

from onward.language import roles
from onward.mail.matching.cases import Case
from onward.mail.matching.readings import Reading

#: From this chance on a yes accepts an offer, a no turns one down, a no ends what nobody has offered yet.
AGREED, DECLINED, LEFT = 0.5, 0.45, 0.7
_OFFER = re.compile(
    r"offer|contract|angebot|vertrag|offerta|oferta|contrat|proposta|proposal|umow|kontrak|erbjud|aanbod|tawaran|avtal|embauche",
    re.I,
)
#: From here on two titles are one.
EXACT = 0.93


def is_left(read: Reading, case: Case) -> bool:
    """Whether what the person is told that they withdrew is this application: open, known before, and of no other role."""
    return (
        not case.ended
        and case.started is not None
        and (
            read.role is None
            or not case.roles
            or any(roles.likeness(read.role, one) >= EXACT for one in case.roles)
        )
    )


def as_it_stands(read: Reading, case: Case) -> Reading:
    """A yes or a no of the person, as what it is to this application: to an offer, to an approach, or to going on."""
    kind = read.letter.kind
    if case.lead or kind == "withdrawal":
        meant = kind if kind == "withdrawal" else "reply"
    elif kind in ("agreement", "acceptance"):
        # An invitation is accepted too; an offer that came by telephone is spoken of.
        told = kind == "acceptance" and _OFFER.search(f"{read.letter.subject} {read.letter.text}")
        offered = case.status == "offer" or (told and case.stage == "interview")
        meant = "acceptance" if offered and read.letter.chance >= AGREED else "reply"
    elif case.status == "offer":
        meant = "decline" if read.letter.chance >= DECLINED else "reply"
    else:
        meant = "withdrawal" if read.letter.chance >= LEFT else "reply"
    return replace(read, letter=replace(read.letter, kind=meant))
