"""Writes the letters that a person may send: feedback asked for, thanks, a word for later, in ten languages.

The words are ours, in words/, a file a language. Each letter is put together from paragraphs that depend on
its purpose, on the stage that was reached, on who is written to and on how formally they write.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from onward.letters import texts

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "id", "pl", "sv")
PURPOSES = (
    "feedback", "follow_up", "answer", "thanks", "later", "in_touch", "status", "other_offer", "step_back",
)  # fmt: skip
#: Purposes while an application goes on: where things stand, another offer waits, another offer was accepted.
GOING = ("status", "other_offer", "step_back")
STAGES = ("applied", "assessment", "interview", "offer")
RELATIONS = ("interviewer", "hiring_manager", "recruiter", "agency", "unknown")
#: Purposes that ask a question.
ASKING = frozenset({"feedback", "follow_up"})
#: Longer names of roles and employers would make a sentence that nobody reads.
_LONGEST_NAME = 70
_SEVERAL = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_ANSWER_MARKS = re.compile(
    r"^(?:\s*(?:re|aw|antw|sv|vs|odp|rv|res|rif|bls|balas|tr|wg|fwd?)\s*(?:\[\d+\])?\s*:\s*)+", re.I
)
_UNSAFE = re.compile(r"[\[\]{}<>()\s]+")


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a letter depends on."""

    purpose: str
    stage: str = "applied"
    relation: str = "unknown"
    language: str = "en"
    formal: bool = True
    #: Whether the application ended, or still goes on.
    ended: bool = True
    name: str = ""
    #: f, m, or "" where nobody said.
    honorific: str = ""
    role: str = ""
    company: str = ""
    #: The person who writes.
    me: str = ""
    questions: Sequence[str] = ()
    #: What of theirs waits for an answer: help, question.
    waits: Sequence[str] = ()
    #: The subject of the mail that it answers; empty for a new thread.
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject, and the paragraphs in their order by name: greeting, opening, ask, way_out, close."""

    subject: str
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def body(self) -> str:
        """The paragraphs with a line between them."""
        return "\n\n".join(self.parts.values())


def write(given: Situation) -> Letter:
    """The letter for a situation."""
    words = _Words(given)
    makers = {
        "feedback": _feedback,
        "follow_up": _follow_up,
        "answer": _answer,
        "thanks": _thanks,
        "later": _later,
        "in_touch": _in_touch,
        "status": _status,
        "other_offer": _other_offer,
        "step_back": _step_back,
    }
    parts = {"greeting": words.greeting(), **makers[given.purpose](given, words), "close": words.close()}
    return Letter(
        _subject(given, words), MappingProxyType({name: text for name, text in parts.items() if text})
    )


def question(code: str, language: str, *, formal: bool) -> str:
    """The words of a question."""
    return _chosen(texts.entries(_file(language))[f"q.{code}"], formal)


def redrawn(current: str, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, bool]:
    """A body with the paragraphs that were not edited drawn anew; and whether all could be.

    `before` and `after` are the parts as drawn before and now. What the person wrote stays where it is.
    """
    if current.strip() == "\n\n".join(before.values()).strip():
        return "\n\n".join(after.values()), True
    paragraphs = re.split(r"\n[^\S\n]*\n\s*", current.strip())
    places = {name: paragraphs.index(text) for name, text in before.items() if text in paragraphs}
    complete = True
    for name, text in after.items():
        if name in places:
            paragraphs[places[name]] = text
        elif before.get(name) != text:
            complete = False
    gone = {places[name] for name in places if name not in after}
    complete = complete and not gone
    return "\n\n".join(paragraphs), complete


def _feedback(given: Situation, words: "_Words") -> dict[str, str]:
    return {
        "opening": words.joined(words.by_stage("thank"), words("accept")),
        "ask": words.asking(words.by_stage("ask")),
        "way_out": words.joined(words("out"), words("wish")),
    }


def _follow_up(given: Situation, words: "_Words") -> dict[str, str]:
    first = words("q." + given.questions[0]) if given.questions else ""
    return {
        "opening": words("follow.open"),
        "ask": "\n".join([words("follow.kind"), first] if first else [words("follow.kind")]),
        "way_out": words.joined(words("follow.out"), words("follow.wish")),
    }


def _answer(given: Situation, words: "_Words") -> dict[str, str]:
    """Thanks, the offer taken up, and room for the answer, which nobody else can give."""
    return {
        "opening": words.by_stage("thank"),
        "body": words("ans.help") if "help" in given.waits else "",
        "ask": words("ans.question") if "question" in given.waits or not given.waits else "",
        "way_out": words("wish"),
    }


def _thanks(given: Situation, words: "_Words") -> dict[str, str]:
    if given.ended:
        opening = words.joined(words.by_stage("thank"), words("accept"))
        return {
            "opening": opening,
            "body": words("tk.ended"),
            "way_out": words.joined(words("tk.out"), words("wish")),
        }
    return {
        "opening": words.for_time(),
        "body": words("tk.going"),
        "way_out": words.joined(words("tk.out"), words("wish")),
    }


def _later(given: Situation, words: "_Words") -> dict[str, str]:
    return {
        "opening": words.joined(words.by_stage("thank"), words("accept")),
        "body": words("later.body.agency" if words.group == "agency" else "later.body"),
        "way_out": words.joined(words("later.out"), words("wish")),
    }


def _in_touch(given: Situation, words: "_Words") -> dict[str, str]:
    talked = words.group == "met" or given.stage in ("interview", "offer")
    return {
        "opening": words("touch.met" if talked else "touch.any"),
        "body": words("touch.body"),
        "way_out": words.joined(words("touch.out"), words("wish")),
    }


def _status(given: Situation, words: "_Words") -> dict[str, str]:
    """Asked once, with room for not knowing yet."""
    return {
        "opening": words.for_time(),
        "ask": words("st.ask"),
        "way_out": words.joined(words("st.out"), words("wish")),
    }


def _other_offer(given: Situation, words: "_Words") -> dict[str, str]:
    """The day stays a gap: only the person knows what was said about it. A talk may still lie ahead."""
    return {
        "opening": words("tk.applied"),
        "body": words("else.body"),
        "ask": words("else.ask"),
        "way_out": words("wish"),
    }


def _step_back(given: Situation, words: "_Words") -> dict[str, str]:
    return {
        "opening": words("tk.applied"),
        "body": words("back.body"),
        "way_out": words.joined(words("tk.out"), words("wish")),
    }


def _subject(given: Situation, words: "_Words") -> str:
    """An answer keeps the subject of its thread, so that their mail program keeps them together."""
    plain = _ANSWER_MARKS.sub("", " ".join(given.answers.split()))
    if plain:
        return f"Re: {plain}"
    if given.purpose == "thanks":
        talked = given.stage in ("interview", "offer")
        return words("subject.thanks." + ("ended" if given.ended else "going" if talked else "applied"))
    return words(f"subject.{given.purpose}")


class _Words:
    """The words of a language, for one situation."""

    def __init__(self, given: Situation) -> None:
        self.given = given
        self.known = texts.entries(_file(given.language))
        met = given.relation in ("interviewer", "hiring_manager")
        self.group = (
            "met" if met else given.relation if given.relation in ("recruiter", "agency") else "unknown"
        )
        self.name = _plain(given.name)
        # Who is not known by name, or by the last alone ("Frau Weber"), is not on first-name terms.
        by_last = bool(given.honorific) and " " not in self.name
        self.formal = given.formal or not self.name or by_last

    def __call__(self, key: str) -> str:
        surname, first = _surname(self.name), self.name.split(" ")[0]
        names = {"name": self.name, "surname": surname, "first": first, "job": ""}
        if "{job}" in self.known[key]:
            names["job"] = self._job()
        return _chosen(self.known[key], self.formal).format_map(names)

    def by_stage(self, key: str) -> str:
        """The line for relation and stage, for the relation, or for the stage: the most special there is."""
        stage = self.given.stage
        wanted = (f"{key}.{self.group}.{stage}", f"{key}.{self.group}", f"{key}.{stage}")
        return self(next(one for one in wanted if one in self.known))

    def for_time(self) -> str:
        """Thanks for the talk, else for the time, while nothing is decided."""
        talked = self.given.stage in ("interview", "offer")
        return self(f"tk.{self.group}" if talked else "tk.applied")

    def asking(self, why: str) -> str:
        """Why they can help, and the questions, a line each."""
        asked = [self("q." + code) for code in self.given.questions]
        if not asked:
            return why
        if len(asked) == 1:
            return f"{why} {self('count.one')}\n{asked[0]}"
        return "\n".join([f"{why} {self('count.two')}", *(f"- {one}" for one in asked)])

    def greeting(self) -> str:
        """How they are addressed."""
        if not self.name:
            return self("greet.nobody")
        if not self.formal:
            return self("greet.informal")
        return self(f"greet.{self.given.honorific or 'formal'}")

    def close(self) -> str:
        """The close, with the name of who writes."""
        return "\n".join(filter(None, [self("close"), _plain(self.given.me)]))

    def joined(self, *sentences: str) -> str:
        """Sentences as one paragraph."""
        return " ".join(sentences)

    def _job(self) -> str:
        role, company = _plain(self.given.role), _plain(self.given.company)
        both = "both" if role and company else "role" if role else "company" if company else "none"
        return self.known[f"job.{both}"].format(role=role, company=company)


def _chosen(text: str, formal: bool) -> str:
    return _SEVERAL.sub(lambda found: found[1 if formal else 2], text)


def _plain(text: str) -> str:
    """A name as it can stand in a sentence: no brackets, which would look like gaps, and not too long."""
    plain = _UNSAFE.sub(" ", text).strip(" ,;:-–|")
    if len(plain) <= _LONGEST_NAME:
        return plain
    return plain[:_LONGEST_NAME].rpartition(" ")[0].strip(" ,;:-–|") or plain[:_LONGEST_NAME]


def _surname(name: str) -> str:
    """The last name with what belongs to it: "van der Berg"."""
    parts = name.split()
    small = next((place for place, part in enumerate(parts) if place and part[:1].islower()), len(parts) - 1)
    return " ".join(parts[small:])


def _file(language: str) -> str:
    return f"words/{language if language in LANGUAGES else 'en'}.txt"


def spoken(language: str, languages: Collection[str] = LANGUAGES) -> str:
    """The language itself where letters are written in it, else English."""
    return language if language in languages else "en"
