"""A case: four boxes, a guard, a choice for each thing it saw; a danger keeps nothing; it ends by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles import reactions
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries as seen
from polyphonie.gatherings.queries import StepRun, moment
from polyphonie.guides.contract.kind import Said, Speaker
from polyphonie.people import commands as people
from polyphonie.steps.case.form import Form
from polyphonie.steps.case.kind import KIND
from tests import cast
from tests.base.said import plain, refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
AMINA = Speaker("p1", "Amina", "patient")
TOLD = {
    "situation": "Une dame rentre chez elle. Mme Durand a appelé le 06 12 34 56 78.",
    "question": "Qui prévient qui ?",
    "agreed": "myself",
    "danger": "no",
}


@pytest.fixture(autouse=True)
def noon_in_french():
    with clock.at(NOON), translation.override("fr"):
        yield


def form(**data):
    made = Form({**TOLD, **data}, settings=KIND.settings({}), about=None, me=AMINA)
    made.directory = ["Amina", "Hanna"]
    return made


def choices(shown, choice, why=""):
    return {w.choice.html_name: choice for w in shown.watched} | {
        w.reason.html_name: why for w in shown.watched
    }


def said(errors):
    return [plain(str(e)) for found in errors.values() for e in found]


def test_a_clean_case_is_sent_at_once():
    clean = form(situation="Une dame rentre chez elle. Personne n’est prévenu.")
    assert clean.is_valid() and clean.watched == []
    assert clean.answer().situation == "Une dame rentre chez elle. Personne n’est prévenu."


def test_each_thing_seen_waits_for_its_author_and_nothing_is_lost_meanwhile():
    first = form(around="Hanna, infirmière")
    assert not first.is_valid()
    assert said(first.errors) == [
        "Ces mots pourraient permettre de reconnaître quelqu’un. Choisissez pour chacun."
    ]
    assert [w.words for w in first.watched] == ["Mme Durand", "06 12 34 56 78", "Hanna"]
    assert first["situation"].value() == TOLD["situation"]


def test_replacing_keeps_no_name_and_stores_the_choices_without_the_words():
    first = form(around="Hanna, infirmière")
    first.is_valid()
    second = form(around="Hanna, infirmière", **choices(first, "replace"))
    assert second.is_valid(), second.errors
    stored = KIND.store(second.answer())
    assert stored["situation"] == "Une dame rentre chez elle. [personne A] a appelé le [un numéro]."
    assert stored["around"] == "[personne B], infirmière"
    assert stored["choices"] == (
        ("person", "replace", ""),
        ("phone", "replace", ""),
        ("person", "replace", ""),
    )
    assert [w for w in ("Durand", "Hanna", "06") if w in str(stored)] == []


def test_keeping_says_why():
    first = form()
    first.is_valid()
    assert not form(**choices(first, "keep")).is_valid()
    kept = form(**choices(first, "keep", "C’est un personnage."))
    assert kept.is_valid()
    assert kept.answer().situation == TOLD["situation"]


def test_a_choice_that_is_not_offered_is_no_choice():
    first = form()
    first.is_valid()
    assert not form(**choices(first, "generalise")).is_valid()  # a name has nothing less exact to say
    assert not form(**choices(first, "publish")).is_valid()


@pytest.mark.parametrize(
    ("danger", "begins"), [("now", "Arrêtez-vous ici."), ("event", "Un événement grave se déclare")]
)
def test_a_danger_shows_the_right_channel_and_gives_no_answer(danger, begins):
    stopped = form(situation="Une dame rentre.", danger=danger)
    assert not stopped.is_valid()
    assert [sentence.startswith(begins) for sentence in said(stopped.errors)] == [True]


def test_without_the_person_s_agreement_there_is_no_case():
    assert said(form(situation="Une dame rentre.", agreed="").errors) == [
        "Sans son accord, changez de situation, ou recomposez-en une à partir de plusieurs."
    ]


def test_the_record_says_the_situation_in_its_parts_and_who_told_it_once():
    answer = KIND.Answer("Une dame rentre.", "", "", "Qui prévient qui ?", "myself")
    outcome = KIND.gather(KIND.settings({}), [Said(answer, AMINA, "c1")], None)
    assert [
        (b.label and b.label.fr, [(x.text, x.by) for x in b.lines]) for b in KIND.tell(None, outcome, {})
    ] == [
        ("Ce qui s’est passé", [("Une dame rentre.", "Amina")]),
        ("La question au groupe", [("Qui prévient qui ?", "")]),
        (None, [("", "")]),
    ]


@pytest.fixture
def told(world):
    """Claire told a case in a gathering with Amina, Bruno and Driss."""
    gathering = cast.gathering_of(world, "cas")
    for _ in range(2):
        gatherings.close_step(gathering, by=world.driss, anyway=True)
        gatherings.open_next(gathering, by=world.driss)
    run = StepRun.objects.select_related("gathering").get(gathering=gathering, closed_at=None)
    answer = KIND.Answer("Un mot rare : ornithorynque.", "", "", "Qui prévient qui ?", "composed")
    contribution = gatherings.answer(run, answer=answer, by=world.claire)
    gatherings.close_step(gathering, by=world.driss, anyway=True)
    return contribution


def words(of, to):
    return [line.text for block in seen.words_of(of.entry_id, to=to) for line in block.lines if line.text]


@pytest.mark.django_db
def test_a_case_ends_by_itself_after_its_days(world, told):
    assert words(told, world.bruno) == ["Un mot rare : ornithorynque.", "Qui prévient qui ?"]
    assert words(told, world.farid) == []
    for days, left in ((89, 2), (91, 0)):
        with clock.at(NOON + timedelta(days=days)):
            reactions.end_what_was_for_a_time()
            assert len(words(told, world.bruno)) == left
    told.refresh_from_db()
    assert told.answer == {}


@pytest.mark.django_db
def test_a_case_leaves_its_circle_only_once_another_voice_has_read_it_again(world, told):
    with refused(
        "Avant de sortir d’ici, cette situation doit être relue par une personne d’une autre voix que la vôtre."
    ):
        circles.widen(told.entry, to=world.circle, by=world.claire)
    with refused("Une autre personne que son auteur doit relire."):
        circles.confirm_reading(told.entry, by=world.claire)
    with refused("Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."):
        circles.confirm_reading(told.entry, by=world.farid)
    circles.confirm_reading(told.entry, by=world.bruno)
    circles.widen(told.entry, to=world.circle, by=world.claire)
    assert words(told, world.elise) == ["Un mot rare : ornithorynque.", "Qui prévient qui ?"]
    assert moment(StepRun.objects.get(pk=told.run_id).gathering, to=world.farid).me is None


@pytest.mark.django_db
def test_a_case_is_over_at_its_hour_even_where_nobody_sweeps(world, told):
    with clock.at(NOON + timedelta(days=91)):
        assert words(told, world.bruno) == words(told, world.claire) == []


def test_the_sign_that_separates_the_boxes_may_be_typed():
    typed = form(situation="Une dame.\n\x1f\nElle rentre.")
    assert typed.is_valid()
    assert typed.answer().situation == "Une dame.\n\nElle rentre."


@pytest.mark.django_db
def test_what_was_read_again_stays_as_it_was_read(world, told):
    StepRun.objects.filter(pk=told.run_id).update(closed_at=None)
    circles.confirm_reading(told.entry, by=world.bruno)
    with refused(
        "Une autre personne a relu ce texte. Pour le changer, retirez-le, puis écrivez-le à nouveau."
    ):
        gatherings.answer(
            told.run, answer=KIND.Answer("Mme Durand.", "", "", "Qui ?", "composed"), by=world.claire
        )
    assert words(told, world.bruno) == ["Un mot rare : ornithorynque.", "Qui prévient qui ?"]


@pytest.mark.django_db
def test_an_author_who_left_is_not_read_again_by_their_own_voice(world, told):
    circles.enter(told.entry.circle, person=world.elise, voice="family", by=world.elise)
    circles.leave(told.entry.circle, person=world.claire, by=world.claire)
    with refused("Il faut une personne d’une autre voix : elle voit ce que nous ne voyons plus."):
        circles.confirm_reading(told.entry, by=world.elise)


@pytest.mark.django_db
def test_nobody_reads_their_own_case_again_under_another_name(world, told):
    zoe = gatherings.welcome_guest(told.run.gathering, name="Zoé", voice="patient")
    circles.confirm_reading(told.entry, by=zoe)
    people.attach_guest(zoe, to=world.claire, by=world.claire)
    with refused(
        "Avant de sortir d’ici, cette situation doit être relue par une personne d’une autre voix que la vôtre."
    ):
        circles.widen(told.entry, to=world.circle, by=world.claire)
