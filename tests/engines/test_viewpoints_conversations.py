"""Real conversations, as they were published: counts, places, groups, what each group says, consensus.

POLYPHONIE_CONVERSATIONS names another folder of the same layout. The groups published come from a program that
remembers its former groups: they are set beside ours with a figure, and are no bar.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from benchmarks.conversations import beside
from polyphonie.engines.viewpoints import draw, read_comments, read_votes
from polyphonie.engines.viewpoints.families import LEAST
from polyphonie.engines.viewpoints.silhouettes import silhouettes

HERE = Path(__file__).resolve().parents[1] / "data" / "polis"
FOLDER = Path(os.environ.get("POLYPHONIE_CONVERSATIONS") or HERE)
OURS = FOLDER.resolve() == HERE  # what is known of these is asked; of others, it is told
CONVERSATIONS = sorted(path.parent for path in FOLDER.glob("*/votes.csv"))
# How many groups we find, how many were published, and how alike they are (adjusted Rand index).
KNOWN = {
    "15-per-hour-seattle": (2, 2, 0.459),
    "brexit-consensus": (3, 2, 0.636),
    "canadian-electoral-reform": (2, 2, 1.0),
    "scoop-hivemind.freshwater": (2, 2, 0.132),
}


@pytest.fixture(scope="module", params=CONVERSATIONS, ids=lambda path: path.name)
def told(request):
    return beside(request.param)


def test_the_list_and_the_matrix_of_votes_agree(told):
    with (told.folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        matrix = read_votes(file)
    one, other = (
        {
            (str(v.people[p]), str(v.statements[s])): int(x)
            for p, s, x in zip(v.person, v.statement, v.vote, strict=True)
        }
        for v in (told.votes, matrix)
    )
    same = sum(other.get(cell) == vote for cell, vote in one.items())
    assert same >= 0.999 * max(len(one), len(other))


def test_what_is_counted_is_what_was_published(told):
    with (told.folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("moderated") != "-1"]
    at = {str(label): place for place, label in enumerate(told.votes.statements)}
    tally = told.votes.tally
    off = [
        abs(int(row["agrees"]) - int(tally.agree[at[row["comment-id"]]]))
        + abs(int(row["disagrees"]) - int(tally.disagree[at[row["comment-id"]]]))
        for row in rows
        if row["comment-id"] in at
    ]
    # The counts were published at another moment than the votes.
    assert sum(off) <= 0.1 * len(told.votes)


def test_groups_are_found_beside_those_published(told):
    groups, published, alike = told.count, told.published, told.alike
    print(f"{told.name}: {groups} groups, published {published}, likeness {alike:.3f}, {told.figures}")
    assert 0 <= groups <= 5
    if OURS:
        assert (groups, published, round(alike, 3)) == KNOWN[told.name]


def test_the_published_groups_stand_apart_in_our_plane(told):
    kept = (told.theirs >= 0) & told.drawn.placed
    if len(set(told.theirs[kept])) < 2:
        pytest.skip("fewer than two groups were published")
    apart = silhouettes(told.drawn.place[kept], [np.unique(told.theirs[kept], return_inverse=True)[1]])[0]
    print(f"{told.name}: the published groups stand {apart:.3f} apart in our plane")
    assert apart > 0.1 or not OURS


def test_with_the_published_groups_the_group_informed_consensus_is_that_of_plain_counting(told):
    """The formula, from the published matrix, row by row."""
    counts = dict[tuple[int, str], list[int]]()
    group = {str(p): int(g) for p, g in zip(told.votes.people, told.theirs, strict=True)}
    names = sorted({g for g in group.values() if g >= 0})
    for p, s, x in zip(told.votes.person, told.votes.statement, told.votes.vote, strict=True):
        here = counts.setdefault((group[str(told.votes.people[p])], str(told.votes.statements[s])), [0, 0])
        here[0] += int(x) == 1
        here[1] += 1
    for at, label in enumerate(told.votes.statements):
        share = 1.0
        for name in names:
            agree, seen = counts.get((name, str(label)), [0, 0])
            share *= (agree + 1) / (seen + 2)
        assert told.informed[at] == pytest.approx(share, abs=1e-12)


def test_consensus_by_our_groups_orders_statements_as_by_those_published(told):
    assert told.figures["consensus"] >= 0.5 or not OURS


def test_the_gate_opens_on_real_conversations(told):
    # The first hundred people are enough, and quicker.
    votes = told.votes.only(np.arange(len(told.votes.people)) < 100, ~told.votes.left_out)
    drawn = draw(votes, seed=1)
    if OURS or drawn.count:
        assert drawn.gate is not None and drawn.gate.passed
        assert drawn.why is None and min(drawn.sizes) >= LEAST
        assert drawn.divided
    else:  # another conversation may have no families: it is said why, and none is drawn
        assert drawn.why is not None and drawn.sizes == ()


def test_the_comments_are_read_with_their_moderation(told):
    with (told.folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        comments = read_comments(file)
    assert {str(label) for label in told.votes.statements[~told.votes.left_out]} <= set(comments.words)
    assert all(comments.words.values())
