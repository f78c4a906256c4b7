"""A pair that lives, and its pages: what the two wrote, a conversation, leaving. As `on_the_road.py`."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.commitments import commands as commitments
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries


def furnish(people: dict[str, Person]) -> dict[str, str]:
    """The address of each page, by its name in the list: Amina and Hanna, whose cohort Driss coordinates."""
    amina, hanna, driss = people["Amina"], people["Hanna"], people["Driss"]
    begun = commands.begin_cohort(
        template="binomes", name="Promotion d’automne", starts_on=clock.today(), voice=Voice.PROFESSIONAL, by=driss
    )  # fmt: skip
    closes = clock.today() + timedelta(days=20)
    call = commands.open_call(begun, about="Des binômes.", closes_on=closes, by=driss)
    commands.choose_rules(call, chosen={"languages": 0, "times": 0}, by=driss)
    both = []
    for person, voice in ((amina, Voice.PATIENT), (hanna, Voice.PROFESSIONAL)):
        made = commands.apply_to(call, name=person.name, voice=voice, by=person)
        commands.save_application(made, given={"name": person.name, "voice": voice}, by=person, send=True)
        both.append(made.pk)
    (asked,) = commands.propose_pairs(queries.call(call.pk, to=driss), pairs=[tuple(both)], by=driss)
    for half in queries.applications_of(call, to=driss):
        asked = commands.answer_proposal(asked, application=half, yes=True, by=half.person)
    _write(asked.circle_id, amina, hanna)
    at = clock.now() + timedelta(days=9)
    commands.plan_conversation(queries.conversations(asked.pk, to=driss), at=at, by=driss)
    note = "Elles cherchent encore leurs mots."
    commands.note_conversation(queries.conversations(asked.pk, to=driss), text=note, by=driss)
    _tell(asked.circle_id, begun.circle_id, amina, hanna, driss)
    here, report = f"/circles/{asked.circle_id}/pair/", f"/circles/{begun.circle_id}/programme/report/"
    return {
        "pair": here,
        "pair-project": f"{here}project/",
        "pair-step": f"{here}step/",
        "pair-log": f"{here}log/",
        "pair-share": f"{here}share/",
        "pair-share-writing": f"{here}share/?anew",
        "report": report,
        "report-coordinated": report,
        "report-writing": f"{report}words/",
        "pair-leaving": f"{here}leaving/",
        "pair-left": "/pairs/left/",
        "conversations": f"/pairs/{asked.pk}/conversations/",
        "conversations-coordinated": f"/pairs/{asked.pk}/conversations/",
    }


def _write(circle: int, amina: Person, hanna: Person) -> None:
    pair = queries.pair(circle, to=amina)
    commands.write_project(
        pair, number=0, by=amina, change="Les sorties", for_whom="Les proches", how_seen="On appelle moins"
    )
    commands.write_page(pair, text="Une page pour moi.", about="feeling", by=amina)
    commands.write_page(queries.pair(circle, to=hanna), text="Une page pour deux.", shown=True, by=hanna)
    commands.keep_between(pair, text="Mon histoire avec ce service.", by=amina)
    due = clock.today() + timedelta(days=9)
    commitments.commit_to(text="Appeler Hanna", due_on=due, home=pair.circle, circle=pair.circle, by=amina)


def _tell(circle: int, cohort: int, amina: Person, hanna: Person, driss: Person) -> None:
    """A text that Hanna proposed and Amina has to sign; what Driss wrote around those of the others."""
    commands.share_with_cohort(
        queries.pair(circle, to=hanna), tried="Une feuille à trois lignes.", wins="« C’est clair. »", by=hanna
    )
    seen = queries.report(cohort, to=driss)
    commands.write_report(seen, number=0, aims="Apprendre à deux.", critical="Peu de proches.", by=driss)
