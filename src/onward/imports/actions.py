"""Bringing a table in, correcting how it is read, and writing all of it as one act."""

import hashlib
import zlib
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onward.applications.actions import Filing, record_many
from onward.applications.lines import Detail
from onward.applications.models import Act
from onward.base import clock
from onward.base.errors import Problem
from onward.imports import plans, queries
from onward.imports.choices import Choices, from_json, merged
from onward.imports.models import ImportLayout, ImportTable
from onward.imports.plans import Plan
from onward.people.models import User

_MOST_ANSWERS = 5000


def bring(owner: User, name: str, content: bytes) -> ImportTable:
    """Keep a table as it came; one that cannot be read is a Problem and leaves nothing behind."""
    plans.opened(content)
    mark = hashlib.sha256(content).hexdigest()
    name = name.replace("\x00", "").strip()[:200] or _("a pasted table")
    made, _new = ImportTable.objects.get_or_create(
        owner=owner,
        fingerprint=mark,
        defaults={"name": name, "brought_at": clock.now(), "content": zlib.compress(content, 6)},
    )
    return made


def correct(owner: User, one: ImportTable, choices: Choices, answers: Mapping[str, str]) -> None:
    """Keep what the person corrected; nothing of the record changes."""
    one.choices = merged(from_json(one.choices), choices).as_json()
    one.answers = dict(list({**one.answers, **answers}.items())[-_MOST_ANSWERS:])
    one.save(update_fields=["choices", "answers"])


def carry_out(owner: User, one: ImportTable) -> tuple[Plan, Act | None]:
    """Write all that is new in a table as one act; None when nothing was."""
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
        source = plans.opened(queries.content(one))
        found = queries.plan(owner, one, source)
        filings = _filings(found)
        act = record_many(owner, filings, _title(one, found)).act if filings else None
        one.result = found.as_json()
        if act is not None:
            one.act = act
        one.save(update_fields=["result", "act"])
        _remember(owner, source.fingerprint, from_json(one.choices))
    return found, act


def forget(owner: User, one: ImportTable) -> None:
    """Let go of a table that was not imported; what was imported stays, so that nothing is lost."""
    if one.act_id is not None:
        raise Problem(_("This table was imported, so it is kept with your record."))
    one.delete()


def _filings(found: Plan) -> list[Filing]:
    """What is to be written; nothing for what brings nothing new."""
    filings = []
    for one in found.entries:
        if one.join.left_out or not (one.facts or one.details or one.marks):
            continue
        at = min(fact.at for fact in one.told.facts)
        named = one.details or one.marks
        said = [Detail(dict(one.details), at, "spreadsheet", marks=dict(one.marks))] if named else []
        filings.append(Filing(one.join.target, one.facts, said))
    return filings


def _remember(owner: User, fingerprint: str, choices: Choices) -> None:
    """The next table with these headings begins with what was corrected here."""
    if choices == Choices():
        return
    kept = ImportLayout.objects.filter(owner=owner, fingerprint=fingerprint).first()
    older = from_json(kept.choices) if kept else Choices()
    ImportLayout.objects.update_or_create(
        owner=owner,
        fingerprint=fingerprint,
        defaults={"choices": merged(older, choices).as_json(), "saved_at": clock.now()},
    )


def _title(one: ImportTable, found: Plan) -> str:
    new = len(found.new)
    if not new:
        return _("Imported %(name)s: %(n)d entries for what you have") % {"name": one.name, "n": found.events}
    said = ngettext("Imported %(name)s: %(n)d application", "Imported %(name)s: %(n)d applications", new)
    return said % {"name": one.name, "n": new}
