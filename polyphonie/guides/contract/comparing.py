"""What changes from one version of a guide to another, in sentences that somebody can read aloud. Drafts compare too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.mistakes import short
from polyphonie.guides.contract.shaping import look, steps_of

HEAD = (
    (("purpose",), Text("Ce à quoi il sert est dit autrement.", "What it is for is said differently.")),
    (("when",), Text("« Bon pour » ou « Pas pour » a changé.", "“Good for” or “Not for” has changed.")),
    (("roles",), Text("Les rôles ont changé.", "The roles have changed.")),
    (("modes",), Text("Les façons de le vivre ont changé.", "The ways to run it have changed.")),
    (("group",), Text("La taille du groupe a changé.", "The size of the group has changed.")),
    (("repeat",), Text("Ce qui se recommence a changé.", "What is repeated has changed.")),
)
PARTS = (
    ("prompt", Text("la consigne", "the prompt")),
    ("script", Text("ce que dit la personne qui anime", "what the facilitator says")),
    ("if_this_happens", Text("les conseils", "the tips")),
    ("who", Text("qui répond", "who answers")),
    ("about", Text("l’étape sur laquelle on travaille", "the step it works on")),
    ("kind", Text("la forme", "the kind")),
    ("seen_by", Text("qui lit", "who reads")),
    ("reveal", Text("le moment où les réponses s’ouvrent", "when answers open")),
    ("names", Text("les noms", "the names")),
    ("order", Text("l’ordre de parole", "the speaking order")),
    ("settings", Text("les réglages", "the settings")),
)


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Text]:
    """What changed, the head first, then step by step; empty where nothing did."""
    told = list(_head(before, after))
    old, new = _by_name(before), _by_name(after)
    for name, step in old.items():
        if name not in new:
            told.append(
                Text(
                    f"L’étape « {_title(step).fr} » est retirée.", f"The step “{_title(step).en}” is removed."
                )
            )
    for name, step in new.items():
        if name not in old:
            told.append(
                Text(f"L’étape « {_title(step).fr} » est ajoutée.", f"The step “{_title(step).en}” is added.")
            )
        else:
            told += _step(old[name], step)
    if [n for n in old if n in new] != [n for n in new if n in old]:
        told.append(Text("Les étapes viennent dans un autre ordre.", "The steps come in another order."))
    return told


def _head(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Text]:
    if before.get("title") != after.get("title"):
        a, b = _title(before), _title(after)
        yield (
            Text(f"« {a.fr} » s’appelle « {b.fr} ».", f"“{a.en}” is called “{b.en}”.")
            if a != b
            else Text("Le titre est dit autrement.", "The title is said differently.")
        )
    old, new = short(before.get("minutes")), short(after.get("minutes"))
    if old != new:
        yield Text(f"{new} minutes en tout, au lieu de {old}.", f"{new} minutes in all, instead of {old}.")
    for path, said in HEAD:
        if look(before, path) != look(after, path):
            yield said


def _step(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Text]:
    a, b = _title(before), _title(after)
    if a != b:
        yield Text(f"L’étape « {a.fr} » s’appelle « {b.fr} ».", f"The step “{a.en}” is called “{b.en}”.")
    for name, usual, fr, en in (("minutes", 5, "minutes", "minutes"), ("days", 3, "jours", "days")):
        old, new = short(before.get(name, usual)), short(after.get(name, usual))
        if old != new:
            yield Text(
                f"« {b.fr} » : {new} {fr} au lieu de {old}.", f"“{b.en}”: {new} {en} instead of {old}."
            )
    parts = [said for name, said in PARTS if before.get(name) != after.get(name)]
    if parts:
        fr, en = ", ".join(p.fr for p in parts), ", ".join(p.en for p in parts)
        verb = ("a", "has") if len(parts) == 1 and not parts[0].fr.startswith("les ") else ("ont", "have")
        yield Text(f"« {b.fr} » : {fr} {verb[0]} changé.", f"“{b.en}”: {en} {verb[1]} changed.")


def _by_name(draft: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(step.get("id")): step for step in steps_of(draft)}


def _title(table: Mapping[str, Any]) -> Text:
    """The title, or the name of a step that has none yet."""
    fr, en = (look(table, ("title", language)) for language in ("fr", "en"))
    name = short(table.get("id", "…"))
    fr = short(fr) if isinstance(fr, str) and fr else name
    return Text(fr, short(en) if isinstance(en, str) and en else fr)
