"""Tells what happened to an application as the mails that it left, each with its truth."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bench import writing
from bench.fates import Step
from bench.invented import Person, person
from bench.texts import Text, names, texts
from bench.truth import Plan, Told, TrueMessage

#: Kind of a text → kind of the mail that it makes.
KIND_OF_TEXT = {
    "board": "acknowledgement",
    "moved": "interview",
    "reminder": "interview",
    "interested": "reply",
    "thanks": "reply",
    "no_thanks": "decline",
}
FACT_OF_KIND = {
    "acknowledgement": "acknowledged",
    "application": "applied",
    "rejection": "rejected",
    "withdrawal": "withdrawn",
    "acceptance": "accepted",
    "decline": "declined",
}
SAME_NAME = ("interview", "assessment", "offer", "update", "feedback", "outreach")
BOARDS = {
    "linkedin": ("LinkedIn", "jobs-noreply@linkedin.com"),
    "indeed": ("Indeed Apply", "indeedapply@indeed.com"),
}
GREETINGS = {
    "en": ("Dear {first},", "Hi {first},", "Hello {first},", "Dear {name},", ""),
    "de": ("Guten Tag {name},", "Hallo {first},", "Sehr geehrte/r {name},"),
    "fr": ("Bonjour {first},", "Madame, Monsieur,"),
    "es": ("Hola {first}:", "Buenos días, {first}:"),
}
CLOSINGS = {
    "en": ("Kind regards", "Best wishes", "Best", "Many thanks", "Sincerely"),
    "de": ("Mit freundlichen Grüßen", "Viele Grüße", "Herzliche Grüße"),
    "fr": ("Cordialement", "Bien à vous"),
    "es": ("Un saludo", "Saludos cordiales"),
}
#: How often each kind of mail that belongs to no application comes, in percent.
NOISE = {"other": 62, "alert": 24, "account": 8, "outreach": 6}
#: A text that begins so brings its own greeting.
GREETED = ("Hi ", "Dear ", "Hey ", "Hello ", "Liebe", "liebe", "Hallo ", "Bonjour", "Hola", "Guten ")
CV = b"%PDF-1.4\n" + bytes(range(32, 127)) * 24 + b"\n%%EOF\n"


class Teller:
    """Writes the mails of a search."""

    def __init__(self, random: Random, me: Person, second: str) -> None:
        self.random = random
        self.me = me
        self.second = second
        self.serial = 0
        self.titles: list[tuple[str, str]] = []

    def tell(self, plan: Plan, steps: Sequence[Step], end: datetime) -> list[Told]:
        """The mails of one application, up to the end."""
        told: list[Told] = []
        at = plan.begins
        self.titles.append((plan.employer.short, plan.role))
        for step in steps:
            at += step.after
            if at > end:
                break
            told.append(self.mail(plan, step, at))
            if plan.channel == "referral" and len(told) == 1:
                told.append(self._friend(plan, at - timedelta(hours=5)))
        return told

    def noise(
        self,
        count: int,
        start: datetime,
        days: int,
        kinds: Sequence[str] = ("other", "alert", "account", "outreach"),
    ) -> list[Told]:
        """Mail that belongs to no application: alerts and accounts of the same employers, and ordinary life."""
        told: list[Told] = []
        for _ in range(count):
            at = start + timedelta(minutes=self.random.randint(0, days * 1440))
            kind = self.random.choices(kinds, [NOISE[one] for one in kinds])[0]
            company, title = self.random.choice(self.titles) if self.titles else ("Fernhill", "Analyst")
            sender = {
                "other": person(self.random, "example.com"),
                "alert": Person("Job alerts", "jobalerts-noreply@linkedin.com"),
                "account": Person(f"{company} Careers", "no-reply@myworkday.com"),
                "outreach": person(self.random, "talentbridge.example"),
            }[kind]
            subject, text = self._text("en", kind, set())
            slots = {"company": company, "role": title, **self._slots(at)}
            told.append(
                self.told(
                    TrueMessage(kind, at, company=company if "{company}" in subject + text else ""),
                    sender, (self.me.address,), _fill(subject, slots), _fill(text, slots), automatic=kind != "other",
                )
            )  # fmt: skip
        return told

    def mail(self, plan: Plan, step: Step, at: datetime, given: Text | None = None) -> Told:
        """One mail of an application; `given` is its text, without it one of its kind is taken."""
        random, employer = self.random, plan.employer
        kind = KIND_OF_TEXT.get(step.kind, step.kind)
        outgoing = step.sender == "me"
        threaded = step.threaded and bool(plan.thread)
        own_text = self._kind_of_text(plan, step.kind)
        language = employer.language if own_text in texts(employer.language) else "en"
        needs = set()
        if (
            (plan.crowded or step.sender == "agency") and not threaded and random.random() < 0.93
        ) or step.kind == "board":
            needs.add("role")
        if step.sender == "group" and not threaded:
            needs |= {"role", "company"}
        subject, text = given or self._text(language, own_text, needs, allow_number=bool(plan.requisition))
        spelling = random.choice(employer.spellings())
        writer = self._writer(plan, step.sender)
        office = step.sender == "ats"
        slots = {
            "company": spelling,
            "role": self._title(plan.role),
            "req": plan.requisition,
            **self._slots(at, language),
        }
        slots["sender"] = (
            plan.employer.recruiters[0].first if step.sender == "me" else writer.name.partition(" ")[0]
        )
        slots["subject"] = plan.subject or "Application"
        body, filled = _fill(text, slots), _fill(subject, slots)
        states = "{company}" in subject + text or employer.short in body + filled
        from_name = writer.name
        if office and ((not states and not employer.tracker_names_it) or random.random() < 0.5):
            from_name = random.choice(("{} Careers", "{} Talent Team", "{} Recruiting", "{}")).format(
                spelling
            )
            states = True
        signature = self._signature(language, writer, spelling, step.sender)
        states = states or (spelling in signature and not outgoing)
        greeting = random.choice(GREETINGS[language]).format(first=self.me.first, name=self.me.name)
        if not outgoing and greeting and not body.startswith(GREETED):
            body = f"{greeting}\n\n{body}"
        if threaded and not filled.lower().startswith("re:"):
            filled = f"Re: {plan.subject}"
        identity = self._identity(writer.address)
        words = f"{filled}\n{body}"
        said = next((one for one in (slots["role"], plan.role.split(" (")[0]) if one in words), "")
        fact = kind if kind in SAME_NAME else FACT_OF_KIND.get(kind, "")
        truth = TrueMessage(
            kind, at, plan.number, company=spelling if states else "", role=said,
            requisition=plan.requisition if plan.requisition and plan.requisition in words else "",
            to=self._addressee(plan, step.sender), outgoing=outgoing, message_id=identity,
            thread=tuple(plan.thread[-4:]) if threaded else (), language=language,
            fact="applied" if step.kind in ("interested", "application") else fact,
        )  # fmt: skip
        truth = _undecidable(truth, plan, threaded=threaded)
        attached = (("CV.pdf", "application/pdf", CV),) if step.kind in ("application", "interested") else ()
        told = self.told(
            truth, Person(from_name, writer.address), truth.to, filled, f"{body}\n\n{signature}",
            automatic=office or step.sender in BOARDS, attached=attached,
        )  # fmt: skip
        if identity and step.sender not in BOARDS:
            plan.thread.append(identity)
            plan.subject = filled.removeprefix("Re: ").removeprefix("RE: ")
        return told

    def told(
        self, truth: TrueMessage, sender: Person, to: tuple[str, ...], subject: str, text: str, *,
        automatic: bool, attached: tuple[tuple[str, str, bytes], ...] = (),
    ) -> Told:  # fmt: skip
        identity = truth.message_id
        if not identity and truth.application is None:
            identity = self._identity(sender.address)
        true = replace(
            truth, from_name=sender.name, from_address=sender.address, to=to, subject=subject, text=text,
            message_id=identity,
        )  # fmt: skip
        bulk = (("Precedence", "bulk"), ("List-Unsubscribe", "<https://mail.example/u>"))
        mail = writing.Mail(
            sender.name, sender.address, to, subject, text, truth.at, identity, truth.thread,
            bulk if truth.kind == "alert" else (), attached, writing.shape(self.random, automatic=automatic),
        )  # fmt: skip
        return Told(true, mail)

    def _friend(self, plan: Plan, at: datetime) -> Told:
        text = f"I told my boss about you and she says do apply. {plan.employer.short} is a good place. Fingers crossed!"
        sender = person(self.random, "example.com")
        return self.told(
            TrueMessage("other", at), sender, (self.me.address,), "Told them about you", text, automatic=False
        )

    def _kind_of_text(self, plan: Plan, kind: str) -> str:
        """Who has talked with somebody is invited again and refused in other words."""
        if kind == "rejection" and plan.talked:
            return self.random.choice(("rejection after talks", "rejection after talks", kind))
        if kind == "interview":
            again, plan.talked = plan.talked, True
            return "interview again" if again else kind
        return {"interested": "reply", "thanks": "reply"}.get(kind, kind)

    def _text(self, language: str, kind: str, needs: set[str], *, allow_number: bool = False) -> Text:
        found = texts(language).get(kind) or texts("en")[kind]
        usable = [one for one in found if allow_number or "{req}" not in one[0] + one[1]]
        fitting = [one for one in usable if all("{" + need + "}" in one[0] + one[1] for need in needs)]
        return self.random.choice(fitting or usable)

    def _writer(self, plan: Plan, sender: str) -> Person:
        if sender == "me":
            return self.me
        if sender in BOARDS:
            return Person(*BOARDS[sender])
        if sender == "agency":
            return plan.agency
        if sender == "ats":
            return Person("", plan.employer.tracker)
        if sender == "group":
            return Person(plan.employer.recruiters[-1].name, f"hr@{plan.employer.group_domain}")
        return plan.employer.recruiters[0 if self.random.random() < 0.8 else -1]

    def _addressee(self, plan: Plan, sender: str) -> tuple[str, ...]:
        if sender != "me":
            return (self.me.address,)
        if plan.channel == "recruiter":
            return (plan.agency.address,)
        if not plan.thread and self.random.random() < 0.7:
            return (f"{self.random.choice(('jobs', 'careers', 'bewerbung', 'hr'))}@{plan.employer.domain}",)
        return (plan.employer.recruiters[0].address,)

    def _signature(self, language: str, writer: Person, spelling: str, sender: str) -> str:
        closing = self.random.choice(CLOSINGS[language])
        if sender == "me":
            return f"{closing}\n{self.me.name}"
        if sender == "ats":
            return f"{closing}\n{self.random.choice((f'{spelling} Talent Team', 'The recruitment team', spelling))}"
        if sender in BOARDS:
            return f"{writer.name}"
        return f"{closing}\n{writer.name}" + (f"\n{spelling}" if sender in ("recruiter", "group") else "")

    def _title(self, title: str) -> str:
        """The title as this mail writes it."""
        bare = title.split(" (")[0]
        return self.random.choice(
            (title, title, bare, bare, f"{bare} - Remote", bare.replace("Senior", "Sr."))
        )

    def _identity(self, address: str) -> str:
        self.serial += 1
        if self.random.random() < 0.02:
            return ""
        if self.random.random() < 0.01:
            return "autoreply@mailer.example"
        return f"{self.serial}.{self.random.getrandbits(40):x}@{address.rpartition('@')[2]}"

    def _slots(self, at: datetime, language: str = "en") -> dict[str, str]:
        when = at + timedelta(days=self.random.randint(3, 12))
        when += timedelta(days=max(0, 7 - when.isoweekday() + 1) if when.isoweekday() > 5 else 0)
        hour, minute = self.random.randint(9, 16), self.random.choice(("00", "30"))
        return {
            "first": self.me.first,
            "when": _said_when(when, f"{hour}:{minute}", language),
            "link": f"https://apply.example/{self.random.getrandbits(32):x}",
            "sender": self.random.choice(("Ines", "Paula", "Henrik")),
        }


def _said_when(day: datetime, time: str, language: str) -> str:
    if language == "en":
        return f"{day:%A}, {day.day} {day:%B} at {time}"
    weekdays, months = names(f"weekdays {language}"), names(f"months {language}")
    weekday, month = weekdays[day.weekday()], months[day.month - 1]
    if language == "de":
        return f"{weekday}, {day.day}. {month}, {time} Uhr"
    if language == "fr":
        return f"{weekday} {day.day} {month} à {time.replace(':', ' h ')}"
    return f"el {weekday} {day.day} de {month} a las {time}"


def _undecidable(truth: TrueMessage, plan: Plan, *, threaded: bool) -> TrueMessage:
    hopeless = (
        (plan.crowded or plan.channel == "recruiter")
        and not threaded
        and not truth.role
        and not truth.requisition
    )
    return replace(truth, undecidable=hopeless)


def _fill(text: str, slots: dict[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace("{" + name + "}", value)
    return text
