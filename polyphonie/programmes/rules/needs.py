"""May this need stand on the page of a call? May this person answer it?"""

from __future__ import annotations

from collections.abc import Mapping

from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.programmes import queries
from polyphonie.programmes.models import Application, Call, Need, NeedAnswer
from polyphonie.programmes.queries import NeedSeen

NEED_GONE = Refusal(
    "Ce besoin n’est plus affiché\u00a0: l’équipe a trouvé quelqu’un, ou l’a retiré. Vous pouvez poser votre candidature sans lui.",
    "This need is no longer shown: the team has found somebody, or took it back. You can apply without it.",
)


@reading
def why_not_carry_need(application: Application, lines: Mapping[str, str]) -> Refusal | None:
    """Whoever applies, and is asked for no pair, says the four lines of a team."""
    pairs = queries.live_proposals(application)
    if any(pair.circle_id for pair in pairs):
        return Refusal(
            "Vous êtes en binôme\u00a0: votre besoin a trouvé quelqu’un.",
            "You are in a pair: your need has found somebody.",
        )
    if pairs:
        return Refusal(
            "Un binôme vous est proposé. Répondez-y d’abord\u00a0: votre besoin a peut-être trouvé quelqu’un.",
            "A pair is proposed to you. Answer it first: your need may have found somebody.",
        )
    if not all(line.strip() for line in lines.values()):
        return Refusal(
            "Dites quelle équipe, ce qu’elle voudrait faire, qui elle cherche, et pour combien de temps.",
            "Say which team, what it would like to do, whom it looks for, and for how much time.",
        )
    return None


def why_not_answer_need(call: Call, need: NeedSeen, voice: str) -> Refusal | None:
    """A need that is still shown, of this call, answered from the other side."""
    if queries.open_need(call, need.pk) is None:
        return NEED_GONE
    if queries.side(voice) != need.seeks:
        return Refusal(
            "Un binôme réunit une personne qui vit les soins et une personne qui y travaille. Ce besoin vient de votre côté\u00a0: vous ne pouvez pas y répondre.",
            "A pair brings together somebody who lives with care and somebody who works in it. This need comes from your side: you cannot answer it.",
        )
    return None


@reading
def why_not_change_side(application: Application, voice: str) -> Refusal | None:
    """Whoever carries a need, or answers one, stays on their side of it."""
    if queries.side(voice) == queries.side(application.voice):
        return None
    carries = Need.objects.filter(application=application).exists()
    if carries or NeedAnswer.objects.filter(application=application).exists():
        return Refusal(
            "Vous portez un besoin, ou répondez à un besoin, d’où vous parlez. Retirez d’abord ce besoin ou cette réponse.",
            "You carry a need, or answer one, from where you speak. Take that need or that answer back first.",
        )
    return None
