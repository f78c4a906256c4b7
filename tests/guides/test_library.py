"""The whole library: read, frozen, said simply, and played with the smallest and the largest group."""

import json
import re
import tomllib

import pytest

from polyphonie.cli.playing import play_through
from polyphonie.guides import queries
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.reader import read_toml
from polyphonie.guides.contract.schema import schema
from polyphonie.guides.contract.thaw import freeze, thaw
from polyphonie.notices.models import Notice
from tests.guides.schema_check import complaints

FILES = queries.library_files()
NAMES = [path.stem for path in FILES]
# A team that is in the room already; over several days there is `edd`. And those who answer together, without a trace: over several
# days a wave of the circle does it, and `parler-d-une-vague` talks about it.
LIVE_ONLY = ["edd-court", "vague-equipe"]
PLAYS = [
    (name, mode) for name in NAMES for mode in ("live", "async") if mode == "live" or name not in LIVE_ONLY
]
NEVER = re.compile(
    r"protocole?s?\b|\bsession|\busers?\b|utilisat|\bscor|\bPACTE\b|\bECHO\b|coopération en santé", re.I
)


def text_of(path):
    return path.read_text("utf-8")


def sentences(words: str) -> list[list[str]]:
    """Sentences as lists of words. What follows a colon is read in one breath with what comes before."""
    parts = re.split(r"[.?!…]+", words.replace("\u00a0", " "))
    found = [re.findall(r"[\w’'-]+", part) for part in parts]
    return [words for words in found if words]


def test_the_library_holds_the_guides_of_its_folder_the_shortest_first():
    guides = queries.library()
    assert sorted(g.id for g in guides) == sorted(NAMES)
    assert [g.minutes for g in guides] == sorted(g.minutes for g in guides)
    assert [queries.guide(name).id for name in NAMES] == NAMES
    assert queries.guide("nothing") is None


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_guide_is_read_and_freezing_it_then_thawing_it_changes_nothing(path):
    guide = read_toml(text_of(path), kinds=registry.kinds())
    assert guide.id == path.stem
    assert thaw(json.loads(json.dumps(freeze(guide)))) == guide


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_guide_keeps_to_the_json_schema(path):
    made = schema(registry.kinds())
    assert complaints(tomllib.loads(text_of(path)), made, made) == []


def test_the_check_of_the_schema_sees_what_does_not_keep_to_it():
    made = schema(registry.kinds())
    data = tomllib.loads(text_of(FILES[0].with_name("carte-du-pouvoir.toml")))
    data["version"], data["modes"], data["colour"] = 0, ["by post"], "red"
    del data["title"]
    data["steps"][0]["settings"] = {"nothing": 1}
    data["steps"][0]["id"] = "Un Nom"
    data["roles"] = {name: {"fr": "a", "en": "b"} for name in ("Porte parole", "patient")}
    assert complaints(data, made, made) == [
        "title: is missing", "version: 0 is under 1", "modes[0]: 'by post' is not allowed",
        "steps[0].id: 'Un Nom' does not match", "steps[0].settings.nothing: is not known", "colour: is not known",
        "roles: the name 'Porte parole' is not allowed", "roles: the name 'patient' is not allowed",
    ]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_each_box_to_write_in_has_words_of_its_own_for_rehearsals(path):
    """A list made again from an earlier step's columns is rehearsed with what was said there."""
    guide = read_toml(text_of(path), kinds=registry.kinds())
    boxes, poor = {}, []
    for step in (step for step in guide.steps if step.kind == "write"):
        settings = registry.kinds()["write"].settings(step.settings)
        boxes[step.id] = [id for id, _ in settings.columns] or [""]
        if boxes[step.id] != boxes.get(step.about):
            poor += [(step.id, id) for id in boxes[step.id] if len(settings.said_in(id)) < 2]
    assert poor == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_plain_french_stays_short(path):
    guide = read_toml(text_of(path), kinds=registry.kinds())
    for step in guide.steps:
        lengths = [len(words) for words in sentences(step.prompt.falc)]
        assert lengths, step.id
        assert max(lengths) <= 15, (step.id, step.prompt.falc)
        assert sum(lengths) / len(lengths) <= 12, (step.id, step.prompt.falc)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_guide_never_says_a_word_we_refuse(path):
    assert NEVER.search("Ce protocole") and NEVER.search("la session") and NEVER.search("un utilisateur")
    assert NEVER.findall(text_of(path)) == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_whoever_leads_a_guide_has_a_script_for_each_step_and_help_for_what_may_happen(path):
    guide = read_toml(text_of(path), kinds=registry.kinds())
    assert [s.id for s in guide.steps if s.script is None] == []
    assert sum(len(s.if_this_happens) for s in guide.steps) >= 3
    assert guide.licence == "CC-BY-4.0" and guide.source


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_guide_is_run_together_and_unless_we_say_why_not_over_several_days(path):
    guide = read_toml(text_of(path), kinds=registry.kinds())
    assert [(guide.id, mode) for mode in guide.modes] == [play for play in PLAYS if play[0] == guide.id]


@pytest.mark.parametrize("size", ["smallest", "largest"])
@pytest.mark.parametrize(("name", "mode"), PLAYS)
def test_a_guide_is_played_to_its_record(db, name, size, mode):
    guide = queries.guide(name)
    people = guide.group[0] if size == "smallest" else guide.group[1]
    record = play_through(guide, people=people, mode=mode, seed=3)
    assert record is not None and record.people == people
    for language, title in (("fr", guide.title.fr), ("en", guide.title.en)):
        text = record.to_markdown(language)
        assert text.startswith(f"# {title}\n")
        assert "{" not in text and "Text(" not in text
    assert Notice.objects.count() == 0
