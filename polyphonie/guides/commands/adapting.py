"""Making a guide one's own: begin from the library, change it, let another circle have it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.guides import queries, rules
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.format import Guide
from polyphonie.guides.contract.reader import Unreadable, read_toml
from polyphonie.guides.contract.shaping import Draft, tidy
from polyphonie.guides.contract.writing import data_of, toml_of
from polyphonie.guides.events import GuideAdapted, GuideChanged, GuideDiscarded
from polyphonie.guides.models import Adaptation
from polyphonie.people.queries import Person


@command
def start(circle: Circle, *, guide: Guide, by: Person) -> Adaptation:
    """A circle's own copy of a guide of the library, to be changed. Records `GuideAdapted`."""
    check(rules.why_not_adapt(circle, by))
    draft = data_of(guide) | {"adapted_from": guide.id}
    check(rules.why_not_keep(draft))
    return _keep(circle, toml_of(draft), guide.id, by)


@command
def adapt(circle: Circle, *, toml: str, adapted_from: str, by: Person) -> Adaptation:
    """A circle's own version, written elsewhere by somebody of the circle; only a good one. Records `GuideAdapted`."""
    check(rules.why_not_adapt(circle, by))
    try:
        read_toml(toml, kinds=registry.kinds())
    except Unreadable as unreadable:
        lines = "\n".join(unreadable.problems)
        raise Refusal(
            f"Ce guide ne peut pas encore servir. À corriger :\n{lines}",
            f"This guide cannot be used yet. To mend:\n{lines}",
        ) from None
    return _keep(circle, toml, adapted_from, by)


@command
def change(adaptation: Adaptation, *, draft: Mapping[str, Any], edition: int, by: Person) -> Draft:
    """Keep the draft, good or not yet, and return what was kept. `edition` is the one that was read: what somebody else
    kept since is not written over. Records `GuideChanged`."""
    row = Adaptation.objects.select_for_update().get(pk=adaptation.pk)
    check(rules.why_not_change(row, edition, by))
    kept = tidy(draft)
    check(rules.why_not_keep(kept))
    row.toml, row.edition = toml_of(kept), row.edition + 1
    row.save(update_fields=["toml", "edition"])
    fact = GuideChanged(circle=row.circle_id, adaptation=row.pk, edition=row.edition)
    record(fact, by=by, topic=circles.topic(row.circle))
    return kept


@command
def share(adaptation: Adaptation, *, to: Circle, by: Person) -> Adaptation:
    """A copy for another circle that `by` looks after too; each then goes its own way. Records `GuideAdapted`."""
    check(rules.why_not_share(adaptation, queries.own(adaptation).ready, to, by))
    return _keep(to, adaptation.toml, adaptation.adapted_from, by)


@command
def discard(adaptation: Adaptation, *, edition: int, by: Person) -> None:
    """The circle keeps this guide no longer: no gathering is called with it any more. `edition` is the one that was read.

    A gathering that was called has its guide frozen in it, and copies in other circles go their own way: nothing holds
    it back. Records `GuideDiscarded`.
    """
    row = Adaptation.objects.select_for_update().filter(pk=adaptation.pk).first()
    check(rules.why_not_discard(row, edition, by))
    assert row is not None  # noqa: S101 -- the rule above refused None
    fact = GuideDiscarded(circle=row.circle_id, adaptation=row.pk)
    record(fact, by=by, topic=circles.topic(row.circle))
    row.delete()


def _keep(circle: Circle, toml: str, adapted_from: str, by: Person) -> Adaptation:
    adaptation = Adaptation.objects.create(
        circle=circle, toml=toml, adapted_from=adapted_from, adapted_by=by, read_by=by, read_at=clock.now()
    )
    record(GuideAdapted(circle=circle.pk, adaptation=adaptation.pk), by=by, topic=circles.topic(circle))
    return adaptation
