"""From the call to the report: thirty people apply, fifteen pairs walk, five workshops, six months of pulses, somebody falls
silent and is called, and the cohort tells what it lived. The server lives at each day of the story: the time is given to its
process, from outside, by `libfaketime`."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.exports.opening import of_pdf, on_one_line
from tests.server import Server
from tests.stories.conftest import LAPTOP, Somebody, _keep_what_they_saw, follow, picture
from tests.stories.road_by_hand import applies, begins, card, say_yes

CLOCKS = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.skipif(
        not CLOCKS and not os.environ.get("CI"), reason="no libfaketime here: apt install faketime"
    ),
]
WORKSHOPS = {1: 30, 2: 65, 3: 100, 4: 135, 5: 177}  # the fifth is in week 22
THOSE = (
    "from polyphonie.base.scope import open_door; from tests.stories import thirty\nwith open_door(): thirty."
)


class Road:
    """The house, on a day that only goes forward; and those who sit in front of it."""

    def __init__(self, folder: Path, browser) -> None:
        # Only the calendar moves: what waits for a second waits for a second.
        clock = {"LD_PRELOAD": str(CLOCKS[0]), "FAKETIME": "+0d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        self.server, self.browser, self.here = Server(folder, **clock), browser, []
        self.began = datetime.now(UTC)

    def on(self, day: int) -> None:
        self.server.stop()
        self.server.env["FAKETIME"] = f"+{day}d"
        self.server.start()

    def comes(self, name: str = "", **more):
        """Somebody with an account, or with nothing but their link."""
        one = Somebody(self.browser, self.server, **more)
        self.here.append(one)
        if name:
            one.context.add_cookies([{"name": "sessionid", "value": self.do(f"somebody({name!r})").strip(), "url": self.server.url}])  # fmt: skip
        return one.page

    def do(self, what: str) -> str:
        return self.server.python(THOSE + what)

    def pulses(self, first: int, last: int, low: tuple[int, ...] = ()) -> list[int]:
        begun = (self.began + timedelta(days=30)).isoformat()
        return json.loads(self.do(f"pulses({self.cohort}, {first}, {last}, {begun!r}, {list(low)})"))


@pytest.fixture
def road(request, tmp_path, browser):
    made = Road(tmp_path, browser)
    yield made
    _keep_what_they_saw(request, made.here)
    problems = [problem for one in made.here for problem in one.problems]
    for one in made.here:
        one.leave()
    made.server.stop()
    assert sorted(set(problems)) == []


def number_in(address: str) -> int:
    return int(re.findall(r"/(\d+)/", address)[-1])


def test_from_the_call_to_the_report(road):
    road.do("somebody('Driss')")
    aicha = thirty_apply(road)
    two_fall_apart(road)
    aicha_is_silent_and_is_called(road, aicha)
    the_cohort_tells(road, aicha)


def thirty_apply(road) -> str:
    """A call; two pairs of hands apply alone, two together, and twenty-six others; fifteen pairs are formed."""
    driss, phone = road.comes("Driss", viewport=LAPTOP), road.comes()
    call, link = begins(driss)
    road.call = number_in(call)
    mine = {
        "Aïcha": applies(phone, link, "Aïcha", "Patient ou patiente", ["la place des proches"]),
        "Nadia": applies(phone, link, "Nadia", "Professionnel", ["la place des proches"]),
        "Rose": applies(phone, link, "Rose", "Association", ["l’accueil"]),
    }
    phone.get_by_text("Je viens avec quelqu’un").click()
    together = phone.locator("details .break").first.inner_text()
    mine["Hugo"] = applies(phone, together, "Hugo", "Encadrement", ["l’accueil"])
    say_yes(phone, mine["Hugo"])
    say_yes(phone, mine["Rose"])
    road.do(f"apply({road.call})")
    driss.goto(call)
    driss.get_by_role("heading", name="Candidatures · 30").wait_for()
    road.cohort = number_in(driss.locator(".crumb a").first.evaluate("link => link.href"))

    driss.get_by_role("link", name="Former les binômes").click()
    for left in range(8, 0, -1):
        welcome = driss.get_by_role("button", name="Accueillir ce binôme")
        welcome.first.wait_for()
        assert welcome.count() == left
        follow(welcome.first)
    card(driss, "Aïcha", "Nadia").get_by_role("button", name="Garder").click()
    driss.get_by_text("gardés ensemble").wait_for()
    refused = driss.locator(".card", has=driss.get_by_role("button", name="Pas ensemble")).last
    names = refused.get_by_role("checkbox").first.evaluate("box => box.labels[0].innerText")
    follow(refused.get_by_role("button", name="Pas ensemble"))
    assert driss.get_by_role("checkbox", name=names, exact=True).count() == 0
    picture(driss, "pairing-of-thirty")
    driss.get_by_role("button", name="Proposer les binômes cochés").click()
    driss.get_by_text("On attend les réponses.").first.wait_for()
    road.do(f"say_yes({road.call}, ['Aïcha', 'Nadia'])")
    say_yes(phone, mine["Nadia"])
    say_yes(phone, mine["Aïcha"])
    phone.get_by_text("Vous êtes en binôme avec Nadia").wait_for()
    driss.goto(f"/circles/{road.cohort}/programme/")
    assert driss.locator("#pairs li").count() == 15
    return mine["Aïcha"]


def workshop(road, number: int) -> None:
    """On its day Driss ticks who is there, composes tables, and keeps them; two people are away."""
    road.on(WORKSHOPS[number])
    driss = road.comes("Driss", viewport=LAPTOP)
    driss.goto(f"/circles/{road.cohort}/programme/")
    driss.locator("main a[href^='/workshops/']").nth(number).click()  # the first is the next one, once more
    driss.get_by_role("button", name="Composer les tables").wait_for()
    for box in driss.locator("#present input[type=checkbox]").all()[-number - 2 : -number]:
        box.uncheck()
    driss.locator("#present [name=size]").select_option("4")
    driss.get_by_role("button", name="Composer les tables").click()
    driss.get_by_role("button", name="Garder ces tables").click()
    driss.get_by_text("Tables gardées le").wait_for()
    seated = [table.locator("li").count() for table in driss.locator(".seats > li").all()]
    assert seated == [4] * 7  # thirty, less two
    driss.get_by_text("Personne ne retrouve à sa table").wait_for()


def two_fall_apart(road) -> None:
    """Four workshops, and pulses until the eighth: one pair has moved."""
    workshop(road, 1)
    assert road.pulses(1, 2) == []
    workshop(road, 2)
    assert road.pulses(3, 5) == []
    workshop(road, 3)
    road.pulses(6, 7, low=(7, 8))
    workshop(road, 4)
    assert len(road.pulses(8, 8, low=(7, 8))) == 1


def aicha_is_silent_and_is_called(road, aicha: str) -> None:
    """Driss sees a question, not an answer; he calls, and Aïcha says what was learnt of it."""
    road.on(30 + 8 * 14 + 12)
    driss, phone = road.comes("Driss", viewport=LAPTOP), road.comes()
    driss.goto(f"/circles/{road.cohort}/programme/")
    driss.get_by_role("link", name="Les signaux des binômes").click()
    driss.get_by_role("heading", name="Questions à se poser").wait_for()
    moved = driss.locator(".card", has=driss.get_by_role("heading", name="Quelque chose a peut-être bougé"))
    assert moved.count() == 1  # others have shared nothing for three weeks, and are told so
    assert "Aïcha · Nadia" in moved.inner_text()
    picture(driss, "signals-of-a-road")
    driss.goto(f"/circles/{road.cohort}/programme/")
    driss.get_by_role("link", name="Aïcha – Nadia").click()
    soon = road.began + timedelta(days=30 + 8 * 14 + 13)
    driss.get_by_label("Jour et heure").fill(f"{soon:%Y-%m-%dT15:00}")
    driss.get_by_role("button", name="Prévoir").click()
    driss.get_by_label("Une note sur l’entretien").fill("Elles se sont parlé. Aïcha reprend la parole.")
    driss.get_by_role("button", name="Ajouter cette note").click()
    driss.get_by_text("Aïcha reprend la parole.").wait_for()

    phone.goto(aicha)
    phone.get_by_role("button", name="Entrer dans notre binôme").click()
    phone.get_by_role("link", name="Le pouls du binôme").click()
    mine = phone.locator(".card", has=phone.get_by_role("heading", name="Quelque chose a peut-être bougé"))
    mine.get_by_text("Nous en avons parlé").click()
    mine.get_by_role("radio", name="Oui, et nous savons pourquoi").check()
    mine.get_by_role("button", name="Clore ce signal").click()
    phone.locator("strong", has_text="Oui, et nous savons pourquoi").wait_for()
    driss.goto(f"/circles/{road.cohort}/programme/")
    driss.get_by_role("link", name="Les signaux des binômes").click()
    driss.get_by_role("heading", name="Ce qu’on en a appris").wait_for()
    assert "Oui, et nous savons pourquoi" in driss.locator("main").inner_text()


def the_cohort_tells(road, aicha: str) -> None:
    """The last workshop; Aïcha proposes a text and Nadia signs it; Driss counts, writes around, and prints."""
    road.pulses(9, 10)
    workshop(road, 5)
    road.pulses(11, 11)
    road.on(190)
    phone, other, driss = road.comes(), road.comes(), road.comes("Driss", viewport=LAPTOP)
    phone.goto(aicha)
    phone.get_by_role("button", name="Entrer dans notre binôme").click()
    phone.get_by_role("link", name="Écrire pour le bilan").click()
    phone.get_by_label("Ce que nous avons essayé").fill(
        "Une échelle de la douleur dessinée par les patients."
    )
    phone.get_by_role("radio", name="Oui, une seule fois").check()
    phone.get_by_role("button", name="Proposer ce texte").click()
    phone.get_by_text("On attend l’autre signature").wait_for()
    assert "dessinée par les patients" not in read(driss, road)
    other.goto(f"/application/{road.do(f'link({road.call}, {chr(39)}Nadia{chr(39)})').strip()}/")
    other.get_by_role("button", name="Entrer dans notre binôme").click()
    other.get_by_role("link", name="Relire ce texte").click()
    other.get_by_role("button", name="Je signe ce texte").click()
    other.get_by_text("ce texte est dans le bilan").wait_for()
    road.do(f"share({road.cohort}, ['Aïcha'])")

    driss.get_by_role("link", name="Écrire autour").click()
    driss.get_by_label("Ce que nous cherchions").fill("Apprendre à deux.")
    driss.get_by_label("Ce que nous regardons avec recul").fill("Trop peu de nuits.")
    driss.get_by_role("button", name="Enregistrer").click()
    driss.get_by_role("button", name="Compter maintenant").click()
    driss.get_by_role("heading", name="Se sont-ils rapprochés").wait_for()
    told = [int(cell) for cell in driss.locator(".counts tbody tr").first.locator("td").all_inner_texts()]
    assert sum(told) == 15
    picture(driss, "report")
    paper = on_one_line(of_pdf(driss.pdf(format="A4")))
    assert "dessinée par les patients" in paper
    assert "Trop peu de nuits." in paper
    assert "Imprimer" not in paper
    assert "dessinée par les patients" in read(phone, road)
    # What the two kept for themselves is nowhere in it, nor what Driss noted.
    assert "reprend la parole" not in read(driss, road)


def read(page, road) -> str:
    page.goto(f"/circles/{road.cohort}/programme/report/")
    return page.locator("main").inner_text()
