"""The index of sheets: it proposes only what its reader may read, holds what the sheets say now, and nothing of what went."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import widenings_of
from polyphonie.people import commands as people
from polyphonie.practices import commands, index, queries
from polyphonie.practices.contract.terms import asked
from polyphonie.practices.models import Indexed
from polyphonie.practices.queries.indexing import Looking, keys_for
from tests.practices.sheets import begun, draft, held, seen, sign, signed, widened
from tests.practices.test_looking import FRESH, titles

WORD = STEM = "zinzolin"  # its stem is the word itself


def in_the_index() -> str:
    """All that the tables of the index hold, whatever they are: FTS5's own pages, or a row of PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT rowid, said::text FROM practices_index")
            return repr(cursor.fetchall())
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'practices_index%%' AND type = 'table'"
            " AND sql NOT LIKE '%%VIRTUAL%%'"  # what FTS5 shows is made of its own tables, which are read here
        )
        tables = [name for (name,) in cursor.fetchall()]
        return "".join(_all_of(cursor, table) for table in tables)


def _all_of(cursor, table) -> str:
    cursor.execute(f"SELECT * FROM {table}")  # the name comes from the database itself
    return "".join(_text(value) for row in cursor.fetchall() for value in row)


def _text(value) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def proposed(person, words="") -> set[int]:
    """What the index proposes to somebody, before anything else is asked."""
    keys, _ = keys_for(person, Looking())
    numbers = index.likeliest(asked(words), keys, most=50) if words else index.newest(keys, most=50)
    return set(numbers)


def test_the_index_itself_proposes_nothing_that_its_reader_may_not_read(world):
    made = draft(world, "Amina", "Bruno", title=f"Le tri {WORD}")
    assert [proposed(world[name], WORD) for name in ("Amina", "Bruno", "Claire", "Farid")] == [
        {made.pk},
        {made.pk},
        set(),
        set(),
    ]
    sign(made, world.amina, world.bruno)
    assert [proposed(world[name], WORD) for name in ("Amina", "Claire", "Farid")] == [
        {made.pk},
        {made.pk},
        set(),
    ]
    network = widened(world, made, "Amina", "Bruno")
    assert proposed(world.farid, WORD) == {made.pk}
    widening = next(w for w, _, _ in widenings_of(made.entry_id, to=world.bruno) if w.circle_id == network.pk)
    circles.answer_widening(widening, yes=False, by=world.bruno)
    assert (proposed(world.farid, WORD), queries.look(to=world.farid, words=WORD)) == (set(), [])


def test_leaving_a_circle_is_leaving_its_sheets(world):
    made = signed(world)
    assert proposed(world.claire) == {made.pk}
    circles.leave(world.circle, person=world.claire, by=world.claire)
    assert proposed(world.claire) == set()


def test_a_sheet_is_sealed_in_the_index_too_when_it_changes(world):
    made = signed(world)
    text = seen(made, world.amina).row
    commands.write(made, number=text.number, by=world.amina, title="Appeler autrement", tried=text.tried)
    assert (proposed(world.claire), proposed(world.amina, "autrement")) == (set(), {made.pk})


def test_withdrawn_it_is_gone_from_everywhere_and_no_word_stays_in_the_index(world):
    made = signed(world, title=f"Ranger le {WORD}", ingredients=["staying-close"])
    like = signed(world, "Bruno", **{**FRESH, "ingredients": ["staying-close"]})
    assert titles(queries.look(to=world.claire, words=WORD)) == [f"Ranger le {WORD}"]
    assert [one.sheet.row.pk for one in queries.similar(seen(like, world.claire), to=world.claire)] == [
        made.pk
    ]
    assert STEM in in_the_index()
    circles.withdraw_entry(made.entry, by=world.amina)
    assert queries.look(to=world.claire, words=WORD) == queries.look(to=world.amina, words=WORD) == []
    assert queries.similar(seen(like, world.claire), to=world.claire) == []
    assert (STEM in in_the_index(), f"a{world.amina.pk} " in in_the_index()) == (False, False)
    assert titles(queries.look(to=world.claire)) == [FRESH["title"]]


def test_words_written_over_are_gone_from_the_index(world):
    made = draft(world, title=f"Ranger le {WORD}")
    commands.write(made, number=seen(made, world.amina).row.number, by=world.amina, title="Ranger")
    assert STEM not in in_the_index()


def test_borrowed_words_leave_the_index_when_they_are_taken_back_where_they_were_said(world):
    lines = {"Amina": f"Mouiller les draps {WORD} le soir", "Bruno": "Fermer les volets avant midi"}
    gathering = held(world, lines=lines)
    made = begun(world, gathering, world.bruno, *lines.values())
    made = commands.write(
        made,
        number=seen(made, world.bruno).row.number,
        by=world.bruno,
        title="Les nuits",
        tried=list(lines.values()),
    )
    with open_door():
        source = made.borrowings.get(words=lines["Amina"]).source
    assert STEM in in_the_index()
    circles.withdraw_entry(source, by=world.amina)
    assert (STEM in in_the_index(), queries.look(to=world.bruno, words=WORD)) == (False, [])
    assert titles(queries.look(to=world.bruno, words="volets")) == ["Les nuits"]


def test_a_person_erased_leaves_no_word_in_the_index(world):
    signed(world, title=f"Ranger le {WORD}")
    people.erase(world.amina, by=world.amina)
    assert STEM not in in_the_index()


def test_a_sheet_whose_row_goes_is_found_no_longer(world):
    """Whoever deletes the row, what answers goes with it: the two tables of SQLite are never without each other."""
    made = signed(world, title=f"Ranger le {WORD}")
    assert proposed(world.claire, WORD) == {made.pk}
    with open_door():
        Indexed.objects.filter(pk=made.pk).delete()
    keys, _ = keys_for(world.claire, Looking())
    assert (proposed(world.claire, WORD), index.standing([STEM], keys)) == (set(), [])


def test_how_rare_a_word_is_is_counted_among_the_sheets_that_one_reads(world):
    signed(world, title=f"Ranger le {WORD}")
    signed(world, title="Ouvrir la fenêtre")
    counted = {}
    for name in ("Amina", "Claire", "Farid"):
        _, sure = keys_for(world[name], Looking())
        among = index.among(asked(f"{WORD} fenêtre xylophone"), sure)
        counted[name] = (among.texts, dict(among.having))
    own = {STEM: 1, "fenetr": 1, "xylophon": 0}
    assert counted["Amina"] == counted["Claire"] == (2, own)
    assert counted["Farid"][0] == 0
    assert not any(counted["Farid"][1].values())


def test_slips_are_told_apart_in_one_question_and_only_by_what_one_reads(world):
    signed(world, title=f"Ranger le {WORD}")
    terms = ["zinzolim", STEM, 'a"b', "d'une", "ouvr"]
    standing = {}
    for name in ("Claire", "Farid"):
        keys, _ = keys_for(world[name], Looking())
        standing[name] = index.standing(terms, keys)
    assert standing == {"Claire": [STEM], "Farid": []}


def test_an_author_added_finds_the_draft_and_one_who_steps_out_does_not(world):
    made = draft(world, "Amina", "Bruno", title=f"Ranger le {WORD}")
    commands.add_author(made, person=world.claire, by=world.amina)
    assert proposed(world.claire, WORD) == {made.pk}
    commands.step_out(made, by=world.claire)
    assert proposed(world.claire, WORD) == set()


def test_what_is_undone_is_undone_in_the_index(world):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        signed(world, title=f"Ranger le {WORD}")
        raise ZeroDivisionError
    assert (STEM in in_the_index(), proposed(world.amina)) == (False, set())


def test_sheets_that_were_there_before_the_index_enter_it(world):
    made = signed(world, title=f"Ranger le {WORD}")
    index.forget([made.pk])
    assert queries.look(to=world.claire, words=WORD) == []
    assert (commands.index_what_is_missing(), commands.index_what_is_missing()) == (1, 0)
    assert titles(queries.look(to=world.claire, words=WORD)) == [f"Ranger le {WORD}"]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "a OR b*",
        "NEAR(a b)",
        "rest:x",
        "\\",
        "*",
        "(",
        "a12",
        "% _",
        "²",
        "é" * 500,
        "\x00",
        "=a1 | b",
    ],
)
def test_whatever_is_typed_is_a_question_and_never_an_error(world, typed):
    signed(world)
    for asked_for in (
        {"words": typed},
        {"family": typed},
        {"situation": typed},
        {"voice": typed},
        {"words": f"famille {typed}"},
    ):
        found = queries.leaf(to=world.farid, **asked_for).found
        assert found == ()
        assert all(one.sheet.row.title for one in queries.leaf(to=world.claire, **asked_for).found)


def walked(**asked_for) -> Iterator[int]:
    """The numbers of all the sheets, page after page."""
    after = None
    while True:
        leaf = queries.leaf(after=after, most=3, **asked_for)
        yield from (one.sheet.row.pk for one in leaf.found)
        after = leaf.after
        if after is None:
            return


def test_a_list_goes_on_page_after_page_drafts_first_each_sheet_once(world):
    shown = [signed(world, title=f"Fiche {n}").pk for n in range(5)]
    drafts = [draft(world, title=f"Brouillon {n}").pk for n in range(4)]
    assert list(walked(to=world.amina)) == [*drafts[::-1], *shown[::-1]]
    assert list(walked(to=world.claire)) == shown[::-1]
    assert sorted(walked(to=world.amina, words="fiche brouillon")) == sorted([*shown, *drafts])
    assert list(walked(to=world.farid)) == []


def test_a_page_is_filled_where_the_index_proposes_what_only_some_may_read(world):
    """Opened to a circle without those who come later: its newcomer is proposed the sheets, and none is shown."""
    network = widened(world, signed(world, title="Ouverte à qui viendra"))
    for n in range(5):
        made = signed(world, title=f"Ouverte à celles et ceux d’alors {n}")
        circles.widen(made.entry, to=network, by=world.amina)
    circles.enter(network, person=world.elise, voice="manager", by=world.amina)
    circles.leave(world.circle, person=world.elise, by=world.elise)
    assert len(proposed(world.elise)) == 6
    assert titles(queries.leaf(to=world.elise, most=2).found) == ["Ouverte à qui viendra"]
    assert titles(queries.leaf(to=world.elise, most=2, words="ouverte").found) == ["Ouverte à qui viendra"]


def test_filters_by_voice_and_by_where_it_lives(world):
    signed(world, "Amina", title="Écrite par une patiente")
    signed(world, "Bruno", "Driss", title="Écrite par des soignants")
    widened(world, signed(world, "Amina", "Bruno", title="Écrite ensemble"), "Amina", "Bruno")
    patients = titles(queries.look(to=world.claire, voice="patient"))
    assert patients == ["Écrite ensemble", "Écrite par une patiente"]
    assert titles(queries.look(to=world.farid, voice="patient")) == ["Écrite ensemble"]
    assert len(titles(queries.look(to=world.claire, territory=world.circle))) == 3
    house = circles.found_circle(name="Hôpital", kind="organisation", by=world.claire, voice="family")
    type(house).objects.filter(pk=world.circle.pk).update(parent=house)
    assert (
        len(titles(queries.look(to=world.claire, territory=house))) == 3
    )  # what lives inside, where she belongs
    assert queries.look(to=world.claire, circle=house) == []


def test_an_excerpt_shows_the_sentence_asked_for_and_no_quote_that_waits(world):
    signed(world, advice="Rien ne presse. Prévenez la lingerie la veille.")
    (found,) = queries.look(to=world.claire, words="lingeries")
    assert [(piece.words, piece.found) for piece in found.excerpt] == [
        ("Prévenez la ", False),
        ("lingerie", True),
        (" la veille.", False),
    ]
    assert queries.look(to=world.farid, words="lingeries") == []
    assert queries.look(to=world.claire)[0].excerpt == ()


def test_accents_that_stand_apart_and_signs_between_words_hide_nothing(world):
    apart = unicodedata.normalize("NFD", "Prévenez l’infirmière/référente la veille. Rien d’autre.")
    signed(world, advice=apart)
    for words in ("infirmière", "referente", "référentes infirmiere", "veille"):
        (found,) = queries.look(to=world.claire, words=words)
        marked = [piece.words for piece in found.excerpt if piece.found]
        assert len(marked) == len(words.split()), words
        assert queries.look(to=world.farid, words=words) == []


def test_a_quote_is_found_once_it_is_released(world):
    gathering = held(world)
    made = begun(world, gathering, world.claire, "On dormait enfin.")
    assert (
        queries.look(to=world.claire, words="dormait") == []
    )  # it stands beside, and waits for whoever said it
    commands.write(
        made, number=seen(made, world.claire).row.number, by=world.claire, title="Les nuits", for_whom="Les résidents",
        tried=["Un", "Deux", "Trois"], changed="Le calme",
    )  # fmt: skip
    now = seen(made, world.claire)
    commands.sign(made, number=now.row.number, release=[now.quotes[0].number], by=world.claire)
    found = queries.look(to=world.claire, words="dormait")
    assert titles(found) == ["Les nuits"]
    assert "dormait" in [piece.words for piece in found[0].excerpt]
