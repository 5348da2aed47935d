"""Comparisons, one chosen at a time and each look counted, and what the person marks to compare by."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.base.errors import Problem
from onward.people.access import person
from onward.statistics import actions, funnel, honesty, queries, wording
from onward.statistics.comparisons import Comparison
from onward.statistics.forms import MarkForm
from onward.statistics.pages import of
from onward.statistics.proportions import ENOUGH, Interval
from onward.statistics.sections import Section, share_of
from onward.ui import charts
from onward.ui.charts import Row


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """The questions that can be asked; posting chooses one and counts the look, then its answer is shown."""
    owner = person(request)
    found = of(owner)
    if request.method == "POST":
        question = request.POST.get("question", "")
        if question not in found.cases:
            raise Problem(_("Choose one of the questions that can be compared."))
        actions.looked(owner, question)
        return redirect(f"{reverse('compare')}?{urlencode({'question': question})}#answer")
    # A question that is asked no more keeps its looks in the record, and is not spoken of.
    looks = {name: days for name, days in queries.looks(owner).items() if name in found.questions}
    question = request.GET.get("question", "")
    # What was not chosen today is not shown: going back to an address would be a look that nobody counts.
    chosen = question in looks and queries.looked_today(owner, question, found.seen_on)
    answer = found.comparison(question) if chosen else None
    able = [
        (name, wording.question(name), looks.get(name, 0)) for name in found.questions if name in found.cases
    ]
    context: dict[str, Any] = {
        "able": able,
        "unable": [wording.question(name) for name in found.questions if name not in found.cases],
        "looked": len(looks),
        "days": sum(looks.values()),
        "chosen": question,
        "answer": section(answer, looks.get(question, 0), found.asked, len(found.matured))
        if answer
        else None,
        "day": funnel.MATURE_DAYS,
        "empty": not found.courses,
    }
    return render(request, "statistics/compare.html", context)


@require_POST
def new_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Note something of an application to compare by, or take it away."""
    owner = person(request)
    if request.POST.get("do") == "away":
        actions.mark(owner, pk, request.POST.get("question", ""), "")
        messages.info(request, _("The mark is taken away. Mark it again to bring it back."))
        return redirect(f"{reverse('application', args=[pk])}#forecast")
    form = MarkForm(request.POST)
    named = form.is_valid()
    if not named or not str(form.cleaned_data["value"]).strip():
        # A stranger's application is no page, whatever the form says.
        actions.own_application(owner, pk)
        raise Problem(_("Say what differs and how it is here, each in a word or two."))
    one = actions.mark(owner, pk, form.cleaned_data["question"], form.cleaned_data["value"])
    messages.info(
        request, _("Marked: %(question)s, %(value)s.") % {"question": one.question, "value": one.value}
    )
    return redirect(f"{reverse('application', args=[one.application_id])}#forecast")


def section(found: Comparison, looks: int, questions: int, old_enough: int) -> Section:
    """The answer to one question as the page shows it; `questions` is how many share the error.

    What is not known of some of the applications that are old enough is counted, never guessed.
    """
    shown = wording.named(found)
    left_out = old_enough - sum(one.n for one in shown.groups)
    said = [*honesty.of_comparison(shown, looks), *honesty.of_not_known(left_out, old_enough)]
    rows = [
        Row(one.name, _("%(k)d of %(n)d") % {"k": one.k, "n": one.n}, one.low, one.estimate, one.high, few=one.n < ENOUGH)
        for one in shown.groups
    ]  # fmt: skip
    return Section(
        "answer",
        wording.question(found.question),
        said,
        charts.intervals("answer", _("Share that goes a step further, by group"), said[0], rows),
        _("Bar: where the share most likely lies (9 in 10), drawn towards the other groups where there are few cases. "
          "Grey: too few to say."),
        (_("Group"), _("A step further"), _("Of"), _("Most likely")),
        [
            (one.name, str(one.k), str(one.n), share_of(one.n, Interval(one.estimate, one.low, one.high)))
            for one in shown.groups
        ],
        (
            _("Each group's share is drawn towards the others', the more the fewer cases it has (partial pooling). "
              "Only applications old enough count; what of those still waits speaks against a share only in part."),
            _("“Clear” is a strict word: what was seen must be at least %(times)d times likelier if the groups differ than "
              "if they are alike. That is twenty times for each of the %(questions)d questions that your record can answer, "
              "looked at or not, here or in the terminal. With groups that are alike it is said in at most one search of "
              "twenty, however often you look.") % {"times": 20 * questions, "questions": questions},
            _("A difference is not called clear where it turns round, or less than half of it is left, when it is looked at "
              "part by part: by way, weekday, age of the posting, place, role, your marks, and time in parts of ten "
              "applications. Nor where it rests on several applications at the same employers, or on one group being "
              "answered later."),
            _("Nobody drew lots, so groups may differ in what is not recorded. An experiment can tell what a version "
              "does."),
        ),
    )  # fmt: skip
