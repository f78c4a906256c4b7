"""`polyphonie pair` and `polyphonie tables`: files in, files out, a sentence with line and column when a file is wrong."""

import csv
import io
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.pairing_people import written_for_the_command
from polyphonie.cli import main


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbook"
PEOPLE, RULES = HANDBOOK / "pairing" / "people.csv", HANDBOOK / "pairing" / "rules.toml"
GUESTS = HANDBOOK / "tables" / "people.csv"


def written(path: Path, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=separator))


def test_the_example_of_the_handbook_is_paired_written_and_explained(capsys, tmp_path):
    out = tmp_path / "pairs.csv"
    words = ["pair", str(PEOPLE), "--rules", str(RULES), "--out", str(out), "--explain", "--language", "en"]
    assert main([*words, "--why-not", "Claire", "Driss"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "6 pairs formed. No answer forms more."
    assert lines[-2].startswith("Claire and Driss together: it is possible.")
    assert (
        lines[-1] == "Pairs: 6. Without a pair: 0. Agreement in all 262, the worst 23. The proof was checked."
    )
    rows = written(out)
    assert rows[0] == ["first", "second", "agreement", "kept", "why"]
    assert [row[:3] for row in rows[1:]] == [
        ["Amina", "Driss", "55"], ["Claire", "Bruno", "29"], ["Rose", "Lise", "59"], ["Jeanne", "Hanna", "23"],
        ["Gaston", "Élise", "55"], ["Nour", "Farid", "41"],
    ]  # fmt: skip
    assert [row[4] for row in rows[1:]] == lines[2:8]


def test_json_holds_everything_the_proof_too(capsys):
    assert (
        main(["pair", str(PEOPLE), "--rules", str(RULES), "--json", "--objective", "total", "--seed", "9"])
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert (told["objective"], told["seed"], told["total"], told["unpaired"]) == ("total", 9, 262, [])
    assert [component["kind"] for component in told["certificate"]] == ["count", "total"]
    assert set(told["pairs"][0]) == {"first", "second", "quality", "locked", "why"}


def test_a_name_that_a_spreadsheet_would_execute_is_disarmed(tmp_path, capsys):
    people, out = tmp_path / "people.csv", tmp_path / "pairs.csv"
    people.write_text("name;side\n=1+1;patient\n@Driss;professional\n", "utf-8")
    assert main(["pair", str(people), "--out", str(out), "--language", "fr"]) == 0
    assert written(out, ";")[1][:2] == ["'=1+1", "'@Driss"]


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ("name,voice\nRose,patient\n", "line 1: there is no column “side”. It has: name, voice."),
        ("name,side\n\nRose,nurse\n", "line 3, column “side”: “nurse” is neither “patient” nor “professional”."),
        ("name,side\n,patient\n", "line 2, column “name”: is empty."),
        (
            "name,side\nRose,patient\nRose,patient\n",
            "line 3, column “name”: “Rose” is on line 2 already; each person has a name of their own.",
        ),
        (
            "name,side,latitude,longitude\nRose,patient,north,2\n",
            "line 2, column “latitude”: “north” is not a number.",
        ),
        ("name,side,latitude,longitude\nRose,patient,45,\n", "line 2, column “longitude”: a place has both, or neither."),
        ("name,side\nRose,patient,x\n", "line 2, column 3: this cell has no heading."),
        ('name,side\n"Rose,patient\n', "line 2: unexpected end of data."),
        ("", "line 1: there is no column “name”. It has: nothing."),
    ],
)  # fmt: skip
def test_a_bad_file_gets_a_sentence_with_its_line_and_column(capsys, tmp_path, people, why):
    file, out = tmp_path / "people.csv", tmp_path / "pairs.csv"
    file.write_text(people, "utf-8")
    assert main(["pair", str(file), "--out", str(out)]) == 1
    told = capsys.readouterr()
    separator = " " if not why.startswith("line") else ", "
    assert (told.out, told.err) == ("", f"{file}{separator}{why}\n")
    assert not out.exists()


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ("weights = 1", "there is no key “weights”"),
        ("[hard]\nkm = 'far'", "[hard], key “km”: 'far' is not of the kind expected."),
        ("[[criteria]]\nkind = 'shared'", "criterion 1: a criterion “shared” needs “column”."),
        ("[[criteria]]\nkind = 'luck'\ncolumn = 'x'", "There is no criterion “luck”."),
        ("locked = [['Amina']]", "key “locked”: each pair is two names"),
        ("locked = [['Amina', 'Nobody']]", "“Nobody” is not among the people."),
        ("steps = 0", "key “steps”: a whole number from 1 to 10000."),
        ("objective = 'best'", "key “objective”: leximin or total."),
        ("sides = 3", "key “sides”: two words"),
        ("=", "line 1, column 1"),
    ],
)
def test_bad_rules_get_a_sentence_too(capsys, tmp_path, rules, why):
    file = tmp_path / "rules.toml"
    file.write_text(rules, "utf-8")
    assert main(["pair", str(PEOPLE), "--rules", str(file)]) == 1
    told = capsys.readouterr()
    assert told.out == "" and why in told.err and str(file) in told.err


def test_tables_are_written_and_made_again_when_somebody_is_away(capsys, tmp_path):
    out, again = tmp_path / "tables.csv", tmp_path / "again.csv"
    assert (
        main(
            ["tables", str(GUESTS), "--size", "4", "--workshops", "3", "--out", str(out), "--language", "fr"]
        )
        == 0
    )
    rows = written(out, ";")
    assert rows[0] == ["atelier", "table", "nom", "voix"] and len(rows) == 1 + 3 * 12
    words = [
        "tables",
        str(GUESTS),
        "--keep",
        str(out),
        "--workshop",
        "2",
        "--absent",
        "Rose",
        "--out",
        str(again),
        "--language",
        "fr",
    ]
    assert main(words) == 0
    before = [row for row in rows[1:] if row[0] == "2" and row[2] != "Rose"]
    after = written(again, ";")[1:]
    assert sum(row not in after for row in before) <= 1
    capsys.readouterr()
    past = ["tables", str(GUESTS), "--size", "4", "--past", str(out), "--json"]
    assert main(past) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told["workshops"]) == ["1"]
    assert told["meetings_again"] >= told["unavoidable"] > 0


def test_bad_guests_get_a_sentence(capsys, tmp_path):
    file = tmp_path / "people.csv"
    for text, words, why in [
        ("name,voice\nRose,\n", [], f"{file}, line 2, column “voice”: is empty."),
        ("name,voice,with\nRose,patient,Lise\n", [], f"{file}, line 2, column “with”: “Lise” is not among the people."),
        (
            "name,voice\nRose,patient\n", ["--absent", "Lise"],
            "“Lise” is away, and is not among the people. Check how the name is written.",
        ),
        (
            "name,voice\nRose,patient\n", ["--size", "1"],
            "A table is of two people at least, and there is one workshop at least.",
        ),
    ]:  # fmt: skip
        file.write_text(text, "utf-8")
        assert main(["tables", str(file), *words]) == 1
        assert capsys.readouterr().err == f"{why}\n"


def test_neither_verb_makes_the_command_slow_to_start():
    import subprocess
    import sys

    code = "import sys, polyphonie.cli.parser as p; p.parser(); print('numpy' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )


def test_a_bad_file_is_told_in_french_to_who_reads_french(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    people, rules, nobody = tmp_path / "people.csv", tmp_path / "rules.toml", tmp_path / "none.csv"
    people.write_text("name,side,latitude,longitude\nRose,patient,nord,2\n", "utf-8")
    rules.write_text("[hard]\nkm = 'loin'\n", "utf-8")
    guests = tmp_path / "guests.csv"
    guests.write_text('name,voice\n"Rose,patient\n', "utf-8")
    for words, told in [
        (["pair", str(people)], f"{people}, ligne 2, colonne «\u00a0latitude\u00a0»\u00a0: «\u00a0nord\u00a0» n’est pas un nombre."),
        (["pair", str(PEOPLE), "--rules", str(rules)],
         f"{rules}, [hard], clé «\u00a0km\u00a0»\u00a0: 'loin' n’est pas de la sorte attendue."),
        (["pair", str(nobody)], f"{nobody} ne peut pas être lu\u00a0: il n’existe pas."),
        (["pair", str(PEOPLE), "--why-not", "Rose", "Zoé"],
         "« Zoé » n’est pas parmi les personnes. Vérifiez l’écriture du nom."),
        (["tables", str(guests)],
         f"{guests}, ligne 2\u00a0: les guillemets ne s’ouvrent et ne se ferment pas comme il faut."),
        (["viewpoints", str(nobody)], f"{nobody} ne peut pas être lu\u00a0: il n’existe pas."),
        (["chart", str(nobody)], f"{nobody} ne peut pas être lu\u00a0: il n’existe pas."),
        (["guard", str(nobody)], f"{nobody} ne peut pas être lu\u00a0: il n’existe pas."),
    ]:  # fmt: skip
        assert main(words) == 1
        assert capsys.readouterr() == ("", told + "\n")


def test_a_long_run_says_how_far_it_is_and_can_be_stopped(tmp_path):
    """Ctrl-C: a sentence, 130, and no file, not even half of one."""
    people, rules = written_for_the_command(1500, tmp_path)
    before = sorted(tmp_path.iterdir())
    words = [
        "pair",
        str(people),
        "--rules",
        str(rules),
        "--out",
        str(tmp_path / "pairs.csv"),
        "--language",
        "en",
    ]
    code = "import sys, polyphonie.cli.house as house; house.PATIENCE = house.OFTEN = 0; import polyphonie.cli as cli; sys.exit(cli.main())"
    # Whoever runs the tests in the background may have them ignore Ctrl-C: here, it is heard.
    hears = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    running = subprocess.Popen(
        [sys.executable, "-c", code, *words], stderr=subprocess.PIPE, text=True, **hears
    )
    assert running.stderr is not None
    assert re.fullmatch(r"reading: 0 / 1500\n", running.stderr.readline())
    running.send_signal(signal.SIGINT)
    told = running.communicate(timeout=60)[1].splitlines()
    assert (running.returncode, told[-1]) == (130, "Stopped. No file was left half written.")
    assert sorted(tmp_path.iterdir()) == before
