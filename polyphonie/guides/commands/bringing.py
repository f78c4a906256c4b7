"""Bringing a guide from elsewhere: a file is read by somebody before anybody lives it."""

from __future__ import annotations

from collections.abc import Collection

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.guides import queries, rules
from polyphonie.guides.contract.file import parse
from polyphonie.guides.contract.format import Unreadable
from polyphonie.guides.contract.writing import toml_of
from polyphonie.guides.events import GuideAccepted, GuideBroughtIn
from polyphonie.guides.models import Adaptation
from polyphonie.people.queries import Person


@command
def bring_in(circle: Circle, *, file: bytes, by: Person) -> Adaptation:
    """A draft made of a file, with whatever is to mend in it; nobody has read it yet. Records `GuideBroughtIn`."""
    check(rules.why_not_adapt(circle, by))
    try:
        draft = parse(file.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refusal(
            "Ce fichier ne contient pas de texte lisible. Un guide est un fichier .toml, enregistré en UTF-8.",
            "This file holds no text that can be read. A guide is a .toml file, saved as UTF-8.",
        ) from None
    except Unreadable as unreadable:
        said = unreadable.mistakes[0].said
        raise Refusal(said.fr, f"This is no guide: {said.en}.") from None
    check(rules.why_not_keep(draft))
    origin = next((name for key in ("adapted_from", "id") if isinstance(name := draft.get(key), str)), "")
    adaptation = Adaptation.objects.create(
        circle=circle, toml=toml_of(draft), adapted_from=origin[:60].replace("\x00", ""), adapted_by=by
    )
    record(GuideBroughtIn(circle=circle.pk, adaptation=adaptation.pk), by=by, topic=circles.topic(circle))
    return adaptation


@command
def accept(adaptation: Adaptation, *, read: Collection[str], edition: int, by: Person) -> None:
    """« J’ai relu ce guide »: each part was read, it may be run. Accepting twice is accepting once.

    `read` names the parts: `head`, then each step. Records `GuideAccepted`.
    """
    row = Adaptation.objects.select_for_update().get(pk=adaptation.pk)
    check(rules.why_not_change(row, edition, by))
    own = queries.own(row)
    check(rules.why_not_accept(row, own.guide is not None, set(own.parts) - set(read), by))
    if row.read_at is not None:
        return
    row.read_by, row.read_at = by, clock.now()
    row.save(update_fields=["read_by", "read_at"])
    record(GuideAccepted(circle=row.circle_id, adaptation=row.pk), by=by, topic=circles.topic(row.circle))
