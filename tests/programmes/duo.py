"""A pair that lives: Amina, who has an account, and Karim, who came with a first name; Driss coordinates, Lea too. Beside
them another pair of the same cohort, and Elise, a manager who belongs to the cohort."""

from __future__ import annotations

from dataclasses import dataclass

from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Charge, Circle
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries as seances
from polyphonie.guides.contract import registry
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import Application
from polyphonie.programmes.queries import PairProposal, PairSeen
from tests import cast
from tests.programmes.road import Road


@dataclass
class Duo:
    r: Road
    amina: Person
    karim: Person
    lea: Person
    stranger: Person  # of another pair of the same cohort
    proposal: PairProposal
    applications: tuple[Application, Application]

    @property
    def circle(self) -> Circle:
        return self.proposal.circle

    def seen(self, by: Person | None = None) -> PairSeen:
        return queries.pair(self.circle.pk, to=by or self.amina)

    def talks(self, by: Person | None = None):
        return queries.conversations(self.proposal.pk, to=by or self.r.driss)


def form(r: Road, first: Application, second: Application, by: Person | None = None) -> PairProposal:
    proposal = r.propose(first, second)
    r.answers(proposal, first, by=by)
    return r.answers(proposal, second)


def duo(r: Road) -> Duo:
    amina, lea, stranger = (cast.person(name) for name in ("Amina", "Lea", "Noor"))
    for somebody, voice in ((r.elise, Voice.MANAGER), (lea, Voice.PROFESSIONAL)):
        circles.enter(r.cohort.circle, person=somebody, voice=voice, by=r.driss)
    circles.give_charge(r.cohort.circle, person=lea, charge=Charge.COFACILITATOR, by=r.driss)
    one = r.apply("Amina", themes=["sortie"], email="amina@valmont.example", by=amina)
    two = r.apply("Karim", "professional", themes=["sortie"], email="karim@ailleurs.example")
    made = form(r, one, two, amina)
    form(r, r.apply("Noor", by=stranger), r.apply("Hugues", "professional"), stranger)
    karim = r.again(two).person
    return Duo(r, amina, karim, lea, stranger, made, (r.again(one), r.again(two)))


def says(gathering, by: Person, **words) -> None:
    seen = seances.moment(gathering, to=by).now
    answer = registry.furnished(seen.step.kind).kind.Answer(**words)
    run = seances.StepRun.objects.select_related("gathering").get(gathering=gathering, closed_at=None)
    gatherings.answer(run, answer=answer, by=by)


def agree(d: Duo, text: str, review_on: str = "2027-05-01") -> None:
    """The two live the guide of the agreement, and consent to this text."""
    gathering = commands.agree(d.seen(), by=d.amina)
    gatherings.enter(gathering, person=d.karim, voice=Voice.PROFESSIONAL, by=d.karim)
    gatherings.give_role(gathering, role="proposer", person=d.amina.pk, by=d.amina)
    while (run := gatherings.open_next(gathering, by=d.amina)) is not None:
        if run.step == "proposition":
            says(gathering, d.amina, text=text, review_on=review_on)
        elif run.step == "consentement":
            says(gathering, d.amina, stance="consent", version=1)
            says(gathering, d.karim, stance="consent", version=1)
        if seances.StepRun.objects.filter(pk=run.pk, closed_at=None).exists():
            gatherings.close_step(gathering, by=d.amina, anyway=True)
    gatherings.close_gathering(gathering, by=d.amina)
