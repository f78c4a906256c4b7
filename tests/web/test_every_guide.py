"""Every guide of the library lived by its real pages: what opens, who reads what, and what is left afterwards."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail

from polyphonie.base import clock
from polyphonie.guides import queries as guides
from tests import cast
from tests.web.living import BEGINS, Given, Seance, Visitor, Watch
from tests.web.pages import Page

SEVERAL = {"petits-pas": 3, "cas": 3, "tour": 5}  # guests, besides whoever facilitates; two elsewhere
# The record says the small step and the request; their page says the rest. What would help is for whoever carries the text.
ON_ITS_OWN_PAGE = ("smallest", "why")
NOT_IN_THE_RECORD = (*ON_ITS_OWN_PAGE, "would_help")
LIVED = [(guide.id, mode) for guide in guides.library() for mode in guide.modes]


@pytest.fixture
def world(db):
    with clock.at(BEGINS):
        return cast.world()


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def driss(world, watch):
    return Visitor(watch, "Driss", "professional", "le ruisseau").signed_in(world.driss)


@pytest.fixture
def elise(world, watch):
    """Of the circle, and not in the room."""
    return Visitor(watch).signed_in(world.elise)


@pytest.fixture
def farid(world, watch):
    return Visitor(watch).signed_in(world.farid)


@pytest.mark.parametrize(("guide", "mode"), LIVED)
def test_a_guide_is_lived_from_its_call_to_its_record(guide, mode, world, driss, elise, farid):
    seance = Seance(driss, world.circle.pk, guide, mode, guests=SEVERAL.get(guide, 2))
    seance.come_in()
    seance.live()
    assert seance.opened == [step.id for step in seance.guide.steps if step.kind != "integrate"]
    everybody_reads_what_they_may(seance, elise)
    farid_reads_nothing(seance, world, farid)
    what_is_left(seance, world, elise)


def everybody_reads_what_they_may(seance: Seance, elise: Visitor) -> None:
    told = [g for g in seance.given if g.box not in NOT_IN_THE_RECORD]
    among_us = {g.words for g in told if g.step.reveal != "never"}
    for_the_circle = {g.words for g in told if g.step.seen_by == "circle"}
    assert among_us
    for reader in (seance.guests[0], seance.guests[-1], seance.driss):
        assert read_in(reader.get(seance.at("record/")), told) == among_us
    assert read_in(elise.get(seance.at("record/")), told) == for_the_circle


def read_in(page: Page, given: list[Given]) -> set[str]:
    return {g.words for g in given if g.words in page.text}


def farid_reads_nothing(seance: Seance, world: cast.World, farid: Visitor) -> None:
    circle = f"/circles/{world.circle.pk}/"
    registers = [f"{circle}{register}/" for register in ("decisions", "steps", "requests")]
    for address in (seance.at(), seance.at("record/"), seance.at("console/"), circle, *registers):
        assert read_in(farid.get(address, expected=404), seance.given) == set()


# -- what is left of it


def what_is_left(seance: Seance, world: cast.World, elise: Visitor) -> None:
    """In the registers of the circle, for those of it who were not there: what was given for the circle, and no more."""
    registers = {
        kind: elise.get(f"/circles/{world.circle.pk}/{name}/")
        for kind, name in (("commit", "steps"), ("ask", "requests"), ("consent", "decisions"))
    }
    for kind in ("commit", "ask"):
        given = [g for g in seance.given if g.step.kind == kind]
        register = registers[kind]
        asked = [g for g in given if g.box in ("text", "to_name")]
        left = {g.words for g in asked if g.step.seen_by == "circle"}
        assert read_in(register, asked) == left
        for more in [g for g in given if g.box in ON_ITS_OWN_PAGE and left][:1]:
            pages = [elise.get(register.links[words]) for words in sorted(left & register.links.keys())]
            assert len([page for page in pages if more.words in page.text]) == 1
    if any(step.kind == "consent" for step in seance.guide.steps):
        assert rule_of(seance) in registers["consent"].links
        assert re.search(r"à revoir le \d+ \w+ 2027", registers["consent"].text)


def rule_of(seance: Seance) -> str:
    (rule,) = {g.words for g in seance.given if g.step.kind == "propose" and g.box == "text"}
    return rule


@pytest.mark.parametrize("mode", ["live", "async"])
def test_an_objection_changes_the_text_and_only_its_author_lifts_it(mode, world, driss, elise):
    seance = Seance(driss, world.circle.pk, "consent", mode)
    seance.come_in()
    carries, objects = seance.guests
    objects.wants["consentement", "stance"] = ["objection"]
    carries.wants["integrer", "text"] = ["le tilleul et la mésange le disent ensemble."]
    seance.live()
    steps = [step.id for step in seance.guide.steps]
    assert seance.opened == [*steps[:7], "consentement", *steps[7:]]
    reason, would_help = (g.words for g in objects.given if g.box in ("reason", "would_help"))
    (how,) = (g.words for g in carries.given if g.box.startswith("how_"))
    everybody_reads_what_they_may(seance, elise)
    register = elise.get(f"/circles/{world.circle.pk}/decisions/")
    assert "1 objection intégrée" in register.text
    decision = elise.get(register.links["le tilleul et la mésange le disent ensemble."])
    assert [words in decision.text for words in (reason, how, rule_of(seance))] == [True] * 3
    said = f"{reason} Ce qui aiderait : {would_help}"
    assert [said in one.heard for one in (carries, objects, driss)] == [True, False, False]


@pytest.mark.parametrize("mode", ["live", "async"])
def test_a_case_loses_its_names_then_its_words_and_leaves_its_rule(mode, world, driss, elise, watch):
    seance = Seance(driss, world.circle.pk, "cas", mode)
    seance.come_in()
    presents = seance.guests[0]
    presents.tastes = 0  # of what the guard offers, the first: to replace these words
    presents.wants["situation", "around"] = ["la mésange a entendu Bruno dans le couloir."]
    seance.live()
    case = [g.words for g in seance.given if g.step.kind == "case"]
    told = "\n".join(page.text for page in every_page(presents, seance.at("record/")))
    assert [words in told for words in (*case, "la mésange a entendu ", "Bruno")] == [
        *(words != "la mésange a entendu Bruno dans le couloir." for words in case), True, False,
    ]  # fmt: skip
    watch.wait(days=91)
    pages = [page for one in (presents, driss, elise) for page in every_page(one, "/", seance.at("record/"))]
    told = "\n".join(page.text for page in pages)
    assert [words for words in (*case, "a entendu") if words in told] == []
    assert rule_of(seance) in elise.get(f"/circles/{world.circle.pk}/decisions/").links


def every_page(one: Visitor, *starts: str) -> list[Page]:
    """Every page and every text that somebody reaches by following links."""
    found: dict[str, Page] = {}
    waiting = list(starts)
    while waiting:
        address = urlsplit(waiting.pop()).path
        if address in found or not re.match(
            r"/($|circles|gatherings|decisions|entries|steps|requests|account/)", address
        ):
            continue
        if not address.endswith((".pdf", ".docx", ".ics", "/departures/", "/kit/", "/cards/")):
            found[address] = one.get(address)
            waiting += found[address].addresses
    return list(found.values())


# -- what comes back, and what comes by mail


def test_a_request_is_refused_by_mail_and_opens_the_next_gathering(world, driss, elise, watch):
    seance = Seance(driss, world.circle.pk, "edd", "live")
    seance.come_in()
    asks = seance.guests[0]
    asks.wants["demander", "to_name"] = ["Jeanne, cadre"]
    asks.wants["demander", "to_email"] = ["jeanne@hopital.example"]
    seance.live()
    (asked,) = (g.words for g in asks.given if g.step.kind == "ask" and g.box == "text")
    watch.wait(minutes=1)
    jeanne = Visitor(watch)
    page = jeanne.get(link_to("jeanne@hopital.example", "asked"))
    assert (asked in page.titles, read_in(page, [g for g in seance.given if g.step.kind != "ask"])) == (
        True,
        set(),
    )
    form = page.saying("Répondre")
    refused, _ = jeanne.post(form, form.untouched() | {"stance": "no"})
    assert "Dites en une phrase pourquoi." in refused.text
    page = jeanne.press(refused.saying("Répondre"), stance="no", reason="Non, parce que le budget est clos.")
    assert ("Merci. Le groupe lit votre réponse." in page.text, jeanne.came_in) == (True, False)
    register = elise.get(f"/circles/{world.circle.pk}/requests/")
    assert "Jeanne, cadre · Non" in register.text
    assert "Non, parce que le budget est clos." in elise.get(register.links[asked]).text
    following = Seance(driss, world.circle.pk, "meteo", "live")
    assert "Depuis la dernière fois" in following.lobby.text
    assert re.search(rf"Demandé à Jeanne, cadre · réponse reçue {re.escape(asked)}", following.lobby.text)


def test_a_gathering_over_several_days_is_lived_by_the_links_of_its_mails(world, driss, watch):
    seance = Seance(driss, world.circle.pk, "tour", "async", guests=0)
    watch.wait(minutes=1)
    marks = {"amina": "la mésange", "bruno": "le hêtre", "claire": "le tilleul"}
    seance.guests = people = [Visitor(watch, name, mark=mark) for name, mark in marks.items()]
    for one in people:
        page = one.get(link_to(f"{one.name}@valmont.example", "answer"))
        one.press(page.saying("Prendre part à cette séance"), "Prendre part à cette séance")
    driss.press(driss.get(seance.at("console/")).form("/steps/"))
    watch.wait(days=1, minutes=1)  # reading together has no answer: its day passes
    people = [*people, Visitor(watch, "driss", mark="le saule")]
    for _ in range(3):
        watch.morning()
        for one in people:
            page = one.get(link_to(f"{one.name}@valmont.example", "answer"))
            step = seance.look(page)
            if (one.name, step.id) != (
                "claire",
                "clore",
            ):  # she says nothing at the end: the clock closes for her
                one.answer(page, step)
    assert seance.opened == ["tour", "entendu", "clore"]
    assert "Clore" in driss.get(seance.at("console/")).titles
    watch.wait(days=2, minutes=1)
    said = [given for one in people for given in one.given]
    assert len(said) == 4 + 4 + 3
    assert read_in(driss.get(seance.at("record/")), said) == {g.words for g in said}
    for one, reads in (*((one, {g.words for g in said}) for one in people), (Visitor(watch, "elise"), set())):
        page = one.get(
            link_to(f"{one.name}@valmont.example", "answer")
        )  # who took part reads the record by it
        assert ("La séance est finie." in page.text, one.came_in, read_in(page, said)) == (True, False, reads)
    assert [m for m in mail.outbox if "farid@valmont.example" in m.to] == []


def link_to(somebody: str, place: str) -> str:
    """The link of the newest mail to somebody that leads there."""
    found = [link for m in mail.outbox if somebody in m.to for link in re.findall(rf"/{place}/\S+", m.body)]
    return found[-1]
