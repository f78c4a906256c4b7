"""From a text put before the group to a decision in the register, and back at its review."""

from datetime import UTC, date, datetime, timedelta

import pytest

from polyphonie.base import clock, facts
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as circle_queries
from polyphonie.decisions import commands, queries
from polyphonie.decisions.contract.consent import Ground, Stage, Stance
from polyphonie.decisions.models import Position, Proposal
from polyphonie.people import commands as people
from tests import cast
from tests.base.said import refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
REVIEW = date(2027, 5, 1)
FIRST = "Nous appelons un proche le mardi."
SECOND = "Nous appelons un proche qui a dit oui, le mardi."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def entry(w, author, kind="contribution"):
    return circles.write_entry(
        w.circle, kind=kind, authors=[author], shown=True, open_to_future=True, by=author
    )


def company(w, names=("Amina", "Bruno", "Claire")):
    return {w[name]: cast.VOICES[name] for name in names}


def proposed(w, names=("Amina", "Bruno", "Claire")) -> Proposal:
    return commands.propose(
        entry=entry(w, w.claire, "proposal"),
        circle=w.circle,
        text=f"  {FIRST} ",
        review_on=REVIEW,
        people=company(w, names),
        by=w.claire,
    )


def say(w, proposal, name, stance=Stance.CONSENT, version=1, text="", **more):
    written = entry(w, w[name])
    ground = Ground.LIMIT if stance == Stance.OBJECTION else None
    commands.take_position(
        proposal.pk,
        by=w[name],
        entry=written,
        stance=stance,
        version=version,
        ground=ground,
        text=text,
        **more,
    )
    return written


def adopted(w) -> queries.DecisionSeen:
    proposal = proposed(w)
    commands.open_round(proposal.pk, people=company(w), by=w.driss)
    for name in ("Amina", "Bruno", "Claire"):
        say(w, proposal, name)
    assert commands.close_round(proposal.pk, by=w.driss) == Stage.IN_TRIAL
    (decision,) = queries.register(w.circle, to=w.claire)
    return decision


def through_an_objection(w) -> Proposal:
    """Amina objects to the first text; Claire changes it; Amina lifts; all consent to the second, Bruno with a concern."""
    proposal = proposed(w)
    commands.open_round(proposal.pk, people=company(w), by=w.driss)
    say(w, proposal, "Amina", Stance.OBJECTION, text="Sans mon accord, non.", would_help="Me demander.")
    say(w, proposal, "Bruno")
    say(w, proposal, "Claire")
    assert commands.close_round(proposal.pk, by=w.driss) == Stage.INTEGRATING
    assert commands.edit(proposal.pk, text=SECOND, by=w.claire) == 2
    (objection,) = queries.standing(proposal.pk).values()
    commands.answer_objection(objection, how=" On demande d’abord. ", by=w.claire)
    commands.lift(objection, by=w.amina)
    commands.open_round(proposal.pk, people=company(w), by=w.driss)
    say(w, proposal, "Amina", version=2)
    say(w, proposal, "Bruno", Stance.CONCERN, version=2, text="Que cela devienne une case à cocher.")
    say(w, proposal, "Claire", version=2)
    assert commands.close_round(proposal.pk, by=w.driss) == Stage.IN_TRIAL
    return proposal


def test_the_record_keeps_each_text_each_objection_and_how_it_changed_the_text(world):
    through_an_objection(world)
    (decision,) = queries.register(world.circle, to=world.elise)
    seen = decision.proposal
    assert seen.versions == ((1, FIRST), (2, SECOND))
    assert (decision.version, decision.text, decision.review_on) == (2, SECOND, REVIEW)
    (objection,) = seen.objections
    assert (objection.by, objection.voice, objection.ground, objection.version) == (
        "Amina",
        "patient",
        "limit",
        1,
    )
    assert (objection.reason, objection.would_help) == ("Sans mon accord, non.", "Me demander.")
    assert (objection.lifted, objection.withdrawn) == (True, False)
    assert objection.changes == ((2, "On demande d’abord."),)
    assert [(c.by, c.text) for c in seen.concerns] == [("Bruno", "Que cela devienne une case à cocher.")]


def test_each_change_leaves_its_fact_in_the_order_it_happened(world):
    proposal = through_an_objection(world)
    told = facts.log(f"proposal:{proposal.pk}")
    assert [fact.name for fact in told] == [
        "ProposalMade", "RoundOpened", "PositionTaken", "ObjectionRaised", "PositionTaken", "PositionTaken",
        "ProposalEdited", "ObjectionAnswered", "ObjectionLifted", "RoundOpened",
        "PositionTaken", "PositionTaken", "PositionTaken", "DecisionAdopted",
    ]  # fmt: skip
    assert [fact.seq for fact in told] == list(range(1, 15))


def test_an_edit_clears_the_positions_of_the_matter_when_a_new_round_opens(world):
    proposal = through_an_objection(world)
    with open_door():
        kept = list(Position.objects.filter(proposal=proposal).order_by("pk").values_list("version", "round"))
    assert kept == [(1, 1)] * 3 + [(2, 2)] * 3


def test_a_decision_lives_in_the_home_circle_and_is_open_to_future_members(world):
    decision = adopted(world)
    newcomer = cast.person("Gaston")
    guest = people.welcome_guest(name="Rose")
    assert [d.pk for d in queries.register(world.circle, to=newcomer)] == []
    circles.enter(world.circle, person=newcomer, voice="support", by=world.driss)
    for who in (world.elise, world.claire, newcomer):
        assert [d.text for d in queries.register(world.circle, to=who)] == [FIRST]
        assert queries.decision(decision.pk, to=who).text == FIRST
    for who in (world.farid, guest):
        assert queries.register(world.circle, to=who) == []
        assert queries.decision(decision.pk, to=who) is None
        assert queries.proposals([decision.proposal.pk], to=who) == {}
        assert queries.reviews_due([world.circle], to=who) == []
    circles.leave(world.circle, person=newcomer, by=newcomer)
    assert queries.register(world.circle, to=newcomer) == []


def test_the_words_of_an_objection_stay_where_their_entry_is_read_when_the_decision_goes_further(world):
    """Said in the gathering, to the people there: the circle knows that there was an objection, not its words."""
    gathering = cast.gathering_of(world)
    proposal = proposed(world)
    commands.open_round(proposal.pk, people=company(world), by=world.driss)
    inside = circles.write_entry(
        gathering.assembly, kind="contribution", authors=[world.amina], shown=True, by=world.amina
    )
    commands.take_position(
        proposal.pk, by=world.amina, entry=inside, stance=Stance.OBJECTION, version=1,
        ground=Ground.AIM, text="Le soir, non.",
    )  # fmt: skip
    for who, told in ((world.bruno, True), (world.amina, True), (world.elise, False)):
        (objection,) = queries.proposals([proposal.pk], to=who)[proposal.pk].objections
        assert (objection.told, objection.reason, objection.by) == (
            (True, "Le soir, non.", "Amina") if told else (False, "", "")
        )


def test_an_objection_whose_author_takes_back_the_words_keeps_its_place(world):
    through_an_objection(world)
    (decision,) = queries.register(world.circle, to=world.elise)
    (objection,) = decision.proposal.objections
    assert objection.reason
    with open_door():
        written = circle_queries.Entry.objects.get(objections=objection.pk)
    circles.withdraw_entry(written, by=world.amina)
    (after,) = queries.decision(decision.pk, to=world.elise).proposal.objections
    assert (after.withdrawn, after.reason, after.would_help, after.by) == (True, "", "", "")
    assert (after.pk, after.version, after.lifted) == (objection.pk, 1, True)


def test_erasing_the_proposer_keeps_the_decision_without_the_name(world):
    decision = adopted(world)
    assert decision.proposal.proposer == "Claire"
    people.erase(world.claire, by=world.claire)
    kept = queries.decision(decision.pk, to=world.elise)
    assert (kept.text, kept.proposal.proposer) == (FIRST, "—")
    assert queries.decision(decision.pk, to=world.farid) is None


@pytest.mark.parametrize("outcome", ["renewed", "amended", "ended"])
def test_a_decision_is_reviewed_on_its_day(world, outcome):
    decision = adopted(world)
    assert queries.reviews_due([world.circle], to=world.elise) == [] and queries.due_now() == []
    later = REVIEW + timedelta(days=90) if outcome == "renewed" else None
    with clock.at(datetime(2027, 5, 1, 9, 0, tzinfo=UTC)):
        assert [d.pk for d in queries.reviews_due([world.circle], to=world.elise)] == [decision.pk]
        assert queries.reviews_due([world.circle], to=world.farid) == []
        assert queries.due_now() == [(decision.pk, world.circle.pk, REVIEW)]
        commands.review(decision.pk, outcome=outcome, by=world.elise, text=" On a appris. ", review_on=later)
        assert queries.due_now() == []
        seen = queries.decision(decision.pk, to=world.amina)
    assert [(r.outcome, r.text, r.next_review_on) for r in seen.reviews] == [(outcome, "On a appris.", later)]
    assert (seen.in_force, seen.review_on) == ((True, later) if outcome == "renewed" else (False, REVIEW))


def test_a_review_is_refused_to_somebody_of_another_circle_as_if_there_were_nothing(world):
    decision = adopted(world)
    with refused("Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."):
        commands.review(decision.pk, outcome="ended", by=world.farid)


def test_a_text_is_refused_when_it_is_empty_or_too_long_to_be_read_aloud(world):
    for text, why in (
        (" \n", "Écrivez d’abord la proposition, en une ou deux phrases."),
        ("a" * 4001, "Ce texte est trop long pour être lu à voix haute : 4000 signes au plus."),
    ):
        with refused(why):
            commands.propose(
                entry=entry(world, world.claire), circle=world.circle, text=text, review_on=REVIEW,
                people=company(world), by=world.claire,
            )  # fmt: skip
    proposal = proposed(world)
    with refused("Écrivez d’abord la proposition, en une ou deux phrases."):
        commands.edit(proposal.pk, text="", by=world.claire)


def test_a_proposal_is_withdrawn_by_its_proposer_alone_and_is_parked_when_it_is_left_aside(world):
    proposal, other = proposed(world), proposed(world)
    with refused("Seule la personne qui porte la proposition peut la retirer."):
        commands.withdraw(proposal.pk, by=world.driss)
    commands.withdraw(proposal.pk, by=world.claire)
    commands.leave_aside([proposal.pk, other.pk], by=None)
    seen = queries.proposals([proposal.pk, other.pk], to=world.claire)
    assert {pk: p.stage for pk, p in seen.items()} == {proposal.pk: "withdrawn", other.pk: "parked"}


def test_lifting_anothers_objection_is_refused_and_it_still_stands(world):
    proposal = proposed(world)
    commands.open_round(proposal.pk, people=company(world), by=world.driss)
    say(world, proposal, "Amina", Stance.OBJECTION, text="Non.")
    objection = queries.standing(proposal.pk)[world.amina.pk]
    for who in (world.claire, world.driss, world.farid):
        with refused("Seule la personne qui a fait cette objection peut la lever."):
            commands.lift(objection, by=who)
    with refused("Cette objection n’existe plus."):
        commands.lift(10**9, by=world.amina)
    assert queries.standing(proposal.pk) == {world.amina.pk: objection}


def test_somebody_concerned_who_stays_silent_leaves_the_proposal_parked(world):
    proposal = proposed(world)
    commands.open_round(proposal.pk, people=company(world), by=world.driss)
    say(world, proposal, "Amina")
    say(world, proposal, "Bruno")
    assert commands.close_round(proposal.pk, by=world.driss) == Stage.PARKED
    assert queries.register(world.circle, to=world.claire) == []
    assert facts.log(f"proposal:{proposal.pk}")[-1].name == "ProposalLeft"


def test_my_data_holds_my_positions_objections_and_proposals_and_nobody_elses(world):
    through_an_objection(world)
    amina, claire, farid = (queries.held_about(p) for p in (world.amina, world.claire, world.farid))
    assert [o["reason"] for o in amina["objections"]] == ["Sans mon accord, non."]
    assert sorted(p["stance"] for p in amina["positions"]) == ["consent", "objection"]
    assert [p["versions"] for p in claire["proposals"]] == [[FIRST, SECOND]]
    assert queries.held_about(world.bruno)["concerns"] == ["Que cela devienne une case à cocher."]
    assert farid == {"proposals": [], "positions": [], "objections": [], "concerns": []}


def test_somebody_who_spoke_twice_in_a_round_as_a_guest_and_with_an_account_becomes_one_person(world):
    proposal = proposed(world)
    phone = people.welcome_guest(name="Bruno")
    both = company(world) | {phone: "professional"}
    commands.open_round(proposal.pk, people=both, by=world.driss)
    for who, words in ((world.bruno, "Trop long."), (phone, "Trop court.")):
        written = entry(world, who)
        commands.take_position(
            proposal.pk, by=who, entry=written, stance=Stance.CONCERN, version=1, text=words
        )
    people.attach_guest(phone, to=world.bruno, by=world.bruno)
    seen = queries.proposals([proposal.pk], to=world.bruno)[proposal.pk]
    assert [(c.by, c.text) for c in seen.concerns] == [("Bruno", "Trop long."), ("—", "Trop court.")]
    assert [p["stance"] for p in queries.held_about(world.bruno)["positions"]] == ["concern"]
