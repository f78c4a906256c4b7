"""Pairing people: what may not be, what stays, why these two, what another pair would cost, who remains."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.engines import pairing
from polyphonie.engines.pairing import BadProblem, Criterion, Hard, Objective, Person, Problem, Rules

TOPICS = (Criterion("shared", 1, "topics", enough=4, label=("sujets", "topics")),)


def patient(name: str, **said: object) -> Person:
    return _person(name, 0, said)


def professional(name: str, **said: object) -> Person:
    return _person(name, 1, said)


def _person(name: str, side: int, said: dict) -> Person:
    place = said.pop("place", None)
    return Person(name, side, {column: tuple(str(words).split()) for column, words in said.items()}, place)


def together(problem: Problem, **how) -> set[tuple[str, str]]:
    answer = pairing.pair(problem, **how)
    assert pairing.check(problem, answer) is None
    return {pair.names for pair in answer.pairs}


AMINA, CLAIRE = patient("Amina", topics="a b c"), patient("Claire", topics="a b")
DRISS, HANNA = professional("Driss", topics="a b c"), professional("Hanna", topics="a")
FOUR = (AMINA, CLAIRE, DRISS, HANNA)


def test_leximin_raises_the_worst_and_total_the_sum():
    people = (
        patient("Amina", topics="a b c d"), patient("Claire", topics="a b"),
        professional("Driss", topics="a b c d"), professional("Hanna", topics="d"),
    )  # fmt: skip
    sums = {}
    for objective in Objective:
        answer = pairing.pair(Problem(people, Rules(criteria=TOPICS, objective=objective)))
        sums[objective] = (answer.total, answer.worst.quality)
    assert sums == {"leximin": (75, 25), "total": (100, 0)}


@pytest.mark.parametrize(
    ("rule", "hard", "first", "second"),
    [
        ("refusals", Hard(), {"refuses": "Driss"}, {}),
        ("refusals", Hard(), {}, {"refuses": "Amina"}),
        ("care", Hard(), {}, {"care": "Amina"}),
        ("hierarchy", Hard(), {"reports_to": "Driss"}, {}),
        ("languages", Hard(languages=1), {"languages": "fr"}, {"languages": "ar"}),
        ("languages", Hard(languages=1), {"languages": "fr"}, {}),
        ("times", Hard(times=2), {"times": "mon tue"}, {"times": "tue"}),
        ("distance", Hard(km=10), {"place": (45.0, 4.0)}, {"place": (45.1, 4.0)}),
        ("distance", Hard(km=10), {"place": (45.0, 4.0)}, {}),
        ("access", Hard(access=True), {"needs": "step-free sign"}, {"offers": "sign"}),
        ("access", Hard(access=True), {"offers": "sign"}, {"needs": "step-free"}),
    ],
)
def test_each_hard_rule_keeps_two_apart_and_is_named(rule, hard, first, second):
    people = (patient("Amina", **dict(first)), professional("Driss", **dict(second)))
    problem = Problem(people, Rules(hard, TOPICS))
    answer = pairing.pair(problem)
    assert answer.pairs == () and pairing.check(problem, answer) is None
    assert pairing.why_not(problem, answer, "Driss", "Amina").rules == (rule,)
    from polyphonie.engines.pairing.sentences import RULES

    assert pairing.why_unpaired(problem, answer)["Amina"] == (
        f"Amina reste sans binôme, car personne n’est possible\u00a0: {RULES[rule][0]} (1).",
        f"Amina has no pair, as nobody is possible: {RULES[rule][1]} (1).",
    )


def test_the_same_rules_let_two_meet_when_they_are_kept():
    said = {"languages": "fr", "times": "mon tue", "place": (45.0, 4.0)}
    people = (patient("Amina", needs="sign", **said), professional("Driss", offers="sign", **said))
    hard = Hard(languages=1, times=2, km=10, access=True)
    assert together(Problem(people, Rules(hard))) == {("Amina", "Driss")}


def test_a_care_relationship_is_lifted_by_a_written_agreement_and_a_refusal_by_nothing():
    people = (patient("Amina", care="Driss"), professional("Driss"))
    assert together(Problem(people)) == set()
    assert together(Problem(people, agreed=(("Driss", "Amina"),))) == {("Amina", "Driss")}
    people = (patient("Amina", refuses="Driss"), professional("Driss"))
    assert together(Problem(people, agreed=(("Amina", "Driss"),))) == set()
    assert together(Problem((AMINA, DRISS), refused=(("Driss", "Amina"),))) == set()


def test_somebody_far_above_is_above():
    head = professional("Élise")
    people = (patient("Amina", reports_to="Hanna"), professional("Hanna", reports_to="Élise"), head)
    assert together(Problem(people)) == set()
    assert together(Problem(people, Rules(Hard(hierarchy=False)))) != set()


def test_a_locked_pair_stays_and_the_rest_is_paired_again():
    problem = Problem(FOUR, Rules(criteria=TOPICS))
    locked = replace(problem, locked=(("Hanna", "Amina"),))
    assert together(locked) == {("Amina", "Hanna"), ("Claire", "Driss")}
    far = replace(locked, rules=Rules(Hard(languages=1), TOPICS))
    assert together(far) == {("Amina", "Hanna")}  # formed pairs stay, whatever distance or language


def test_a_locked_pair_never_passes_over_a_refusal_or_care():
    for said, words in (("refuses", "one of them said no"), ("care", "in a care relationship")):
        people = (patient("Amina", **{said: "Driss"}), professional("Driss"))
        with pytest.raises(BadProblem, match=words):
            Problem(people, locked=(("Amina", "Driss"),))
    people = (patient("Amina", care="Driss"), professional("Driss"))
    assert Problem(people, locked=(("Amina", "Driss"),), agreed=(("Amina", "Driss"),)).locked


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"people": (AMINA, AMINA)}, "is there twice"),
        ({"locked": (("Amina", "Nobody"),)}, "is not among the people"),
        ({"refused": (("Amina", "Claire"),)}, "are on the same side"),
        ({"locked": (("Amina", "Driss"), ("Hanna", "Amina"))}, "is in two locked pairs"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused_with_a_sentence(what, words):
    with pytest.raises(BadProblem, match=words):
        Problem(**({"people": FOUR} | what))


def test_each_criterion_says_why():
    first = patient(
        "Amina", topics="a b", seeks="x", brings="y", wishes="Élise", ward="one", place=(45.0, 4.0)
    )
    second = professional(
        "Élise", topics="b", seeks="y", brings="x", wishes="Amina", ward="two", place=(45.0, 4.1)
    )
    criteria = (
        Criterion("shared", 6, "topics", label=("sujets", "topics")), Criterion("complement", 5, "seeks", "brings", 2),
        Criterion("wish", 4), Criterion("different", 3, "ward", label=("service", "ward")), Criterion("near", 1, enough=10),
        Criterion("same", 9, "ward"),
    )  # fmt: skip
    problem = Problem((first, second), Rules(criteria=criteria))
    answer = pairing.pair(problem)
    assert pairing.why(problem, answer)[("Amina", "Élise")] == (
        "Amina et Élise\u00a0: accord de 65 sur 100. En commun, sujets\u00a0: b\u00a0; "
        "Élise cherche ce qu’Amina apporte\u00a0: y\u00a0; Amina cherche ce qu’Élise apporte\u00a0: x\u00a0; "
        "chacun a demandé l’autre\u00a0; service\u00a0: one et two\u00a0; 8\u00a0km entre les deux.",
        "Amina and Élise: agreement of 65 out of 100. In common, topics: b; Élise seeks what Amina brings: y; "
        "Amina seeks what Élise brings: x; each asked for the other; ward: one and two; 8 km apart.",
    )


def test_why_not_tells_what_it_would_cost():
    problem = Problem(FOUR, Rules(criteria=TOPICS))
    answer = pairing.pair(problem)
    assert [(p.names, p.quality) for p in answer.pairs] == [
        (("Amina", "Driss"), 75),
        (("Claire", "Hanna"), 25),
    ]
    cost = pairing.why_not(problem, answer, "Hanna", "Amina")
    assert (cost.pairs_lost, cost.worst, cost.total, cost.moved) == (
        0,
        (25, 25),
        (100, 75),
        ("Claire", "Driss"),
    )
    assert cost.words == (
        "Amina et Hanna ensemble, c’est possible. L’accord total passerait de 100 à 75. "
        "Autres personnes dont le binôme changerait\u00a0: 2.",
        "Amina and Hanna together: it is possible. The agreement in all would go from 100 to 75. "
        "Other people whose pair would change: 2.",
    )
    assert (
        pairing.why_not(problem, answer, "Amina", "Driss").words[1] == "Amina and Driss are together already."
    )


def test_why_not_counts_the_pairs_that_would_be_lost():
    people = (AMINA, replace(CLAIRE, said={"refuses": ("Hanna",)}), DRISS, HANNA)
    problem = Problem(people, Rules(criteria=TOPICS))
    answer = pairing.pair(problem)
    assert len(answer.pairs) == 2
    assert pairing.why_not(problem, answer, "Amina", "Driss").pairs_lost == 1


def test_who_remains_is_told_by_the_group_that_is_too_many():
    people = (*FOUR, patient("Rose"))
    answer = pairing.pair(problem := Problem(people, Rules(criteria=TOPICS)))
    (name,) = answer.unpaired
    assert pairing.why_unpaired(problem, answer)[name] == (
        "Il y a 3 patients pour 2 professionnels\u00a0: 1 restent sans binôme.",
        "There are 3 patients for 2 professionals: 1 have no pair.",
    )
    people = (
        patient("Amina", languages="ar"), patient("Claire", languages="ar"), patient("Rose", languages="fr"),
        professional("Driss", languages="ar"), professional("Hanna", languages="fr"),
        professional("Bruno", languages="fr"),
    )  # fmt: skip
    answer = pairing.pair(problem := Problem(people, Rules(Hard(languages=1))))
    told = {fr for fr, _ in pairing.why_unpaired(problem, answer).values()}
    assert told == {
        "Amina et Claire (2 en tout) ne peuvent rencontrer que Driss (1). Il en reste toujours au moins 1 sans binôme.",
        "Hanna et Bruno (2 en tout) ne peuvent rencontrer que Rose (1). Il en reste toujours au moins 1 sans binôme.",
    }


def test_the_whole_is_readable_aloud():
    problem = Problem(FOUR, Rules(criteria=TOPICS), locked=(("Claire", "Hanna"),))
    answer = pairing.pair(problem, seed=4)
    assert [en for _, en in pairing.explain(problem, answer)] == [
        "1 pair formed. No answer forms more.",
        "Pairs kept as they are: 1.",
        "Among the answers with as many, the worst matched pair is raised first, then the next.",
        "Amina and Driss: agreement of 75 out of 100. In common, topics: a, b, c.",
        "Claire and Hanna: kept, agreement of 25 out of 100. In common, topics: a.",
        "Among answers of equal worth, draw number 4 decided. Anybody can draw it again.",
    ]


def test_a_tampered_answer_is_refused():
    problem = Problem(FOUR, Rules(criteria=TOPICS), refused=(("Amina", "Hanna"),))
    answer = pairing.pair(problem)
    one, other = answer.pairs
    for what, touched in {
        "people": replace(answer, unpaired=("Amina",)),
        "objective": replace(answer, objective=Objective.TOTAL),
        "locked": replace(answer, pairs=(replace(one, locked=True), other)),
        "quality": replace(answer, pairs=(replace(one, quality=99), other)),
        "forbidden": replace(
            answer,
            pairs=(
                replace(one, second=other.second, quality=-1),
                replace(other, second=one.second, quality=50),
            ),
        ),
        "sides": replace(answer, pairs=(replace(one, first=one.second, second=one.first), other)),
        "prices": replace(answer, certificate=(replace(answer.certificate[0], first=(-1,)),)),
        "components": replace(answer, certificate=()),
    }.items():
        assert pairing.check(problem, touched) == what
    assert pairing.check(replace(problem, locked=(("Claire", "Driss"),), refused=()), answer) == "locked"


WORDS = st.lists(st.sampled_from("abcd"), max_size=3).map(" ".join)


@st.composite
def problems(draw) -> Problem:
    first, second = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    people = [patient(f"P{n}", topics=draw(WORDS), languages=draw(WORDS)) for n in range(first)]
    people += [professional(f"Q{n}", topics=draw(WORDS), languages=draw(WORDS)) for n in range(second)]
    hard = Hard(languages=draw(st.integers(0, 1)))
    return Problem(tuple(people), Rules(hard, TOPICS, objective=draw(st.sampled_from(Objective))))


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing_but_ties(problem, drawn):
    people = list(problem.people)
    drawn.shuffle(people)
    one, other = pairing.pair(problem), pairing.pair(replace(problem, people=tuple(people)))
    worth = [sorted(pair.quality for pair in answer.pairs) for answer in (one, other)]
    if problem.rules.objective == Objective.TOTAL:
        worth = [(len(qualities), sum(qualities)) for qualities in worth]
    assert worth[0] == worth[1]


@settings(max_examples=60, deadline=None)
@given(problems())
def test_refusing_a_pair_removes_it_and_never_makes_more_pairs(problem):
    answer = pairing.pair(problem)
    for pair in answer.pairs[:1]:
        without = replace(problem, refused=(pair.names,))
        after = pairing.pair(without)
        assert pair.names not in {there.names for there in after.pairs}
        assert len(after.pairs) <= len(answer.pairs)
        assert pairing.check(without, after) is None


@settings(max_examples=25, deadline=None)
@given(problems())
def test_alternatives_keep_their_word(problem):
    """Within the limit, different from the answer, and never more different than the bound, nor than trying everything."""
    answer = pairing.pair(problem)
    had = {pair.names for pair in answer.pairs}
    for one in pairing.others(problem, answer, percent=30):
        assert len(one.pairs) == len(had)
        assert one.total * 100 >= answer.total * 70
        assert one.differ == len(set(one.pairs) - had) > 0
        if problem.rules.objective == Objective.LEXIMIN:
            assert one.worst * 100 >= answer.worst.quality * 70
    for one in pairing.others(problem, answer, percent=30, many=1):
        assert one.differ <= _most_different(problem, answer, 70) <= one.at_most


def _most_different(problem: Problem, answer: pairing.Answer, percent: int) -> int:
    from polyphonie.engines.pairing.answering import meeting

    ground = meeting(problem, 0)
    size = max(ground.height, ground.width)
    quality = [[-1] * size for _ in range(size)]
    for i in range(ground.height):
        quality[i][: ground.width] = ground.block(i, i + 1)[0].tolist()
    names = {
        (i, j): (p.name, q.name) for i, p in enumerate(ground.firsts) for j, q in enumerate(ground.seconds)
    }
    had, best = {pair.names for pair in answer.pairs}, 0
    floor = answer.worst.quality * percent if problem.rules.objective == Objective.LEXIMIN else 0
    for order in permutations(range(size)):
        pairs = [(i, j) for i, j in enumerate(order) if quality[i][j] >= 0 and quality[i][j] * 100 >= floor]
        if len(pairs) == len(had) and sum(quality[i][j] for i, j in pairs) * 100 >= answer.total * percent:
            best = max(best, sum(names[pair] not in had for pair in pairs))
    return best
