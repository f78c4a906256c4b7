"""After an older copy was put back: what people had taken back since is taken back again."""

from __future__ import annotations

from polyphonie.base.facts import record
from polyphonie.base.scope import command
from polyphonie.programmes.commands.applying import withdraw_application
from polyphonie.programmes.commands.calls import topic
from polyphonie.programmes.commands.needs import keep_off, stop_answering, take_need_back
from polyphonie.programmes.contract.standing import Standing
from polyphonie.programmes.events import CareAgreementTakenBack
from polyphonie.programmes.models import Application, CareAgreement, Need, NeedAnswer


@command
def take_back_again(former: Standing, *, by: None = None) -> int:
    """Applications, needs, answers to a need, agreements over care that no longer stood, needs that were kept off the page
    (`queries.standing`). Returns how many."""
    known = [a for a in Application.objects.all() if (a.pk, a.begun_at) in former.known]
    gone = [a for a in known if (a.pk, a.begun_at) in former.withdrawn and a.withdrawn_at is None]
    for application in gone:
        withdraw_application(application, by=None)
    here = {a.pk: a for a in known}
    withheld = keep_off(set(here) & former.withheld)
    return len(gone) + withheld + _needs(former, here) + _answers(former, here) + _agreements(former, here)


def _needs(former: Standing, here: dict[int, Application]) -> int:
    rows = Need.objects.filter(application__in=here)
    back = [row for row in rows if (row.application_id, row.written_at) not in former.needs]
    for row in back:
        take_need_back(here[row.application_id], by=None)
    return len(back)


def _answers(former: Standing, here: dict[int, Application]) -> int:
    rows = NeedAnswer.objects.filter(application__in=here).exclude(application__in=former.answering)
    back = list(rows)
    for row in back:
        stop_answering(here[row.application_id], by=None)
    return len(back)


def _agreements(former: Standing, here: dict[int, Application]) -> int:
    rows = CareAgreement.objects.filter(first__in=here, second__in=here)
    back = [row for row in rows if (row.first_id, row.second_id, row.half_id or 0) not in former.agreements]
    for row in back:
        row.delete()
        record(CareAgreementTakenBack(call=row.call_id), by=None, topic=topic(row.call_id))
    return len(back)
