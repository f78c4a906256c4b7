"""A gathering on paper: the kit of any guide, and the stack of cards copied afterwards."""

import re
from itertools import pairwise

import pytest

from polyphonie.gatherings import commands, queries
from polyphonie.guides import commands as adapting
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person
from polyphonie.steps.round.kind import KIND as ROUND
from polyphonie.steps.write.kind import KIND as WRITE
from tests import cast
from tests.base.said import plain

GUIDES = [guide.id for guide in guides.library()]


@pytest.fixture
def driss(client, world):
    client.force_login(world.driss)
    return client


def said(response) -> str:
    return plain(response.content.decode())


def opened(world, guide="meteo", *, mode="live", among=("Amina",), steps=1):
    g = cast.gathering_of(world, guide, mode=mode, among=among)
    for number in range(steps):
        if number:
            commands.close_step(g, by=world.driss, anyway=True)
        commands.open_next(g, by=world.driss)
    return g


def note(client, world, g, **sent):
    run = queries.moment(g, to=world.driss).now.pk
    return client.post(
        f"/gatherings/{g.pk}/cards/", {"run": run, "card_of": "new", "card_voice": "patient", **sent}
    )


def heads(body: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])\b", body)]


# -- the kit


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", ["2", "4"])
@pytest.mark.parametrize("name", GUIDES)
def test_the_kit_of_every_guide_holds_every_step(name, size, language, client, db):
    client.force_login(
        Person.objects.create_user(email="nour@valmont.example", name="Nour", language=language)
    )
    response = client.get(f"/guides/{name}/kit/?cards={size}")
    body, guide = said(response), guides.guide(name)
    answering = [step for step in guide.steps if step.kind != "read"]
    assert response.status_code == 200
    assert [
        s.id for s in guide.steps if plain(_escaped(s.script.to(language) if s.script else "")) not in body
    ] == []
    assert [s.id for s in answering if plain(_escaped(s.prompt.to(language, plain=True))) not in body] == []
    assert body.count('class="sheet sheet-cards') == len(answering)
    assert set(re.findall(r"sheet-of-(\d)", body)) <= {"1", "2", size}
    assert '<svg class="qr"' not in body
    levels = heads(body)
    assert levels.count(1) == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def _escaped(words: str) -> str:
    return (
        words.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#x27;")
    )


def test_the_kit_of_a_gathering_has_its_door_and_is_for_those_who_facilitate(driss, world):
    g = cast.gathering_of(world, "consent")
    body = said(driss.get(f"/gatherings/{g.pk}/kit/"))
    code = " ".join((g.code[:3], g.code[3:6], g.code[6:]))
    assert (body.count('class="qr"'), code in body, "testserver" in body) == (1, True, True)
    assert "Les sorties" in body
    for name in ("Amina", "Elise", "Farid"):
        driss.force_login(world[name])
        assert (name, driss.get(f"/gatherings/{g.pk}/kit/").status_code) == (name, 404)


def test_a_kit_shows_no_answer_of_anybody(driss, world):
    g = opened(world, "petits-pas")
    run = queries.StepRun.objects.get(gathering=g)
    commands.answer(run, answer=WRITE.Answer((("", "Le brancard du mardi"),)), by=world.amina)
    commands.close_step(g, by=world.driss, anyway=True)
    assert "Le brancard du mardi" in said(driss.get(f"/gatherings/{g.pk}/console/"))
    kit = said(driss.get(f"/gatherings/{g.pk}/kit/"))
    assert ("Le brancard du mardi" in kit, "Amina" in kit) == (False, False)


def test_over_several_days_the_kit_counts_in_days_and_a_rehearsal_has_no_door(driss, world):
    g = cast.gathering_of(world, "petits-pas", mode="async")
    days = g.guide["steps"][0]["days"]
    assert f'<span class="kit-time">{days} jours</span>' in said(driss.get(f"/gatherings/{g.pk}/kit/"))
    rehearsal = commands.rehearse(guides.guide("meteo"), mode="live", by=world.driss)
    assert 'class="qr"' not in said(driss.get(f"/gatherings/{rehearsal.pk}/kit/"))


def test_a_name_has_a_place_only_where_others_will_read_it(driss, world):
    body = said(driss.get("/guides/edd-court/kit/"))
    sheets = body.split('class="sheet sheet-cards')[1:]
    steps = [step for step in guides.guide("edd-court").steps if step.kind != "read"]
    assert ["Prénom (facultatif)" in sheet for sheet in sheets] == [step.names == "shown" for step in steps]


def test_a_circle_prints_its_own_guide(driss, world):
    made = adapting.start(world.circle, guide=guides.guide("tour"), by=world.driss)
    assert driss.get(f"/guides/own/{made.pk}/kit/").status_code == 200
    driss.force_login(world.farid)
    assert driss.get(f"/guides/own/{made.pk}/kit/").status_code == 404


# -- the stack of cards


@pytest.mark.parametrize("mode", ["live", "async"])
def test_a_stack_of_cards_is_copied_one_after_the_other(mode, driss, world):
    g = opened(world, mode=mode)
    answered = [note(driss, world, g, **card) for card in (
        {"card_name": "Odile", "text": "Il pleut."},
        {"card_voice": "family", "text": "Grand beau."},
        {"card_voice": "family", "text": "Des nuages."},
    )]  # fmt: skip
    assert [r["Location"] for r in answered] == [
        f"/gatherings/{g.pk}/cards/?voice={voice}#card" for voice in ("patient", "family", "family")
    ]
    seen = queries.moment(g, to=world.driss)
    assert [(s.name, s.voice.value, s.without_device) for s in seen.answered] == [
        ("Odile", "patient", True), ("Carte 1", "family", True), ("Carte 2", "family", True),
    ]  # fmt: skip
    assert {said.scribed for run in queries.moment(g, to=world.driss).runs for said in run.said} == {True}
    body = said(driss.get(answered[-1]["Location"]))
    assert "3 cartes notées." in body
    assert re.search(r'value="family"[^>]*selected', body)
    assert "ce sera « Carte 3 »" in body


def test_the_step_waits_for_the_next_card_and_closes_with_the_last(driss, world):
    g = opened(world, mode="async")
    rose = commands.welcome_without_device(g, name="Rose", voice="patient", by=world.driss)
    run = queries.StepRun.objects.select_related("gathering").get(gathering=g)
    for somebody in (world.amina, world.driss):
        commands.answer(run, answer=ROUND.Answer("Grand beau."), by=somebody)
    note(driss, world, g, card_of=rose.pk, text="Il pleut.")
    assert queries.moment(
        g, to=world.driss
    ).now.open  # all who are known have answered, and a card is in hand
    response = note(driss, world, g, text="Des nuages.", last="on")
    assert response["Location"] == f"/gatherings/{g.pk}/console/"
    assert not queries.moment(g, to=world.driss).now.open


def test_a_card_that_its_author_keeps_is_copied_by_nobody(driss, world):
    g = opened(world, "petits-pas", steps=4)
    assert queries.moment(g, to=world.driss).now.step.seen_by == "author"
    body = said(driss.get(f"/gatherings/{g.pk}/cards/"))
    assert ("N’en recopiez aucune." in body, 'name="card_of"' in body) == (True, False)
    response = note(driss, world, g, text_="Je ne peux pas le soir.")
    assert (response.status_code, "N’en recopiez aucune." in said(response)) == (422, True)
    assert not any(s.without_device for s in queries.speakers_of(g))


def test_a_card_that_does_not_fit_comes_back_with_its_words(driss, world):
    g = opened(world, "petits-pas")
    response = note(driss, world, g, text_="", card_voice="")
    body = said(response)
    assert response.status_code == 422
    assert ("Choisissez d’où parle cette personne." in body, "Écrivez au moins une idée" in body) == (
        True,
        True,
    )
    response = note(driss, world, g, text_="Le brancard du mardi", card_voice="")
    assert "Le brancard du mardi" in said(response)


def test_later_the_cards_of_those_already_welcomed_are_theirs(driss, world):
    g = opened(world, "petits-pas")
    note(driss, world, g, card_name="Odile", text_="Un.")
    note(driss, world, g, text_="Deux.")
    commands.close_step(g, by=world.driss, anyway=True)
    commands.open_next(g, by=world.driss)
    people = {s.name: s.person for s in queries.speakers_of(g)}
    note(driss, world, g, card_of=people["Odile"], text_suis="J’écoute.")
    body = said(driss.get(f"/gatherings/{g.pk}/cards/"))
    assert re.search(rf'value="{people["Carte 1"]}"[^>]*checked', body)  # the next nameless card
    assert f'value="{people["Odile"]}"' not in body  # hers is in
    assert {s.name for s in queries.moment(g, to=world.driss).answered} == {"Odile"}


def test_nobody_copies_a_card_for_somebody_with_a_phone_or_after_the_step(driss, world):
    g = opened(world, "petits-pas")
    assert note(driss, world, g, card_of=world.amina.pk, text_="Mots d’une autre.").status_code == 422
    run = queries.moment(g, to=world.driss).now.pk
    commands.close_step(g, by=world.driss, anyway=True)
    late = driss.post(
        f"/gatherings/{g.pk}/cards/",
        {"run": run, "card_of": "new", "card_voice": "patient", "text_": "Une carte en retard."},
    )
    assert (
        late.status_code,
        "Cette étape est close." in said(late),
        "Une carte en retard." in said(late),
    ) == (422, True, True)
    assert queries.speakers_of(g) == [s for s in queries.speakers_of(g) if not s.without_device]
