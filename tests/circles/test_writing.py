"""What is written: its charter, how far it goes, who agreed, and how it ends."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock, facts
from polyphonie.base.scope import OutOfScope, open_door
from polyphonie.circles import commands, queries
from polyphonie.circles.commands.writing import audience_sentence
from polyphonie.circles.models import Entry, Link, WideningConsent
from tests import cast
from tests.base.said import plain, refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."


@pytest.fixture
def world(db):
    with clock.at(NOON):
        yield cast.world()


def written(w, *authors, **more) -> Entry:
    first, *_ = authors = authors or (w.amina,)
    return commands.write_entry(w.circle, kind="contribution", authors=authors, shown=True, by=first, **more)


def who_reads(w, entry, *others) -> list[str]:
    everybody = (w.amina, w.bruno, w.claire, w.driss, w.elise, w.farid, *others)
    return [p.name for p in everybody if queries.may_read(entry.pk, to=p)]


HERE = ["Amina", "Bruno", "Claire", "Driss", "Elise"]


def test_what_is_written_is_read_by_its_circle_and_not_by_farid_nor_by_a_newcomer(world):
    entry, kept = written(world), written(world, open_to_future=True)
    newcomer = cast.person("Gaston")
    with clock.at(LATER):
        commands.enter(world.circle, person=newcomer, voice="patient", by=world.driss)
        assert who_reads(world, entry, newcomer) == HERE
        assert who_reads(world, kept, newcomer) == [*HERE, "Gaston"]
        assert [e.pk for e in queries.entries(world.circle, "contribution", to=newcomer)] == [kept.pk]
        assert queries.entries(world.circle, "contribution", to=world.farid) == []


def test_what_is_sealed_is_its_authors_alone_until_it_is_shown(world):
    entry = commands.write_entry(world.circle, kind="contribution", authors=[world.amina], by=world.amina)
    assert who_reads(world, entry) == ["Amina"]
    commands.show_entries([entry.pk], by=None)
    assert who_reads(world, entry) == HERE


def test_words_asked_for_outside_a_door_raise(world):
    entry = written(world)
    for ask in (
        lambda: Entry.objects.get(pk=entry.pk),
        lambda: world.circle.entries.count(),
        lambda: list(queries.Entry.objects.all()),
    ):
        with pytest.raises(OutOfScope):
            ask()


def test_widening_waits_for_every_author_and_ends_when_one_takes_it_back(world):
    entry = written(world, world.amina, world.bruno)
    commands.enter(world.elsewhere, person=world.amina, voice="patient", by=world.farid)
    assert who_reads(world, entry) == HERE
    widening = commands.widen(entry, to=world.elsewhere, by=world.amina)
    assert who_reads(world, entry) == HERE
    assert [w.pk for w in queries.widenings_waiting(world.bruno)] == [widening.pk]
    assert queries.widenings_waiting(world.farid) == [] == queries.widenings_waiting(world.amina)
    commands.answer_widening(widening, yes=True, by=world.bruno)
    assert who_reads(world, entry) == [*HERE, "Farid"]
    assert [(yes, of) for _, yes, of in queries.widenings_of(entry.pk, to=world.amina)] == [(2, 2)]
    assert queries.widenings_of(entry.pk, to=world.farid) == []
    for author in (world.bruno, world.amina):
        with clock.at(LATER):
            commands.answer_widening(widening, yes=False, by=author)
            assert who_reads(world, entry) == HERE
            commands.answer_widening(widening, yes=True, by=author)
            assert who_reads(world, entry) == [*HERE, "Farid"]


def test_nobody_widens_or_consents_for_somebody_else(world):
    entry = written(world, world.amina, world.bruno)
    with refused("Choisissez un cercle auquel vous appartenez."):
        commands.widen(entry, to=world.elsewhere, by=world.amina)
    with refused("Ce cercle le lit déjà."):
        commands.widen(entry, to=world.circle, by=world.amina)
    for stranger in (world.driss, world.farid):
        with refused(NOT_FOUND):
            commands.widen(entry, to=world.elsewhere, by=stranger)
    commands.enter(world.elsewhere, person=world.amina, voice="patient", by=world.farid)
    widening = commands.widen(entry, to=world.elsewhere, by=world.amina)
    for stranger in (world.driss, world.farid):
        with refused(NOT_FOUND):
            commands.answer_widening(widening, yes=True, by=stranger)
        assert queries.widening_of_mine(widening.pk, to=stranger) is None
    assert "Farid" not in who_reads(world, entry)


def test_the_chain_of_consents_recomputes_from_what_was_said(world):
    entry = written(world, world.amina, world.bruno)
    commands.enter(world.elsewhere, person=world.amina, voice="patient", by=world.farid)
    widening = commands.widen(entry, to=world.elsewhere, by=world.amina, future_members=True)
    commands.answer_widening(widening, yes=True, by=world.bruno)
    commands.answer_widening(widening, yes=False, by=world.amina)
    before = ""
    rows = list(WideningConsent.objects.filter(widening=widening).order_by("pk"))
    assert [(r.author_id, r.yes) for r in rows] == [
        (world.amina.pk, True), (world.bruno.pk, True), (world.amina.pk, False),
    ]  # fmt: skip
    for row in rows:
        said = [before, widening.pk, row.author_id, row.yes, row.future_members, row.audience, row.said_at]
        before = hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()
        assert row.chain == before
    assert plain(rows[0].audience) == "Diabète : 2 membres présents et à venir"
    assert plain(audience_sentence(world.elsewhere, False)) == "Diabète : 2 membres présents"


def test_an_author_withdraws_from_everybody_at_once_and_the_rooms_are_told(world):
    entry = written(world)
    with refused("Seule la personne qui a écrit ce texte peut le retirer."):
        commands.withdraw_entry(entry, by=world.driss)
    with refused(NOT_FOUND):
        commands.withdraw_entry(entry, by=world.farid)
    commands.withdraw_entry(entry, by=world.amina)
    assert who_reads(world, entry) == []
    assert facts.log(f"circle:{world.circle.pk}")[-1].name == "EntryWithdrawn"
    entry.refresh_from_db()
    with refused("Ce texte est déjà retiré."):
        commands.withdraw_entry(entry, by=world.amina)


def test_a_link_between_two_entries_is_made_once(world):
    one, other = written(world), written(world)
    first = commands.link(one, to=other, kind="led_to", by=world.amina)
    assert commands.link(one, to=other, kind="led_to", by=world.bruno) == first
    assert commands.link(one, to=other, kind="answers", by=world.bruno) != first
    with open_door():
        assert Link.objects.filter(source=one).count() == 2


def test_the_charter_is_signed_in_the_version_that_was_read(world):
    for text in ("Nous nous écoutons.", "Nous nous écoutons, et nous pouvons nous taire."):
        commands.write_charter(world.circle, text=text, by=world.driss)
    with refused("La charte a changé depuis que vous l’avez lue. Relisez-la, puis signez."):
        commands.sign_charter(world.circle, number=1, by=world.amina)
    for _ in range(2):
        commands.sign_charter(world.circle, number=2, by=world.amina)
    version, signed, mine = queries.charter(world.circle, to=world.amina)
    assert (version.number, signed, mine) == (2, ["Amina"], True)
    assert queries.charter(world.circle, to=world.bruno)[2] is False
    assert queries.charter(world.circle, to=world.farid) is None
    with refused(NOT_FOUND):
        commands.sign_charter(world.circle, number=2, by=world.farid)
    with refused("Écrivez d’abord le texte de la charte."):
        commands.write_charter(world.circle, text=" ", by=world.driss)


def test_a_newcomer_reads_the_charter_since_it_is_written_for_those_who_come(world):
    commands.write_charter(world.circle, text="Nous nous écoutons.", by=world.driss)
    with clock.at(LATER):
        gaston = cast.person("Gaston")
        commands.enter(world.circle, person=gaston, voice="patient", by=world.driss)
        version, signed, mine = queries.charter(world.circle, to=gaston)
    assert (version.text, signed, mine) == ("Nous nous écoutons.", [], False)
