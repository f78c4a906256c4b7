"""I-pair: what one half answered, and whether they did, changes nothing that anybody else is shown until both open the envelope.

The same house is read twice, by everybody and everywhere: once where the other half answered and opened, once where they did not.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.circles.queries import Entry
from polyphonie.listening import commands, queries
from polyphonie.listening.models import PulseAnswer, Unsealing
from polyphonie.notices import commands as notices
from polyphonie.notices import reactions
from polyphonie.notices.models import Notice
from polyphonie.people.queries import Person
from tests.trust import asking
from tests.trust.crawling import addresses, whole, words_in

pytestmark = pytest.mark.django_db
NEW_EACH_TIME = re.compile(
    r"csrftoken=\w+|csrfmiddlewaretoken\" value=\"\w+|name=\"once\" value=\"[0-9a-f-]+|expires=[^;]+"
    r"|name=\"fresh\" value=\"\d+|receipt\">[\d \u00a0]+|nonce-[\w-]+|/(?:answer|apply|asked|application)/[\w:.=-]+/|DTSTAMP:\w+"
)
PAIR = ("circles/{pair}/pulses/", "pulses/{pulse}/", "account/data/", "", "circles/{pair}/", "circles/{cohort}/signals/",
        "pulses/answer/{link}/", "pulses/answer/{link}/?noted=1")  # fmt: skip


def paths(place) -> list[str]:
    given = {
        "pair": place["pair-circle"].pk,
        "pulse": place["pulse"],
        "cohort": place["cohort-circle"].pk,
        "link": place["pulse-link"],
    }
    return ["/" + path.format(**given) for path in PAIR]


def shown(place, actors, asked) -> dict[tuple[str, str], str]:
    return {
        (actor, path): NEW_EACH_TIME.sub("", whole(asking.ask(place, actor, "GET", path)))
        for actor in actors
        for path in asked
    }


def other_half(place) -> Person:
    claire = place.world.claire
    return next(
        half.person for half in queries.halves_of(place["pair-circle"]) if half.person_id != claire.pk
    )


def say_nothing(place) -> None:
    """As if the other half had neither answered nor opened."""
    other, pulse = other_half(place), place["pulse"]
    with open_door():
        entry = PulseAnswer.objects.get(pulse=pulse, person=other).entry_id
        PulseAnswer.objects.filter(pulse=pulse, person=other).delete()
        Unsealing.objects.filter(pulse=pulse, person=other).delete()
        Entry.objects.filter(pk=entry).delete()


def test_nobody_is_shown_anything_of_a_sealed_answer_not_even_that_it_is_there(place):
    actors = list(place.actors)  # the other half is none of them
    # A gathering draws some of its orders by lot at each reading: it says nothing here.
    others = [path for path in addresses(place) if not path.startswith("/gatherings/")]
    asked = [*paths(place), *others[::6]]
    before = shown(place, actors, asked)
    say_nothing(place)
    after = shown(place, actors, asked)
    assert [key for key in before if before[key] != after[key]] == []
    assert len(before) > 200


def test_the_comparison_would_see_it_once_both_have_opened(place):
    """Positive control: the same two readings differ on Claire's pages, and on hers alone, when she opens too."""
    before = shown(place, ["author", "facilitator"], paths(place))
    with clock.at(place.days.now):
        commands.unseal(queries.pulse(place["pulse"], to=place.world.claire), by=place.world.claire)
    after = shown(place, ["author", "facilitator"], paths(place))
    changed = {key for key in before if before[key] != after[key]}
    assert {actor for actor, _ in changed} == {"author"}
    assert {path for _, path in changed} >= set(paths(place)[:2])


def test_the_file_of_one_s_own_data_holds_one_half(place):
    sent = whole(asking.ask(place, "author", "POST", "/account/data.json"))
    say_nothing(place)
    assert NEW_EACH_TIME.sub(
        "", whole(asking.ask(place, "author", "POST", "/account/data.json"))
    ) == NEW_EACH_TIME.sub("", sent)


def test_the_same_verbs_answer_the_same_whatever_the_other_did(place):
    """Changing an answer, closing one's part, asking to talk: a refusal would tell."""
    sent = [
        (f"/pulses/{place['pulse']}/", {"parole": "4"}),
        (f"/pulses/{place['pulse']}/envelope/closing/", {}),
    ]

    def done() -> list[tuple[int, str]]:
        answers = [asking.ask(place, "author", "POST", path, given) for path, given in sent]
        return [(answer.status_code, answer.get("Location", "")) for answer in answers]

    before = done()
    say_nothing(place)
    assert done() == before == [(302, f"/pulses/{place['pulse']}/")] * 2


def test_mails_of_a_pair_say_no_word_and_their_links_are_each_one_s_own(place):
    claire = place.world.claire
    rows = list(
        Notice.objects.filter(kind__in=("pulse", "envelope", "signal")).values_list("person", "kind", "path")
    )
    assert {kind for _, kind, _ in rows} == {"pulse", "envelope", "signal"}
    assert {person for person, _, _ in rows} == {
        claire.pk,
        place.world.driss.pk,
    }  # the other half has no address
    assert [row for row in rows if "answer" in row[2]] == []
    Notice.objects.exclude(kind__in=("pulse", "envelope", "signal")).delete()
    Person.objects.update(cadence="at_once")
    mail.outbox.clear()
    with clock.at(place.days.now):
        notices.deliver()
    assert {sent.to[0] for sent in mail.outbox} == {claire.email, place.world.driss.email}
    for sent in mail.outbox:
        assert words_in(sent.subject + sent.body, place) <= {"person-name"}
        for link in re.findall(r"/pulses/answer/([\w:.=-]+)/", sent.body):
            with clock.at(place.days.now):
                assert queries.pulse_by_link(link)[1].email == sent.to[0]


def test_a_reminder_goes_to_whoever_has_not_answered_and_says_nothing_of_the_other(place):
    with open_door():
        PulseAnswer.objects.filter(pulse=place["pulse"], person=place.world.claire).delete()
    with clock.at(place.days.now + timedelta(days=6, hours=12)):
        reactions.say_that_a_pulse_ends()
        reactions.say_that_a_pulse_ends()
    told = Notice.objects.filter(kind="pulse_ends")
    assert [(row.person, row.path) for row in told] == [(place.world.claire, f"/pulses/{place['pulse']}/")]


def test_a_link_shows_no_answer_and_opens_no_envelope(place):
    path = f"/pulses/answer/{place['pulse-link']}/"
    page = asking.ask(place, "anonymous", "GET", path).content.decode()
    assert " checked" not in page
    assert "envelope" not in page
    sent = asking.ask(place, "anonymous", "POST", path, {"parole": "5"})
    assert (sent.status_code, sent["Location"]) == (302, path + "?noted=1")
    with clock.at(place.days.now):
        assert queries.pulse(place["pulse"], to=place.world.claire).mine == {"parole": 5}
    assert "5" not in re.findall(
        r"<td>(\d)</td>", asking.ask(place, "anonymous", "GET", path + "?noted=1").content.decode()
    )
