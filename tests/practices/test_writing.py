"""A sheet is written by its authors, signed by all of them, and read by the circle only then. And Farid?"""

from datetime import UTC, date, datetime

import pytest

from polyphonie.base import clock
from polyphonie.base.facts import log
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as spine
from polyphonie.people import commands as people
from polyphonie.practices import commands, queries
from tests import cast
from tests.base.said import refused
from tests.practices.sheets import TEXT, begun, draft, held, seen, sign, signed, widened

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def facts(made) -> list[str]:
    return [told.name for told in log(f"practice:{made.pk}")]


def readers(w, made) -> set[str]:
    return {name for name in (*cast.VOICES, "Farid") if seen(made, w[name])}


def test_a_draft_is_read_by_its_authors_alone(world):
    made = draft(world, "Amina", "Bruno")
    assert readers(world, made) == {"Amina", "Bruno"}
    assert seen(made, world.amina).row.title == TEXT["title"]
    assert queries.sheets_for(world.claire) == queries.sheets_of(world.circle, to=world.claire) == []


def test_the_circle_reads_it_once_all_have_signed_and_so_does_who_joins_later(world):
    made = draft(world, "Amina", "Bruno")
    sign(made, world.amina)
    assert readers(world, made) == {"Amina", "Bruno"}
    assert [s.row.pk for s in queries.to_sign(world.bruno)] == [made.pk] and queries.to_sign(
        world.amina
    ) == []
    sign(made, world.bruno)
    assert readers(world, made) == set(cast.VOICES)
    with clock.at(NOON.replace(hour=13)):
        nell = cast.person("Nell")
        circles.enter(world.circle, person=nell, voice="family", by=world.driss)
        assert seen(made, nell).row.title == TEXT["title"]
    assert facts(made)[-3:] == ["PracticeSigned", "PracticeSigned", "PracticeShown"]


def test_any_edit_clears_every_signature_and_it_is_shown_no_more_even_where_it_was_opened(world):
    made = signed(world, "Amina", "Bruno")
    widened(world, made, "Amina", "Bruno")
    assert readers(world, made) == {*cast.VOICES, "Farid"}
    commands.write(
        made, number=seen(made, world.bruno).row.number, by=world.bruno, **{**TEXT, "advice": "Essayez."}
    )
    assert readers(world, made) == {"Amina", "Bruno"}
    assert [author.signed_at for author in seen(made, world.amina).authors] == [None, None]
    sign(made, world.amina, world.bruno)
    assert readers(world, made) == {*cast.VOICES, "Farid"}


def test_writing_the_same_words_again_changes_nothing(world):
    made = signed(world)
    number = seen(made, world.amina).row.number
    commands.write(
        made, number=number, by=world.amina, **{**TEXT, "tried_on": seen(made, world.amina).row.tried_on}
    )
    assert (seen(made, world.amina).row.number, readers(world, made)) == (number, set(cast.VOICES))


def test_nobody_writes_over_what_another_author_wrote_meanwhile(world):
    made = draft(world, "Amina", "Bruno")
    number = seen(made, world.amina).row.number
    commands.write(made, number=number, by=world.bruno, **{**TEXT, "advice": "Essayez."})
    with refused("La fiche a changé depuis que vous l’avez ouverte. Relisez-la, puis recommencez."):
        commands.write(made, number=number, by=world.amina, **TEXT)
    with refused("La fiche a changé depuis que vous l’avez lue. Relisez-la, puis signez."):
        commands.sign(made, number=number, by=world.amina)
    assert seen(made, world.amina).row.advice == "Essayez."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"title": " "}, "Donnez d’abord un titre à la fiche : un verbe, puis ce que vous avez fait."),
        ({"for_whom": ""}, "Dites d’abord pour qui vous l’avez fait."),
        ({"tried": list("abcdefgh")}, "Ce brouillon a 8 étapes : réunissez ou enlevez-en, pour en garder 7 au plus. Une fiche se lit en deux minutes."),
        ({"tried": ["Un", " ", "Deux"]}, "Dites ce que vous avez fait en 3 étapes au moins : sans cela, personne ne peut l’essayer."),
    ],
)  # fmt: skip
def test_a_draft_may_say_little_but_what_is_signed_says_enough(world, words, sentence):
    made = draft(world, **words)
    with refused(sentence):
        sign(made, world.amina)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            {"tried": list("abcdefgh") * 4},
            "Un brouillon tient en 30 étapes : prenez-en moins, ou faites deux fiches.",
        ),
        ({"situation": "other"}, "Choisissez : en crise, ou au quotidien."),
        (
            {"tried_on": date(2027, 3, 2)},
            "Une fiche raconte ce qui a été essayé : choisissez une date passée.",
        ),
    ],
)
def test_what_a_sheet_cannot_hold_is_refused_with_a_sentence(world, words, sentence):
    made = draft(world)
    with refused(sentence):
        commands.write(made, number=made.number, by=world.amina, **{**TEXT, **words})


def test_words_are_kept_short_and_ingredients_known(world):
    made = draft(
        world,
        title=" Appeler \n la veille ",
        ingredients=["nothing", "staying-close"],
        own_words=["à nous", " ", "à nous"],
    )
    row = seen(made, world.amina).row
    assert (row.title, row.ingredients, row.own_words) == ("Appeler la veille", ["staying-close"], ["à nous"])


def test_farid_neither_begins_nor_writes_nor_signs_nor_is_added(world):
    made = signed(world)
    assert readers(world, made) == set(cast.VOICES)
    for attempt in (
        lambda: commands.begin(world.circle, by=world.farid),
        lambda: commands.write(made, number=made.number, by=world.farid, **TEXT),
        lambda: commands.sign(made, number=made.number, by=world.farid),
        lambda: commands.add_author(made, person=world.farid, by=world.farid),
        lambda: commands.step_out(made, by=world.farid),
        lambda: commands.adapt(made, to=world.elsewhere, by=world.farid),
        lambda: commands.tell_trial(
            made, circle=world.elsewhere, worked="worked", happened="Oui.", by=world.farid
        ),
    ):
        with refused(NOT_FOUND):
            attempt()
    with refused("Choisissez une personne du cercle, ou de la séance dont vient la fiche."):
        commands.add_author(made, person=world.farid, by=world.amina)
    assert (queries.look(to=world.farid), queries.sheets_of(world.circle, to=world.farid)) == ([], [])


def test_somebody_who_reads_but_did_not_write_changes_nothing(world):
    made = signed(world)
    with refused("Seuls ses auteurs changent cette fiche."):
        commands.write(made, number=made.number, by=world.claire, **TEXT)
    with refused("Seuls ses auteurs changent cette fiche."):
        commands.sign(made, number=made.number, by=world.claire)


def test_one_more_author_signs_too_and_until_then_it_is_shown_no_more(world):
    made = signed(world)
    commands.add_author(made, person=world.claire, by=world.amina)
    assert readers(world, made) == {"Amina", "Claire"}
    with refused("Claire signe déjà cette fiche."):
        commands.add_author(made, person=world.claire, by=world.amina)
    sign(made, world.claire)
    assert readers(world, made) == set(cast.VOICES)
    assert [(a.name, a.voice) for a in seen(made, world.elise).authors] == [
        ("Amina", "patient"),
        ("Claire", "family"),
    ]


def test_stepping_out_leaves_the_others_theirs_and_the_last_author_withdraws_instead(world):
    made = draft(world, "Amina", "Bruno")
    sign(made, world.amina)
    commands.step_out(made, by=world.bruno)
    assert (readers(world, made), facts(made)[-2:]) == (
        set(cast.VOICES),
        ["AuthorSteppedOut", "PracticeShown"],
    )
    assert not seen(made, world.bruno).mine
    with refused("Vous êtes seul auteur de cette fiche. Retirez-la, si vous n’en voulez plus."):
        commands.step_out(made, by=world.amina)


def test_a_sheet_opened_further_waits_for_the_consent_of_an_author_added_later(world):
    made = signed(world)
    network = widened(world, made)
    commands.add_author(made, person=world.claire, by=world.amina)
    sign(made, world.claire)
    assert readers(world, made) == set(cast.VOICES)
    (asked,) = spine.widenings_waiting(world.claire)
    assert asked.circle == network
    circles.answer_widening(asked, yes=True, by=world.claire, future_members=True)
    assert readers(world, made) == {*cast.VOICES, "Farid"}


def test_withdrawn_it_is_gone_for_everybody_and_its_words_are_forgotten(world):
    made = signed(world, "Amina", "Bruno")
    circles.withdraw_entry(made.entry, by=world.bruno)
    assert readers(world, made) == set()
    assert queries.held_about(world.amina)[0] == {
        "sheet": "", "situation": "daily", "for": "", "with": "", "context": "", "tried": [], "means": "", "changed": "",
        "surprised": "", "advice": "", "parts": {}, "signed": None,
    }  # fmt: skip


def test_somebody_erased_takes_their_sheet_with_them(world):
    made = signed(world, "Amina", "Bruno")
    people.erase(world.amina, by=world.amina)
    assert readers(world, made) == set() and queries.awaited(made.pk) == set()


def test_a_guest_who_turns_out_to_have_an_account_signs_once(world):
    gathering, phone = held(world, guest="Bruno")
    made = begun(world, gathering, world.bruno, "Ouvrir la nuit", "Fermer les volets avant midi")
    commands.write(
        made, number=made.number, by=world.bruno, **{**TEXT, "tried": ["Ouvrir la nuit", *TEXT["tried"]]}
    )
    sign(made, world.bruno)
    assert {a.person for a in seen(made, world.bruno).awaited} == {phone.pk}
    people.attach_guest(phone, to=world.bruno, by=world.bruno)
    assert [a.name for a in seen(made, world.bruno).authors] == ["Bruno"]
    assert readers(world, made) == set(cast.VOICES)


def test_held_about_says_what_was_written_and_signed(world):
    signed(world)
    (mine,) = queries.held_about(world.amina)
    assert (mine["sheet"], mine["tried"], mine["signed"]) == (TEXT["title"], TEXT["tried"], NOON.isoformat())
    assert queries.held_about(world.farid) == []
