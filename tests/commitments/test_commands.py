"""A small step: near, one's own, told, and ended with what it taught."""

from datetime import UTC, date, datetime, timedelta

import pytest

from polyphonie.base import clock, facts
from polyphonie.circles import commands as circles
from polyphonie.commitments import commands, queries
from polyphonie.people import commands as people
from tests import cast
from tests.base.said import refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TODAY = date(2027, 3, 1)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
TOO_FAR = "Choisissez une date d’ici au 22/03/2027 : un petit pas tient en trois semaines."
ONLY_MINE = "Seule la personne qui a choisi ce petit pas en donne des nouvelles."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def step(w, name="Amina", text="Un appel.", days=7, **more):
    return commands.commit_to(
        text=text, due_on=TODAY + timedelta(days=days), home=w.circle, circle=w.circle, by=w[name], **more
    )


@pytest.mark.parametrize("days", [0, 1, 21])
def test_a_small_step_fits_in_three_weeks(world, days):
    assert step(world, days=days).due_on == TODAY + timedelta(days=days)


@pytest.mark.parametrize("due_on", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=22)])
def test_a_date_past_or_far_or_missing_is_refused(world, due_on):
    with refused(TOO_FAR, "Choose a date by 22/03/2027: a small step fits in three weeks."):
        commands.commit_to(
            text="Un appel.", due_on=due_on, home=world.circle, circle=world.circle, by=world.amina
        )


def test_a_step_without_words_is_refused_and_a_long_one_is_kept_short(world):
    with refused("Dites en une phrase ce que vous allez essayer."):
        step(world, text=" \n")
    kept = step(world, text="é" * 1_000_000, smallest="x" * 500)
    assert (len(kept.text), len(kept.smallest)) == (300, 300)


def test_a_circle_reads_its_steps_and_farid_reads_none(world):
    made = step(world, smallest="Un seul.")
    for who in (world.amina, world.bruno, world.elise):
        assert [(c.text, c.smallest) for c in queries.of_circle(world.circle, to=who)] == [
            ("Un appel.", "Un seul.")
        ]
        assert queries.commitment(made.pk, to=who) == made
    gaston = cast.person("Gaston")
    for stranger in (world.farid, gaston, people.welcome_guest(name="Rose")):
        assert queries.of_circle(world.circle, to=stranger) == []
        assert queries.commitment(made.pk, to=stranger) is None
        assert queries.due([world.circle], to=stranger) == []
        assert queries.of_person(stranger) == []
    circles.enter(world.circle, person=gaston, voice="support", by=world.driss)
    assert queries.commitment(made.pk, to=gaston) == made


def test_only_its_owner_tells_its_news_and_ends_it_once(world):
    made = step(world)
    for who, why in ((world.driss, ONLY_MINE), (world.farid, NOT_FOUND)):
        with refused(why):
            commands.tell_news(made, text="Bien.", by=who)
        with refused(why):
            commands.conclude(made, outcome="done", by=who)
    with refused("Écrivez quelques mots."):
        commands.tell_news(made, text=" ", by=world.amina)
    with refused("Choisissez : fait, changé, arrêté."):
        commands.conclude(made, outcome="failed", by=world.amina)
    commands.tell_news(made, text=" Deux appels. ", by=world.amina)
    commands.conclude(made, outcome="changed", learnt=" On rappelle. ", by=world.amina)
    seen = queries.commitment(made.pk, to=world.bruno)
    assert ([n.text for n in seen.news.all()], seen.conclusion.outcome, seen.conclusion.learnt) == (
        ["Deux appels."], "changed", "On rappelle.",
    )  # fmt: skip
    for verb in (
        lambda: commands.tell_news(seen, text="Encore.", by=world.amina),
        lambda: commands.conclude(seen, outcome="done", by=world.amina),
    ):
        with refused("Ce petit pas est terminé."):
            verb()
    names = [t.name for t in facts.log(f"commitment:{made.pk}")]
    assert names == ["CommitmentMade", "NewsTold", "CommitmentConcluded"]


def test_what_is_due_opens_the_next_gathering_until_it_is_concluded(world):
    first, second = step(world, days=2), step(world, "Bruno", days=5)
    assert queries.due([world.circle], to=world.amina) == []
    assert queries.due_soon() == [(first.pk, world.amina.pk, first.due_on)]
    with clock.at(NOON + timedelta(days=6)):
        assert queries.due([world.circle], to=world.elise) == [first, second]
        assert queries.due([world.circle], to=world.farid) == []
        commands.conclude(first, outcome="done", by=world.amina)
        assert queries.due([world.circle], to=world.elise) == [second]
        assert [c for c, _, _ in queries.due_soon()] == [second.pk]
        assert [c.pk for c in queries.of_circle(world.circle, to=world.elise)] == [second.pk, first.pk]


def test_my_steps_are_mine_the_nearest_first(world):
    far, near = step(world, days=9), step(world, days=3)
    step(world, "Bruno")
    assert [c.pk for c in queries.of_person(world.amina)] == [near.pk, far.pk]


def test_what_is_withdrawn_loses_its_words_and_its_news(world):
    made = step(world)
    commands.tell_news(made, text="Deux appels.", by=world.amina)
    commands.conclude(made, outcome="done", learnt="On rappelle.", by=world.amina)
    assert queries.held_about(world.amina)[0]["news"] == ["Deux appels."]
    circles.withdraw_entry(made.entry, by=world.amina)
    assert queries.commitment(made.pk, to=world.bruno) is None
    held = queries.held_about(world.amina)
    assert [(c["small step"], c["smallest"], c["news"], c["learnt"]) for c in held] == [("", "", [], "")]
    assert queries.held_about(world.farid) == []
