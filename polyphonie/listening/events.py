"""What listening announces. An answer leaves no fact: a fact has a moment, and an answer must have none."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class WaveOpened(Fact):
    """A circle is asked a few questions, without names."""

    wave: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class WaveClosed(Fact):
    """Its time is over: what may be told of it was told, the answers are gone."""

    wave: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class WaveStopped(Fact):
    """It was thrown away before its end: nothing is told."""

    wave: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class SetBrought(Fact):
    """A circle brought questions of its own."""

    set: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class RhythmBegun(Fact):
    """A wave will come back every few weeks."""

    rhythm: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class RhythmEnded(Fact):
    """It will not come back."""

    rhythm: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class SeriesBegunAnew(Fact):
    """From this wave on, what is told is read by itself; the reason is written."""

    start: int
    wave: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class PaceChosen(Fact):
    """One half of a pair chose how often it is asked how it goes."""

    circle: int


@dataclass(frozen=True, kw_only=True)
class PulseOpened(Fact):
    """The two halves of a pair are asked how it goes. What they answer, and whether they do, leaves no fact."""

    pulse: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class EnvelopeOpened(Fact):
    """Both halves opened it: each reads what the other answered."""

    pulse: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class EnvelopeClosed(Fact):
    """One of the two took their part back, or left: each reads only their own."""

    pulse: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class SignalRaised(Fact):
    """A pair may ask itself a question. Recorded by nobody, also where one of the two asked for it."""

    signal: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class SignalClosed(Fact):
    """Somebody said what was learnt of it."""

    signal: int
    circle: int
