"""Each way the machine says no, and that it says so in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest

from polyphonie.base.voices import Voice
from polyphonie.decisions.contract import consent
from polyphonie.decisions.contract.consent import Ground, Matter, Objection, Stage, Stance
from tests.base.said import plain, refused

START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
AMINA, BRUNO, CLAIRE = 1, 2, 3


def matter(stage=Stage.AMENDING, **more) -> Matter:
    people = {AMINA: Voice.PATIENT, BRUNO: Voice.PROFESSIONAL, CLAIRE: Voice.FAMILY}
    given = {"people": people, "concerned": frozenset(people), "review_on": date(2027, 5, 1), **more}
    return Matter(proposer=CLAIRE, opened_at=START, stage=stage, **given)


def asked(**more) -> Matter:
    return consent.open_round(matter(**more), at=START)


def all_say(stances: dict[int, Stance], m: Matter | None = None) -> Matter:
    m = m or asked()
    for by, stance in stances.items():
        m = consent.take_position(
            m, by=by, stance=stance, version=m.version, ground=Ground.LIMIT, reason="Trop pour moi."
        )
    return m


YES = dict.fromkeys((AMINA, BRUNO, CLAIRE), Stance.CONSENT)
AN_OBJECTION = Objection(AMINA, Ground.AIM, "Cela nous éloigne.", 1)

REFUSED = {
    "going back to an earlier stage": (
        lambda: consent.advance(matter(Stage.REACTING), Stage.CLARIFYING),
        "Cette étape de la décision est déjà passée, ou n’est pas encore ouverte.",
        "This stage of the decision is over, or not open yet.",
    ),
    "jumping to a decision": (
        lambda: consent.advance(matter(Stage.DRAFT), Stage.ADOPTED),
        "Cette étape de la décision est déjà passée, ou n’est pas encore ouverte.",
        "This stage of the decision is over, or not open yet.",
    ),
    "editing while the group is asked": (
        lambda: consent.edit(asked()),
        "Le texte est figé pendant qu’on en discute. Il pourra changer à l’étape suivante.",
        "The text is frozen while it is discussed. It can change at the next step.",
    ),
    "withdrawing what somebody else carries": (
        lambda: consent.withdraw(matter(), by=BRUNO),
        "Seule la personne qui porte la proposition peut la retirer.",
        "Only the person who carries the proposal can withdraw it.",
    ),
    "withdrawing a decision": (
        lambda: consent.withdraw(matter(Stage.IN_TRIAL), by=CLAIRE),
        "Cette proposition n’est plus en discussion.",
        "This proposal is no longer being discussed.",
    ),
    "opening the round twice": (
        lambda: consent.open_round(asked(), at=START),
        "Le tour est déjà ouvert, ou la décision est prise.",
        "The round is open already, or over.",
    ),
    "opening a round without a review date": (
        lambda: asked(review_on=None),
        "Choisissez la date où l’on reverra cette décision : à partir de demain, dans l’année.",
        "Choose the date when this decision will be reviewed: from tomorrow on, within a year.",
    ),
    "a review date of today": (
        lambda: asked(review_on=START.date()),
        "Choisissez la date où l’on reverra cette décision : à partir de demain, dans l’année.",
        "Choose the date when this decision will be reviewed: from tomorrow on, within a year.",
    ),
    "a review date beyond the year": (
        lambda: asked(review_on=START.date() + timedelta(days=367)),
        "Choisissez la date où l’on reverra cette décision : à partir de demain, dans l’année.",
        "Choose the date when this decision will be reviewed: from tomorrow on, within a year.",
    ),
    "a fourth round": (
        lambda: asked(round=3),
        "Trois tours ou trente jours sont passés : mettez la proposition en attente, ou portez-la plus loin. "
        "On ne la met jamais aux voix.",
        "Three rounds or thirty days have passed: park the proposal, or take it further. It is never put to a vote.",
    ),
    "a round after thirty days": (
        lambda: consent.open_round(matter(), at=START + timedelta(days=30, seconds=1)),
        "Trois tours ou trente jours sont passés : mettez la proposition en attente, ou portez-la plus loin. "
        "On ne la met jamais aux voix.",
        "Three rounds or thirty days have passed: park the proposal, or take it further. It is never put to a vote.",
    ),
    "a position before the round": (
        lambda: all_say(YES, matter()),
        "Le tour de consentement n’est pas ouvert.",
        "The consent round is not open.",
    ),
    "a position of somebody who does not take part": (
        lambda: all_say({99: Stance.CONSENT}),
        "Pour prendre position, participez d’abord à la séance.",
        "To take a position, first take part in the gathering.",
    ),
    "a position on an older text": (
        lambda: consent.take_position(asked(version=2), by=AMINA, stance=Stance.CONSENT, version=1),
        "Le texte a changé depuis que vous l’avez lu. Relisez-le, puis répondez.",
        "The text has changed since you read it. Read it again, then answer.",
    ),
    "an objection without a reason": (
        lambda: consent.take_position(
            asked(), by=AMINA, stance=Stance.OBJECTION, version=1, ground=Ground.AIM, reason=" "
        ),
        "Dites en une phrase ce que vous ne pouvez pas accepter, et pourquoi.",
        "Say in one sentence what you cannot accept, and why.",
    ),
    "an objection of no kind": (
        lambda: consent.take_position(asked(), by=AMINA, stance=Stance.OBJECTION, version=1, reason="Non."),
        "Dites en une phrase ce que vous ne pouvez pas accepter, et pourquoi.",
        "Say in one sentence what you cannot accept, and why.",
    ),
    "closing a round that is not open": (
        lambda: consent.close_round(matter()),
        "Le tour de consentement n’est pas ouvert.",
        "The consent round is not open.",
    ),
    "lifting somebody else’s objection": (
        lambda: consent.lift(
            matter(Stage.INTEGRATING, objections=(AN_OBJECTION,)), by=CLAIRE, objector=AMINA
        ),
        "Seule la personne qui a fait cette objection peut la lever.",
        "Only the person who raised this objection can lift it.",
    ),
    "lifting an objection nobody made": (
        lambda: consent.lift(matter(Stage.INTEGRATING), by=BRUNO, objector=BRUNO),
        "Vous n’avez pas d’objection à lever.",
        "You have no objection to lift.",
    ),
    "lifting an objection once all is over": (
        lambda: consent.lift(matter(Stage.PARKED, objections=(AN_OBJECTION,)), by=AMINA, objector=AMINA),
        "Cette objection n’est plus en discussion.",
        "This objection is no longer being discussed.",
    ),
    "integrating before the round": (
        lambda: consent.answer(matter(), objectors=[AMINA]),
        "On n’intègre les objections qu’après un tour.",
        "Objections are integrated after a round.",
    ),
    "parking a decision": (
        lambda: consent.leave(matter(Stage.IN_TRIAL), Stage.PARKED),
        "Cette proposition n’est plus en discussion.",
        "This proposal is no longer being discussed.",
    ),
    "trying what is not adopted": (
        lambda: consent.begin_trial(matter()),
        "Rien n’est encore adopté.",
        "Nothing is adopted yet.",
    ),
    "reviewing twice": (
        lambda: consent.review(matter(Stage.ENDED), outcome="ended", at=START),
        "Cette décision a déjà été revue.",
        "This decision has been reviewed already.",
    ),
    "renewing without a next date": (
        lambda: consent.review(matter(Stage.IN_TRIAL), outcome="renewed", at=START),
        "Pour la reconduire, choisissez la prochaine date de revue, dans l’année.",
        "To renew it, choose the next review date, within a year.",
    ),
    "an outcome that does not exist": (
        lambda: consent.review(matter(Stage.IN_TRIAL), outcome="voted", at=START),
        "Choisissez : on continue, on change, on arrête.",
        "Choose: we go on, we change it, we stop.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_the_machine_refuses_with_a_sentence_in_both_languages(case):
    verb, fr, en = REFUSED[case]
    with refused(fr, en):
        verb()


@pytest.mark.parametrize(
    ("heard", "why"),
    [
        ({AMINA: Stance.CONSENT}, "1 réponse ; il en faut au moins 2."),
        ({}, "0 réponse ; il en faut au moins 2."),
        (
            {AMINA: Stance.CONSENT, CLAIRE: Stance.CONSENT},
            "Toutes les voix n’ont pas répondu : il manque au moins une réponse des patients et proches, "
            "ou des professionnels.",
        ),
        (
            {AMINA: Stance.CONSENT, BRUNO: Stance.CONCERN},
            "1 personne qui vivra avec cette décision n’a pas répondu. Le silence n’est pas un consentement.",
        ),
        ({**YES, AMINA: Stance.OBJECTION}, "1 objection à intégrer."),
        ({**YES, AMINA: Stance.OBJECTION, BRUNO: Stance.OBJECTION}, "2 objections à intégrer."),
        ({**YES, AMINA: Stance.STAND_ASIDE, BRUNO: Stance.STAND_ASIDE}, "1 réponse ; il en faut au moins 2."),
    ],
)
def test_what_stands_between_a_round_and_a_decision_is_said(heard, why):
    closing = all_say(heard)
    refusal = consent.why_not_adopt(closing)
    assert plain(refusal.text.fr) == why and refusal.text.en
    left = Stage.INTEGRATING if Stance.OBJECTION in heard.values() else Stage.PARKED
    assert consent.close_round(closing).stage == left


def test_a_text_is_adopted_when_everybody_answered_and_nobody_objects():
    for stances in (YES, {**YES, BRUNO: Stance.CONCERN}, {**YES, AMINA: Stance.STAND_ASIDE}):
        assert consent.close_round(all_say(stances)).stage == Stage.ADOPTED


def test_changing_ones_mind_within_the_round_replaces_the_objection_and_keeps_no_second_one():
    once = all_say({AMINA: Stance.OBJECTION})
    again = all_say({AMINA: Stance.OBJECTION}, once)
    assert [o.by for o in again.objections] == [AMINA]
    assert all_say({AMINA: Stance.CONSENT}, again).objections == ()


def test_an_earlier_objection_is_kept_as_lifted_when_its_author_consents_to_the_next_text():
    first = consent.close_round(all_say({**YES, AMINA: Stance.OBJECTION}))
    second = consent.open_round(consent.edit(first), at=START + timedelta(days=1))
    adopted = consent.close_round(all_say(YES, second))
    assert adopted.stage == Stage.ADOPTED
    assert [(o.by, o.version, o.lifted) for o in adopted.objections] == [(AMINA, 1, True)]


def test_an_objection_nobody_lifted_blocks_the_next_round_too_when_its_author_stays_silent():
    first = consent.close_round(all_say({**YES, AMINA: Stance.OBJECTION}))
    second = consent.open_round(consent.edit(first), at=START)
    closed = consent.close_round(all_say({BRUNO: Stance.CONSENT, CLAIRE: Stance.CONSENT}, second))
    assert closed.stage == Stage.INTEGRATING


@pytest.mark.parametrize(("people", "heads"), [(1, 2), (2, 2), (3, 2), (4, 3), (6, 4), (7, 5), (14, 10)])
def test_the_quorum_of_heads_is_two_thirds_and_never_fewer_than_two(people, heads):
    assert consent.quorum(people) == heads


def test_a_decision_is_renewed_with_a_new_date_and_stays_in_trial():
    later = date(2027, 9, 1)
    renewed = consent.review(matter(Stage.IN_TRIAL), outcome="renewed", at=START, review_on=later)
    assert (renewed.stage, renewed.review_on) == (Stage.IN_TRIAL, later)
    for outcome in ("amended", "ended"):
        assert consent.review(matter(Stage.IN_TRIAL), outcome=outcome, at=START).stage == outcome
