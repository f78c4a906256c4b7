"""A synthesis that is kept: its words signed by all, what it counts computed for each reader, and no word of a sheet that
this reader does not read. And Farid?"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Entry, Kind
from polyphonie.exports.queries import synthesis_file
from polyphonie.people import commands as people
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.ingredients import families
from polyphonie.practices.models import Practice
from tests.base.said import refused
from tests.exports.opening import of_pdf
from tests.practices.sheets import TEXT, begun, draft, held, sign, signed

pytestmark = pytest.mark.django_db
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
PERSON, TEAMS = (family.id for family in families()[:2])
VOLETS = "Une nuit sur deux sans réveil avant l’aube"
QUOTED = f"Dans le froid comme au chaud. {VOLETS}. Reste à compter."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(datetime(2027, 3, 1, 12, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def two(world):
    """Two sheets of the circle: Amina's, and Bruno's with what changed."""
    return signed(world, "Amina"), signed(world, "Bruno", title="Fermer les volets à midi", changed=VOLETS)


def kept(w, sheets, *authors: str, **words):
    first, *others = authors or ("Claire",)
    made = commands.keep_synthesis(w.circle, sheets=[s.pk for s in sheets], title="La canicule", by=w[first])
    given = {
        "title": "La canicule",
        "introduction": "Deux fiches d’un même été.",
        "families": {PERSON: QUOTED},
    }
    made = commands.write_synthesis(made, number=1, by=w[first], **{**given, **words})
    for name in others:
        commands.join_synthesis(made, person=w[name], by=w[first])
    return made


def all_sign(w, made, *names: str):
    for name in names:
        commands.sign_synthesis(made, number=queries.kept(made.pk, to=w[name]).row.number, by=w[name])
    return made


def seen(made, who):
    return queries.kept(made.pk, to=who)


def test_the_circle_reads_it_once_all_its_authors_signed_and_nobody_else_ever(world, two):
    made = kept(world, two, "Claire", "Bruno")
    assert [seen(made, one) is None for one in (world.claire, world.bruno, world.amina, world.farid)] == [
        False, False, True, True,
    ]  # fmt: skip
    all_sign(world, made, "Claire")
    assert (seen(made, world.amina), [row.pk for row in queries.kept_to_sign(world.bruno)]) == (
        None,
        [made.pk],
    )
    all_sign(world, made, "Bruno")
    told = seen(made, world.amina)
    assert (told.row.title, told.row.introduction, told.row.families) == (
        "La canicule", "Deux fiches d’un même été.", {PERSON: QUOTED},
    )  # fmt: skip
    assert [row.pk for row in queries.kept_for(world.amina)] == [made.pk]
    assert (seen(made, world.farid), queries.kept_for(world.farid)) == (None, [])
    commands.write_synthesis(
        made, number=told.row.number, by=world.claire, title="La canicule", introduction="Autre."
    )
    assert (seen(made, world.amina), {a.signed_at for a in seen(made, world.claire).authors}) == (
        None,
        {None},
    )


def test_what_is_counted_is_counted_for_each_reader(world, two):
    made = all_sign(world, kept(world, two), "Claire")
    counted = [
        (e.ingredient.id, e.times) for part in seen(made, world.amina).told.families for e in part.essentials
    ]
    assert counted == [("lived-knowledge", 2), ("staying-close", 2)]
    circles.withdraw_entry(two[0].entry, by=world.amina)
    told = seen(made, world.claire).told
    assert ([s.row.pk for s in told.sheets], [e.times for part in told.families for e in part.essentials]) == (
        [two[1].pk], [1, 1],
    )  # fmt: skip


def test_a_sheet_taken_back_takes_the_words_that_quote_it(world, two):
    made = all_sign(world, kept(world, two), "Claire")
    circles.withdraw_entry(two[1].entry, by=world.bruno)
    for who in (world.claire, world.amina):
        told = seen(made, who)
        assert told.row.families == {PERSON: "Dans le froid comme au chaud.\nReste à compter."}
        assert told.row.thinned_at is not None and told.shown


def test_a_quote_whose_author_steps_out_leaves_the_synthesis_too(world):
    """Claire said it in the room, and released it; the synthesis quotes her; she is no longer an author."""
    gathering = held(world)
    made = begun(world, gathering, world.driss, "Mouiller les draps le soir", "On dormait enfin.")
    commands.write(made, number=queries.sheet(made.pk, to=world.driss).row.number, by=world.driss, **TEXT)
    quote = queries.sheet(made.pk, to=world.claire).my_quotes[0].number
    sign(made, world.claire, release=[quote])
    sign(made, *(one for one in (world.driss, world.amina) if one.pk in queries.awaited(made.pk)))
    assert queries.sheet(made.pk, to=world.elise).shown
    words = "Une proche le dit ainsi. On dormait enfin. C’est peu."
    note = all_sign(world, kept(world, [made, signed(world)], "Bruno", families={TEAMS: words}), "Bruno")
    commands.step_out(made, by=world.claire)
    assert seen(note, world.bruno).row.families == {TEAMS: "Une proche le dit ainsi.\nC’est peu."}


def test_a_reader_of_another_circle_meets_no_word_of_a_sheet_that_is_not_open_there(world, two):
    """The synthesis goes to a network where Farid is; one of its two sheets does not."""
    made = all_sign(world, kept(world, two), "Claire")
    network = circles.found_circle(name="Réseau", kind=Kind.NETWORK, by=world.claire, voice="family")
    for name in ("Amina", "Farid"):
        circles.enter(network, person=world[name], voice="patient", by=world.claire)
    circles.widen(made.entry, to=network, by=world.claire, future_members=True)
    circles.widen(two[0].entry, to=network, by=world.amina, future_members=True)
    told = seen(made, world.farid)
    assert (told.thinner, [s.row.pk for s in told.told.sheets]) == (True, [two[0].pk])
    assert told.row.families == {PERSON: "Dans le froid comme au chaud.\nReste à compter."}
    assert seen(made, world.amina).row.families == {PERSON: QUOTED}
    pdf = of_pdf(synthesis_file(made.pk, "pdf", to=world.farid, language="fr").content)
    assert ("sans réveil" in pdf, "Fermer les volets" in pdf, "Appeler les familles" in pdf) == (
        False,
        False,
        True,
    )
    commands.write(
        two[0], number=two[0].number, by=world.amina, **{**TEXT, "advice": "Autre"}
    )  # a draft again
    assert seen(made, world.farid).told.sheets == ()


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("one sheet", "Cochez 2 fiches signées au moins : une synthèse dit ce qu’elles ont en commun."),
        ("a draft", "Cochez 2 fiches signées au moins : une synthèse dit ce qu’elles ont en commun."),
        ("elsewhere", NOT_FOUND),
    ],
)
def test_what_cannot_be_kept_says_why(world, two, what, sentence):
    sheets = {"one sheet": two[:1], "a draft": (two[0], draft(world, "Claire")), "elsewhere": two}[what]
    circle = world.elsewhere if what == "elsewhere" else world.circle
    with refused(sentence):
        commands.keep_synthesis(circle, sheets=[s.pk for s in sheets], by=world.claire)


def test_only_its_authors_write_and_sign_it_and_the_text_they_read(world, two):
    made = all_sign(world, kept(world, two), "Claire")
    number = seen(made, world.claire).row.number
    with refused("Seuls ses auteurs changent cette synthèse."):
        commands.write_synthesis(made, number=number, title="Autre", by=world.amina)
    with refused(NOT_FOUND):
        commands.sign_synthesis(made, number=number, by=world.farid)
    with refused("La synthèse a changé depuis que vous l’avez ouverte. Relisez-la, puis recommencez."):
        commands.sign_synthesis(made, number=number - 1, by=world.claire)
    with refused("Vous êtes seul auteur de cette synthèse. Retirez-la, si vous n’en voulez plus."):
        commands.leave_synthesis(made, by=world.claire)
    empty = commands.keep_synthesis(world.circle, sheets=[s.pk for s in two], title="Vide", by=world.claire)
    with refused("Écrivez d’abord une introduction, ou ce que vous retenez d’une famille."):
        commands.sign_synthesis(empty, number=1, by=world.claire)


def test_an_author_reads_every_sheet_it_gathers(world, two):
    """Driss's sheet lives in another circle of his, where Amina is not: she does not write this synthesis with him."""
    other = circles.found_circle(name="Urgences", kind=Kind.TEAM, by=world.driss, voice="professional")
    theirs = commands.begin(other, by=world.driss)
    commands.write(theirs, number=1, by=world.driss, **TEXT)
    sign(theirs, world.driss)
    made = kept(world, [*two, theirs], "Driss")
    with refused("Amina ne lit pas toutes les fiches de cette synthèse."):
        commands.join_synthesis(made, person=world.amina, by=world.driss)
    assert queries.possible_authors_of(seen(made, world.driss), to=world.driss) == []


def test_withdrawn_it_is_nowhere_and_its_words_are_forgotten(world, two):
    made = all_sign(world, kept(world, two), "Claire")
    assert queries.kept_about(world.claire)[0]["introduction"] == "Deux fiches d’un même été."
    circles.withdraw_entry(made.entry, by=world.claire)
    assert (seen(made, world.claire), queries.kept_for(world.amina)) == (None, [])
    assert [row["introduction"] for row in queries.kept_about(world.claire)] == [""]
    assert queries.sheet(two[0].pk, to=world.claire) is not None


def test_when_an_author_is_erased_it_goes_for_all_as_a_sheet_does(world, two):
    made = all_sign(world, kept(world, two, "Claire", "Bruno"), "Claire", "Bruno")
    people.erase(world.claire, by=world.claire)
    assert (seen(made, world.bruno), queries.authors_of_kept(made.pk)) == (None, set())
    assert [row["introduction"] for row in queries.kept_about(world.bruno)] == [""]


def test_sheets_that_were_ticked_are_kept_however_many_came_after_them(world, two):
    entries = [Entry(circle=world.circle, kind="practice", shown_at=clock.now()) for _ in range(501)]
    with open_door():
        later = Entry.objects.bulk_create(entries)
        Practice.objects.bulk_create(Practice(entry=entry, circle=world.circle) for entry in later)
    assert not {two[0].pk, two[1].pk} & {one.row.pk for one in queries.sheets_for(world.claire)}
    made = kept(world, two)
    assert {one.row.pk for one in seen(made, world.claire).told.sheets} == {two[0].pk, two[1].pk}


def test_forty_sheets_stand_on_one_page(world):
    """As long as real ones: a paragraph for each family, and what they do not know."""
    ids = [one.id for family in families() for one in family.ingredients]
    made = [
        signed(
            world,
            title=f"Appeler les familles la veille de la sortie, étage {n}",
            changed=f"Une seule sortie repoussée en {n + 3} semaines, et les proches arrivent avec les clés.",
            ingredients=[ids[(n * 7 + k) % len(ids)] for k in range(4)],
        )
        for n in range(40)
    ]
    words = (
        "Ce qui revient tient en peu de choses : on appelle plus tôt, on dit qui fait quoi, on écoute avant d’expliquer. "
        * 4
    )
    told = {family.id: words for family in families()}
    note = kept(world, made, introduction=words, unknown=words, families=told)
    for language, head in (
        ("fr", "Synthèse de 40 fiches · Mémoire"),
        ("en", "Synthesis of 40 sheets · Mémoire"),
    ):
        content = synthesis_file(note.pk, "pdf", to=world.claire, language=language).content
        text = " ".join(of_pdf(content).split())
        assert (len(PdfReader(BytesIO(content)).pages), head in text) == (1, True)
        assert [n for n in range(40) if f"étage {n}" not in text] == []
