"""Received feedback: the list with what several people say, one feedback with its points, each corrected."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onward.applications import correspondence, rows
from onward.applications.correspondence import Mail
from onward.applications.rows import Row
from onward.base.errors import Problem
from onward.feedback import actions, clauses, next_steps, noes, patterns, queries, themes, wording
from onward.feedback.models import Feedback, Point
from onward.feedback.patterns import Side, Signal, Theme
from onward.language import whose
from onward.people.access import get_mine, person
from onward.people.models import User

next_steps.register()
#: Quotes of a theme that the list shows before the rest is folded away.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A point as its page shows it."""

    point: Point
    theme: str
    weight: str
    lesson_url: str


@dataclass(frozen=True, slots=True)
class ShownSide:
    """The strengths or the gaps of a theme as the list shows them."""

    code: str
    theme: str
    side: Side
    state: str
    first: list[Any]
    rest: list[Any]
    #: How many independent sources say the opposite; 0 where nobody does.
    opposite: int
    control: str
    lesson_url: str


@require_safe
def feedback(request: HttpRequest) -> HttpResponse:
    """What was said of the person: strengths, then what to work on, then each feedback."""
    owner = person(request)
    found = queries.themes(owner)
    counted = {(signal.url, signal.quote) for one in found for signal in one.gaps.signals}
    # What counts as a reason already is no comparison as well.
    others = [signal for signal in noes.chosen(owner) if (signal.url, signal.quote) not in counted]
    compared = patterns.groups(others)
    # What says what the other one had is told there, and not once more as a comparison.
    named = {(signal.url, signal.quote) for _kind, side in compared for signal in side.signals}
    gaps = [_side(request, one, one.gaps, one.strengths.sources) for one in found if one.gaps.signals]
    context = {
        "strengths": [
            _side(request, one, one.strengths, one.gaps.sources) for one in found if one.strengths.signals
        ],
        "gaps": [one for one in gaps if one.code not in themes.CONDITIONS],
        "conditions": [one for one in gaps if one.code in themes.CONDITIONS],
        "chosen": [
            _chosen(request, kind, side) for kind, side in compared if side.sources >= patterns.ENOUGH
        ],
        "remarks": _remarks(found, compared, named),
        "all": [_line(one) for one in queries.received(owner)],
        "away": [_line(one) for one in queries.received(owner, away=True)],
        "waiting": _waiting(owner),
        "last_act": _bar_of_all(owner),
    }
    return render(request, "feedback/list.html", context)


@require_safe
def received(request: HttpRequest, pk: int) -> HttpResponse:
    """One feedback: its points, praise first, and the words that they stand in."""
    owner = person(request)
    one = queries.feedback(owner, pk)
    counted = [point for point in one.points.all() if not point.left_out]
    # In the order of the words, however often the points were cut anew.
    counted.sort(key=lambda point: (one.text.find(point.quote), point.position))
    shown = [_point(request, one, point) for point in counted]
    place = queries.place_of(one)
    mail = correspondence.mails(owner, [one.message_id]).get(one.message_id) if one.message_id else None
    context = {
        "one": one,
        "source": queries.source(one),
        "giver": wording.giver_of(one.giver),
        "manner": wording.manner(one.manner),
        "place": rows.row(place) if place else None,
        "mail": mail,
        "strengths": [point for point in shown if point.point.says == "strength"],
        "gaps": [point for point in shown if point.point.says == "gap"],
        "remarks": [point for point in shown if not point.point.says],
        "last": shown[-1].point.pk if shown else None,
        "out": [point for point in one.points.all() if point.left_out],
        "pieces": clauses.pieces(one.text, [(point.quote, point.says) for point in counted]),
        "themes": themes.choices(),
        "says": wording.SAYS_CHOICES,
        "last_act": _bar(one),
    }
    return render(request, "feedback/one.html", context)


@require_POST
def point(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one point, by the button that was pressed."""
    owner = person(request)
    do = request.POST.get("do", "")
    if do == "correct":
        one = actions.correct(owner, pk, request.POST.get("theme", ""), request.POST.get("says", ""))
    elif do == "words":
        one = actions.requote(owner, pk, request.POST.get("quote", ""))
    elif do == "join":
        one = actions.join(owner, pk)
    elif do in {"out", "in"}:
        one = actions.leave_out(owner, pk, do == "out")
    else:
        get_mine(Point, request, "feedback__owner", pk=pk)
        raise Problem(_("Choose what to do with this point."))
    return redirect("received", one.pk)


@require_POST
def add_point(request: HttpRequest, pk: int) -> HttpResponse:
    """One more point in words of the feedback."""
    actions.add(person(request), pk, request.POST.get("quote", ""))
    return redirect("received", pk)


@require_POST
def put_away_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it away, or bring it back with `do=back`."""
    back = request.POST.get("do") == "back"
    actions.put_away(person(request), pk, not back)
    return redirect("received", pk) if back else redirect("feedback")


@require_POST
def undo_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was done last, or with `?do=again` do it again; back to the page where it was asked for."""
    turn = actions.redo if request.GET.get("do") == "again" else actions.undo
    turn(person(request), pk, _number(request.GET["order"]) if request.GET.get("order") else None)
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(asked) if safe else redirect("received", pk)


def _point(request: HttpRequest, one: Feedback, point: Point) -> ShownPoint:
    place = queries.place_of(one)
    asked = {"theme": point.theme, "source": "feedback", "text": point.quote[:300]}
    if place:
        asked["application"] = str(place.pk)
    return ShownPoint(
        point,
        themes.words(point.theme),
        wording.weight(point.specific, point.reliable),
        # Of what nobody who applies decides there is no lesson to take.
        "" if whose.control(point.theme, point.quote) == "not" else _lesson(request, asked),
    )


def _side(request: HttpRequest, theme: Theme, side: Side, opposite: int) -> ShownSide:
    asked = {"theme": theme.code, "source": "feedback"}
    return ShownSide(
        theme.code,
        themes.words(theme.code),
        side,
        wording.state(side),
        list(side.signals[:SHOWN]),
        list(side.signals[SHOWN:]),
        opposite if side.sources else 0,
        whose.control(theme.code),
        _lesson(request, asked),
    )


def _chosen(request: HttpRequest, kind: str, side: Side) -> dict[str, Any]:
    """What several employers chose instead."""
    words = str(themes.CHOSEN[kind])
    asked = {"theme": "experience_level", "source": "feedback"}
    return {
        "kind": kind,
        "words": words,
        "state": wording.chosen(side),
        "first": list(side.signals[:SHOWN]),
        "rest": list(side.signals[SHOWN:]),
        "lesson_url": _lesson(request, asked),
    }


def _remarks(
    found: list[Theme], compared: list[tuple[str, Side]], named: set[tuple[str, str]]
) -> list[tuple[str, list[Signal]]]:
    """What is neither a strength nor a gap, by theme; and what the other one had, where fewer than three say alike."""
    said = [
        (
            themes.words(one.code),
            [signal for signal in one.remarks if (signal.url, signal.quote) not in named],
        )
        for one in found
    ]
    few = [signal for _kind, side in compared if side.sources < patterns.ENOUGH for signal in side.signals]
    every = [*said, (_("What the one they chose had"), few)]
    return [(words, signals) for words, signals in every if signals]


def _lesson(request: HttpRequest, asked: dict[str, str]) -> str:
    """Where a lesson is written down; "" while there is no such page."""
    try:
        place = reverse("new_lesson")
    except NoReverseMatch:
        return ""
    return f"{place}?{urlencode({**asked, 'next': request.get_full_path()})}"


def _line(one: Feedback) -> dict[str, Any]:
    counted = [point for point in one.points.all() if not point.left_out]
    return {
        "one": one,
        "source": queries.source(one),
        "manner": wording.manner(one.manner),
        "place": queries.place_of(one),
        "strengths": sum(point.says == "strength" for point in counted),
        "gaps": sum(point.says == "gap" for point in counted),
    }


def _waiting(owner: User) -> list[tuple[Row, Mail]]:
    return [(rows.row(one.application), one.mail) for one in queries.waiting(owner)]


def _bar(one: Feedback) -> dict[str, Any] | None:
    """The quiet bar with the undo of what was done last with a feedback."""
    entry = queries.last_change(one)
    return _bar_for(one, entry) if entry else None


def _bar_of_all(owner: User) -> dict[str, Any] | None:
    found = queries.latest_change(owner)
    return _bar_for(*found) if found else None


def _bar_for(one: Feedback, entry: dict[str, Any]) -> dict[str, Any]:
    asked = {"order": entry["order"], **({"do": "again"} if entry["undone"] else {})}
    return {
        "title": f"{wording.did(entry)}: {queries.source(one)}",
        "at": queries.moment(entry),
        "undo_url": f"{reverse('undo_feedback', args=[one.pk])}?{urlencode(asked)}",
        "undo_label": _("Take this back") if entry["undone"] else _("Undo"),
    }


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)
