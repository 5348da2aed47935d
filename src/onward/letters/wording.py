"""How letters, people and remarks are said on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onward.letters import checker
from onward.letters.checker import Remark
from onward.letters.models import Draft
from onward.letters.people_in_thread import Person, Reason, Thread
from onward.ui.templatetags.words import day

PURPOSES: Mapping[str, Promise] = {
    "feedback": gettext_lazy("Ask for feedback"),
    "follow_up": gettext_lazy("Follow up once"),
    "answer": gettext_lazy("Answer them"),
    "thanks": gettext_lazy("Say thank you"),
    "later": gettext_lazy("Say you would like a later role"),
    "in_touch": gettext_lazy("Keep in touch"),
    "status": gettext_lazy("Ask where things stand"),
    "other_offer": gettext_lazy("Say that an offer waits"),
    "step_back": gettext_lazy("Withdraw your application"),
}
#: What the letter does, before it is begun.
WHY: Mapping[str, Promise] = {
    "status": gettext_lazy("One short, friendly question. Asking once is usual; after that, let it rest."),
    "other_offer": gettext_lazy(
        "It says that another offer waits, and asks whether they know more before you answer."
    ),
    "step_back": gettext_lazy("Two kind sentences: you have said yes elsewhere, and the hour is free again."),
}
RELATIONS: Mapping[str, Promise] = {
    "interviewer": gettext_lazy("They interviewed you"),
    "hiring_manager": gettext_lazy("They decide on the role"),
    "recruiter": gettext_lazy("They recruit for the employer"),
    "agency": gettext_lazy("They work for an agency"),
    "unknown": gettext_lazy("Not known"),
}
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "nl": "Nederlands",
    "pt": "Português",
    "id": "Bahasa Indonesia",
    "pl": "Polski",
    "sv": "Svenska",
}
#: Languages in which address differs, with the two ways to say it.
ADDRESS: Mapping[str, tuple[str, str]] = {
    "de": ("Sie", "du"),
    "fr": ("vous", "tu"),
    "es": ("usted", "tú"),
    "it": ("Lei", "tu"),
    "nl": ("u", "je"),
    "id": ("Bapak/Ibu", "Anda"),
    "pl": ("Państwo", "ty"),
}
#: Remark → what it is, and why it matters.
REMARKS: Mapping[str, tuple[Promise, Promise]] = {
    "too_long": (
        gettext_lazy("Long"),
        gettext_lazy("Letters of 50 to 125 words are answered most; a longer one waits for a quiet hour."),
    ),
    "too_short": (
        gettext_lazy("Short"),
        gettext_lazy("With so few words they must guess what you mean and which application it is."),
    ),
    "no_thanks": (
        gettext_lazy("Thanks are missing"),
        gettext_lazy("One sentence of thanks for their time makes it easy to read on kindly."),
    ),
    "asks_why": (
        gettext_lazy("Asks why"),
        gettext_lazy(
            "Asked for reasons, employers turn to a stock phrase; what you could do better, people can answer."
        ),
    ),
    "unfair": (
        gettext_lazy("Blames"),
        gettext_lazy("Whoever feels accused defends the decision and does not help."),
    ),
    "reconsider": (
        gettext_lazy("Asks to reconsider"),
        gettext_lazy("Decisions are hardly ever reopened, and a question that hides one is not answered."),
    ),
    "threat": (
        gettext_lazy("Threatens"),
        gettext_lazy(
            "This goes to a lawyer and not to the person who could help you; it belongs in another letter."
        ),
    ),
    "comparison": (
        gettext_lazy("Compares"),
        gettext_lazy("They may say nothing about other applicants; about you they may."),
    ),
    "attachment": (
        gettext_lazy("Attachment"),
        gettext_lazy("An attachment is work for them, and some mailboxes hold such mails back."),
    ),
    "guilt": (
        gettext_lazy("Weighs on them"),
        gettext_lazy("It may all be true; a reader who feels guilty tends to put the letter off."),
    ),
    "too_many_questions": (
        gettext_lazy("Many questions"),
        gettext_lazy("One or two questions are answered at once; a list is put aside for later."),
    ),
    "no_question": (
        gettext_lazy("No question"),
        gettext_lazy("Without a question there is nothing that they could answer."),
    ),
    "vague_question": (
        gettext_lazy("Open question"),
        gettext_lazy("“Any feedback” is hard to answer; one answer, skill or task is easy."),
    ),
    "no_way_out": (
        gettext_lazy("Hard to decline"),
        gettext_lazy(
            "Say that no answer is fine too: many are not allowed to give one, and ease brings more answers."
        ),
    ),
    "argues": (
        gettext_lazy("Argues"),
        gettext_lazy("A letter that argues with the decision is read as one that asks to change it."),
    ),
    "asks_something": (
        gettext_lazy("Asks for something"),
        gettext_lazy("A note to keep in touch is remembered when it asks for nothing."),
    ),
    "late": (
        gettext_lazy("Late"),
        gettext_lazy("People forget soon; it can still be sent, with less hope for an answer."),
    ),
    "long_subject": (
        gettext_lazy("Long subject"),
        gettext_lazy("Lists of mails show some 60 characters of a subject."),
    ),
    "placeholder": (
        gettext_lazy("Gap to fill"),
        gettext_lazy("Here something still waits to be filled in."),
    ),
    "pressure": (
        gettext_lazy("Presses"),
        gettext_lazy("Deadlines, reminders and exclamation marks make people put an answer off."),
    ),
}
#: What an act with a letter was, for the undo line.
ACTS: Mapping[str, Promise] = {
    "chosen": gettext_lazy("You changed what the letter is drawn from"),
    "anew": gettext_lazy("The letter was drawn anew"),
    "sent": gettext_lazy("You marked the letter as sent"),
    "found_sent": gettext_lazy("Onward found the letter among your sent mails"),
    "answered": gettext_lazy("You marked the letter as answered"),
    "declined": gettext_lazy("You marked the letter as declined"),
    "found_answer": gettext_lazy("Onward found the answer in your mailbox"),
    "put_away": gettext_lazy("You put the letter away"),
    "brought_back": gettext_lazy("You brought the letter back"),
}
_LONGEST_QUOTE = 70


@dataclass(frozen=True, slots=True)
class Said:
    """A remark as the page shows it."""

    code: str
    title: str
    reason: str
    #: The words that it is about.
    quote: str


def title(letter: Draft) -> str:
    """What a letter is, to whom."""
    name = letter.to_name
    if not name:
        return str(PURPOSES[letter.purpose])
    return {
        "feedback": _("Ask %(name)s for feedback"),
        "follow_up": _("Follow up with %(name)s, once"),
        "answer": _("Answer %(name)s"),
        "thanks": _("Thank %(name)s"),
        "later": _("Tell %(name)s that you would like a later role"),
        "in_touch": _("Keep in touch with %(name)s"),
        "status": _("Ask %(name)s where things stand"),
        "other_offer": _("Tell %(name)s that an offer waits"),
        "step_back": _("Tell %(name)s that you withdraw"),
    }[letter.purpose] % {"name": name}


def remarks(found: Sequence[Remark], body: str) -> list[Said]:
    """The remarks in words."""
    return [
        Said(
            one.code, str(REMARKS[one.code][0]), str(REMARKS[one.code][1]), _quote(body[one.start : one.end])
        )
        for one in found
    ]


def summary(body: str, number: int) -> str:
    """How long the letter is, and how many remarks there are."""
    count = checker.words(body)
    words = ngettext("%(n)s word", "%(n)s words", count) % {"n": count}
    if checker.BEST[1] < count <= checker.MOST:
        # A hint, no remark: a letter of this length can be a good one.
        words += " " + _("(50 to 125 are answered most)")
    if not number:
        return _("%(words)s. Nothing to mention.") % {"words": words}
    said = ngettext("%(n)s thing to look at.", "%(n)s things to look at.", number) % {"n": number}
    return f"{words}. {said}"


def outlook(thread: Thread) -> str:
    """How a letter can arrive, and what to do where it cannot."""
    if thread.outlook == "person":
        return ""
    if thread.outlook == "office":
        return _(
            "Only an office's address is known. Somebody may read there and hand it on; it is answered less often."
        )
    if thread.outlook == "named":
        return _(
            "Names are known, but no address that takes an answer. You can look the person up by hand, for instance on "
            "LinkedIn, and send the letter there; guessing an address is not worth it."
        )
    if thread.outlook == "no_reply":
        return _(
            "All their mails came from an address that takes no reply. Three ways are left: somebody whom you met or who "
            "referred you, the recruiter of the posting, found by hand on LinkedIn; or letting it go, which is a good "
            "choice too."
        )
    return _("No mail of theirs is known. Enter whom you know, or let it go.")


def why(person: Person) -> list[str]:
    """Why somebody is proposed, the strongest first, each in one sentence."""
    rank = ("invitation", "wrote", "signed", "copied", "written_to")
    ordered = sorted(person.why, key=lambda one: (rank.index(one.code), -one.at.timestamp()))
    first: dict[str, Reason] = {}
    for one in ordered:
        first.setdefault(one.code, one)
    said = [_reason(one) for one in first.values()]
    if person.met and "invitation" not in first:
        said.insert(0, _("Their mail speaks of an interview with you."))
    return said[:3]


def _reason(one: Reason) -> str:
    if one.code == "invitation":
        return _("Named in the invitation: “%(quote)s”") % {"quote": _quote(one.quote)}
    words = {
        "wrote": _("Wrote to you: %(day)s."),
        "signed": _("Their name stands under a mail: %(day)s."),
        "copied": _("Got a copy: %(day)s."),
        "written_to": _("You wrote to them: %(day)s."),
    }
    return words[one.code] % {"day": day(one.at)}


def _quote(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_QUOTE else plain[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"
