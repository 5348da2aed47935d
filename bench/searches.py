"""Whole invented job searches as mailboxes, with the truth about every application and every message."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from bench import writing
from bench.fates import Step, fate
from bench.invented import Employer, Person, employers, person, role
from bench.texts import texts
from onward.applications.stages import Fact, standing

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
CHANNELS = {"direct": 42, "direct mail": 12, "linkedin": 18, "indeed": 9, "referral": 6, "recruiter": 13}
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
CV = b"%PDF-1.4\n" + bytes(range(32, 127)) * 24 + b"\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class TrueMessage:
    """What is true of one message; company, role and requisition only as it states them itself."""

    kind: str
    at: datetime
    application: int | None = None
    company: str = ""
    role: str = ""
    requisition: str = ""
    from_name: str = ""
    from_address: str = ""
    to: tuple[str, ...] = ()
    outgoing: bool = False
    message_id: str = ""
    thread: tuple[str, ...] = ()
    subject: str = ""
    language: str = "en"
    text: str = ""
    fact: str = ""
    #: Nobody could tell which of several applications it belongs to: asking is right.
    undecidable: bool = False


@dataclass(frozen=True, slots=True)
class TrueApplication:
    """What is true of one application as of the search's end; `messages` are positions in the mailbox."""

    number: int
    company: str
    role: str
    channel: str
    applied_at: datetime
    messages: tuple[int, ...]
    status: str
    furthest_stage: str


@dataclass(frozen=True, slots=True)
class Search:
    """A search: whose it is, its mail in time order as bytes, and the truth about it."""

    me: Person
    addresses: tuple[str, ...]
    as_of: datetime
    messages: tuple[bytes, ...]
    truth: tuple[TrueMessage, ...]
    applications: tuple[TrueApplication, ...]


@dataclass(slots=True)
class _Plan:
    """An application while it is being told."""

    number: int
    employer: Employer
    role: str
    requisition: str
    channel: str
    begins: datetime
    agency: Person
    crowded: bool
    thread: list[str] = field(default_factory=list)
    subject: str = ""


@dataclass(slots=True)
class _Told:
    """One mail with its truth, before it is put in order."""

    truth: TrueMessage
    mail: writing.Mail


def search(seed: int, size: int = 60, *, unrelated: float = 2.0, days: int = 240) -> Search:
    """A search of about `size` applications over `days`, with `unrelated` other mails for each of them."""
    random = Random(seed)
    me = person(random, "example.org")
    second = f"{me.first.lower()}{random.randint(10, 99)}@example.net"
    start = datetime(2025, random.randint(1, 6), 1, 8, tzinfo=UTC)
    end = start + timedelta(days=days)
    told: list[_Told] = []
    teller = _Teller(random, me, second)
    plans = _plans(random, size, start, days)
    for plan in plans:
        told += teller.tell(plan, fate(random, plan.channel), end)
    told += teller.noise(int(size * unrelated), start, days)
    told.sort(key=lambda one: one.truth.at)
    return _finished(me, (me.address, second), end, told, plans)


def _plans(random: Random, size: int, start: datetime, days: int) -> list[_Plan]:
    firms = employers(random, max(4, int(size * 0.8)))
    agencies = [person(random, f"{name}-recruitment.example") for name in ("brightpath", "halden")]
    numbers = iter(range(10_000))
    plans: list[_Plan] = []

    def add(employer: Employer, title: str, begins: datetime, channel: str, *, crowded: bool) -> None:
        style = random.choice(("R-{}", "{}", "REQ{}", "2025/{}"))
        number = style.format(random.randint(1000, 99999)) if random.random() < 0.5 else ""
        agency = random.choice(agencies)
        plans.append(_Plan(next(numbers), employer, title, number, channel, begins, agency, crowded))

    for firm in firms:
        if len(plans) >= size:
            break
        begins = start + timedelta(minutes=random.randint(0, days * 1440))
        several = random.random() < 0.16
        channel = random.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        first = role(random, firm.language)
        add(firm, first, begins, channel, crowded=several)
        if several:
            gap = timedelta(minutes=random.choice((random.randint(4, 60), random.randint(1440, 60 * 1440))))
            other = next(
                (
                    title
                    for _ in range(20)
                    if (title := role(random, firm.language)) not in (first, f"Senior {first}")
                    and first != f"Senior {title}"
                ),
                first,
            )
            add(firm, other, begins + gap, channel if channel != "recruiter" else "direct", crowded=True)
        elif random.random() < 0.05:
            later = begins + timedelta(days=random.randint(150, 200))
            add(firm, first, later, "direct", crowded=False)
    return plans


class _Teller:
    """Writes the mails of a search."""

    def __init__(self, random: Random, me: Person, second: str) -> None:
        self.random = random
        self.me = me
        self.second = second
        self.serial = 0
        self.titles: list[tuple[str, str]] = []

    def tell(self, plan: _Plan, steps: Sequence[Step], end: datetime) -> list[_Told]:
        """The mails of one application, up to the end."""
        told: list[_Told] = []
        at = plan.begins
        self.titles.append((plan.employer.short, plan.role))
        for step in steps:
            at += step.after
            if at > end:
                break
            told.append(self._mail(plan, step, at))
            if plan.channel == "referral" and len(told) == 1:
                told.append(self._friend(plan, at - timedelta(hours=5)))
        return told

    def noise(self, count: int, start: datetime, days: int) -> list[_Told]:
        """Mail that belongs to no application: alerts and accounts of the same employers, and ordinary life."""
        told: list[_Told] = []
        for _ in range(count):
            at = start + timedelta(minutes=self.random.randint(0, days * 1440))
            kind = self.random.choices(("other", "alert", "account", "outreach"), (62, 24, 8, 6))[0]
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
                self._told(
                    TrueMessage(kind, at, company=company if "{company}" in subject + text else ""),
                    sender, (self.me.address,), _fill(subject, slots), _fill(text, slots), automatic=kind != "other",
                )
            )  # fmt: skip
        return told

    def _mail(self, plan: _Plan, step: Step, at: datetime) -> _Told:
        random, employer = self.random, plan.employer
        kind = KIND_OF_TEXT.get(step.kind, step.kind)
        outgoing = step.sender == "me"
        threaded = step.threaded and bool(plan.thread)
        own_text = {"interested": "reply", "thanks": "reply"}.get(step.kind, step.kind)
        language = employer.language if own_text in texts(employer.language) else "en"
        needs = set()
        if (
            (plan.crowded or step.sender == "agency")
            and not threaded
            and random.random() < 0.93
            or step.kind == "board"
        ):
            needs.add("role")
        if step.sender == "group" and not threaded:
            needs |= {"role", "company"}
        subject, text = self._text(language, own_text, needs, allow_number=bool(plan.requisition))
        spelling = random.choice(employer.spellings())
        writer = self._writer(plan, step.sender)
        office = step.sender == "ats"
        slots = {
            "company": spelling,
            "role": self._title(plan.role),
            "req": plan.requisition,
            **self._slots(at),
        }
        slots["sender"] = (
            plan.employer.recruiters[0].first if step.sender == "me" else writer.name.partition(" ")[0]
        )
        slots["subject"] = plan.subject or "Application"
        body = _fill(text, slots)
        states = "{company}" in subject + text
        from_name = writer.name
        if office and (not states and not employer.tracker_names_it or random.random() < 0.5):
            from_name = random.choice(("{} Careers", "{} Talent Team", "{} Recruiting", "{}")).format(
                spelling
            )
            states = True
        signature = self._signature(language, writer, spelling, step.sender)
        states = states or (spelling in signature and not outgoing)
        greeting = random.choice(GREETINGS[language]).format(first=self.me.first, name=self.me.name)
        if not outgoing and greeting and not body.startswith(("Hi ", "Dear ", "Hey ", "Hello ")):
            body = f"{greeting}\n\n{body}"
        filled = _fill(subject, slots)
        if threaded and not filled.lower().startswith("re:"):
            filled = f"Re: {plan.subject}"
        identity = self._identity(writer.address)
        truth = TrueMessage(
            kind, at, plan.number,
            company=spelling if states else "",
            role=slots["role"] if "{role}" in text or "{role}" in filled or slots["role"] in filled else "",
            requisition=plan.requisition if plan.requisition and "{req}" in subject + text else "",
            to=self._addressee(plan, step.sender), outgoing=outgoing, message_id=identity,
            thread=tuple(plan.thread[-4:]) if threaded else (), language=language,
            fact="applied" if step.kind in ("interested", "application") else FACT_OF_KIND.get(kind, kind if kind in SAME_NAME else ""),
        )  # fmt: skip
        truth = _undecidable(truth, plan, threaded=threaded)
        attached = (("CV.pdf", "application/pdf", CV),) if step.kind in ("application", "interested") else ()
        told = self._told(
            truth, Person(from_name, writer.address), truth.to, filled, f"{body}\n\n{signature}",
            automatic=office or step.sender in BOARDS, attached=attached,
        )  # fmt: skip
        if identity and step.sender not in BOARDS:
            plan.thread.append(identity)
            plan.subject = filled.removeprefix("Re: ").removeprefix("RE: ")
        return told

    def _told(
        self, truth: TrueMessage, sender: Person, to: tuple[str, ...], subject: str, text: str, *,
        automatic: bool, attached: tuple[tuple[str, str, bytes], ...] = (),
    ) -> _Told:  # fmt: skip
        values = {one: getattr(truth, one) for one in TrueMessage.__dataclass_fields__}
        values |= {
            "from_name": sender.name,
            "from_address": sender.address,
            "to": to,
            "subject": subject,
            "text": text,
        }
        extra = (
            (("Precedence", "bulk"), ("List-Unsubscribe", "<https://mail.example/u>"))
            if truth.kind == "alert"
            else ()
        )
        if not values["message_id"] and truth.application is None:
            values["message_id"] = self._identity(sender.address)
        mail = writing.Mail(
            sender.name, sender.address, to, subject, text, truth.at, values["message_id"], truth.thread, extra,
            attached, writing.shape(self.random, automatic=automatic),
        )  # fmt: skip
        return _Told(TrueMessage(**values), mail)

    def _friend(self, plan: _Plan, at: datetime) -> _Told:
        text = f"I told my boss about you and she says do apply. {plan.employer.short} is a good place. Fingers crossed!"
        sender = person(self.random, "example.com")
        return self._told(
            TrueMessage("other", at), sender, (self.me.address,), "Told them about you", text, automatic=False
        )

    def _text(
        self, language: str, kind: str, needs: set[str], *, allow_number: bool = False
    ) -> tuple[str, str]:
        found = texts(language).get(kind) or texts("en")[kind]
        usable = [one for one in found if allow_number or "{req}" not in one[0] + one[1]]
        fitting = [one for one in usable if all("{" + need + "}" in one[0] + one[1] for need in needs)]
        return self.random.choice(fitting or usable)

    def _writer(self, plan: _Plan, sender: str) -> Person:
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

    def _addressee(self, plan: _Plan, sender: str) -> tuple[str, ...]:
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

    def _slots(self, at: datetime) -> dict[str, str]:
        when = at + timedelta(days=self.random.randint(3, 12))
        return {
            "first": self.me.first,
            "when": f"{when:%A, %d %B} at {self.random.randint(9, 16)}:{self.random.choice(('00', '30'))}",
            "link": f"https://apply.example/{self.random.getrandbits(32):x}",
            "sender": self.random.choice(("Ines", "Paula", "Henrik")),
            "req": "",
        }


def _undecidable(truth: TrueMessage, plan: _Plan, *, threaded: bool) -> TrueMessage:
    hopeless = (
        (plan.crowded or plan.channel == "recruiter")
        and not threaded
        and not truth.role
        and not truth.requisition
    )
    values = {one: getattr(truth, one) for one in TrueMessage.__dataclass_fields__}
    return TrueMessage(**{**values, "undecidable": hopeless})


def _fill(text: str, slots: dict[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace("{" + name + "}", value)
    return text


def _finished(
    me: Person, addresses: tuple[str, ...], end: datetime, told: list[_Told], plans: list[_Plan]
) -> Search:
    grouped: dict[int, list[int]] = {}
    for position, one in enumerate(told):
        if one.truth.application is not None:
            grouped.setdefault(one.truth.application, []).append(position)
    applications = tuple(
        _application(plans[number], places, told) for number, places in sorted(grouped.items())
    )
    truth = tuple(one.truth for one in told)
    return Search(me, addresses, end, tuple(writing.written(one.mail) for one in told), truth, applications)


def _application(plan: _Plan, places: list[int], told: list[_Told]) -> TrueApplication:
    facts = [
        Fact(told[place].truth.fact, told[place].truth.at, "mail")
        for place in places
        if told[place].truth.fact
    ]
    where = standing(facts, UTC)
    applied = next(
        (told[place].truth.at for place in places if told[place].truth.fact != "outreach"), plan.begins
    )
    return TrueApplication(
        plan.number,
        plan.employer.name,
        plan.role,
        plan.channel,
        applied,
        tuple(places),
        where.status,
        where.furthest_stage,
    )
