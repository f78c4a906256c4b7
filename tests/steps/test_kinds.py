"""Each kind, purely: what it makes of answers, when it waits, whom it awaits, what it tells."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Said, Speaker
from polyphonie.steps import KINDS, furniture
from polyphonie.steps.ask.kind import KIND as ASK
from polyphonie.steps.case.kind import KIND as CASE
from polyphonie.steps.choose.kind import KIND as CHOOSE
from polyphonie.steps.close.kind import KIND as CLOSE
from polyphonie.steps.commit.kind import KIND as COMMIT
from polyphonie.steps.consent.kind import KIND as CONSENT
from polyphonie.steps.consent.kind import STANCES
from polyphonie.steps.grid.kind import KIND as GRID
from polyphonie.steps.integrate.kind import KIND as INTEGRATE
from polyphonie.steps.opinions.kind import KIND as OPINIONS
from polyphonie.steps.propose.kind import KIND as PROPOSE
from polyphonie.steps.read.kind import KIND as READ
from polyphonie.steps.round.kind import KIND as ROUND
from polyphonie.steps.scale.kind import KIND as SCALE
from polyphonie.steps.sheet.kind import KIND as SHEET
from polyphonie.steps.sort.kind import KIND as SORT
from polyphonie.steps.tables.kind import KIND as TABLES
from polyphonie.steps.timeline.kind import KIND as TIMELINE
from polyphonie.steps.timeline.kind import Moment
from polyphonie.steps.write.kind import KIND as WRITE

ALL = {name: furnished.kind for name, furnished in furniture().items()}
AMINA = Speaker("p1", "Amina", "patient")
BRUNO = Speaker("p2", "Bruno", "professional")
CLAIRE = Speaker("p3", "Claire", "family", frozenset({"proposer"}))
TEXT = PROPOSE.Outcome("Nous appelons le mardi.", 1, "2027-05-01", "En mars…", "Claire", "family")
OBJECTED = CONSENT.gather(
    CONSENT.Settings(),
    [Said(CONSENT.Answer("objection", "limit", "La nuit, non.", "Le jour.", 1), AMINA, "c1")],
    TEXT,
)
COLUMNS = {
    "columns": [{"id": "a", "fr": "Ce que je sais", "en": "What I know"}, {"id": "b", "fr": "B", "en": "B"}]
}
IDEAS = WRITE.gather(
    WRITE.Settings(),
    [Said(WRITE.Answer((("", "On attend."), ("", "Une salle calme."))), AMINA, "c1"),
     Said(WRITE.Answer((("", "Appeler la veille."),)), BRUNO, "c2", scribed=True)],
    None,
)  # fmt: skip
ABOUT = {"consent": TEXT, "integrate": OBJECTED, "sort": IDEAS, "choose": IDEAS, "opinions": IDEAS}
GIVEN = {"scale": {"items": [{"id": "dire", "fr": "Je peux le dire.", "en": "I can say so."}]}}
GIVEN["grid"] = {
    "tasks": [{"id": "appel", "fr": "Appeler", "en": "Call"}, {"id": "peser", "fr": "Peser", "en": "Weigh"}],
    "actors": [{"id": "jour", "fr": "Équipe de jour", "en": "Day team"}, {"id": "proches", "fr": "Proches", "en": "Carers"}],
}  # fmt: skip


def lines(blocks) -> list[tuple[str | None, list[str]]]:
    return [(b.label.fr if b.label else None, [line.text for line in b.lines]) for b in blocks]


def test_every_kind_of_the_dictionary_is_furnished_under_its_own_name():
    assert list(ALL) == list(KINDS) == [kind.name for kind in ALL.values()]
    assert all(kind.title.fr and kind.title.en for kind in ALL.values())


@pytest.mark.parametrize("name", KINDS)
def test_examples_are_answers_of_the_kind_and_survive_storing(name):
    kind = ALL[name]
    given = kind.settings(COLUMNS if name == "write" else GIVEN.get(name, {}))
    about = ABOUT.get(name)
    for seed in range(25):
        for speaker in (AMINA, BRUNO, CLAIRE):
            answer = kind.example(seed, given, about, speaker)
            assert kind.load(kind.store(answer)) == answer
            assert all(isinstance(words, str | Text) for words in kind.echo(given, answer))


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_makes_something_of_nothing_and_of_everything(name):
    kind, about = ALL[name], ABOUT.get(name)
    given = kind.settings(GIVEN.get(name, {}))
    said = [
        Said(kind.example(n, given, about, who), who, f"c{n}") for n, who in enumerate((AMINA, BRUNO, CLAIRE))
    ]
    for some in ([], said[:1], said):
        outcome = kind.gather(given, some, about)
        assert kind.again(given, outcome) in (True, False)
        for block in kind.tell(given, outcome, {}):
            assert block.label is None or (block.label.fr and block.label.en)
            assert all(line.text or line.remark for line in block.lines)


WORDS = st.text(max_size=40)
KEYS = ["gone", *(idea.key for idea in ideas(IDEAS))]
STORED = {
    "write": st.lists(st.tuples(WORDS, WORDS), max_size=4).map(lambda items: WRITE.Answer(tuple(items))),
    "round": st.builds(ROUND.Answer, WORDS, st.booleans()),
    "propose": st.builds(PROPOSE.Answer, WORDS, WORDS, WORDS, st.booleans()),
    "consent": st.builds(CONSENT.Answer, st.sampled_from(list(STANCES)), st.sampled_from(["", "aim", "limit"]), WORDS, WORDS, st.integers(0, 9)),
    "integrate": st.builds(
        INTEGRATE.Answer, WORDS, WORDS,
        st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple), st.booleans(), st.booleans(),
    ),
    "commit": st.builds(COMMIT.Answer, WORDS, WORDS, st.just(""), st.booleans()),
    "sort": st.lists(st.tuples(st.sampled_from(KEYS), WORDS), max_size=4).map(lambda p: SORT.Answer(tuple(p))),
    "choose": st.lists(st.tuples(st.sampled_from(KEYS), st.integers(-3, 9)), max_size=4).map(lambda d: CHOOSE.Answer(tuple(d))),
    "scale": st.builds(SCALE.Answer, st.lists(st.tuples(st.just("dire"), st.integers(-1, 9)), max_size=2).map(tuple), WORDS),
    "opinions": st.builds(OPINIONS.Answer, st.lists(st.tuples(st.sampled_from(KEYS), st.integers(-3, 3)), max_size=4).map(tuple), st.booleans()),
    "timeline": st.lists(st.builds(Moment, st.integers(-3, 40), WORDS, WORDS, WORDS), max_size=4).map(lambda m: TIMELINE.Answer(tuple(m))),
    "grid": st.builds(
        GRID.Answer, st.sampled_from(["", "jour", "proches", "gone"]),
        *[st.lists(st.tuples(st.sampled_from(["appel", "gone"]), st.sampled_from(["do", "could", "jour", "gone"])), max_size=3).map(tuple)] * 2,
    ),
    "ask": st.builds(ASK.Answer, WORDS, WORDS, WORDS, WORDS, st.just(""), st.booleans()),
    "case": st.builds(CASE.Answer, *[WORDS] * 4, st.sampled_from(["person", "myself", "gone"]),
        st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=2).map(tuple)),
    "tables": st.builds(TABLES.Answer),
    "sheet": st.builds(SHEET.Answer, *[WORDS] * 7),
    "close": st.builds(CLOSE.Answer, WORDS),
    "read": st.builds(READ.Answer),
}  # fmt: skip


@settings(max_examples=40, deadline=None, database=None)
@given(st.data())
@pytest.mark.parametrize("name", KINDS)
def test_what_is_stored_as_json_is_loaded_as_it_was_given(name, data):
    kind, answer = ALL[name], data.draw(STORED[name])
    stored = json.loads(json.dumps(kind.store(answer)))
    assert kind.load(stored) == answer
    given = kind.settings(GIVEN.get(name, {}))
    outcome = kind.gather(given, [Said(answer, CLAIRE, "c1")], ABOUT.get(name))
    kind.tell(given, outcome, {})


# -- one by one


def test_reading_awaits_nobody_and_tells_nothing():
    assert not READ.awaits(None, None, AMINA) and READ.why_not_close(None, [], 3, None) is None
    assert READ.tell(None, READ.gather(None, [], None), {}) == []


def test_writing_gathers_ideas_by_column_and_says_when_one_was_dictated():
    given = WRITE.settings(COLUMNS)
    said = [
        Said(WRITE.Answer((("a", "Les papiers."), ("b", "Une salle."))), AMINA, "c1"),
        Said(WRITE.Answer((("a", "Écouter."),)), BRUNO, "c2", scribed=True),
    ]
    outcome = WRITE.gather(given, said, None)
    assert lines(WRITE.tell(given, outcome, {})) == [
        ("Ce que je sais", ["Les papiers.", "Écouter."]),
        ("B", ["Une salle."]),
    ]
    assert [line.remark and line.remark.en for _, line in outcome.lines] == [None, None, "dictated answer"]
    assert WRITE.echo(given, said[0].answer) == ["Les papiers.", "Une salle."]
    assert lines(WRITE.tell(WRITE.settings({}), WRITE.gather(WRITE.settings({}), said, None), {})) == [
        (None, ["Les papiers.", "Une salle.", "Écouter."])
    ]


def test_a_shared_list_rehearsed_keeps_the_words_given_in_its_own_columns_once_each_and_not_too_many():
    said = [Said(WRITE.Answer((("a", "Prévenir."), ("a", "Appeler."), ("c", "Rien."))), AMINA, "c1"),
            Said(WRITE.Answer((("a", "Prévenir."), ("a", "Écrire."), ("b", "La fille."))), BRUNO, "c2")]  # fmt: skip
    kept = WRITE.settings({**COLUMNS, "at_most": 2})
    given = WRITE.gather(WRITE.settings(COLUMNS), said, None)
    assert WRITE.example(0, kept, given, CLAIRE).items == (
        ("a", "Prévenir."), ("a", "Appeler."), ("b", "La fille."),
    )  # fmt: skip


def test_in_a_rehearsal_people_write_what_the_guide_gives_for_each_box():
    def example(column, words):
        return {"column": column, "fr": words, "en": f"{words} (en)"}

    given = WRITE.settings(
        {**COLUMNS, "examples": [example("a", "Un."), example("a", "Deux."), example("b", "Trois.")]}
    )
    drawn = [WRITE.example(seed, given, None, AMINA).items for seed in range(3)]
    assert drawn == [
        (("a", "Un."), ("b", "Trois.")),
        (("a", "Deux."), ("b", "Trois.")),
        (("a", "Un."), ("b", "Trois.")),
    ]
    alone = WRITE.settings({"examples": [{"fr": "Ici.", "en": "Here."}]})
    assert WRITE.example(5, alone, None, AMINA).items == (("", "Ici."),)


@pytest.mark.parametrize(
    ("kind", "given", "why"),
    [
        (WRITE, {"most": 3}, "“most” is not a setting of “write”: at_most, columns, examples"),
        (WRITE, {"examples": "a"}, "examples should be a list of 30 at most"),
        (WRITE, {"examples": ["a"]}, "example 1 should say its column: none here"),
        (WRITE, {"examples": [{"fr": "Ici.", "en": " "}]}, "example 1 should be a text: fr, en"),
        (
            WRITE,
            {**COLUMNS, "examples": [{"column": "c", "fr": "Ici.", "en": "Here."}]},
            "example 1 should say its column: a, b",
        ),
        (WRITE, {"at_most": 0}, "at_most should be a whole number from 1 to 20"),
        (WRITE, {"columns": "a"}, "columns should be a list"),
        (WRITE, {"columns": [{"id": "a", "fr": "A"}]}, "each column needs id, fr and en"),
        (PROPOSE, {"review_days": 366}, "review_days should be a whole number from 1 to 365"),
        (
            COMMIT,
            {"days": 22},
            "days should be a whole number from 1 to 21: a small step fits in three weeks",
        ),
        (INTEGRATE, {"carried_by": 3}, "carried_by should be the name of a role"),
    ],
)
def test_a_setting_a_kind_cannot_do_is_refused_with_a_sentence(kind, given, why):
    with pytest.raises(BadSettings) as bad:
        kind.settings(given)
    assert str(bad.value) == why


def test_a_round_counts_who_spoke_who_passed_and_waits_for_the_others():
    said = [Said(ROUND.Answer("Je viens de loin."), AMINA), Said(ROUND.Answer(passed=True), BRUNO)]
    outcome = ROUND.gather(ROUND.Settings(), said, None)
    assert (outcome.spoke, outcome.passed, [line.text for line in outcome.lines]) == (
        1,
        1,
        ["Je viens de loin."],
    )
    assert ROUND.why_not_close(None, said, 2, None) is None
    assert ROUND.why_not_close(None, said, 3, None).en.startswith("1 person has not spoken yet.")
    assert ROUND.why_not_close(None, [], 3, None).fr.startswith("3 personnes n’ont pas encore parlé.")
    assert [ROUND.echo(None, s.answer) for s in said] == [["Je viens de loin."], []]


def test_proposing_makes_the_first_text_then_keeps_changes_or_takes_it_back():
    kept = PROPOSE.Settings()
    first = PROPOSE.gather(
        kept, [Said(PROPOSE.Answer(TEXT.text, TEXT.review_on, TEXT.situation), CLAIRE)], None
    )
    assert first == replace(TEXT, changed=True)
    assert PROPOSE.gather(kept, [], None).text == "" and PROPOSE.gather(kept, [], first) == first
    same = PROPOSE.gather(kept, [Said(PROPOSE.Answer(TEXT.text, TEXT.review_on), CLAIRE)], first)
    assert (same.version, same.changed) == (1, False)
    for text, day in (("Autre.", TEXT.review_on), (TEXT.text, "2027-06-01")):
        changed = PROPOSE.gather(kept, [Said(PROPOSE.Answer(text, day), CLAIRE)], first)
        assert (changed.text, changed.version, changed.changed, changed.by) == (text, 2, True, "Claire")
    gone = PROPOSE.gather(kept, [Said(PROPOSE.Answer("", "", withdrawn=True), CLAIRE)], first)
    assert (gone.text, gone.withdrawn, gone.version) == (TEXT.text, True, 1)
    assert lines(PROPOSE.tell(kept, first, {})) == [("Pourquoi", ["En mars…"]), ("Texte 1", [TEXT.text])]
    assert lines(PROPOSE.tell(kept, gone, {}))[-1] == (
        "Proposition retirée par la personne qui la portait",
        [TEXT.text],
    )
    assert PROPOSE.tell(kept, PROPOSE.Outcome(), {}) == []
    assert PROPOSE.why_not_close(kept, [], 1, None).fr.startswith("La proposition n’est pas encore écrite.")
    assert [PROPOSE.needed(kept, about) for about in (None, TEXT, PROPOSE.Outcome(), gone)] == [
        True,
        True,
        False,
        False,
    ]


def test_consenting_is_not_needed_without_a_text_and_counts_each_stance():
    kept = CONSENT.Settings()
    assert [CONSENT.needed(kept, about) for about in (None, PROPOSE.Outcome(), replace(TEXT, withdrawn=True), TEXT)] == [
        False, False, False, True,
    ]  # fmt: skip
    said = [
        Said(CONSENT.Answer("objection", "limit", "La nuit, non.", "Le jour.", 1), AMINA, "c1"),
        Said(CONSENT.Answer("concern", reason="Une case à cocher.", version=1), BRUNO, "c2"),
        Said(CONSENT.Answer("consent", version=1), CLAIRE, "c3"),
    ]
    outcome = CONSENT.gather(kept, said, TEXT)
    assert outcome.counts == (("consent", 1), ("concern", 1), ("objection", 1))
    assert [(o.ref, o.by, o.reason) for o in outcome.objections] == [("p1", "Amina", "La nuit, non.")]
    told = CONSENT.tell(kept, outcome, {"stage": "integrating"})
    assert [label for label, _ in lines(told)] == ["Sur le texte 1", "Objections", "Craintes à surveiller"]
    decided = CONSENT.tell(kept, outcome, {"stage": "in_trial"})[0]
    assert (decided.decided, decided.label.fr) == (True, "Décidé par consentement, à revoir le 01/05/2027")
    parked = CONSENT.tell(kept, outcome, {"stage": "parked"})[0]
    assert (parked.decided, parked.label.en[:6]) == (False, "Parked")
    assert [str(words) for words in CONSENT.echo(kept, said[0].answer)] == [
        "J’ai une objection",
        "La nuit, non.",
        "Le jour.",
    ]
    assert CONSENT.why_not_close(kept, said, 3, TEXT) is None
    assert CONSENT.why_not_close(kept, said, 4, TEXT).en.startswith("1 person has not answered")


def test_integrating_awaits_the_carrier_and_the_objectors_and_asks_again():
    kept = INTEGRATE.Settings()
    assert [INTEGRATE.awaits(kept, OBJECTED, who) for who in (AMINA, BRUNO, CLAIRE)] == [True, False, True]
    assert [INTEGRATE.needed(kept, about) for about in (None, replace(OBJECTED, objections=()), OBJECTED)] == [
        False, False, True,
    ]  # fmt: skip
    carried = Said(INTEGRATE.Answer("Le jour seulement.", TEXT.review_on, (("p1", "Le jour."),)), CLAIRE)
    lifted = Said(INTEGRATE.Answer(lifted=True), AMINA)
    outcome = INTEGRATE.gather(kept, [carried, lifted], OBJECTED)
    assert (outcome.text, outcome.version, outcome.before) == ("Le jour seulement.", 2, TEXT.text)
    assert [(o.by, o.how, o.lifted) for o in outcome.objections] == [("Amina", "Le jour.", True)]
    assert INTEGRATE.again(kept, outcome)
    assert INTEGRATE.why_not_close(kept, [carried], 2, OBJECTED) is None
    assert INTEGRATE.why_not_close(kept, [lifted], 2, OBJECTED).fr.startswith(
        "Le texte n’a pas encore été repris."
    )
    alone = INTEGRATE.gather(kept, [lifted], OBJECTED)
    assert (alone.text, alone.version, alone.changed) == (TEXT.text, 1, False)
    assert lines(INTEGRATE.tell(kept, outcome, {})) == [
        ("Objection", ["La nuit, non.", "Le jour.", "✓"]), ("Texte 2", ["Le jour seulement."]),
    ]  # fmt: skip
    gone = INTEGRATE.gather(kept, [Said(INTEGRATE.Answer(withdrawn=True), CLAIRE)], OBJECTED)
    assert (gone.withdrawn, INTEGRATE.again(kept, gone)) == (True, False)


def test_nobody_but_the_carrier_changes_the_text_or_takes_it_back():
    said = [Said(INTEGRATE.Answer("Rien.", withdrawn=True), AMINA)]
    outcome = INTEGRATE.gather(INTEGRATE.Settings(), said, OBJECTED)
    assert (outcome.text, outcome.withdrawn, outcome.version) == (TEXT.text, False, 1)


def test_committing_tells_the_steps_chosen_with_their_dates_and_not_who_passed():
    said = [
        Said(COMMIT.Answer("Un appel.", "Un seul.", "2027-03-31"), AMINA),
        Said(COMMIT.Answer(passed=True), BRUNO),
    ]
    (line,) = COMMIT.gather(COMMIT.Settings(), said, None).lines
    assert (line.text, line.by, line.remark) == (
        "Un appel.", "Amina", Text("d’ici au 31/03/2027", "by 31/03/2027"),
    )  # fmt: skip
    assert [COMMIT.echo(None, s.answer) for s in said] == [["Un appel."], []]


def test_closing_keeps_the_words_given_and_nothing_of_those_who_passed():
    said = [Said(CLOSE.Answer("Merci"), AMINA), Said(CLOSE.Answer(), BRUNO)]
    outcome = CLOSE.gather(CLOSE.Settings(), said, None)
    assert lines(CLOSE.tell(None, outcome, {})) == [(None, ["Merci"])] and outcome.ask_equal
    assert CLOSE.echo(None, said[0].answer) == ["Merci"]
