"""Applying: saved as one goes, sent, read by its author and the coordinators, taken back; alone or together."""

from datetime import timedelta

import pytest

from polyphonie.base import beats, clock
from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries, rules
from polyphonie.programmes.models import Application, PairProposal
from tests import cast
from tests.base.said import refused
from tests.programmes.road import IN_CARE, NOON, NOT_FOUND

pytestmark = pytest.mark.django_db


def sent(r, to=None):
    return [a.name for a in queries.applications_of(r.call, to=to or r.driss)]


def test_an_application_is_its_author_s_alone_until_it_is_sent(r):
    draft = r.apply("Amina", send=False, care="Dr Karim")
    mine = queries.application_by_link(queries.application_link(draft.pk))
    assert (mine.row.care, mine.row.answers["langues"]) == ("Dr Karim", ["francais"])
    assert (sent(r), queries.application(draft.pk, to=r.driss)) == ([], None)
    seen = queries.call(r.call.pk, to=r.driss)
    assert (seen.sent, seen.begun) == (0, 1)
    r.write(draft)
    assert (sent(r), queries.application(draft.pk, to=r.driss).row.pk) == (["Amina"], draft.pk)
    assert [fact.name for fact in log(f"call:{r.call.pk}")] == ["CallOpened", "ApplicationSent"]


def test_nobody_but_the_coordinators_and_the_author_reads_it(r):
    member, cofacilitator = cast.person("Membre"), cast.person("Aide")
    circles.enter(r.cohort.circle, person=member, voice="patient", by=r.driss)
    circles.enter(r.cohort.circle, person=cofacilitator, voice="patient", charge="cofacilitator", by=r.driss)
    made = r.apply("Amina")
    readers = {"driss": r.driss, "aide": cofacilitator, "member": member, "elise": r.elise, "farid": r.farid}
    assert [who for who, p in readers.items() if queries.application(made.pk, to=p)] == ["driss", "aide"]
    assert [who for who, p in readers.items() if sent(r, p)] == ["driss", "aide"]
    assert [who for who, p in readers.items() if queries.pairing(r.call.pk, to=p)] == ["driss", "aide"]
    circles.give_charge(r.cohort.circle, person=cofacilitator, charge="", by=r.driss)
    assert queries.application(made.pk, to=cofacilitator) is None


def test_a_wrong_link_opens_nothing_and_no_link_opens_another_thing(r):
    made = r.apply("Amina")
    links = {
        "call": queries.link_of(r.call.pk),
        "mine": queries.application_link(made.pk),
        "together": queries.together_link(made.pk),
    }
    open_, doors = [], (queries.call_by_link, queries.application_by_link, queries.together_by_link)
    for kind, link in links.items():
        open_ += [(kind, door.__name__) for door in doors if door(link) is not None]
    assert open_ == [
        ("call", "call_by_link"),
        ("mine", "application_by_link"),
        ("together", "together_by_link"),
    ]
    assert [door("pas-le-bon") for door in doors] == [None, None, None]


def test_after_the_last_day_nothing_is_written_any_more(r):
    made = r.apply("Amina", send=False)
    with clock.at(NOON + timedelta(days=30)):
        r.write(made, send=False)
    over = "Cet appel est terminé. Ce que vous aviez envoyé est gardé, et ne change plus."
    with clock.at(NOON + timedelta(days=31)):
        with refused(over):
            r.write(made)
        with refused(over):
            r.apply("Karim", "professional")
    commands.end_call(r.call, by=r.driss)
    with refused(over):
        commands.apply_to(queries.call(r.call.pk, to=r.driss).row, name="Karim", voice="patient", by=None)


FULL = "Cet appel a reçu trop de candidatures. Dites-le à la personne qui vous a donné ce lien."


def fill(r, number, **more):
    rows = [Application(call=r.call, name=f"A{at}", voice="patient", **more) for at in range(number)]
    with open_door():
        return Application.objects.bulk_create(rows)


def test_a_full_call_is_begun_by_nobody_and_sent_and_corrected_by_whoever_had_begun(r):
    draft, sent = r.apply("Amina", send=False), r.apply("Karim", "professional")
    fill(r, rules.MOST_APPLICATIONS - 2)
    with refused(FULL):
        r.apply("Rose")
    assert r.write(sent, contact="06 00").contact == "06 00"
    assert r.write(draft).sent_at is not None


@pytest.mark.parametrize(
    ("more", "counts"), [({"withdrawn_at": NOON}, False), ({"sent_at": NOON}, True), ({}, False)]
)
def test_neither_what_was_taken_back_nor_a_draft_of_another_day_fills_a_call(r, more, counts):
    fill(r, rules.MOST_APPLICATIONS, begun_at=NOON - timedelta(days=1, seconds=1), **more)
    if counts:
        with refused(FULL):
            r.apply("Rose")
    else:
        assert r.apply("Rose").name == "Rose"


def test_only_what_the_programme_asks_and_offers_is_kept(r):
    made = r.apply("Amina", themes=["sortie", "inventé"], seeks="parole")
    assert (made.answers["themes"], made.answers["cherche"]) == (["sortie"], ["parole"])
    assert set(made.answers) == {q.id for q in queries.template("binomes").questions}


def test_whoever_carries_the_mail_has_an_address_and_a_link_and_no_words(r):
    amina, karim = r.apply("Amina", email="amina@ici.example"), r.apply("Karim", "professional")
    mine = queries.application_link(amina.pk)
    told = queries.reach_of(amina.pk)
    assert told[:2] == ("amina@ici.example", "fr")
    assert queries.application_by_link(told[2]).row == queries.application_by_link(mine).row == amina
    assert (queries.reach_of(karim.pk), queries.reach_of(987654321)) == (None, None)


def test_withdrawing_erases_the_words_at_once(r):
    made = r.apply("Amina", email="amina@ici.example", care="Karim", refuses="Jean")
    link = queries.application_link(made.pk)
    commands.withdraw_application(made, by=None)
    row = r.again(made)
    assert (row.name, row.email, row.care, row.refuses, row.answers) == ("", "", "", "", {})
    assert (queries.application_by_link(link), sent(r)) == (None, [])


def test_half_a_year_after_the_call_the_words_are_gone(r):
    made = r.apply("Amina")
    with clock.at(NOON + timedelta(days=200)):
        beats.tick()
        assert r.again(made).name == "Amina"
    with clock.at(NOON + timedelta(days=215)):
        beats.tick()
        assert r.again(made).name == ""


def test_somebody_erased_leaves_no_application(r):
    amina = cast.person("Amina")
    made = commands.apply_to(r.call, name="Amina", voice="patient", by=amina)
    assert [held["applied as"] for held in queries.held_about(amina)] == ["Amina"]
    people.erase(amina, by=amina)
    assert (r.again(made).name, r.again(made).person_id, queries.held_about(amina)) == ("", None, [])


def asked_together(r, *applications):
    with open_door():
        return [PairProposal.objects.get(first=a) for a in applications]


def test_two_who_come_together_each_answer_alone_and_each_say_yes(r):
    amina = r.apply("Amina", email="amina@ici.example")
    invited = queries.together_by_link(queries.together_link(amina.pk))
    karim = r.apply("Karim", "professional", together=invited, send=False, contact="06 00")
    (proposal,) = asked_together(r, amina)
    r.answers(proposal, amina)
    with refused("Envoyez d’abord votre candidature."):
        r.answers(proposal, karim)
    r.write(karim, contact="06 00")
    half = queries.application_by_link(queries.application_link(amina.pk)).halves[0]
    assert (half.both, half.reach, half.other.name) == (False, [], "Karim")
    r.answers(proposal, karim)
    reach = [
        queries.application_by_link(queries.application_link(a.pk)).halves[0].reach for a in (amina, karim)
    ]
    assert reach == [["06 00"], ["amina@ici.example"]]
    assert [(a.state, a.row.pk) for a in r.seen().asked] == [("agreed", proposal.pk)]
    with refused(NOT_FOUND):
        commands.retain_pair(proposal, by=r.farid)
    commands.retain_pair(queries.proposal(proposal.pk, to=r.driss), by=r.driss)
    assert [a.state for a in r.seen().asked] == ["formed"]


def test_a_pair_goes_from_one_side_to_the_other_and_one_comes_in_one_pair(r):
    amina = r.apply("Amina")
    with refused("Un binôme réunit une personne qui vit les soins et une personne qui y travaille."):
        r.apply("Claire", "family", together=amina)
    r.apply("Karim", "professional", together=amina)
    with refused("Cette personne est déjà dans un binôme. Vous pouvez poser votre candidature sans elle."):
        r.apply("Jean", "professional", together=amina)
    with open_door():
        assert Application.objects.filter(name__in=("Claire", "Jean")).count() == 0


def test_care_that_goes_on_keeps_apart_even_two_who_come_together(r):
    amina = r.apply("Amina", care="le Dr Karim Benali")
    r.apply("Karim", "professional", together=amina)
    (proposal,) = asked_together(r, amina)
    with refused(IN_CARE):
        r.answers(proposal, amina)
