"""Care keeps two people apart, unless the two and a coordinator have each agreed in writing."""

from itertools import combinations

import pytest
from django.db import IntegrityError, transaction

from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import CareAgreement, PairProposal
from tests import cast
from tests.base.said import plain, refused
from tests.programmes.road import IN_CARE, NOT_FOUND
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(r):
    """Amina is in Karim's care; nobody else applied."""
    r.amina = r.apply("Amina", care="le Dr Karim Benali", themes=["sortie"])
    r.karim = r.apply("Karim", "professional", themes=["sortie"])
    return r


def seen(w, to=None):
    return queries.care_between(w.call.pk, w.amina.pk, w.karim.pk, to=to or w.driss)


def agree(w, half=None, words="D’accord.", by=None):
    return commands.agree_over_care(seen(w), words=words, half=half, by=by or (None if half else w.driss))


def all_three(w):
    for half in (None, w.amina, w.karim):
        agree(w, half)


def test_only_the_three_together_let_them_be_paired(two):
    """Every part of the three, tried: only the whole opens the way."""
    three = (None, two.amina, two.karim)
    for some in (part for size in range(4) for part in combinations(three, size)):
        with transaction.atomic():
            for half in sorted(some, key=lambda half: half is not None):  # the coordination asks first
                if None in some or half is None:
                    agree(two, half)
                else:  # nobody asked this half: they cannot even write
                    with refused(NOT_FOUND):
                        agree(two, half)
            assert bool(two.names()) is (some == three), some
            transaction.set_rollback(True)


def test_the_pair_is_proposed_and_formed_as_any_other(two):
    assert two.names() == []
    all_three(two)
    assert two.names() == [("Amina", "Karim")]
    proposal = two.propose(two.amina, two.karim)
    two.answers(proposal, two.amina)
    assert two.answers(proposal, two.karim).circle_id is not None


def test_taking_one_back_keeps_them_apart_again_until_the_pair_is_formed(two):
    all_three(two)
    proposal = two.propose(two.amina, two.karim)
    two.answers(proposal, two.amina)
    commands.take_agreement_back(seen(two), half=two.karim, by=None)
    with refused(IN_CARE):
        two.answers(proposal, two.karim)
    agree(two, two.karim)
    two.answers(proposal, two.karim)
    with refused("Ce binôme est formé. Chacun peut le quitter, sans dire pourquoi."):
        commands.take_agreement_back(seen(two), half=two.karim, by=None)


def test_two_who_come_together_are_asked_without_the_coordinator(r):
    r.amina = r.apply("Amina", care="Karim")
    r.karim = r.apply("Karim", "professional", together=r.amina)
    with open_door():
        proposal = PairProposal.objects.get()
    with refused(IN_CARE):
        r.answers(proposal, r.amina)
    agree(r, r.amina)
    agree(r, r.karim)
    with refused(IN_CARE):
        r.answers(proposal, r.amina)
    agree(r)
    for half in (r.amina, r.karim):
        r.answers(proposal, half)
    commands.retain_pair(queries.proposal(proposal.pk, to=r.driss), by=r.driss)
    assert [each.state for each in r.seen().asked] == ["formed"]


def test_nobody_is_asked_before_a_coordinator_wrote_and_words_cross_once_all_three_have(two):
    def words(me):
        (asked,) = queries.care_asked(two.again(me))
        return [row and row.words for row in (asked.coordination, asked.mine, asked.theirs)]

    assert (queries.care_asked(two.amina), queries.care_asked(two.karim)) == ([], [])
    agree(two, words="Le suivi passe à une autre.")
    agree(two, two.amina, "Je peux lui dire non.")
    assert words(two.karim) == ["Le suivi passe à une autre.", None, None]
    agree(two, two.karim, "Elle est libre.")
    assert words(two.karim) == ["Le suivi passe à une autre.", "Elle est libre.", "Je peux lui dire non."]
    assert [row.words for _, row in seen(two).three] == ["Je peux lui dire non.", "Elle est libre.", "Le suivi passe à une autre."]  # fmt: skip
    facts = [(fact.name, fact.by, fact.ids) for fact in log(f"call:{two.call.pk}")][-3:]
    written = {"call": two.call.pk}
    assert facts == [("CareAgreementWritten", by, written) for by in (two.driss.pk, None, None)]


def test_each_agrees_for_themselves_and_a_coordinator_who_is_one_of_the_two_does_not(two):
    agree(two)
    with refused("Votre accord est déjà écrit. Pour le changer, retirez-le d’abord."):
        agree(two)
    with refused("Écrivez votre accord en quelques mots. Sans vos mots, rien ne change."):
        agree(two, two.amina, "  ")
    other = two.apply("Rose")
    with refused(NOT_FOUND):
        agree(two, other)
    for by in (two.elise, two.farid):
        with refused(NOT_FOUND):
            commands.agree_over_care(seen(two), words="x", by=by)
        assert seen(two, to=by) is None
    aide = cast.person("Aide")
    one = commands.apply_to(two.call, name="Aide", voice="professional", by=aide)
    two.write(one)
    circles.enter(two.cohort.circle, person=aide, voice="professional", charge="cofacilitator", by=two.driss)
    rose = two.apply("Rosa", care="Aide")
    theirs = queries.care_between(two.call.pk, rose.pk, one.pk, to=aide)
    with refused(
        "Vous êtes l’une de ces deux personnes. Quelqu’un d’autre de la coordination doit l’écrire."
    ):
        commands.agree_over_care(theirs, words="x", by=aide)
    commands.agree_over_care(theirs, words="x", by=two.driss)


def test_an_agreement_is_of_these_two_and_of_nobody_who_bears_the_same_name(two):
    twin = two.apply("Karim", "professional", themes=["sortie"])
    all_three(two)
    assert two.names() == [("Amina", "Karim")]
    pair = two.seen().pairs[0]
    assert {pair.first.pk, pair.second.pk} == {two.amina.pk, two.karim.pk}
    told = {
        (each.first.pk, each.second.pk): len(each.written) for each in queries.care_in(two.call, to=two.driss)
    }
    assert told == {(two.amina.pk, two.karim.pk): 3, (two.amina.pk, twin.pk): 0}
    assert queries.care_in(two.call, to=two.elise) == queries.care_in(two.call, to=two.farid) == []


def test_two_whom_no_care_keeps_apart_have_nothing_to_agree_on(two):
    sophie = two.apply("Sophie", "professional")
    assert queries.care_between(two.call.pk, two.amina.pk, sophie.pk, to=two.driss) is None
    assert queries.care_between(two.call.pk, two.amina.pk, two.amina.pk, to=two.driss) is None


def test_a_refusal_still_separates_whatever_was_agreed(r):
    r.amina = r.apply("Amina", care="Karim", refuses="Karim", themes=["sortie"])
    r.karim = r.apply("Karim", "professional", themes=["sortie"])
    all_three(r)
    assert r.names() == []


def test_what_was_written_goes_with_its_people(two):
    rose = people.welcome_guest(name="Rose")
    with open_door():
        type(two.amina).objects.filter(pk=two.amina.pk).update(person=rose)
    two.amina = two.again(two.amina)
    all_three(two)
    assert [each["agreement over care"] for each in queries.held_about(rose) if "agreement over care" in each] == ["D’accord."]  # fmt: skip
    commands.withdraw_application(two.karim, by=None)
    with open_door():
        assert CareAgreement.objects.count() == 0


def test_a_coordinator_erased_takes_their_agreement_along(two):
    aide = cast.person("Aide")
    circles.enter(two.cohort.circle, person=aide, voice="patient", charge="cofacilitator", by=two.driss)
    agree(two, by=aide)
    agree(two, two.amina)
    people.erase(aide, by=aide)
    with open_door():
        assert [row.half_id for row in CareAgreement.objects.all()] == [two.amina.pk]


def test_the_rows_hold_what_they_must(two):
    agree(two)
    rose = two.apply("Rose")
    for half in (None, rose):
        with pytest.raises(IntegrityError), transaction.atomic(), open_door():
            CareAgreement.objects.create(
                call=two.call, first=two.amina, second=two.karim, half=half, words="x"
            )


def test_the_pages_from_the_coordinator_to_each_half(two):
    driss, where = browser(two.driss), f"/calls/{two.call.pk}/care/{two.amina.pk}/{two.karim.pk}/"
    assert where in driss.get(f"/calls/{two.call.pk}/pairing/").content.decode()
    mine = {
        half.name: f"/application/{queries.application_link(half.pk)}/" for half in (two.amina, two.karim)
    }
    assert "Un soin vous lie" not in plain(browser().get(mine["Karim"]).content.decode())
    assert driss.post(where, {"words": ""}).status_code == 422
    assert driss.post(where, {"words": "Le suivi \0change."}).status_code == 302
    page = browser().get(mine["Karim"]).content.decode()
    assert "Un soin vous lie, Amina et vous" in plain(page) and "Le suivi change." in page
    assert (
        browser().post(f"{mine['Karim']}care/", {"other": two.karim.pk, "words": "Oui."}).status_code == 404
    )
    for name, other in (("Karim", two.amina), ("Amina", two.karim)):
        given = {"other": other.pk, "words": f"Oui de {name}."}
        assert browser().post(f"{mine[name]}care/", given).status_code == 302
    assert "Oui de Amina." in browser().get(mine["Karim"]).content.decode()
    assert "accord écrit par les trois" in driss.get(f"/calls/{two.call.pk}/pairing/").content.decode()
    assert browser().post(f"{mine['Amina']}care/", {"other": two.karim.pk, "do": "back"}).status_code == 302
    assert driss.post(where, {"do": "back"}).status_code == 302
    for person in (two.elise, two.farid, None):
        assert browser(person).get(where).status_code == browser(person).post(where).status_code == 404
