"""The pages of the journal after a crisis and of kept syntheses: what a wrong answer gets, what their readers meet. And Farid?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import queries as guides
from polyphonie.practices import commands, queries
from polyphonie.practices.models import Bricolage
from tests.practices.sheets import signed
from tests.web.test_practices import get, post

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def back(world):
    """A gathering that looks back, and the two notes of the day."""
    for name, what in (("amina", "Mouiller les draps"), ("bruno", "Fermer les volets")):
        commands.note(world.circle, what=what, by=world[name])
    called = gatherings.call_gathering(world.circle, guide=guides.guide("rex"), mode="live", by=world.driss)
    return gatherings.open_gathering(called, by=world.driss)


def test_whoever_facilitates_is_shown_the_journal_and_chooses_its_days(client, world, back):
    board = get(client, world.driss, f"/gatherings/{back.pk}/console/")
    path = f"/gatherings/{back.pk}/journal/"
    assert path in board and "Choisir les jours" in board
    assert 'value="2027-03-01"' in get(client, world.driss, path)
    get(client, world.amina, path, 404)
    get(client, world.farid, path, 404)
    wrong = post(client, world.driss, path, {"first_day": "hier", "last_day": ""}, 422)
    assert "Écrivez la date ainsi" in wrong and "Choisissez un jour." in wrong
    crossed = post(client, world.driss, path, {"first_day": "2027-03-02", "last_day": "2027-03-01"}, 422)
    assert "un dernier jour qui ne soit pas avant" in crossed
    chosen = post(client, world.driss, path, {"first_day": "2027-03-01", "last_day": "2027-03-01"})
    assert "2 bricolages sur la table" in chosen and "Fermer les volets" in chosen
    assert "Sur la chronologie : ce qui a été noté du" in get(
        client, world.driss, f"/gatherings/{back.pk}/console/"
    )
    assert "sur la table</h2>" not in post(client, world.driss, path, {"none": "1"})


def test_the_journal_is_sorted_into_sheets_from_the_record(client, world, back):
    commands.lay_out_journal(back, first_day=NOON.date(), last_day=NOON.date(), by=world.driss)
    gatherings.close_gathering(back, by=world.driss)
    path = f"/gatherings/{back.pk}/sheets/"
    assert path in get(client, world.amina, f"/gatherings/{back.pk}/record/")
    get(client, world.farid, path, 404)
    nothing = post(client, world.amina, path, {"title_1": "Sans rien"}, 422)
    assert "Dites pour un bricolage au moins dans quelle fiche il va." in nothing
    notes = [one.pk for one in queries.journal(world.circle, to=world.amina)]
    wrong = post(client, world.amina, path, {f"note_{notes[0]}": "9"}, 422)
    assert "Choisissez une de ces fiches, ou aucune." in wrong
    sorted_out = post(
        client, world.amina, path, {"title_1": "Dormir", f"note_{notes[0]}": "1", f"note_{notes[1]}": "1"}
    )
    assert "Dormir" in sorted_out and "Garder le brouillon" in sorted_out
    assert "Déjà dans :" in get(client, world.amina, path)
    assert "Déjà dans :" not in get(client, world.claire, path)  # a draft of others is nowhere


@pytest.mark.parametrize("at", ["", "hier", "2027-02-30T99:00", "2027-03-01T08:00", "9999999-01-01T00:00Z"])
def test_a_note_whose_hour_cannot_be_read_is_noted_now(client, world, at):
    post(client, world.amina, f"/circles/{world.circle.pk}/journal/", {"what": "Des draps", "at": at})
    with clock.at(NOON + timedelta(minutes=1)):
        (made,) = queries.journal(world.circle, to=world.amina)
    assert (made.noted_at, type(made)) == (NOON, Bricolage)


def test_a_synthesis_is_kept_from_the_page_of_what_comes_back(client, world):
    both = [signed(world, title="Appeler la veille"), signed(world, "Bruno", title="Fermer à midi")]
    told = get(client, world.claire, "/practices/synthesis/?situation=daily")
    assert "/syntheses/new/?situation=daily" in told
    begin = get(client, world.claire, "/syntheses/new/")
    assert "Appeler la veille" in begin and "Fermer à midi" in begin
    assert "Appeler la veille" not in get(client, world.farid, "/syntheses/new/")
    wrong = post(client, world.claire, "/syntheses/new/", {"sheets": [both[0].pk]}, 422)
    assert "Donnez un titre à la synthèse." in wrong and "Choisissez un de vos cercles." in wrong
    one = {"title": "L’été", "circle": world.circle.pk, "sheets": [both[0].pk]}
    assert "Cochez 2 fiches signées au moins" in post(client, world.claire, "/syntheses/new/", one, 422)
    desk = post(client, world.claire, "/syntheses/new/", {**one, "sheets": [made.pk for made in both]})
    assert "Le savoir de l’expérience (2)" in desk
    (row,) = queries.kept_for(world.claire)
    path = f"/syntheses/{row.pk}/"
    words = {"title": "L’été", "introduction": "Deux étages.", "of_person": "On appelle.", "number": "1"}
    shown = post(client, world.claire, f"{path}writing/", words)
    assert "Deux étages." in shown and "Je signe cette synthèse" in shown
    for who in (world.amina, world.farid):
        get(client, who, path, 404)
    post(client, world.claire, f"{path}signature/", {"number": "2"})
    read = get(client, world.amina, path)
    assert "On appelle." in read and "2 fiches que vous pouvez lire" in read and "Modifier" not in read
    get(client, world.amina, f"{path}writing/", 404)
    get(client, world.farid, f"{path}synthesis.pdf", 404)


def test_the_guard_reads_a_synthesis_before_it_is_opened(client, world):
    both = [signed(world), signed(world, "Bruno")]
    circles.found_circle(name="Réseau", kind=Kind.NETWORK, by=world.claire, voice="family")
    made = commands.keep_synthesis(
        world.circle, sheets=[one.pk for one in both], title="L’été", by=world.claire
    )
    words = "Appeler le 06 12 34 56 78, a dit Bruno."
    made = commands.write_synthesis(made, number=1, by=world.claire, title="L’été", introduction=words)
    seen = get(client, world.claire, f"/syntheses/{made.pk}/opening/")
    assert "<mark>Bruno</mark>" in seen and "Relisez d’abord ces mots" in seen


def test_a_full_sheet_is_written_on_its_own_page_and_read_with_the_other(client, world):
    made = signed(world)
    path = f"/practices/{made.pk}/full/"
    asked = get(client, world.amina, path)
    assert "Ce que l’on ne savait pas alors" in asked and "?guide=interview-fiche" in asked
    get(client, world.claire, path, 404)
    read = post(client, world.amina, path, {"number": made.number, "not-known": "Qui appeler."})
    assert "Pour aller plus loin" in read and "Qui appeler." in read
    assert "La fiche a changé" in post(
        client, world.amina, path, {"number": made.number, "limits": "Rien"}, 422
    )
