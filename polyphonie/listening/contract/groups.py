"""The groups a wave may be told by beside everybody: voices, and services, the circles inside. Pure.

Which of them may be told is decided from who could answer, before anybody does: that a group is hidden tells nothing of an answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.engines import disclosure as d

People = frozenset[int]
VOICE, SERVICE, EVERYBODY = "voice", "service", "all"
VOICES = [voice.value for voice in Voice]
SPARE = 2  # more people than the floor: else a figure would say that everybody answered
MOST_SERVICES = 6  # of more, and of voices that cross them, the proof takes longer than one waits for a page


def key_of(circle: int) -> str:
    """A service, as a figure names it."""
    return f"c{circle}"


def breakdown(group: str) -> str:
    """Which of the two breakdowns a group belongs to."""
    return VOICE if group in VOICES else SERVICE


def least_people(*, pairs: bool) -> int:
    """How many must be able to answer for a figure of them to be told."""
    return d.floor(0, d.Audience.CIRCLE, pairs=pairs) + SPARE


def may_be_told(everybody: People, groups: Mapping[str, People], *, pairs: bool) -> list[str]:
    """The groups that may stand beside everybody, and beside one another, whatever is answered; in the order given.

    Everybody comes first: a group is hidden for them, never they for a group. A group of all is no group.
    """
    bands = d.shape(len(everybody), d.Audience.CIRCLE, pairs=pairs)
    if bands is None:
        return []
    large = {name: people for name, people in groups.items() if len(people) >= least_people(pairs=pairs)}
    cells = [d.Cell(name, people, breakdown(name)) for name, people in large.items()]
    told_of_all = d.Published(everybody, bands, d.Audience.CIRCLE)
    plan = d.plan(
        cells, audience=d.Audience.CIRCLE, ledger=[told_of_all], declared={VOICE, SERVICE}, pairs=pairs
    )
    return [each.cell.name for each in plan.shown]


def membership_of(person: int, groups: Mapping[str, People], told: Sequence[str]) -> str:
    """Of the groups that may be told, which a person is in: one digit for each. Those that may not be told leave no trace."""
    return "".join("1" if person in groups.get(name, ()) else "0" for name in told)


def sentence_of(*, by_voice: bool, services: Collection[str]) -> Text | None:
    """What stands under the questions of the groups declared before opening; None where there is none."""
    named = ", ".join(services)
    if by_voice and services:
        fr, en = f"Par voix et par service aussi ({named})", f"By voice and by service too ({named})"
    elif services:
        fr, en = f"Par service aussi ({named})", f"By service too ({named})"
    elif by_voice:
        fr, en = "Par voix aussi", "By voice too"
    else:
        return None
    return Text(f"{fr}, là où personne ne peut être reconnu.", f"{en}, where nobody can be recognised.")
