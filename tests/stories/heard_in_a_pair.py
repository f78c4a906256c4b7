"""A pair that is asked how it goes, and the signals of its cohort: the pages of pulses. As `heard_and_kept.py`."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening import commands, queries
from polyphonie.listening.contract.pulse import ITEMS
from polyphonie.people.queries import Person

PULSES = 14  # enough for charts


def furnish(people: dict[str, Person]) -> dict[str, str]:
    """The address of each page, by its name in the list. Amina and Claire are two pairs with Hanna and with Nour."""
    driss, amina = people["Driss"], people["Amina"]
    cohort = circles.found_circle(
        name="Promotion d’automne", kind=Kind.COHORT, by=driss, voice=Voice.PROFESSIONAL
    )
    pair = _pair(cohort, amina, people["Hanna"])
    numbers = [_pulse(pair, amina, people["Hanna"], at) for at in range(PULSES)]
    other = _pair(cohort, people["Claire"], people["Nour"])
    commands.choose_pace(other, weeks=1, by=people["Claire"])
    noted = _last(other, people["Claire"])
    commands.answer_pulse(noted, marks=dict.fromkeys(ITEMS, 3) | {"parole": 1}, by=people["Claire"])
    commands.ask_to_talk(_last(pair, amina), by=amina)
    waits = _last(pair, amina).row.pk
    return {
        "pulses": f"/circles/{pair.pk}/pulses/",
        "pulse-open": f"/pulses/{waits}/",
        "pulse-together": f"/pulses/{numbers[-2]}/",
        "pulse-noted": f"/pulses/{noted.row.pk}/",
        "pulse-by-mail": f"/pulses/answer/{queries.pulse_link(waits, amina.pk)}/",
        "signals": f"/circles/{cohort.pk}/signals/",
    }


def _pair(cohort: Circle, first: Person, second: Person) -> Circle:
    return circles.found_pair(
        cohort, name="Binôme", halves=[(first, Voice.PATIENT), (second, Voice.PROFESSIONAL)]
    )


def _last(pair: Circle, half: Person) -> queries.PulseSeen:
    return queries.pulses_of(pair, to=half)[-1]


def _pulse(pair: Circle, first: Person, second: Person, at: int) -> int:
    """Week after week; the last one waits, the others were answered and opened by both."""
    moment = clock.now() - timedelta(weeks=PULSES - 1 - at)
    # At noon: late in the evening, a week that crosses the change of hour has six days where people live.
    with clock.at(moment if at == PULSES - 1 else moment.replace(hour=10)):
        if at == 0:
            commands.choose_pace(pair, weeks=1, by=first)
        commands.open_due_pulses()
        if at < PULSES - 1:
            for half, marks in ((first, 3 + at % 3), (second, 3 + (at + 1) % 3)):
                commands.answer_pulse(_last(pair, half), marks=dict.fromkeys(ITEMS, marks), by=half)
            for half in (first, second):
                commands.unseal(_last(pair, half), by=half)
        return _last(pair, first).row.pk
