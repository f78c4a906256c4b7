"""What the watch over a cohort reads: composites and balances, pulse after pulse. For the house itself; no page asks for this."""

from __future__ import annotations

from collections import defaultdict

from polyphonie.circles.queries import Circle
from polyphonie.engines.variation import PairSeries
from polyphonie.listening.contract.pulse import balance, composite
from polyphonie.listening.models import Pulse, PulseAnswer
from polyphonie.listening.queries.pairs import halves_of

Answers = dict[int, dict[int, dict[str, int]]]  # number of the pulse → person → marks


def series_of(circle: Circle, until: Pulse) -> PairSeries | None:
    """The three series of a pair, of the pulses that were over when `until` ended; None where there are not two halves."""
    halves = halves_of(circle)
    over = Pulse.objects.filter(circle=circle, closes_at__lte=until.closes_at)
    last = over.order_by("-number").values_list("number", flat=True).first() or 0
    if not halves:
        return None
    given: Answers = defaultdict(dict)
    for answer in PulseAnswer.objects.filter(pulse__in=over).select_related("pulse"):
        given[answer.pulse.number][answer.person_id] = answer.marks
    said = [[given[at].get(half.person_id, {}) for half in halves] for at in range(1, last + 1)]
    return PairSeries(
        [composite(first) for first, _ in said],
        [composite(second) for _, second in said],
        [balance(first, second) for first, second in said],
    )
