"""Pairing: computed with its proof, kept and refused pairs, proposed, answered; and the circle of a pair."""

from dataclasses import replace

import pytest

from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.circles import queries as circles
from polyphonie.engines import pairing as engine
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import PairAnswer
from tests import cast
from tests.base.said import plain, refused
from tests.programmes.road import NOT_FOUND

pytestmark = pytest.mark.django_db


@pytest.fixture
def six(r):
    """Three of each side; Amina and Karim have the most in common, and each has somebody."""
    r.six = {
        name: r.apply(name, voice, themes=themes)
        for name, voice, themes in (
            ("Amina", "patient", ["sortie", "annonce"]),
            ("Claire", "family", ["douleur"]),
            ("Rose", "community", ["accueil"]),
            ("Karim", "professional", ["sortie", "annonce"]),
            ("Sophie", "support", ["douleur"]),
            ("Hugo", "manager", ["accueil"]),
        )
    }
    return r


def test_the_best_pairs_with_their_reasons_and_their_proof(six):
    assert six.names() == [("Amina", "Karim"), ("Claire", "Sophie"), ("Rose", "Hugo")]
    seen = six.seen()
    assert (seen.proved, engine.check(seen.problem, seen.answer)) == (True, None)
    assert "En commun, sujets : la sortie de l’hôpital, l’annonce" in plain(seen.pairs[0].why.fr)
    assert "In common, subjects: leaving hospital" in six.seen(language="en").pairs[0].why.en


def test_what_is_not_proved_answers_nothing_more(six):
    seen = replace(six.seen(), proved=False)
    assert queries.why_not(seen, six.six["Amina"].pk, six.six["Hugo"].pk) is None
    assert queries.others(seen) == []


def test_a_pair_is_kept_another_refused_and_the_rest_computed_again(six):
    who = six.six
    six.say(who["Amina"], who["Sophie"], "together")
    six.say(who["Claire"], who["Karim"], "apart")
    assert six.names() == [("Amina", "Sophie"), ("Claire", "Hugo"), ("Rose", "Karim")]
    with refused("Une de ces personnes est déjà gardée dans un binôme. Défaites-le d’abord."):
        six.say(who["Amina"], who["Hugo"], "together")
    word = next(w for w in six.seen().words if w.kind == "together")
    commands.take_back_word(six.call, word=word.pk, by=six.driss)
    assert six.names() == [("Amina", "Karim"), ("Claire", "Sophie"), ("Rose", "Hugo")]
    with refused("Choisissez deux personnes, une de chaque côté."):
        six.say(who["Amina"], who["Claire"], "together")


def test_care_and_refusals_hold_and_the_unpaired_know_the_rule(six):
    who = six.six
    six.write(who["Rose"], care="Dr Karim, Sophie", refuses="hugo")
    seen = six.seen()
    assert [pair.names[0] for pair in seen.pairs] == ["Amina", "Claire"]
    told = {row.name: plain(said.fr) for row, said in seen.alone}
    assert told["Rose"].startswith(
        "Rose reste sans binôme, car personne n’est possible : l’un des deux a dit non (1)"
    )
    six.say(who["Rose"], who["Karim"], "together")  # a coordinator cannot pass over care
    assert ["relation de soin" in said.fr for said in six.seen().unheld] == [True]
    assert "Karim" not in [pair.names[1] for pair in six.seen().pairs if pair.names[0] == "Rose"]


def test_hierarchy_languages_and_times_hold_as_they_are_set(six):
    who = six.six
    six.write(who["Amina"], languages=["arabe"], themes=["sortie", "annonce"])
    assert [row.name for row, _ in six.seen().alone if row.name == "Amina"] == ["Amina"]
    commands.choose_rules(six.call, chosen={"languages": 0}, by=six.driss)
    assert ("Amina", "Karim") in six.names()
    six.write(who["Sophie"], reports_to="Claire", themes=["douleur"])
    assert ("Claire", "Sophie") not in six.names()
    commands.choose_rules(six.call, chosen={"languages": 0, "hierarchy": False}, by=six.driss)
    assert ("Claire", "Sophie") in six.names()
    with refused("Choisissez des poids de 0 à 5."):
        commands.choose_rules(six.call, chosen={"weight_themes": 9}, by=six.driss)


def test_why_not_these_two_and_what_else_there_is(six):
    who = six.six
    seen = six.seen()
    assert plain(queries.why_not(seen, who["Amina"].pk, who["Hugo"].pk).fr).startswith(
        "Amina et Hugo ensemble, c’est possible."
    )
    assert queries.why_not(seen, who["Amina"].pk, who["Claire"].pk) is None
    assert queries.why_not(seen, who["Amina"].pk, 987654321) is None
    commands.choose_rules(six.call, chosen={**queries.CHOSEN, "weight_themes": 0}, by=six.driss)
    assert [each.differ for each in queries.others(six.seen())][:1] == [3]


def test_a_name_that_means_nobody_is_shown_to_the_coordinator(six):
    six.write(six.six["Amina"], care="Dr Benali")
    assert [(row.name, names) for row, names in six.seen().nobody] == [("Amina", "Dr Benali")]


def test_only_pairs_that_are_computed_now_are_proposed(six):
    who = six.six
    with refused("Les binômes ont changé depuis que vous les avez lus. Relisez-les, puis proposez."):
        six.propose(who["Amina"], who["Hugo"])
    made = six.propose(who["Amina"], who["Karim"])
    assert six.names() == [("Claire", "Sophie"), ("Rose", "Hugo")]  # who is asked is no longer computed
    assert [a.state for a in six.seen().asked] == ["waiting"]
    with refused("Les binômes ont changé depuis que vous les avez lus. Relisez-les, puis proposez."):
        six.propose(who["Amina"], who["Karim"])
    commands.end_proposal(queries.proposal(made.pk, to=six.driss), by=six.driss)
    assert ("Amina", "Karim") in six.names()


def test_both_say_yes_and_their_circle_is_theirs_alone(six):
    who = six.six
    proposal = six.propose(who["Amina"], who["Karim"])
    six.answers(proposal, who["Amina"])
    with refused("Vous avez déjà répondu."):
        six.answers(proposal, who["Amina"])
    formed = six.answers(proposal, who["Karim"])
    members = list(circles.members(formed.circle_id))
    assert [(m.person.name, m.voice, m.charge) for m in members] == [
        ("Amina", "patient", ""), ("Karim", "professional", ""),
    ]  # fmt: skip
    told = formed.circle.kind, formed.circle.parent_id, formed.circle.name
    assert told == ("pair", six.cohort.circle_id, "Binôme · 03/2027")
    for outsider in (six.driss, six.elise, six.farid):
        assert circles.circle_for(formed.circle_id, to=outsider) is None
        assert list(circles.circles_inside(six.cohort.circle, to=outsider)) == []
    assert [c.pk for c in circles.circles_of(members[0].person)] == [formed.circle_id]
    assert circles.circle_for(six.cohort.circle_id, to=members[0].person) is None


def test_another_pair_sees_nothing_of_this_one(six):
    who = six.six
    formed = [
        six.answers(proposal, who[b])
        for a, b in (("Amina", "Karim"), ("Claire", "Sophie"))
        for proposal in [six.propose(who[a], who[b])]
        if six.answers(proposal, who[a])
    ]
    claire = six.again(who["Claire"]).person
    assert circles.circle_for(formed[1].circle_id, to=claire) is not None
    assert circles.circle_for(formed[0].circle_id, to=claire) is None
    told = queries.application_by_link(queries.application_link(who["Claire"].pk))
    assert [half.other.name for half in told.halves] == ["Sophie"]


def test_a_no_needs_no_reason_and_nobody_learns_who_said_it(six):
    who = six.six
    proposal = six.propose(who["Amina"], who["Karim"])
    six.answers(proposal, who["Amina"])
    ended = six.answers(proposal, who["Karim"], yes=False)
    assert (ended.circle, [a.state for a in six.seen().asked]) == (None, ["over"])
    assert ("Amina", "Karim") not in six.names()
    facts = log(f"call:{six.call.pk}")
    assert [(f.name, f.by, f.ids) for f in facts][-1] == ("ProposalEnded", None, {"proposal": proposal.pk})
    here = queries.application_by_link(queries.application_link(who["Amina"].pk)).halves[0]
    assert (here.is_over, here.reach) == (True, [])
    with open_door():
        assert (
            PairAnswer.objects.filter(proposal=proposal, yes=False).count() == 1
        )  # there was something to tell


def test_nobody_answers_for_somebody_else(six):
    who = six.six
    proposal = six.propose(who["Amina"], who["Karim"])
    with refused(NOT_FOUND):
        six.answers(proposal, who["Claire"])


def test_a_first_name_that_says_yes_becomes_somebody_and_may_join_an_account(six):
    who = six.six
    proposal = six.propose(who["Amina"], who["Karim"])
    six.answers(proposal, who["Amina"])
    six.answers(proposal, who["Karim"])
    karim = six.again(who["Karim"]).person
    assert (karim.is_guest, karim.name) == (True, "Karim")
    account = cast.person("Karim")
    people.attach_guest(karim, to=account, by=account)
    assert six.again(who["Karim"]).person == account


@pytest.mark.parametrize("who", ["farid", "elise"])
def test_farid_and_the_manager_of_the_parent_do_nothing(six, who):
    other, people_ = getattr(six, who), six.six
    proposal = six.propose(people_["Amina"], people_["Karim"])
    seen = queries.call(six.call.pk, to=six.driss)
    assert queries.proposal(proposal.pk, to=other) is None
    for verb in (
        lambda: commands.choose_rules(six.call, chosen={}, by=other),
        lambda: six.say(people_["Claire"], people_["Hugo"], "apart", by=other),
        lambda: commands.take_back_word(six.call, word=1, by=other),
        lambda: commands.propose_pairs(seen, pairs=[(people_["Rose"].pk, people_["Hugo"].pk)], by=other),
        lambda: commands.end_proposal(proposal, by=other),
        lambda: commands.retain_pair(proposal, by=other),
    ):
        with refused(NOT_FOUND):
            verb()


def test_a_withdrawal_ends_what_was_only_asked(six):
    who = six.six
    proposal = six.propose(who["Amina"], who["Karim"])
    commands.withdraw_application(six.again(who["Karim"]), by=None)
    assert [a.state for a in six.seen().asked] == ["over"]
    with refused("Cette proposition est close. Vous n’avez rien d’autre à faire."):
        six.answers(proposal, who["Amina"])
    assert who["Amina"].pk in six.seen().people


def test_somebody_who_changes_voice_is_computed_from_their_new_side(six):
    who = six.six
    six.say(who["Amina"], who["Karim"], "apart")
    six.say(who["Claire"], who["Sophie"], "together")
    for name in ("Karim", "Sophie"):
        here = six.again(who[name])
        here.voice = "patient"
        six.write(here)
    seen = six.seen()
    assert [pair.names[1] for pair in seen.pairs] == ["Hugo"]
    assert ["du même côté" in said.fr for said in seen.unheld] == [True]
