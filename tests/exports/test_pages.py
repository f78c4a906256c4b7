"""The pages of what one takes away: the links, a short register at once, a long one asked for and fetched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from polyphonie.commitments import commands as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.exports import commands, queries
from polyphonie.exports.models import Export
from tests.decisions.test_commands import adopted
from tests.exports.conftest import NOON
from tests.exports.furnishing import small_steps
from tests.exports.opening import on_one_line, words_of


@pytest.fixture
def claire(world) -> Client:
    client = Client()
    client.force_login(world.claire, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def farid(world) -> Client:
    client = Client()
    client.force_login(world.farid, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def step(world):
    return commitments.commit_to(
        text="Un appel.", due_on=NOON.date() + timedelta(days=7), home=world.circle, circle=world.circle, by=world.amina
    )  # fmt: skip


def test_a_short_register_comes_at_once(world, claire, step):
    answer = claire.get(f"/circles/{world.circle.pk}/steps.csv")
    assert (
        answer.content.decode("utf-8-sig").splitlines()[1].startswith('"Un appel.";"";"Amina";"2027-03-01"')
    )
    assert answer.headers["Content-Disposition"] == f'attachment; filename="steps-{world.circle.pk}.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert farid(world).get(f"/circles/{world.circle.pk}/steps.csv").status_code == 404


def test_a_long_register_is_asked_for_then_fetched_then_thrown_away(world, claire):
    small_steps(world.circle, by=world.amina, many=queries.AT_ONCE + 1)
    path = f"/circles/{world.circle.pk}/steps.csv"
    assert "Préparer le fichier (CSV)" in claire.get(path).content.decode()
    assert claire.post(path).headers["Location"] == "/exports/"
    export = Export.objects.get()
    waiting = claire.get("/exports/").content.decode()
    assert ("Bientôt" in waiting, 'hx-trigger="every 3s"' in waiting, "<h1>" in waiting) == (True, True, True)
    fragment = claire.get("/exports/", headers={"HX-Request": "true"}).content.decode()
    assert ("Bientôt" in fragment, "<h1>" in fragment) == (True, False)
    assert claire.get(f"/exports/{export.pk}/file/").status_code == 422
    commands.make_next()
    there = claire.get("/exports/").content.decode()
    assert ("Prendre le fichier" in there, "hx-trigger" in there) == (True, False)
    file = claire.get(f"/exports/{export.pk}/file/")
    assert file.getvalue().decode("utf-8-sig").splitlines()[1].startswith('"Pas 0";"Un seul.";"Amina"')
    assert file.headers["Content-Disposition"] == f'attachment; filename="steps-{world.circle.pk}.csv"'
    assert file.headers["Cache-Control"] == "no-store, private"
    for verb, what in (("get", "file"), ("post", "deletion")):
        assert getattr(farid(world), verb)(f"/exports/{export.pk}/{what}/").status_code == 404
    assert claire.post(f"/exports/{export.pk}/deletion/").status_code == 302
    assert Export.objects.count() == 0


@pytest.mark.parametrize("format", queries.FORMATS)
def test_a_decision_is_taken_away_in_each_format(format, world, claire):
    decision = adopted(world)
    answer = claire.get(f"/decisions/{decision.pk}/decision.{format}")
    said = on_one_line(words_of(answer.content, answer.headers["Content-Type"]))
    assert answer.headers["Content-Type"] == queries.FORMATS[format].media
    assert [
        words
        for words in ("Décision", decision.text, "portée par Claire", "À revoir le")
        if words not in said
    ] == []
    assert decision.text == decisions.decision(decision.pk, to=world.claire).text
    assert farid(world).get(f"/decisions/{decision.pk}/decision.{format}").status_code == 404


def test_the_pages_say_what_may_be_taken_away(world, claire, step):
    decision = adopted(world)
    page = claire.get(f"/decisions/{decision.pk}/").content.decode()
    assert [f for f in queries.FORMATS if f"/decisions/{decision.pk}/decision.{f}" not in page] == []
    for what in ("steps", "decisions"):
        path = f"/circles/{world.circle.pk}/{what}"
        assert f"{path}.csv" in claire.get(f"{path}/").content.decode()
    assert "/exports/" in claire.get("/account/").content.decode()
