"""A pair that lives at Valmont: Amina and Bruno, five months on. Every word is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as belonging
from polyphonie.circles.queries import Circle, Kind
from polyphonie.commitments import commands as commitments
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides.contract.registry import furnished
from polyphonie.guides.queries import guide
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import PairSeen

AGREEMENT = """Nos principes : des mots de tous les jours, et l’on se prévient la veille.
Quand nous ne sommes pas d’accord, nous le disons d’abord à l’autre, puis nous laissons passer une nuit.
Si l’un de nous part, un mot suffit, et nous restons bons voisins."""
SAID: dict[str, dict[str, dict[str, Any]]] = {
    "pour-moi": {
        "Amina": {"items": [["principes", "Des mots de tous les jours."], ["partir", "Un mot suffit."]]},
        "Bruno": {"items": [["principes", "Qu’on se prévienne la veille."], ["desaccord", "Laisser passer une nuit."]]},
    },
    "entendre": {"Amina": {"text": "Je ne savais pas que le soir était si court pour vous."}},
    "proposition": {"Amina": {"text": AGREEMENT}},
    "consentement": {name: {"stance": "consent", "version": 1} for name in ("Amina", "Bruno")},
    "comment": {
        "Amina": {"items": [["egaux", "J’ai présenté le projet, Bruno tenait les feuilles."], ["pas-egaux", "Le rendez-vous a été pris sans moi."]]},
        "Bruno": {"items": [["pas-egaux", "J’ai pris ce rendez-vous entre deux portes. Elle a raison."]]},
    },
    "petit-pas": {"Bruno": {"text": "Ne plus prendre de rendez-vous sans appeler Amina.", "due_on": ""}},
    "clore": {"Amina": {"word": "Plus légère."}, "Bruno": {"word": "Merci."}},
}  # fmt: skip
ELSEWHERE = (
    "Nous avons montré l’affiche à l’accueil. Deux personnes l’ont lue jusqu’au bout.",
    "Le rendez-vous est décalé d’une semaine : la salle était prise.",
    "Première visite du service, à deux. Il manque une chaise pour s’asseoir avant l’ascenseur.",
    "La lettre est plus courte. Il reste un mot que personne ne comprend.",
    "On a compté les pas entre le bus et la porte : trois cent dix.",
    "Le numéro de téléphone était faux sur deux feuilles. Il est juste maintenant.",
)
PAGES = (
    (40, "Amina", "task", True, "Premier essai de la fiche de sortie avec deux familles. Trop de lignes : on en garde trois."),
    (24, "Bruno", "relation", True, "J’ai encore répondu à sa place en réunion. Elle me l’a dit dans le couloir, en souriant. C’était dans notre accord."),
    (9, "Amina", "feeling", False, "Je suis rentrée fatiguée, et fière. Je ne le dis pas encore."),
)  # fmt: skip


class Pair:
    """Amina and Bruno, and Driss who coordinates; `ago` says when a day, that many days before today, is."""

    def __init__(self, people: dict[str, Person], ago: Callable[..., datetime]) -> None:
        self.people, self.ago = people, ago
        self.amina, self.bruno, self.driss = people["Amina"], people["Bruno"], people["Driss"]

    def furnish(self) -> None:
        """What Amina and Bruno lived since their pair was formed."""
        formed = belonging.circles_of(self.amina).filter(kind=Kind.PAIR).get()
        pair = self._pair(formed.pk)
        self._lived(commands.agree, pair, on=self.ago(145))
        self._written(pair)
        self._talked(pair)
        self._others(formed.parent_id)

    def _others(self, cohort: int | None) -> None:
        """The other pairs live too: each of them showed a page to the other, not long ago."""
        there = Circle.objects.filter(kind=Kind.PAIR, parent=cohort).exclude(memberships__person=self.amina)
        for number, circle in enumerate(there.order_by("pk")):
            member = belonging.members(circle)[0]
            with clock.at(self.ago(3 + 2 * number)):
                text = ELSEWHERE[number % len(ELSEWHERE)]
                seen = self._pair(circle.pk, member.person)
                commands.write_page(seen, text=text, about="task", shown=True, by=member.person)

    def _pair(self, circle: int, by: Person | None = None) -> PairSeen:
        seen = queries.pair(circle, to=by or self.amina)
        assert seen is not None  # noqa: S101 -- they are the two of it
        return seen

    def _lived(self, verb: Any, pair: PairSeen, *, on: datetime) -> None:
        """The guide of the agreement, from its first step to its decision."""
        with clock.at(on):
            gathering = verb(pair, by=self.amina)
            gatherings.enter(gathering, person=self.bruno, voice=Voice.PROFESSIONAL, by=self.bruno)
            gatherings.give_role(gathering, role="proposer", person=self.amina.pk, by=self.amina)
            self._live(gathering, self.amina)

    def _live(self, gathering: Gathering, by: Person) -> None:
        chosen = guide(gathering.guide_name)
        assert chosen is not None  # noqa: S101 -- it was called with a guide of the library
        while (run := gatherings.open_next(gathering, by=by)) is not None:
            kind = furnished(chosen.step(run.step).kind).kind
            for name, words in SAID.get(run.step, {}).items():
                due = (
                    {"due_on": (clock.today() + timedelta(days=14)).isoformat()} if "due_on" in words else {}
                )
                run.refresh_from_db()
                if run.closed_at is None:
                    gatherings.answer(run, answer=kind.load(words | due), by=self.people[name])
            gatherings.close_step(gathering, by=by, anyway=True)
        gatherings.close_gathering(gathering, by=by)

    def _written(self, pair: PairSeen) -> None:
        with clock.at(self.ago(140)):
            commands.write_project(
                pair, number=0, by=self.amina, change="La feuille que l’on donne le jour de la sortie.",
                for_whom="Les personnes qui rentrent seules chez elles.",
                how_seen="Elles nous appellent moins, ou pour autre chose.",
            )  # fmt: skip
            commands.keep_between(
                pair, text="Ce que nous avons dit de l’ancien chef de service.", by=self.amina
            )
        for days, name, about, shown, text in PAGES:
            with clock.at(self.ago(days)):
                by = self.people[name]
                commands.write_page(
                    self._pair(pair.circle.pk, by), text=text, about=about, shown=shown, by=by
                )
        with clock.at(self.ago(4)):
            commitments.commit_to(
                text="Montrer la feuille à trois lignes à une voisine.", due_on=clock.today() + timedelta(days=14),
                home=pair.circle, circle=pair.circle, by=self.amina,
            )  # fmt: skip

    def _talked(self, pair: PairSeen) -> None:
        """A conversation that was held, what Driss noted of it, and the date of the next one."""
        that_day, next_time = self.ago(20), self.ago(-8)
        with clock.at(self.ago(25)):
            held = commands.plan_conversation(self._seen(pair), at=that_day, by=self.driss)
        with clock.at(that_day):
            gatherings.open_gathering(held, by=self.driss)
            for person, voice in ((self.amina, Voice.PATIENT), (self.bruno, Voice.PROFESSIONAL)):
                gatherings.enter(held, person=person, voice=voice, by=person)
            self._live(held, self.driss)
            note = "Un rendez-vous pris sans Amina : ils en ont parlé en face, et ils en ont ri. Leur accord a servi."
            commands.note_conversation(self._seen(pair), text=note, by=self.driss)
        commands.plan_conversation(self._seen(pair), at=next_time, by=self.driss)

    def _seen(self, pair: PairSeen) -> queries.Conversations:
        seen = queries.conversations(pair.row.pk, to=self.driss)
        assert seen is not None  # noqa: S101 -- Driss coordinates the cohort
        return seen
