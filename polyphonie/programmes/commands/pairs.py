"""The pair's place: the agreement, the three lines, the log, what stays between two; and leaving."""

from __future__ import annotations

from django.db.models import F

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as circle_queries
from polyphonie.circles.queries import Circle
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person
from polyphonie.programmes import queries, rules
from polyphonie.programmes.events import (
    KeptBetweenUs,
    PageChanged,
    PageWritten,
    PairParted,
    ProjectWritten,
)
from polyphonie.programmes.models import (
    ConversationCircle,
    KeptBetween,
    PairPage,
    PairProject,
    PairProposal,
    Parting,
)
from polyphonie.programmes.queries import PairSeen

LINES = ("change", "for_whom", "how_seen")


def topic(circle: Circle | int) -> str:
    """The log this belongs to."""
    return f"circle:{circle if isinstance(circle, int) else circle.pk}"


@command
def agree(pair: PairSeen, *, by: Person) -> Gathering:
    """Make the agreement of a pair, or revisit it: a gathering that opens at once, or the one that is open already."""
    check(rules.why_not_between_two(pair, by))
    under_way = queries.agreeing(pair.circle)
    if under_way is None:
        guide = guides.guide(queries.AGREEMENT)
        under_way = gatherings.call_gathering(pair.circle, guide=guide, mode="live", by=by)
        gatherings.open_gathering(under_way, by=by)
    return under_way


@command
def write_project(pair: PairSeen, *, number: int, by: Person, **lines: str) -> PairProject:
    """Say in three lines what the two would like to change; `number` is the text that was read, 0 for none.

    Records `ProjectWritten`.
    """
    now = queries.project(pair.circle, to=by)
    check(rules.why_not_write_project(pair, now, number, lines, by))
    kept = {line: lines.get(line, "").strip()[:300] for line in LINES}
    if now is None:
        entry = circles.write_entry(pair.circle, kind="pair_project", authors=[by], shown=True, by=by)
        now = PairProject.objects.create(entry=entry, circle=pair.circle, written_at=clock.now(), **kept)
    else:
        rows = PairProject.objects.filter(pk=now.pk, number=number)
        if not rows.update(number=F("number") + 1, written_at=clock.now(), **kept):
            raise rules.WRITTEN_MEANWHILE
        circles.add_authors(now.entry, persons=[by.pk], by=by)
    record(ProjectWritten(circle=pair.circle.pk, number=number + 1), by=by, topic=topic(pair.circle))
    return now


@command
def write_page(pair: PairSeen, *, text: str, by: Person, about: str = "", shown: bool = False) -> PairPage:
    """Write a page of the log: for oneself, or for the two. Records `PageWritten`."""
    check(rules.why_not_write_page(pair, text, about, by))
    entry = circles.write_entry(pair.circle, kind="pair_page", authors=[by], shown=shown, by=by)
    made = PairPage.objects.create(
        entry=entry, circle=pair.circle, author=by, text=text.strip()[:20_000], about=about, written_at=clock.now()
    )  # fmt: skip
    record(PageWritten(page=made.pk, circle=pair.circle.pk), by=by, topic=topic(pair.circle))
    return made


@command
def change_page(page: PairPage, *, shown: bool, about: str, by: Person) -> None:
    """Its author shows it to the other half, or keeps it to themselves again, and says what it is about.

    Records `PageChanged`.
    """
    check(rules.why_not_change_page(page, about, by))
    PairPage.objects.filter(pk=page.pk).update(about=about)
    (circles.show_entries if shown else circles.seal_entries)([page.entry_id], by=by)
    record(PageChanged(page=page.pk), by=by, topic=topic(page.circle_id))


@command
def keep_between(pair: PairSeen, *, text: str, by: Person) -> KeptBetween:
    """Add a line to what the two want kept between them. Records `KeptBetweenUs`."""
    check(rules.why_not_keep_between(pair, text, by))
    entry = circles.write_entry(pair.circle, kind="pair_kept", authors=[by], shown=True, by=by)
    made = KeptBetween.objects.create(entry=entry, circle=pair.circle, author=by, text=text.strip()[:300])
    record(KeptBetweenUs(kept=made.pk, circle=pair.circle.pk), by=by, topic=topic(pair.circle))
    return made


@command
def leave_pair(pair: PairSeen, *, take_away: bool, by: Person) -> None:
    """Leave, at once and without a reason; what one wrote, and signed for the report, stays, or goes with oneself. The pair ends."""
    check(rules.why_not_in_pair(pair, by))
    if take_away:
        if shared := queries.share_of(pair.circle, to=by):
            circles.withdraw_entry(shared.row.entry, by=by)
        circles.seal_entries(circle_queries.written_alone(pair.circle, by=by), by=by)
    circles.leave(pair.circle, person=by, by=by)


@command
def part(proposal: PairProposal, *, by: None = None) -> None:
    """The pair of a circle that one of the two has left ends, once: its conversations end for everybody, and both may be
    in another pair. Records `PairParted`, by nobody."""
    _, new = Parting.objects.get_or_create(proposal=proposal, defaults={"parted_at": clock.now()})
    if not new or proposal.circle_id is None:
        return
    if place := ConversationCircle.objects.filter(proposal=proposal).select_related("circle").first():
        for member in circle_queries.members(place.circle_id):
            circles.leave(place.circle, person=member.person, by=member.person)
    record(
        PairParted(proposal=proposal.pk, circle=proposal.circle_id), by=by, topic=topic(proposal.circle_id)
    )
