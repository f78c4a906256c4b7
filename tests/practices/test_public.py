"""The public page of a sheet: who has to agree, who reads first, what undoes it. And Farid?"""

import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from polyphonie.base import clock
from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.people import commands as people
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.public import (
    AFTERWARDS,
    LICENCE,
    POLICY,
    WHO_READS,
    Read,
    Said,
    Standing,
    stands_alone,
)
from polyphonie.practices.models import PeerReading, PublicWord
from tests.base.said import refused
from tests.practices.outside import agree, outside, public, read, taken_in, told
from tests.practices.sheets import TEXT, begun, draft, held, seen, sign, signed, widened

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
CHANGED = "La fiche a changé depuis que vous l’avez lue. Relisez-la, puis répondez."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def people_of(made) -> list[tuple[str, str]]:
    return [(author.name, author.voice) for author in outside(made).seen.authors]


# -- the pure rule


def test_public_takes_each_author_two_voices_and_nobody_against():
    """Every small world of two authors and two readers, against the sentence that defines it."""
    words = [(), (True,), (False,), (True, False), (False, True)]
    found = [None, ("patient", True), ("family", True), ("family", False)]
    for first, second, one, two, signed_ in product(words, words, found, found, (True, False)):
        said = tuple(Said(a, 3, yes) for a, given in ((1, first), (2, second)) for yes in given)
        readings = tuple(Read(r, *what[:1], 3, what[1]) for r, what in ((8, one), (9, two)) if what)
        expected = (
            signed_ and first[-1:] == second[-1:] == (True,)
            and {one and one[0], two and two[0]} == {"patient", "family"} and bool(one and one[1] and two and two[1])
        )  # fmt: skip
        assert Standing(3, signed_, frozenset({1, 2}), said, readings).public == expected


@given(st.integers(1, 5), st.integers(1, 5))
def test_another_text_is_not_public_by_what_was_said_of_this_one(number, later):
    said, read_ = (
        (Said(1, number, True),),
        (Read(8, "patient", number, True), Read(9, "family", number, True)),
    )
    assert Standing(later, True, frozenset({1}), said, read_).public == (number == later)


def test_an_author_reads_nothing_for_others_and_nobody_alone_is_nobody():
    read_ = (Read(1, "patient", 1, True), Read(9, "family", 1, True))
    assert not Standing(1, True, frozenset({1}), (Said(1, 1, True),), read_).public
    assert not Standing(1, True, frozenset(), (), read_).public


def test_words_stand_alone_where_they_are_the_authors_or_free():
    assert stands_alone([(1, 7), (None, 8)], frozenset({1}), {8})
    assert not stands_alone([(None, 8)], frozenset({1}), {7})
    assert not stands_alone([(2, 8)], frozenset({1}), set())


# -- through the verbs


def test_it_is_public_once_each_author_agreed_and_two_voices_read_it(world):
    made = signed(world, "Amina", "Bruno")
    assert outside(made) is None
    agree(made, world.amina)
    assert outside(made) is None and queries.sheet_to_read(made.pk, to=world.driss) is None
    agree(made, world.bruno, named=False)
    read(made, world.driss)
    assert outside(made) is None
    read(made, world.claire, named=True)
    found = outside(made)
    assert (found.row.title, found.licence, found.since) == (TEXT["title"], LICENCE, NOON)
    assert people_of(made) == [("Amina", "patient"), ("", "")]
    assert [(r.name, r.voice) for r in found.readers] == [("", "professional"), ("Claire", "family")]
    names = [fact.name for fact in log(f"practice:{made.pk}")]
    assert names[-4:] == ["PublicAgreed", "PublicAgreed", "PeerRead", "PeerRead"]
    assert [one.row.pk for one in queries.public_sheets()] == [made.pk]


def test_two_readers_of_one_voice_are_one_voice(world):
    made = signed(world)
    agree(made, world.amina)
    read(made, world.driss, world.bruno)
    assert outside(made) is None
    read(made, world.claire)
    assert outside(made) is not None


def test_a_no_keeps_this_text_inside_until_the_reader_or_the_text_changes(world):
    made = public(world)
    read(made, world.elise, yes=False, reasons="On reconnaît le service.")
    assert outside(made) is None
    going = queries.going_public(seen(made, world.amina))
    assert [(p.name, p.voice, p.yes, p.reasons) for p in going.peers][-1] == (
        "",
        "manager",
        False,
        "On reconnaît le service.",
    )
    read(made, world.elise, reasons="C’est mieux ainsi.")
    assert outside(made) is not None


@pytest.mark.parametrize("how", ["edit", "author", "withdrawn", "no longer", "erased", "stepped out"])
def test_whatever_its_authors_undo_is_gone_from_outside_at_once(world, how):
    made = public(world, "Amina", "Bruno")
    assert outside(made) is not None
    if how == "edit":
        commands.write(
            made, number=seen(made, world.amina).row.number, by=world.amina, **{**TEXT, "advice": "Autre."}
        )
    elif how == "author":
        commands.add_author(made, person=world.elise, by=world.amina)
    elif how == "withdrawn":
        circles.withdraw_entry(made.entry, by=world.bruno)
    elif how == "no longer":
        commands.take_back(made, by=world.bruno)
    elif how == "erased":
        people.erase(world.bruno, by=world.bruno)
    else:
        commands.step_out(made, by=world.bruno)
        assert outside(made) is not None  # the other agreed, and nothing was added
        commands.take_back(made, by=world.amina)
    assert outside(made) is None and queries.public_sheets() == []


def test_an_older_copy_put_back_does_not_make_public_again_what_an_author_took_back(world):
    made = public(world, "Amina", "Bruno")
    with transaction.atomic():  # what comes after the copy, and is lost with it
        commands.take_back(made, by=world.bruno)
        former = queries.taken_back()
        transaction.set_rollback(True)
    assert outside(made) is not None
    begun, elsewhere = made.entry.written_at, NOON - timedelta(days=9)
    assert (
        commands.take_back_again(frozenset({(made.pk, elsewhere, world.bruno.pk)})) == 0
    )  # of another house
    assert (former, commands.take_back_again(former)) == ({(made.pk, begun, world.bruno.pk)}, 1)
    assert (outside(made), commands.take_back_again(former)) == (None, 0)


def test_written_again_it_is_signed_agreed_and_read_again(world):
    made = public(world)
    commands.write(
        made, number=seen(made, world.amina).row.number, by=world.amina, **{**TEXT, "advice": "Autre."}
    )
    sign(made, world.amina)
    assert outside(made) is None
    agree(made, world.amina)
    assert outside(made) is None
    read(made, world.driss, world.claire)
    assert outside(made).row.advice == "Autre."


def test_words_taken_back_elsewhere_take_the_page_down_until_it_is_read_again(world):
    """A gathering's line leaves the sheet: it is another text, which nobody read."""
    made = begun(world, held(world), world.driss)
    sign(made, world.driss, world.amina, world.bruno)
    agree(made, world.driss, world.amina, world.bruno)
    read(made, world.claire, world.elise)
    assert outside(made) is not None
    with open_door():
        source = made.borrowings.filter(person=world.amina).first().source
    circles.withdraw_entry(source, by=world.amina)
    assert outside(made) is None


def test_lines_of_a_sheet_that_is_not_public_keep_an_adaptation_inside(world):
    made = signed(world)
    widened(world, made)
    ours = commands.adapt(made, to=world.elsewhere, by=world.farid, title="Le matin")
    sign(ours, world.farid)
    with refused(
        "Cette fiche reprend des lignes d’une fiche qui n’est pas publique. "
        "Redites-les avec vos mots, ou attendez que ses auteurs la rendent publique."
    ):
        agree(ours, world.farid)
    agree(made, world.amina)
    read(made, world.driss, world.claire)
    agree(ours, world.farid)
    for name, voice in (("Amina", "patient"), ("Claire", "family")):
        circles.enter(world.elsewhere, person=world[name], voice=voice, by=world.farid)
    read(ours, world.amina, world.claire)
    found = outside(ours)
    assert (found.source.practice, found.source.title) == (made.pk, TEXT["title"])
    commands.take_back(made, by=world.amina)
    assert (outside(made), outside(ours)) == (None, None)


def test_an_adaptation_in_its_own_words_keeps_where_it_came_from_and_no_word_of_it(world):
    made = signed(world)
    widened(world, made)
    agree(made, world.amina)
    read(made, world.driss, world.claire)
    ours = commands.adapt(made, to=world.elsewhere, by=world.farid, title="Prévenir le matin")
    words = {"title": "Prévenir le matin", "for_whom": "Nos patients", "tried": ["Un.", "Deux.", "Trois."]}
    commands.write(ours, number=seen(ours, world.farid).row.number, by=world.farid, **words)
    sign(ours, world.farid)
    for name, voice in (("Amina", "patient"), ("Claire", "family")):
        circles.enter(world.elsewhere, person=world[name], voice=voice, by=world.farid)
    agree(ours, world.farid)
    read(ours, world.amina, world.claire)
    assert outside(ours).source.title == TEXT["title"]
    circles.withdraw_entry(made.entry, by=world.amina)
    assert outside(ours).source == queries.Source()
    assert outside(ours).row.tried == ["Un.", "Deux.", "Trois."]


def test_a_sheet_from_elsewhere_may_lend_its_lines(world):
    (came,) = taken_in(world, told())
    ours = commands.adapt(came, to=world.circle, by=world.amina, title="Notre chaise")
    sign(ours, world.amina)
    agree(ours, world.amina)
    read(ours, world.driss, world.claire)
    found = outside(ours)
    assert (found.source.title, found.source.house) == (
        "Poser une chaise près du lit 1",
        "Hôpital d’Ailleurs",
    )
    commands.remove_import(came, by=world.driss)
    assert outside(ours) is None  # its lines went from it: another text


@pytest.mark.parametrize(
    ("who", "number", "licence", "sentence"),
    [
        ("Driss", 0, LICENCE, NOT_FOUND),
        ("Farid", 0, LICENCE, NOT_FOUND),
        ("Amina", -1, LICENCE, CHANGED),
        (
            "Amina",
            0,
            "",
            "Cochez la licence : sans elle, personne ailleurs n’a le droit de reprendre vos mots.",
        ),
    ],
)
def test_what_cannot_be_made_public_says_why(world, who, number, licence, sentence):
    made = signed(world)
    now = seen(made, world.amina).row.number
    with refused(sentence):
        commands.make_public(made, number=now + number, named=True, licence=licence, by=world[who])
    with open_door():
        assert PublicWord.objects.count() == 0


def test_a_draft_is_signed_before_it_is_made_public(world):
    made = draft(world)
    with refused(
        "Que tous ses auteurs signent d’abord cette fiche : on ne rend public qu’un texte que chacun a signé."
    ):
        agree(made, world.amina)


@pytest.mark.parametrize(
    ("who", "reasons", "sentence"),
    [
        ("Amina", "Bien.", NOT_FOUND),
        ("Farid", "Bien.", NOT_FOUND),
        ("Driss", "  ", "Dites en une phrase pourquoi : c’est cela qui aide les auteurs."),
    ],
)
def test_who_reads_for_others_reads_it_did_not_write_it_and_says_why(world, who, reasons, sentence):
    made = signed(world)
    agree(made, world.amina)
    number = seen(made, world.amina).row.number
    with refused(sentence):
        commands.read_for_public(made, number=number, yes=True, reasons=reasons, by=world[who])
    with open_door():
        assert PeerReading.objects.count() == 0


def test_a_reader_of_a_circle_it_was_opened_to_reads_with_the_voice_they_have_there(world):
    made = signed(world)
    widened(world, made)
    agree(made, world.amina)
    assert queries.reader_voice(seen(made, world.farid), to=world.farid) == "professional"
    read(made, world.farid, world.claire)
    assert outside(made) is not None


def test_a_guest_who_takes_a_name_and_an_erased_reader(world):
    """The reading stays with its voice; the name and the reasons go with the person."""
    made = public(world)
    read(made, world.claire, named=True, reasons="Je l’ai lue deux fois.")
    people.erase(world.claire, by=world.claire)
    assert [(r.name, r.voice) for r in outside(made).readers] == [("", "professional"), ("", "family")]
    assert [p.reasons for p in queries.going_public(seen(made, world.amina)).peers] == [
        "Clair, et sans nom.",
        "",
    ]


def test_words_are_chained_and_none_is_lost(world):
    made = public(world)
    commands.take_back(made, by=world.amina)
    agree(made, world.amina, named=False)
    with open_door():
        rows = list(PublicWord.objects.order_by("pk").values_list("yes", "named", "licence", "chain"))
    assert [row[:3] for row in rows] == [(True, True, LICENCE), (False, False, ""), (True, False, LICENCE)]
    assert len({row[3] for row in rows}) == 3
    assert people_of(made) == [("", "")]


def test_one_s_own_data_says_what_one_agreed_and_found(world):
    made = public(world)
    with clock.at(NOON + timedelta(hours=1)):
        commands.take_back(made, by=world.amina)
    assert [one["public"] for one in queries.held_public(world.amina)] == [True, False]
    assert [one["why"] for one in queries.held_public(world.driss)] == ["Clair, et sans nom."]
    assert queries.held_public(world.farid) == []


def test_who_could_be_a_reader_is_asked_and_nobody_else(world):
    made = signed(world)

    def asked() -> set[str]:
        names = ("Amina", "Bruno", "Claire", "Driss", "Elise")
        return {n for n in names if queries.waits_for_readers(seen(made, world[n]), to=world[n])}

    assert asked() == set()
    agree(made, world.amina)
    assert asked() == {"Bruno", "Claire", "Driss", "Elise"}
    read(made, world.driss)
    assert asked() == {"Claire", "Elise"}
    read(made, world.claire)
    assert asked() == set()


def test_what_is_public_is_told_with_the_same_work_however_many_there_are(world):
    public(world, "Amina", "Bruno")
    with CaptureQueriesContext(connection) as one:
        assert len(queries.public_sheets()) == 1
    public(world, "Elise")
    public(world, "Bruno", "Amina")
    with CaptureQueriesContext(connection) as three:
        assert len(queries.public_sheets()) == 3
    assert len(one) == len(three) <= 16


def test_a_sheet_that_waits_costs_what_one_that_does_not_exist_costs(world):
    made = signed(world)
    agree(made, world.amina)
    read(made, world.driss)
    work = []
    for pk in (made.pk, 987654321):
        with CaptureQueriesContext(connection) as asked:
            assert queries.public_sheet(pk) is None
        work.append(len(asked))
    assert work == [1, 1]


def test_the_policy_is_plain_where_plain_words_are_asked():
    """Twelve words a sentence at most, on average."""
    for text in (*POLICY, WHO_READS, AFTERWARDS):
        sentences = [one for one in re.split(r"[.!?]", text.falc) if one.strip()]
        assert sum(len(one.split()) for one in sentences) / len(sentences) <= 12, text.falc
