"""One mail: cleaned, as text, as it came, and what can be corrected about it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages as notes
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onward.applications import actions as record
from onward.applications import columns, rows, timeline
from onward.applications import wording as record_words
from onward.applications.last_act import last_act
from onward.applications.models import Event
from onward.base.errors import Problem
from onward.base.invisible import one_line, visible
from onward.mail import actions, cleaning, incoming, marking, originals, panel, queries, wording
from onward.mail.actions import Choice
from onward.mail.cleaning import Cleaned
from onward.mail.heading import heading, kind_of
from onward.mail.mime.message import ParsedMessage
from onward.mail.models import Message
from onward.people.access import person
from onward.people.models import User

#: For the frame of a mail: nothing runs, nothing is fetched but its style sheet, no other page may frame it.
BODY_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)
#: A download must not become a page, whatever is in it.
RAW_POLICY = "default-src 'none'; sandbox"
_SHOWN_FILES = 50

panel.register()


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """A mail with its evidence and where it stands in the record; posting corrects that."""
    owner = person(request)
    one = queries.message(owner, pk)
    if one.veiled:
        return render(request, "mail/veiled.html", {"one": one, "head": heading(one)})
    if request.method == "POST":
        _correct(request, owner, one)
        return redirect("message", one.pk)
    resting = queries.facts(owner, [one.pk]).get(one.pk, [])
    read = originals.parsed(one)
    has_html = read is not None and bool(read.html)
    as_text = request.GET.get("view") == "text" or not has_html
    cleaned = cleaning.clean(read.html) if read is not None and read.html and not as_text else None
    text = request.GET.get("q", "").strip()[:200]
    zone = columns.zone_of(owner)
    context: dict[str, Any] = {
        "one": one,
        "head": heading(one),
        "kinds": wording.choices(outgoing=one.outgoing),
        "stands_as": _kind_of(one, resting),
        "resting": [
            (event, record_words.fact(event.kind, of_mail=True), rows.row(event.current)) for event in resting
        ],
        "place": rows.row(resting[0].current) if resting else None,
        "targets": [rows.row(found) for found in queries.offered(owner, one, text)],
        "text": text,
        "has_html": has_html,
        "as_text": as_text or cleaned is None,
        "tangled": has_html and not as_text and cleaned is None,
        "pictures": cleaned.pictures if cleaned else 0,
        "pieces": marking.pieces(_own_words(one, read), one.evidence),
        "quoted": visible(read.quoted) if read else "",
        "evidence": [one_line(quote) for quote in one.evidence if isinstance(quote, str)],
        "reasons": wording.reasons(one.reasons),
        "takes_place": timeline.moment(one.interview_at, zone),
        "their_clock": timeline.their_clock(one.interview_at, zone),
        "appointment": one.invitations[0] if one.invitations else None,
        "headers": _headers(read),
        "attachments": [
            (one_line(part.name), part.content_type, part.size) for part in read.attachments[:_SHOWN_FILES]
        ]
        if read
        else [],
        "problems": read.problems if read else (),
        "sources": [incoming.shown(source) for source in queries.sources(owner, one)],
        "kept": read is not None,
        "waiting": _is_open(owner, one),
        "last_act": last_act(owner),
    }
    return render(request, "mail/message.html", context)


@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """The cleaned HTML, alone, for the frame; a mail without any shows its text."""
    one = queries.open_message(person(request), pk)
    read = originals.parsed(one)
    cleaned: Cleaned | None = cleaning.clean(read.html, one.evidence) if read and read.html else None
    context = {
        "cleaned": cleaned,
        "pieces": () if cleaned else marking.pieces(_own_words(one, read), one.evidence),
        "language": one.language,
    }
    answer = render(request, "mail/body.html", context)
    answer.headers["Content-Security-Policy"] = BODY_POLICY
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@require_safe
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came, to save as a file."""
    one = queries.open_message(person(request), pk)
    content = originals.raw(one)
    if content is None:
        raise Http404(_("The bytes of this mail were not kept."))
    answer = HttpResponse(content, content_type="message/rfc822")
    answer.headers["Content-Disposition"] = f'attachment; filename="message-{one.pk}.eml"'
    answer.headers["Content-Security-Policy"] = RAW_POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _correct(request: HttpRequest, owner: User, one: Message) -> None:
    """One correction, by the button that was pressed."""
    do, _colon, named = request.POST.get("do", "").partition(":")
    kind = request.POST.get("kind", "")
    if do == "kind":
        actions.correct_kind(owner, one, wording.checked(kind, outgoing=one.outgoing))
    elif do == "names":
        _rename(request, owner, one)
    elif do == "aside":
        actions.set_aside(owner, [one])
    elif do in {"file", "new"}:
        to = (int(named) if named.isascii() and named.isdigit() else 0) if do == "file" else None
        names = _names(request.POST) if do == "new" else None
        if queries.facts(owner, [one.pk]):
            actions.move(owner, one, to, names)
        else:
            actions.file(owner, [Choice(one, to, _kind_to_file(one, kind), names)])
    else:
        raise Problem(_("Choose what to do with this mail."))


def _rename(request: HttpRequest, owner: User, one: Message) -> None:
    """Name the application that the mail belongs to."""
    resting = queries.facts(owner, [one.pk]).get(one.pk, [])
    if not resting:
        raise Problem(_("This mail belongs to no application yet."))
    if record.edit_details(owner, resting[0].current_id, _names(request.POST)) is None:
        notes.info(request, _("Nothing was changed."))


def _names(given: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: str(given.get(name, "")) for name in ("company", "role")}


def _kind_to_file(one: Message, kind: str) -> str:
    return wording.checked(kind, outgoing=one.outgoing) if kind else kind_of(one)


def _kind_of(one: Message, resting: list[Event]) -> str:
    """The kind of mail that the one fact resting on it says; "" for none or several."""
    if len(resting) != 1:
        return ""
    offered = (name for name, _words in wording.choices(outgoing=one.outgoing))
    facts = ((name, wording.fact(name, outgoing=one.outgoing)) for name in offered)
    return next((name for name, fact in facts if fact == resting[0].kind), "")


def _own_words(one: Message, read: ParsedMessage | None) -> str:
    return visible((read.text if read else "") or one.text)


def _headers(read: ParsedMessage | None) -> list[tuple[str, str]]:
    """The lines of the header that tell where a mail comes from."""
    if read is None:
        return []

    def people(pairs: tuple[tuple[str, str], ...]) -> str:
        return ", ".join(one_line(f"{name} <{address}>" if name else address) for name, address in pairs[:20])

    lines = [
        (_("From"), people(((read.from_name, read.from_address),))),
        (_("Sent by"), one_line(read.sender) if read.sender != read.from_address else ""),
        (_("Answers go to"), one_line(read.reply_to) if read.reply_to != read.from_address else ""),
        (_("To"), people(read.to)),
        (_("Copy to"), people(read.cc)),
        (_("Message-ID"), one_line(read.message_id or "")),
    ]
    return [line for line in lines if line[1].strip("<> ")]


def _is_open(owner: User, one: Message) -> bool:
    asked = getattr(one, "proposal", None)
    return asked is not None and queries.open_proposals(owner).filter(pk=asked.pk).exists()
