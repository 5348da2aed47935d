"""What letters suggest: an answer to who waits for one, thanks within a day, asking for feedback, staying in touch."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import columns
from onward.applications.lately import NO, Happening, happenings, over
from onward.applications.stages import in_zone
from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.letters import suggested_answers
from onward.letters.drafting import GOING
from onward.letters.models import Draft
from onward.people.models import User

#: The day of the talk and the next.
THANK_WITHIN = timedelta(hours=36)
#: From the day after a no (that day is for rest), while somebody still remembers the talk.
ASK_FROM, ASK_UNTIL = timedelta(hours=24), timedelta(days=14)
TOUCH_FROM, TOUCH_UNTIL = timedelta(weeks=6), NO
#: A letter that was begun is reminded of for so long, and an answer that came.
_BEGUN, _CAME = timedelta(days=10), timedelta(days=14)
_MOST = 20


def suggestions(owner: User, now: datetime) -> list[Suggestion]:
    """All of it, in a constant number of queries."""
    drafts = list(
        Draft.objects.filter(owner=owner, put_away_at=None)
        .select_related("application__merged_into", "follow_up", "event__current")
        .order_by("-begun_at", "-pk")[:500]
    )
    written: dict[int, set[str]] = defaultdict(set)
    for one in drafts:
        if one.event_id is not None:
            written[one.event_id].add(one.purpose)
    found = _letters(owner, drafts, now)
    answers = suggested_answers.suggestions(owner, written, now)
    waiting = {one.about["event"] for one in answers}
    # After a yes the letters that were begun and the answers that are waited for are all.
    if over(owner, now):
        return found + answers
    zone = columns.zone_of(owner)
    thanked: list[Suggestion] = []
    after: list[Suggestion] = []
    for past in reversed(happenings(owner, now)):
        if past.kind == "interview" and past.going:
            when = past.took_place(zone)
            if when is not None and timedelta(0) <= now - when <= THANK_WITHIN:
                thanked += _thank(past, when, written[past.pk])
        elif past.kind == "rejected" and len(after) < _MOST and past.pk not in waiting:
            after += _after(past, written[past.pk], now)
    return found + answers + thanked + after


def begun(owner: User) -> set[str]:
    """Where the links lead that would begin a letter which lies here already, or was sent."""
    known = Draft.objects.filter(owner=owner, put_away_at=None, purpose__in=GOING, event__isnull=False)
    return {
        reverse("begin_letter", args=[event, purpose])
        for event, purpose in known.values_list("event_id", "purpose")
    }


def _thank(one: Happening, when: datetime, begun: Collection[str]) -> list[Suggestion]:
    if "thanks" in begun:
        return []
    return [
        Suggestion(
            kind="thank",
            about={"event": one.pk},
            title=_("Thank %(name)s for the interview") % {"name": one.name},
            why=_("Within a day, in three sentences; it asks for nothing."),
            evidence=Evidence(
                _(
                    "68 to 80 % of hiring managers say that a thank-you counts; about one in four applicants sends one."
                ),
                "seen",
                _("surveys of hiring managers"),
            ),
            effort_minutes=5,
            link=f"{reverse('application', args=[one.application])}#letters",
            worth=Worth.OPENS,
            others=_("Thank-you letters"),
            ends=when + THANK_WITHIN,
            action=_("To the letter"),
        )
    ]


def _after(one: Happening, begun: Collection[str], now: datetime) -> list[Suggestion]:
    gone = now - one.at
    link = reverse("rejection", args=[one.pk])
    if ASK_FROM <= gone <= ASK_UNTIL and "feedback" not in begun:
        return [
            Suggestion(
                kind="ask_feedback",
                about={"event": one.pk},
                title=_("Ask %(name)s for feedback") % {"name": one.name},
                why=_("They met you, and they still remember the interview; one or two questions, no more."),
                evidence=Evidence(
                    _("How many such requests are answered was never counted; Onward assumes one in five."),
                    "assumed",
                ),
                effort_minutes=10,
                link=link,
                worth=Worth.TEACHES,
                others=_("Feedback requests"),
                ends=one.at + ASK_UNTIL,
                action=_("To the letter"),
            )
        ]
    if TOUCH_FROM <= gone <= TOUCH_UNTIL and "in_touch" not in begun:
        return [
            Suggestion(
                kind="in_touch",
                about={"event": one.pk},
                title=_("Stay in touch with %(name)s") % {"name": one.name},
                why=_("Some weeks have gone by; a short note that asks for nothing keeps the door open."),
                evidence=Evidence(
                    _("People whom one knows slightly help more often to a new job than close friends."),
                    "cited",
                    "Rajkumar 2022, Science",
                ),
                effort_minutes=10,
                link=link,
                worth=Worth.KEEPS,
                others=_("Staying in touch"),
                ends=one.at + TOUCH_UNTIL,
                action=_("To the letter"),
            )
        ]
    return []


def _letters(owner: User, drafts: list[Draft], now: datetime) -> list[Suggestion]:
    """Letters that were begun, that are due for their one follow-up, or that were answered."""
    zone = columns.zone_of(owner)
    today = in_zone(now, zone).date()
    found = []
    for one in drafts:
        place = one.event.current if one.event else one.application.merged_into or one.application
        name = one.to_name or place.company or place.role or _("an employer")
        about, link = {"draft": one.pk}, reverse("letter", args=[one.pk])
        later = getattr(one, "follow_up", None)
        followed = later is not None and later.put_away_at is None
        if one.sent_at is None and now - one.saved_at <= _BEGUN and one.body:
            found.append(
                Suggestion(
                    kind="send_letter",
                    about=about,
                    title=_("Send the letter to %(name)s, or put it away") % {"name": name},
                    why=_("It is written and lies here; you send it from your own mail."),
                    evidence=Evidence(_("It stands in your record."), "record"),
                    effort_minutes=5,
                    link=link,
                    worth=Worth.TEACHES,
                    others=_("Letters that were begun"),
                    ends=one.saved_at + _BEGUN,
                    action=_("Open the letter"),
                )
            )
        elif (
            one.purpose == "feedback"
            and one.sent_at
            and not one.answered_at
            and not one.declined_at
            and not followed
            and one.follow_up_on
            and one.follow_up_on <= today
            and today - one.follow_up_on <= timedelta(days=14)
        ):
            found.append(
                Suggestion(
                    kind="follow_up",
                    about=about,
                    title=_("Follow up once with %(name)s") % {"name": name},
                    why=_("Ten working days have passed without an answer; once more, then it is done."),
                    evidence=Evidence(
                        _("One follow-up at most is our rule; what it brings was never counted."), "assumed"
                    ),
                    effort_minutes=5,
                    link=link,
                    worth=Worth.KEEPS,
                    others=_("Follow-ups"),
                    action=_("Open the letter"),
                    ends=datetime.combine(one.follow_up_on + timedelta(days=15), time(), zone),
                )
            )
        elif one.answered_at and now - one.answered_at <= _CAME and one.purpose in {"feedback", "follow_up"}:
            found.append(
                Suggestion(
                    kind="read_answer",
                    about=about,
                    title=_("Read what %(name)s answered") % {"name": name},
                    why=_(
                        "You asked for feedback and an answer came; what it says can be kept point by point."
                    ),
                    evidence=Evidence(_("It stands in your mail."), "record"),
                    effort_minutes=10,
                    link=link,
                    worth=Worth.TEACHES,
                    others=_("Answers to your letters"),
                    ends=one.answered_at + _CAME,
                    action=_("Open the letter"),
                )
            )
    return found
