"""Reads of programmes."""

from __future__ import annotations

from typing import Any

from polyphonie.base.scope import reading
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.templates import Template, UnreadableTemplate, read_template
from polyphonie.programmes.models import Application, Call, Cohort, PairProposal, Workshop
from polyphonie.programmes.queries.applying import (
    ApplicationSeen,
    Half,
    application,
    application_by_link,
    application_link,
    applications_of,
    halves_of,
    left_behind,
    live_proposals,
    proposal,
    reach_of,
    side,
    together_by_link,
    together_link,
)
from polyphonie.programmes.queries.calls import CallSeen, call, call_by_link, calls_of, is_open, link_of
from polyphonie.programmes.queries.cohorts import (
    COORDINATING,
    CohortSeen,
    cohort,
    coordinates,
    date_of,
    file_text,
    frozen,
    library,
    template,
    workshop,
)
from polyphonie.programmes.queries.conversations import CONVERSATION, Conversations, conversations
from polyphonie.programmes.queries.own import held_in_pairs
from polyphonie.programmes.queries.pairing import (
    CHOSEN,
    Asked,
    Pairing,
    asked_of,
    chosen_for,
    others,
    paired,
    pairing,
    why_not,
)
from polyphonie.programmes.queries.pairs import (
    AGREEMENT,
    PairFacts,
    PairSeen,
    agreeing,
    agreement,
    kept_between,
    page_of_mine,
    pages,
    pair,
    pair_facts,
    pair_of,
    project,
)

__all__ = [
    "AGREEMENT",
    "CHOSEN",
    "CONVERSATION",
    "COORDINATING",
    "Application",
    "ApplicationSeen",
    "Asked",
    "Call",
    "CallSeen",
    "Cohort",
    "CohortSeen",
    "Conversations",
    "Half",
    "PairFacts",
    "PairProposal",
    "PairSeen",
    "Pairing",
    "Template",
    "UnreadableTemplate",
    "Workshop",
    "agreeing",
    "agreement",
    "application",
    "application_by_link",
    "application_link",
    "applications_of",
    "asked_of",
    "call",
    "call_by_link",
    "calls_of",
    "chosen_for",
    "cohort",
    "conversations",
    "coordinates",
    "date_of",
    "file_text",
    "frozen",
    "halves_of",
    "held_about",
    "is_open",
    "kept_between",
    "left_behind",
    "library",
    "link_of",
    "live_proposals",
    "others",
    "page_of_mine",
    "pages",
    "pair",
    "pair_facts",
    "pair_of",
    "paired",
    "pairing",
    "project",
    "proposal",
    "reach_of",
    "read_template",
    "side",
    "template",
    "together_by_link",
    "together_link",
    "why_not",
    "workshop",
]  # fmt: skip


@reading
def held_about(of: Person) -> list[dict[str, Any]]:
    """What this person applied with, the calls they opened, what they wrote in a pair and what was noted about it."""
    applied = Application.objects.filter(person=of, withdrawn_at=None).order_by("pk")
    opened = Call.objects.filter(opened_by=of).select_related("cohort__circle").order_by("pk")
    return [
        *(
            {
                "applied as": row.name,
                "e-mail": row.email,
                "contact": row.contact,
                "answers": row.answers,
                "in care with": row.care,
                "would refuse": row.refuses,
                "reports to": row.reports_to,
                "at": row.begun_at.isoformat(),
            }
            for row in applied
        ),
        *({"call": row.about, "until": row.closes_on.isoformat()} for row in opened),
        *held_in_pairs(of),
    ]
