"""The pair's place: what the two write, who reads it, what may be counted of it, and how one leaves."""

from datetime import timedelta

import pytest

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as belonging
from polyphonie.commitments import commands as commitments
from polyphonie.commitments import queries as steps
from polyphonie.gatherings import commands as gatherings
from polyphonie.listening.contract.handed import PairFacts
from polyphonie.notices.models import Letter, Notice
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from tests.programmes.duo import agree, form
from tests.programmes.road import NOON

pytestmark = pytest.mark.django_db


def refused(verb, *args, **more) -> str:
    with pytest.raises(Refusal) as said:
        verb(*args, **more)
    return said.value.text.en


def everybody_else(d):
    return (d.r.driss, d.lea, d.r.elise, d.r.farid, d.stranger)


def page(d, text, by=None, **more):
    by = by or d.amina
    return commands.write_page(d.seen(by), text=text, by=by, **more)


def test_the_pair_is_there_for_the_two_and_for_nobody_else(d):
    assert [d.seen(by).other.person for by in (d.amina, d.karim)] == [d.karim, d.amina]
    assert [queries.pair(d.circle.pk, to=by) for by in everybody_else(d)] == [None] * 5


def test_what_comes_is_told_in_order_from_the_calendar_of_the_cohort(d):
    assert d.seen().workshop.title.fr == "Se rencontrer autrement"
    with clock.at(NOON + timedelta(weeks=60)):
        assert (d.seen().workshop, d.seen().conversation) == (None, None)


def test_the_agreement_is_the_decision_of_its_gathering_for_the_two_alone(d):
    assert queries.agreement(d.circle, to=d.amina) is None
    agree(d, "On se prévient la veille.")
    assert {queries.agreement(d.circle, to=by).text for by in (d.amina, d.karim)} == {
        "On se prévient la veille."
    }
    assert [queries.agreement(d.circle, to=by) for by in everybody_else(d)] == [None] * 5


def test_revisiting_gives_one_gathering_and_the_new_text_takes_the_place_of_the_old(d):
    agree(d, "Premier accord.")
    opened = commands.agree(d.seen(), by=d.amina)
    assert commands.agree(d.seen(d.karim), by=d.karim) == opened  # the other half joins it
    with clock.at(NOON + timedelta(hours=1)):
        gatherings.close_gathering(opened, by=d.amina)
        agree(d, "Second accord.")
        assert queries.agreement(d.circle, to=d.karim).text == "Second accord."
    assert queries.pair_facts(d.circle.pk).revisited_on == NOON.date()


def test_either_writes_the_three_lines_and_nobody_writes_over_what_they_did_not_read(d):
    commands.write_project(d.seen(), number=0, change="Les sorties", for_whom="", how_seen="", by=d.amina)
    assert "has written meanwhile" in refused(
        commands.write_project, d.seen(d.karim), number=0, change="Autre", by=d.karim
    )
    commands.write_project(d.seen(d.karim), number=1, change="Les sorties du soir", by=d.karim)
    now = queries.project(d.circle, to=d.amina)
    assert (now.number, now.change) == (2, "Les sorties du soir")
    assert [queries.project(d.circle, to=by) for by in everybody_else(d)] == [None] * 5
    assert "one line" in refused(commands.write_project, d.seen(), number=2, change=" ", by=d.amina)


def test_a_page_is_its_author_s_until_they_show_it_and_again_when_they_take_it(d):
    def read(by):
        return [one.text for one in queries.pages(d.circle, to=by)]

    made = page(d, "Pour moi.")
    page(d, "Pour nous.", shown=True, about="relation")
    assert (read(d.amina), read(d.karim)) == (["Pour nous.", "Pour moi."], ["Pour nous."])
    commands.change_page(made, shown=True, about="feeling", by=d.amina)
    assert read(d.karim) == ["Pour nous.", "Pour moi."]
    commands.change_page(made, shown=False, about="", by=d.amina)
    assert read(d.karim) == ["Pour nous."]
    assert [read(by) for by in everybody_else(d)] == [[]] * 5


def test_only_its_author_changes_a_page_and_says_what_it_is_about(d):
    made = page(d, "À moi.", shown=True)
    assert "does not exist" in refused(commands.change_page, made, shown=False, about="task", by=d.karim)
    assert "Choose what" in refused(commands.change_page, made, shown=True, about="blame", by=d.amina)
    assert queries.page_of_mine(made.pk, to=d.karim) is None


def test_what_is_kept_between_two_is_read_by_both_taken_back_by_its_author_and_opened_to_nobody(d):
    kept = commands.keep_between(d.seen(), text="Mon histoire.", by=d.amina)
    commands.keep_between(d.seen(d.karim), text="Mon chef.", by=d.karim)
    assert [one.text for one in queries.kept_between(d.circle, to=d.karim)] == ["Mon histoire.", "Mon chef."]
    assert [queries.kept_between(d.circle, to=by) for by in everybody_else(d)] == [[]] * 5
    cohort = d.r.cohort.circle
    circles.enter(cohort, person=d.amina, voice="patient", by=d.r.driss)
    assert "stay where they are" in refused(circles.widen, kept.entry, to=cohort, by=d.amina)
    assert "Only the person who wrote" in refused(circles.withdraw_entry, kept.entry, by=d.karim)
    circles.withdraw_entry(kept.entry, by=d.amina)
    assert [one.text for one in queries.kept_between(d.circle, to=d.amina)] == ["Mon chef."]


def test_a_page_can_be_widened_by_its_author_as_anything_else(d):
    made = page(d, "À dire plus loin.", shown=True)
    cohort = d.r.cohort.circle
    circles.enter(cohort, person=d.amina, voice="patient", by=d.r.driss)
    circles.widen(made.entry, to=cohort, by=d.amina)
    assert belonging.readable([made.entry_id], to=d.r.elise) == {made.entry_id}


def test_nobody_else_is_let_in_and_neither_has_a_charge_nor_sends_the_other_away(d):
    two = (d.circle,)
    assert "lets nobody else in" in refused(circles.invite, *two, by=d.amina)
    assert "no charges" in refused(
        circles.give_charge, *two, person=d.amina, charge="facilitator", by=d.amina
    )
    assert "no charges" in refused(circles.leave, *two, person=d.karim, by=d.amina)
    assert d.seen().other.person == d.karim


# -- leaving


def test_leaving_is_immediate_and_ends_the_pair_for_both(d):
    page(d, "Montrée.", shown=True)
    page(d, "De Karim.", by=d.karim, shown=True)
    commands.leave_pair(d.seen(), take_away=False, by=d.amina)
    assert queries.pair(d.circle.pk, to=d.amina) is None
    stays = d.seen(d.karim)
    assert (stays.parted, stays.other) == (True, None)
    assert [one.text for one in queries.pages(d.circle, to=d.karim)] == ["De Karim.", "Montrée."]
    assert "has ended" in refused(commands.write_page, stays, text="Encore", by=d.karim)
    assert "has ended" in refused(commands.agree, stays, by=d.karim)


def test_what_one_takes_away_is_read_by_oneself_alone_and_what_was_made_by_two_stays(d):
    agree(d, "Notre accord.")
    commands.write_project(d.seen(), number=0, change="Une ligne", by=d.amina)
    commands.write_project(d.seen(d.karim), number=1, change="Deux mains", by=d.karim)
    page(d, "Montrée.", shown=True)
    commands.keep_between(d.seen(), text="Entre nous.", by=d.amina)
    commitments.commit_to(text="Appeler.", due_on=clock.today(), home=d.circle, circle=d.circle, by=d.amina)
    commands.leave_pair(d.seen(), take_away=True, by=d.amina)
    left = (queries.pages, queries.kept_between, steps.of_circle)
    assert [read(d.circle, to=d.karim) for read in left] == [[], [], []]
    assert queries.agreement(d.circle, to=d.karim).text == "Notre accord."
    assert queries.project(d.circle, to=d.karim).change == "Deux mains"
    mine = str(queries.held_about(d.amina))
    assert ("Montrée." in mine, "Entre nous." in mine) == (True, True)
    assert "Montrée." not in str(queries.held_about(d.karim))


def test_the_other_half_is_told_with_a_number_and_no_word_and_the_coordinators_are_not_told_who(d):
    commands.leave_pair(d.seen(d.karim), take_away=False, by=d.karim)
    told = list(Notice.objects.filter(kind="pair_parted").values_list("person", "path"))
    assert told == [(d.amina.pk, f"/circles/{d.circle.pk}/pair/")]
    (asked,) = [one for one in d.r.seen().asked if one.row.pk == d.proposal.pk]
    assert asked.state == "parted"
    assert {field.name for field in type(asked.row.parting)._meta.fields} == {"id", "proposal", "parted_at"}


def test_a_half_without_an_account_finds_the_news_behind_their_own_link(d):
    commands.leave_pair(d.seen(), take_away=False, by=d.amina)
    letters = Letter.objects.filter(kind="pair_parted")
    assert list(letters.values_list("request", flat=True)) == [d.applications[1].pk]
    half = queries.application_by_link(queries.application_link(d.applications[1].pk)).halves[0]
    assert (half.has_parted, half.may_reread, half.reach) == (True, True, [])
    gone = queries.application_by_link(queries.application_link(d.applications[0].pk))
    assert (gone.halves[0].may_reread, gone.pair, gone.days) == (False, None, ())


def test_both_are_looked_for_again_and_never_the_same_two(d):
    names = {"Amina", "Karim"}
    assert names.isdisjoint(person.name for person in d.r.seen().people.values())
    commands.leave_pair(d.seen(), take_away=False, by=d.amina)
    assert names <= {person.name for person in d.r.seen().people.values()}
    assert d.r.names() == []  # each could only have the other
    other = d.r.apply("Sofia", "professional", themes=["sortie"])
    assert d.r.names() == [("Amina", "Sofia")]
    again = form(d.r, d.applications[0], other)
    assert queries.pair(again.circle_id, to=d.amina).other.person.shown == "Sofia"


def test_whoever_leaves_by_the_door_of_any_circle_ends_the_pair_too(d):
    circles.leave(d.circle, person=d.karim, by=d.karim)
    assert d.seen().parted
    assert queries.pair_facts(d.circle.pk) is None  # nobody asks anything of it any more


def test_when_somebody_is_erased_the_pair_ends_and_their_pages_go(d):
    page(d, "De Karim.", by=d.karim, shown=True)
    people.erase(d.karim, by=d.karim)
    assert d.seen().parted
    assert queries.pages(d.circle, to=d.amina) == []


# -- what may be counted


def test_the_facts_of_a_pair_are_instants_and_numbers_and_never_words(d):
    empty = queries.pair_facts(d.circle.pk)
    assert empty == PairFacts(since=d.circle.founded_at.date())
    with clock.at(NOON + timedelta(days=1)):
        agree(d, "Accord.")
        page(d, "Pour moi.", about="feeling")
    with clock.at(NOON + timedelta(days=2)):
        page(d, "Tâche.", shown=True, about="task")
    told = queries.pair_facts(d.circle.pk)
    assert told.last_shared_on == (NOON + timedelta(days=2)).date()
    assert told.agreed_on == (NOON + timedelta(days=1)).date()
    assert (told.pages, told.pages_on_tasks, told.revisited_on) == (1, 1, None)
    assert "Tâche" not in repr(told) and "Accord" not in repr(told)
    with clock.at(NOON + timedelta(days=3)):
        page(d, "Sans le dire.", shown=True)
        page(d, "De nous.", shown=True, about="relation")
        told = queries.pair_facts(d.circle.pk)
        assert (told.pages, told.pages_on_tasks) == (2, 1)
    with clock.at(NOON + timedelta(weeks=9)):
        assert queries.pair_facts(d.circle.pk).pages == 0
    assert queries.pair_facts(d.r.cohort.circle_id) is None


def test_a_page_for_oneself_is_no_shared_activity(d):
    with clock.at(NOON + timedelta(days=1)):
        page(d, "Pour moi.", about="feeling")
    assert queries.pair_facts(d.circle.pk).last_shared_on is None


def test_the_guest_of_a_pair_does_not_become_the_other_half(d):
    """On a telephone that two share: what one kept apart would be the other's."""
    said = refused(people.attach_guest, d.karim, to=d.amina, by=d.amina)
    assert said == "You are the two people of one pair. What the other wrote cannot become yours."
    assert [d.seen(by).other.person for by in (d.amina, d.karim)] == [d.karim, d.amina]
