"""Somebody who left a circle: what they wrote there is theirs still; who belongs to it now, and what is begun there, is not. And Farid?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.practices import commands, queries
from tests import cast
from tests.base.said import refused
from tests.practices.sheets import LINES, TEXT, begun, draft, held, seen, signed

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_HERE = "Choisissez une personne du cercle, ou de la séance dont vient la fiche."
ADVICE = "Demandez à Zinnia de venir."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def leave(w, name: str) -> None:
    circles.leave(w.circle, person=w[name], by=w[name])


def newcomer(w, name: str):
    """Somebody who comes in afterwards."""
    with clock.at(NOON + timedelta(minutes=5)):
        person = cast.person(name)
        circles.enter(w.circle, person=person, voice="patient", by=w.driss)
    return person


def network_of(w, by):
    return circles.found_circle(name="Réseau", kind=Kind.NETWORK, by=by, voice="family")


# -- the guard


def marked(client, person, address: str, **sent) -> bool:
    """Is the name that the text says marked on this page?"""
    client.force_login(person)
    answer = client.post(address, sent) if sent else client.get(address)
    return "Zinnia</mark>" in answer.content.decode()


@pytest.mark.parametrize("page", ["opening", "public"])
def test_the_guard_does_not_tell_an_author_who_left_who_is_in_the_circle(client, world, page):
    made = signed(world, "Amina", "Bruno", advice=ADVICE)
    leave(world, "Amina")
    address = f"/practices/{made.pk}/{page}/"
    told = []
    for name in ("Amina", "Bruno"):
        network_of(world, world[name])  # where it could be opened
        told.append(marked(client, world[name], address))
    newcomer(world, "Zinnia")
    told += [marked(client, world[name], address) for name in ("Amina", "Bruno")]
    assert told == [False, False, False, True]  # who belongs is warned of the name


def test_nor_does_it_by_a_synthesis(client, world):
    sheets = [signed(world).pk, signed(world, title="Fermer les volets à midi").pk]
    note = commands.keep_synthesis(world.circle, sheets=sheets, title="L’été", by=world.claire)
    note = commands.write_synthesis(note, number=1, by=world.claire, title="L’été", introduction=ADVICE)
    commands.join_synthesis(note, person=world.bruno, by=world.claire)
    for name in ("Claire", "Bruno"):
        commands.sign_synthesis(note, number=note.number, by=world[name])
    leave(world, "Claire")
    for name in ("Claire", "Bruno"):
        network_of(world, world[name])
    newcomer(world, "Zinnia")
    address = f"/syntheses/{note.pk}/opening/"
    assert [marked(client, world[name], address) for name in ("Claire", "Bruno")] == [False, True]


def test_whoever_adapts_a_sheet_is_warned_of_the_names_of_the_circle_where_it_goes(client, world):
    made = signed(world)
    network = network_of(world, world.amina)
    circles.enter(network, person=cast.person("Zinnia"), voice="patient", by=world.amina)
    sent = {"circle": network.pk, "title": "Le soir", "why": ADVICE}
    assert marked(client, world.amina, f"/practices/{made.pk}/adaptations/", **sent)


# -- adding an author


def test_an_author_who_left_the_circle_does_not_ask_who_belongs_to_it(client, world):
    made = draft(world, "Amina", "Bruno")
    leave(world, "Amina")
    nell, stranger = newcomer(world, "Nell"), world.farid
    for person in (nell, stranger):
        with refused(NOT_HERE):
            commands.add_author(made, person=person, by=world.amina)
    client.force_login(world.amina)
    client.post(f"/practices/{made.pk}/authors/", {"person": nell.pk})
    assert "Nell" not in client.get(f"/practices/{made.pk}/").content.decode()
    assert queries.possible_authors(seen(made, world.amina), to=world.amina) == []
    commands.add_author(made, person=nell, by=world.bruno)
    assert nell.pk in queries.authors(made.pk)


def test_nor_an_author_of_a_synthesis(world):
    sheets = [signed(world).pk, signed(world, title="Fermer les volets à midi").pk]
    note = commands.keep_synthesis(world.circle, sheets=sheets, title="L’été", by=world.claire)
    leave(world, "Claire")
    for person in (newcomer(world, "Nell"), world.farid, world.bruno):
        with refused("Choisissez une personne du cercle."):
            commands.join_synthesis(note, person=person, by=world.claire)


def test_a_guest_of_the_gathering_adds_somebody_of_the_gathering_and_nobody_of_the_circle(world):
    gathering, guest = held(world, guest="Rose")
    made = begun(world, gathering, guest, "Ouvrir la nuit")
    with refused(NOT_HERE):
        commands.add_author(made, person=world.elise, by=guest)  # of the circle, and not in the room
    commands.add_author(made, person=world.amina, by=guest)
    assert queries.authors(made.pk) == {guest.pk, world.amina.pk}


# -- the lines they left


def test_somebody_who_left_the_circle_does_not_become_a_reader_of_what_is_begun_there_afterwards(world):
    gathering = held(world)
    leave(world, "Bruno")
    left = queries.filling(gathering, to=world.driss)
    assert LINES["Bruno"] not in [line.words for line in left.lines]
    made = begun(world, gathering, world.driss)  # with the sheet, in which Driss had written that line
    assert LINES["Bruno"] not in seen(made, world.driss).row.tried
    steps = ["Aérer dès l’aube", *seen(made, world.driss).row.tried, "Noter"]
    number = seen(made, world.driss).row.number
    commands.write(made, number=number, by=world.driss, **{**TEXT, "tried": steps})
    assert (queries.authors(made.pk), seen(made, world.bruno)) == ({world.driss.pk, world.amina.pk}, None)


def test_what_was_begun_before_they_left_stays_theirs(world):
    made = begun(world, held(world), world.driss)
    leave(world, "Bruno")
    assert world.bruno.pk in queries.authors(made.pk)
    assert seen(made, world.bruno) is not None


def test_the_lines_of_a_guest_of_the_room_and_of_whoever_came_back_are_taken(world):
    gathering, guest = held(world, guest="Rose")
    leave(world, "Bruno")
    newcomer(world, "Nell")
    with clock.at(NOON + timedelta(minutes=9)):
        circles.enter(world.circle, person=world.bruno, voice="professional", by=world.driss)
        made = begun(world, gathering, world.driss, "Ouvrir la nuit", LINES["Amina"])
        assert queries.authors(made.pk) == {world.driss.pk, guest.pk, world.amina.pk}
        assert LINES["Bruno"] in [line.words for line in queries.filling(gathering, to=world.driss).lines]


def test_notes_of_somebody_who_left_stay_in_the_journal(world):
    """They would read, as an author, a sheet begun there afterwards."""
    hers = [commands.note(world.circle, what=f"Le bricolage {n}", by=world.amina).pk for n in range(3)]
    his = commands.note(world.circle, what="Un autre", by=world.bruno).pk
    leave(world, "Amina")
    with refused(
        "Amina n’est plus dans ce cercle, et ne peut pas signer. Laissez ses bricolages au journal."
    ):
        commands.gather(world.circle, notes=[*hers, his], by=world.bruno)
    assert commands.gather(world.circle, notes=[his], by=world.bruno).tried == ["Un autre"]
