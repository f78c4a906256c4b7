"""The second breakdown of a wave: by service. Who counts in one, which are told, whose names are read, and by whom."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.base import beats, clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.engines import disclosure as d
from polyphonie.listening import commands, queries, rules
from polyphonie.listening.contract.groups import SPARE, may_be_told, sentence_of
from polyphonie.listening.models import Figure, Wave
from polyphonie.listening.queries.boxes import box_of
from tests.engines.oracle import unmasks, unmasks_among_many
from tests.listening.services import hospital
from tests.listening.team import BEGINS, PULSE, QUESTIONS, join

LATER = BEGINS + timedelta(days=8)
WHY = "Quelqu’un qui connaît sa propre réponse pourrait parfois trouver celle d’une autre personne."


def close(wave) -> None:
    with clock.at(wave.closes_at + timedelta(minutes=2)):
        beats.tick()


def services_told(house, wave, to) -> dict[str, str]:
    """Of the first question, what each service is told; an empty text where it is hidden."""
    with clock.at(LATER):
        first = house.told(wave, to)[0]
    return {told.group.fr: "" if told.hidden else told.said.fr for told in first.services}


@pytest.mark.django_db
def test_of_three_services_those_are_told_that_leave_nobody_to_be_found_by_subtraction():
    """Twelve, eleven and nine, Driss in each. Everybody is told first; what stands beside them was decided at the opening."""
    house = hospital(12, 11, 9, others=6)
    with clock.at(BEGINS):
        wave = house.open()
        for person in house.people:
            house.answer(wave, person, 5 if person in house.inside[0] else 1)
    close(wave)
    told = services_told(house, wave, house.people[-1])
    assert told == {"Cardiologie": "deux tiers ou plus", "Gériatrie": "", "Mémoire": ""}
    with clock.at(LATER):
        all_told = house.told(wave, house.driss)
        assert [t.whole.said.fr for t in all_told] == ["entre un tiers et deux tiers"] * 5
        assert {each.said.fr for t in all_told for each in t.services if each.hidden} == {WHY}
        assert [t.voices for t in all_told] == [()] * 5


@pytest.mark.django_db
def test_a_service_of_two_is_never_told_and_says_why():
    house = hospital(12, 2, others=12)
    with clock.at(BEGINS):
        wave = house.open()
        for person in house.people:
            house.answer(wave, person, 5)
    close(wave)
    assert services_told(house, wave, house.driss)["Gériatrie"] == ""
    with open_door():
        hidden = Figure.objects.filter(wave=wave, group=f"c{house.services[1].pk}")
        assert set(hidden.values_list("why", "band")) == {("insider", None)}
        assert len(hidden) == len(QUESTIONS)
    assert f"c{house.services[1].pk}" not in wave.groups


@pytest.mark.django_db
def test_somebody_of_two_services_counts_in_both():
    house = hospital(14, 14, others=14)
    shared = house.inside[0][3]
    with clock.at(BEGINS):
        circles.enter(house.services[1], person=shared, voice=Voice.PROFESSIONAL, by=house.driss)
        wave = house.open()
    groups = queries.groups_of(wave)
    first, second = (groups[f"c{service.pk}"] for service in house.services)
    assert first & second == {house.driss.pk, shared.pk}
    assert (len(first), len(second)) == (14, 15)


@pytest.mark.django_db
def test_who_is_in_a_service_is_frozen_and_only_people_of_the_circle_count():
    house = hospital(12, 11, others=9)
    with clock.at(BEGINS):
        only_there = join(house.services[0], 70, Voice.PROFESSIONAL, house.driss)
        wave = house.open()
    before = queries.groups_of(wave)
    with clock.at(BEGINS + timedelta(days=1)):
        circles.leave(house.services[0], person=house.inside[0][2], by=house.inside[0][2])
        circles.enter(house.services[0], person=house.people[-1], voice=Voice.PROFESSIONAL, by=house.driss)
        assert queries.groups_of(wave) == before
    assert only_there.pk not in before[f"c{house.services[0].pk}"]
    assert len(before[f"c{house.services[0].pk}"]) == 12


@pytest.mark.django_db
def test_what_may_not_be_told_leaves_no_trace_in_the_box():
    """An answer says, of the groups that may be told, which it belongs to; nothing of the others: all answers are as long."""
    house = hospital(12, 11, 2, others=9)
    with clock.at(BEGINS):
        wave = house.open(by_voice=True)
        for person in (house.driss, house.inside[2][1], house.people[-1], house.inside[1][4]):
            house.answer(wave, person, 5)
    with open_door():
        answers = box_of(wave).answers.values()
    assert {len(answer) for answer in answers} == {len(QUESTIONS) + len(wave.groups)}
    assert {answer[: len(QUESTIONS)] for answer in answers} == {"5" * len(QUESTIONS)}
    assert wave.groups and f"c{house.services[2].pk}" not in wave.groups


@pytest.mark.django_db
def test_voices_and_services_are_looked_at_together_and_never_crossed():
    """Both voices and one service may stand beside everybody; no figure is of a voice inside a service."""
    house = hospital(24, 24, patients=12)
    with clock.at(BEGINS):
        wave = house.open(by_voice=True)
        for person in house.people:
            house.answer(wave, person, 4)
    close(wave)
    names = {f"c{service.pk}": service.name for service in house.services}
    silent, heard = sorted(names)  # of two alike, the keys decide, as words: c10 comes before c9
    assert wave.groups == ["patient", "professional", heard]
    with open_door():
        rows = Figure.objects.filter(wave=wave)
        assert set(rows.filter(why="").values_list("group", flat=True)) == {"", *wave.groups}
        assert set(rows.exclude(why="").values_list("group", flat=True)) == {silent}
    with clock.at(LATER):
        told = house.told(wave, house.driss)
    assert [[each.group.fr for each in t.voices] for t in told] == [["patient", "soin"]] * 5
    assert [[(each.group.fr, each.hidden) for each in t.services] for t in told] == [
        [(names[heard], False), (names[silent], True)]
    ] * 5


@pytest.mark.django_db
def test_all_that_may_be_told_are_or_none_whoever_answered():
    """Sixteen of Gériatrie do not answer: what was proved of those who could is not of those who did. No group is told."""
    house = hospital(24, 24, patients=12)
    with clock.at(BEGINS):
        wave = house.open(by_voice=True)
        for person in house.people:
            if person not in house.inside[1][1:17]:
                house.answer(wave, person, 4)
    close(wave)
    with clock.at(LATER):
        told = house.told(wave, house.driss)
    assert [t.whole.hidden for t in told] == [False] * 5
    assert {(each.hidden, each.said.fr) for t in told for each in t.groups} == {(True, WHY)}
    assert {len(t.groups) for t in told} == {4}


@pytest.mark.django_db
def test_the_sentence_under_the_questions_names_them_before_anybody_answers_and_is_frozen():
    house = hospital(12, 11, others=9)
    with clock.at(BEGINS):
        wave = house.open(by_voice=True)
        house.services[0].name = "Cœur"
        house.services[0].save()
        seen = queries.wave(wave.pk, to=house.people[-1])
    said = "Par voix et par service aussi (Cardiologie, Gériatrie), là où personne ne peut être reconnu."
    assert seen.groups.fr == said
    assert (
        sentence_of(by_voice=True, services=[]).fr == "Par voix aussi, là où personne ne peut être reconnu."
    )
    assert sentence_of(by_voice=False, services=[]) is None


@pytest.mark.django_db
def test_outside_its_circle_neither_a_service_nor_its_name_is_told():
    house = hospital(14, 14, others=14)
    with clock.at(BEGINS):
        town = circles.found_circle(name="Ville", kind=Kind.NETWORK, by=house.driss, voice=Voice.PROFESSIONAL)
        circles.enter(town, person=house.farid, voice=Voice.PROFESSIONAL, by=house.driss)
        wave = house.open(outside=town)
        for person in house.people:
            house.answer(wave, person, 5)
    close(wave)
    with clock.at(LATER):
        inside, farid = (queries.wave(wave.pk, to=who) for who in (house.driss, house.farid))
        assert "Cardiologie" in inside.groups.fr
        assert farid.groups is None
        assert [t.groups for t in queries.told_of(farid)] == [()] * 5
        assert [t.whole.hidden for t in queries.told_of(farid)] == [False] * 5


@pytest.mark.django_db
def test_only_services_just_inside_that_the_opener_looks_after_may_be_named():
    """A circle is shown to its members: those who look after it, and nobody else, let its name be read by the hospital."""
    house = hospital(12, 11, others=9)
    inner, other = house.services
    with clock.at(BEGINS):
        unknown = circles.found_circle(
            name="Un groupe de patients",
            kind=Kind.TEAM,
            by=house.people[-1],
            voice=Voice.PATIENT,
            parent=house.circle,
        )
        circles.enter(unknown, person=house.inside[0][1], voice=Voice.PATIENT, by=house.people[-1])
        deeper = circles.found_circle(
            name="Équipe de nuit", kind=Kind.TEAM, by=house.driss, voice=Voice.PROFESSIONAL, parent=inner
        )
        apart = circles.found_circle(
            name="Ailleurs", kind=Kind.TEAM, by=house.driss, voice=Voice.PROFESSIONAL
        )
        assert rules.may_be_services(house.circle, house.driss) == [inner, other]
        assert rules.may_be_services(house.circle, house.farid) == []
        for services in ([unknown], [deeper], [apart], [house.circle], [inner, inner], [inner, unknown]):
            with pytest.raises(Refusal, match="dont vous vous occupez"):
                house.open(services=services)
        circles.enter(unknown, person=house.driss, voice=Voice.PROFESSIONAL, by=house.people[-1])
        with pytest.raises(Refusal, match="dont vous vous occupez"):
            house.open(services=[unknown])
    with open_door():
        assert Wave.objects.count() == 0


@pytest.mark.django_db
def test_a_page_shows_the_choice_where_there_is_one_and_farid_reads_no_name(client):
    house = hospital(14, 14, others=14)
    with clock.at(BEGINS):
        client.force_login(house.driss)
        form = client.get(f"/circles/{house.circle.pk}/waves/new/").content.decode()
        assert "Montrer aussi par service" in form and "Cardiologie" in form
        nothing_inside = client.get(f"/circles/{house.services[0].pk}/waves/new/").content.decode()
        assert "Montrer aussi par service" not in nothing_inside
        sent = {"set": PULSE.id, "days": 7, "weeks": 0, "services": [house.services[0].pk]}
        client.post(f"/circles/{house.circle.pk}/waves/new/", sent)
        with open_door():
            wave = Wave.objects.get()
        assert wave.services == [{"circle": house.services[0].pk, "name": "Cardiologie"}]
        assert "Par service aussi (Cardiologie)" in client.get(f"/waves/{wave.pk}/").content.decode()
        assert (
            client.post(f"/circles/{house.circle.pk}/waves/new/", sent | {"services": [1]}).status_code == 422
        )
        client.force_login(house.farid)
        refused = client.get(f"/waves/{wave.pk}/")
    assert (refused.status_code, "Cardiologie" in refused.content.decode()) == (404, False)


@pytest.mark.django_db
def test_four_weeks_where_other_groups_would_be_told_or_one_moved():
    """A week where everything is as it was; four where one person moved, or a service that was not told would be."""
    house = hospital(12, 12, 12, others=8)
    with clock.at(BEGINS):
        first = house.open(services=house.services[:1])
    assert first.groups == [f"c{house.services[0].pk}"]
    close(first)
    after = first.closes_at + timedelta(days=8)
    with clock.at(after), pytest.raises(Refusal, match="viennent d’être posées"):
        house.open(services=house.services[1:2])
    with clock.at(after):
        again = house.open(services=house.services[:1])
        commands.stop_wave(again, by=house.driss)
        circles.leave(house.services[0], person=house.inside[0][2], by=house.inside[0][2])
    with clock.at(after + timedelta(minutes=1)):
        with pytest.raises(Refusal, match="viennent d’être posées"):
            house.open(services=house.services[:1])
        house.open(services=[])


@pytest.mark.django_db
def test_an_older_wave_counts_too():
    """One service, then nobody, then another service: three weeks after the first, nothing was proved of both."""
    house = hospital(12, 12, 12, others=8)
    with clock.at(BEGINS):
        first = house.open(services=house.services[:1], days=1)
    close(first)
    with clock.at(first.closes_at + timedelta(days=8)):
        second = house.open(services=[], days=1)
    close(second)
    with clock.at(second.closes_at + timedelta(days=8)), pytest.raises(Refusal, match="viennent d’être"):
        house.open(services=house.services[1:2])
    with clock.at(first.closes_at + timedelta(days=29)):
        assert house.open(services=house.services[1:2]).groups == [f"c{house.services[1].pk}"]


@pytest.mark.django_db
def test_a_wave_that_comes_back_comes_by_the_same_services():
    house = hospital(12, 12, others=8)
    with clock.at(BEGINS):
        commands.begin_rhythm(
            house.circle, chosen=PULSE, weeks=4, days=7, services=house.services, by=house.driss
        )
    for days in (8, 29):
        with clock.at(BEGINS + timedelta(days=days)):
            beats.tick()
    with open_door():
        one, other = Wave.objects.order_by("pk")
    assert one.services == other.services and len(one.services) == 2
    assert one.groups == other.groups


@given(
    st.integers(9, 12),
    st.lists(st.integers(0, 12), min_size=2, max_size=2),
    st.integers(0, 3),
    st.integers(0, 8),
)
@settings(max_examples=60, deadline=None)
def test_the_slow_oracle_finds_nobody_in_what_may_be_told(size, sizes, shared, others):
    """Two services that may share people, some in none: whoever could answer, everybody beside the groups that may be told."""
    first = frozenset(range(size))
    second = frozenset(range(size - min(shared, size), size - min(shared, size) + sizes[0]))
    everybody = first | second | frozenset(range(100, 100 + others))
    groups = {"c1": first, "c2": second, "c3": frozenset(list(everybody)[: sizes[1]])}
    told = may_be_told(everybody, groups, pairs=False)
    family = [(people, d.THIRDS.starts(len(people))) for people in (everybody, *(groups[n] for n in told))]
    assert not unmasks_among_many(family, insiders=1)
    assert all(len(groups[name]) >= 7 + SPARE for name in told)


def test_the_oracle_of_worlds_agrees_on_a_small_house():
    """One bit a person: nine of twelve beside the twelve would speak for three; the rule hides them, and the oracle says why."""
    everybody = frozenset(range(12))
    hidden = []
    for gone in combinations(range(12), 3):
        group = everybody - set(gone)
        if not may_be_told(everybody, {"c1": group}, pairs=False):
            hidden.append(group)
    assert len(hidden) == 220
    starts = d.THIRDS.starts
    assert unmasks([(everybody, starts(12)), (hidden[0], starts(9))], people=12, insiders=1)
