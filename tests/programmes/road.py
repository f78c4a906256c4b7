"""A cohort that Driss coordinates, inside an organisation of which Elise is a manager; and Farid, who coordinates another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import Application
from polyphonie.programmes.queries import Call, Cohort, PairProposal
from tests import cast

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
MONDAY = date(2027, 4, 5)
LAST_DAY = date(2027, 3, 31)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
IN_CARE = (
    "Une relation de soin est déclarée entre vous. Ce binôme ne peut se former que si vous deux, et la coordination, "
    "l’acceptez par écrit."
)


@dataclass
class Road:
    driss: Person
    elise: Person
    farid: Person
    organisation: Circle
    cohort: Cohort
    call: Call
    other_call: Call

    def apply(self, name: str, voice: str = Voice.PATIENT, *, send: bool = True, **more) -> Application:
        """Somebody applies; `more` are columns (themes=["sortie"]), names (care="Karim") or how to be reached; `by`: an
        account, for itself."""
        made = commands.apply_to(
            self.call,
            name=name,
            voice=voice,
            by=more.pop("by", None),
            together=more.pop("together", None),
        )
        return self.write(made, send=send, **more)

    def write(self, made: Application, *, send: bool = True, **more) -> Application:
        lines = {
            key: more.pop(key) for key in ("email", "contact", "care", "refuses", "reports_to") if key in more
        }
        columns = {"languages": ["francais"], "times": ["soir"]} | more
        template = queries.frozen(self.cohort)
        answers = {q.id: columns[q.column] for q in template.questions if q.column in columns}
        given = {"name": made.name, "voice": made.voice, "answers": answers} | lines
        commands.save_application(made, given=given, by=None, send=send)
        return self.again(made)

    def again(self, made: Application) -> Application:
        with open_door():
            return Application.objects.select_related("call__cohort__circle").get(pk=made.pk)

    def seen(self, to: Person | None = None, language: str = "fr"):
        return queries.pairing(self.call.pk, to=to or self.driss, language=language)

    def names(self) -> list[tuple[str, str]]:
        return sorted(pair.names for pair in self.seen().pairs)

    def propose(self, first: Application, second: Application) -> PairProposal:
        seen = queries.call(self.call.pk, to=self.driss)
        (made,) = commands.propose_pairs(seen, pairs=[(first.pk, second.pk)], by=self.driss)
        return made

    def say(self, first: Application, second: Application, kind: str, by: Person | None = None) -> None:
        seen = queries.call(self.call.pk, to=self.driss)
        commands.say_of_two(seen, first=first.pk, second=second.pk, kind=kind, by=by or self.driss)

    def answers(
        self, proposal: PairProposal, application: Application, yes: bool = True, by=None
    ) -> PairProposal:
        here = self.again(application)
        return commands.answer_proposal(proposal, application=here, yes=yes, by=by)


def begin(by: Person, name: str, parent: Circle | None = None, template: str = "binomes") -> Cohort:
    return commands.begin_cohort(
        template=template, name=name, starts_on=MONDAY, voice=Voice.PROFESSIONAL, by=by, parent=parent
    )


def road() -> Road:
    """At noon: two cohorts, a call in each."""
    driss, elise, farid = (cast.person(name) for name in ("Driss", "Elise", "Farid"))
    organisation = circles.found_circle(name="Valmont", kind=Kind.ORGANISATION, by=elise, voice=Voice.MANAGER)
    circles.enter(organisation, person=driss, voice=Voice.PROFESSIONAL, by=elise)
    mine, other = begin(driss, "Promotion 1", organisation), begin(farid, "Ailleurs")
    opened = [
        commands.open_call(cohort, about="Des binômes.", closes_on=LAST_DAY, by=by)
        for cohort, by in ((mine, driss), (other, farid))
    ]
    return Road(driss, elise, farid, organisation, mine, *opened)
