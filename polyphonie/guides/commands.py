"""Guides: the one verb."""

from __future__ import annotations

from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.guides import rules
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.reader import Unreadable, read_toml
from polyphonie.guides.events import GuideAdapted
from polyphonie.guides.models import Adaptation
from polyphonie.people.queries import Person


@command
def adapt(circle: Circle, *, toml: str, adapted_from: str, by: Person) -> Adaptation:
    """Keep a circle's own version of a guide. The same reader as for the library judges it. Records `GuideAdapted`."""
    check(rules.why_not_adapt(circle, by))
    try:
        read_toml(toml, kinds=registry.kinds())
    except Unreadable as unreadable:
        lines = "\n".join(unreadable.problems)
        raise Refusal(
            f"Ce guide ne peut pas encore servir. À corriger :\n{lines}",
            f"This guide cannot be used yet. To mend:\n{lines}",
        ) from None
    adaptation = Adaptation.objects.create(circle=circle, toml=toml, adapted_from=adapted_from, adapted_by=by)
    record(GuideAdapted(circle=circle.pk, adaptation=adaptation.pk), by=by, topic=circles.topic(circle))
    return adaptation
