"""What a team hears of itself without names, and the sheets it keeps: the pages that lie beside the gatherings.

Each function returns addresses by name; `everybody.py` says who opens them.
"""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening import commands as listening
from polyphonie.listening import queries as waves
from polyphonie.listening.models import Wave
from polyphonie.people.queries import Person
from polyphonie.practices import commands as practices
from polyphonie.practices import queries as sheets
from polyphonie.practices.models import Practice
from tests.stories import syntheses

NINE = 9  # enough for a wave to be told
THIRTY = 30  # two thirds of them are the twenty from whom a chart is drawn
WORDS = {
    "title": "Appeler les familles la veille",
    "for_whom": "Les proches qui viennent chercher un patient",
    "with_whom": "L’équipe de jour et le bureau des entrées",
    "tried": ["Choisir une seule unité", "Téléphoner avant dix-sept heures", "Noter la question posée"],
    "means": "Un téléphone et une feuille au mur",
    "changed": "Une seule sortie repoussée en trois semaines",
    "advice": "Commencez par un jour calme",
    "ingredients": ["staying-close", "lived-knowledge"],
}


def furnish(circle: Circle, people: dict[str, Person], over: int) -> dict[str, str]:
    """The address of each page, by its name in the list; `over` is a gathering that a sheet may begin from."""
    return {**_waves(people), **_sheets(circle, people, over), **syntheses.furnish(circle, people)}


def _waves(people: dict[str, Person]) -> dict[str, str]:
    """A team large enough: a wave that was told, one that waits for answers."""
    driss, amina = people["Driss"], people["Amina"]
    team = circles.found_circle(name="Équipe de jour", kind=Kind.TEAM, by=driss, voice=Voice.PROFESSIONAL)
    others = [
        Person.objects.create_user(email=f"vague.{n}@valmont.example", name=f"Vague {n}") for n in range(NINE)
    ]
    for person in (amina, *others):
        circles.enter(team, person=person, voice=Voice.PROFESSIONAL, by=driss)
    morning = circles.found_circle(
        name="Équipe du matin", kind=Kind.TEAM, by=driss, voice=Voice.PROFESSIONAL, parent=team
    )
    told, open_now = (
        listening.open_wave(
            team, chosen=waves.question_set(name), days=3, by_voice=True, services=[morning], by=driss
        )
        for name in ("travail", "pouls-equipe")
    )
    for person in others:
        seen = waves.wave(told.pk, to=person)
        listening.answer_wave(seen, marks={"sens": 4}, receipt=listening.new_receipt(), by=person)
    with open_door():
        Wave.objects.filter(pk=told.pk).update(closes_at=clock.now() - timedelta(seconds=1))
    listening.close_waves()
    return {
        "waves": f"/circles/{team.pk}/waves/",
        "waves-member": f"/circles/{team.pk}/waves/",
        "wave-new": f"/circles/{team.pk}/waves/new/",
        "wave-questions": f"/circles/{team.pk}/waves/questions/",
        "wave-open": f"/waves/{open_now.pk}/",
        "wave-told": f"/waves/{told.pk}/",
        "wave-over-time": f"/waves/{_over_time(people)}/",
        "wave-by-mail": f"/waves/answer/{waves.link_of(open_now.pk, amina.pk)}/",
    }


def _over_time(people: dict[str, Person]) -> int:
    """A team of thirty and five waves of it that were told, the last of which is the page: charts, with a new start."""
    driss, began = people["Driss"], clock.now() - timedelta(days=28 * 6)
    with clock.at(began):
        team = circles.found_circle(name="Équipe de nuit", kind=Kind.TEAM, by=driss, voice=Voice.PROFESSIONAL)
        others = [Person.objects.create_user(email=None, name=f"Nuit {n}") for n in range(THIRTY - 1)]
        for person in others:
            circles.enter(team, person=person, voice=Voice.PROFESSIONAL, by=driss)
    made = []
    for number in range(5):
        with clock.at(began + timedelta(days=28 * number + 1)):
            opened = listening.open_wave(team, chosen=waves.question_set("pouls-equipe"), days=3, by=driss)
            seen = waves.wave(opened.pk, to=driss)
            for at, person in enumerate(others[:20]):
                marks = {"aide": 5 if at < 4 * number else 2, "essayer": 3}
                listening.answer_wave(seen, marks=marks, receipt=listening.new_receipt(), by=person)
        with clock.at(opened.closes_at):
            listening.close_waves()
        opened.refresh_from_db()
        made.append(opened)
    listening.begin_anew(made[2], reason="Nous avons changé d’horaires.", by=driss)
    return made[-1].pk


def _sheets(circle: Circle, people: dict[str, Person], over: int) -> dict[str, str]:
    """A sheet that its authors signed, with a trial; one being written."""
    amina, driss = people["Amina"], people["Driss"]

    def written(**more: str) -> Practice:
        made = practices.begin(circle, by=amina)
        return practices.write(made, number=made.number, by=amina, **{**WORDS, **more})

    kept, draft = written(), written(title="Une feuille par chambre")
    number = sheets.sheet(kept.pk, to=amina).row.number
    practices.note(circle, what="Des draps mouillés aux fenêtres.", means="Vingt draps.", by=amina)
    practices.sign(kept, number=number, by=amina, may_be_taken_up=True)
    practices.tell_trial(kept, circle=circle, worked="worked", happened="Deux appels ont suffi.", by=driss)
    return {
        "sheets": "/practices/",
        "sheets-of-circle": f"/circles/{circle.pk}/practices/",
        "sheet-begin": f"/circles/{circle.pk}/practices/new/",
        "sheet-take-up": f"/gatherings/{over}/practice/",
        "sheet": f"/practices/{kept.pk}/",
        "sheet-author": f"/practices/{kept.pk}/",
        "sheet-draft": f"/practices/{draft.pk}/",
        "sheet-writing": f"/practices/{draft.pk}/writing/",
        "sheet-poster": f"/practices/{kept.pk}/poster/",
        "sheet-opening": f"/practices/{kept.pk}/opening/",
        "sheet-adapt": f"/practices/{kept.pk}/adaptations/",
        "synthesis": "/practices/synthesis/",
        "journal": f"/circles/{circle.pk}/journal/",
        "sheet-trial": f"/practices/{kept.pk}/trials/",
    }
