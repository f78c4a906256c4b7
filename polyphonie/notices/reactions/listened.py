"""What a wave, a pulse or a signal makes known."""

from __future__ import annotations

from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.listening import queries as listening
from polyphonie.listening.events import EnvelopeOpened, PulseOpened, SignalRaised, WaveClosed, WaveOpened
from polyphonie.notices import commands


@hears(WaveOpened)
@command
def ask_without_names(fact: WaveOpened, by: int | None) -> None:
    tell_of_wave(fact.wave, kind="wave", key=f"wave:{fact.wave}")


def tell_of_wave(wave: int, *, kind: str, key: str) -> None:
    """All of those who could answer and still belong, whether they did or not: to remind the others would say who has
    not. The mail carries each one's link; what is kept here does not (`commands._address`).
    Nobody where it is asked in a gathering: they are there."""
    if listening.in_a_gathering(wave):
        return
    commands.tell(listening.eligible(wave, still=True), kind=kind, key=key, path=f"/waves/{wave}/")


@hears(WaveClosed)
@command
def say_what_a_wave_tells(fact: WaveClosed, by: int | None) -> None:
    tell_of_wave(fact.wave, kind="wave_told", key=f"wave:{fact.wave}:told")


@hears(PulseOpened)
@command
def ask_how_it_goes(fact: PulseOpened, by: int | None) -> None:
    path, key = f"/pulses/{fact.pulse}/", f"pulse:{fact.pulse}"
    commands.tell(listening.halves_asked(fact.pulse), kind="pulse", key=key, path=path)


@hears(EnvelopeOpened)
@command
def say_that_it_is_open(fact: EnvelopeOpened, by: int | None) -> None:
    """Both hear it: neither reads what the other cannot know to be read."""
    path, key = f"/pulses/{fact.pulse}/", f"envelope:{fact.pulse}"
    commands.tell(listening.halves_asked(fact.pulse), kind="envelope", key=key, path=path)


@hears(SignalRaised)
@command
def say_at_the_same_time(fact: SignalRaised, by: int | None) -> None:
    """The two halves and those who accompany them, at once."""
    pair, halves, cohort, facilitators = listening.told_of_signal(fact.signal)
    key = f"signal:{fact.signal}"
    commands.tell(halves, kind="signal", key=key, path=f"/circles/{pair}/pulses/")
    commands.tell(facilitators, kind="signal", key=key, path=f"/circles/{cohort}/signals/")
