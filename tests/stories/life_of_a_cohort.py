"""A cohort between its call and its last workshop: tables, time given, its own programme, care agreed upon."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import Application
from polyphonie.programmes.queries import Cohort

MEMBERS = {"Amina": Voice.PATIENT, "Claire": Voice.FAMILY, "Hanna": Voice.PROFESSIONAL}


def furnish(people: dict[str, Person], cohort: Cohort) -> dict[str, str]:
    """The address of each page, by its name in the list."""
    driss = people["Driss"]
    for name, voice in MEMBERS.items():
        circles.enter(cohort.circle, person=people[name], voice=voice, by=driss)
    second, third = cohort.workshops.order_by("week")[1:3]
    here = {people[name].pk for name in MEMBERS} | {driss.pk}
    for workshop in (second, third):
        commands.compose_tables(workshop, present=here, size=2, pairs="free", seed=1, by=driss)
    commands.keep_tables(second, by=driss)
    commands.note_time(
        cohort, person=people["Amina"].pk, on=clock.today(), what="Atelier, et le bus", hours=Decimal("3.5"),
        expenses=Decimal("4.20"), thanks="Frais remboursés", by=driss,
    )  # fmt: skip
    at, time = f"/workshops/{second.pk}/", f"/circles/{cohort.circle_id}/programme/time/"
    return (
        _own(cohort, driss)
        | _care(cohort, driss)
        | {
            "workshop-kept": at,
            "workshop-draft": f"/workshops/{third.pk}/",
            "workshop-member": at,
            "tables-screen": f"{at}tables/screen/",
            "tables-paper": f"{at}tables/paper/",
            "time": time,
            "time-member": time,
        }
    )


def _own(cohort: Cohort, by: Person) -> dict[str, str]:
    good = commands.adapt_template(cohort.circle, template="binomes", by=by)
    bad = commands.adapt_template(cohort.circle, template="parcours-equipe", by=by)
    commands.change_template(bad, toml=bad.toml.replace("week = 1", "week = 0"), edition=1, by=by)
    return {
        "templates": "/cohorts/templates/",
        "own-programme": f"/cohorts/own/{good.pk}/",
        "own-programme-to-mend": f"/cohorts/own/{bad.pk}/",
        "own-programme-member": f"/cohorts/own/{good.pk}/",
    }


def _care(cohort: Cohort, by: Person) -> dict[str, str]:
    """Mona is in the care of Nils; the coordinator and Nils have written, Mona is asked."""
    closes = clock.today() + timedelta(days=20)
    call = commands.open_call(cohort, about="Avec un soin entre deux.", closes_on=closes, by=by)
    rows = []
    for name, voice, care in (("Mona", Voice.PATIENT, "Dr Nils"), ("Nils", Voice.PROFESSIONAL, "")):
        made = commands.apply_to(call, name=name, voice=voice, by=None)
        given = {"name": name, "voice": voice, "care": care}
        commands.save_application(made, given=given, by=None, send=True)
        rows.append(made.pk)
    with open_door():
        mona, nils = Application.objects.filter(pk__in=rows).select_related("call__cohort").order_by("pk")
    seen = queries.care_between(call.pk, mona.pk, nils.pk, to=by)
    assert seen is not None
    commands.agree_over_care(seen, words="Le suivi passe à une collègue pendant six mois.", by=by)
    commands.agree_over_care(seen, words="Elle pourra me dire non.", by=None, half=nils)
    return {
        "care": f"/calls/{call.pk}/care/{mona.pk}/{nils.pk}/",
        "care-asked": f"/application/{queries.application_link(mona.pk)}/",
        "care-written": f"/application/{queries.application_link(nils.pk)}/",
        "pairing-care": f"/calls/{call.pk}/pairing/",
    }
