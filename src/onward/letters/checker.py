"""Checks a letter as it is edited: what would make it less likely to be answered, each with where it stands.

The rules are those of the project's page of evidence: short, thanks once, accepts the decision, one or two questions
that can be answered, an easy way out; nothing that argues, presses, compares or blames. The phrases stand in
checker_words/, a file a language; wording.py says each remark to the person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onward.language import languages
from onward.letters.checker_phrases import Phrases, phrases
from onward.letters.checker_text import Sentence, sentences

CODES = (
    "too_long", "too_short", "no_thanks", "asks_why", "unfair", "reconsider", "threat", "comparison", "attachment",
    "guilt", "too_many_questions", "no_question", "vague_question", "no_way_out", "argues", "asks_something", "late",
    "long_subject", "placeholder", "pressure",
)  # fmt: skip
#: Letters of 50 to 125 words get most answers, observed; the page says so beside the number of words. A remark is for
#: those far from it: a fair letter of thirty words, or of 140, is a fair letter.
BEST = (50, 125)
MOST = 150
FEWEST = {"feedback": 20, "follow_up": 12, "later": 12, "thanks": 9, "in_touch": 12}
QUESTIONS = 3
#: Lists of mails show some 60 characters; a word that is cut off harms nobody.
SUBJECT_CHARACTERS = 72
#: The subject of a thread stays as it is; only one that no list of mails can show is remarked on.
THREAD_CHARACTERS = 120
#: Days after what a letter answers from which it comes late: people forget whom they talked to.
LATE = {"feedback": 21, "follow_up": 21, "thanks": 3, "later": 30, "in_touch": 90}
#: What is looked for by its phrases alone.
_BY_PHRASE = (
    "asks_why",
    "unfair",
    "reconsider",
    "threat",
    "comparison",
    "attachment",
    "guilt",
    "argues",
    "pressure",
)
#: What a sentence that thanks does not mean.
_NOT_IN_THANKS = frozenset({"pressure", "guilt", "argues"})
#: Nor where it asks for nothing beside: "thank you for the day on trial", "for telling me that the other one starts".
_NOT_IN_PLAIN_THANKS = frozenset({"reconsider", "comparison"})
#: What a sentence that accepts or praises does not mean.
_NOT_IN_CONSENT = frozenset({"argues", "comparison", "guilt", "threat", "unfair"})
#: What a question about one's own doing does not mean: "should I have called the doctor at once?"
_NOT_OF_ONESELF = frozenset({"pressure", "guilt", "argues"})
#: What is no fault while an application goes on: another offer has its deadline, the papers that they asked for are
#: attached, and there is no decision yet to argue with.
_GOING_ON = frozenset({"answer", "status", "other_offer", "step_back"})
_EVER = frozenset({"threat", "unfair"})
_PLACEHOLDER = re.compile(
    r"\[(?!\d|sic\b|[.…])[^\]\n]{0,60}\](?!\()|\{[^}\n]{0,60}\}"
    r"|<(?![\w.+-]+@|\w+:|www\.)[^<>@\n]{1,40}>|(?<![_\n])_{3,}|\bX{3,}\b|\b(?:TODO|TBD|FIXME)\b|\(\s*\)|\.{6,}"
    r"|\blorem ipsum\b|\((?:[Nn]ame|[Dd]ate|[Ff]irma|[Cc]ompany|[Rr]ole|[Nn]om|[Nn]ombre)\)"
)
#: Three words in capitals are shouted, where they are not all as short as the names of examinations.
_SHOUTED = re.compile(r"\b[^\W\d_]{2,}\b(?:\s+\b[^\W\d_]{2,}\b){2,}")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_ANSWER = re.compile(r"^\s*(?:re|aw|antw|sv|vs|odp|rv|res|rif|bls|balas)\s*(?:\[\d+\])?:", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.@/-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is checked. `days_after` is counted from what it answers; None where that is not known."""

    subject: str
    body: str
    language: str = ""
    purpose: str = "feedback"
    stage: str = "applied"
    relation: str = "unknown"
    days_after: int | None = None
    #: Follow-ups that were sent before this letter.
    follow_ups: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: its code, and the span of the body that it is about; both 0 where it is about the whole."""

    code: str
    start: int = 0
    end: int = 0


def check(draft: Draft) -> list[Remark]:
    """The remarks on a letter, in the order in which they stand in it; none when it is as it should be."""
    language = draft.language or languages.of(draft.body) or "en"
    known = phrases(language)
    cut = sentences(draft.body)
    found = [
        *_length(draft),
        *_by_phrase(draft, cut, known),
        *_questions(draft, cut, known),
        *_courtesy(draft, cut, known),
        *_tone(cut, known),
        *_gaps(draft),
        *_circumstances(draft),
    ]
    once = {
        (one.code, one.start, one.end): one for one in sorted(found, key=lambda one: (one.start, one.end))
    }
    first: dict[str, Remark] = {}
    for one in once.values():
        first.setdefault(one.code, one)
    return list(first.values())


def words(body: str) -> int:
    """How many words a letter has, greeting and name included."""
    return len(_WORD.findall(body))


def _length(draft: Draft) -> Iterator[Remark]:
    number = words(draft.body)
    if number > MOST:
        yield Remark("too_long")
    if number < FEWEST.get(draft.purpose, 0):
        yield Remark("too_short")


def _by_phrase(draft: Draft, cut: Sequence[Sentence], known: Phrases) -> Iterator[Remark]:
    if draft.purpose in _GOING_ON:
        for sentence in cut:
            if known.found("demands", sentence) and (span := known.found("pressure", sentence)):
                yield Remark("pressure", *span)
    for sentence in cut:
        for code in _BY_PHRASE:
            if draft.purpose in _GOING_ON and code not in _EVER:
                continue
            # "Thank you for the quick answer" presses nobody, "for the two days with you" blames nobody.
            if code in _NOT_IN_THANKS and known.thanks(sentence):
                continue
            if code in _NOT_IN_PLAIN_THANKS and known.only_thanks(sentence):
                continue
            if code in _NOT_IN_CONSENT and known.approves(sentence):
                continue
            if code in _NOT_OF_ONESELF and known.asks_of_oneself(sentence):
                continue
            if span := known.found(code, sentence):
                yield Remark(code, *span)
    if draft.purpose == "in_touch":
        for sentence in cut:
            if known.anywhere("courtesy", sentence) or known.anywhere("way_out", sentence):
                continue
            # A question alone may be about the snow: it must look for work, or for help with it.
            if known.found("seeks", sentence):
                yield Remark("asks_something", sentence.start, sentence.end)


def _questions(draft: Draft, cut: Sequence[Sentence], known: Phrases) -> Iterator[Remark]:
    marked = [one for one in cut if one.asks]
    if draft.purpose in ("feedback", "follow_up"):
        places = [
            place
            for place, one in enumerate(cut)
            if (one.asks or known.found("ask", one)) and not known.anywhere("courtesy", one)
        ]
        if draft.purpose == "follow_up":
            pass  # A reminder may point to the question that was asked before.
        elif not places:
            yield Remark("no_question")
        elif not any(_is_specific(cut, place, known) for place in places):
            yield Remark("vague_question", cut[places[0]].start, cut[places[0]].end)
    asks = draft.purpose in ("feedback", "follow_up", "later", "thanks")
    if asks and sum(one.text.count("?") for one in marked) > QUESTIONS:
        last = marked[-1]
        yield Remark("too_many_questions", last.start, last.end)


def _is_specific(cut: Sequence[Sentence], place: int, known: Phrases) -> bool:
    """Whether a question is about something: by its own words, or those of the sentence before it."""
    if known.is_vague(cut[place]):
        return False
    if known.is_specific(cut[place]):
        return True
    before = cut[place - 1] if place > 1 else None
    if before is None or before.asks or known.thanks(before) or known.anywhere("approves", before):
        return False
    return bool(known.anywhere("own_doing", before))


def _courtesy(draft: Draft, cut: Sequence[Sentence], known: Phrases) -> Iterator[Remark]:
    if draft.purpose in ("feedback", "thanks", "later") and not any(known.thanks(one) for one in cut):
        yield Remark("no_thanks")
    asks = draft.purpose in ("feedback", "follow_up")
    # "If I get no answer, I will go to the press" leaves nobody a way out.
    if asks and not any(known.eases(one) and not known.found("threat", one) for one in cut):
        yield Remark("no_way_out")


def _tone(cut: Sequence[Sentence], known: Phrases) -> Iterator[Remark]:
    # In some countries a warm letter has an exclamation mark a line: only a request with one presses.
    for one in cut:
        if "!" in one.text and known.presses(one):
            yield Remark("pressure", one.start, one.end)
    for one in cut:
        for match in _SHOUTED.finditer(one.text):
            if match.group().isupper() and _LONG_WORD.search(match.group()):
                yield Remark("pressure", one.start + match.start(), one.start + match.end())


def _gaps(draft: Draft) -> Iterator[Remark]:
    if match := _PLACEHOLDER.search(draft.body):
        yield Remark("placeholder", match.start(), match.end())
    elif _PLACEHOLDER.search(draft.subject):
        yield Remark("placeholder")


def _circumstances(draft: Draft) -> Iterator[Remark]:
    limit = THREAD_CHARACTERS if _ANSWER.match(draft.subject) else SUBJECT_CHARACTERS
    if len(draft.subject.strip()) > limit:
        yield Remark("long_subject")
    overdue = draft.days_after is not None and draft.days_after > LATE.get(draft.purpose, draft.days_after)
    # After the one follow-up, whatever follows comes too late.
    if overdue or (draft.purpose == "follow_up" and draft.follow_ups >= 1):
        yield Remark("late")
