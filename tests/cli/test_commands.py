"""The command: each verb says what it did, and exits with 1 and a sentence when it did not."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as house
from django.db import connection

from polyphonie.circles import commands as circles
from polyphonie.circles.queries import facilitates
from polyphonie.cli import main
from polyphonie.cli.checking import findings, promises
from polyphonie.guides import queries as guides
from polyphonie.people import queries as people
from tests.server import ROOT

METEO = guides.LIBRARY / "meteo.toml"


def polyphonie(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The real command, in a process and a folder of its own, on SQLite."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("POLYPHONIE_", "DJANGO_"))}
    env = {**kept, "POLYPHONIE_DATA": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "polyphonie", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_checking_the_library_finds_it_good(capsys):
    assert main(["guides", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:-1] == [f"✓ {path}" for path in guides.library_files()]
    assert lines[-1] == f"{len(guides.library_files())} guides read, all good."


@pytest.fixture
def broken(tmp_path):
    file = tmp_path / "broken.toml"
    file.write_text(METEO.read_text("utf-8").replace('kind = "round"', 'kind = "rond"'), "utf-8")
    return file


def test_checking_a_broken_file_says_what_and_where_and_exits_with_1(capsys, broken):
    assert main(["guides", "check", str(METEO), str(broken)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"✓ {METEO}",
        f"✗ {broken}",
        "  meteo, step “meteo”, kind: “rond” is not known — did you mean “round”?",
        "1 of 2 guides cannot be used yet.",
    ]


def test_checking_a_file_that_is_missing_or_no_text_says_so(capsys, tmp_path):
    picture = tmp_path / "picture.toml"
    picture.write_bytes(b"\xff\xfe\x00\x89PNG")
    assert main(["guides", "check", str(tmp_path / "none.toml"), str(picture), str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "  this file cannot be opened: No such file or directory" in out
    assert "  this file is not text in UTF-8" in out
    assert "  this file cannot be opened: Is a directory" in out


def test_a_program_reads_the_check_as_json(capsys, broken):
    assert main(["guides", "check", "--json", str(METEO), str(broken)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["good"], told["bad"], told["files"][str(METEO)]) == (1, 1, [])
    assert len(told["files"][str(broken)]) == 1


def test_the_schema_is_printed_and_written(capsys, tmp_path):
    assert main(["guides", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["title"] == "Polyphonie guide"
    out = tmp_path / "schema.json"
    assert main(["guides", "schema", "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8")) == printed
    assert capsys.readouterr().out == f"Written: {out}\n"


def test_a_guide_is_played_and_its_record_printed(tmp_path):
    done = polyphonie(
        "guides", "play", str(METEO), "--people", "3", "--mode", "async", "--language", "en", folder=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# The weather\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--people", "31"], "This guide is for 2 to 30 people, not 31."),
    ],
)
def test_playing_with_too_few_or_too_many_people_is_refused(tmp_path, words, why):
    done = polyphonie("guides", "play", str(METEO), *words, folder=tmp_path)
    assert (done.returncode, done.stderr.strip(), done.stdout) == (1, why, "")


def test_playing_a_broken_guide_is_refused_with_its_mistakes(tmp_path, broken):
    done = polyphonie("guides", "play", str(broken), folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        f"{broken} cannot be played:\nmeteo, step “meteo”, kind: “rond” is not known"
    )


def test_a_wrong_call_exits_with_2(capsys):
    for words in ([], ["dance"], ["guides", "play"], ["demo", "--port", "many"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
    assert "usage: polyphonie" in capsys.readouterr().err


def test_the_check_says_what_would_go_wrong_and_what_is_promised(capsys, db, settings):
    settings.DEBUG = settings.DEMO = False
    assert main(["check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["promises"] == promises()
    assert [f["level"] for f in told["findings"] if f["level"] != "warning"] == []
    settings.DEBUG, settings.PROCESSES, settings.LIVE_TRANSPORT = True, 3, "memory"
    settings.DEMO, settings.SECURE = True, True
    assert main(["check"]) == 1
    assert capsys.readouterr().out.count("✗ ") == 3
    assert [f.level for f in findings()].count("error") == 3


def test_a_circle_that_nobody_looks_after_is_entrusted_to_a_member(capsys, world):
    words = ["entrust", str(world.circle.pk), "amina@valmont.example"]
    assert main(words) == 1
    assert "Somebody facilitates this circle" in capsys.readouterr().err
    circles.leave(world.circle, person=world.driss, by=world.driss)
    assert main(words) == 0
    assert facilitates(world.circle, world.amina)
    assert main(["entrust", "999", "amina@valmont.example"]) == 1


def test_what_is_held_about_somebody_is_exported_and_erased_on_a_clear_yes(capsys, world):
    assert main(["export", "amina@valmont.example"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["people"]["name"] == "Amina" and [m["circle"] for m in told["circles"]["memberships"]] == [
        "Mémoire"
    ]
    assert main(["erase", "amina@valmont.example"]) == 0
    assert people.by_email("amina@valmont.example") is not None
    capsys.readouterr()
    assert main(["erase", "amina@valmont.example", "--yes"]) == 0
    assert capsys.readouterr().out == "Erased.\n"
    assert people.by_email("amina@valmont.example") is None
    for verb in (["export"], ["erase", "--yes"]):
        assert main([*verb, "amina@valmont.example"]) == 1
        told = capsys.readouterr()
        assert (told.out, told.err) == ("", "Nobody here has this address.\n")


def test_a_copy_made_while_it_runs_can_be_restored(tmp_path):
    house_folder, copy = tmp_path / "house", tmp_path / "copy.sqlite3"
    assert polyphonie("demo", "--only-prepare", folder=house_folder).returncode == 0
    data = house_folder / "demo"
    made = polyphonie("backup", str(copy), folder=data)
    assert (made.returncode, made.stdout, made.stderr) == (0, f"Copied: {copy}\n", "")
    assert copy.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(copy) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.execute("SELECT count(*) FROM people_person").fetchone() == (94,)
    opened.close()
    again = polyphonie("backup", str(copy), folder=data)
    assert (again.returncode, again.stderr.strip()) == (1, f"{copy} exists already: name another file.")
    looked = polyphonie("verify", folder=data)
    assert (looked.returncode, looked.stderr) == (0, "")
    # Claire asks to be forgotten; then the disk fails, and the copy of the day before is put back.
    assert polyphonie("erase", "claire@valmont.example", "--yes", folder=data).stdout == "Erased.\n"
    with closing(sqlite3.connect(data / "polyphonie.sqlite3")) as opened:
        opened.execute("DELETE FROM circles_link")
        opened.execute("DELETE FROM base_fact WHERE name = 'CircleFounded'")
        opened.commit()
    lost = polyphonie("verify", folder=data)
    assert (lost.returncode, lost.stdout) == (1, "")
    assert "facts, and should have" in lost.stderr
    asked = polyphonie("restore", str(copy), folder=data)
    assert (asked.returncode, asked.stdout.strip()) == (
        0,
        f"{copy} would take the place of what is here. Stop the service, then say --yes to do it.",
    )
    done = polyphonie("restore", str(copy), "--yes", folder=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"Restored: {copy}. Taken back again, as people had asked since: 1."
    assert polyphonie("verify", folder=data).returncode == 0
    assert polyphonie("export", "claire@valmont.example", folder=data).returncode == 1
    told = json.loads(polyphonie("export", "driss@valmont.example", folder=data).stdout)
    assert told["people"]["name"] == "Driss"
    assert [path.stat().st_mode & 0o777 for path in data.glob("polyphonie-before-*.sqlite3")] == [0o600]


@pytest.mark.parametrize(
    ("made", "sentence"),
    [(None, "is not there."), (b"a letter", "is not a copy made by `polyphonie backup`.")],
)
def test_what_is_no_copy_is_not_put_in_the_place_of_anything(tmp_path, made, sentence):
    file = tmp_path / "copy"
    if made:
        file.write_bytes(made)
    refused = polyphonie("restore", str(file), "--yes", folder=tmp_path / "house")
    assert (refused.returncode, refused.stdout, refused.stderr.strip()) == (1, "", f"{file} {sentence}")


def test_on_postgresql_the_sentence_names_its_own_tool(capsys, db, tmp_path):
    if connection.vendor == "postgresql":
        assert main(["backup", str(tmp_path / "copy")]) == 1
        assert capsys.readouterr().err == "This installation is on PostgreSQL: use pg_dump.\n"
    else:
        assert house.DATABASES["default"]["ENGINE"].endswith("sqlite3")
