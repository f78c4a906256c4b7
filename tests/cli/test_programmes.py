"""`polyphonie programmes check | schema`: what somebody who writes a programme does without a browser."""

import json

import pytest

from polyphonie.cli import main
from polyphonie.programmes import queries

GOOD = next(path for path in queries.library_files() if path.stem == "binomes")


@pytest.fixture
def broken(tmp_path):
    file = tmp_path / "broken.toml"
    file.write_text(GOOD.read_text("utf-8").replace('"petits-pas"', '"grands-pas"'), "utf-8")
    return file


def test_the_programmes_of_the_house_are_good(capsys):
    assert main(["programmes", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [*(f"✓ {path}" for path in queries.library_files()), "3 programmes read, all good."]


def test_a_broken_file_says_what_and_where_and_exits_with_1(capsys, broken, tmp_path):
    picture = tmp_path / "picture.toml"
    picture.write_bytes(b"\xff\xfe\x00\x89PNG")
    missing = tmp_path / "none.toml"
    assert main(["programmes", "check", str(GOOD), str(broken), str(picture), str(missing)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"✓ {GOOD}",
        f"✗ {broken}",
        "  workshops.2.guides: there is no guide “grands-pas”",
        f"✗ {picture}",
        "  this file is not text in UTF-8",
        f"✗ {missing}",
        "  this file cannot be opened: No such file or directory",
        "3 of 4 programmes cannot be used yet.",
    ]


def test_a_program_reads_the_check_as_json(capsys, broken):
    assert main(["programmes", "check", "--json", str(GOOD), str(broken)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["good"], told["bad"], told["files"][str(GOOD)]) == (1, 1, [])
    assert told["files"][str(broken)] == ["workshops.2.guides: there is no guide “grands-pas”"]


def test_the_schema_is_printed_and_written(capsys, tmp_path):
    assert main(["programmes", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["title"] == "Polyphonie programme"
    out = tmp_path / "schema.json"
    assert main(["programmes", "schema", "--out", str(out)]) == 0
    assert (json.loads(out.read_text("utf-8")), capsys.readouterr().out) == (printed, f"Written: {out}\n")
