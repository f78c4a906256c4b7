"""From two files to a pairing problem: the people, and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polyphonie.cli.sheets import BETWEEN, BadFile, Row, rows, toml
from polyphonie.engines.pairing import BadProblem, Criterion, Hard, Objective, Person, Problem, Rules
from polyphonie.engines.pairing.people import Names, Words

RULES = {"sides", "side_names", "objective", "steps", "hard", "criteria", "locked", "refused", "agreed"}
MARKS = "\u00a0", ""  # before a colon, in French and in English
HARD = {"hierarchy": bool, "languages": int, "times": int, "km": (int, float), "access": bool}
CRITERION = {
    "kind": str,
    "weight": int,
    "column": str,
    "other": str,
    "enough": (int, float),
    "fr": str,
    "en": str,
}


def problem(people: str, rules: str | None, objective: str | None) -> Problem:
    """The problem that the files tell; a sentence names the file, and the line or the key, of what is wrong."""
    said = toml(rules) if rules else {}
    where = rules or "rules"
    _only((where, where), said, RULES)
    sides = _sides(where, said)
    try:
        return Problem(
            people=tuple(_people(people, sides)),
            rules=_rules(where, said, objective),
            sides=_side_names(where, said, sides),
            **{key: tuple(_pairs(where, said, key)) for key in ("locked", "refused", "agreed")},
        )
    except BadProblem as bad:
        raise BadFile(
            *(f"{people}, {where}{mark}: {words}" for mark, words in zip(MARKS, bad.words, strict=True))
        ) from None


def _sides(where: str, said: dict[str, Any]) -> list[str]:
    sides = said.get("sides", ["patient", "professional"])
    if not (isinstance(sides, list) and len(sides) == 2 and len(set(map(str, sides))) == 2):
        raise _key(
            where,
            "sides",
            "deux mots, comme dans la colonne «\u00a0side\u00a0» des personnes",
            "two words, as in the column “side” of the people",
        )
    return [str(side) for side in sides]


def _side_names(where: str, said: dict[str, Any], sides: list[str]) -> tuple[Words, Words]:
    names = said.get("side_names", {})
    if not isinstance(names, dict):
        example = 'patient = ["patients", "patients"]'
        raise _key(where, "side_names", f"une table, comme {example}", f"a table, such as {example}")
    first, second = (names.get(side, [side, side]) for side in sides)
    for name in (first, second):
        if not (isinstance(name, list) and len(name) == 2):
            raise _key(
                where,
                "side_names",
                "chaque côté en français, puis en anglais",
                "each side in French, then in English",
            )
    return (first[0], first[1]), (second[0], second[1])


def _people(file: str, sides: list[str]) -> Iterator[Person]:
    line_of: dict[str, int] = {}
    for row in rows(file, ("name", "side")):
        name = row.needed("name")
        if BETWEEN in name:
            row.refuse(
                "name",
                f"«\u00a0{BETWEEN}\u00a0» ne peut pas être dans un nom",
                f"“{BETWEEN}” cannot be in a name",
            )
        if name in line_of:
            row.refuse(
                "name",
                f"«\u00a0{name}\u00a0» est déjà à la ligne {line_of[name]}\u00a0; chaque personne a un nom à elle",
                f"“{name}” is on line {line_of[name]} already; each person has a name of their own",
            )
        line_of[name] = row.line
        if row.needed("side") not in sides:
            row.refuse(
                "side",
                f"«\u00a0{row.text('side')}\u00a0» n’est ni «\u00a0{sides[0]}\u00a0» ni «\u00a0{sides[1]}\u00a0»",
                f"“{row.text('side')}” is neither “{sides[0]}” nor “{sides[1]}”",
            )
        apart = {"name", "side", "latitude", "longitude"}
        columns = {column: row.several(column) for column in row.cells if column not in apart}
        yield Person(name, sides.index(row.text("side")), columns, _place(row))


def _place(row: Row) -> tuple[float, float] | None:
    latitude, longitude = row.number("latitude", -90, 90), row.number("longitude", -180, 180)
    if (latitude is None) != (longitude is None):
        row.refuse(
            "latitude" if latitude is None else "longitude",
            "un lieu a les deux, ou aucune",
            "a place has both, or neither",
        )
    return None if latitude is None or longitude is None else (latitude, longitude)


def _rules(where: str, said: dict[str, Any], objective: str | None) -> Rules:
    hard = said.get("hard", {})
    _typed((f"{where}, [hard]",) * 2, hard, HARD)
    criteria = said.get("criteria", [])
    for number, one in enumerate(criteria, start=1):
        place = f"{where}, critère {number}", f"{where}, criterion {number}"
        _typed(place, one, CRITERION)
        _columns(place, one)
    steps, aim = said.get("steps", 100), objective or said.get("objective", Objective.LEXIMIN)
    if not isinstance(steps, int) or not 1 <= steps <= 10_000:
        raise _key(where, "steps", "un nombre entier de 1 à 10000", "a whole number from 1 to 10000")
    if aim not in set(Objective):
        raise _key(where, "objective", "leximin ou total", "leximin or total")
    return Rules(Hard(**hard), tuple(map(_criterion, criteria)), steps, Objective(aim))


def _criterion(said: dict[str, Any]) -> Criterion:
    kept = {key: said[key] for key in said if key not in ("fr", "en")}
    return Criterion(**kept, label=(said.get("fr", ""), said.get("en", "")))


def _columns(where: Words, one: dict[str, Any]) -> None:
    if "kind" not in one:
        raise BadFile(f"{where[0]}\u00a0: «\u00a0kind\u00a0» manque.", f"{where[1]}: “kind” is missing.")
    needs = {"near": ("enough",), "wish": (), "complement": ("column", "other")}.get(one["kind"], ("column",))
    for key in needs:
        if key not in one:
            raise BadFile(
                f"{where[0]}\u00a0: un critère «\u00a0{one['kind']}\u00a0» a besoin de «\u00a0{key}\u00a0».",
                f"{where[1]}: a criterion “{one['kind']}” needs “{key}”.",
            )


def _pairs(where: str, said: dict[str, Any], key: str) -> Iterator[Names]:
    for pair in said.get(key, []):
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(name, str) for name in pair)):
            example = '[["Amina", "Driss"]]'
            raise _key(
                where,
                key,
                f"chaque binôme est de deux noms, comme {example}",
                f"each pair is two names, as in {example}",
            )
        yield pair[0], pair[1]


def _key(where: str, key: str, fr: str, en: str) -> BadFile:
    return BadFile(f"{where}, clé «\u00a0{key}\u00a0»\u00a0: {fr}.", f"{where}, key “{key}”: {en}.")


def _typed(where: Words, said: Any, kinds: dict[str, Any]) -> None:
    if not isinstance(said, dict):
        raise BadFile(f"{where[0]}\u00a0: une table est attendue.", f"{where[1]}: a table is expected.")
    _only(where, said, kinds.keys())
    for key, value in said.items():
        if not isinstance(value, kinds[key]) or (isinstance(value, bool) and kinds[key] is not bool):
            raise BadFile(
                f"{where[0]}, clé «\u00a0{key}\u00a0»\u00a0: {value!r} n’est pas de la sorte attendue.",
                f"{where[1]}, key “{key}”: {value!r} is not of the kind expected.",
            )


def _only(where: Words, said: dict[str, Any], known: Any) -> None:
    for key in said:
        if key not in known:
            there = ", ".join(sorted(known))
            raise BadFile(
                f"{where[0]}\u00a0: il n’y a pas de clé «\u00a0{key}\u00a0». Il y a\u00a0: {there}.",
                f"{where[1]}: there is no key “{key}”. There are: {there}.",
            )
