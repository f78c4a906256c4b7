"""Search by an OpenSearch server, which is asked first where the settings name one: the same sheets for the same people, nothing
that went, and the database whenever it does not answer.

The server is a double that evaluates what it is asked (`search_server.py`); where POLYPHONIE_OPENSEARCH_URL names one that
answers, what can be seen from outside is seen there too."""

from __future__ import annotations

import os
import socket
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as house
from django.db import transaction
from opensearchpy import OpenSearch

from polyphonie.base import beats, clock
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.config import env
from polyphonie.people import commands as people
from polyphonie.practices import commands, index, queries
from polyphonie.practices.contract.terms import asked, stems
from polyphonie.practices.index import opensearch, server
from polyphonie.practices.models import Unsent
from polyphonie.practices.queries.indexing import Looking, keys_for
from tests.practices.search_server import Double
from tests.practices.sheets import TEXT, begun, draft, held, seen, signed, widened
from tests.practices.test_finding import QUERIES
from tests.practices.test_index import STEM, WORD, in_the_index, proposed
from tests.practices.test_looking import FRESH, titles
from tests.practices.test_relevance import furnished

REAL = os.environ.get("POLYPHONIE_OPENSEARCH_URL", "")
ASKED = (
    {}, {"words": "famille"}, {"words": "FRAICH nuit"}, {"words": "familles résident draps"}, {"words": "zinzolim"},
    {"words": "le lien"}, {"words": "apeler"}, {"words": "mot que personne n’écrit"}, {"family": "learning"},
    {"situation": "crisis"}, {"voice": "patient"}, {"words": "nuit", "situation": "crisis"}, {"elsewhere": True},
)  # fmt: skip


@dataclass
class There:
    """A server, and what can be asked of it by whoever holds it."""

    address: str
    commit: Callable

    def sheets_with(self, stem: str) -> set[int]:
        asking = {"query": {"bool": {"filter": [{"terms": {"said": [stem]}}]}}, "size": 100}
        whole = {"allow_partial_search_results": "false"}
        found = OpenSearch(self.address).search(body=asking, index=server.name(), params=whole)
        return {int(hit["_id"]) for hit in found["hits"]["hits"]}


@pytest.fixture
def double(settings) -> Iterator[Double]:
    settings.HOUSE_ID = uuid4().urn
    with Double() as double:
        settings.OPENSEARCH_URL = double.address
        yield double


@pytest.fixture(params=["double", "server"])
def there(request, settings, django_capture_on_commit_callbacks) -> Iterator[There]:
    def commit():
        return django_capture_on_commit_callbacks(execute=True)

    if request.param == "double":
        yield There(request.getfixturevalue("double").address, commit)
        return
    if not REAL or not OpenSearch(REAL).ping():
        pytest.skip("no OpenSearch here: POLYPHONIE_OPENSEARCH_URL=http://localhost:9200")
    settings.HOUSE_ID, settings.OPENSEARCH_URL = uuid4().urn, REAL
    server.wake()
    yield There(REAL, commit)
    server.ask(lambda real: real.indices.delete(index=server.name(), params={"ignore_unavailable": "true"}))


def nobody_listens() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def waiting() -> int:
    return Unsent.objects.count()


def everything_found(world, settings, address: str) -> dict:
    """All that the index and the search answer to each, by this server or, without one, by the database."""
    settings.OPENSEARCH_URL = address
    found: dict = {}
    for name in ("Amina", "Bruno", "Claire", "Farid"):
        for n, asking in enumerate(ASKED):
            found[name, n] = titles(queries.look(to=world[name], **asking))
            words = asked(asking.get("words", ""))
            keys, sure = keys_for(world[name], Looking())
            if not words:
                found[name, n, "newest"] = index.newest(keys, most=50)
                continue
            among = index.among(words, sure)
            having = {one.stem: among.having.get(one.stem, 0) for one in words}
            found[name, n, "among"] = (among.texts, having)
            found[name, n, "proposed"] = set(index.likeliest(words, keys, among, most=50))
            found[name, n, "standing"] = index.standing(["zinzolin", "apel", 'a"b', "nuit"], keys)
    return found


def many_sheets(world) -> None:
    """A draft, sheets of the circle, one that a network reads, one of another circle."""
    draft(world, "Amina", "Bruno", title=f"Le tri {WORD}")
    signed(world, "Bruno", **FRESH)
    opened = signed(world, title="Appeler les familles avant la nuit")
    widened(world, opened)
    commands.tell_trial(opened, circle=world.elsewhere, worked="worked", happened="Oui.", by=world.farid)
    for number in range(4):
        signed(world, "Claire", "Driss", title=f"Draps et résidents {number}", situation="crisis")
    theirs = commands.begin(world.elsewhere, by=world.farid)
    commands.write(theirs, number=theirs.number, by=world.farid, **{**TEXT, "title": f"Une nuit {WORD}"})


def test_each_finds_by_the_server_what_each_finds_by_the_database(world, there, settings):
    many_sheets(world)
    assert commands.send_unsent() == 8
    by_the_database = everything_found(world, settings, "")
    assert everything_found(world, settings, there.address) == by_the_database
    assert not server.rests()
    every = [len(by_the_database[name, 0]) for name in ("Amina", "Bruno", "Claire", "Farid")]
    assert every == [7, 7, 6, 2]
    assert [by_the_database[name, 4] for name in ("Amina", "Claire", "Farid")] == [
        [f"Le tri {WORD}"],
        [],
        [f"Une nuit {WORD}"],
    ]


def test_sheets_alike_are_the_same_by_the_server(world, there, settings):
    first = signed(world)
    signed(world, "Claire", **{**FRESH, "title": "Rester près", "ingredients": ["staying-close"]})
    commands.send_unsent()
    found = {}
    for address in ("", there.address):
        settings.OPENSEARCH_URL = address
        found[address] = [
            (one.sheet.row.title, one.words, [i.id for i in one.ingredients])
            for one in queries.similar(seen(first, world.amina), to=world.amina)
        ]
    assert found[""] == found[there.address]
    assert [title for title, _, _ in found[""]] == ["Rester près"]


def test_the_judged_questions_find_the_same_sheets_of_the_demo_in_the_same_order(db, there, settings):
    driss, _ = furnished()
    assert commands.send_unsent() == 40
    for question in QUERIES:
        settings.OPENSEARCH_URL = ""
        by_the_database = titles(queries.look(to=driss, words=question["text"]))
        settings.OPENSEARCH_URL = there.address
        assert titles(queries.look(to=driss, words=question["text"])) == by_the_database, question["text"]
    assert not server.rests()


def test_withdrawn_it_is_gone_from_the_server_once_that_is_committed(world, there):
    commands.send_unsent()
    with there.commit():
        made = signed(world, title=f"Ranger le {WORD}")
        assert there.sheets_with(STEM) == set()  # nothing is told before the commit
    assert (there.sheets_with(STEM), waiting()) == ({made.pk}, 0)
    assert (proposed(world.claire, WORD), proposed(world.farid, WORD)) == ({made.pk}, set())
    with there.commit():
        circles.withdraw_entry(made.entry, by=world.amina)
        assert (there.sheets_with(STEM), proposed(world.claire, WORD)) == ({made.pk}, set())
        assert queries.look(to=world.claire, words=WORD) == []
    assert (there.sheets_with(STEM), waiting()) == (set(), 0)
    assert (proposed(world.claire), queries.look(to=world.claire, words=WORD)) == (set(), [])


def test_words_written_over_or_taken_back_elsewhere_leave_the_server(world, there):
    commands.send_unsent()
    lines = {"Amina": f"Mouiller les draps {WORD} le soir", "Bruno": "Fermer les volets avant midi"}
    with there.commit():
        made = begun(world, held(world, lines=lines), world.bruno, *lines.values())
        number = seen(made, world.bruno).row.number
        tried = list(lines.values())
        made = commands.write(made, number=number, by=world.bruno, title="Les xylophones", tried=tried)
        with open_door():
            borrowed = made.borrowings.get(words=lines["Amina"]).source
    assert there.sheets_with(STEM) == there.sheets_with("volet") == {made.pk}
    with there.commit():
        circles.withdraw_entry(borrowed, by=world.amina)
    assert (there.sheets_with(STEM), there.sheets_with("volet")) == (set(), {made.pk})
    with there.commit():
        number = seen(made, world.bruno).row.number
        commands.write(made, number=number, by=world.bruno, title="Les nuits", tried=tried[1:])
    assert (there.sheets_with("xylophon"), there.sheets_with("volet")) == (set(), {made.pk})


def test_a_person_erased_leaves_no_word_on_the_server(world, there):
    commands.send_unsent()
    with there.commit():
        made = signed(world, title=f"Ranger le {WORD}")
    assert there.sheets_with(STEM) == {made.pk}
    with there.commit():
        people.erase(world.amina, by=world.amina)
    assert there.sheets_with(STEM) == set()


def test_what_is_undone_is_told_to_nobody(world, there):
    commands.send_unsent()
    with there.commit(), pytest.raises(ZeroDivisionError), transaction.atomic():
        signed(world, title=f"Ranger le {WORD}")
        raise ZeroDivisionError
    assert (there.sheets_with(STEM), waiting()) == (set(), 0)


def test_while_the_server_is_away_the_database_answers_and_what_went_meanwhile_goes_when_it_is_back(
    world, there, settings
):
    commands.send_unsent()
    with there.commit():
        made, other = (signed(world, title=title) for title in (f"Ranger le {WORD}", "Les nuits"))
    settings.OPENSEARCH_URL = nobody_listens()
    assert titles(queries.look(to=world.claire, words=WORD)) == [f"Ranger le {WORD}"]
    assert queries.look(to=world.farid, words=WORD) == []
    with there.commit():
        circles.withdraw_entry(made.entry, by=world.amina)
    assert (server.rests(), waiting() > 0, in_the_index().count(STEM)) == (True, True, 0)
    settings.OPENSEARCH_URL = there.address
    assert there.sheets_with(STEM) == {made.pk}  # its stems are still there; nobody is proposed them
    assert (proposed(world.claire), queries.look(to=world.claire, words=WORD)) == ({other.pk}, [])
    with clock.at(clock.now() + timedelta(hours=1)):
        assert "practices.tell_the_search_server" in beats.tick()
    assert (there.sheets_with(STEM), waiting(), proposed(world.claire)) == (set(), 0, {other.pk})


def test_as_long_as_something_waits_to_be_told_the_server_is_asked_nothing(world, double):
    commands.send_unsent()
    signed(world, title=f"Ranger le {WORD}")
    assert titles(queries.look(to=world.claire, words=WORD)) == [f"Ranger le {WORD}"]
    assert double.questions() == []
    commands.send_unsent()
    assert titles(queries.look(to=world.claire, words=WORD)) == [f"Ranger le {WORD}"]
    assert len(double.questions()) > 0


def test_a_deletion_that_fails_is_made_again(world, double, django_capture_on_commit_callbacks):
    made, other = signed(world, title=f"Ranger le {WORD}"), signed(world, title="Les nuits")
    commands.send_unsent()
    double.failing = 503
    with django_capture_on_commit_callbacks(execute=True):
        circles.withdraw_entry(made.entry, by=world.amina)
    assert commands.send_unsent() == 0
    assert STEM in double.holds()
    double.failing, double.refused = 0, {str(made.pk)}
    assert (commands.send_unsent(), waiting() > 0, STEM in double.holds()) == (0, True, True)
    double.refused = set()
    assert (commands.send_unsent(), waiting(), double.sheets()) == (1, 0, {other.pk})


def test_a_server_that_fails_is_left_alone_for_a_while(world, double):
    signed(world)
    commands.send_unsent()
    double.failing = 500
    for _ in range(3):
        assert titles(queries.look(to=world.claire, words="familles")) == [TEXT["title"]]
    assert len(double.questions()) == 1
    double.failing = 0
    with clock.at(clock.now() + server.REST):
        queries.look(to=world.claire, words="familles")
    assert len(double.questions()) > 1


def test_what_answers_nonsense_answers_nothing(world, double, settings):
    signed(world)
    commands.send_unsent()
    double.indices[server.name()].documents["other"] = next(
        iter(double.indices[server.name()].documents.values())
    )
    assert titles(queries.look(to=world.claire)) == [TEXT["title"]]
    assert server.rests()


def test_an_index_that_is_gone_is_made_anew_and_the_database_answers_meanwhile(world, double):
    made = signed(world, title=f"Ranger le {WORD}")
    commands.send_unsent()
    double.indices.clear()
    assert titles(queries.look(to=world.claire, words=WORD)) == [f"Ranger le {WORD}"]
    assert (commands.send_unsent(), double.sheets(), waiting()) == (1, {made.pk}, 0)


def test_a_server_that_was_told_nothing_for_a_while_is_told_everything(world, double, settings):
    gone, kept = signed(world, title=f"Ranger le {WORD}"), signed(world, title="Les xylophones")
    commands.send_unsent()
    settings.OPENSEARCH_URL = ""
    circles.withdraw_entry(gone.entry, by=world.amina)
    commands.write(kept, number=seen(kept, world.amina).row.number, by=world.amina, title="Les nuits")
    assert waiting() == 1  # however much changed
    settings.OPENSEARCH_URL = double.address
    assert titles(queries.look(to=world.amina)) == ["Les nuits"]
    assert double.questions() == []
    assert (commands.send_unsent(), double.sheets(), waiting()) == (1, {kept.pk}, 0)
    assert ("xylophon" in double.holds(), STEM in double.holds(), "nuit" in double.holds()) == (
        False,
        False,
        True,
    )


def test_every_question_carries_the_keys_of_whoever_asks(world, double):
    many_sheets(world)
    commands.send_unsent()
    first = queries.look(to=world.farid)[0].sheet
    for asking in ASKED:
        queries.look(to=world.farid, **asking)
    queries.similar(first, to=world.farid)
    (whose, *_), _ = keys_for(world.farid, Looking())
    sent = double.questions()
    groups = [
        [part["terms"]["keys"] for part in one["query"]["bool"]["filter"] if "keys" in part.get("terms", {})]
        for one in sent
    ]
    assert len(sent) > 20
    assert [one for one in groups if not any(set(group) <= set(whose) for group in one)] == []
    assert f"a{world.claire.pk}" not in whose


def test_no_sentence_and_no_order_of_words_is_sent_and_people_are_numbers(world, double):
    made = signed(
        world, "Amina", "Bruno", title="Garder la fraîcheur la nuit", advice="Prévenez la lingerie la veille."
    )
    commands.send_unsent()
    queries.look(to=world.claire, words="Prévenez la lingerie")
    queries.similar(seen(made, world.claire), to=world.claire)
    sent = "\n".join(body for _, _, body in double.asked)
    assert ("fraicheur" in sent, "linger" in sent) == (True, True)
    for words in (
        "fraîcheur",
        "la nuit",
        "Prévenez",
        "lingerie",
        "veille.",
        "Amina",
        "Bruno",
        "Mémoire",
        "valmont",
        "@",
    ):
        assert words not in sent
    (document,) = double.indices[server.name()].documents.values()
    assert [
        part
        for part in ("title", "whom", "tried", "rest", "said", "keys")
        if document[part] != sorted(set(document[part]))
    ] == []
    assert document["title"] == sorted(set(stems("Garder la fraîcheur la nuit")))
    assert double.indices[server.name()].shape["mappings"]["_source"] == {"enabled": False}


def test_what_was_read_before_never_takes_the_place_of_what_was_read_after(world, there):
    made = signed(world, title=f"Ranger le {WORD}")
    commands.send_unsent()
    before, row = opensearch.moment(), queries.rows_of([made.pk])
    after = opensearch.moment() + 1
    assert opensearch.tell([], [made.pk], after) == {made.pk}
    assert opensearch.tell(row, [], before) == {made.pk}  # heard, and known to be late
    assert there.sheets_with(STEM) == set()


def test_what_the_server_holds_is_compared_with_what_the_database_holds(world, there):
    made, other = signed(world, title=f"Ranger le {WORD}"), signed(world, title="Les nuits")
    commands.send_unsent()
    (row,) = queries.rows_of([made.pk])
    at = opensearch.moment()
    opensearch.tell([index.Row(made.pk + 1000, row.stems, row.keys)], [other.pk], at)
    assert set(opensearch.held()) == {made.pk, made.pk + 1000}
    assert (commands.compare_with_the_server(), commands.compare_with_the_server()) == (2, 0)
    assert (set(opensearch.held()), waiting()) == ({made.pk, other.pk}, 0)


def test_two_houses_share_a_server_and_not_an_index(world, there, settings):
    signed(world, title=f"Ranger le {WORD}")
    commands.send_unsent()
    first, settings.HOUSE_ID = server.name(), uuid4().urn
    assert (server.name() != first, opensearch.stands()) == (True, False)
    opensearch.begin()
    assert list(opensearch.held()) == []
    server.ask(lambda one: one.indices.delete(index=server.name()))


@pytest.mark.parametrize(
    "typed", ['"', "a OR b*", "rest:x", "\\", "*", "a12", "²", "é" * 500, "\x00", "=a1 | b"]
)
def test_whatever_is_typed_is_a_question_and_never_an_error(world, there, typed):
    signed(world)
    commands.send_unsent()
    for asking in (
        {"words": typed},
        {"family": typed},
        {"words": unicodedata.normalize("NFD", f"été {typed}")},
    ):
        assert queries.look(to=world.farid, **asking) == []
        assert all(one.sheet.row.title for one in queries.look(to=world.claire, **asking))
    assert not server.rests()


def test_what_goes_wrong_is_told_without_what_was_asked_and_without_the_password(
    world, double, settings, caplog
):
    signed(world, title=f"Ranger le {WORD}")
    commands.send_unsent()
    settings.OPENSEARCH_URL = double.address.replace("//", "//house:sesame@")
    double.failing = 400
    queries.look(to=world.claire, words=WORD)
    ours = [record for record in caplog.records if record.name.startswith("polyphonie")]
    assert [record.getMessage() for record in ours] == [
        "OpenSearch gives no answer (RequestError): the database does"
    ]
    assert [word for word in (WORD, "sesame") if word in caplog.text] == []
    assert house.LOGGING["loggers"]["opensearch"] == {"level": "ERROR"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", ""),
        ("https://a:b@host:9200/", "https://a:b@host:9200"),
        ("host:9200", None),
        ("ftp://host", None),
    ],
)
def test_an_address_that_is_none_is_refused_at_the_start(monkeypatch, given, told):
    monkeypatch.setenv("POLYPHONIE_OPENSEARCH_URL", given)
    if told is None:
        with pytest.raises(SystemExit, match="POLYPHONIE_OPENSEARCH_URL"):
            env.opensearch()
    else:
        assert env.opensearch() == told
