"""`polyphonie chart`: what it says of a file, what it draws, and the sentence for each bad line."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from polyphonie.cli import main


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


DROP = [4.0, 4.2, 3.8, 4.0, 4.2, 4.4, 3.9, 4.1, 4.0, 4.2, 3.9, 4.1, 2.0]


@pytest.fixture
def file(tmp_path):
    def made(text: str, name: str = "series.csv") -> str:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return str(path)

    return made


def lines(values, head="week,heard") -> str:
    return "\n".join([head, *(f"w{at},{value}" for at, value in enumerate(values, start=1))]) + "\n"


def test_it_says_what_it_sees_and_how_often_for_nothing(capsys, file):
    assert main(["chart", file(lines(DROP)), "--better", "up"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "13 points, from w1 to w13.",
        "Centre: 3.91; if nothing changes, between 3.25 and 4.56.",
        "w13: below what is expected, to look at together.",
        "If nothing changed, such a series would still show a sign about 8 times in 100; more often with whole"
        " grades, or points that resemble those before.",
        "A sign is a question, not a proof.",
    ]


def test_semicolons_commas_and_a_reason_in_french(capsys, file):
    text = "mois;écoute;raison\r\n" + "".join(
        f"m{at};{str(value).replace('.', ',')};{'L’étage a fermé.' if at == 8 else ''}\r\n"
        for at, value in enumerate([*DROP[:7], *[9.1, 9.3, 9.0, 9.2, 9.1, 9.4, 9.0]], start=1)
    )
    assert main(["chart", file("\ufeff" + text), "--language", "fr"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "14 points, de m1 à m14."
    assert "Rien ne montre un changement." in told
    assert "Nouveau départ à m8\u00a0: L’étage a fermé." in told


def test_json_holds_every_point_and_both_languages(capsys, file):
    assert main(["chart", file(lines(DROP)), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [point["when"] for point in told["points"] if point["sign"] != "calm"] == ["w13"]
    assert (told["kind"], told["for_nothing"]) == ("xmr", pytest.approx(0.079))
    assert set(told["said"]) == {"fr", "en"} and len(told["said"]["fr"]) == 5


@pytest.mark.parametrize("kind", ["xmr", "run", "ewma"])
def test_it_draws_what_it_says(capsys, file, tmp_path, kind):
    out = tmp_path / "chart.svg"
    assert main(["chart", file(lines(DROP)), "--kind", kind, "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"Written: {out}"
    assert ElementTree.fromstring(out.read_text("utf-8")).tag.endswith("svg")


def test_shares(capsys, file):
    text = "month,yes,answers\n" + "".join(f"m{at},{28 - at % 2},40\n" for at in range(12)) + "m12,10,40\n"
    assert main(["chart", file(text), "--kind", "p"]) == 0
    assert "m12: below what is expected." in capsys.readouterr().out


def test_a_cohort_watches_its_series_together(capsys, file, tmp_path):
    rows = [
        [
            f"{3.8 + 0.1 * ((pulse * 7 + 3 * pair) % 5) - (1.5 if pair == 2 and pulse > 6 else 0):.1f}"
            for pair in range(8)
        ]
        for pulse in range(12)
    ]
    rows[5][4] = ""
    text = (
        "pulse,"
        + ",".join("ABCDEFGH")
        + "\n"
        + "\n".join(",".join([f"p{at}", *row]) for at, row in enumerate(rows))
    )
    assert main(["chart", file(text), "--kind", "ewma"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "8 series, 12 pulses." and told[1].startswith("C, p7: a slow fall")
    assert main(["chart", file(text), "--kind", "ewma", "--json"]) == 0
    assert {one["series"] for one in json.loads(capsys.readouterr().out)["alarms"]} == {"C"}
    assert main(["chart", file(text), "--kind", "ewma", "--out", str(tmp_path / "x.svg")]) == 1
    assert capsys.readouterr().err == "--out draws one series; this file holds several.\n"


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("", "xmr", " is empty: a line of names is expected, then a moment and a value on each."),
        ("week\nw1\n", "xmr", ", line 1: two columns at least are expected, a moment and a value."),
        ("week,a\n", "xmr", ": there is no value under the names."),
        ("week,a,a\nw1,1,2\n", "xmr", ", line 1: two columns have the same name."),
        ("week,a\nw1,3\nw2,many\n", "xmr", ", line 3, column 2 (a): « many » is not a number."),
        ("week,a\nw1,3\n\nw2,nan\n", "xmr", ", line 4, column 2 (a): « nan » is not a number that can be drawn."),
        ("week,a\nw1,3\nw2,\n", "xmr", ", line 3, column 2 (a): nothing there. Leave the line out, or write a value."),
        ("week,a\nw1,3\nw2,4,5\n", "xmr", ", line 3: 3 columns, where 2 are expected."),
        ("week,a,b\nw1,3,4\n", "run", ": one column of values is expected, and there are 2: a, b."),
        ("week,yes\nw1,3\n", "p", ": three columns are expected, a moment, a number of yes and a number of answers."),
        ("week,yes,all\nw1,3,9\nw2,9,3\n", "p", ", line 3, column 2 (yes): 9 of 3 answers cannot be."),
        ("week,yes,all\nw1,0,0\n", "p", ", line 2, column 3 (all): 0 of 0 answers cannot be."),
        ("week,yes,all\nw1,2.5,9\n", "p", ", line 2, column 2 (yes): 2.5 is not a number of answers."),
        ("week,a\nw1,3\n", "ewma", ": more than 12 values are needed."),
        ("week,a,reason\nw1,3,early\nw2,4,\n", "xmr", ": a new start lies between the second point and the last, once."),
        ('week,a\nw1,"3\n', "xmr", ", line 2: unexpected end of data."),
    ],
)  # fmt: skip
def test_a_bad_file_is_said_with_its_line_and_column(capsys, file, text, kind, why):
    path = file(text)
    assert main(["chart", path, "--kind", kind]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"{path}{why}\n")


def test_a_file_that_cannot_be_read_or_written(capsys, file, tmp_path):
    path = file(lines(DROP))
    (tmp_path / "odd.csv").write_bytes(b"week,a\nw1,3\nw2,\xff\n")
    for words, why in [
        ([str(tmp_path / "none.csv")], f"{tmp_path}/none.csv cannot be opened: No such file or directory.\n"),
        ([str(tmp_path / "odd.csv")], f"{tmp_path}/odd.csv, line 3: this is not text in UTF-8.\n"),
        ([path, "--out", str(tmp_path)], f"{tmp_path} cannot be written: Is a directory.\n"),
    ]:
        assert main(["chart", *words]) == 1
        told = capsys.readouterr()
        assert (told.out, told.err) == ("", why)
