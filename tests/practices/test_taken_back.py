"""Words that are taken back leave the adaptations, and those of adaptations, in whatever box they had come to stand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Entry, Kind
from polyphonie.practices import commands, queries
from polyphonie.practices.models import Borrowing
from tests.practices.sheets import LINES, TEXT, begun, draft, held, seen, sign, signed, widened

pytestmark = pytest.mark.django_db
LINE = LINES["Amina"]
OWN = "Demander qui sera là au réveil"


@pytest.fixture(autouse=True)
def noon():
    with clock.at(datetime(2027, 3, 1, 12, 0, tzinfo=UTC)):
        yield


def rewrite(made, who, **words):
    commands.write(made, number=seen(made, who).row.number, by=who, **{**TEXT, **words})


def from_a_gathering(w, *, taken_up: bool):
    """Driss's sheet with a line that Amina said; both sign, and it is opened to where Farid is."""
    made = begun(w, held(w), w.driss, LINE)
    rewrite(made, w.driss, tried=[LINE, *TEXT["tried"]])
    sign(made, w.driss, w.amina, may_be_taken_up=taken_up)
    widened(w, made, "Driss", "Amina")
    return made


def adapted(w, made, *, typed: list[str] | None = None, **words):
    """Farid's adaptation, with the lines that were copied, or those that he typed."""
    ours = commands.adapt(made, to=w.elsewhere, by=w.farid, title="Le matin", **words)
    if typed is not None:
        rewrite(ours, w.farid, title="Le matin", tried=typed)
    return ours


def adapted_again(w, ours):
    """Farid's other circle takes up his lines."""
    sign(ours, w.farid, may_be_taken_up=True)
    third = circles.found_circle(name="Troisième", kind=Kind.TEAM, by=w.farid, voice="professional")
    return commands.adapt(ours, to=third, by=w.farid, title="Le soir")


def tried(made, who) -> list[str]:
    return seen(made, who).row.tried


def take_back_the_answer(w):
    with open_door():
        answer = Entry.objects.get(contribution__person=w.amina)
    circles.withdraw_entry(answer, by=w.amina)


def test_a_withdrawn_sheet_leaves_what_an_adaptation_says_that_it_keeps_and_changes(world):
    made = signed(world)
    widened(world, made)
    said = {
        "kept": f"{TEXT['tried'][1]}. Deux appels.",
        "changed": TEXT["means"],
        "why": "Nos familles travaillent.",
    }
    ours = adapted(world, made, **said)
    sign(ours, world.farid)
    circles.withdraw_entry(made.entry, by=world.amina)
    there = seen(ours, world.farid)
    told = queries.descent(there, to=world.farid).adaptation
    assert (told.kept, told.changed, told.why) == ("Deux appels.", "", "Nos familles travaillent.")
    assert there.shown and there.row.thinned_at == clock.now()


def test_what_an_adaptation_says_of_itself_is_what_the_guard_reads(client, world):
    made = signed(world)
    widened(world, made)
    circles.enter(world.elsewhere, person=world.bruno, voice="professional", by=world.farid)
    ours = adapted(world, made, why="C’est Bruno qui appelle.")
    assert "C’est Bruno qui appelle." in seen(ours, world.farid).text
    assert seen(made, world.amina).adaptation is None
    client.force_login(world.farid)
    page = client.get(f"/practices/{ours.pk}/opening/").content.decode()
    assert "<mark>Bruno</mark>" in page


def test_a_withdrawn_sheet_leaves_the_adaptation_of_an_adaptation_that_typed_its_lines(world):
    """Its author let nobody copy them; whoever typed them lets others take theirs up."""
    made = draft(world)
    sign(made, world.amina)
    widened(world, made)
    ours = adapted(world, made, typed=[*TEXT["tried"], OWN])
    theirs = adapted_again(world, ours)
    assert tried(theirs, world.farid) == [*TEXT["tried"], OWN]
    circles.withdraw_entry(made.entry, by=world.amina)
    assert tried(ours, world.farid) == tried(theirs, world.farid) == [OWN]
    with open_door():
        kept = set(Borrowing.objects.values_list("words", flat=True))
    assert not kept & set(TEXT["tried"])  # neither there, nor where it is noted from whom they were


@pytest.mark.parametrize("taken_up", [True, False], ids=["copied", "typed"])
def test_an_answer_taken_back_leaves_the_adaptations_and_theirs(world, taken_up):
    made = from_a_gathering(world, taken_up=taken_up)
    typed = None if taken_up else [LINE, *TEXT["tried"]]
    ours = adapted(world, made, typed=typed, kept=f"{LINE}. Tout le reste.")
    theirs = adapted_again(world, ours)
    take_back_the_answer(world)
    assert tried(made, world.driss) == tried(ours, world.farid) == tried(theirs, world.farid) == TEXT["tried"]
    assert queries.descent(seen(ours, world.farid), to=world.farid).adaptation.kept == "Tout le reste."


@pytest.mark.parametrize("taken_up", [True, False], ids=["copied", "typed"])
def test_who_steps_out_takes_their_lines_out_of_the_adaptations_too_and_nobody_elses(world, taken_up):
    made = from_a_gathering(world, taken_up=taken_up)
    ours = adapted(world, made, typed=None if taken_up else [LINE, *TEXT["tried"], OWN])
    rewrite(ours, world.farid, tried=[LINE, *TEXT["tried"], OWN])
    theirs = adapted_again(world, ours)
    assert LINE in tried(ours, world.farid) and LINE in tried(theirs, world.farid)
    commands.step_out(made, by=world.amina)
    assert tried(made, world.driss) == TEXT["tried"]
    assert tried(ours, world.farid) == tried(theirs, world.farid) == [*TEXT["tried"], OWN]
    assert seen(ours, world.farid).shown  # what is left was signed
    assert queries.look(to=world.farid, words="draps") == []
    with open_door():
        assert not Borrowing.objects.filter(person=world.amina).exists()


def test_a_line_stays_in_an_adaptation_of_which_that_person_is_an_author_and_signs(world):
    made = from_a_gathering(world, taken_up=True)
    ours = adapted(world, made)
    circles.enter(world.elsewhere, person=world.amina, voice="patient", by=world.farid)
    commands.add_author(ours, person=world.amina, by=world.farid)
    commands.step_out(made, by=world.amina)
    assert LINE not in tried(made, world.driss)
    assert LINE in tried(ours, world.amina)
    commands.step_out(ours, by=world.amina)
    assert LINE not in tried(ours, world.farid)


def test_a_sheet_that_adapts_nothing_of_it_keeps_the_same_line(world):
    made, other = from_a_gathering(world, taken_up=True), signed(world, "Bruno", tried=[LINE, *TEXT["tried"]])
    commands.step_out(made, by=world.amina)
    assert LINE in tried(other, world.bruno)
