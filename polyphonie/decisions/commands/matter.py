"""Between the rows and the machine: read a proposal as a `Matter`, write back where it stands."""

from __future__ import annotations

from polyphonie.base.voices import Voice
from polyphonie.decisions.contract.consent import Ground, Matter, Objection, Stage, Stance
from polyphonie.decisions.models import Proposal

NOBODY = 0  # a proposer or objector who was erased: no living person has this number


def topic(proposal: Proposal) -> str:
    """The log this belongs to."""
    return f"proposal:{proposal.pk}"


def read(pk: int) -> tuple[Proposal, Matter]:
    """The proposal, locked until the end of the transaction, and its matter."""
    proposal = Proposal.objects.select_for_update().get(pk=pk)
    version = proposal.versions.order_by("-number").values_list("number", flat=True).first() or 1
    concerned = list(proposal.concerned.all())
    positions = proposal.positions.filter(round=proposal.round, version=version)
    return proposal, Matter(
        proposer=proposal.proposer_id or NOBODY,
        people={c.person_id: Voice(c.voice) for c in concerned},
        concerned=frozenset(c.person_id for c in concerned if c.lives_with_it),
        opened_at=proposal.opened_at,
        review_on=proposal.review_on,
        stage=Stage(proposal.stage),
        version=version,
        round=proposal.round,
        positions={p.person_id: Stance(p.stance) for p in positions},
        objections=tuple(
            Objection(
                by=o.raised_by_id or NOBODY,
                ground=Ground(o.ground),
                reason=o.reason,
                version=o.version,
                lifted=o.lifted_at is not None,
            )
            for o in proposal.objections.order_by("pk")
        ),
    )


def write(proposal: Proposal, matter: Matter) -> None:
    """Write back where the matter stands."""
    proposal.stage, proposal.round, proposal.review_on = matter.stage, matter.round, matter.review_on
    proposal.save(update_fields=["stage", "round", "review_on"])
