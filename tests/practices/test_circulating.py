"""Adapting a sheet in another circle, telling that one tried it; what is left when the sheet is withdrawn. And Farid?"""

from datetime import UTC, date, datetime

import pytest

from polyphonie.base import clock
from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Entry
from polyphonie.practices import commands, queries
from polyphonie.practices.models import Adaptation
from tests import cast
from tests.base.said import refused
from tests.practices.sheets import LINES, TEXT, begun, draft, held, seen, sign, signed, widened

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def adapted(w, made, **words):
    given = {"kept": "Le coup de fil.", "changed": "Le matin.", "why": "Nos familles travaillent.", **words}
    return commands.adapt(made, to=w.elsewhere, by=w.farid, **given)


def tried(w, made, **words):
    given = {
        "worked": "partly",
        "happened": "Deux familles sur trois ont répondu.",
        "changed": "Un message écrit.",
        **words,
    }
    return commands.tell_trial(made, circle=w.elsewhere, by=w.farid, **given)


def told(made, who) -> list[str]:
    return [trial.happened for trial in queries.trials_of(seen(made, who), to=who)]


def test_another_circle_adapts_what_was_opened_to_it_and_the_line_of_descent_is_walked_both_ways(world):
    made = signed(world)
    widened(world, made)
    ours = adapted(world, made, title="Appeler le matin")
    assert seen(ours, world.farid).row.title == "Appeler le matin"
    assert (seen(ours, world.farid).row.tried, seen(ours, world.farid).row.changed) == (TEXT["tried"], "")
    sign(ours, world.farid)
    line = queries.descent(seen(ours, world.farid), to=world.farid)
    assert [one.row.pk for one in line.above] == [
        made.pk
    ] and line.adaptation.why == "Nos familles travaillent."
    down = queries.descent(seen(made, world.farid), to=world.farid)
    assert ([one.row.pk for one in down.below], down.above, down.adaptation) == ([ours.pk], (), None)
    # Its authors do not belong to that circle: the adaptation does not exist for them, until it is opened to them.
    assert queries.descent(seen(made, world.amina), to=world.amina).below == ()
    assert seen(ours, world.amina) is None


def test_nothing_is_copied_unless_each_author_lets_others_take_up_their_lines(world):
    made = draft(world, "Amina", "Bruno")
    sign(made, world.amina, may_be_taken_up=True)
    sign(made, world.bruno)
    widened(world, made, "Amina", "Bruno")
    ours = adapted(world, made, title="Appeler le matin")
    row = seen(ours, world.farid).row
    assert (row.title, row.tried, row.means) == ("Appeler le matin", [], "")
    assert [one.row.pk for one in queries.descent(seen(ours, world.farid), to=world.farid).above] == [made.pk]


def test_an_author_takes_back_that_others_copy_their_lines_without_writing_the_sheet_anew(world):
    made = signed(world, "Amina", "Bruno")
    widened(world, made, "Amina", "Bruno")
    before = adapted(world, made)
    commands.keep_my_lines(made, by=world.amina)
    commands.keep_my_lines(made, by=world.amina)  # said twice, it is one fact
    there = seen(made, world.bruno)
    assert (there.may_be_taken_up, there.i_lend, seen(made, world.amina).i_lend) == (False, True, False)
    assert there.shown and there.awaited == () and there.row.number == made.number
    assert seen(adapted(world, made), world.farid).row.tried == []
    assert seen(before, world.farid).row.tried == TEXT["tried"]  # what was copied stays
    commands.lend_my_lines(made, by=world.amina)
    assert seen(adapted(world, made), world.farid).row.tried == TEXT["tried"]
    told = [fact.name for fact in log(f"practice:{made.pk}") if fact.name.startswith("Lines")]
    assert told == ["LinesKept", "LinesLent"]


def test_after_an_older_copy_was_put_back_who_had_kept_their_lines_keeps_them(world):
    made, other = signed(world, "Amina", "Bruno"), signed(world)
    commands.keep_my_lines(made, by=world.amina)
    former = queries.lines_kept()
    commands.lend_my_lines(made, by=world.amina)  # as the older copy has it
    assert (commands.keep_lines_again(former), commands.keep_lines_again(former)) == (1, 0)
    assert not seen(made, world.amina).i_lend and seen(made, world.bruno).i_lend
    assert seen(other, world.amina).i_lend


def test_only_an_author_who_signed_says_whether_their_lines_are_lent(world):
    made = draft(world, "Amina", "Bruno")
    sign(made, world.bruno)
    for say in (commands.keep_my_lines, commands.lend_my_lines):
        with refused("Signez d’abord la fiche : vous direz là si d’autres peuvent reprendre vos lignes."):
            say(made, by=world.amina)
        with refused(NOT_FOUND):
            say(made, by=world.farid)
    commands.lend_my_lines(made, by=world.bruno)
    sign(made, world.amina)
    assert seen(made, world.bruno).i_lend and not seen(made, world.bruno).may_be_taken_up
    with refused("Seuls ses auteurs changent cette fiche."):
        commands.keep_my_lines(made, by=world.claire)
    assert seen(made, world.bruno).i_lend


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("draft", "Cette fiche est encore un brouillon. Elle s’adapte quand tous ses auteurs l’ont signée."),
        ("own", "C’est le cercle de cette fiche. Choisissez-en un autre, ou dites que vous l’avez essayée."),
        ("not mine", NOT_FOUND),
    ],
)
def test_what_cannot_be_adapted_says_why(world, name, sentence):
    made = draft(world) if name == "draft" else signed(world)
    to = world.elsewhere if name == "not mine" else world.circle
    with refused(sentence):
        commands.adapt(made, to=to, by=world.amina)


def test_withdrawn_its_adaptation_keeps_where_it_came_from_and_none_of_its_words(world):
    made = signed(world)
    widened(world, made)
    ours = adapted(world, made)
    words = {
        **TEXT,
        "title": "Prévenir le matin",
        "tried": [*TEXT["tried"], "Demander qui sera là"],
        "advice": "Le matin.",
    }
    commands.write(ours, number=seen(ours, world.farid).row.number, by=world.farid, **words)
    sign(ours, world.farid)
    circles.withdraw_entry(made.entry, by=world.amina)
    page = seen(ours, world.farid)
    assert (page.row.tried, page.row.title, page.row.advice) == (
        ["Demander qui sera là"],
        "Prévenir le matin",
        "Le matin.",
    )
    assert (page.row.means, page.row.for_whom, page.shown, page.row.thinned_at) == ("", "", True, NOON)
    line = queries.descent(page, to=world.farid)
    assert line.above == (None,) and line.adaptation.changed == "Le matin."
    assert made.pk not in {one.sheet.row.pk for one in queries.look(to=world.farid)}


def test_an_adaptation_withdrawn_forgets_what_it_said_of_its_changes(world):
    made = signed(world)
    widened(world, made)
    ours = adapted(world, made)
    circles.withdraw_entry(ours.entry, by=world.farid)
    assert queries.descent(seen(made, world.farid), to=world.farid).below == ()
    with open_door():
        assert list(Adaptation.objects.values_list("kept", "changed", "why")) == [("", "", "")]


def test_a_trial_is_returned_to_the_authors_and_read_where_both_are_read(world):
    made = signed(world, "Amina", "Bruno")
    widened(world, made, "Amina", "Bruno")
    trial = tried(world, made)
    assert told(made, world.farid) == told(made, world.amina) == told(made, world.bruno) == [trial.happened]
    assert told(made, world.claire) == []  # she reads the sheet, and is not of the circle that tried
    assert log(f"practice:{made.pk}")[-1].name == "TrialTold"
    assert queries.tried_by(world.farid)[0]["what"] == trial.happened and queries.tried_by(world.amina) == []


def test_a_trial_opened_further_is_read_by_whoever_reads_the_sheet_there(world):
    made = signed(world)
    network = widened(world, made)
    circles.enter(network, person=world.claire, voice="family", by=world.amina)
    trial = tried(world, made)
    assert told(made, world.claire) == []
    circles.widen(trial.entry, to=network, by=world.farid, future_members=True)
    assert told(made, world.claire) == [trial.happened]


def test_a_trial_taken_back_is_gone_for_everybody(world):
    made = signed(world)
    widened(world, made)
    trial = tried(world, made)
    circles.withdraw_entry(trial.entry, by=world.farid)
    assert told(made, world.amina) == told(made, world.farid) == []
    assert queries.tried_by(world.farid)[0]["what"] == "" and queries.trial(trial.pk) is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"worked": "maybe"}, "Choisissez : cela a marché, en partie, ou pas."),
        ({"happened": " "}, "Dites en quelques mots ce qui s’est passé : c’est cela qui aide les autres."),
        (
            {"tried_on": date(2027, 3, 2)},
            "Une fiche raconte ce qui a été essayé : choisissez une date passée.",
        ),
    ],
)
def test_a_trial_says_what_happened(world, words, sentence):
    made = signed(world)
    widened(world, made)
    with refused(sentence):
        tried(world, made, **words)


def test_nobody_tells_a_trial_of_a_draft_or_for_a_circle_of_others(world):
    made = draft(world, "Amina", "Bruno")
    with refused("Cette fiche est encore un brouillon : attendez que ses auteurs l’aient signée."):
        commands.tell_trial(made, circle=world.circle, worked="worked", happened="Oui.", by=world.amina)
    done = signed(world)
    with refused(NOT_FOUND):
        commands.tell_trial(done, circle=world.elsewhere, worked="worked", happened="Oui.", by=world.amina)


def test_whoever_leaves_the_network_reads_no_more_of_it(world):
    made = signed(world)
    network = widened(world, made)
    ours = adapted(world, made)
    circles.leave(network, person=world.farid, by=world.farid)
    assert seen(made, world.farid) is None
    assert queries.descent(seen(ours, world.farid), to=world.farid).above == (None,)
    assert {name for name in cast.VOICES if seen(made, world[name])} == set(cast.VOICES)


def test_words_taken_back_at_the_source_go_from_the_adaptation_of_an_adaptation(world):
    gathering = held(world)
    made = begun(world, gathering, world.driss)
    sign(made, world.driss, world.amina, world.bruno, may_be_taken_up=True)
    widened(world, made, "Driss", "Amina", "Bruno")
    ours = adapted(world, made, title="Dormir au frais")
    nell = cast.person("Nell")
    circles.enter(world.elsewhere, person=nell, voice="patient", by=world.farid)
    commands.add_author(
        ours, person=nell, by=world.farid
    )  # what was signed and let go waits for nobody again
    sign(ours, world.farid, nell, may_be_taken_up=True)
    third = circles.found_circle(name="Nuit", kind="team", by=world.farid, voice="professional")
    theirs = commands.adapt(ours, to=third, by=world.farid, title="La nuit, au frais")
    assert LINES["Amina"] in seen(theirs, world.farid).row.tried
    with open_door():
        answer = Entry.objects.get(contribution__person=world.amina)
    circles.withdraw_entry(answer, by=world.amina)
    for one in (made, ours, theirs):
        with open_door():
            left = type(one).objects.get(pk=one.pk).tried
        assert left == ["Fermer les volets avant midi", "Laisser de l’eau partout"]
