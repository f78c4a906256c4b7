"""`polyphonie viewpoints`: it reads two layouts, says what it found, writes it, and refuses with line and column."""

import json

import numpy as np
import pytest

from polyphonie.cli import main
from tests.engines.voting import crowd


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def votes():
    return crowd(np.random.default_rng(3), 24, 16, apart=1.0)


@pytest.fixture
def plain(tmp_path, votes):
    file = tmp_path / "votes.csv"
    lines = [f"P{p},S{s},{v}" for p, s, v in zip(votes.person, votes.statement, votes.vote, strict=True)]
    file.write_text("\n".join(["person,statement,vote", *lines]), "utf-8")
    return file


@pytest.fixture
def export(tmp_path, votes):
    """Later votes come first in the file; each was once the contrary."""
    file, comments = tmp_path / "export.csv", tmp_path / "comments.csv"
    cells = list(zip(votes.person, votes.statement, votes.vote, strict=True))
    rows = [f"{2000 + n},day,{s},{p},{v}" for n, (p, s, v) in enumerate(cells)]
    rows += [f"{1000 + n},day,{s},{p},{-v}" for n, (p, s, v) in enumerate(cells)]
    file.write_text("\r\n".join(["timestamp,datetime,comment-id,voter-id,vote", *rows]) + "\r\n", "utf-8")
    said = [f'{n},{-1 if n == 15 else 1},"Phrase {n}, dite ""ainsi"""' for n in range(16)]
    comments.write_text("\n".join(["comment-id,moderated,comment-body", *said]), "utf-8")
    return file, comments


def test_a_plain_file_is_told_in_sentences(capsys, plain):
    assert main(["viewpoints", str(plain), "--seed", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "People: 24. Statements: 16. Votes: 316.",
        "Families of opinion: 2. Number of people: A (12), B (12).",
    ]


def test_an_export_is_read_with_its_moderation_and_its_last_votes(capsys, export, votes):
    file, comments = export
    assert main(["viewpoints", str(file), "--comments", str(comments), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["agree"] for one in told["statements"]] == votes.tally.agree.tolist()
    assert [one["statement"] for one in told["statements"] if one["left_out"]] == [15]
    assert told["statements"][3]["words"] == 'Phrase 3, dite "ainsi"'
    assert [family["people"] for family in told["families"]] == [12, 12]
    assert "Phrase" in " ".join(told["explanation"]["fr"])


def test_a_folder_receives_the_report_the_page_and_the_pictures(capsys, tmp_path, plain):
    assert main(["viewpoints", str(plain), "--out", str(tmp_path / "made")]) == 0
    made = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert made == ["bars.svg", "map.svg", "report.html", "report.json"]
    assert "P7" not in "".join(path.read_text("utf-8") for path in (tmp_path / "made").iterdir())
    assert capsys.readouterr().out.count("→ ") == 4


def test_a_report_and_a_page_can_be_named(capsys, tmp_path, plain):
    report, page = tmp_path / "r.json", tmp_path / "p.html"
    assert main(["viewpoints", str(plain), "--out", str(report), "--html", str(page), "--mode", "polis"]) == 0
    assert json.loads(report.read_text("utf-8"))["mode"] == "polis"
    assert page.read_text("utf-8").count("<svg") == 2
    assert "nothing says that they are clear" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("person,statement,vote\na,s,1\nb,s,7\n", "line 3, column vote: “7” is not a vote. Write 1 (agree), 0 (pass) or -1 (disagree)."),
        ("person,statement,vote\na,s\n", "line 2, column vote: 2 cells, where the first line has 3."),
        ("person,statement,vote\na,s,1,2\n", "line 2, column 4: 4 cells, where the first line has 3."),
        ("person,statement,vote\n ,s,1\n", "line 2, column person: this cell is empty."),
        ("person,vote\na,1\n", "line 1, column comment-id: this column is missing."),
        ("timestamp,comment-id,voter-id,vote\nnow,1,1,1\n", "line 2, column timestamp: a whole number is expected."),
        ("participant,n-votes,0,1\n5,2,1,8\n", "line 2, column 1: “8” is not a vote. Write 1 (agree), 0 (pass) or -1 (disagree)."),
        ('person,statement,vote\n"a"b,s,1\n', "line 2: this line is not CSV (',' expected after '\"')."),
        ("person,statement,vote\n", "line 1: this file holds no vote."),
        ("", "line 1, column comment-id: this column is missing."),
    ],
)  # fmt: skip
def test_a_bad_file_gets_its_line_and_its_column(capsys, tmp_path, text, why):
    file = tmp_path / "bad.csv"
    file.write_text(text, "utf-8")
    assert main(["viewpoints", str(file)]) == 1
    told = capsys.readouterr()
    reason = why if text else "line 1, column voter-id: this column is missing."
    assert (told.out, told.err) == ("", f"{file}, {reason}\n")


def test_a_refusal_is_said_in_french_too(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    file = tmp_path / "bad.csv"
    file.write_bytes(b"person,statement,vote\na,\xff,1\n")
    assert main(["viewpoints", str(file)]) == 1
    assert capsys.readouterr().err == f"{file}, ligne 2\u00a0: ce n’est pas du texte en UTF-8.\n"


def test_other_ways_to_write_a_vote(capsys, tmp_path):
    for text in (
        "\ufeffpersonne;phrase;vote\nA;1;d’accord\nB;1;passe\nB;2;\nC;1;Pas d'accord\n",
        "A,1,agree\nB,1,pass\n\nC,1,disagree\n",
        "participant,group-id,n-votes,1\nA,0,1,1\nB,,1,0\nC,,1,-1\n",
    ):
        file = tmp_path / "votes.csv"
        file.write_text(text, "utf-8")
        assert main(["viewpoints", str(file), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["people"], told["votes"]) == (3, 3)
        (one,) = told["statements"]
        assert (one["agree"], one["pass"], one["disagree"]) == (1, 1, 1)


def test_a_file_that_is_not_there_is_said(capsys, tmp_path):
    assert main(["viewpoints", str(tmp_path / "none.csv")]) == 1
    assert capsys.readouterr().err == f"{tmp_path}/none.csv cannot be opened: No such file or directory.\n"
