"""Asking a friend or colleague: choosing the questions, the letter that asks them, the sheet of paper."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from onward.feedback import request_form
from onward.feedback.request_form import Question


@require_safe
def ask_somebody(request: HttpRequest) -> HttpResponse:
    """Choose what to ask; the page shows the letter, the link to the sheet, and where the answers go."""
    about, questions, name = _chosen(request)
    keys = [one.key for one in questions]
    enough = len(questions) >= request_form.FEWEST
    context = {
        "about": about,
        "occasions": request_form.OCCASIONS,
        "choices": [
            (one, one.key in keys)
            for one in request_form.QUESTIONS
            if about.offers(one.key) or one.key in keys
        ],
        "questions": questions,
        "name": name,
        "enough": enough,
        "asked_more": len(request.GET.getlist("q")) > request_form.MOST,
        "fewest": request_form.FEWEST,
        "most": request_form.MOST,
        "letter": request_form.letter(about, questions, name) if enough else "",
        "mailto": request_form.mailto(about, questions, name) if enough else "",
        "paper": f"{reverse('ask_on_paper')}?{_query(about.key, keys, name)}",
        "record": f"{reverse('record_feedback')}?{_answers(about.key, keys, name)}",
    }
    return render(request, "feedback/ask.html", context)


@require_safe
def ask_on_paper(request: HttpRequest) -> HttpResponse:
    """The sheet with the questions and lines to write on."""
    about, questions, name = _chosen(request)
    keys = [one.key for one in questions]
    context = {
        "about": about,
        "questions": questions,
        "name": name,
        "lines": range(6 if len(questions) < request_form.MOST else 5),
        "back": f"{reverse('ask_somebody')}?{_query(about.key, keys, name)}",
    }
    return render(request, "feedback/paper.html", context)


def _chosen(request: HttpRequest) -> tuple[request_form.Occasion, tuple[Question, ...], str]:
    """What the address asks for; without questions, those of the occasion."""
    about = request_form.occasion(request.GET.get("about", ""))
    keys: Any = request.GET.getlist("q") or about.questions
    return about, request_form.chosen(keys), request.GET.get("name", "").strip()[:80]


def _query(about: str, keys: list[str], name: str) -> str:
    return urlencode({"about": about, "q": keys, **({"name": name} if name else {})}, doseq=True)


def _answers(about: str, keys: list[str], name: str) -> str:
    giver = "colleague" if about == "work" else "friend"
    asked = {"giver": giver, "manner": "form", "q": keys, **({"giver_name": name} if name else {})}
    return urlencode(asked, doseq=True)
