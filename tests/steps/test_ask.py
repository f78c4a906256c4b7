"""What asking leaves: a request for each of those who are still here when the step ends."""

import pytest

from polyphonie.circles import commands as circles
from polyphonie.circles import queries as circle_queries
from polyphonie.commitments import queries
from polyphonie.gatherings import commands
from polyphonie.guides import queries as guides
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.reader import read
from polyphonie.guides.contract.writing import data_of
from polyphonie.steps.ask.form import Form
from polyphonie.steps.ask.kind import KIND as ASK
from polyphonie.steps.commit.kind import KIND as COMMIT
from tests import cast
from tests.gatherings.walking import walk_to


def test_somebody_who_left_asks_nothing_and_keeps_nobody_from_going_on(world):
    gathering = cast.gathering_of(world, "edd-court", among=("Claire",))
    rose, paul = (commands.welcome_guest(gathering, name=name, voice="patient") for name in ("Rose", "Paul"))
    run = walk_to(gathering, "demander", by=world.driss)
    for somebody, text in ((rose, "Un banc."), (paul, "Une lampe.")):
        commands.answer(run, answer=ASK.Answer(text, "L’accueil"), by=somebody)
    circles.leave(gathering.assembly, person=paul, by=paul)
    commands.close_step(gathering, by=world.driss, anyway=True)
    assert [seen.row.text for seen in queries.requests_of(world.circle, to=world.elise)] == ["Un banc."]


SAID = {
    "ask": ASK.Answer("Un banc.", "L’accueil", "accueil@valmont.example"),
    "commit": COMMIT.Answer("Un appel."),
}


def left_by(world, kind, **step):
    """What Claire and Élise read, once the step closed, of what Amina asked or chose in it; Élise is not there."""
    draft = data_of(guides.guide("meteo"))
    draft["steps"] = [{**draft["steps"][0], "kind": kind, "seen_by": "circle", "reveal": "at_close", **step}]
    gathering = commands.call_gathering(
        world.circle, guide=read(draft, kinds=registry.kinds()), mode="live", by=world.driss
    )
    commands.open_gathering(gathering, by=world.driss)
    for name in ("Amina", "Claire"):
        commands.enter(gathering, person=world[name], voice=cast.VOICES[name], by=world[name])
    run = commands.open_next(gathering, by=world.driss)
    given = commands.answer(run, answer=SAID[kind], by=world.amina)
    yield given
    commands.close_step(gathering, by=world.driss, anyway=True)
    read_by = queries.requests_of if kind == "ask" else queries.of_circle
    yield [len(read_by(world.circle, to=person)) for person in (world.claire, world.elise, world.farid)]


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize(
    ("step", "readers"),
    [
        ({}, [1, 1, 0]),
        ({"seen_by": "participants"}, [1, 0, 0]),
        ({"reveal": "never"}, [0, 0, 0]),
    ],
)
def test_what_a_step_leaves_is_read_by_those_its_sentence_named(world, kind, step, readers):
    assert list(left_by(world, kind, **step))[1] == readers


@pytest.mark.parametrize("kind", SAID)
def test_who_no_longer_opens_their_answer_to_the_circle_leaves_it_nothing(world, kind):
    course = left_by(world, kind)
    given = next(course)
    [(widening, _, _)] = circle_queries.widenings_of(given.entry_id, to=world.amina)
    circles.answer_widening(widening, yes=False, by=world.amina)
    assert next(course) == [1, 0, 0]


def test_an_address_too_long_to_be_kept_is_asked_again():
    sent = {"text": "Un banc.", "to_name": "L’accueil", "to_email": "a" * 250 + "@valmont.example"}
    assert list(Form(sent, settings=ASK.settings({}), about=None, me=None).errors) == ["to_email"]
