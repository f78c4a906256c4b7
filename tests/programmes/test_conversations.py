"""Conversations: planned by a date, lived by the two and whoever facilitates, with notes that the two read and no other."""

from datetime import timedelta

import pytest
from django.test import Client

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as belonging
from polyphonie.gatherings import commands as doing
from polyphonie.gatherings import queries as seances
from polyphonie.notices.models import Notice
from polyphonie.programmes import commands, queries
from tests import cast
from tests.programmes.road import NOON

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(days=9)


def planned(d, by=None):
    by = by or d.r.driss
    return commands.plan_conversation(d.talks(by), at=SOON, by=by)


def noted(d, text="Ils cherchent encore leurs mots."):
    return commands.note_conversation(d.talks(), text=text, by=d.r.driss)


def test_a_conversation_is_a_gathering_of_the_two_and_of_those_who_coordinate(d):
    made = planned(d)
    assert (made.guide_name, made.planned_at) == ("entretien-de-binome", SOON)
    people = {member.person for member in belonging.members(made.circle)}
    assert people == {d.amina, d.karim, d.r.driss, d.lea}
    assert planned(d, d.lea).circle == made.circle
    assert made.circle.kind == "conversation"  # no pair: nobody asks it how it goes
    assert [list(d.talks(by).held) == [] for by in (d.amina, d.karim, d.r.driss, d.lea)] == [False] * 4


def test_it_is_there_for_nobody_else(d):
    planned(d)
    noted(d)
    others = (d.r.elise, d.r.farid, d.stranger)
    assert [d.talks(by) for by in others] == [None] * 3
    for by in others:
        assert queries.held_about(by) == [] or "mots" not in str(queries.held_about(by))
        assert [c.name for c in belonging.circles_of(by) if c.name.startswith("Entretiens")] == []


def test_the_two_read_every_note_about_them_and_find_it_in_their_own_data(d):
    planned(d)
    noted(d)
    read = {by: [note.text for note in d.talks(by).notes] for by in (d.amina, d.karim, d.r.driss, d.lea)}
    assert set(map(tuple, read.values())) == {("Ils cherchent encore leurs mots.",)}
    for by in (d.amina, d.karim):
        assert "Ils cherchent encore leurs mots." in str(queries.held_about(by))
    told = Notice.objects.filter(kind="pair_note").values_list("person", "path")
    assert list(told) == [(d.amina.pk, f"/pairs/{d.proposal.pk}/conversations/")]  # Karim has no e-mail


def test_a_note_is_opened_to_nobody_else_not_even_by_its_author(d):
    planned(d)
    with pytest.raises(Refusal) as said:
        circles.widen(noted(d).entry, to=d.r.cohort.circle, by=d.r.driss)
    assert "stay where they are" in said.value.text.en


def test_only_a_coordinator_plans_ahead_and_notes_once_there_is_a_conversation(d):
    with pytest.raises(Refusal) as said:
        planned(d, d.amina)
    assert "Ask them for a date" in said.value.text.en
    with pytest.raises(Refusal) as said:
        commands.plan_conversation(d.talks(), at=NOON, by=d.r.driss)
    assert "still to come" in said.value.text.en
    with pytest.raises(Refusal) as said:
        noted(d)
    assert "Plan a conversation first" in said.value.text.en


def test_a_coordinator_who_comes_later_reads_no_note_made_before(d):
    planned(d)
    noted(d)
    with clock.at(NOON + timedelta(hours=1)):
        circles.enter(d.r.cohort.circle, person=d.r.farid, voice="professional", by=d.r.driss)
        circles.give_charge(d.r.cohort.circle, person=d.r.farid, charge="cofacilitator", by=d.r.driss)
        planned(d, d.r.farid)
        assert d.talks(d.r.farid).notes == ()


def begins(d, how: str):
    """Somebody more coordinates, an hour later: already a member who is given the charge, or by a link that bears it."""
    new, cohort = cast.person("Nouvelle"), d.r.cohort.circle
    if how == "by a link":
        secret = circles.invite(cohort, charge="cofacilitator", by=d.r.driss)
        circles.accept_invitation(secret, voice="professional", by=new)
    else:
        circles.enter(cohort, person=new, voice="professional", by=d.r.driss)
        circles.give_charge(cohort, person=new, charge="cofacilitator", by=d.r.driss)
    return new


@pytest.mark.parametrize("how", ["by a link", "given"])
def test_a_coordinator_who_comes_later_is_in_what_is_to_come_and_reads_nothing_from_before(d, how):
    made = planned(d)
    noted(d)
    with clock.at(NOON + timedelta(hours=1)):
        new = begins(d, how)
        seen = d.talks(new)
        assert ([one.pk for one in seen.coming], seen.notes) == ([made.pk], ())
        assert [one.talks_at for one in queries.accompanied(d.r.cohort, to=new)] == [SOON, None]
        client = Client()
        client.force_login(new)
        paths = (f"/gatherings/{made.pk}/", f"/pairs/{d.proposal.pk}/conversations/")
        assert [client.get(path).status_code for path in paths] == [200, 200]
        noted(d, "Ils ont trouvé une heure.")
        assert [note.text for note in d.talks(new).notes] == ["Ils ont trouvé une heure."]


def test_whoever_comes_later_enters_no_conversation_that_is_over_nor_of_a_pair_that_ended(d):
    made = planned(d)
    with clock.at(SOON):
        doing.open_gathering(made, by=d.r.driss)
        doing.close_gathering(made, by=d.r.driss)
    with clock.at(SOON + timedelta(hours=1)):
        new = begins(d, "given")
        assert (belonging.membership(made.circle, new), d.talks(new).held) == (None, ())
        circles.leave(d.r.cohort.circle, person=new, by=new)
        planned_again = commands.plan_conversation(d.talks(), at=SOON + timedelta(days=9), by=d.r.driss)
        commands.leave_pair(d.seen(), take_away=False, by=d.amina)
        circles.enter(d.r.cohort.circle, person=new, voice="professional", charge="facilitator", by=d.r.driss)
        assert belonging.membership(planned_again.circle, new) is None


def test_a_member_without_the_charge_and_a_coordinator_of_another_cohort_enter_none(d):
    made = planned(d)
    member = cast.person("Membre")
    circles.enter(d.r.cohort.circle, person=member, voice="professional", by=d.r.driss)
    circles.give_charge(d.r.other_call.cohort.circle, person=d.r.farid, charge="cofacilitator", by=d.r.farid)
    assert [belonging.membership(made.circle, who) for who in (member, d.r.farid, d.r.elise)] == [None] * 3


def test_whoever_came_later_and_puts_the_charge_down_sees_nothing_again(d):
    made = planned(d)
    new = begins(d, "given")
    circles.give_charge(d.r.cohort.circle, person=new, charge="", by=d.r.driss)
    assert belonging.membership(made.circle, new) is None
    assert (d.talks(new), queries.accompanied(d.r.cohort, to=new)) == (None, [])
    assert seances.gathering_for(made.pk, to=new) is None


@pytest.mark.parametrize("how", ["leaves", "puts the charge down"])
def test_whoever_no_longer_coordinates_is_no_longer_in_it(d, how):
    made = planned(d)
    if how == "leaves":
        circles.leave(d.r.cohort.circle, person=d.lea, by=d.lea)
    else:
        circles.give_charge(d.r.cohort.circle, person=d.lea, charge="", by=d.r.driss)
    assert belonging.membership(made.circle, d.lea) is None
    assert d.talks(d.lea) is None
    assert belonging.membership(made.circle, d.r.driss) is not None


def test_when_the_pair_ends_its_conversations_end_for_everybody_at_once(d):
    """Who is still in the place of the conversations would tell who left."""
    made = planned(d)
    noted(d)
    commands.leave_pair(d.seen(), take_away=False, by=d.amina)
    assert list(belonging.members(made.circle)) == []
    assert seances.gathering_for(made.pk, to=d.r.driss) is None
    seen = d.talks()
    assert (seen.parted, seen.held, seen.notes) == (True, (), ())
    with pytest.raises(Refusal) as said:
        commands.plan_conversation(seen, at=SOON, by=d.r.driss)
    assert "has ended" in said.value.text.en
    assert "Ils cherchent encore leurs mots." in str(queries.held_about(d.amina))


def test_whoever_coordinates_sees_which_pairs_live_and_when_one_talked_with_them(d):
    cohort = d.r.cohort

    def seen(by):
        return [(one.names, one.talked_at, one.talks_at) for one in queries.accompanied(cohort, to=by)]

    before = seen(d.r.driss)
    assert (before[0], len(before)) == ((("Amina", "Karim"), None, None), 2)
    planned(d)
    assert seen(d.r.driss)[0] == (("Amina", "Karim"), None, SOON)
    assert seen(d.lea) == seen(d.r.driss)
    assert [seen(by) for by in (d.amina, d.karim, d.stranger, d.r.elise, d.r.farid)] == [[]] * 5
    held = d.talks().held[0]
    with clock.at(SOON):
        doing.open_gathering(held, by=d.r.driss)
        doing.close_gathering(held, by=d.r.driss)
    assert seen(d.r.driss)[0] == (("Amina", "Karim"), SOON, None)
    commands.leave_pair(d.seen(), take_away=False, by=d.amina)
    assert [names for names, _, _ in seen(d.r.driss)] == [names for names, _, _ in before[1:]]
