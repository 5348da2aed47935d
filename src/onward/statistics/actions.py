"""What the person adds for statistics: forecasts, marks, looks, experiments and their lots; each can be taken back."""

import secrets
from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from onward.applications.columns import zone_of
from onward.applications.models import Application
from onward.applications.stages import in_zone
from onward.base import clock
from onward.base.errors import Problem
from onward.people.models import User
from onward.statistics import experiments, queries
from onward.statistics.expectations import ASKED
from onward.statistics.models import Experiment, Forecast, Look, Lot, Mark


def forecast(owner: User, application: int, asked: str, chance: int, by: date) -> Forecast:
    """Keep what the person expects of an application; an earlier forecast of the same stays as it was."""
    if asked not in ASKED or not 0 <= chance <= 100:
        raise Problem(_("A forecast is a chance between 0 and 100 percent."))
    if by < today(owner):
        raise Problem(_("That day is past. Choose a day that is still to come."))
    place = own_application(owner, application)
    return Forecast.objects.create(
        owner=owner, application=place, asked=asked, chance=chance, by=by, made_at=clock.now()
    )


def take_back_forecast(owner: User, key: int, *, back: bool = True) -> Forecast:
    """Take a forecast back, or let it count again."""
    found = Forecast.objects.filter(owner=owner, pk=key).first()
    if found is None:
        raise Http404(_("There is no such forecast."))
    found.taken_back_at = clock.now() if back else None
    found.save(update_fields=["taken_back_at"])
    return found


def mark(owner: User, application: int, question: str, value: str) -> Mark:
    """Note something of an application to compare by; an empty value takes the mark away, the old one stays stored."""
    place = own_application(owner, application)
    asked = " ".join(question.split())[:40]
    # "Resume" and the "resume" that a table told are one question, with the looks that were taken at it.
    known = next((one for one in queries.marks(owner) if one.casefold() == asked.casefold()), asked)
    return Mark.objects.create(
        owner=owner,
        application=place,
        question=known,
        value=" ".join(value.split())[:40],
        at=clock.now(),
    )


def looked(owner: User, question: str) -> int:
    """Count that the person looked at a comparison; how many days it was looked at by now."""
    Look.objects.get_or_create(owner=owner, question=question[:40], day=today(owner))
    return Look.objects.filter(owner=owner, question=question[:40]).count()


def begin_experiment(
    owner: User, question: str, versions: tuple[str, str], usual: int, better: int, until: date
) -> Experiment:
    """Fix a question with its two versions, what would be worth it (in percent), and its last day."""
    if not 0 < usual < better < 100:
        raise Problem(
            _("Say the share of now and a higher one that would be worth it, both between 1 and 99 %.")
        )
    if until <= today(owner):
        raise Problem(_("Choose a last day that is still to come."))
    names = [" ".join(name.split())[:60] for name in versions]
    if not all(names) or names[0].casefold() == names[1].casefold() or not question.strip():
        raise Problem(_("An experiment needs a question and two versions with different names."))
    return Experiment.objects.create(
        owner=owner,
        question=" ".join(question.split())[:200],
        first=names[0],
        second=names[1],
        usual=usual,
        better=better,
        planned=experiments.needed(usual / 100, better / 100),
        until=until,
        seed=secrets.randbits(62),
        begun_at=clock.now(),
    )


def draw_lot(owner: User, experiment: int, application: int) -> Lot:
    """Which version this application gets; asked again, the answer is the same."""
    with transaction.atomic():
        found = Experiment.objects.select_for_update().filter(owner=owner, pk=experiment).first()
        if found is None:
            raise Http404(_("There is no such experiment."))
        place = own_application(owner, application)
        drawn = Lot.objects.filter(experiment=found, application=place).first()
        if drawn is not None:
            return drawn
        taken = Lot.objects.filter(experiment=found).count()
        if found.stopped_at or found.put_away_at or today(owner) > found.until or taken >= 2 * found.planned:
            raise Problem(_("This experiment is over. No more lots are drawn."))
        return Lot.objects.create(
            experiment=found,
            application=place,
            place=taken,
            arm=experiments.arm_of(found.seed, taken),
            drawn_at=clock.now(),
        )


def stop_experiment(owner: User, key: int, *, stop: bool = True) -> Experiment:
    """End an experiment before its time, or let it go on."""
    return _set(owner, key, "stopped_at", stop)


def put_away_experiment(owner: User, key: int, *, away: bool = True) -> Experiment:
    """Put an experiment away, or bring it back."""
    return _set(owner, key, "put_away_at", away)


def today(owner: User) -> date:
    """The day of the person's zone."""
    return in_zone(clock.now(), zone_of(owner)).date()


def _set(owner: User, key: int, field: str, on: bool) -> Experiment:
    found = Experiment.objects.filter(owner=owner, pk=key).first()
    if found is None:
        raise Http404(_("There is no such experiment."))
    setattr(found, field, clock.now() if on else None)
    found.save(update_fields=[field])
    return found


def own_application(owner: User, key: int) -> Application:
    """The owner's application, or the one that it was merged into."""
    found = Application.objects.select_related("merged_into").filter(owner=owner, pk=key).first()
    if found is None:
        raise Http404(_("There is no such application."))
    return found.merged_into or found
