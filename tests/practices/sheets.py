"""Sheets as the tests write them: by whom, signed by whom."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.reader import read_toml
from polyphonie.practices import commands, queries

TEXT = {
    "title": "Appeler les familles la veille",
    "for_whom": "Les proches qui viennent chercher un patient",
    "with_whom": "L’équipe de jour et le bureau des entrées",
    "tried": ["Choisir une seule unité", "Téléphoner avant dix-sept heures", "Noter la question posée"],
    "means": "Un téléphone et une feuille au mur",
    "changed": "Une seule sortie repoussée en trois semaines",
    "surprised": "Les proches demandent surtout comment aider au coucher",
    "advice": "Commencez par un jour calme",
    "ingredients": ["staying-close", "lived-knowledge"],
    "own_words": ["coup de fil"],
}


def draft(w, *authors: str, **words):
    """A draft that the first of these people wrote, in the circle of the cast, with the others as authors."""
    first, *others = authors or ("Amina",)
    made = commands.begin(w.circle, by=w[first])
    made = commands.write(made, number=made.number, by=w[first], **{**TEXT, **words})
    for name in others:
        commands.add_author(made, person=w[name], by=w[first])
    return made


def sign(made, *people, **how):
    """Each signs the text as it is now."""
    for person in people:
        now = queries.sheet(made.pk, to=person).row.number
        commands.sign(made, number=now, by=person, **how)


def signed(w, *authors: str, **words):
    """A sheet that all its authors signed, letting others take up its lines."""
    made = draft(w, *authors, **words)
    sign(made, *(w[name] for name in authors or ("Amina",)), may_be_taken_up=True)
    return made


def widened(w, made, *authors: str) -> Circle:
    """The sheet, opened by its authors to a network where Farid is."""
    authors = authors or ("Amina",)
    network = circles.found_circle(name="Réseau", kind=Kind.NETWORK, by=w[authors[0]], voice="patient")
    for name in (*authors[1:], "Farid"):
        circles.enter(network, person=w[name], voice="professional", by=w[authors[0]])
    for name in authors:
        circles.widen(made.entry, to=network, by=w[name], future_members=True)
    return network


def seen(made, who):
    return queries.sheet(made.pk, to=who)


HEAD = """
id = "bricolages"
version = 1
licence = "CC-BY-4.0"
source = "a guide of the tests"
minutes = 60
modes = ["live", "async"]
group = { min = 2, max = 12 }
title = { fr = "Bricolages", en = "Making do" }
purpose = { fr = "Garder ce que nous avons essayé.", en = "Keep what we tried." }
when = { good_for = { fr = "Garder.", en = "Keep." }, not_for = { fr = "Juger.", en = "Judge." } }
"""
STEP = """
[[steps]]
id = "%s"
kind = "%s"
title = { fr = "%s", en = "%s" }
prompt = { fr = "Dites.", en = "Say.", falc = "Dites." }
"""
STEPS = {"faits": "write", "tour": "round", "fiche": "sheet"}


def guide(more=None):
    """What we did, one line each; a round; and the sheet, written by whoever facilitates."""
    added = {"fiche": 'about = "faits"\nwho = "facilitator"', **(more or {})}
    steps = "".join(STEP % (id, kind, id, id) + added.get(id, "") for id, kind in STEPS.items())
    return read_toml(HEAD + steps, kinds=registry.kinds())


LINES = {"Amina": "Mouiller les draps le soir", "Bruno": "Fermer les volets avant midi"}
WRITTEN = "Mouiller les draps le soir\nFermer les volets avant midi\nLaisser de l’eau partout"


def held(w, *, more=None, guest="", late="", lines=LINES, tried=WRITTEN):
    """A gathering that is over, where Amina, Bruno and Claire said things, and Driss wrote the sheet from the lines.

    With the name of a guest, that guest too, who comes back beside the gathering. `late` comes in at the second step."""
    gathering = gatherings.call_gathering(
        w.circle, guide=guide(more), mode="live", by=w.driss, subject="La canicule"
    )
    gathering = gatherings.open_gathering(gathering, by=w.driss)
    for name, voice in (("Amina", "patient"), ("Bruno", "professional"), ("Claire", "family")):
        gatherings.enter(gathering, person=w[name], voice=voice, by=w[name])
    kinds = {id: registry.furnished(kind).kind for id, kind in STEPS.items()}
    run = gatherings.open_next(gathering, by=w.driss)
    phone = gatherings.welcome_guest(gathering, name=guest, voice="professional") if guest else None
    if phone:
        gatherings.answer(run, answer=kinds["faits"].Answer((("", "Ouvrir la nuit"),)), by=phone)
    for name, words in lines.items():
        gatherings.answer(run, answer=kinds["faits"].Answer((("", words),)), by=w[name])
    gatherings.close_step(gathering, by=w.driss, anyway=True)
    run = gatherings.open_next(gathering, by=w.driss)
    if late:
        with clock.at(clock.now() + timedelta(minutes=5)):
            gatherings.enter(gathering, person=w[late], voice="manager", by=w[late])
            gatherings.answer(run, answer=kinds["tour"].Answer(text="J’arrive."), by=w[late])
    gatherings.answer(run, answer=kinds["tour"].Answer(text="On dormait enfin."), by=w.claire)
    gatherings.close_step(gathering, by=w.driss, anyway=True)
    run = gatherings.open_next(gathering, by=w.driss)
    answer = kinds["fiche"].Answer(
        "Garder la fraîcheur la nuit", "Trente-neuf degrés, aucun climatiseur", "Les résidents", tried
    )
    gatherings.answer(run, answer=answer, by=w.driss)
    over = gatherings.close_gathering(gathering, by=w.driss)
    return (over, phone) if phone else over


def begun(w, gathering, who, *took):
    """A sheet begun from the gathering: with the sheet written there, unless lines are named."""
    left = queries.filling(gathering, to=who)
    by_words = {line.words: line.key for line in left.lines}
    keys = [by_words[words] for words in took] or [left.sheets[0].key]
    return commands.begin(w.circle, by=who, gathering=gathering, took=keys)
