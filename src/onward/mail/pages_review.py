"""The tray: what Onward is not certain of, many at a time, each with its evidence."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onward.applications import rows
from onward.applications.last_act import last_act
from onward.applications.rows import Row
from onward.base import clock
from onward.base.errors import Problem
from onward.mail import actions, marking, queries, turning, wording
from onward.mail.actions import Choice
from onward.mail.heading import Heading, heading, kind_of
from onward.mail.marking import Piece
from onward.mail.models import Message, Proposal
from onward.mail.turning import Turning
from onward.people.access import person
from onward.people.models import User

PAGE = 25
#: The keys 1 to 9 choose among them.
_CANDIDATES = 9
#: So many questions are decided by one press at most.
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application that a mail may belong to."""

    row: Row
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """One entry of the tray as the page shows it."""

    proposal: Proposal
    head: Heading
    kinds: list[tuple[str, str]]
    excerpt: list[Piece]
    candidates: list[Candidate]
    #: Where much may hang on it: what it names.
    turning: Turning | None


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """The questions that wait; posting decides one, or all that are chosen."""
    owner = person(request)
    if request.method == "POST":
        return _decide(request, owner)
    # Sorted by their ids alone: with their mails, thousands of texts would be sorted for twenty-five.
    waiting = turning.first(queries.open_proposals(owner), clock.now()).values_list("pk", flat=True)
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page", 1))
    questions = _questions(owner, queries.with_messages(owner, list(page.object_list)))
    context: dict[str, Any] = {
        "page": page,
        "count": page.paginator.count,
        "questions": questions,
        "doubted": _doubted(owner).count() if (here := _doubted_here(questions)) else 0,
        "doubted_here": here,
        "kinds": wording.choices(outgoing=False),
        "last_act": last_act(owner),
    }
    return render(request, "mail/review.html", context)


def _questions(owner: User, proposals: list[Proposal]) -> list[Question]:
    keys = [entry.get("application") for one in proposals for entry in one.candidates]
    known = queries.applications(owner, keys)
    return [_question(owner, one, known) for one in proposals]


def _question(owner: User, one: Proposal, known: dict[int, Any]) -> Question:
    message = one.message
    candidates: dict[int, Candidate] = {}
    for entry in one.candidates:
        found = known.get(entry.get("application", 0))
        if found is not None and found.pk not in candidates:
            candidates[found.pk] = Candidate(rows.row(found), str(entry.get("why", "")))
    veiled = message.veiled
    return Question(
        one,
        heading(message),
        wording.choices(outgoing=message.outgoing),
        [] if veiled else marking.excerpt(message.text, message.evidence),
        [] if veiled else list(candidates.values())[:_CANDIDATES],
        turning.read(owner, one) if turning.weighs(message, clock.now()) else None,
    )


def _doubted_here(questions: list[Question]) -> int:
    return sum(one.proposal.message.doubted and not one.proposal.message.veiled for one in questions)


def _doubted(owner: User) -> QuerySet[Proposal]:
    """The questions about what only sounds like an answer, on this page and the next ones."""
    return queries.open_proposals(owner).filter(queries.PLAINLY_DOUBTED, message__sealed_at=None)


def _decide(request: HttpRequest, owner: User) -> HttpResponse:
    """One press of a button: `do` is file:ID, first, new or aside, and `question` names one or many; or none, which sets
    aside all that only sound like answers.
    """
    do, _colon, named = request.POST.get("do", "").partition(":")
    keys = [int(key) for key in request.POST.getlist("question") if key.isascii() and key.isdigit()][
        :_AT_ONCE
    ]
    if do == "none":
        keys, do = list(_doubted(owner).values_list("pk", flat=True)[:_AT_ONCE]), "aside"
    if not keys:
        raise Problem(_("Choose at least one mail."))
    with transaction.atomic():
        asked = [one for one in actions.settle(owner, keys) if not one.message.veiled]
        if not asked:
            raise Problem(
                _("Open these mails first: they may be a no, and you wanted to choose when to see one.")
            )
        if do == "aside":
            actions.set_aside(owner, [one.message for one in asked])
        elif do in {"file", "first", "new"}:
            application = int(named) if named.isascii() and named.isdigit() else 0
            known = _questions(owner, asked) if do == "first" else []
            first = {one.proposal.pk: one.candidates[0] for one in known if one.candidates}
            choices = []
            for one in asked:
                if do == "first" and one.pk not in first:
                    continue
                place = application if do == "file" else None
                if do == "first":
                    place = first[one.pk].row.application.pk
                choices.append(Choice(one.message, place, _kind(request, one.message), _names(request)))
            if not choices:
                raise Problem(_("None of these has a suggestion. Choose one by one."))
            actions.file(owner, choices)
        else:
            raise Problem(_("Choose what to do with this mail."))
    return redirect(_next(request))


def _kind(request: HttpRequest, message: Message) -> str:
    """The kind that the form says, or what was understood."""
    given = request.POST.get("kind", "")
    if given:
        return wording.checked(given, outgoing=message.outgoing)
    return kind_of(message)


def _names(request: HttpRequest) -> dict[str, str | None] | None:
    """What the person calls a new application; None where the form has no such fields."""
    if "company" not in request.POST:
        return None
    return {name: request.POST.get(name, "") for name in ("company", "role")}


def _next(request: HttpRequest) -> str:
    """Back to the tray, at the question that took the place of the decided one."""
    number = request.POST.get("page", "1")
    after = request.POST.get("after", "")
    query = f"?page={number}" if number.isdigit() and number != "1" else ""
    return f"{reverse('review')}{query}{f'#q{after}' if after.isdigit() else ''}"
