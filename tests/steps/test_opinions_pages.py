"""Opinions in a gathering: asked a page at a time, shown to everybody alike, and to each person their own dot."""

from __future__ import annotations

import re

import pytest

from polyphonie.base.scope import open_door
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.models import Contribution
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.reader import Unreadable, read_toml
from polyphonie.people.queries import Person
from polyphonie.steps.opinions.kind import KIND
from tests import cast
from tests.steps.test_in_a_guide import HEAD

STATEMENTS = ", ".join(f'{{ id = "p{n:02}", fr = "Phrase {n}.", en = "Statement {n}." }}' for n in range(12))
STEP = f"""
[[steps]]
id = "avis"
kind = "opinions"
title = {{ fr = "Avis", en = "Opinions" }}
prompt = {{ fr = "Dites.", en = "Say.", falc = "Dites." }}
names = "hidden"
settings = {{ statements = [{STATEMENTS}] }}
"""


def guide(**more: str):
    head = HEAD.replace("max = 12", "max = 40")
    return read_toml(head + STEP + "".join(f"{k} = {v}\n" for k, v in more.items()), kinds=registry.kinds())


@pytest.fixture
def gathering(world):
    called = commands.call_gathering(world.circle, guide=guide(), mode="live", by=world.driss)
    called = commands.open_gathering(called, by=world.driss)
    for name in ("Amina", "Bruno"):
        commands.enter(called, person=world[name], voice=cast.VOICES[name], by=world[name])
    return called


def page(client, gathering, somebody, more="") -> str:
    client.force_login(somebody)
    return client.get(f"/gatherings/{gathering.pk}/{more}").content.decode()


def asked(shown: str) -> list[str]:
    (keys,) = re.findall(r'name="asked" value="([^"]*)"', shown)
    return keys.split()


def send(client, gathering, run, somebody, data) -> str:
    client.force_login(somebody)
    sent = client.post(f"/gatherings/{gathering.pk}/answers/{run.pk}/", data, follow=True)
    assert sent.status_code == 200
    return sent.content.decode()


def given_by(somebody, run) -> Contribution:
    with open_door():
        return Contribution.objects.get(run=run, person=somebody)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"reveal": '"at_once"'}, "“opinions” cannot be revealed at_once"),
        ({"reveal": '"never"'}, "“opinions” cannot be revealed never"),
        ({"seen_by": '"circle"'}, "“opinions” cannot be seen by circle"),
    ],
)
def test_a_guide_cannot_show_opinions_early_nor_to_two_circles(more, problem):
    with pytest.raises(Unreadable) as bad:
        read_toml(HEAD + STEP.replace('names = "hidden"', 'names = "hidden"\n' + "\n".join(f"{k} = {v}" for k, v in more.items())), kinds=registry.kinds())  # fmt: skip
    assert [problem in one for one in bad.value.problems] == [True]


def test_a_guide_cannot_show_names_beside_opinions():
    with pytest.raises(Unreadable) as bad:
        read_toml(HEAD + STEP.replace('"hidden"', '"shown"'), kinds=registry.kinds())
    assert ["“opinions” cannot keep names shown" in one for one in bad.value.problems] == [True]


def test_statements_come_a_page_at_a_time_and_one_may_stop_or_change(client, gathering, world):
    run = commands.open_next(gathering, by=world.driss)
    first = asked(page(client, gathering, world.amina))
    assert len(first) == 7
    shown = send(client, gathering, run, world.amina, {"asked": " ".join(first), **{f"vote_{key}": "1" for key in first}})  # fmt: skip
    second = asked(shown)
    assert sorted(first + second) == [f"p{n:02}" for n in range(12)]
    assert "Vous avez répondu à 7 phrases sur 12." in shown and shown.count(" checked") == 7
    stopped = send(client, gathering, run, world.amina, {"asked": " ".join(second), f"vote_{first[0]}": "-1", "passed": "on"})  # fmt: skip
    assert "C’est noté." in stopped and 'name="asked"' not in stopped
    kept = dict(KIND.load(given_by(world.amina, run).answer).votes)
    assert kept == dict.fromkeys(first, 1) | {first[0]: -1}
    assert asked(page(client, gathering, world.amina, "?change=1")) == second


def test_the_sentence_under_the_question_says_what_is_shown_and_no_more(client, gathering, world):
    commands.open_next(gathering, by=world.driss)
    asks = page(client, gathering, world.amina)
    assert "Personne ici ne lira vos réponses à part, pas même qui anime." in asks
    assert "à la fin de l’étape, ce que toutes les réponses disent ensemble." in asks
    simone = commands.welcome_without_device(gathering, name="Simone", voice="patient", by=world.driss)
    dictated = page(client, gathering, world.driss, f"scribe/{simone.pk}/")
    assert "écrit pour vous, et lit donc vos réponses." in dictated and "pas même qui anime" not in dictated
    for place in ("cards/", "kit/"):
        assert "recopiera cette carte, et la lira donc." in page(client, gathering, world.driss, place)


def test_the_next_person_is_asked_first_what_nobody_answered(client, gathering, world):
    run = commands.open_next(gathering, by=world.driss)
    first = asked(page(client, gathering, world.amina))
    send(client, gathering, run, world.amina, {"asked": " ".join(first), **{f"vote_{key}": "1" for key in first}})  # fmt: skip
    assert set(asked(page(client, gathering, world.bruno))[:5]) == {f"p{n:02}" for n in range(12)} - set(first)  # fmt: skip


def test_whoever_copies_a_card_sees_every_statement(client, gathering, world):
    commands.open_next(gathering, by=world.driss)
    simone = commands.welcome_without_device(gathering, name="Simone", voice="patient", by=world.driss)
    for place in ("cards/", f"scribe/{simone.pk}/"):
        shown = page(client, gathering, world.driss, place)
        assert len(set(re.findall(r'name="vote_(p\d\d)"', shown))) == 12 and 'name="asked"' not in shown


def test_the_paper_card_holds_every_statement_with_three_boxes(client, gathering, world):
    kit = page(client, gathering, world.driss, "kit/")
    assert kit.count('<th scope="row">Phrase 3.</th>') >= 1 and "Je passe" in kit


# -- thirty people, two camps


@pytest.fixture
def crowd(db):
    driss = Person.objects.create_user(email="driss@example.org", name="Driss")
    gathering = commands.rehearse(guide(), mode="live", by=driss, others=30)
    run = commands.open_next(gathering, by=driss)
    commands.play(gathering, seed=0)
    return gathering, run, driss


def own(shown: str) -> list[str]:
    return re.findall(r'<g class="map-own"><circle cx="(\d+)" cy="(\d+)"', shown)


def without_own(shown: str) -> str:
    """The picture and the bars of a page, less the dot of whoever looks at it and what is said of it."""
    figure = shown.split('<figure class="map">')[1].split("</figure>")[0]
    figure = re.sub(r'<g class="map-own">.*?</g>|<figcaption.*', "", figure, flags=re.S)
    return " ".join((figure + "".join(re.findall(r'<ul class="bars">.*?</ul>', shown, flags=re.S))).split())


def test_while_it_is_open_nobody_sees_anything_of_anybody(client, crowd):
    gathering, _, driss = crowd
    for more in ("", "console/", "screen/", "?change=1"):
        shown = page(client, gathering, driss, more)
        assert "bars-agree" not in shown and "map-family" not in shown and "Ce qui réunit" not in shown


def test_everybody_sees_the_same_map_and_only_their_own_dot(client, crowd):
    gathering, _, driss = crowd
    commands.close_step(gathering, by=driss, anyway=True)
    people = [m.person for m in queries.people_in(gathering)][:4]
    shown = {person.pk: page(client, gathering, person) for person in people}
    assert all(text.count("map-letter") == 2 and "Ce qui réunit" in text for text in shown.values())
    assert [len(own(text)) for text in shown.values()] == [1] * 4
    assert len({own(text)[0] for text in shown.values()}) > 1
    assert len({without_own(text) for text in shown.values()}) == 1
    screen = page(client, gathering, driss, "screen/")
    assert screen.count("map-letter") == 2 and own(screen) == [] and "vous" not in screen.split('class="map"')[1].split("</figure>")[0]  # fmt: skip


def test_the_record_tells_it_in_words_and_draws_it_for_its_reader(client, crowd):
    gathering, _, driss = crowd
    commands.close_gathering(gathering, by=driss)
    record = queries.record_of(gathering, to=driss)
    for language, words in (("fr", "Familles d’opinion"), ("en", "Families of opinion")):
        text = record.to_markdown(language)
        assert words in text and "Text(" not in text and "vous" not in text.split(words)[1]
    shown = page(client, gathering, driss, "record/")
    assert shown.count("map-letter") == 2 and len(own(shown)) == 1


def test_one_answer_alone_says_nothing_of_what_it_holds(crowd):
    """A written thing can be read by itself, by whoever may read it: of opinions, nothing is said under five."""
    gathering, run, driss = crowd
    commands.close_step(gathering, by=driss, anyway=True)
    theirs = given_by(next(m.person for m in queries.people_in(gathering) if m.person != driss), run)
    told = [line.remark.fr for block in queries.words_of(theirs.entry_id, to=driss) for line in block.lines]
    assert theirs.answer["votes"] and len(told) == 1 and told[0].startswith("Moins de cinq personnes")


def test_what_somebody_takes_back_is_nowhere(client, crowd):
    gathering, run, driss = crowd
    commands.close_step(gathering, by=driss, anyway=True)
    before = queries.moment(gathering, to=driss).now.outcome.reading.people
    mine = given_by(driss, run)
    commands.take_back(mine.pk, by=driss)
    after = queries.moment(gathering, to=driss).now.outcome
    assert (before, after.reading.people, after.own) == (31, 30, "")
    assert own(page(client, gathering, driss)) == []
