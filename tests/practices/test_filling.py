"""A sheet begins with what a gathering left: each line brings its author, who signs; a quote waits for its release."""

from datetime import UTC, datetime

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries as séances
from polyphonie.people import commands as people
from polyphonie.practices import commands, queries
from tests import cast
from tests.base.said import refused
from tests.practices.sheets import LINES, TEXT, begun, guide, held, seen, sign

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
STEPS = ["Mouiller les draps le soir", "Fermer les volets avant midi", "Laisser de l’eau partout"]


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def authors(made, who) -> list[str]:
    return [author.name for author in seen(made, who).authors]


def own(gathering, who) -> int:
    """The number of what somebody answered first."""
    return séances.moment(gathering, to=who).runs[0].mine.number


def test_the_sheet_of_the_gathering_fills_the_draft_and_those_whose_lines_it_keeps_are_its_authors(world):
    made = begun(world, held(world), world.claire)
    row = seen(made, world.claire).row
    assert (row.title, row.for_whom, row.tried) == ("Garder la fraîcheur la nuit", "Les résidents", STEPS)
    assert row.context == "Trente-neuf degrés, aucun climatiseur"
    assert authors(made, world.claire) == ["Claire", "Amina", "Bruno", "Driss"]
    assert seen(made, world.elise) is None and seen(made, world.farid) is None


def test_a_line_that_was_reworded_still_has_its_author_and_one_that_went_has_not(world):
    gathering = held(world, tried="On mouillait les draps chaque soir\nLaisser de l’eau partout")
    made = begun(world, gathering, world.driss)
    assert authors(made, world.driss) == ["Driss", "Amina"]


def test_lines_become_steps_and_what_was_said_in_a_round_a_quote(world):
    made = begun(world, held(world), world.driss, LINES["Amina"], "On dormait enfin.")
    page = seen(made, world.driss)
    assert page.row.tried == [LINES["Amina"]]
    assert [(q.words, q.name, q.voice, q.released) for q in page.quotes] == [
        ("On dormait enfin.", "Claire", "family", False)
    ]
    assert authors(made, world.driss) == ["Driss", "Amina", "Claire"]


@pytest.mark.parametrize("released", [True, False])
def test_a_quote_stands_once_the_person_who_said_it_released_it_and_goes_if_they_sign_without(
    world, released
):
    made = begun(world, held(world), world.driss, "On dormait enfin.")
    commands.write(made, number=made.number, by=world.driss, **TEXT)
    sign(made, world.driss)
    (quote,) = seen(made, world.claire).my_quotes
    sign(made, world.claire, release=[quote.number] if released else [])
    stands = ["On dormait enfin."] if released else []
    assert [q.words for q in seen(made, world.elise).quotes] == stands
    held_about = [held.get("quoted or taken up") for held in queries.held_about(world.claire)[1:]]
    assert held_about == stands


def test_nobody_releases_the_words_of_somebody_else(world):
    made = begun(world, held(world), world.driss, "On dormait enfin.")
    commands.write(made, number=made.number, by=world.driss, **TEXT)
    (quote,) = seen(made, world.driss).quotes
    sign(made, world.driss, release=[quote.number])
    assert [q.released for q in seen(made, world.driss).quotes] == [False]


def test_a_quote_that_waits_is_not_seen_by_an_author_who_did_not_hear_it(world):
    made = begun(world, held(world), world.driss, "On dormait enfin.")
    with refused("Cette fiche reprend des mots dits sans Elise. Attendez que leurs auteurs aient signé."):
        commands.add_author(made, person=world.elise, by=world.driss)
    commands.write(made, number=made.number, by=world.driss, **TEXT)
    sign(made, world.driss)
    sign(made, world.claire, release=[q.number for q in seen(made, world.claire).my_quotes])
    commands.add_author(made, person=world.elise, by=world.driss)
    assert [q.words for q in seen(made, world.elise).quotes] == ["On dormait enfin."]


def test_words_said_under_a_hidden_name_have_nobody_who_could_sign_and_are_not_taken(world):
    gathering = held(world, more={"faits": 'names = "hidden"'})
    left = queries.filling(gathering, to=world.driss)
    assert [line.words for line in left.lines] == ["On dormait enfin."]
    assert left.sheets[0].tried == ("Laisser de l’eau partout",)
    assert authors(begun(world, gathering, world.driss), world.driss) == ["Driss"]


def test_what_was_for_those_who_facilitate_is_not_theirs_to_hand_on(world):
    gathering = held(world, more={"faits": 'seen_by = "facilitators"'})
    assert LINES["Amina"] in séances.record_of(gathering, to=world.driss).to_markdown("fr")  # Driss reads it
    left = queries.filling(gathering, to=world.driss)
    assert [line.words for line in left.lines] == ["On dormait enfin."]
    assert left.sheets[0].tried == ("Laisser de l’eau partout",)
    assert [line.words for line in queries.filling(gathering, to=world.amina).lines] == [
        LINES["Amina"],
        "On dormait enfin.",
    ]


NOBODYS = {"faits": 'names = "hidden"'}, {"faits": 'seen_by = "facilitators"'}


@pytest.mark.parametrize("more", NOBODYS, ids=["said under a hidden name", "meant for who facilitates"])
@pytest.mark.parametrize("who", ["Driss", "Bruno"])
def test_words_of_nobody_are_taken_by_no_box_of_the_sheet_whoever_takes_it_up(world, more, who):
    """Driss facilitates, and told the situation with Amina's words; Bruno reads there less than he does."""
    words = "Trente-neuf degrés, aucun climatiseur"
    gathering = held(
        world, more=more, lines={"Amina": words}, tried=f"Ouvrir. {words}\nLaisser de l’eau partout"
    )
    (sheet,) = queries.filling(gathering, to=world[who]).sheets
    assert (sheet.answer.situation, sheet.tried) == ("", ("Laisser de l’eau partout",))
    made = begun(world, gathering, world[who])
    there = seen(made, world[who])
    assert words not in there.text
    # What he wrote himself is taken, and he alone signs it with whoever takes it up.
    assert (there.row.title, there.row.for_whom) == ("Garder la fraîcheur la nuit", "Les résidents")
    assert {author.name for author in there.authors} == {who, "Driss"}


def test_a_sheet_whose_title_was_somebody_elses_words_is_offered_without_it(client, world):
    gathering = held(world, more=NOBODYS[0], lines={"Amina": "Garder la fraîcheur la nuit"})
    (sheet,) = queries.filling(gathering, to=world.driss).sheets
    assert (sheet.answer.title, sheet.answer.with_whom) == ("", "Les résidents")
    client.force_login(world.driss)
    assert "Fiche sans titre" in client.get(f"/gatherings/{gathering.pk}/practice/").content.decode()
    assert seen(begun(world, gathering, world.driss), world.driss).row.title == ""


def test_whose_line_became_the_title_is_an_author_too(world):
    gathering = held(world, lines={"Amina": "Garder la fraîcheur la nuit"}, tried="Laisser de l’eau partout")
    assert authors(begun(world, gathering, world.driss), world.driss) == ["Driss", "Amina"]


def test_who_came_later_does_not_read_a_line_in_a_draft_that_they_could_not_read_in_the_room(world):
    gathering = held(world, late="Elise")
    with refused(
        "Elise n’était pas là quand une de ces lignes a été dite. Prenez-en moins, ou faites deux fiches."
    ):
        begun(world, gathering, world.driss, LINES["Amina"], "J’arrive.")
    made = begun(world, gathering, world.driss, "J’arrive.")
    assert authors(made, world.elise) == ["Driss", "Elise"]


def test_what_another_hand_typed_is_not_taken_either(world):
    gathering = gatherings.call_gathering(world.circle, guide=guide(), mode="live", by=world.driss)
    gathering = gatherings.open_gathering(gathering, by=world.driss)
    rose = gatherings.welcome_without_device(gathering, name="Rose", voice="patient", by=world.driss)
    run = gatherings.open_next(gathering, by=world.driss)
    answer = séances.moment(gathering, to=world.driss).now.kind.Answer((("", "Demander un ventilateur"),))
    gatherings.answer(run, answer=answer, by=world.driss, for_=rose)
    gathering = gatherings.close_gathering(gathering, by=world.driss)
    assert "Demander un ventilateur" in séances.record_of(gathering, to=world.driss).to_markdown("fr")
    assert queries.filling(gathering, to=world.driss) == queries.Filling((), ())


def test_farid_and_whoever_was_not_there_take_nothing_of_it(world):
    gathering = held(world)
    assert len(queries.filling(gathering, to=world.bruno).lines) == 3
    assert queries.filling(gathering, to=world.elise) == queries.Filling(
        (), ()
    )  # of the circle, not in the room
    assert queries.filling(gathering, to=world.farid) == queries.Filling((), ())
    with refused(NOT_FOUND):
        commands.begin(world.circle, by=world.farid, gathering=gathering)
    made = commands.begin(world.circle, by=world.elise, gathering=gathering, took=["s1", "s2", "s3", "s4"])
    assert (seen(made, world.elise).row.tried, authors(made, world.elise)) == ([], ["Elise"])


def test_a_sheet_says_which_gathering_it_came_from_to_those_who_know_of_it(world):
    gathering = held(world)
    made = begun(world, gathering, world.claire)
    sources = set(made.entry.links_in.values_list("source", flat=True))
    assert queries.gathering_of(sources, to=world.claire) == gathering
    assert queries.gathering_of(sources, to=world.farid) is None


def test_an_answer_taken_back_leaves_the_draft_and_the_signed_sheet(world):
    gathering = held(world)
    made = begun(world, gathering, world.driss)
    for name in ("driss", "amina", "bruno"):
        sign(made, getattr(world, name))
    assert seen(made, world.elise).row.tried == STEPS
    number = own(gathering, world.amina)
    circles.withdraw_entry(_entry(number), by=world.amina)
    page = seen(made, world.elise)
    assert page.row.tried == STEPS[1:] and page.row.thinned_at == NOON and page.shown
    assert page.row.title == "Garder la fraîcheur la nuit"


def _entry(contribution):
    from polyphonie.base.scope import open_door
    from polyphonie.circles.queries import Entry

    with open_door():
        return Entry.objects.get(contribution=contribution)


def test_who_steps_out_takes_the_lines_of_theirs_along(world):
    made = begun(world, held(world), world.driss)
    sign(made, world.driss, world.bruno)
    commands.step_out(made, by=world.amina)
    page = seen(made, world.driss)
    assert (page.row.tried, [a.signed_at for a in page.authors]) == (STEPS[1:], [None, None])
    assert seen(made, world.amina) is None


def test_a_rewritten_line_is_whoever_wrote_it_s_own(world):
    gathering = held(world)
    made = begun(world, gathering, world.driss)
    words = {**TEXT, "tried": ["Rafraîchir la literie avant la nuit", *STEPS[1:]]}
    commands.write(made, number=made.number, by=world.driss, **words)
    circles.withdraw_entry(_entry(own(gathering, world.amina)), by=world.amina)
    assert seen(made, world.driss).row.tried == words["tried"]


def test_somebody_erased_leaves_no_line_of_theirs(world):
    gathering = held(world)
    made = begun(world, gathering, world.driss, LINES["Bruno"], LINES["Amina"])
    people.erase(world.amina, by=world.amina)
    assert seen(made, world.driss) is None  # she was one of its authors: it ends for all
    assert set(cast.VOICES) - {"Amina"} and seen(made, world.bruno) is None


NINE = [
    f"Geste numéro {word}"
    for word in ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
]


def said_by_amina(w, lines):
    """A gathering that is over, where Amina gave all these lines."""
    gathering = gatherings.call_gathering(w.circle, guide=guide(), mode="live", by=w.driss, subject="Neuf")
    gathering = gatherings.open_gathering(gathering, by=w.driss)
    gatherings.enter(gathering, person=w.amina, voice="patient", by=w.amina)
    run = gatherings.open_next(gathering, by=w.driss)
    kind = séances.moment(gathering, to=w.amina).now.kind
    gatherings.answer(run, answer=kind.Answer(tuple(("", line) for line in lines)), by=w.amina)
    return gatherings.close_gathering(gathering, by=w.driss)


def test_all_the_lines_that_were_ticked_are_kept_and_the_draft_says_how_many_are_signed(client, world):
    gathering = said_by_amina(world, NINE)
    client.force_login(world.amina)
    took = [line.key for line in queries.filling(gathering, to=world.amina).lines]
    form = {"situation": "daily", "took": took}
    desk = (
        client.post(f"/gatherings/{gathering.pk}/practice/", form, follow=True)
        .content.decode()
        .replace("\u00a0", " ")
    )
    too_many = "Ce brouillon a 9 étapes : réunissez ou enlevez-en, pour en garder 7 au plus. Une fiche se lit en deux minutes."
    assert [line for line in NINE if line not in desk] == [] and too_many in desk
    (made,) = queries.sheets_for(world.amina)
    assert made.row.tried == NINE
    # She joins nothing yet, and writes the rest: nothing is lost, and nothing is signed.
    rewritten = commands.write(made.row, number=made.row.number, by=world.amina, **{**TEXT, "tried": NINE})
    with refused(too_many):
        sign(made.row, world.amina)
    commands.write(made.row, number=rewritten.number, by=world.amina, **{**TEXT, "tried": NINE[:7]})
    assert "Ce brouillon a" not in client.get(f"/practices/{made.row.pk}/writing/").content.decode()
    sign(made.row, world.amina)
    assert seen(made.row, world.elise).row.tried == NINE[:7]


def test_a_sheet_that_was_written_there_in_nine_steps_is_taken_whole(world):
    gathering = held(world, tried="\n".join(NINE))
    assert seen(begun(world, gathering, world.driss), world.driss).row.tried == NINE


def test_what_no_draft_holds_is_refused_with_a_sentence_and_nothing_is_begun(world):
    gathering = held(world, tried="\n".join(f"Geste {n}" for n in range(31)))
    with refused("Un brouillon tient en 30 étapes : prenez-en moins, ou faites deux fiches."):
        begun(world, gathering, world.driss)
