"""Sorting: each idea under the theme most people gave it; what divides the group is placed together."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Said
from polyphonie.steps.sort.kind import KIND
from polyphonie.steps.write.kind import KIND as WRITE
from tests.base.said import plain
from tests.steps.voices import AMINA, FIVE, FURNITURE, KEYS, WORDS, WRITTEN, form, refusals, said, told

A, B, C, D = KEYS
THEMES = {
    "themes": [
        {"id": "temps", "fr": "Le temps", "en": "Time"},
        {"id": "lien", "fr": "Le lien", "en": "The bond", "falc": "Être ensemble"},
        {"id": "lieux", "fr": "Les lieux", "en": "Places"},
    ]
}


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr"):
        yield


def places(*given: tuple[str, str]):
    return KIND.Answer(given)


def by_themes():
    kept = KIND.settings(THEMES)
    answers = (
        places((A, "temps"), (B, "lien"), (C, "lien")),
        places((A, "temps"), (B, "lien"), (C, "lieux")),
        places((A, "lieux"), (B, "temps")),
        places((A, "gone"), ("gone", "lien")),
        places(),
    )
    return kept, KIND.gather(kept, said(*answers), WRITTEN)


def test_five_people_sort_and_each_idea_stands_where_most_put_it():
    kept, outcome = by_themes()
    assert told(KIND.tell(kept, outcome, {})) == [
        ("Le temps", [(WORDS[0], "Amina", "")]),
        ("Le lien", [(WORDS[1], "Bruno", "")]),
        ("À placer ensemble", [(WORDS[2], "Claire", "entre Le lien et Les lieux")]),
        ("Laissées de côté", [(WORDS[3], "Driss", "")]),
    ]
    assert [line.remark.en for line in outcome.together] == ["between The bond and Places"]


def test_every_idea_goes_on_with_its_theme_and_keeps_its_key():
    kept, outcome = by_themes()
    assert [(idea.key, idea.column) for idea in ideas(outcome)] == [
        (A, "temps"),
        (B, "lien"),
        (C, ""),
        (D, ""),
    ]
    alone = KIND.gather(kept, said(places((A, "lieux"))), WRITTEN)
    assert {idea.key for idea in ideas(alone)} == set(
        KEYS
    )  # one reader's view names the ideas as another's does


def test_one_s_own_words_meet_whatever_their_case_accents_and_article():
    kept = KIND.settings({})
    answers = (
        places((A, "L’attente"), (B, "Accueil")), places((A, "l'ATTENTE !"), (B, "la nuit")),
        places((A, "attenté"), (C, "La  nuit")), places((A, "L’attente"), (C, "nuit")), places((D, "🌙")),
    )  # fmt: skip
    outcome = KIND.gather(kept, said(*answers), WRITTEN)
    assert told(KIND.tell(kept, outcome, {})) == [
        ("L’attente", [(WORDS[0], "Amina", "")]),
        ("la nuit", [(WORDS[2], "Claire", "")]),
        ("🌙", [(WORDS[3], "Driss", "")]),
        ("À placer ensemble", [(WORDS[1], "Bruno", "entre Accueil et la nuit")]),
    ]
    assert [theme.column for theme in outcome.themes] == ["L’attente", "la nuit", "🌙"]


def test_three_equal_themes_are_all_named():
    kept = KIND.settings(THEMES)
    outcome = KIND.gather(kept, said(*(places((A, theme)) for theme in ("lieux", "temps", "lien"))), WRITTEN)
    assert outcome.together[0].remark.fr == "entre Le temps, Le lien et Les lieux"


def test_nothing_to_sort_is_passed_over_and_what_one_sorted_is_read_again():
    kept = KIND.settings(THEMES)
    assert [KIND.needed(kept, about) for about in (None, WRITTEN)] == [False, True]
    assert KIND.tell(kept, KIND.gather(kept, [], None), {}) == []
    echo = KIND.echo(kept, places((A, "temps"), (B, "temps"), (C, "lien")))
    assert [plain(str(words)) for words in echo] == ["Le temps : 2 idées", "Le lien : 1 idée"]
    assert KIND.why_not_close(kept, said(places()), 1, WRITTEN) is None
    assert KIND.why_not_close(kept, [], 1, WRITTEN).fr.startswith(
        "1 personne n’a pas encore rangé les idées."
    )


@pytest.mark.parametrize("more", [{}, THEMES])
def test_examples_place_ideas_that_are_there_under_themes_that_are_there(more):
    kept, drawn = KIND.settings(more), set()
    for seed in range(20):
        answer = KIND.example(seed, kept, WRITTEN, FIVE[seed % 5])
        drawn.add(answer)
        assert answer.places and {key for key, _ in answer.places} <= set(KEYS)
        assert not more or {theme for _, theme in answer.places} <= {"temps", "lien", "lieux"}
    assert len(drawn) > 1
    assert KIND.example(0, kept, None, AMINA) == places()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"themes": [{**THEMES["themes"][0], "id": f"t{n}"} for n in range(10)]}, "themes should be a list of 9 at most"),
        ({"themes": [{"id": "temps", "fr": "Le temps"}]}, "“temps” of themes should be a text: fr, en"),
        ({"themes": ["temps"]}, "each of themes needs an id, a short name in small letters, then fr and en"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_with_a_sentence(given, why):
    with pytest.raises(BadSettings) as bad:
        KIND.settings(given)
    assert str(bad.value) == why


# -- the form


def answer(data, given):
    sent = form("sort", data, given)
    assert sent.is_valid(), sent.errors
    return sent.answer()


def test_the_form_gives_a_theme_to_each_idea_and_leaves_the_others_aside():
    data = {f"theme_{A}": "temps", f"theme_{B}": "", "theme_gone": "lien"}
    assert answer(data, THEMES) == places((A, "temps"))
    assert answer({f"theme_{A}": " La nuit "}, {}) == places((A, "La nuit"))
    assert answer({**data, "passed": "on"}, THEMES) == places()


@pytest.mark.parametrize(
    ("data", "given", "expected"),
    [
        ({}, THEMES, {"__all__": ["Rangez au moins une idée, ou passez."]}),
        ({f"theme_{A}": "  "}, {}, {"__all__": ["Rangez au moins une idée, ou passez."]}),
        *(
            ({f"theme_{A}": junk}, THEMES, {f"theme_{A}": ["Choisissez un des thèmes, ou laissez de côté."]})
            for junk in ("autre", "-1", "é" * 100_000, "temps\x00", "Le temps")
        ),
    ],
)
def test_what_cannot_be_sorted_is_refused_with_a_sentence(data, given, expected):
    assert refusals("sort", data, given) == expected


def test_the_form_shows_the_themes_and_what_one_gave_before():
    mine = Said(places((A, "lien"), (C, "La nuit")), AMINA)
    chosen = form("sort", None, THEMES, mine=mine)
    assert [(f.label, f.initial) for f in chosen.ideas()] == list(
        zip(WORDS, ("lien", "", "La nuit", ""), strict=True)
    )
    assert chosen.fields[f"theme_{A}"].choices == [
        ("", "Laisser de côté"), ("temps", "Le temps"), ("lien", "Le lien"), ("lieux", "Les lieux"),
    ]  # fmt: skip
    assert form("sort", None, {}, mine=Said(places((C, "La nuit")), AMINA)).suggestions() == [
        "La nuit", "L’attente", "L’information", "L’accueil", "L’organisation", "La confiance",
    ]  # fmt: skip


def test_of_very_many_ideas_each_person_sees_some_and_none_is_lost():
    many = WRITE.gather(
        WRITE.Settings(),
        [Said(WRITE.Answer(tuple(("", f"Idée {n}, {who.name}") for n in range(80))), who, who.ref) for who in FIVE],
        None,
    )  # fmt: skip
    keys = [idea.key for idea in ideas(many)]
    sorting = FURNITURE["sort"]

    def asked(who, data=None, mine=None):
        return sorting.form(data, settings=KIND.settings(THEMES), about=many, me=who, mine=mine)

    assert [len(asked(who).keys) for who in FIVE] == [150] * 5
    assert {key for who in FIVE for key in asked(who).keys} == set(keys)
    seen = asked(AMINA).keys
    elsewhere = next(key for key in keys if key not in seen)
    card = asked(AMINA, {f"theme_{elsewhere}": "lien", "theme_gone": "lien"})
    assert card.is_valid() and card.answer() == places((elsewhere, "lien"))
    mine = Said(places((elsewhere, "lien"), (seen[0], "temps"), ("gone", "temps")), AMINA)
    again = asked(AMINA, {f"theme_{seen[1]}": "lieux"}, mine)
    assert again.is_valid() and again.answer() == places((seen[1], "lieux"), (elsewhere, "lien"))
    outcome = KIND.gather(KIND.settings(THEMES), said(again.answer()), many)
    assert {idea.key for idea in ideas(outcome)} == set(keys)
    sentence = "Il y a 400 idées en tout. En voici 150 : c’est assez pour une personne."
    for who, about in ((AMINA, many), (AMINA, WRITTEN)):
        form = sorting.form(None, settings=KIND.settings(THEMES), about=about, me=who)
        page = plain(render_to_string("steps/sort/ask.html", {"form": form}))
        assert (sentence in page) is (about is many)
