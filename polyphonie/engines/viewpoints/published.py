"""The groups as Polis draws them, step by step, so that our figures can be set beside published ones.

Differences, all harmless to compare: the directions come from an exact decomposition, not from a hundred rounds; people
are grouped themselves, where Polis first makes a hundred heaps of them above a hundred people; nothing is remembered
from one moment to the next, so that neither a number of groups nor a place in them lasts by habit.
"""

from __future__ import annotations

import numpy as np

from polyphonie.engines.viewpoints.families import Families, by_size
from polyphonie.engines.viewpoints.grouping import grouped, leftmost
from polyphonie.engines.viewpoints.plane import axes, centred, places, pulls
from polyphonie.engines.viewpoints.silhouettes import silhouettes
from polyphonie.engines.viewpoints.votes import Mask, Votes

# Who has voted this often is in the conversation; while fewer than ENOUGH are, the most active join them.
IN_CONVERSATION, ENOUGH = 7, 15
MOST, EACH = 5, 12


def as_polis(votes: Votes) -> Families:
    """Everybody has a place; whoever is not in the conversation has no group (−1). No group under two people."""
    people, statements = votes.shape
    matrix = centred(votes, by_person=False)
    directions, _ = axes(matrix)
    # A statement left out counts as seen by everybody, and agreed with by nobody.
    open_ = np.bincount(votes.person, ~votes.left_out[votes.statement], people)
    place = places(matrix, directions, open_ + votes.left_out.sum(), float(statements))
    inside = in_conversation(votes)
    tally = votes.tally
    mean = np.where(votes.left_out, 0, (tally.agree - tally.disagree) / np.maximum(tally.seen, 1))
    label, among = np.full(people, -1), place[inside]
    most = min(MOST, 2 + len(among) // EACH)
    found = [grouped(among, count, (leftmost,)) for count in range(2, most + 1)] if len(among) > 1 else []
    found = [one for one in found if one.max() > 0]
    if not found:
        return Families(place, label, 0, 0.0, pulls(mean, directions))
    apart = silhouettes(among, found)
    best = int(apart.argmax())
    label[inside] = by_size(among, found[best])
    count = int(label.max()) + 1
    return Families(place, label, count, float(apart[best]), pulls(mean, directions))


def in_conversation(votes: Votes) -> Mask:
    """Seven votes, or all of them where there are fewer statements; then the most active, up to fifteen people."""
    inside = votes.seen_by >= min(IN_CONVERSATION, len(votes.statements))
    if inside.sum() < ENOUGH:
        inside[np.argsort(-votes.seen_by, kind="stable")[:ENOUGH]] = True
    return inside
