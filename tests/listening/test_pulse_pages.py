"""The pages of a pulse: answering without a script, by a link without signing in, opening together; charts from twelve points on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from polyphonie.base import clock
from polyphonie.listening import commands, queries
from polyphonie.listening.contract.pulse import DECIDES, ITEMS
from tests.listening.pairs import BEGINS, WELL, road, week

pytestmark = pytest.mark.django_db
SENT = {**dict.fromkeys(ITEMS, "4"), DECIDES: "0"}


@pytest.fixture
def here():
    return road()


def browser(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_half_answers_then_both_open_and_read_together(here):
    circle, half, other = here.pairs[0]
    first, second = browser(half), browser(other)
    with clock.at(BEGINS):
        page = read(first, f"/circles/{circle.pk}/pulses/")
        assert "Aucun pouls encore" in page
        assert first.post(f"/circles/{circle.pk}/pulses/pace/", {"weeks": "2"}).status_code == 302
        pk = here.seen(0, 0).row.pk
        assert f'href="/pulses/{pk}/"' in read(first, "/")
        page = read(first, f"/pulses/{pk}/")
        assert page.count('<fieldset class="numbers') == len(ITEMS)
        assert "l’enveloppe, qui se referme" in page
        assert first.post(f"/pulses/{pk}/", SENT).status_code == 302
        assert here.seen(0, 0).mine == {item: 4 for item in ITEMS if item != DECIDES}
        page = read(first, f"/pulses/{pk}/")
        assert "C’est noté" in page
        assert f'action="/pulses/{pk}/envelope/"' in page
        first.post(f"/pulses/{pk}/envelope/")
        assert "de votre côté" in read(first, f"/pulses/{pk}/")
        here.answer(0, 1, {**WELL, "parole": 2})
        second.post(f"/pulses/{pk}/envelope/")
        for client in (first, second):
            page = read(client, f"/pulses/{pk}/")
            assert "Un écart n’est pas une faute" in page
            assert sorted(re.findall(r"<td>(.)</td>", page)) == sorted("4" * 11 + "2" + "3" + "—")
        first.post(f"/pulses/{pk}/envelope/closing/")
        assert "<td>" not in read(second, f"/pulses/{pk}/")


def test_nothing_chosen_is_answered_with_a_sentence_beside_the_questions(here):
    with clock.at(BEGINS):
        here.pace()
        pk = here.seen(0, 0).row.pk
        answer = browser(here.pairs[0][1]).post(f"/pulses/{pk}/", {"parole": "9"})
        assert (answer.status_code, "Choisissez un nombre de 1 à 5." in answer.content.decode()) == (
            422,
            True,
        )
        answer = browser(here.pairs[0][1]).post(f"/pulses/{pk}/", {})
        assert (answer.status_code, "Choisissez au moins un nombre." in answer.content.decode()) == (
            422,
            True,
        )
        answer = browser(here.pairs[0][1]).post(
            f"/circles/{here.pairs[0][0].pk}/pulses/pace/", {"weeks": "x"}
        )
        assert answer.status_code == 422


def test_a_link_answers_without_signing_in_until_the_end(here):
    circle, half, _ = here.pairs[0]
    with clock.at(BEGINS):
        here.pace()
        pk = here.seen(0, 0).row.pk
        path = f"/pulses/answer/{queries.pulse_link(pk, half.pk)}/"
        before = read(Client(), path)
        assert f"Ce lien est celui de {half.shown}." in before
        assert circle.name not in before.replace("binôme", "")
        sent = Client().post(path, SENT)
        assert (sent.status_code, sent["Location"]) == (302, path + "?noted=1")
        assert here.seen(0, 0).mine["parole"] == 4
        assert "C’est noté" in read(Client(), path + "?noted=1")
    with clock.at(BEGINS + timedelta(days=8)):
        assert "Ce pouls est terminé" in read(Client(), path)
        assert Client().post(path, SENT).status_code == 422
    with clock.at(BEGINS + timedelta(days=15)):
        assert Client().get(path).status_code == 404
    for wrong in ("x", queries.pulse_link(pk, here.farid.pk), queries.pulse_link(pk + 1, half.pk)):
        with clock.at(BEGINS):
            assert Client().get(f"/pulses/answer/{wrong}/").status_code == 404


def test_plain_words_for_whoever_chose_them(here):
    half = here.pairs[0][1]
    type(half).objects.filter(pk=half.pk).update(plain=True)
    half.refresh_from_db()
    with clock.at(BEGINS):
        here.pace()
        path = f"/pulses/answer/{queries.pulse_link(here.seen(0, 0).row.pk, half.pk)}/"
        page = read(Client(), path)
    assert "J’ai dit ce que je pensais." in page
    assert "Vos réponses sont dans une enveloppe." in page


def test_a_word_to_its_author_and_a_signal_that_is_closed(here):
    circle, half, other = here.pairs[0]
    with clock.at(BEGINS):
        here.pace()
        here.answer(0, 0, {**WELL, "parole": 1})
        here.answer(0, 1)
        pk = here.seen(0, 0).row.pk
        assert "Un mot pour vous" in read(browser(half), f"/pulses/{pk}/")
        assert "Un mot pour vous" not in read(browser(other), f"/pulses/{pk}/")
        browser(half).post(f"/pulses/{pk}/talk/")
        assert "L’un de vous aimerait en parler" in read(browser(other), f"/circles/{circle.pk}/pulses/")
        signals = f"/circles/{here.cohort.pk}/signals/"
        page = read(browser(here.driss), signals)
        assert f"{half.shown} · {other.shown}" in page
        assert "à partir de 6 binômes et de 6 pouls" in page
        assert browser(here.elise).get(signals).status_code == 404
        (seen,) = queries.signals_of_cohort(here.cohort, to=here.driss)
        closing = {"learnt": "true", "then": signals}
        sent = browser(here.driss).post(f"/signals/{seen.row.pk}/closing/", closing)
        assert (sent.status_code, sent["Location"]) == (302, signals)
        assert "Oui, quelque chose avait changé" in read(browser(here.driss), signals)


def live(here, pulses: int) -> None:
    for number in range(pulses):
        with clock.at(week(number)):
            if number == 0:
                here.pace()
            commands.open_due_pulses()
            here.answer(0, 0, dict.fromkeys(ITEMS, 3 + number % 3))


@pytest.mark.parametrize(("pulses", "charts"), [(3, 0), (11, 0), (12, 2), (14, 2)])
def test_dots_at_once_and_charts_from_twelve_points_on(here, pulses, charts):
    circle, half, other = here.pairs[0]
    live(here, pulses)
    with clock.at(week(pulses)):
        page = read(browser(half), f"/circles/{circle.pk}/pulses/")
        theirs = read(browser(other), f"/circles/{circle.pk}/pulses/")
    assert (page.count('class="dots"'), page.count('class="chart"')) == (len(ITEMS), charts)
    assert page.count("dots-disc") == pulses * len(ITEMS)
    assert page.count("<table>") == len(ITEMS) + charts
    assert ("dots" in theirs.replace("pulse.css", ""), 'class="chart"' in theirs) == (False, False)


def test_limits_are_those_of_the_first_twelve_whatever_came_since(here):
    live(here, 14)
    seen = queries.pulses_of(here.pairs[0][0], to=here.pairs[0][1])
    limits, runs = queries.own_charts(seen, title="T", around="A")
    short, _ = queries.own_charts(seen[:12], title="T", around="A")
    assert limits.points[0].limits == limits.points[13].limits == short.points[0].limits
    assert [point.value for point in limits.points] == [3 + number % 3 for number in range(14)]
    assert runs.kind == "run"


def test_the_last_envelopes_are_shown_and_the_others_are_one_fold_away(here):
    live(here, 6)
    with clock.at(week(6)):
        page = read(browser(here.pairs[0][1]), f"/circles/{here.pairs[0][0].pk}/pulses/")
    folded = page.partition("Les enveloppes d’avant")[2]
    numbers = [seen.row.pk for seen in queries.pulses_of(here.pairs[0][0], to=here.pairs[0][1])]
    listed = [int(pk) for pk in re.findall(r'href="/pulses/(\d+)/"', page)]
    assert listed == list(reversed(numbers))
    assert [int(pk) for pk in re.findall(r'href="/pulses/(\d+)/"', folded)] == list(reversed(numbers[:2]))
