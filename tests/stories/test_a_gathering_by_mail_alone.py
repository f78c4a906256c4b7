"""A decision by consent with nothing but the links of mails: an objection, what answers it, the record. Nobody signs in."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from email import message_from_bytes, policy
from typing import Any

import pytest

from polyphonie.guides import queries as guides
from tests.stories.by_mail import SUBJECT, VOICES, address_of
from tests.stories.hands_of_a_group import Hand

pytestmark = [pytest.mark.browser, pytest.mark.server]

GUIDE = guides.guide("consent-express")
PARTS = ("Rose", "Paul", "Inès")
MARKS = {"Odile": "le ruisseau", "Rose": "la mésange", "Paul": "le tilleul", "Inès": "la rivière"}
RULE = "Le fauteuil reste dans la chambre, jusqu’à la fin du mois."
FEAR = "La nuit, je me cogne en allant aux toilettes."
HOW = "Il est rangé contre le mur avant vingt-deux heures."
FINAL = "Le fauteuil reste dans la chambre, contre le mur la nuit, jusqu’à la fin du mois."


class Post:
    """What the postman brings: each mail is read once."""

    def __init__(self, server: Any) -> None:
        self.server, self.read = server, Counter()

    def goes(self, then: str = "") -> None:
        self.server.python(f"from tests.stories import by_mail; {then}by_mail.post()")

    def brings(self, name: str, what: str) -> str:
        """The link in the one new mail to somebody that tells of this."""
        for _ in range(200):
            told = [body for to, body in self._letters() if to == address_of(name)]
            links = [link for body in told for link in re.findall(rf"{what}\n(\S+)", body)]
            if len(links) > self.read[name, what]:
                self.read[name, what] += 1
                assert len(links) == self.read[name, what]
                return links[-1]
            time.sleep(0.05)
        raise AssertionError(f"{name} got no mail that says: {what}")

    def _letters(self) -> list[tuple[str, str]]:
        """To whom, and what it says; two that leave in the same second may share a file."""
        mails = [mail.strip() for file in self.server.mails() for mail in file.split(f"\n{'-' * 79}\n")]
        read = [message_from_bytes(mail.encode(), policy=policy.default) for mail in mails if mail]
        return [(letter["To"], letter.get_content()) for letter in read]


@pytest.fixture
def post(valmont):
    return Post(valmont)


@pytest.fixture
def people(somebody):
    return {name: Hand(somebody().page, name, mark) for name, mark in MARKS.items()}


def test_a_gathering_goes_from_its_call_to_its_record_by_links_in_mails(post, people, valmont):
    number = json.loads(valmont.python(f"from tests.stories import by_mail; by_mail.call({GUIDE.id!r})"))
    post.goes()
    for name in PARTS:
        come(people[name], post.brings(name, "Une séance par courriel commence"))
    post.goes(f"by_mail.begin({number}, proposer='Inès'); ")

    ines, rose = people["Inès"], people["Rose"]
    answer(ines, "proposition", post, {"Votre proposition": RULE}, "Proposer")
    post.goes()
    for one in people.values():
        answer(one, "questions", post, {"Quelques mots à garder": one.sentence()})
    post.goes()
    for name in ("Odile", "Paul", "Inès"):
        consents(people[name], RULE, post)
    objects(rose, post)
    post.goes()
    changes = {"Ce qui change pour répondre à Rose": HOW, "Le nouveau texte": FINAL}
    answer(ines, "integrer", post, changes, "Montrer ce texte")
    stands(rose, post)
    post.goes()
    for one in people.values():
        consents(one, FINAL, post)
    post.goes()
    for one in people.values():
        answer(one, "clore", post, {"Un mot, ou une phrase courte": one.sentence()})
    everybody_reads_the_record(people, number)


def come(one: Hand, link: str) -> None:
    one.page.goto(link)
    one.page.get_by_text(f"Ce lien est celui de {one.name}.").wait_for()
    one.page.get_by_role("button", name="Prendre part à cette séance").click()
    one.page.get_by_text("Rien ne vous attend ici pour le moment.").wait_for()


def opens(one: Hand, step: str, post: Post) -> None:
    """Their newest mail says that a step waits; its link shows it."""
    one.page.goto(post.brings(one.name, "Une étape attend votre réponse"))
    one.page.get_by_role("heading", name=GUIDE.step(step).title.fr, exact=True).wait_for()


def answer(one: Hand, step: str, post: Post, words: dict[str, str], button: str = "Envoyer") -> None:
    opens(one, step, post)
    for label, said in words.items():
        one.page.get_by_label(label).fill(said)
    one.keep(GUIDE.step(step), words)
    send(one, button)


def consents(one: Hand, text: str, post: Post) -> None:
    """To a text that they have under their eyes."""
    opens(one, "consentement", post)
    one.page.get_by_text(text).wait_for()
    one.page.get_by_label("Je peux vivre avec", exact=True).check()
    send(one, "Envoyer ma réponse")


def objects(one: Hand, post: Post) -> None:
    """Without a reason first: the page says what it needs, and keeps the answer."""
    opens(one, "consentement", post)
    one.page.get_by_label("J’ai une objection", exact=True).check()
    one.page.get_by_role("button", name="Envoyer ma réponse").click()
    one.page.get_by_text("Dites en une phrase ce que vous ne pouvez pas accepter").wait_for()
    one.page.get_by_label("Votre crainte, ou ce que vous ne pouvez pas accepter").fill(FEAR)
    one.page.get_by_label("Cela dépasse ce que je peux vivre").check()
    one.keep(GUIDE.step("consentement"), {"reason": FEAR})
    send(one, "Envoyer ma réponse")


def stands(one: Hand, post: Post) -> None:
    """Nothing presses: she lets her objection stand, and will read the new text when the group is asked again."""
    opens(one, "integrer", post)
    one.page.get_by_text("Personne d’autre que vous ne peut lever votre objection").wait_for()
    send(one, "Envoyer")


def send(one: Hand, button: str) -> None:
    """The page comes back without its mistakes: noted, or already at what the last answer opened."""
    with one.page.expect_navigation() as sent:
        one.page.get_by_role("button", name=button, exact=True).click()
    assert sent.value.status == 200


def everybody_reads_the_record(people: dict[str, Hand], number: int) -> None:
    """By the same link, where they are; what a stranger makes of it, and the page of those who are signed in, stay shut."""
    given = {said.words for one in people.values() for said in one.given}
    assert {RULE, FEAR, HOW, FINAL} < given
    for one in people.values():
        link = one.page.url
        one.page.reload()
        one.page.get_by_text("La séance est finie. Merci.").wait_for()
        told = one.page.locator("main").inner_text()
        assert {words for words in given if words in told} == given
        assert SUBJECT in told
        assert "sessionid" not in {cookie["name"] for cookie in one.page.context.cookies()}
        assert one.page.goto(link[:-3] + "xy/").status == 404
        assert one.page.goto(f"/gatherings/{number}/record/").status == 404
    assert len(VOICES) == len(people)
