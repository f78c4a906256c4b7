"""Timeline, grid, tables and sheet in one guide: played to its record, asked and answered through the pages."""

import re

import pytest

from polyphonie.base.voices import Voice
from polyphonie.cli.playing import play_through
from polyphonie.gatherings import commands, queries
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.reader import read_toml
from tests import cast

HEAD = """
id = "ensemble"
version = 1
licence = "CC-BY-4.0"
source = "a guide of the tests"
minutes = 60
modes = ["live", "async"]
group = { min = 3, max = 12 }
title = { fr = "Ensemble", en = "Together" }
purpose = { fr = "Voir qui fait quoi.", en = "See who does what." }
when = { good_for = { fr = "Voir.", en = "See." }, not_for = { fr = "Juger.", en = "Judge." } }
"""
STEP = """
[[steps]]
id = "%s"
kind = "%s"
title = { fr = "%s", en = "%s" }
prompt = { fr = "Dites.", en = "Say.", falc = "Dites." }
"""
TITLES = {"noms": "write", "chronologie": "timeline", "grille": "grid", "tables": "tables", "fiche": "sheet"}
MORE = {
    "noms": 'settings = { columns = [{ id = "taches", fr = "Tâches", en = "Tasks" }, { id = "acteurs", fr = "Acteurs", en = "Actors" }] }',
    "grille": 'about = "noms"\nnames = "hidden"',
    "fiche": 'about = "chronologie"\nwho = "facilitator"',
}


def guide():
    steps = "".join(STEP % (id, kind, id, id) + MORE.get(id, "") for id, kind in TITLES.items())
    return read_toml(HEAD + steps, kinds=registry.kinds())


@pytest.mark.parametrize("mode", ["live", "async"])
@pytest.mark.parametrize("people", [3, 12])
def test_the_guide_is_played_to_its_record(db, people, mode):
    record = play_through(guide(), people=people, mode=mode, seed=3)
    told = {section.title.fr: section.blocks for section in record.sections}
    assert list(told) == list(TITLES)
    seated = [line for block in told["tables"] for line in block.lines if line.text]
    assert len(seated) == record.people == people
    assert {(line.by, line.voice) for block in told["grille"] for line in block.lines} == {("", "")}
    for language, words in (("fr", "Fiche d’action"), ("en", "Action sheet")):
        text = record.to_markdown(language)
        assert words in text and "{" not in text and "Text(" not in text


@pytest.fixture
def gathering(world):
    called = commands.call_gathering(world.circle, guide=guide(), mode="live", by=world.driss)
    called = commands.open_gathering(called, by=world.driss)
    for name in ("Amina", "Bruno"):
        commands.enter(called, person=world[name], voice=cast.VOICES[name], by=world[name])
    return called


def opened(gathering, world, step: str, **said):
    """The step under way after `step` opened, with what people said on the way."""
    for _ in TITLES:
        run = commands.open_next(gathering, by=world.driss)
        if run.step == step:
            return run
        kind = registry.furnished(TITLES[run.step]).kind
        for name, words in said.items() if run.step == "noms" else ():
            commands.answer(run, answer=kind.Answer(words), by=world[name.capitalize()])
        commands.close_step(gathering, by=world.driss, anyway=True)
    raise AssertionError(f"{step} never opened")


def answer(client, gathering, run, somebody, data) -> str:
    """What the page shows somebody once they sent `data` without any script."""
    client.force_login(somebody)
    sent = client.post(f"/gatherings/{gathering.pk}/answers/{run.pk}/", data, follow=True)
    assert sent.status_code == 200, sent.content.decode()
    return sent.content.decode()


def page(client, gathering, somebody) -> str:
    client.force_login(somebody)
    return client.get(f"/gatherings/{gathering.pk}/").content.decode()


WORDS = {
    "amina": (("taches", "# Appeler <b>"), ("acteurs", "Proches")),
    "bruno": (("taches", "Peser"), ("acteurs", "Équipe *de* nuit")),
}


def test_the_grid_is_asked_task_by_task_and_told_without_a_name(client, gathering, world):
    run = opened(gathering, world, "grille", **WORDS)
    shown = page(client, gathering, world.amina)
    tasks = list(dict.fromkeys(re.findall(r'name="stance_(\w+)"', shown)))
    carers, night = re.findall(r'type="radio" name="actor" value="(\w+)"', shown)
    # one group for the side, then for each task one that holds its two questions
    assert shown.count("<fieldset") == 1 + 3 * len(tasks) == 7
    assert [shown.count(f'name="belief_{task}"') for task in tasks] == [2, 2]
    assert "Appeler &lt;b&gt;" in shown and "<b>" not in shown.split("<main")[1]
    data = {"actor": carers, f"stance_{tasks[1]}": "do", f"belief_{tasks[0]}": [night, carers]}
    assert "C’est noté." in answer(client, gathering, run, world.amina, data)
    changed = client.get(f"/gatherings/{gathering.pk}/?change=1").content.decode()
    assert re.findall(r'<input[^>]*name="belief_\w+"[^>]*value="(\w+)"[^>]*checked', changed) == [night]
    commands.close_gathering(gathering, by=world.driss)
    text = queries.record_of(gathering, to=world.bruno).to_markdown("fr")
    assert "**\\# Appeler \\<b\\>**" in text and "« Équipe \\*de\\* nuit »" in text
    grid = text.split("## grille")[1]
    assert "Amina" not in grid and "Vide" in grid


def test_a_moment_is_told_through_its_page_and_a_refusal_opens_what_is_folded(client, gathering, world):
    run = opened(gathering, world, "chronologie", **WORDS)
    assert page(client, gathering, world.amina).count("<details") >= 3
    client.force_login(world.amina)
    path = f"/gatherings/{gathering.pk}/answers/{run.pk}/"
    wrong = client.post(path, {"saw_0": "On attend.", "felt_2": "Seule."})
    assert wrong.status_code == 422
    assert re.findall(r'<details class="flow-small" id="(moment-\d)" open', wrong.content.decode()) == [
        "moment-2",
        "moment-3",
    ]
    seen = answer(
        client, gathering, run, world.amina, {"saw_0": "On attend.", "day_0": "1", "time_0": "09:30"}
    )
    assert "09:30 · On attend." in seen


def test_one_tap_says_i_am_here_and_the_sheet_begins_with_what_was_seen(client, gathering, world):
    run = opened(gathering, world, "chronologie", **WORDS)
    answer(client, gathering, run, world.amina, {"saw_0": "On attend."})
    commands.close_step(gathering, by=world.driss)
    run = opened(gathering, world, "tables")
    assert "Je suis là" in page(client, gathering, world.bruno)
    answer(client, gathering, run, world.bruno, {})
    commands.close_step(gathering, by=world.driss, anyway=True)
    run = opened(gathering, world, "fiche")
    assert "On attend.</textarea>" in page(client, gathering, world.driss)
    assert "<textarea" not in page(client, gathering, world.bruno)
    answer(client, gathering, run, world.driss, {"title": "Prévenir", "tried": "Un mot."})
    commands.close_gathering(gathering, by=world.driss)
    record = queries.record_of(gathering, to=world.amina)
    told = {section.title.fr: section.blocks for section in record.sections}
    assert [line.text for line in told["tables"][0].lines][:1] == ["Bruno"]
    assert [(line.text, line.by) for line in told["fiche"][0].lines] == [("Prévenir", "Driss")]
    assert told["tables"][0].lines[0].voice == Voice.PROFESSIONAL
