"""Time, expenses, thanks: noted by the person or a coordinator, read by those two alone, taken away as a table."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest

from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.exports import commands as exports
from polyphonie.exports.models import Export
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import TimeGiven
from tests.base.said import refused
from tests.programmes.company import company
from tests.programmes.road import NOON, NOT_FOUND
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def c(r):
    return company(r)


def note(r, person, by=None, **more):
    given = {"on": TODAY, "what": "Atelier", "hours": Decimal("2.5")} | more
    return commands.note_time(r.cohort, person=person.pk, by=by or person, **given)


def read(r, to):
    seen = queries.time_given(r.cohort.circle_id, to=to)
    return None if seen is None else [(row.person.name, row.what) for row in seen.rows]


def test_each_reads_their_own_and_coordinators_all(r, c):
    note(r, c["Abel"])
    note(r, c["Ines"], what="Entretien")
    note(r, c["Dora"], by=r.driss, what="Trajet", hours=None, expenses=Decimal("12.40"))
    met = {
        name: read(r, p)
        for name, p in {**c.people, "Driss": r.driss, "Elise": r.elise, "Farid": r.farid}.items()
    }
    expected = {name: [] for name in c.people} | {
        "Abel": [("Abel", "Atelier")],
        "Ines": [("Ines", "Entretien")],
        "Dora": [("Dora", "Trajet")],
        "Driss": [("Dora", "Trajet"), ("Ines", "Entretien"), ("Abel", "Atelier")],
        "Elise": None,
        "Farid": None,
    }
    assert met == expected
    seen = queries.time_given(r.cohort.circle_id, to=r.driss)
    assert (seen.hours, seen.expenses) == (Decimal("5.00"), Decimal("12.40"))
    assert [fact.name for fact in log(f"cohort:{r.cohort.pk}")] == ["CohortBegun", *["TimeNoted"] * 3]


def test_whoever_puts_the_charge_down_reads_their_own_alone(r, c):
    circles.give_charge(r.cohort.circle, person=c["Hilda"], charge="cofacilitator", by=r.driss)
    note(r, c["Abel"])
    assert read(r, c["Hilda"]) == [("Abel", "Atelier")]
    circles.give_charge(r.cohort.circle, person=c["Hilda"], charge="", by=r.driss)
    assert read(r, c["Hilda"]) == []


def test_nobody_notes_for_somebody_else_but_coordinators(r, c):
    for by in (c["Berthe"], r.elise, r.farid):
        with refused(NOT_FOUND):
            note(r, c["Abel"], by=by)
    with refused("Choisissez une personne dans la liste."):
        note(r, r.elise, by=r.driss)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"on": None}, "Choisissez un jour passé, ou aujourd’hui."),
        ({"on": TODAY + timedelta(days=1)}, "Choisissez un jour passé, ou aujourd’hui."),
        ({"what": " "}, "Dites en quelques mots ce que c’était."),
        ({"hours": Decimal(-1)}, "Écrivez de 0 à 100 heures, et de 0 à 10000 euros."),
        ({"hours": Decimal(101)}, "Écrivez de 0 à 100 heures, et de 0 à 10000 euros."),
        ({"expenses": Decimal(10_001)}, "Écrivez de 0 à 100 heures, et de 0 à 10000 euros."),
        ({"hours": None}, "Écrivez un temps, des frais, ou ce qui a été donné en retour."),
    ],
)
def test_what_cannot_be_noted_says_what_to_do(r, c, given, said):
    with refused(said):
        note(r, c["Abel"], **given)


def test_a_line_goes_at_the_word_of_its_person_or_of_whoever_noted_it(r, c):
    own, noted = (
        note(r, c["Abel"]),
        note(r, c["Abel"], by=r.driss, what="Repas", thanks="Un repas", hours=None),
    )
    with refused("Cette ligne a été notée par quelqu’un d’autre. Demandez-lui de la retirer."):
        commands.take_time_back(own, by=r.driss)
    for by in (c["Berthe"], r.farid):
        with refused(NOT_FOUND):
            commands.take_time_back(own, by=by)
    commands.take_time_back(noted, by=c["Abel"])
    again = note(r, c["Abel"], by=r.driss)
    commands.take_time_back(again, by=r.driss)
    assert read(r, r.driss) == [("Abel", "Atelier")]


def table(person, circle):
    answer = browser(person).get(f"/circles/{circle}/time.csv")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_table_holds_what_its_reader_may_read_and_nothing_is_executed(r, c):
    note(r, c["Abel"], what="=HYPERLINK(A1)", thanks="+33", expenses=Decimal("12.40"))
    note(r, c["Berthe"])
    head, *rows = table(r.driss, r.cohort.circle_id)
    assert head == [
        "Jour",
        "Personne",
        "Pour quoi",
        "Heures",
        "Frais",
        "Donné en retour",
        "Noté par",
        "Noté le",
    ]
    assert rows == [
        ["2027-03-01", "Abel", "'=HYPERLINK(A1)", "2,50", "12,40", "'+33", "Abel", "2027-03-01"],
        ["2027-03-01", "Berthe", "Atelier", "2,50", "0,00", "", "Berthe", "2027-03-01"],
    ]
    assert [row[1] for row in table(c["Berthe"], r.cohort.circle_id)[1:]] == ["Berthe"]
    for person in (r.elise, r.farid, c["Ines"]):
        assert browser(person).get(f"/circles/{r.cohort.circle_id}/time.csv").status_code == 404


def test_a_file_that_is_being_made_does_not_outlive_the_charge(r, c):
    circles.give_charge(r.cohort.circle, person=c["Hilda"], charge="cofacilitator", by=r.driss)
    exports.ask_for_export(r.cohort.circle, what="time", by=c["Hilda"])
    circles.give_charge(r.cohort.circle, person=c["Hilda"], charge="", by=r.driss)
    assert Export.objects.count() == 0


def test_it_is_one_s_data_and_goes_at_erasure(r, c):
    note(r, c["Abel"], by=r.driss, thanks="Un repas")
    held = [each for each in queries.held_about(c["Abel"]) if "time given" in each]
    assert held == [
        {"time given": "Atelier", "on": "2027-03-01", "hours": "2.50", "expenses": "0.00", "thanks": "Un repas", "noted by": "Driss"}
    ]  # fmt: skip
    people.erase(c["Abel"], by=c["Abel"])
    with open_door():
        assert TimeGiven.objects.count() == 0


def test_the_page_notes_and_gives_back_what_was_typed(r, c):
    where = f"/circles/{r.cohort.circle_id}/programme/time/"
    client = browser(c["Ines"])
    assert "Promotion 1" not in client.get(where).content.decode()  # she does not belong to it
    bad = client.post(where, {"on": "hier", "what": "Le trajet", "hours": "beaucoup"})
    assert (bad.status_code, "Le trajet" in bad.content.decode()) == (422, True)
    # somebody else’s number, sent by hand, is not hers to note
    assert (
        client.post(
            where, {"person": c["Abel"].pk, "on": "2027-03-01", "what": "x", "hours": "1"}
        ).status_code
        == 422
    )
    good = client.post(where, {"on": "2027-02-28", "what": "Le trajet", "hours": "1,5", "expenses": "3.20"})
    assert good.status_code == 302
    with open_door():
        row = TimeGiven.objects.get()
    assert (row.person, row.on, row.hours, row.expenses) == (
        c["Ines"],
        date(2027, 2, 28),
        Decimal("1.5"),
        Decimal("3.2"),
    )
    assert browser(r.farid).post(f"/time/{row.pk}/deletion/").status_code == 404
    assert client.post(f"/time/{row.pk}/deletion/").status_code == 302
    assert read(r, r.driss) == []


def test_a_line_taken_back_leads_to_a_page_that_one_may_read(r, c):
    """Also from a page that was open when one left."""
    for leaves, where in ((False, f"/circles/{r.cohort.circle_id}/programme/time/"), (True, "/")):
        made = note(r, c["Abel"])
        if leaves:
            circles.leave(r.cohort.circle, person=c["Abel"], by=c["Abel"])
        page = browser(c["Abel"]).post(f"/time/{made.pk}/deletion/", follow=True)
        assert (page.status_code, page.redirect_chain) == (200, [(where, 302)])
        assert read(r, r.driss) == []
