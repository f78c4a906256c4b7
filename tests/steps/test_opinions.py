"""Opinions: what is asked and in which order, what is shown of many, and that nothing is shown of one."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from threading import Barrier, Thread

import pytest
from django.utils import translation

from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Line, Said, Speaker
from polyphonie.steps.opinions.keeping import Kept
from polyphonie.steps.opinions.kind import KIND
from polyphonie.steps.opinions.reading import read
from polyphonie.steps.opinions.routing import next_ones
from polyphonie.steps.opinions.telling import Bars, Picture
from tests.base.said import plain
from tests.steps.voices import AMINA, WORDS, form, refusals, told

KEYS = tuple(f"p{n:02}" for n in range(30))
SHARED = KEYS[
    ::3
]  # what everybody agrees with; of the others, each camp of a planted group sees its own half
STATEMENTS = [{"id": key, "fr": f"Phrase {key}.", "en": f"Statement {key}."} for key in KEYS]
KEPT = KIND.settings({"statements": STATEMENTS})
NOBODY = Speaker("")


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr"):
        yield


def answer(votes: dict[str, int], enough: bool = False):
    return KIND.Answer(tuple(votes.items()), enough)


def said(*answers, mine: int | None = None) -> list[Said]:
    """Answers as a page reads them: no name but one's own."""
    return [Said(one, AMINA if n == mine else NOBODY, f"h{n:03}") for n, one in enumerate(answers)]


def camps(people: int, *, seed: int = 1):
    """Two camps of one size, who agree on one statement in three and mostly differ on the others."""
    lot = Random(seed)

    def vote(person: int, number: int) -> int:
        if lot.random() < 0.15:
            return lot.choice((1, 0, -1))
        return 1 if number % 3 == 0 or (person + number) % 2 == 0 else -1

    return [answer({key: vote(n, number) for number, key in enumerate(KEYS)}) for n in range(people)]


def at_random(people: int, *, seed: int):
    lot = Random(seed)
    return [answer({key: lot.choice((1, 0, -1)) for key in KEYS}) for _ in range(people)]


def tell(answers, *, settings=KEPT, about=None, mine=None):
    return KIND.tell(settings, KIND.gather(settings, said(*answers, mine=mine), about), {})


def labels(blocks) -> list[str]:
    return [block.label.fr if block.label else "" for block in blocks]


# -- what is asked


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"statements": "a"}, "statements should be a list of 60 at most"),
        ({"statements": [{"id": f"p{n}", "fr": "A.", "en": "A."} for n in range(61)]}, "statements should be a list of 60 at most"),
        ({"statements": [{"id": "long", "fr": "é" * 141, "en": "A."}]}, "“long” of statements is too long: 140 characters at most"),
        ({"statements": [{"id": "long", "fr": "A.", "en": "e" * 141}]}, "“long” of statements is too long: 140 characters at most"),
        ({"column": "Un Thème"}, "column should be the id of a theme or of a column"),
        ({"column": 3}, "column should be the id of a theme or of a column"),
        ({"at_a_time": 2}, "at_a_time should be a whole number from 3 to 12"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_with_a_sentence(given, why):
    with pytest.raises(BadSettings) as bad:
        KIND.settings(given)
    assert str(bad.value) == why


def test_statements_say_whether_they_come_from_the_guide_or_from_the_group_and_never_from_whom():
    class Before:
        lines = (
            ("poser", Line("La nuit,  je suis seule.", "Amina", "patient", ref="c1")),
            ("poser", Line("la nuit, je suis SEULE.", "Bruno", "professional", ref="c2")),
            ("poser", Line("x" * 141, "Claire", "family", ref="c3")),
            ("", Line("Laissée de côté.", "Claire", "family", ref="c4")),
        )

    settings = KIND.settings({"statements": STATEMENTS[:1], "column": "poser"})
    outcome = KIND.gather(settings, [], Before)
    assert [(one.title.fr, one.origin.fr) for one in outcome.statements] == [
        ("Phrase p00.", "phrase du guide"), ("La nuit, je suis seule.", "phrase du groupe"),
    ]  # fmt: skip
    assert [one.title.fr for one in outcome.left_out] == ["x" * 141]
    told_of = tell([answer({"p00": 1})] * 5, settings=settings, about=Before)
    assert plain(labels(told_of)[-1]) == "Pas posées : trop longues, ou en trop"
    assert {(line.by, line.voice) for block in told_of for line in block.lines} == {("", "")}
    everything = KIND.gather(KIND.settings({}), [], Before)
    assert [one.title.fr for one in everything.statements] == ["La nuit, je suis seule.", "Laissée de côté."]


def test_nothing_is_asked_where_nothing_was_kept_and_sixty_at_most_where_much_was():
    class Much:
        lines = tuple(Line(f"Phrase {n}.", ref=f"c{n}") for n in range(70))

    asks = KIND.settings({})
    assert not KIND.needed(asks, None) and KIND.needed(asks, Much)
    outcome = KIND.gather(asks, [], Much)
    assert (len(outcome.statements), [one.title.fr for one in outcome.left_out]) == (60, [f"Phrase {n}." for n in range(60, 70)])  # fmt: skip


# -- in which order


def test_the_least_answered_statement_comes_first_whoever_asks():
    others = [{"a": 1, "b": 1}, {"a": -1}]
    assert {next_ones("abc", {}, others, who=f"p{n}") for n in range(20)} == {("c", "b", "a")}
    assert next_ones("abc", {"c": 0}, others, who="p1") == ("b", "a")
    assert next_ones("abc", dict.fromkeys("abc", 1), others, who="p1") == ()


def test_of_statements_answered_as_often_the_one_that_divides_most_comes_first():
    others = [{"same": 1, "passed": 0, "apart": n % 2 * 2 - 1} for n in range(6)]
    assert next_ones(["same", "passed", "apart"], {}, others, who="p1")[0] == "apart"


def test_the_order_never_says_what_the_few_people_before_me_answered():
    """With five answers it would; with four or fewer, whatever they are, the order is the same."""
    keys, who = ["a", "b", "c"], "p1"
    orders = {
        next_ones(keys, {}, [{"a": x, "b": y, "c": -y}] * 2 + [{"a": y, "b": x, "c": y}] * 2, who=who)
        for x in (1, 0, -1)
        for y in (1, 0, -1)
    }
    assert len(orders) == 1
    apart = [{"a": 1, "b": 1, "c": n % 2 * 2 - 1} for n in range(5)]
    assert next_ones(keys, {}, apart, who=who)[0] == "c"


def test_each_person_begins_elsewhere_and_finds_the_same_order_again():
    firsts = {next_ones(KEYS, {}, [], who=f"p{n}")[0] for n in range(60)}
    assert len(firsts) > 15
    assert next_ones(KEYS, {}, [], who="p7") == next_ones(KEYS, {}, [], who="p7")


# -- what is shown


def test_sixty_people_in_two_camps_see_two_families_and_what_unites_them():
    blocks = tell(camps(60))
    assert [plain(label) for label in labels(blocks)] == [
        "", "Ce qui réunit", "Des désaccords qui valent une conversation", "Familles d’opinion", "Toutes les phrases, une par une",
    ]  # fmt: skip
    _, common, talk, picture, every = blocks
    assert isinstance(picture, Picture) and [f.people for f in picture.families] == [30, 30]
    assert {line.ref for line in common.lines} <= set(SHARED) and len(common.lines) == 5
    assert {line.ref for line in talk.lines} & set(SHARED) == set() and len(talk.lines) == 5
    outcome = KIND.gather(KEPT, said(*camps(60)), None)
    assert {one.key for one in outcome.reading.common} == set(SHARED)
    assert [bar.count.answers for bar in every.bars] == [60] * 30
    assert {key for f in picture.families for key, _ in f.says} & set(SHARED) == set()


def test_what_unites_and_what_is_worth_a_talk_goes_on_to_a_later_step():
    outcome = KIND.gather(KEPT, said(*camps(60)), None)
    on = [idea.line.ref for idea in ideas(outcome)]
    assert len(on) == len({idea.key for idea in ideas(outcome)}) == 10
    few = KIND.gather(KEPT, said(answer({"p00": 1})), None)
    assert len(ideas(few)) == 30  # nothing is counted, and everything can be talked about


def test_twenty_people_who_answer_at_random_see_no_map_and_its_sentence():
    blocks = tell(at_random(20, seed=4))
    assert [type(block) for block in blocks if isinstance(block, Picture)] == []
    (why,) = next(
        block for block in blocks if plain(block.label.fr if block.label else "") == "Familles d’opinion"
    ).lines
    assert (
        plain(why.remark.fr)
        == "Pas de familles d’opinion nettes. Voici les phrases les plus partagées et les plus discutées."
    )
    assert (
        why.remark.en
        == "No clear families of opinion. Here are the statements most shared and most discussed."
    )


def test_fewer_than_twelve_people_see_no_map_and_the_statements_that_carry_most_of_them():
    blocks = tell(camps(11))
    assert not any(isinstance(block, Picture) for block in blocks)
    said_ = {labels([b])[0]: [plain(line.remark.fr) for line in b.lines if line.remark] for b in blocks}
    assert said_["Familles d’opinion"][0].startswith("Pas de carte : il faut douze personnes")
    assert (
        said_["Ensemble, ces phrases portent le plus de monde"][-1]
        == "Presque tout le monde est d’accord avec l’une d’elles au moins."
    )


def received(*votes: int) -> str:
    """What is told of the first statement when these are the answers to it; there are other people around."""
    answers = [answer({"p00": vote}) for vote in votes] + [answer({"p02": 1})] * 5
    return {line.ref: plain(line.remark.fr) for line in tell(answers)[-1].lines}["p00"]


def test_a_statement_is_told_from_five_answers_on_and_counted_where_each_side_has_five_people():
    assert received(*[-1] * 4) == "Phrase p00. · moins de cinq réponses"
    assert received(*[1] * 5, *[-1] * 5, 0) == "Phrase p00. · d’accord : 5, je passe : 1, pas d’accord : 5"
    assert received(*[1] * 5, *[-1] * 4) == "Phrase p00. · les réponses se partagent"
    assert received(*[1] * 8, *[-1] * 4) == "Phrase p00. · la plupart sont d’accord"
    assert received(*[0] * 5) == "Phrase p00. · presque tout le monde passe"
    assert received(*[-1] * 5) == "Phrase p00. · presque personne n’est d’accord"


def test_whoever_disagrees_alone_looks_as_if_nobody_did():
    """In words, in the bar and in the table; and that something could be seen, five of them show."""
    lone, none, five = [1] * 19 + [-1], [1] * 20, [1] * 30 + [-1] * 5
    assert received(*lone) == received(*none) == "Phrase p00. · presque tout le monde est d’accord"
    bars = [tell([answer({"p00": vote}) for vote in votes])[-1].bars[0] for votes in (lone, none, five)]
    assert [(bar.agree, bar.neither, bar.disagree, bar.whole) for bar in bars] == [
        (4, 0, 0, 4), (4, 0, 0, 4), (30, 0, 5, 35),
    ]  # fmt: skip


def test_under_five_people_nothing_is_told():
    alone = told(tell([answer({"p00": -1, "p02": 1})] * 4))
    assert alone == [("", [("", "", "Moins de cinq personnes ont répondu : on ne compte pas. Parlez-en de vive voix.")])]  # fmt: skip
    assert tell([]) == [] == tell([answer({"gone": 1, "p00": 7})])


def test_no_count_of_a_family_is_ever_told_beside_the_count_of_all():
    """It would say, by subtraction, what the few outside any family answered."""
    some = [*camps(40), answer({"p01": -1, "p02": 1})]  # too few answers to be placed
    for block in tell(some):
        if isinstance(block, Bars):
            continue
        words = " ".join(line.remark.fr for line in block.lines if line.remark)
        assert "sur 20" not in words and "%" not in words
    assert [f.people for f in KIND.gather(KEPT, said(*some), None).reading.families] == [20, 20]


# -- of one


def test_only_the_reader_has_a_dot_and_it_is_their_own():
    answers = camps(60)
    mine, yours = (tell(answers, mine=n)[3] for n in (0, 1))
    room = tell(answers)[3]
    assert room.own is None and mine.own and yours.own
    assert (mine.own.letter, yours.own.letter) in {("A", "B"), ("B", "A")}
    assert replace(mine, own=None) == replace(yours, own=None) == room


def test_the_map_is_worked_out_once_for_all_who_look_at_it():
    answers = camps(30)
    outcomes = [KIND.gather(KEPT, said(*answers, mine=n), None) for n in (0, 1, None)]
    assert len({id(outcome.reading) for outcome in outcomes}) == 1
    changed = KIND.gather(KEPT, said(*answers[:-1]), None)
    assert changed.reading is not outcomes[0].reading and changed.reading.people == 29
    keys = tuple(one.key for one in changed.statements)
    assert read(keys, changed.ballots) is changed.reading


def test_whoever_comes_while_it_is_being_worked_out_waits_for_it_and_the_oldest_is_let_go():
    kept, made, got = Kept[int](most=2), [], []
    gate = Barrier(8)

    def come() -> None:
        gate.wait()
        got.append(kept.once("key", lambda: made.append(1) or len(made)))

    together = [Thread(target=come) for _ in range(8)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert (made, got) == ([1], [1] * 8)
    kept.once("b", lambda: 2), kept.once("c", lambda: 3)
    assert kept.once("key", lambda: 4) == 4


def test_what_failed_is_tried_again():
    kept = Kept[int](most=2)
    with pytest.raises(ZeroDivisionError):
        kept.once("key", lambda: 1 // 0)
    assert kept.once("key", lambda: 5) == 5


# -- the group waits, and one reads again


def test_the_step_waits_for_those_who_are_not_at_the_end_unless_they_said_it_was_enough():
    all_, some = dict.fromkeys(KEYS, 1), {"p00": 1}
    waits = [said(answer(all_)), said(answer(some, enough=True)), said(answer(some)), []]
    assert [KIND.why_not_close(KEPT, one, 1, None) is None for one in waits] == [True, True, False, False]
    assert KIND.why_not_close(KEPT, [], 2, None).fr.startswith("2 personnes n’ont pas fini de répondre.")
    assert KIND.why_not_close(KEPT, [], 1, None).en.startswith("1 person has not finished answering.")
    assert [KIND.unfinished(KEPT, None, one) for one in (answer({}), answer(some), answer(some, True), answer(all_))] == [True, True, False, False]  # fmt: skip


def test_what_one_answered_is_read_again_as_three_numbers():
    echo = KIND.echo(KEPT, answer({"p00": 1, "p01": 1, "p02": -1}))
    assert [plain(str(words)) for words in echo] == ["D’accord : 2 · Je passe : 0 · Pas d’accord : 1"]
    assert KIND.echo(KEPT, answer({})) == []


def test_in_a_rehearsal_two_ways_of_seeing_appear():
    answers = [KIND.example(seed, KEPT, None, AMINA) for seed in range(40)]
    assert {vote for one in answers for _, vote in one.votes} == {1, 0, -1}
    outcome = KIND.gather(KEPT, said(*answers), None)
    assert len(outcome.reading.families) == 2 and outcome.reading.common


# -- the form


GIVEN = {"statements": STATEMENTS[:9], "at_a_time": 3}


def page_of(filled) -> list[str]:
    return [field.name.removeprefix("vote_") for field in filled.page()]


def test_a_page_asks_a_few_statements_and_what_was_answered_waits_below():
    first = form("opinions", None, GIVEN, about=None)
    assert len(page_of(first)) == 3 and list(first.earlier()) == []
    had = Said(answer({"p01": 1, "p02": -1}), AMINA)
    again = form("opinions", None, GIVEN, about=None, mine=had)
    assert len(page_of(again)) == 3 and not {"p01", "p02"} & set(page_of(again))
    assert [(f.name, f.initial) for f in again.earlier()] == [("vote_p01", "1"), ("vote_p02", "-1")]
    assert [f.initial for f in again.page()] == [None] * 3  # leans nowhere
    done = form("opinions", None, GIVEN, about=None, mine=Said(answer(dict.fromkeys(KEYS[:9], 0)), AMINA))
    assert page_of(done) == list(KEYS[:9]) and list(done.earlier()) == []
    assert len(list(first.everything())) == 9


def test_the_page_asks_evenly_once_it_knows_what_was_given():
    asked = form("opinions", None, GIVEN, about=None)
    asked.ask_evenly([answer(dict.fromkeys(KEYS[:6], 1))])
    assert set(page_of(asked)) == set(KEYS[6:9])


def sent(data, mine=None):
    filled = form("opinions", data, GIVEN, about=None, mine=mine and Said(mine, AMINA))
    assert filled.is_valid(), filled.errors
    return filled.answer()


def test_answers_are_added_to_what_was_said_before_and_may_change_it():
    had = answer({"p01": 1, "p02": -1, "gone": 1})
    now = sent({"asked": "p03 p04", "vote_p03": "0", "vote_p02": "1"}, mine=had)
    assert now == answer({"p01": 1, "p02": 1, "p03": 0})
    assert sent({"asked": "p03", "passed": "on"}, mine=had) == answer({"p01": 1, "p02": -1}, enough=True)
    assert sent({"asked": "p03", "passed": "on"}) == answer({}, enough=True)
    assert sent({"vote_p00": "1", "vote_nowhere": "1"}) == answer({"p00": 1})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, {"__all__": ["Répondez à une phrase au moins, ou arrêtez-vous là."]}),
        ({"asked": "p03", "vote_p04": "1"}, {"__all__": ["Répondez à une phrase au moins, ou arrêtez-vous là."]}),
        *(({"vote_p03": junk}, {"vote_p03": ["Choisissez une des trois réponses."]}) for junk in ("2", "oui", "1.0", "²", "1\x00")),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_with_a_sentence(data, expected):
    assert {**refusals_of(data)} == expected


def refusals_of(data):
    filled = form("opinions", data, GIVEN, about=None)
    return {field: [plain(str(e)) for e in found] for field, found in filled.errors.items()}


def test_a_refused_page_comes_back_as_it_was_sent():
    filled = form("opinions", {"asked": "p08 p01 gone"}, GIVEN, about=None)
    assert not filled.is_valid() and page_of(filled) == ["p08", "p01"]


def test_the_ideas_of_an_earlier_step_are_asked_in_its_words():
    asked = form("opinions", None, {})
    assert {(f.label, f.help_text) for f in asked.everything()} == {(w, "phrase du groupe") for w in WORDS}
    assert refusals("opinions", {}, {}) == {
        "__all__": ["Répondez à une phrase au moins, ou arrêtez-vous là."]
    }
