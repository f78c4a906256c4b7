"""Grid: who does it, who could, who must not; overlaps, gaps and crossed beliefs, said aloud, of actors alone."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Said, Speaker
from polyphonie.guides.contract.schema import schema
from polyphonie.steps.grid.kind import KIND
from polyphonie.steps.write.kind import KIND as WRITE
from tests.base.said import plain

AMINA = Speaker("p1", "Amina", "patient")
BRUNO = Speaker("p2", "Bruno", "professional")
CLAIRE = Speaker("p3", "Claire", "family")
DRISS = Speaker("p4", "Driss", "professional")
HANNA = Speaker("p5", "Hanna", "professional")
WORDS = {
    "appel": ("Appeler la famille", "Call the family"),
    "peser": ("Peser chaque matin", "Weigh each morning"),
    "papiers": ("Relire les papiers", "Go through the papers"),
    "lit": ("Réserver le lit", "Book the bed"),
    "jour": ("Équipe de jour", "Day team"),
    "nuit": ("Équipe de nuit", "Night team"),
    "proches": ("Proches", "Carers"),
    "ville": ("Infirmière en ville", "Community nurse"),
}


def named(*ids: str) -> list[dict[str, str]]:
    return [{"id": id, "fr": WORDS[id][0], "en": WORDS[id][1]} for id in ids]


GIVEN = {"tasks": named("appel", "peser", "papiers", "lit"), "actors": named("jour", "nuit", "proches", "ville")}  # fmt: skip
SETTINGS = KIND.settings(GIVEN)
FIVE = [
    Said(KIND.Answer("jour", (("appel", "do"), ("lit", "do")), (("papiers", "ville"), ("peser", "proches"))), BRUNO),
    Said(KIND.Answer("nuit", (("appel", "do"), ("papiers", "could")), (("papiers", "proches"),)), DRISS),
    Said(KIND.Answer("nuit", (("lit", "must_not"),), (("appel", "jour"), ("peser", "proches"))), HANNA),
    Said(KIND.Answer("proches", (("peser", "do"),), (("appel", "nuit"),)), CLAIRE),
    Said(KIND.Answer("proches", (), (("papiers", "ville"),)), AMINA),
]  # fmt: skip


def gathered(*said: Said, about=None, chosen=SETTINGS):
    return KIND.gather(chosen, said, about)


def told(outcome, language="fr") -> list[tuple[str, list[str]]]:
    blocks = KIND.tell(SETTINGS, outcome, {})
    return [(b.label.to(language), [plain(li.remark.to(language)) for li in b.lines]) for b in blocks]


def test_five_people_show_an_overlap_a_gap_a_crossed_belief_and_what_is_clear():
    assert told(gathered(*FIVE)) == [
        (
            "Relire les papiers",
            [
                "Vide : personne ici ne dit le faire.",
                "Croyance croisée : une personne compte sur « Proches » ; de ce côté, personne ne dit le faire.",
                "Croyance croisée : deux personnes comptent sur « Infirmière en ville » ; "
                "ce côté n’a pas répondu, à lui demander.",
                "Qui pourrait le faire : Équipe de nuit.",
            ],
        ),
        (
            "Appeler la famille",
            ["Recouvrement : deux acteurs disent le faire, Équipe de jour et Équipe de nuit."],
        ),
        (
            "Réserver le lit",
            [
                "Qui le fait : Équipe de jour.",
                "Croyance croisée : du côté « Équipe de jour », c’est fait ; personne d’autre ne l’a noté.",
                "Qui ne doit pas le faire : Équipe de nuit.",
            ],
        ),
        ("Clair pour tout le monde", ["Peser chaque matin. Qui le fait : Proches."]),
    ]


def test_the_same_is_said_in_english():
    assert told(gathered(*FIVE), "en")[0] == (
        "Go through the papers",
        [
            "Gap: nobody here says they do it.",
            "Crossed belief: one person counts on “Carers”; on that side, nobody says they do it.",
            "Crossed belief: two people count on “Community nurse”; that side has not answered: ask them.",
            "Who could do it: Night team.",
        ],
    )
    assert told(gathered(*FIVE), "en")[1] == (
        "Call the family", ["Overlap: two actors say they do it, Day team and Night team."],
    )  # fmt: skip


def test_a_later_step_finds_the_three_tasks_most_worth_talking_about():
    lines = gathered(*FIVE).lines
    assert [line.text for line in lines] == ["Relire les papiers", "Appeler la famille", "Réserver le lit"]
    assert plain(lines[1].remark.fr).startswith("Recouvrement : deux acteurs")
    assert len(ideas(gathered(*FIVE))) == 3
    everybody = Said(KIND.Answer("jour", (), (("appel", "nuit"),)), BRUNO)
    assert len(gathered(everybody).rows) == 4 and len(gathered(everybody).lines) == 3


def test_no_person_is_ever_named():
    outcome = gathered(*FIVE)
    lines = [*outcome.lines, *(line for block in KIND.tell(SETTINGS, outcome, {}) for line in block.lines)]
    assert {(line.by, line.voice) for line in lines} == {("", "")}
    hidden = [Said(said.answer, Speaker("", "", "")) for said in FIVE]
    assert gathered(*hidden) == outcome


def test_where_nobody_answered_nothing_is_said():
    assert gathered().rows == () and told(gathered()) == []
    assert told(gathered(Said(KIND.Answer(), AMINA))) == []


def test_believing_oneself_counts_for_nothing_and_silence_about_others_is_no_ignorance():
    alone = gathered(Said(KIND.Answer("jour", (("appel", "do"),), (("appel", "jour"),)), BRUNO))
    row = alone.rows[0]
    assert (row.unnoticed, row.counted_on, row.to_talk_about) == ((), (), 0)
    silent = gathered(*(Said(KIND.Answer(side, (("lit", "do"),)), AMINA) for side in ("jour", "nuit")))
    assert silent.rows[3].overlap and not silent.rows[3].crossed


def test_what_the_guide_no_longer_names_is_passed_over():
    odd = Said(KIND.Answer("gone", (("gone", "do"), ("appel", "dance")), (("appel", "gone"),)), AMINA)
    assert [row.gap and not row.crossed for row in gathered(odd).rows] == [True] * 4


# -- tasks and actors that people named

COLUMNS = WRITE.settings(
    {"columns": [{"id": "taches", "fr": "T", "en": "T"}, {"id": "acteurs", "fr": "A", "en": "A"}]}
)


def written(*answers: tuple[str, ...]):
    """Columns from what each wrote, as « column: words »."""
    said = [
        Said(WRITE.Answer(tuple(tuple(words.split(": ", 1)) for words in each)), AMINA, f"c{n}")
        for n, each in enumerate(answers)
    ]
    return WRITE.gather(COLUMNS, said, None)


def titles(found) -> list[str]:
    return [name.title.fr for name in found]


def test_people_name_the_tasks_and_the_actors_each_one_s_first_before_any_second():
    about = written(
        ("taches: Appeler", "taches: Peser", "acteurs: Jour"), ("taches: Ranger",), ("taches: appeler ", "acteurs: Nuit")
    )  # fmt: skip
    by_people = KIND.settings({})
    assert titles(KIND.tasks(by_people, about)) == ["Appeler", "Ranger", "Peser"]
    assert titles(KIND.actors(by_people, about)) == ["Jour", "Nuit"]
    assert [KIND.needed(by_people, one) for one in (about, written(("taches: Appeler",)), None)] == [
        True, False, False,
    ]  # fmt: skip
    assert KIND.needed(KIND.settings({**GIVEN, "tasks": "taches"}), about)


def test_a_task_that_two_people_named_stays_when_one_takes_theirs_back():
    by_people = KIND.settings({})
    both = written(("taches: Appeler",), ("taches: appeler", "acteurs: Jour"))
    one = written((), ("taches: appeler", "acteurs: Jour"))
    (task,), (actor,) = KIND.tasks(by_people, both), KIND.actors(by_people, both)
    answer = Said(KIND.Answer(actor.key, ((task.key, "do"),)), BRUNO)
    for about in (both, one):
        assert titles(KIND.gather(by_people, [answer], about).rows[0].do) == ["Jour"]


def test_a_list_too_long_to_go_through_is_cut_and_the_record_says_so():
    about = written((*(f"taches: Tâche {n}" for n in range(14)), "acteurs: Jour"))
    by_people = KIND.settings({})
    (actor,) = KIND.actors(by_people, about)
    outcome = KIND.gather(by_people, [Said(KIND.Answer(actor.key), AMINA)], about)
    assert len(outcome.rows) == 12
    assert told(outcome)[-1] == ("Pas demandé cette fois, la liste était longue", ["Tâche 12 et Tâche 13"])


# -- settings, storing


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"tasks": []}, "tasks should be a list of 12 at most, or the id of a column"),
        ({"actors": "Deux mots"}, "actors should be a list of 8 at most, or the id of a column"),
        ({"actors": named("jour") * 2}, "each of actors needs an id of its own"),
        ({"tasks": [{"id": "a", "fr": "A"}]}, "“a” of tasks should be a text: fr, en"),
        ({"tasks": [{"id": f"t{n}", "fr": "T", "en": "T"} for n in range(13)]}, "tasks should be a list of 12 at most"),
        ({"sides": 3}, "“sides” is not a setting of “grid”: tasks, actors"),
    ],
)  # fmt: skip
def test_a_setting_the_grid_cannot_do_is_refused_with_a_sentence(changed, why):
    with pytest.raises(BadSettings) as bad:
        KIND.settings({**GIVEN, **changed})
    assert str(bad.value) == why


def test_the_schema_of_the_format_knows_a_list_or_the_id_of_a_column():
    (step,) = schema({"grid": KIND})["$defs"]["step"]["allOf"]
    either = [{"type": "string"}, {"type": "array"}]
    assert step["then"]["properties"]["settings"]["properties"] == {
        "tasks": {"anyOf": either, "default": "taches"},
        "actors": {"anyOf": either, "default": "acteurs"},
    }


IDS = st.sampled_from(["appel", "peser", "papiers", "lit", "x"])
SIDES = st.sampled_from(["jour", "nuit", "proches", "ville", "x", ""])
ANSWERS = st.builds(
    KIND.Answer,
    SIDES,
    st.dictionaries(IDS, st.sampled_from(["do", "could", "must_not", "x"])).map(lambda d: tuple(d.items())),
    st.sets(st.tuples(IDS, SIDES), max_size=6).map(lambda s: tuple(sorted(s))),
)


@settings(max_examples=120, deadline=None, database=None)
@given(st.lists(ANSWERS, max_size=7))
def test_a_task_is_done_or_a_gap_and_nobody_is_counted_on_for_what_they_say_they_do(answers):
    outcome = gathered(*(Said(answer, AMINA) for answer in answers))
    assert bool(outcome.rows) == any(answer.actor for answer in answers)
    for row in outcome.rows:
        assert row.gap != bool(row.do) and row.overlap == (len(row.do) >= 2)
        assert not {belief.actor for belief in row.counted_on} & set(row.do)
        assert set(row.unnoticed) <= set(row.do)
        assert all(0 < belief.people <= len(answers) for belief in row.counted_on)
    labels = [label for label, _ in told(outcome) if label != "Clair pour tout le monde"]
    assert labels[:3] == [line.text for line in outcome.lines]


@settings(max_examples=60, deadline=None, database=None)
@given(ANSWERS)
def test_what_was_given_is_stored_and_read_again(answer):
    assert KIND.load(json.loads(json.dumps(KIND.store(answer)))) == answer


def test_one_reads_one_s_own_answer_again():
    assert [plain(str(words)) for words in KIND.echo(SETTINGS, FIVE[0].answer)] == [
        "Je le fais : Appeler la famille, Réserver le lit"
    ]
    by_people = KIND.settings({})
    assert [plain(str(words)) for words in KIND.echo(by_people, FIVE[0].answer)] == ["Je le fais : 2"]
    assert KIND.echo(SETTINGS, KIND.Answer()) == []


def test_examples_vary_and_make_something_to_talk_about():
    answers = [KIND.example(seed, SETTINGS, None, AMINA) for seed in range(12)]
    assert len(set(answers)) == 12 and answers[10] == KIND.Answer()
    rows = gathered(*(Said(answer, AMINA) for answer in answers[:3])).rows
    assert any(row.overlap for row in rows) and any(row.gap for row in rows) and any(r.crossed for r in rows)
