"""Making a programme one's own: copy one of the house, bring one from elsewhere, change it."""

from __future__ import annotations

from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.programmes import queries, rules
from polyphonie.programmes.events import TemplateAdapted, TemplateChanged, TemplateDiscarded
from polyphonie.programmes.models import OwnTemplate


@command
def adapt_template(circle: Circle, *, template: str, by: Person) -> OwnTemplate:
    """A circle's own copy of a programme of the house, to be changed. Records `TemplateAdapted`."""
    check(rules.why_not_adapt(circle, by))
    found = queries.template(template)
    check(rules.why_not_walk(found))
    assert found is not None  # noqa: S101 -- the rule above refused None
    return _keep(circle, queries.file_text(found.id), found.id, by)


@command
def bring_template(circle: Circle, *, file: bytes, by: Person) -> OwnTemplate:
    """A programme from elsewhere, with whatever is to mend in it. Records `TemplateAdapted`."""
    check(rules.why_not_adapt(circle, by))
    try:
        toml = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(
            "Ce fichier ne contient pas de texte lisible. Un programme est un fichier .toml, enregistré en UTF-8.",
            "This file holds no text that can be read. A programme is a .toml file, saved as UTF-8.",
        ) from None
    check(rules.why_not_keep_template(toml))
    return _keep(circle, toml, "", by)


@command
def change_template(own: OwnTemplate, *, toml: str, edition: int, by: Person) -> OwnTemplate:
    """Keep it, good or not yet. `edition` is the one that was read: nobody writes over somebody else.

    Records `TemplateChanged`.
    """
    row = OwnTemplate.objects.select_for_update(of=("self",)).select_related("circle").get(pk=own.pk)
    check(rules.why_not_change_template(row, edition, by))
    check(rules.why_not_keep_template(toml))
    row.toml, row.edition = _lines(toml), row.edition + 1
    row.save(update_fields=["toml", "edition"])
    fact = TemplateChanged(circle=row.circle_id, template=row.pk, edition=row.edition)
    record(fact, by=by, topic=circles.topic(row.circle))
    return row


@command
def discard_template(own: OwnTemplate, *, edition: int, by: Person) -> None:
    """The circle keeps it no longer; cohorts that walk it have it frozen. Records `TemplateDiscarded`."""
    row = (
        OwnTemplate.objects.select_for_update(of=("self",)).select_related("circle").filter(pk=own.pk).first()
    )
    check(rules.NOT_FOUND if row is None else rules.why_not_change_template(row, edition, by))
    assert row is not None  # noqa: S101 -- refused above
    record(TemplateDiscarded(circle=row.circle_id, template=row.pk), by=by, topic=circles.topic(row.circle))
    row.delete()


def _keep(circle: Circle, toml: str, adapted_from: str, by: Person) -> OwnTemplate:
    made = OwnTemplate.objects.create(
        circle=circle, toml=_lines(toml), adapted_from=adapted_from, adapted_by=by
    )
    record(TemplateAdapted(circle=circle.pk, template=made.pk), by=by, topic=circles.topic(circle))
    return made


def _lines(toml: str) -> str:
    """Browsers send other ends of lines than files have."""
    return toml.replace("\r\n", "\n").rstrip() + "\n"
