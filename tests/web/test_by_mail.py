"""Answering from a mail: what comes too late is given back, never lost in silence."""

from polyphonie.gatherings import commands, queries
from tests import cast
from tests.base.said import plain
from tests.gatherings.walking import walk_to

WORDS = "Des mots que je ne veux pas perdre."


def test_words_sent_after_the_step_closed_come_back_with_the_reason(world, client):
    gathering = cast.gathering_of(world, "tour", mode="async")
    run = walk_to(gathering, "tour", by=world.driss)
    commands.close_step(gathering, by=world.driss, anyway=True)
    address = f"/answer/{queries.link_of(gathering, world.amina.pk)}/"
    answer = client.post(address, {"run": run.pk, "text": WORDS})
    page = plain(answer.content.decode())
    assert (answer.status_code, "Cette étape est close." in page, WORDS in page) == (422, True, True)


def test_the_step_of_another_gathering_does_not_exist_here(world, client):
    mine, other = (cast.gathering_of(world, "tour", mode="async") for _ in range(2))
    run = walk_to(other, "tour", by=world.driss)
    address = f"/answer/{queries.link_of(mine, world.amina.pk)}/"
    assert client.post(address, {"run": run.pk, "text": WORDS}).status_code == 404
