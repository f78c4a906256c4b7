"""A file asked for: who may, how far it is, what it holds, who may fetch it, and when it is gone."""

from __future__ import annotations

import csv
import threading
from datetime import timedelta

import pytest

from polyphonie.base import clock, facts, holdings
from polyphonie.base.refusals import check
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.commitments import commands as commitments
from polyphonie.exports import commands, queries, rules
from polyphonie.exports.models import Export, State
from polyphonie.people import commands as people
from tests.base.said import refused
from tests.exports.conftest import NOON
from tests.exports.furnishing import a_register_that

NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
TOO_EARLY = "Ce fichier n’est pas encore prêt. Revenez dans un instant."
TOO_LATE = "Ce fichier n’est plus là : il est gardé un jour. Demandez-le à nouveau."
HEADER = [c.fr for c in queries.REGISTERS["steps"].columns]


def step(w, name="Amina", text="Un appel.", **more):
    given = {
        "due_on": NOON.date() + timedelta(days=7),
        "home": w.circle,
        "circle": w.circle,
        "by": w[name],
        **more,
    }
    return commitments.commit_to(text=text, smallest="Un seul.", **given)


def asked(w, name="Claire", what="steps") -> Export:
    return commands.ask_for_export(w.circle, what=what, by=w[name])


def made(w, name="Claire", what="steps") -> Export:
    export = asked(w, name, what)
    assert commands.make_next() is True
    return seen(export)


def seen(export: Export) -> Export:
    return Export.objects.get(pk=export.pk)


def table_of(export: Export) -> list[list[str]]:
    with queries.path_of(export).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def texts(export: Export) -> list[str]:
    return [row[0] for row in table_of(export)[1:]]


def files(folder) -> set[str]:
    return {path.name for path in folder.glob("*")}


def test_a_register_becomes_a_file_that_its_asker_fetches(world, folder):
    kept = step(world, text="=1+1; un appel")
    step(world, "Bruno", "Une affiche.")
    commitments.conclude(kept, outcome="done", learnt="On m’a répondu.", by=world.amina)
    export = made(world)
    assert (export.state, export.rows_done, export.rows_total, export.percent) == (State.DONE, 2, 2, 100)
    assert (export.made_at, export.expires_at) == (NOON, NOON + timedelta(hours=24))
    assert table_of(export) == [
        HEADER,
        ["'=1+1; un appel", "Un seul.", "Amina", "2027-03-01", "2027-03-08", "C’est fait", "On m’a répondu.", ""],
        ["Une affiche.", "Un seul.", "Bruno", "2027-03-01", "2027-03-08", "", "", ""],
    ]  # fmt: skip
    assert rules.why_not_fetch(export, world.claire) is None
    assert (files(folder), queries.path_of(export).stat().st_mode & 0o777) == ({export.file}, 0o600)
    assert [(told.name, told.ids["export"]) for told in facts.log(f"exports:{world.claire.pk}")] == [
        ("ExportAsked", export.pk)
    ]


def test_the_file_speaks_the_language_of_its_asker(world):
    people.prefer(world.claire, language="en", plain=False, cadence=world.claire.cadence, by=world.claire)
    assert queries.path_of(made(world)).read_text("utf-8-sig").startswith('"Small step","Smallest version"')


@pytest.mark.parametrize("what", queries.REGISTERS)
def test_every_register_says_its_columns_in_both_languages(what, world):
    register = queries.REGISTERS[what]
    assert [column for column in (*register.columns, register.title) if not (column.fr and column.en)] == []
    export = made(world, what=what)
    assert table_of(export) == [[column.fr for column in register.columns]]


@pytest.mark.parametrize(("name", "what"), [("Farid", "steps"), ("Claire", "people"), ("Claire", "")])
def test_a_register_of_others_and_one_that_is_none_do_not_exist(name, what, world):
    with refused(NOT_FOUND):
        asked(world, name, what)
    assert Export.objects.count() == 0


def test_only_its_asker_fetches_it_and_only_once_it_is_made(world):
    export = asked(world)
    with refused(TOO_EARLY):
        check(rules.why_not_fetch(export, world.claire))
    commands.make_next()
    for name in ("Amina", "Driss", "Farid"):
        with refused(NOT_FOUND):
            check(rules.why_not_fetch(seen(export), world[name]))
        assert queries.export_of(export.pk, to=world[name]) is None
    assert rules.why_not_fetch(seen(export), world.claire) is None


def test_to_ask_twice_is_to_wait_for_the_same_file_and_to_ask_again_replaces_it(world, folder):
    first = asked(world)
    assert asked(world).pk == first.pk
    assert asked(world, "Amina").pk != first.pk
    while commands.make_next():
        pass
    old = seen(first)
    again = asked(world)
    assert (again.state, Export.objects.filter(person=world.claire).count()) == (State.QUEUED, 1)
    assert again.pk != old.pk


def test_what_is_not_for_the_asker_is_not_in_the_file(world):
    """Amina wrote in a circle of two; Claire's file of the same register does not know it, Amina's does."""
    pair = circles.found_circle(name="À deux", kind=Kind.PAIR, by=world.amina, voice=Voice.PATIENT)
    step(world, text="Pour nous deux.", home=pair)
    step(world, text="Pour tous.")
    assert texts(made(world)) == ["Pour tous."]
    assert texts(made(world, "Amina")) == ["Pour nous deux.", "Pour tous."]
    assert texts(made(world, "Amina", "steps")) == ["Pour nous deux.", "Pour tous."]


def test_the_file_holds_what_may_be_read_when_it_is_made_not_when_it_was_asked(world):
    kept = step(world, text="Repris.")
    step(world, text="Gardé.")
    export = asked(world)
    circles.withdraw_entry(kept.entry, by=world.amina)
    commands.make_next()
    assert texts(seen(export)) == ["Gardé."]


def test_a_word_taken_back_leaves_the_files_that_are_made(world, folder, django_capture_on_commit_callbacks):
    kept = step(world, text="Repris.")
    export, other = made(world), made(world, what="decisions")
    with django_capture_on_commit_callbacks(execute=True):
        circles.withdraw_entry(kept.entry, by=world.amina)
    assert (seen(export).state, seen(export).file, files(folder)) == (State.QUEUED, "", {other.file})
    commands.make_next()
    assert texts(seen(export)) == []


def test_where_an_author_no_longer_agrees_the_other_circle_s_file_forgets(
    world, django_capture_on_commit_callbacks
):
    circles.enter(world.elsewhere, person=world.amina, voice=Voice.PATIENT, by=world.farid)
    kept = step(world, text="Ouvert.")
    widening = circles.widen(kept.entry, to=world.elsewhere, by=world.amina)
    export = commands.ask_for_export(world.elsewhere, what="steps", by=world.farid)
    commands.make_next()
    assert texts(seen(export)) == ["Ouvert."]
    with django_capture_on_commit_callbacks(execute=True):
        circles.answer_widening(widening, yes=False, by=world.amina)
    commands.make_next()
    assert texts(seen(export)) == []


def test_whoever_leaves_has_no_file_left_and_none_under_way(
    world, folder, django_capture_on_commit_callbacks
):
    made(world)
    kept = made(world, "Bruno")
    asked(world, what="decisions")
    with django_capture_on_commit_callbacks(execute=True):
        circles.leave(world.circle, person=world.claire, by=world.claire)
    assert (list(Export.objects.filter(person=world.claire)), files(folder)) == ([], {kept.file})


def test_who_no_longer_belongs_when_it_is_made_gets_no_file(world, folder):
    """Whatever path led there: the worker asks the rule, and does not try again."""
    export = asked(world)
    world.circle.memberships.filter(person=world.claire).update(left_at=NOON)
    commands.make_next()
    assert (seen(export).state, seen(export).tries, files(folder)) == (State.FAILED, 1, set())


def test_an_erased_person_s_name_leaves_the_files_of_others(world, django_capture_on_commit_callbacks):
    step(world)
    export = made(world)
    made(world, "Amina")
    with django_capture_on_commit_callbacks(execute=True):
        people.erase(world.amina, by=world.amina)
    assert list(Export.objects.values_list("pk", "state")) == [(export.pk, State.QUEUED)]
    commands.make_next()
    assert "Amina" not in queries.path_of(seen(export)).read_text("utf-8")


def test_progress_stands_in_the_row_while_the_file_is_made(world):
    told = []

    def slice_(circle, *, to, after, most):
        told.append([(e.state, e.rows_done, e.percent) for e in Export.objects.all()])
        return (["mot"] * most, list(range(after + 1, after + most + 1))) if after < 1000 else ([], [])

    with a_register_that(slice_):
        export = made(world, what="odd")
    assert told == [[("running", 0, 0)], [("running", 500, 50)], [("running", 1000, 99)]]
    assert (seen(export).percent, len(table_of(export))) == (100, 1001)


def test_what_fails_is_tried_once_more_then_said_to_have_failed(world, folder, caplog):
    def slice_(circle, **_):
        raise ValueError("les mots de quelqu’un")

    with a_register_that(slice_):
        export = asked(world, what="odd")
        commands.make_next()
        assert (seen(export).state, seen(export).tries) == (State.QUEUED, 1)
        commands.make_next()
        assert (seen(export).state, seen(export).tries) == (State.FAILED, 2)
        assert commands.make_next() is False
    assert files(folder) == set()
    assert caplog.messages == [f"export {export.pk}: ValueError"] * 2


def test_a_file_thrown_away_while_it_is_made_is_left_by_its_worker(world, folder):
    def slice_(circle, *, to, after, most):
        commands.throw_away(Export.objects.get(), by=world.claire)
        return ["mot"], [1]

    with a_register_that(slice_):
        asked(world, what="odd")
        commands.make_next()
    assert (Export.objects.count(), files(folder)) == (0, set())


def test_a_dead_worker_s_file_is_given_to_another_then_given_up(world):
    export = asked(world)
    dead = {"state": State.RUNNING, "tries": 1, "alive_at": NOON, "claim": "0" * 32}
    Export.objects.filter(pk=export.pk).update(**dead)
    with clock.at(NOON + timedelta(minutes=4)):
        commands.keep_the_living()
        assert seen(export).state == State.RUNNING
    with clock.at(NOON + timedelta(minutes=5)):
        commands.keep_the_living()
        assert seen(export).state == State.QUEUED
        Export.objects.filter(pk=export.pk).update(**dead | {"tries": 2})
        commands.keep_the_living()
        assert seen(export).state == State.FAILED


def test_a_day_later_the_file_is_gone(world, folder, django_capture_on_commit_callbacks):
    export = made(world)
    (folder / "left-by-a-killed-process.csv").write_text("mots")
    with clock.at(NOON + timedelta(hours=23)), django_capture_on_commit_callbacks(execute=True):
        commands.keep_the_living()
    assert files(folder) == {export.file}
    with clock.at(NOON + timedelta(hours=24)), refused(TOO_LATE):
        check(rules.why_not_fetch(export, world.claire))
    with clock.at(NOON + timedelta(hours=24)), django_capture_on_commit_callbacks(execute=True):
        commands.keep_the_living()
    assert (Export.objects.count(), files(folder)) == (0, set())


def test_nobody_throws_away_somebody_else_s_file(world, folder, django_capture_on_commit_callbacks):
    export = made(world)
    with refused(NOT_FOUND):
        commands.throw_away(export, by=world.amina)
    with django_capture_on_commit_callbacks(execute=True):
        commands.throw_away(export, by=world.claire)
    assert (Export.objects.count(), files(folder)) == (0, set())


def test_what_is_held_about_somebody_names_their_files(world):
    asked(world)
    held = {"what": "steps", "circle": "Mémoire", "state": "queued", "asked": NOON.isoformat()}
    assert holdings.about(world.claire)["exports"] == [held]
    assert holdings.about(world.farid)["exports"] == []


@pytest.mark.django_db(transaction=True)
def test_the_beat_makes_what_waits_in_a_thread_of_its_own(world):
    """Mail and reminders do not stand behind a long file."""
    commands.make_in_background()
    assert "exports" not in {thread.name for thread in threading.enumerate()}
    step(world)
    exports = [asked(world), asked(world, "Amina")]
    commands.make_in_background()
    for thread in threading.enumerate():
        if thread.name == "exports":
            thread.join(timeout=20)
    assert [seen(export).state for export in exports] == [State.DONE, State.DONE]
