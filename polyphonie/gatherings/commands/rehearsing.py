"""Rehearsing: any guide, with fictional people, on a private copy that reaches nobody and stays in no register."""

from __future__ import annotations

from polyphonie.base import facts
from polyphonie.base.scope import command
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.gatherings.commands.answering import answer
from polyphonie.gatherings.commands.calling import call_gathering, enter, give_role, open_gathering
from polyphonie.gatherings.models import Gathering, StepRun
from polyphonie.gatherings.queries import people_in
from polyphonie.gatherings.queries.seeing import Table
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.format import Guide
from polyphonie.people import commands as people
from polyphonie.people.queries import Person

# Twelve people who do not exist. The first voices come first: with three people there is already more than one.
CAST = (
    ("Inès", Voice.PATIENT),
    ("Marc", Voice.PROFESSIONAL),
    ("Jeanne", Voice.FAMILY),
    ("Samir", Voice.SUPPORT),
    ("Odile", Voice.PATIENT),
    ("Paul", Voice.PROFESSIONAL),
    ("Rosa", Voice.MANAGER),
    ("Théo", Voice.PATIENT),
    ("Lucie", Voice.PROFESSIONAL),
    ("Awa", Voice.COMMUNITY),
    ("Henri", Voice.FAMILY),
    ("Nadia", Voice.SUPPORT),
)


@command
def rehearse(
    guide: Guide, *, mode: str, by: Person, voice: str = Voice.PROFESSIONAL, others: int = 12
) -> Gathering:
    """A private gathering with fictional people, open and ready; `by` facilitates it."""
    with facts.quietly():
        home = circles.found_circle(name="Répétition", kind=Kind.GATHERING, by=by, voice=voice)
        gathering = call_gathering(home, guide=guide, mode=mode, by=by, rehearsal=True)
        gathering = open_gathering(gathering, by=by)
        most = min(others, guide.group[1] - 1)
        cast = [_somebody(n) for n in range(most)]
        for name, spoken_from in cast:
            somebody = people.welcome_guest(name=name)
            enter(gathering, person=somebody, voice=spoken_from, by=somebody)
        company = list(people_in(gathering).exclude(person=by))
        for number, role in enumerate(guide.roles):
            give_role(gathering, role=role, person=company[number % len(company)].person_id, by=by)
    return gathering


def _somebody(number: int) -> tuple[str, Voice]:
    name, voice = CAST[number % len(CAST)]
    return (name if number < len(CAST) else f"{name} {number // len(CAST) + 1}"), voice


@command
def play(gathering: Gathering, *, seed: int = 0, but: Person | None = None) -> int:
    """Have the fictional people answer the open step; `but` is somebody real, who answers for themselves.

    Returns how many answered. What they say comes from each kind's `example`.
    """
    if not gathering.rehearsal:
        return 0
    run = StepRun.objects.select_related("gathering").filter(gathering=gathering, closed_at=None).first()
    if run is None:
        return 0
    table = Table(gathering)
    seen = next(r for r in table.whole() if r.pk == run.pk)
    silent = table.answered(run.pk) | ({but.pk} if but else set())
    persons = Person.objects.in_bulk([s.person for s in table.people])
    furnished = registry.furnished(seen.kind.name)
    apart = furnished.plays if seen.step.unlinkable else None
    answered = 0
    with facts.quietly():
        for number, somebody in enumerate(table.people if apart else table.awaited(seen)):
            if somebody.person in silent:
                continue
            said = seen.kind.example(seed + number, seen.settings, seen.about, somebody.speaker)
            if apart:
                apart(run.pk, said, by=persons[somebody.person])
            else:
                answer(run, answer=said, by=persons[somebody.person])
            answered += 1
            if StepRun.objects.filter(pk=run.pk).exclude(closed_at=None).exists():
                break
    return answered
