"""Agreeing in writing that care does not keep two people apart; taking it back."""

from __future__ import annotations

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.people.queries import Person
from polyphonie.programmes import rules
from polyphonie.programmes.commands.calls import topic
from polyphonie.programmes.events import CareAgreementTakenBack, CareAgreementWritten
from polyphonie.programmes.models import Application, CareAgreement
from polyphonie.programmes.queries import CareSeen


@command
def agree_over_care(
    seen: CareSeen, *, words: str, by: Person | None, half: Application | None = None
) -> CareAgreement:
    """One of the three writes their agreement: `half`, through their own link, or a coordinator.

    Records `CareAgreementWritten`; by nobody where it is a half, so that the log does not tell who.
    """
    check(rules.why_not_agree_over_care(seen, half, by, words))
    made = CareAgreement.objects.create(
        call=seen.first.call,
        first=seen.first,
        second=seen.second,
        half=half,
        written_by=by if half is None else half.person,
        words=words.strip()[: rules.LONGEST_AGREEMENT],
        written_at=clock.now(),
    )
    written = CareAgreementWritten(call=made.call_id)
    record(written, by=None if half is not None else by, topic=topic(made.call_id))
    return made


@command
def take_agreement_back(seen: CareSeen, *, by: Person | None, half: Application | None = None) -> None:
    """Care keeps the two apart again, until their pair is formed. Records `CareAgreementTakenBack`."""
    check(rules.why_not_take_agreement_back(seen, half, by))
    if CareAgreement.objects.filter(first=seen.first, second=seen.second, half=half).delete()[0]:
        taken = CareAgreementTakenBack(call=seen.first.call_id)
        record(taken, by=None if half is not None else by, topic=topic(seen.first.call_id))


def forget_agreements(applications: list[int]) -> None:
    """What was written about these people goes with them."""
    for which in ("first", "second"):
        CareAgreement.objects.filter(**{f"{which}__in": applications}).delete()
