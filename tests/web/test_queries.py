"""How many questions each page asks of the database: the same with two people as with twelve.

The numbers are written down so that growth is seen: whoever adds one changes it here, knowingly.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.commitments import commands as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries
from polyphonie.guides import queries as guides
from polyphonie.steps.consent.kind import KIND as CONSENT
from polyphonie.steps.integrate.kind import KIND as INTEGRATE
from polyphonie.steps.round.kind import KIND as ROUND
from tests import cast
from tests.gatherings.walking import PROPOSAL, walk_to

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
PAGES = {
    "home": ("/", 19),
    "circle": ("/circles/{circle}/", 41),
    "people": ("/circles/{circle}/people/", 8),
    "register": ("/circles/{circle}/decisions/", 21),
    "decision": ("/decisions/{decision}/", 26),
    "steps": ("/circles/{circle}/steps/", 9),
    "show": ("/gatherings/{open}/", 13),
    "stage": ("/gatherings/{open}/stage/", 13),
    "progress": ("/gatherings/{open}/progress/", 13),
    "console": ("/gatherings/{open}/console/", 19),
    "board": ("/gatherings/{open}/console/board/", 19),
    "screen": ("/gatherings/{open}/screen/", 13),
    "record": ("/gatherings/{over}/record/", 15),
}


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def decide(w, company, times: int):
    """`times` gatherings in which all but Claire object once, then all consent: the last one's number."""
    for number in range(times):
        g = cast.gathering_of(w, "consent", among=("Claire",))
        for person in company:
            gatherings.enter(g, person=person, voice="patient", by=person)
        gatherings.give_role(g, role="proposer", person=w.claire.pk, by=w.driss)
        said = {"proposition": {w.claire: replace(PROPOSAL, text=f"Texte {number}.")}}
        run = walk_to(g, "consentement", by=w.driss, said=said)
        for person in company:
            answer = (
                CONSENT.Answer("objection", "limit", "Non.", "", 1)
                if person != w.claire
                else CONSENT.Answer(version=1)
            )
            gatherings.answer(run, answer=answer, by=person)
        gatherings.answer(run, answer=CONSENT.Answer(version=1), by=w.driss)
        run = gatherings.open_next(g, by=w.driss)
        refs = {s.person: s.speaker.ref for s in queries.speakers_of(g)}
        how = tuple((refs[p.pk], "Oui.") for p in company if p != w.claire)
        gatherings.answer(
            run, answer=INTEGRATE.Answer(f"Texte {number} bis.", "2027-05-01", how), by=w.claire
        )
        gatherings.close_step(g, by=w.driss, anyway=True)
        run = gatherings.open_next(g, by=w.driss)
        for person in (*company, w.driss):
            gatherings.answer(run, answer=CONSENT.Answer("concern", "", "Attention.", "", 2), by=person)
        gatherings.close_gathering(g, by=w.driss)
    return g.pk


def furnish(w, many: int) -> dict[str, int]:
    """The same world with `many` more of everything: people, gatherings, decisions, small steps, links."""
    company = [w.claire, *(cast.person(f"Rose{n}") for n in range(many - 1))]
    for person in company[1:]:
        circles.enter(w.circle, person=person, voice="patient", by=w.driss)
    circles.write_charter(w.circle, text="Nous nous écoutons.", by=w.driss)
    for person in company:
        circles.sign_charter(w.circle, number=1, by=person)
        circles.invite(w.circle, by=w.driss)
        gatherings.call_gathering(w.circle, guide=guides.guide("tour"), mode="live", by=w.driss)
        for owner in (person, w.driss):
            commitments.commit_to(
                text="Un appel.", due_on=NOON.date(), home=w.circle, circle=w.circle, by=owner
            )
    over = decide(w, company, 2 if many == 2 else 3)
    open_ = cast.gathering_of(w, "tour", among=())
    for person in company:
        gatherings.enter(open_, person=person, voice="patient", by=person)
    run = walk_to(open_, "tour", by=w.driss)
    for person in company[:-1]:
        gatherings.answer(run, answer=ROUND.Answer("Je viens de loin."), by=person)
    newest = decisions.register(w.circle, to=w.driss)[0]
    return {"circle": w.circle.pk, "open": open_.pk, "over": over, "decision": newest.pk}


def counts(client, w, numbers) -> dict[str, int]:
    client.force_login(w.driss)
    found = {}
    for name, (path, _) in PAGES.items():
        address = path.format(**numbers)
        assert client.get(address).status_code == 200, address  # the first visit fills the caches
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found[name] = len([q for q in asked if "SAVEPOINT" not in q["sql"]])
    return found


@pytest.mark.parametrize("many", [2, 12])
def test_a_page_asks_the_same_number_of_questions_however_many_people_there_are(client, world, many):
    numbers = furnish(world, many)
    assert counts(client, world, numbers) == {name: number for name, (_, number) in PAGES.items()}


def test_farid_finds_none_of_these_pages_but_his_own_home(client, world):
    numbers = furnish(world, 2)
    for who, expected in ((world.driss, {200}), (world.farid, {404})):
        client.force_login(who)
        paths = [path.format(**numbers) for name, (path, _) in PAGES.items() if name != "home"]
        assert {client.get(path).status_code for path in paths} == expected
    home = client.get("/").content.decode()
    assert "Diabète" in home and "Mémoire" not in home and "Les sorties" not in home
