"""The report of a cohort: what a pair shares and both sign, the words of those who coordinate, what is counted once."""

from __future__ import annotations

from django.db.models import F

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.people.queries import Person
from polyphonie.programmes import queries, rules
from polyphonie.programmes.commands.cohorts import topic as topic_of_cohort
from polyphonie.programmes.commands.pairs import topic
from polyphonie.programmes.contract.tally import tally
from polyphonie.programmes.events import PairsTallied, ReportWritten, ShareSigned, ShareWritten
from polyphonie.programmes.models import Cohort, PairShare, Report, ShareSignature, Tally
from polyphonie.programmes.models.report import LINES, PARTS
from polyphonie.programmes.queries import PairSeen, ReportSeen, ShareSeen


@command
def share_with_cohort(
    pair: PairSeen, *, by: Person, signed_as: str = "", counted: bool = False, **lines: str
) -> PairShare:
    """Write what the pair would share with its cohort, and sign it for one’s part; what was shared before is taken back.

    Records `ShareWritten`.
    """
    check(rules.why_not_share(pair, lines, by))
    assert pair.other is not None  # noqa: S101 -- the rule above refused None
    if before := queries.share_of(pair.circle, to=by):
        circles.withdraw_entry(before.row.entry, by=by)
    both = [by, pair.other.person]
    entry = circles.write_entry(
        pair.circle, kind="pair_share", authors=both, reach="authors", shown=True, by=by
    )
    made = PairShare.objects.create(
        entry=entry,
        circle=pair.circle,
        cohort=pair.row.call.cohort,
        signed_as=signed_as.strip()[:80],
        counted=counted,
        written_at=clock.now(),
        **{line: lines.get(line, "").strip()[:600] for line in LINES},
    )
    _sign(made, by)
    record(ShareWritten(share=made.pk, circle=pair.circle.pk), by=by, topic=topic(pair.circle))
    return made


@command
def sign_share(seen: ShareSeen, *, by: Person) -> None:
    """Sign the text that the other half wrote: the cohort reads it from now on. Records `ShareSigned`."""
    check(rules.why_not_sign_share(seen, by))
    _sign(seen.row, by)
    fact = ShareSigned(share=seen.row.pk, circle=seen.row.circle_id)
    record(fact, by=by, topic=topic(seen.row.circle_id))


def _sign(share: PairShare, by: Person) -> None:
    ShareSignature.objects.get_or_create(share=share, person=by, defaults={"signed_at": clock.now()})


@command
def write_report(seen: ReportSeen, *, number: int, by: Person, **parts: str) -> Report:
    """Write the words of the report, or write them anew; `number` is the text that was read, 0 for none.

    Records `ReportWritten`.
    """
    check(rules.why_not_write_report(seen, number, parts, by))
    kept = {part: parts.get(part, "").strip()[: rules.LONGEST_PART] for part in PARTS}
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("circle").get(pk=seen.cohort.pk)
    if seen.row is None:
        now_there = queries.report(cohort.circle_id, to=by)
        check(rules.WRITTEN_BY_ANOTHER if now_there and now_there.row else None)
        entry = circles.write_entry(
            cohort.circle, kind="cohort_report", authors=[by], shown=True, open_to_future=True, by=by
        )
        now = Report.objects.create(entry=entry, cohort=cohort, written_at=clock.now(), **kept)
    else:
        now = seen.row
        rows = Report.objects.filter(pk=now.pk, number=number)
        if not rows.update(number=F("number") + 1, written_at=clock.now(), **kept):
            raise rules.WRITTEN_BY_ANOTHER
        circles.add_authors(now.entry, persons=[by.pk], by=by)
    record(ReportWritten(cohort=cohort.pk, number=number + 1), by=by, topic=topic_of_cohort(cohort))
    return now


@command
def tally_pairs(cohort: Cohort, *, by: Person) -> Tally:
    """Count, once and for all, in how many of the pairs that wished it the two came closer. Records `PairsTallied`."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)  # two coordinators count once
    counted = queries.to_count(queries.signed_by_both(cohort))
    check(rules.why_not_tally(cohort, len(counted), by))
    counts = tally([ends for _, ends in counted])
    made = Tally.objects.create(cohort=cohort, counts=counts, tallied_by=by, tallied_at=clock.now())
    made.shares.set([share for share, _ in counted])
    record(PairsTallied(cohort=cohort.pk), by=by, topic=topic_of_cohort(cohort))
    return made


@command
def forget_report(entry: int, *, by: None = None) -> None:
    """The words of an entry that ended go, with what they were signed with; what was counted with them is told no more:
    counting the others again would tell what this pair had said."""
    shares = list(PairShare.objects.filter(entry=entry))
    PairShare.objects.filter(entry=entry).update(signed_as="", **dict.fromkeys(LINES, ""))
    ShareSignature.objects.filter(share__in=shares).delete()
    Tally.objects.filter(shares__in=shares).update(counts={})
    Report.objects.filter(entry=entry).update(**dict.fromkeys(PARTS, ""))
