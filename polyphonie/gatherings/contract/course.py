"""Where a gathering goes next: the order of steps, the one loop, and what each step works on."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from polyphonie.base.voices import Voice
from polyphonie.guides.contract.format import Guide, Step
from polyphonie.guides.contract.kind import Speaker

Place = tuple[str, int]  # a step and the turn in which it is run, from 0


def following(guide: Guide, place: Place | None, *, again: bool) -> Place | None:
    """The place after this one, whether or not it will be needed; None at the end.

    `again` says that the kind at `place` asks for another turn; the guide's bound decides.
    """
    if place is None:
        return guide.steps[0].id, 0
    step, turn = place
    repeat = guide.repeat
    if repeat and step == repeat.after and again and turn < repeat.at_most:
        return repeat.back_to, turn + 1
    number = guide.place(step) + 1
    if repeat and turn == repeat.at_most and number == guide.place(repeat.after):
        number += (
            1  # what it would prepare is another turn, and there is none left: nobody would be asked about it
        )
    if number >= len(guide.steps):
        return None
    inside = repeat and guide.place(repeat.back_to) <= number <= guide.place(repeat.after)
    return guide.steps[number].id, turn if inside else 0


def works_on(guide: Guide, place: Place) -> tuple[str, int | None] | None:
    """The step (and the turn, or None for its last one) whose outcome this place works on.

    A loop comes back with what its last turn left: the second consent is about the integrated text.
    """
    step, turn = place
    if guide.repeat and step == guide.repeat.back_to and turn > 0:
        return guide.repeat.after, turn - 1
    about = guide.step(step).about
    return (about, None) if about else None


def concerns(step: Step, speaker: Speaker, *, secretary_here: bool = True) -> bool:
    """Is the step for this person? Where nobody is secretary, whoever facilitates does that work."""
    if step.who == "everyone":
        return True
    if step.who in set(Voice):
        return speaker.voice == step.who
    if step.who == "secretary" and not secretary_here:
        return "facilitator" in speaker.roles
    return step.who in speaker.roles


def speaking_order(
    speakers: Sequence[Speaker], *, rule: str, heard: dict[str, int], seed: int
) -> list[Speaker]:
    """Who speaks after whom in a round. `heard` counts what each (by ref) has given so far."""
    seats = list(speakers)
    if rule == "patients_first":
        return sorted(seats, key=lambda s: not (s.voice in set(Voice) and Voice(s.voice).lives_with_care))
    if rule == "least_heard_first":
        return sorted(seats, key=lambda s: heard.get(s.ref, 0))
    if rule == "random":
        Random(seed).shuffle(seats)  # noqa: S311 -- an order of speech, not a secret
    return seats
