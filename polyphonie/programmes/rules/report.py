"""What a pair may share with its cohort, and who writes the report."""

from __future__ import annotations

from collections.abc import Mapping

from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.people.queries import Person
from polyphonie.programmes import queries
from polyphonie.programmes.contract.tally import FEWEST
from polyphonie.programmes.models import Cohort, Tally
from polyphonie.programmes.queries import PairSeen, ReportSeen, ShareSeen
from polyphonie.programmes.rules.pairs import why_not_between_two

LONGEST_PART = 6000
WRITTEN_BY_ANOTHER = Refusal(
    "Quelqu’un a écrit entre-temps. Relisez, puis écrivez à nouveau.",
    "Somebody has written meanwhile. Read it again, then write anew.",
)


def why_not_share(pair: PairSeen, lines: Mapping[str, str], by: Person) -> Refusal | None:
    """Either of the two, while the pair lives; one line at least."""
    if refusal := why_not_between_two(pair, by):
        return refusal
    if pair.other is None or not any(line.strip() for line in lines.values()):
        return Refusal("Écrivez au moins une ligne.", "Write at least one line.")
    return None


def why_not_sign_share(seen: ShareSeen, by: Person) -> Refusal | None:
    """The very text one read, once, for oneself."""
    if by.pk in seen.signed:
        return Refusal("Vous avez déjà signé ce texte.", "You have signed this text already.")
    return None if by.pk in seen.awaited else NOT_FOUND


def why_not_write_report(
    seen: ReportSeen, number: int, parts: Mapping[str, str], by: Person
) -> Refusal | None:
    """A coordinator, over the text they read."""
    if not queries.coordinates(seen.cohort, by):
        return Refusal(
            "Les personnes qui animent écrivent le bilan. Dites-leur ce qui y manque.",
            "Those who facilitate write the report. Tell them what it lacks.",
        )
    if not any(part.strip() for part in parts.values()):
        return Refusal("Écrivez au moins une partie.", "Write at least one part.")
    if (seen.row.number if seen.row else 0) != number:
        return WRITTEN_BY_ANOTHER
    return None


@reading
def why_not_tally(cohort: Cohort, pairs: int, by: Person) -> Refusal | None:
    """A coordinator, once; five pairs at least, for fewer would be recognised."""
    if not queries.coordinates(cohort, by):
        return NOT_FOUND
    if Tally.objects.filter(cohort=cohort).exists():
        return Refusal(
            "Ces binômes ont déjà été comptés. Compter deux fois dirait ce qui a changé entre les deux.",
            "These pairs were counted already. Counting twice would tell what changed in between.",
        )
    if pairs < FEWEST:
        return Refusal(
            f"Il faut au moins {FEWEST} binômes qui veulent être comptés, et qui ont ouvert deux enveloppes ou plus. "
            "Avec moins, on les reconnaîtrait. Parlez-en plutôt ensemble.",
            f"It takes at least {FEWEST} pairs that wish to be counted, and that opened two envelopes or more. "
            "With fewer, they would be recognised. Talk about it together instead.",
        )
    return None
