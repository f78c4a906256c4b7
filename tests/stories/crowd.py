"""A room full of people and their answers, made through the house's own verbs: nobody clicks sixty times thirty.

Run inside the house of a server (`Server.python`).
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

from django.db import transaction

from polyphonie.base import facts
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.models import Gathering, StepRun
from polyphonie.guides import queries as guides
from polyphonie.guides.contract.ideas import ideas
from polyphonie.people import commands as people
from polyphonie.people.queries import Person
from polyphonie.steps.opinions.kind import KIND as OPINIONS
from polyphonie.steps.sort.kind import KIND as SORT
from polyphonie.steps.write.kind import KIND as WRITE
from tests.stories.moments import _session

PHONES = ("Amina", "Bruno", "Claire")
# One statement in three is dear to everybody; of the others, some see them so, and some see them otherwise.
STATEMENTS = (
    "Chacun devrait savoir à qui poser ses questions.",
    "Les visites devraient être libres, jour et nuit.",
    "Les transmissions devraient se faire devant le patient.",
    "Une sortie s’annonce la veille.",
    "Un proche devrait pouvoir rester dormir.",
    "Le dossier devrait être lu avec le patient.",
    "On frappe avant d’entrer.",
    "Les enfants devraient pouvoir venir en réanimation.",
    "Le médecin devrait dire quand il ne sait pas.",
    "Il faut une salle où pleurer, parler, se taire.",
    "Les proches devraient pouvoir faire la toilette.",
    "Une patiente devrait siéger à chaque réunion.",
    "On explique un nouveau traitement deux fois.",
    "Le téléphone du service devrait être donné aux proches.",
    "Les soignants devraient pouvoir dire leur fatigue au patient.",
    "Un repas chaud après un examen, ce n’est pas un luxe.",
    "Les proches devraient être là pendant la visite du médecin.",
    "Un patient formé devrait être payé pour en aider un autre.",
    "La nuit, on devrait pouvoir dormir.",
    "Un animal de compagnie devrait pouvoir venir.",
    "Le tutoiement devrait se demander dans les deux sens.",
    "Chacun a droit à une explication en mots simples.",
    "La porte de la chambre devrait rester ouverte si on le veut.",
    "Les erreurs devraient être dites en réunion, devant les patients.",
    "On appelle la famille quand quelque chose change.",
    "Les bénévoles devraient pouvoir entrer partout.",
    "Le patient devrait choisir son voisin de chambre.",
    "Personne ne devrait attendre seul dans un couloir.",
    "Un proche devrait pouvoir appeler à toute heure.",
    "La visite devrait se faire assis.",
)


def camp(person: int, number: int, lot: Random) -> int:
    """How somebody of one of two ways of seeing answers."""
    if lot.random() < 0.12:
        return lot.choice((1, 0, -1))
    return 1 if number % 3 == 0 or (person + number) % 2 == 0 else -1


def chance(person: int, number: int, lot: Random) -> int:
    return lot.choice((1, 0, -1))


@transaction.atomic
def furnish(crowd: int, how: str) -> None:
    """Print where a gathering of `crowd` people stands, all but the phones having answered, and a session each."""
    with facts.quietly(), open_door():
        driss = Person.objects.create_user(email=f"driss.{crowd}@valmont.example", name="Driss")
        phones = {name: Person.objects.create_user(email=f"{name}.{crowd}@valmont.example".lower(), name=name) for name in PHONES}  # fmt: skip
        circle = circles.found_circle(
            name="Hôpital de Valmont", kind=Kind.TEAM, by=driss, voice=Voice.PROFESSIONAL
        )
        gathering = _opened(circle, driss)
        others = [people.welcome_guest(name=f"Invitée {n}") for n in range(crowd - 1 - len(phones))]
        voices = list(Voice)
        for n, somebody in enumerate([*phones.values(), *others]):
            gatherings.enter(gathering, person=somebody, voice=voices[n % len(voices)], by=somebody)
        gatherings.give_role(gathering, role="relecture", person=others[0].pk, by=driss)
        _to_the_opinions(gathering, driss, others)
        _answer(gathering, [driss, *others], {"camp": camp, "chance": chance}[how])
    sessions = {name: _session(person) for name, person in {**phones, "Driss": driss}.items()}
    print(json.dumps({"gathering": gathering.pk, "sessions": sessions}))


def _opened(circle: Any, driss: Person) -> Gathering:
    guide = guides.guide("cartographier")
    assert guide is not None
    called = gatherings.call_gathering(
        circle, guide=guide, mode="live", by=driss, subject="Comment vivons-nous ici ?"
    )
    return gatherings.open_gathering(called, by=driss)


def _to_the_opinions(gathering: Gathering, driss: Person, others: list[Person]) -> None:
    while (run := gatherings.open_next(gathering, by=driss)) is not None and run.step != "opinions":
        if run.step == "phrases":
            for n in range(15):
                two = tuple(("", words) for words in STATEMENTS[2 * n : 2 * n + 2])
                gatherings.answer(run, answer=WRITE.Answer(two), by=others[n])
        if run.step == "relire":
            kept = tuple((idea.key, "poser") for idea in ideas(_about(gathering)))
            gatherings.answer(run, answer=SORT.Answer(kept), by=others[0])
        gatherings.close_step(gathering, by=driss, anyway=True)


def _about(gathering: Gathering) -> Any:
    from polyphonie.gatherings.queries.seeing import Table

    return Table(gathering).whole()[-1].about


def _answer(gathering: Gathering, persons: list[Person], how: Any) -> None:
    asked = OPINIONS.gather(OPINIONS.settings({"column": "poser"}), [], _about(gathering)).statements
    run = StepRun.objects.get(gathering=gathering, closed_at=None)
    for n, somebody in enumerate(persons):
        lot = Random(n)
        votes = tuple((one.key, how(n, STATEMENTS.index(one.title.fr), lot)) for one in asked)
        gatherings.answer(run, answer=OPINIONS.Answer(votes), by=somebody)
