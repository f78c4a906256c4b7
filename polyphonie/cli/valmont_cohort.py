"""The pairs of Valmont: a call, seven pairs that came together, four workshops behind them and two to come; and a second
call (`valmont_need.py`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.cli.valmont_need import SecondCall
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import Application, Call, Cohort

BEGUN = 135  # days ago: the first workshop
PAIRS = (
    (("Amina", Voice.PATIENT), ("Bruno", Voice.PROFESSIONAL)),
    (("Claire", Voice.FAMILY), ("Hanna", Voice.PROFESSIONAL)),
    (("Rose", Voice.PATIENT), ("Karim", Voice.PROFESSIONAL)),
    (("Pauline", Voice.PATIENT), ("Mathis", Voice.SUPPORT)),
    (("Lucien", Voice.FAMILY), ("Inès", Voice.PROFESSIONAL)),
    (("Samira", Voice.COMMUNITY), ("Victor", Voice.MANAGER)),
    (("Théo", Voice.PATIENT), ("Nadia", Voice.PROFESSIONAL)),
)
BESIDE = {"Ibrahim": Voice.PATIENT, "Gaston": Voice.SUPPORT, "Élise": Voice.MANAGER, "Omar": Voice.FAMILY}
AWAY = ((), ("Rose",), ("Victor", "Omar"), ("Nadia",))  # from each workshop that was held
GIVEN = (
    (
        "Amina",
        105,
        "Atelier, et le trajet en bus",
        "3.5",
        "4.20",
        "Frais remboursés, et un bon d’achat de 60 €",
    ),
    ("Amina", 93, "Entretien avec Driss, au téléphone", "0.5", "0", ""),
    ("Claire", 100, "Atelier ; quelqu’un a gardé ma mère", "4", "45", "Frais remboursés"),
    ("Amina", 15, "Lire l’affiche des sorties avec Bruno", "1", "0", ""),
)
WHERE, ONLINE = "Maison des associations, salle 2, rez-de-chaussée", "https://visio.valmont.example/binomes"
Ago = Callable[[int], datetime]


class Road:
    """Where it happens, and with whom; `ago` gives the moment so many days ago."""

    def __init__(self, people: dict[str, Person], hospital: Circle | None, by: Person, ago: Ago) -> None:
        self.people, self.hospital, self.by, self.ago = people, hospital, by, ago

    def furnish(self) -> None:
        with clock.at(self.ago(BEGUN + 40)):
            cohort = commands.begin_cohort(
                template="binomes", name="Les binômes de Valmont", voice=Voice.PROFESSIONAL, by=self.by, parent=self.hospital,
                starts_on=(clock.now() + timedelta(days=40)).date(),
            )  # fmt: skip
            for name, voice in BESIDE.items():
                circles.enter(cohort.circle, person=self.people[name], voice=voice, by=self.by)
            call = commands.open_call(
                cohort, about="Une personne qui vit les soins, une personne qui y travaille : six mois pour apprendre à deux.",
                closes_on=clock.today() + timedelta(days=30), by=self.by,
            )  # fmt: skip
            for first, second in PAIRS:
                self._come_together(call, first, second)
        self._say_where(cohort)
        self._meet(cohort)
        SecondCall(cohort, self.people, self.by, self.ago).furnish()
        for name, days, what, hours, expenses, thanks in GIVEN:
            with clock.at(self.ago(days)):
                commands.note_time(
                    cohort, person=self.people[name].pk, on=clock.today(), what=what, hours=Decimal(hours),
                    expenses=Decimal(expenses), thanks=thanks, by=self.by if thanks else self.people[name],
                )  # fmt: skip

    def _say_where(self, cohort: Cohort) -> None:
        """All in the same room, but the last but one, which is held at a distance; the last has no place yet."""
        *here, away, _ = cohort.workshops.order_by("week")
        for workshop in (*here, away):
            commands.say_hours_and_place(
                workshop, begins=time(14), ends=time(17), place=WHERE if workshop != away else ONLINE, by=self.by
            )  # fmt: skip

    def _come_together(self, call: Call, first: tuple[str, Voice], second: tuple[str, Voice]) -> None:
        one = self._apply(call, first)
        other = self._apply(call, second, together=one)
        (proposal,) = queries.live_proposals(one)
        for half in (one, other):
            mine = queries.application_by_link(queries.application_link(half.pk))
            commands.answer_proposal(
                proposal, application=mine.row if mine else half, yes=True, by=self.people.get(half.name)
            )
        retained = queries.proposal(proposal.pk, to=self.by)
        commands.retain_pair(retained or proposal, by=self.by)

    def _apply(self, call: Call, who: tuple[str, Voice], together: Application | None = None) -> Application:
        name, voice = who
        made = commands.apply_to(call, name=name, voice=voice, by=self.people.get(name), together=together)
        given = {"name": name, "voice": voice}
        commands.save_application(made, given=given, by=self.people.get(name), send=True)
        return made

    def _meet(self, cohort: Cohort) -> None:
        """Each workshop that is over: who was there, and tables at which nobody met again while it could be avoided."""
        held = list(cohort.workshops.order_by("week"))[: len(AWAY)]
        for workshop, away in zip(held, AWAY, strict=True):
            with clock.at(self.ago(BEGUN - 7 * (workshop.week - 1))):
                seen = queries.at_workshop(workshop.pk, to=self.by)
                here = {
                    each.pk for each in (seen.walkers if seen else ()) if each.name not in {*away, "Driss"}
                }
                commands.compose_tables(workshop, present=here, size=4, pairs="free", seed=1, by=self.by)
                commands.keep_tables(workshop, by=self.by)
