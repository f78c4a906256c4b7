"""What goes on without anybody in front: dictated answers, several days, a forgotten room, a rehearsal, the record."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils.crypto import salted_hmac

from polyphonie.base import clock, facts
from polyphonie.circles.queries import circles_of
from polyphonie.commitments import queries as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings import commands, queries, reactions
from polyphonie.guides import queries as guides
from polyphonie.notices import commands as notices
from polyphonie.notices.models import Notice
from polyphonie.steps.commit.kind import KIND as COMMIT
from polyphonie.steps.round.kind import KIND as ROUND
from polyphonie.steps.write.kind import KIND as WRITE
from tests import cast
from tests.base.said import refused
from tests.gatherings.walking import consenting, to_consent, walk_to

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def steps_of(gathering) -> list[tuple[str, bool]]:
    rows = queries.StepRun.objects.filter(gathering=gathering).order_by("pk")
    return [(r.step, r.closed_at is None) for r in rows]


# -- another hand


def test_a_dictated_answer_counts_for_its_person_and_says_so(world):
    gathering = cast.gathering_of(world)
    rose = commands.welcome_without_device(gathering, name="Rose", voice="patient", by=world.driss)
    run = to_consent(world, gathering)
    for who in (world.amina, world.bruno, world.claire, world.driss):
        commands.answer(run, answer=consenting(), by=who)
    commands.answer(run, answer=consenting(), by=world.driss, for_=rose)
    run.refresh_from_db()
    assert run.left == {"stage": "in_trial"}
    seen = queries.moment(gathering, to=world.bruno).now
    assert [(s.by.name, s.scribed) for s in seen.said][-2:] == [("Driss", False), ("Rose", True)]


def test_without_names_neither_the_turn_nor_the_hand_says_who_wrote(world):
    gathering = cast.gathering_of(world, "edd-court")
    rose = commands.welcome_without_device(gathering, name="Rose", voice="patient", by=world.driss)
    run = walk_to(gathering, "tient-gene", by=world.driss)
    sent = [
        commands.answer(run, answer=WRITE.Answer((("tient", name),)), by=world[name])
        for name in cast.VOICES
        if name != "Elise"
    ]
    sent.append(commands.answer(run, answer=WRITE.Answer((("tient", "Rose"),)), by=world.driss, for_=rose))
    commands.close_step(gathering, by=world.driss, anyway=True)
    [first, *_] = [
        {s.ref: s for s in queries.moment(gathering, to=who).now.said} for who in (world.bruno, world.claire)
    ]
    assert {s.scribed for s in first.values()} == {False}
    turn = sorted(salted_hmac("polyphonie.hidden", str(c.entry_id)).hexdigest()[:16] for c in sent)
    assert list(first) == [f"h{name}" for name in turn]  # no number that was given in the order of sending


def test_a_dictated_answer_never_goes_further_than_the_gathering(world):
    gathering = cast.gathering_of(world, "petits-pas")
    rose = commands.welcome_without_device(gathering, name="Rose", voice="patient", by=world.driss)
    run = walk_to(gathering, "petit-pas", by=world.driss)
    commands.answer(run, answer=COMMIT.Answer("Un appel."), by=world.amina)
    commands.answer(run, answer=COMMIT.Answer("Une affiche."), by=world.driss, for_=rose)
    commands.close_step(gathering, by=world.driss, anyway=True)
    assert [c.text for c in commitments.of_circle(world.circle, to=world.elise)] == ["Un appel."]
    assert [c.text for c in commitments.of_circle(world.circle, to=world.bruno)] == [
        "Un appel.",
        "Une affiche.",
    ]
    assert commitments.of_circle(world.circle, to=world.farid) == []
    assert "Une affiche" in queries.record_of(gathering, to=world.bruno).to_markdown("fr")
    assert "Une affiche" not in queries.record_of(gathering, to=world.elise).to_markdown("fr")


def test_writing_for_somebody_is_for_those_who_facilitate_or_the_secretary_and_for_those_without_a_device(
    world,
):
    gathering = cast.gathering_of(world, "tour")
    rose = commands.welcome_without_device(gathering, name="Rose", voice="patient", by=world.driss)
    run = walk_to(gathering, "tour", by=world.driss)
    words = ROUND.Answer("Je viens de loin.")
    with refused("Écrire pour quelqu’un est le rôle des personnes qui animent ou du secrétaire."):
        commands.answer(run, answer=words, by=world.bruno, for_=rose)
    with refused(NOT_FOUND):
        commands.answer(run, answer=words, by=world.driss, for_=world.amina)
    with refused(NOT_FOUND):
        commands.welcome_without_device(gathering, name="Marc", voice="patient", by=world.farid)
    commands.give_role(gathering, role="secretary", person=world.bruno.pk, by=world.driss)
    commands.answer(run, answer=words, by=world.bruno, for_=rose)
    assert [s.by.name for s in queries.moment(gathering, to=world.amina).now.said] == ["Rose"]


# -- several days


def test_a_step_whose_date_has_passed_closes_and_the_next_one_opens_until_the_record(world):
    gathering = cast.gathering_of(world, "tour", mode="async")
    commands.open_next(gathering, by=world.driss)
    now = NOON
    for days, expected in ((1, "tour"), (5, "entendu"), (3, "clore")):
        with clock.at(now + timedelta(days=days, seconds=-1)):
            reactions.go_on_when_time_is_over()
            assert steps_of(gathering)[-1] != (expected, True)
        now += timedelta(days=days)
        with clock.at(now):
            for _ in range(2):
                reactions.go_on_when_time_is_over()
            assert steps_of(gathering)[-1] == (expected, True)
    with clock.at(now + timedelta(days=2)):
        reactions.go_on_when_time_is_over()
        reactions.go_on_when_time_is_over()
    gathering.refresh_from_db()
    assert gathering.closed_at == now + timedelta(days=2)
    assert [s for s, _ in steps_of(gathering)] == ["cadre", "tour", "entendu", "clore"]
    assert [t.by for t in facts.log(queries.topic(gathering)) if t.name == "GatheringClosed"] == [None]


def test_over_several_days_the_last_answer_opens_the_next_step(world):
    gathering = cast.gathering_of(world, "tour", mode="async", among=("Amina",))
    run = walk_to(gathering, "tour", by=world.driss)
    commands.answer(run, answer=ROUND.Answer("Je viens de loin."), by=world.amina)
    assert steps_of(gathering)[-1] == ("tour", True)
    commands.answer(run, answer=ROUND.Answer(passed=True), by=world.driss)
    assert steps_of(gathering) == [("cadre", False), ("tour", False), ("entendu", True)]


def test_over_several_days_the_last_answer_of_all_ends_the_gathering(world):
    gathering = cast.gathering_of(world, "meteo", mode="async", among=("Amina",))
    run = commands.open_next(gathering, by=world.driss)
    for who, closed in ((world.amina, None), (world.driss, NOON)):
        commands.answer(run, answer=ROUND.Answer("Grand beau."), by=who)
        gathering.refresh_from_db()
        assert gathering.closed_at == closed


def test_a_step_for_a_role_nobody_carries_waits_for_somebody_and_the_clock_goes_on_for_the_others(world):
    lost = commands.call_gathering(world.circle, guide=guides.guide("consent"), mode="async", by=world.driss)
    commands.open_gathering(lost, by=world.driss)
    fine = cast.gathering_of(world, "tour", mode="async")
    for gathering in (lost, fine):
        commands.open_next(gathering, by=world.driss)
    with clock.at(NOON + timedelta(days=1)):
        reactions.go_on_when_time_is_over()
        assert steps_of(lost) == [("cadre", False)]
        assert steps_of(fine)[-1] == ("tour", True)
        commands.give_role(lost, role="proposer", person=world.driss.pk, by=world.driss)
        assert commands.open_next(lost, by=world.driss).step == "proposition"


def test_a_forgotten_room_closes_itself_after_three_hours_and_not_before(world):
    gathering = cast.gathering_of(world, "tour")
    run = walk_to(gathering, "tour", by=world.driss)
    commands.answer(run, answer=ROUND.Answer("Je viens de loin."), by=world.amina)
    for hours, closed in ((2.99, False), (3, True)):
        with clock.at(NOON + timedelta(hours=hours)):
            reactions.close_the_forgotten()
        gathering.refresh_from_db()
        assert (gathering.closed_at is not None) is closed
    assert "Je viens de loin." in queries.record_of(gathering, to=world.bruno).to_markdown("fr")


def test_a_gathering_over_several_days_is_never_forgotten_by_the_hour(world):
    gathering = cast.gathering_of(world, "tour", mode="async")
    with clock.at(NOON + timedelta(days=2)):
        reactions.close_the_forgotten()
    gathering.refresh_from_db()
    assert gathering.closed_at is None


# -- a rehearsal


def test_a_rehearsal_writes_to_nobody_and_stays_in_no_register(world):
    gathering = commands.rehearse(guides.guide("consent"), mode="live", by=world.driss, others=4)
    for seed in range(40):
        run = commands.open_next(gathering, by=world.driss)
        if run is None:
            break
        commands.play(gathering, seed=seed)
        commands.close_step(gathering, by=world.driss, anyway=True)
    commands.close_gathering(gathering, by=world.driss)
    text = queries.record_of(gathering, to=world.driss).to_markdown("fr")
    assert "Je propose d’essayer" in text
    assert queries.of_circle(gathering.circle, to=world.driss) == []
    assert [c.name for c in circles_of(world.driss)] == ["Mémoire"]
    assert decisions.register(world.circle, to=world.driss) == []
    notices.deliver()
    assert (Notice.objects.count(), mail.outbox) == (0, [])
    for who in (world.amina, world.farid):
        assert queries.gathering_for(gathering.pk, to=who) is None


def test_nobody_plays_in_a_real_gathering(world):
    gathering = cast.gathering_of(world, "tour")
    walk_to(gathering, "tour", by=world.driss)
    assert commands.play(gathering) == 0
    assert queries.moment(gathering, to=world.driss).now.said == ()


# -- the record


def test_what_somebody_typed_never_becomes_a_heading_a_link_or_a_picture_in_the_record(world):
    gathering = cast.gathering_of(world, "tour")
    run = walk_to(gathering, "tour", by=world.driss)
    hostile = "# Titre\n\n![x](http://evil.example/a.png) <script>alert(1)</script> `rm` *gras* | a | [b](c)\u2028fin"
    commands.answer(run, answer=ROUND.Answer(hostile), by=world.amina)
    commands.close_gathering(gathering, by=world.driss)
    text = queries.record_of(gathering, to=world.bruno).to_markdown("fr")
    (line,) = [line for line in text.split("\n") if "Titre" in line]
    assert line == (
        "- \\# Titre \\!\\[x\\](http://evil.example/a.png) \\<script\\>alert(1)\\</script\\> \\`rm\\` "
        "\\*gras\\* \\| a \\| \\[b\\](c) fin — Amina"
    )


def test_the_record_says_who_took_part_by_voice_and_what_each_step_left(world):
    gathering = cast.gathering_of(world, "tour")
    run = walk_to(gathering, "tour", by=world.driss)
    commands.answer(run, answer=ROUND.Answer("Je viens de loin."), by=world.amina)
    commands.close_gathering(gathering, by=world.driss)
    record = queries.record_of(gathering, to=world.elise)
    assert (record.people, [(str(v), n) for v, n in record.voices]) == (
        4, [("patient", 1), ("family", 1), ("professional", 2)],
    )  # fmt: skip
    assert record.sections == () == record.decided  # Elise was not in the room
    assert [s.title.fr for s in queries.record_of(gathering, to=world.bruno).sections] == ["Le tour"]
    assert queries.record_of(gathering, to=world.bruno).to_markdown("en").splitlines()[:5] == [
        "# Les sorties", "", "Go round · 01/03/2027", "", "Took part: 4 (1 × patient, 1 × carer, 2 × care)",
    ]  # fmt: skip
    assert queries.record_of(gathering, to=world.farid).sections == ()
