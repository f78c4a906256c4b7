"""A second call at Valmont, still open: a team says what it needs, two people answer it, two others apply without it. Every
word is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import Application, Call, Cohort

NEED = {
    "team": "Consultation de diabétologie",
    "what": "Revoir comment nous annonçons un diabète : les mots, le lieu, et la semaine qui suit.",
    "whom": "Une personne qui vit avec un diabète, ou qui en a accompagné une. Aucun diplôme n’est demandé.",
    "time": "Deux heures par mois, pendant six mois.",
}
CARRIES = ("Noémie", Voice.SUPPORT, ("annonce", "accueil"))
ANSWERS: tuple[tuple[str, Voice, tuple[str, ...], str], ...] = (
    ("Jeanne", Voice.PATIENT, ("annonce", "quotidien"), "On me l’a dit dans un couloir. Cela peut changer."),
    ("Omar", Voice.FAMILY, ("proches",), ""),
)
BESIDE: tuple[tuple[str, Voice, tuple[str, ...]], ...] = (
    ("Ibrahim", Voice.PATIENT, ("accueil", "sortie")),
    ("Gaston", Voice.SUPPORT, ("accueil", "quotidien")),
)


class SecondCall:
    """A cohort, and whoever coordinates it; `ago` gives the moment so many days ago."""

    def __init__(
        self, cohort: Cohort, people: dict[str, Person], by: Person, ago: Callable[[int], datetime]
    ) -> None:
        self.cohort, self.people, self.by, self.ago = cohort, people, by, ago

    def furnish(self) -> None:
        with clock.at(self.ago(12)):
            call = commands.open_call(
                self.cohort, about="Avant les derniers ateliers, quelques places encore : des équipes de Valmont cherchent quelqu’un avec qui apprendre.",
                closes_on=clock.today() + timedelta(days=40), by=self.by,
            )  # fmt: skip
            carrier = self._begin(call, *CARRIES[:2])
            need = commands.carry_need(carrier, lines=NEED, by=self.people[CARRIES[0]])
            self._send(carrier, CARRIES[2])
        with clock.at(self.ago(5)):
            for name, voice, themes, words in ANSWERS:
                mine, seen = self._begin(call, name, voice), queries.open_need(call, need.pk)
                if seen is not None:
                    commands.answer_need(mine, need=seen, words=words, by=self.people[name])
                self._send(mine, themes)
            for name, voice, beside in BESIDE:
                self._send(self._begin(call, name, voice), beside)

    def _begin(self, call: Call, name: str, voice: Voice) -> Application:
        return commands.apply_to(call, name=name, voice=voice, by=self.people[name])

    def _send(self, made: Application, themes: tuple[str, ...]) -> None:
        answers = {"langues": ["francais"], "moments": ["soir"], "themes": list(themes)}
        given = {"name": made.name, "voice": made.voice, "answers": answers}
        commands.save_application(made, given=given, by=self.people[made.name], send=True)
