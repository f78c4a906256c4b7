"""`polyphonie guard`: it says what it sees, keeps no words in JSON, and promises nothing."""

import io
import json

import pytest

from polyphonie.cli import main
from polyphonie.cli.commands.guard import LIMIT


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def letter(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_bytes("Bonjour à tous,\r\nappelez Mme Vannier au 06 39 98 11 22.\r\nDriss".encode())
    return file


def test_it_says_each_thing_with_its_line_and_exits_with_0(capsys, letter):
    assert main(["guard", str(letter)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "line 2: Mme Vannier — person. This looks like somebody’s name.",
        "line 2: 06 39 98 11 22 — phone. A telephone number leads to somebody.",
        "line 3: Driss — person (perhaps). This looks like somebody’s name.",
        f"3 to look at. {LIMIT[1]}",
    ]


def test_the_list_of_names_is_read_line_by_line(capsys, tmp_path, letter):
    names = tmp_path / "names.txt"
    names.write_text("# our circle\n\nDriss\n", "utf-8")
    assert main(["guard", str(letter), "--names", str(names)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "line 3: Driss — person. This looks like somebody’s name."


def test_json_holds_places_in_the_file_and_reasons_but_no_words(capsys, letter):
    assert main(["guard", str(letter), "--json"]) == 0
    out = capsys.readouterr().out
    told = json.loads(out)
    text = letter.read_bytes().decode()
    assert [(text[s["start"] : s["end"]], s["kind"], s["sure"], s["suggestion"]) for s in told["spans"]] == [
        ("Mme Vannier", "person", True, "replace"),
        ("06 39 98 11 22", "phone", True, "replace"),
        ("Driss", "person", False, "replace"),
    ]
    assert set(told["spans"][0]["reason"]) == {"fr", "en"}
    assert "Vannier" not in out and told["limit"] == LIMIT[1]


def test_a_text_without_anything_to_see_is_promised_nothing(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Le repas était froid.".encode())))
    assert main(["guard", "-"]) == 0
    assert capsys.readouterr().out == f"Nothing seen. {LIMIT[1]}\n"


def test_a_file_that_cannot_be_read_is_said_and_exits_with_1(capsys, tmp_path, letter):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\xff\xfe\x00\x89PNG")
    for words, why in [
        ([str(tmp_path / "none.txt")], f"{tmp_path}/none.txt cannot be opened: No such file or directory.\n"),
        ([str(picture)], f"{picture} is not text in UTF-8.\n"),
        ([str(letter), "--names", str(tmp_path)], f"{tmp_path} cannot be opened: Is a directory.\n"),
    ]:
        assert main(["guard", *words]) == 1
        told = capsys.readouterr()
        assert (told.out, told.err) == ("", why)
