"""A wave: who may answer, what is told, what is not, and what is left of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from polyphonie.base import beats, clock
from polyphonie.base.facts import log
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.listening import commands, queries
from polyphonie.listening.models import Box, Figure
from polyphonie.listening.queries.boxes import box_of
from tests.listening.team import BEGINS, PULSE, QUESTIONS, another, join, team

pytestmark = pytest.mark.django_db
LATER = BEGINS + timedelta(days=8)


@pytest.fixture
def nine():
    return team()


def everybody_answers(nine, wave, high: int = 7) -> None:
    """`high` people are fine, the others are not."""
    for at, person in enumerate(nine.people):
        nine.answer(wave, person, 5 if at < high else 2)


def close(wave) -> None:
    with clock.at(wave.closes_at + timedelta(minutes=2)):
        beats.tick()


def test_nine_people_answer_and_three_bands_are_told_once(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        everybody_answers(nine, wave)
    close(wave)
    with clock.at(LATER):
        told = nine.told(wave, nine.people[8])
        assert [(t.whole.said.fr, t.whole.bands, t.whole.at_least) for t in told] == [
            ("deux tiers ou plus", (False, False, True), 7)
        ] * 5
        assert [t.groups for t in told] == [()] * 5
        assert queries.wave(wave.pk, to=nine.farid) is None
        assert queries.waves_of(nine.circle, to=nine.farid) == []


def test_the_promise_is_the_setting_and_is_frozen(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        seen = queries.wave(wave.pk, to=nine.driss)
    assert seen.promise.fr == (
        "Montré à la fin, dans ce cercle, à partir de 7 réponses, en grandes parts ; jamais un nombre exact."
    )
    network = another(8, 8, Kind.COHORT)
    with clock.at(BEGINS):
        assert "10 réponses" in queries.wave(network.open().pk, to=network.driss).promise.fr


def test_the_tenth_answer_comes_late_and_changes_nothing(nine):
    with clock.at(BEGINS):
        tenth = join(nine.circle, 10, Voice.PROFESSIONAL, nine.driss)
        wave = nine.open()
        everybody_answers(nine, wave)
    close(wave)
    before = figures(wave)
    with clock.at(LATER), pytest.raises(Refusal, match="Cette vague est terminée"):
        nine.answer(wave, tenth, 1)
    close(wave)
    assert figures(wave) == before
    assert len(before) == 5


def figures(wave):
    with open_door():
        return list(Figure.objects.filter(wave=wave).order_by("pk").values())


def test_it_is_refused_from_its_hour_on_even_before_anybody_closed_it(nine):
    with clock.at(BEGINS):
        wave = nine.open()
    with clock.at(wave.closes_at), pytest.raises(Refusal):
        nine.answer(wave, nine.driss, 5)


@pytest.mark.parametrize("answering", [9, 7])
def test_a_breakdown_that_would_isolate_two_people_is_hidden_whoever_answered(nine, answering):
    """Seven professionals of nine people: two are left. That they are hidden tells nothing of whether they answered."""
    with clock.at(BEGINS):
        wave = nine.open(by_voice=True)
        for person in nine.people[:answering]:
            nine.answer(wave, person, 5)
    close(wave)
    with clock.at(LATER):
        told = nine.told(wave, nine.driss)
    why = "Quelqu’un qui connaît sa propre réponse pourrait parfois trouver celle d’une autre personne."
    assert [t.whole.said.fr for t in told] == ["deux tiers ou plus"] * 5
    assert {(group.group.fr, group.said.fr) for t in told for group in t.groups} == {
        ("patient", why),
        ("soin", why),
    }


def test_when_voices_would_be_told_instead_of_everybody_everybody_is(nine):
    """Ten and ten could stand beside the whole; ten and eight of them stand without it. Whole first, or voices last."""
    even = another(10, 10)
    with clock.at(BEGINS):
        wave = even.open(by_voice=True)
        for at, person in enumerate(even.people):
            if at < 18:
                nine.answer(wave, person, 5 if at < 10 else 1)
    close(wave)
    with clock.at(LATER):
        told = even.told(wave, even.driss)[0]
    assert (told.whole.group.fr, told.whole.said.fr) == ("Tout le monde", "entre un tiers et deux tiers")
    assert [(group.group.fr, group.hidden) for group in told.groups] == [("patient", True), ("soin", True)]


def test_under_seven_answers_there_is_no_figure_and_no_count(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        for person in nine.people[:6]:
            nine.answer(wave, person, 5)
    close(wave)
    with clock.at(LATER):
        told = nine.told(wave, nine.driss)
        seen = queries.wave(wave.pk, to=nine.driss)
    assert {t.whole.said.fr for t in told} == {
        "Moins de 7 réponses : aucun chiffre. Parlez-en plutôt ensemble."
    }
    assert seen.row.turnout is None


def test_a_wave_needs_a_circle_that_can_hide_somebody(nine):
    few = another(5, 1)
    with clock.at(BEGINS), pytest.raises(Refusal, match="au moins 9 personnes"):
        few.open()
    with clock.at(BEGINS), pytest.raises(Refusal, match="Seules les personnes qui animent"):
        commands.open_wave(nine.circle, chosen=PULSE, days=7, by=nine.people[3])
    with clock.at(BEGINS), pytest.raises(Refusal, match="n’existe pas, ou pas pour vous"):
        commands.open_wave(nine.circle, chosen=PULSE, days=7, by=nine.farid)
    with clock.at(BEGINS), pytest.raises(Refusal, match="durée"):
        nine.open(days=400)


def test_the_same_questions_rest_a_week(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        with pytest.raises(Refusal, match="déjà posée ici"):
            nine.open()
    close(wave)
    with clock.at(LATER), pytest.raises(Refusal, match="à partir du 15/03/2027"):
        nine.open()
    with clock.at(BEGINS + timedelta(days=15)):
        assert nine.open().pk != wave.pk


def test_a_receipt_changes_an_answer_and_nothing_else_does(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        receipts = [nine.answer(wave, person, 5) for person in nine.people]
        assert len(box_of_(wave).answers) == 9
        with pytest.raises(Refusal, match="les 16 chiffres"):
            nine.answer(wave, nine.people[0], 1)
        with pytest.raises(Refusal, match="les 16 chiffres"):
            nine.answer(wave, nine.people[0], 1, receipt="12")
        for person, receipt in zip(nine.people[:4], receipts, strict=False):
            nine.answer(wave, person, 1, receipt=" ".join(receipt[at : at + 4] for at in range(0, 16, 4)))
        nine.answer(wave, nine.people[4], {}, receipt=receipts[4])  # takes it back
        box = box_of_(wave)
    assert (len(box.answers), len(box.who)) == (9, 9)
    assert sorted(answer[0] for answer in box.answers.values()) == list("011115555")
    close(wave)
    with clock.at(LATER):
        assert nine.told(wave, nine.driss)[0].whole.said.fr == "entre un tiers et deux tiers"


def box_of_(wave):
    with open_door():
        return box_of(wave)


def test_somebody_s_first_answer_may_not_take_the_place_of_another(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        receipt = nine.answer(wave, nine.people[0], 5)
        with pytest.raises(Refusal, match="rechargez la page"):
            nine.answer(wave, nine.people[1], 1, receipt=receipt)
        with pytest.raises(Refusal, match="au moins un nombre"):
            nine.answer(wave, nine.people[1], {})
        assert len(box_of_(wave).who) == 1


def test_who_came_after_the_opening_neither_answers_nor_reads(nine):
    with clock.at(BEGINS):
        wave = nine.open()
    with clock.at(BEGINS + timedelta(hours=1)):
        late = join(nine.circle, 11, Voice.FAMILY, nine.driss)
        assert queries.wave(wave.pk, to=late) is None
        assert queries.waiting_for(late) == []


def test_it_waits_for_those_who_have_not_answered_and_tells_nobody_who_did(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        nine.answer(wave, nine.people[1], 4)
        assert [w.row.pk for w in queries.waiting_for(nine.people[2])] == [wave.pk]
        assert queries.waiting_for(nine.people[1]) == []
        assert queries.waiting_for(nine.farid) == []
        seen = queries.wave(wave.pk, to=nine.driss)
        assert (seen.answers, seen.answered) == (True, False)
        assert queries.told_of(seen) == []


def test_it_is_told_outside_only_where_it_was_declared_and_from_eleven_answers(nine):
    large = another(12, 2)
    with clock.at(BEGINS):
        network = circles.found_circle(
            name="Réseau", kind=Kind.NETWORK, by=large.driss, voice=Voice.PROFESSIONAL
        )
        reader = join(network, 50, Voice.MANAGER, large.driss)
        wave = large.open(outside=network)
        for at, person in enumerate(large.people):
            large.answer(wave, person, 5 if at < 3 else 1)
        assert queries.wave(wave.pk, to=reader) is None
    close(wave)
    with clock.at(wave.closes_at + timedelta(hours=1)):
        told = large.told(wave, reader)
        assert {t.whole.said.fr for t in told} == {"moins d’un tiers"}
        assert [w.inside for w in queries.waves_of(network, to=reader)] == [False]
        late = join(network, 51, Voice.MANAGER, large.driss)
        assert queries.wave(wave.pk, to=late) is None


def test_an_organisation_less_a_team_may_leave_a_handful_and_is_not_told(nine):
    """Nine people answer in their team; the same nine and three more in the circle around it, the same week."""
    with clock.at(BEGINS):
        around = circles.found_circle(
            name="Pôle", kind=Kind.ORGANISATION, by=nine.driss, voice=Voice.PROFESSIONAL
        )
        more = [join(around, at, Voice.PROFESSIONAL, nine.driss) for at in range(60, 63)]
        for person in nine.people[1:]:
            circles.enter(around, person=person, voice=Voice.PROFESSIONAL, by=nine.driss)
        first = nine.open()
        second = commands.open_wave(around, chosen=PULSE, days=8, by=nine.driss)
        everybody_answers(nine, first)
        for person in [*nine.people, *more]:
            nine.answer(second, person, 5)
    close(first)
    close(second)
    with clock.at(LATER + timedelta(days=2)):
        assert [t.whole.hidden for t in nine.told(first, nine.driss)] == [False] * 5
        told = nine.told(second, nine.driss)
    # For one reason only: that another circle was asked is not theirs to learn.
    assert {t.whole.said.fr for t in told} == {
        "Quelqu’un qui connaît sa propre réponse pourrait parfois trouver celle d’une autre personne."
    }


def test_the_same_sentence_under_another_set_is_the_same_sentence(nine):
    """A copy of a set escapes neither the rest between two waves nor what was told in another circle."""
    with clock.at(BEGINS):
        copy = commands.bring_set(nine.circle, toml=queries.file_text("pouls-equipe"), by=nine.driss)
        nine.open()
        with pytest.raises(Refusal, match="déjà posée ici"):
            nine.open(chosen=copy)
        around = circles.found_circle(
            name="Pôle", kind=Kind.ORGANISATION, by=nine.driss, voice=Voice.PROFESSIONAL
        )
        more = [join(around, at, Voice.PROFESSIONAL, nine.driss) for at in range(60, 70)]
        for person in nine.people[1:4]:
            circles.enter(around, person=person, voice=Voice.PROFESSIONAL, by=nine.driss)
        theirs = commands.bring_set(around, toml=queries.file_text("pouls-equipe"), by=nine.driss)
        second = commands.open_wave(around, chosen=theirs, days=8, by=nine.driss)
        first = queries.waves_of(nine.circle, to=nine.driss)[0].row
        everybody_answers(nine, first)
        for person in [*more, *nine.people[:4]]:
            nine.answer(second, person, 5)
    close(first)
    close(second)
    with clock.at(LATER + timedelta(days=2)):
        assert [t.whole.hidden for t in nine.told(first, nine.driss)] == [False] * 5
        assert [t.whole.hidden for t in nine.told(second, nine.driss)] == [True] * 5


def test_where_a_few_came_or_left_the_questions_rest_four_weeks(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        everybody_answers(nine, wave)
    close(wave)
    with clock.at(BEGINS + timedelta(days=10)):
        join(nine.circle, 70, Voice.PROFESSIONAL, nine.driss)
    with clock.at(BEGINS + timedelta(days=20)), pytest.raises(Refusal, match="à partir du 05/04/2027"):
        nine.open()
    with clock.at(BEGINS + timedelta(days=36)):
        nine.open()


def test_whoever_answered_as_a_guest_has_answered(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        nine.answer(wave, nine.people[3], 5)
        commands.join_two(nine.people[3].pk, nine.people[4].pk)
        assert box_of_(wave).who == {nine.people[4].pk}


def test_the_outside_circle_is_named_before_anybody_answers(nine):
    with clock.at(BEGINS):
        network = circles.found_circle(
            name="Réseau", kind=Kind.NETWORK, by=nine.driss, voice=Voice.PROFESSIONAL
        )
        promise = queries.wave(nine.open(outside=network).pk, to=nine.people[2]).promise
    assert "Le cercle «\u00a0Réseau\u00a0» le saura aussi." in promise.fr
    assert "“Réseau”" in promise.en


def test_a_wave_that_is_stopped_leaves_nothing(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        everybody_answers(nine, wave)
        with pytest.raises(Refusal):
            commands.stop_wave(wave, by=nine.people[2])
        commands.stop_wave(wave, by=nine.driss)
        with pytest.raises(Refusal, match="terminée"):
            nine.answer(wave, nine.driss, 3, receipt=nine.receipts[nine.driss.pk])
    close(wave)
    with open_door():
        assert (Box.objects.count(), Figure.objects.count()) == (0, 0)


def test_three_questions_at_a_time_take_turns(nine):
    asked = []
    for week in range(4):
        with clock.at(BEGINS + timedelta(days=15 * week)):
            wave = nine.open(at_most=2)
            asked.append([q["id"] for q in wave.asked["questions"]])
        close(wave)
    a, b, c, d, e = QUESTIONS
    assert asked == [[a, b], [c, d], [a, e], [b, c]]


def test_the_waves_before_stand_beside_without_a_change_being_told(nine):
    waves = []
    for week in (0, 3):
        with clock.at(BEGINS + timedelta(days=7 * week)):
            waves.append(nine.open())
            everybody_answers(nine, waves[-1], high=9 if week else 1)
        close(waves[-1])
    with clock.at(BEGINS + timedelta(days=40)):
        before = queries.told_before(queries.wave(waves[1].pk, to=nine.driss), to=nine.driss)
        assert [(row.pk, told[0].whole.said.fr) for row, told in before] == [
            (waves[0].pk, "moins d’un tiers")
        ]
        assert queries.told_before(queries.wave(waves[0].pk, to=nine.driss), to=nine.driss) == []


def test_an_answer_leaves_no_fact_and_a_link_answers_for_one_person(nine):
    with clock.at(BEGINS):
        wave = nine.open()
        link = queries.link_of(wave.pk, nine.people[4].pk)
        seen, person = queries.by_link(link)
        commands.answer_wave(seen, marks={QUESTIONS[0]: 3}, receipt=commands.new_receipt(), by=person)
        assert person == nine.people[4]
        assert queries.by_link(link[:-2]) is None
        assert queries.by_link(queries.link_of(wave.pk, nine.farid.pk)) is None
    close(wave)
    with clock.at(BEGINS + timedelta(days=13)):
        assert queries.by_link(link)[1] == nine.people[4]
    with clock.at(BEGINS + timedelta(days=15)):
        assert queries.by_link(link) is None
    assert [fact.name for fact in log(f"wave:{wave.pk}")] == ["WaveOpened", "WaveClosed"]
