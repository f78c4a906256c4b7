"""Calling, coming in, roles, going on, ending."""

from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock, facts
from polyphonie.circles import commands as circles
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.contract.state import replay
from polyphonie.guides import queries as guides
from polyphonie.people import commands as people
from polyphonie.steps.integrate.kind import KIND as INTEGRATE
from polyphonie.steps.round.kind import KIND as ROUND
from polyphonie.steps.write.kind import KIND as WRITE
from tests import cast
from tests.base.said import plain, refused
from tests.gatherings.walking import PROPOSAL, TEXT, consenting, objecting, to_consent, walk_to

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
FACILITATORS_ONLY = "Seules les personnes qui animent cette séance peuvent faire cela."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def charges(gathering) -> dict[str, str]:
    return {m.person.name: m.charge for m in queries.people_in(gathering)}


def test_a_gathering_freezes_its_guide_and_whoever_calls_it_facilitates_it(world):
    gathering = commands.call_gathering(
        world.circle, guide=guides.guide("tour"), mode="live", by=world.amina, subject="  Les sorties "
    )
    assert (gathering.guide["id"], gathering.subject, gathering.is_open) == ("tour", "Les sorties", False)
    assert charges(gathering) == {"Amina": "facilitator"}
    assert queries.of_circle(world.circle, to=world.bruno) == [gathering]
    assert queries.of_circle(world.circle, to=world.farid) == []
    for who in (world.farid, people.welcome_guest(name="Rose")):
        assert queries.gathering_for(gathering.pk, to=who) is None
    assert queries.may_follow(gathering.pk) == {world[name].pk for name in cast.VOICES}


def test_calling_is_refused_to_a_stranger_without_a_guide_or_in_a_mode_it_has_not(world):
    tour = guides.guide("tour")
    for by, guide, mode, why in (
        (world.farid, tour, "live", NOT_FOUND),
        (world.amina, None, "live", "Choisissez un guide dans la bibliothèque."),
        (world.amina, tour, "by post", "Ce guide ne se vit pas ainsi. Choisissez l’autre manière."),
    ):
        with refused(why):
            commands.call_gathering(world.circle, guide=guide, mode=mode, by=by)


def test_nobody_comes_in_before_it_opens_after_it_closes_or_when_it_is_full(world):
    gathering = commands.call_gathering(
        world.circle, guide=guides.guide("consent"), mode="live", by=world.driss
    )
    with refused("Cette séance n’est pas encore ouverte. Essayez à l’heure prévue."):
        commands.enter(gathering, person=world.amina, voice="patient", by=world.amina)
    commands.open_gathering(gathering, by=world.driss)
    for number in range(13):
        commands.welcome_guest(gathering, name=f"Rose {number}", voice="patient")
    with refused(
        "Cette séance est complète : ce guide va jusqu’à 14 personnes. Dites-le à la personne qui anime."
    ):
        commands.welcome_guest(gathering, name="Rose 13", voice="patient")
    commands.enter(
        gathering, person=world.driss, voice="manager", by=world.driss
    )  # already here: nothing happens
    assert len(charges(gathering)) == 14
    commands.close_gathering(gathering, by=world.driss)
    with refused("Cette séance est finie : on n’y entre plus."):
        commands.enter(gathering, person=world.amina, voice="patient", by=world.amina)
    with refused("Cette séance est finie. Son relevé est là pour la lire."):
        commands.open_gathering(gathering, by=world.driss)


def test_a_member_who_joins_later_does_not_find_what_was_over_before(world):
    over, under_way = cast.gathering_of(world, "tour"), cast.gathering_of(world, "tour")
    commands.close_gathering(over, by=world.driss)
    with clock.at(NOON + timedelta(hours=1)):
        gaston = cast.person("Gaston")
        circles.enter(world.circle, person=gaston, voice="support", by=world.driss)
        assert queries.of_circle(world.circle, to=gaston) == [under_way]
        assert queries.gathering_for(over.pk, to=gaston) is None
        assert gaston.pk not in queries.may_follow(over.pk) and gaston.pk in queries.may_follow(under_way.pk)


def test_going_on_is_for_those_who_facilitate(world):
    gathering = cast.gathering_of(world)
    for verb in (
        lambda by: commands.open_next(gathering, by=by),
        lambda by: commands.close_step(gathering, by=by),
        lambda by: commands.extend(gathering, minutes=5, by=by),
        lambda by: commands.give_role(gathering, role="proposer", person=world.amina.pk, by=by),
        lambda by: commands.hand_over(gathering, to=world.amina.pk, by=by),
        lambda by: commands.close_gathering(gathering, by=by),
        lambda by: commands.open_gathering(gathering, by=by),
    ):
        with refused(FACILITATORS_ONLY):
            verb(world.bruno)
        for stranger in (world.farid, world.elise):
            with refused(NOT_FOUND):
                verb(stranger)


def test_one_step_is_open_at_a_time_and_a_role_must_be_carried_first(world):
    gathering = cast.gathering_of(world, "tour")
    commands.open_next(gathering, by=world.driss)
    with refused("Une étape est déjà ouverte. Closez-la d’abord."):
        commands.open_next(gathering, by=world.driss)
    decides = commands.call_gathering(
        world.circle, guide=guides.guide("consent"), mode="live", by=world.driss
    )
    with refused("Cette séance n’est pas encore ouverte."):
        commands.open_next(decides, by=world.driss)
    commands.open_gathering(decides, by=world.driss)
    commands.open_next(decides, by=world.driss)
    commands.close_step(decides, by=world.driss)
    assert commands.close_step(decides, by=world.driss) is None  # a second press is the first one
    with refused("Choisissez d’abord, parmi les personnes présentes : la personne qui porte la proposition."):
        commands.open_next(decides, by=world.driss)


def test_the_deadline_is_the_servers_and_more_time_starts_from_now_when_it_is_over(world):
    gathering = cast.gathering_of(world, "tour")
    with refused("Aucune étape n’est ouverte."):
        commands.extend(gathering, minutes=5, by=world.driss)
    run = commands.open_next(gathering, by=world.driss)
    assert run.deadline == NOON + timedelta(minutes=2)
    commands.extend(gathering, minutes=3, by=world.driss)
    run.refresh_from_db()
    assert run.deadline == NOON + timedelta(minutes=5)
    with clock.at(NOON + timedelta(minutes=30)):
        commands.extend(gathering, minutes=1, by=world.driss)
    run.refresh_from_db()
    assert run.deadline == NOON + timedelta(minutes=31)
    for minutes in (0, 61, -5):
        with refused("Aucune étape n’est ouverte."):
            commands.extend(gathering, minutes=minutes, by=world.driss)


def test_closing_early_is_refused_once_with_the_reason(world):
    gathering = cast.gathering_of(world)
    run = to_consent(world, gathering)
    commands.answer(run, answer=consenting(), by=world.amina)
    with refused(
        "3 personnes n’ont pas répondu, et le silence n’est pas un consentement. "
        "Si vous closez maintenant, la proposition sera mise en attente.",
        "3 people have not answered, and silence is not consent. If you close now, the proposal will be parked.",
    ):
        commands.close_step(gathering, by=world.driss)
    assert commands.close_step(gathering, by=world.driss, anyway=True).left == {"stage": "parked"}


def test_a_decision_comes_out_of_a_gathering_through_an_objection(world):
    gathering = cast.gathering_of(world)
    run = to_consent(world, gathering)
    for who in (world.bruno, world.claire, world.driss):
        commands.answer(run, answer=consenting(), by=who)
    commands.answer(run, answer=objecting(), by=world.amina)
    run.refresh_from_db()
    assert (run.closed_at, run.left) == (NOON, {"stage": "integrating"})  # the last answer opened the round
    integrate = commands.open_next(gathering, by=world.driss)
    ref = next(s.speaker.ref for s in queries.speakers_of(gathering) if s.person == world.amina.pk)
    said = INTEGRATE.Answer("Nous appelons le jour.", "2027-05-01", ((ref, "Le jour seulement."),))
    commands.answer(integrate, answer=said, by=world.claire)
    commands.answer(integrate, answer=INTEGRATE.Answer(lifted=True), by=world.amina)
    with refused("Cette étape ne vous attend pas : c’est au tour d’autres personnes."):
        commands.answer(integrate, answer=INTEGRATE.Answer(lifted=True), by=world.bruno)
    commands.close_step(gathering, by=world.driss)
    second = commands.open_next(gathering, by=world.driss)
    assert (second.step, second.turn) == ("consentement", 1)
    for who in (world.amina, world.bruno, world.claire, world.driss):
        commands.answer(second, answer=consenting(2), by=who)
    (decision,) = decisions.register(world.circle, to=world.elise)
    assert decision.text == "Nous appelons le jour."
    assert decisions.register(world.circle, to=world.farid) == []
    assert commands.open_next(gathering, by=world.driss).step == "petits-pas"


def test_somebody_who_comes_in_during_the_consent_round_is_asked_too(world):
    gathering = cast.gathering_of(world)
    run = to_consent(world, gathering)
    late = commands.welcome_guest(gathering, name="Rose", voice="patient")
    for who in (world.amina, world.bruno, world.claire, world.driss):
        commands.answer(run, answer=consenting(), by=who)
    run.refresh_from_db()
    assert run.closed_at is None
    commands.answer(run, answer=objecting(), by=late)
    run.refresh_from_db()
    assert run.left == {"stage": "integrating"}
    assert decisions.register(world.circle, to=world.elise) == []


def test_a_proposal_taken_back_during_the_consent_round_leaves_nothing_to_decide(world):
    gathering = cast.gathering_of(world)
    run = to_consent(world, gathering)
    commands.answer(run, answer=consenting(), by=world.amina)
    mine = next(r for r in queries.moment(gathering, to=world.claire).runs if r.step.id == "proposition")
    commands.take_back(mine.my_number, by=world.claire)
    commands.close_step(gathering, by=world.driss, anyway=True)
    commands.close_gathering(gathering, by=world.driss)
    assert decisions.register(world.circle, to=world.elise) == []
    assert TEXT not in queries.record_of(gathering, to=world.amina).to_markdown("fr")


def test_facilitation_is_handed_over_and_taken_over(world):
    gathering = cast.gathering_of(world, "tour")
    with refused("Quelqu’un anime déjà. Demandez-lui de vous passer la main."):
        commands.take_over(gathering, by=world.amina)
    with refused("Choisissez une personne présente."):
        commands.hand_over(gathering, to=world.farid.pk, by=world.driss)
    commands.hand_over(gathering, to=world.amina.pk, by=world.driss)
    assert charges(gathering) == {"Driss": "cofacilitator", "Amina": "facilitator", "Bruno": "", "Claire": ""}
    commands.take_over(gathering, by=world.driss)
    assert charges(gathering) == {"Driss": "facilitator", "Amina": "cofacilitator", "Bruno": "", "Claire": ""}
    with refused(NOT_FOUND):
        commands.take_over(gathering, by=world.farid)


def test_anybody_present_takes_over_where_nobody_facilitates_any_more(world):
    gathering = cast.gathering_of(world, "tour")
    circles.leave(gathering.assembly, person=world.driss, by=world.driss)
    commands.take_over(gathering, by=world.claire)
    assert charges(gathering) == {"Amina": "", "Bruno": "", "Claire": "facilitator"}
    assert commands.open_next(gathering, by=world.claire).step == "cadre"


def test_the_secretary_is_chosen_among_those_present_and_facilitates_nothing(world):
    gathering = cast.gathering_of(world, "tour")
    with refused("Passez d’abord la main : cette personne anime."):
        commands.give_role(gathering, role="secretary", person=world.driss.pk, by=world.driss)
    for role, person in (("secretary", world.farid.pk), ("director", world.amina.pk), ("secretary", 0)):
        with refused("Choisissez une personne présente."):
            commands.give_role(gathering, role=role, person=person, by=world.driss)
    commands.give_role(gathering, role="secretary", person=world.amina.pk, by=world.driss)
    assert charges(gathering)["Amina"] == "secretary"
    with refused(FACILITATORS_ONLY):
        commands.open_next(gathering, by=world.amina)


def test_a_closed_step_takes_no_more_answers_and_says_what_to_do(world):
    gathering = cast.gathering_of(world, "tour")
    run = walk_to(gathering, "tour", by=world.driss)
    words = ROUND.Answer("Je viens de loin.")
    for stranger in (world.farid, world.elise):
        with refused(NOT_FOUND):
            commands.answer(run, answer=words, by=stranger)
    commands.close_step(gathering, by=world.driss, anyway=True)
    run.refresh_from_db()
    with refused(
        "Cette étape est close. Votre texte est resté ici : vous pouvez le copier et le dire à voix haute.",
        "This step is closed. Your text is still here: you can copy it and say it aloud.",
    ):
        commands.answer(run, answer=words, by=world.amina)
    commands.close_gathering(gathering, by=world.driss)
    run = type(run).objects.get(pk=run.pk)
    with refused("Cette séance est finie. Son relevé est là pour la lire."):
        commands.answer(run, answer=words, by=world.amina)


def test_an_answer_is_replaced_until_the_step_closes_and_is_never_too_long(world):
    gathering = cast.gathering_of(world, "tour")
    run = walk_to(gathering, "tour", by=world.driss)
    with refused("Ce texte est trop long pour une séance. Gardez l’essentiel : vingt mille signes au plus."):
        commands.answer(run, answer=ROUND.Answer("é" * 1_000_000), by=world.amina)
    first = commands.answer(run, answer=ROUND.Answer("Un."), by=world.amina)
    again = commands.answer(run, answer=ROUND.Answer("Deux."), by=world.amina)
    assert first.pk == again.pk
    assert [s.answer.text for s in queries.moment(gathering, to=world.bruno).now.said] == ["Deux."]
    commands.take_back(first.pk, by=world.amina)
    assert queries.moment(gathering, to=world.bruno).now.said == ()
    commands.answer(run, answer=ROUND.Answer("Trois."), by=world.amina)
    assert [s.answer.text for s in queries.moment(gathering, to=world.bruno).now.said] == ["Trois."]
    for stranger, why in (
        (world.farid, NOT_FOUND),
        (world.driss, "Seule la personne qui a écrit ce texte peut le retirer."),
    ):
        with refused(why):
            commands.take_back(first.pk, by=stranger)
    with refused(NOT_FOUND):
        commands.take_back(10**9, by=world.amina)


def test_what_is_sealed_until_the_close_is_seen_by_nobody_else_before(world):
    gathering = cast.gathering_of(world, "petits-pas", among=("Amina", "Bruno", "Claire"))
    run = walk_to(gathering, "irritant", by=world.driss)
    commands.answer(run, answer=WRITE.Answer((("", "On attend."),)), by=world.amina)
    for who in (world.bruno, world.driss):
        assert queries.moment(gathering, to=who).now.said == ()
    assert queries.moment(gathering, to=None).now.said == ()
    assert queries.moment(gathering, to=world.amina).now.my_words == ["On attend."]
    commands.close_step(gathering, by=world.driss, anyway=True)
    assert [s.answer.items for s in queries.moment(gathering, to=world.bruno).now.said] == [
        (("", "On attend."),)
    ]
    assert [len(queries.moment(gathering, to=None).now.said)] == [1]


def test_the_log_alone_rebuilds_where_the_gathering_stands(world):
    gathering = cast.gathering_of(world)
    run = to_consent(world, gathering)
    given = commands.answer(run, answer=consenting(), by=world.amina)
    commands.extend(gathering, minutes=4, by=world.driss)
    run.refresh_from_db()
    told = facts.log(queries.topic(gathering))
    state = replay(told)
    assert (state.phase, state.run, state.step, state.turn, state.step_open) == (
        "open",
        run.pk,
        "consentement",
        0,
        True,
    )
    assert (state.deadline, state.answered) == (run.deadline.isoformat(), {given.pk})
    assert state.people == {s.person for s in queries.speakers_of(gathering)}
    assert state.roles == (("proposer", world.claire.pk),)
    assert replay([*told, *told[-2:]]) == state
    commands.close_gathering(gathering, by=world.driss)
    ended = replay(facts.log(queries.topic(gathering)))
    assert (ended.phase, ended.step_open) == ("closed", False)
    assert plain(PROPOSAL.text) == TEXT
