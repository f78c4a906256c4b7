"""Choosing a date together: everybody is asked, voices are counted, somebody chooses, and days are not kept."""

from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock, facts, holdings
from polyphonie.base.refusals import Refusal
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.contract.dates import NO_PATIENT_CAN, NO_PATIENT_YET, Answer, tally
from polyphonie.gatherings.models import Availability, ProposedDate
from polyphonie.guides import queries as guides
from polyphonie.notices.models import Notice
from polyphonie.people import commands as people
from tests import cast
from tests.base.said import refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TUESDAY, FRIDAY, LATER = (NOON + timedelta(days=days) for days in (8, 11, 40))
YES, IF_NEEDED, NO = Answer.YES, Answer.IF_NEEDED, Answer.NO


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def called(w, *dates, by=None):
    guide = guides.guide("tour")
    return commands.call_gathering(w.circle, guide=guide, mode="live", dates=dates, by=by or w.driss)


def said(w, gathering, **answers):
    """`amina=[YES, NO]`: what Amina says of each date, in the order of time."""
    pks = [date.pk for date in ProposedDate.objects.filter(gathering=gathering)]
    for name, each in answers.items():
        given = {pk: answer for pk, answer in zip(pks, each, strict=True) if answer}
        commands.say_when_free(gathering, answers=given, by=w[name])


def first(gathering) -> int:
    return ProposedDate.objects.filter(gathering=gathering)[0].pk


def log(gathering) -> list[str]:
    return [fact.name for fact in facts.log(queries.topic(gathering))]


def told(w) -> dict[str, list[str]]:
    return {
        name: [n.kind for n in Notice.objects.filter(person=w[name]).order_by("pk")]
        for name in (*cast.VOICES, "Farid")
    }


def test_calling_with_dates_asks_everybody_once_and_sets_no_date(world):
    gathering = called(world, FRIDAY, TUESDAY)
    assert (gathering.planned_at, queries.looking_for_a_date(gathering)) == (None, True)
    assert log(gathering) == ["GatheringPlanned", "PersonEntered", "DatesProposed"]
    assert [date.at for date in queries.dates_of(gathering, to=world.amina)] == [TUESDAY, FRIDAY]
    assert told(world) == {name: ["dates"] for name in cast.VOICES} | {"Driss": [], "Farid": []}


def test_dates_may_be_proposed_later_while_there_is_none(world):
    gathering = called(world)
    commands.propose_dates(gathering, dates=[TUESDAY, FRIDAY], by=world.driss)
    commands.propose_dates(gathering, dates=[LATER], by=world.driss)
    assert [date.at for date in queries.dates_of(gathering, to=world.driss)] == [TUESDAY, FRIDAY, LATER]


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ([], "Proposez de 2 à 6 dates en tout."),
        ([TUESDAY], "Proposez de 2 à 6 dates en tout."),
        ([TUESDAY + timedelta(days=n) for n in range(7)], "Proposez de 2 à 6 dates en tout."),
        ([TUESDAY, TUESDAY], "La même date est proposée deux fois."),
        ([TUESDAY, NOON], "Choisissez des dates à venir, d’ici un an."),
        ([TUESDAY, NOON + timedelta(days=367)], "Choisissez des dates à venir, d’ici un an."),
    ],
)
def test_two_to_six_dates_ahead_each_once(world, dates, why):
    with refused(why):
        commands.propose_dates(called(world), dates=dates, by=world.driss)


def test_only_who_facilitates_proposes_settles_and_takes_back(world):
    gathering = called(world, TUESDAY, FRIDAY)
    refusal = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
    for somebody in (world.amina, world.farid):
        for verb, more in (
            (commands.propose_dates, {"dates": [LATER, LATER + timedelta(1)]}),
            (commands.settle_date, {"date": first(gathering)}),
            (commands.take_date_back, {}),
        ):
            with refused(refusal):
                verb(gathering, **more, by=somebody)


def test_voices_are_counted_and_names_are_not_told(world):
    gathering = called(world, TUESDAY, FRIDAY)
    said(world, gathering, amina=[YES, NO], bruno=[YES, YES], claire=[IF_NEEDED, None], driss=[YES, YES])
    tuesday, friday = queries.dates_of(gathering, to=world.elise)
    assert (tuesday.tally.yes, tuesday.tally.if_needed) == (
        ((Voice.PATIENT, 1), (Voice.PROFESSIONAL, 2)),
        ((Voice.FAMILY, 1),),
    )
    assert (tuesday.tally.no, tuesday.tally.silent, tuesday.tally.patients) == (0, 1, None)
    assert (friday.tally.no, friday.tally.silent, friday.tally.patients) == (1, 2, NO_PATIENT_CAN)
    assert (tuesday.mine, friday.mine) == (None, None)
    assert [date.mine for date in queries.dates_of(gathering, to=world.amina)] == [YES, NO]


def test_nobody_else_sees_the_dates_or_answers_them(world):
    gathering = called(world, TUESDAY, FRIDAY)
    said(world, gathering, amina=[YES, NO])
    assert queries.dates_of(gathering, to=world.farid) == []
    with pytest.raises(Refusal) as refusal:
        commands.say_when_free(gathering, answers={first(gathering): YES}, by=world.farid)
    assert refusal.value is NOT_FOUND


@pytest.mark.parametrize(
    ("patients", "warning"),
    [
        ([], None),
        ([None], NO_PATIENT_YET),
        ([NO, None], NO_PATIENT_YET),
        ([NO, NO], NO_PATIENT_CAN),
        ([NO, IF_NEEDED], None),
        ([YES, NO], None),
    ],
)
def test_a_date_without_patients_says_so_in_words(patients, warning):
    others = [(Voice.PROFESSIONAL, YES), (Voice.FAMILY, NO)]
    assert tally([*others, *((Voice.PATIENT, answer) for answer in patients)]).patients == warning


def test_before_anybody_answers_nothing_is_said_of_patients():
    assert tally([(Voice.PATIENT, None), (Voice.PROFESSIONAL, None)]).patients is None


def test_an_answer_is_replaced_and_a_part_of_the_dates_is_enough(world):
    gathering = called(world, TUESDAY, FRIDAY)
    said(world, gathering, amina=[YES, None])
    said(world, gathering, amina=[None, NO])
    said(world, gathering, amina=[IF_NEEDED, None])
    assert [date.mine for date in queries.dates_of(gathering, to=world.amina)] == [IF_NEEDED, NO]
    with refused("Répondez pour une date au moins."):
        commands.say_when_free(gathering, answers={}, by=world.amina)


def test_an_answer_about_another_gathering_or_in_other_words_is_refused(world):
    gathering, other = called(world, TUESDAY, FRIDAY), called(world, TUESDAY, FRIDAY)
    changed = "Les dates proposées ont changé. Relisez la page, puis répondez de nouveau."
    for answers in ({first(other): YES}, {first(gathering): "perhaps"}):
        with refused(changed):
            commands.say_when_free(gathering, answers=answers, by=world.amina)
    with clock.at(TUESDAY), refused(changed):
        commands.say_when_free(gathering, answers={first(gathering): YES}, by=world.amina)


def test_somebody_chooses_members_are_told_once_and_the_date_may_move(world):
    gathering = called(world, TUESDAY, FRIDAY)
    tuesday, friday = (date.pk for date in queries.dates_of(gathering, to=world.driss))
    Notice.objects.all().delete()
    for _ in range(2):
        gathering = commands.settle_date(gathering, date=tuesday, by=world.driss)
    assert (gathering.planned_at, gathering.date_moves, gathering.date_moved_at) == (TUESDAY, 1, NOON)
    assert told(world) == {name: ["settled"] for name in cast.VOICES} | {"Driss": [], "Farid": []}
    with refused("La date est déjà choisie. Si elle ne vous va pas, dites-le à la personne qui anime."):
        commands.say_when_free(gathering, answers={friday: YES}, by=world.amina)
    gathering = commands.settle_date(gathering, date=friday, by=world.driss)
    gathering = commands.take_date_back(gathering, by=world.driss)
    assert (gathering.planned_at, gathering.date_moves) == (None, 3)
    assert told(world)["Amina"] == ["settled", "settled", "undated"]
    assert log(gathering)[3:] == ["DateSettled", "DateSettled", "DateTakenBack"]


def test_a_date_that_is_over_or_of_another_gathering_is_not_settled(world):
    gathering, other = called(world, TUESDAY, FRIDAY), called(world, TUESDAY, FRIDAY)
    with refused("Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."):
        commands.settle_date(gathering, date=first(other), by=world.driss)
    with (
        clock.at(TUESDAY),
        refused("Cette date est passée. Choisissez-en une autre, ou proposez-en de nouvelles."),
    ):
        commands.settle_date(gathering, date=first(gathering), by=world.driss)
    with clock.at(TUESDAY):
        commands.propose_dates(gathering, dates=[LATER], by=world.driss)
        assert [date.at for date in queries.dates_of(gathering, to=world.driss)] == [FRIDAY, LATER]


def test_when_it_opens_nobody_s_days_are_kept(world):
    gathering = called(world, TUESDAY, FRIDAY)
    said(world, gathering, amina=[YES, NO])
    gathering = commands.settle_date(gathering, date=first(gathering), by=world.driss)
    commands.open_gathering(gathering, by=world.driss)
    assert (ProposedDate.objects.count(), Availability.objects.count()) == (0, 0)
    begun = "Cette séance a déjà commencé : sa date ne change plus."
    with refused(begun):
        commands.propose_dates(gathering, dates=[LATER, FRIDAY], by=world.driss)
    with refused(begun):
        commands.take_date_back(gathering, by=world.driss)


def test_leaving_takes_one_s_days_along(world):
    gathering = called(world, TUESDAY, FRIDAY)
    said(world, gathering, amina=[YES, NO], bruno=[YES, YES])
    circles.leave(world.circle, person=world.amina, by=world.amina)
    assert [row.person for row in Availability.objects.all()] == [world.bruno] * 2
    assert queries.dates_of(gathering, to=world.amina) == []


def test_one_s_days_are_one_s_data_and_go_at_erasure(world):
    gathering = called(world, TUESDAY, FRIDAY)
    said(world, gathering, amina=[YES, None], driss=[YES, NO])
    assert holdings.about(world.amina)["gatherings"] == [
        {"gathering": "tour", "date": TUESDAY.isoformat(), "answer": "yes", "at": NOON.isoformat()}
    ]
    assert holdings.about(world.farid)["gatherings"] == []
    people.erase(world.driss, by=world.driss)
    assert [row.person for row in Availability.objects.all()] == [world.amina]
    assert {date.proposed_by for date in ProposedDate.objects.all()} == {None}


def test_a_guests_days_go_to_their_account_which_keeps_its_own(world):
    rose, rosalie = people.welcome_guest(name="Rose"), cast.person("Rosalie")
    for somebody in (rose, rosalie):
        circles.enter(world.circle, person=somebody, voice=Voice.PATIENT, by=world.driss)
    gathering = called(world, TUESDAY, FRIDAY)
    tuesday, friday = (date.pk for date in queries.dates_of(gathering, to=world.driss))
    commands.say_when_free(gathering, answers={tuesday: YES, friday: YES}, by=rose)
    commands.say_when_free(gathering, answers={friday: NO}, by=rosalie)
    people.attach_guest(rose, to=rosalie, by=rosalie)
    assert [date.mine for date in queries.dates_of(gathering, to=rosalie)] == [YES, NO]
    assert set(Availability.objects.values_list("person", flat=True)) == {rosalie.pk}
