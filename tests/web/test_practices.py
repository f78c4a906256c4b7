"""The pages of sheets, through the running application: what their readers meet, and what nobody else does."""

import re
from datetime import UTC, datetime

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.gatherings import commands as gatherings
from polyphonie.practices import commands, queries
from tests.practices.sheets import TEXT, begun, draft, held, seen, sign, signed, widened

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def get(client, who, path, status=200) -> str:
    client.force_login(who)
    answer = client.get(path)
    assert answer.status_code == status, path
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def post(client, who, path, data=None, status=200) -> str:
    client.force_login(who)
    answer = client.post(path, data or {}, follow=True)
    assert answer.status_code == status, answer.content.decode()
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def pages(made) -> list[str]:
    parts = ("", "poster/", "writing/", "opening/", "adaptations/", "trials/")
    return [f"/practices/{made.pk}/{part}" for part in parts]


FORM = {
    **{name: TEXT[name] for name in ("title", "for_whom", "with_whom", "changed", "advice")},
    "tried": "\n".join(TEXT["tried"]),
    "situation": "crisis",
    "in_person": ["staying-close"],
    "own_words": "coup de fil, veille",
}


def test_an_author_takes_back_and_gives_again_that_others_copy_their_lines(client, world):
    made = signed(world)
    path = f"/practices/{made.pk}/"
    here = get(client, world.amina, path)
    assert "Ne plus laisser reprendre mes lignes" in here and "ce qui l’a déjà été reste où il est" in here
    assert "reprendre mes lignes" not in get(client, world.claire, path)
    kept = post(client, world.amina, path + "lines/")
    assert ">Laisser reprendre mes lignes" in kept and "Ne plus laisser" not in kept
    assert not seen(made, world.amina).may_be_taken_up and seen(made, world.claire).shown
    again = post(client, world.amina, path + "lines/", {"may_be_taken_up": "on"})
    assert "Ne plus laisser reprendre mes lignes" in again and seen(made, world.amina).may_be_taken_up
    post(client, world.claire, path + "lines/", status=422)
    post(client, world.farid, path + "lines/", status=404)
    assert (
        "reprendre mes lignes"
        not in get(client, world.amina, f"/practices/{draft(world).pk}/").split('id="sign"')[0]
    )


def test_a_sheet_is_begun_written_and_signed_by_its_pages(client, world):
    assert "Partir d’une page blanche" in get(
        client, world.amina, f"/circles/{world.circle.pk}/practices/new/"
    )
    desk = post(client, world.amina, f"/circles/{world.circle.pk}/practices/new/", {"situation": "daily"})
    assert "Garder le brouillon" in desk
    (made,) = queries.sheets_for(world.amina)
    path = f"/practices/{made.row.pk}/"
    written = post(client, world.amina, path + "writing/", {**FORM, "number": made.row.number})
    assert "Brouillon" in written and "Je signe cette fiche" in written and "coup de fil" in written
    number = seen(made.row, world.amina).row.number
    done = post(client, world.amina, path + "signature/", {"number": number, "may_be_taken_up": "on"})
    assert "Brouillon" not in done and "Nous l’avons essayé" in done
    assert "En crise" in get(client, world.claire, path)
    assert TEXT["title"] in get(client, world.claire, f"/circles/{world.circle.pk}/practices/?words=veille")


def test_what_was_typed_is_not_lost_when_somebody_else_wrote_meanwhile(client, world):
    made = draft(world, "Amina", "Bruno")
    sent = {**FORM, "number": seen(made, world.bruno).row.number}
    post(client, world.bruno, f"/practices/{made.pk}/writing/", sent)
    refused = post(
        client,
        world.amina,
        f"/practices/{made.pk}/writing/",
        {**sent, "advice": "Mon long conseil à moi."},
        422,
    )
    assert (
        "La fiche a changé depuis que vous l’avez ouverte." in refused
        and "Mon long conseil à moi." in refused
    )


def test_a_sheet_begins_from_the_record_of_a_gathering(client, world):
    gathering = held(world)
    asked = get(client, world.claire, f"/gatherings/{gathering.pk}/practice/")
    assert (
        "Mouiller les draps le soir" in asked and "Elle reprend aussi des lignes de : Amina, Bruno." in asked
    )
    key = re.search(r'name="took" value="(s\d+)" checked', asked)[1]
    desk = post(
        client, world.claire, f"/gatherings/{gathering.pk}/practice/", {"took": [key], "situation": "crisis"}
    )
    assert "Garder la fraîcheur la nuit" in desk and "Claire, Amina, Bruno, Driss" in desk
    (made,) = queries.sheets_for(world.bruno)
    shown = get(client, world.bruno, f"/practices/{made.row.pk}/")
    assert "La canicule" in shown and f"/gatherings/{gathering.pk}/record/" in shown


def test_a_quote_is_released_on_the_page_by_the_person_who_said_it(client, world):
    made = begun(world, held(world), world.driss, "On dormait enfin.")
    commands.write(made, number=made.number, by=world.driss, **TEXT)
    sign(made, world.driss)
    path = f"/practices/{made.pk}/"
    assert "attend l’accord de cette personne" in get(client, world.driss, path)
    (quote,) = seen(made, world.claire).my_quotes
    assert "On peut me citer ainsi" in get(client, world.claire, path)
    number = seen(made, world.claire).row.number
    post(client, world.claire, path + "signature/", {"number": number, "release": [quote.number]})
    assert "« On dormait enfin. »" in get(client, world.elise, path)


def test_farid_meets_none_of_it(client, world):
    made = signed(world)
    assert [get(client, world.amina, path)[:15] for path in pages(made)] == ["<!doctype html>"] * 6
    for path in [
        *pages(made),
        f"/circles/{world.circle.pk}/practices/",
        f"/circles/{world.circle.pk}/practices/new/",
    ]:
        get(client, world.farid, path, 404)
    for verb in ("writing/", "signature/", "authors/", "departure/", "opening/", "adaptations/", "trials/"):
        post(
            client,
            world.farid,
            f"/practices/{made.pk}/{verb}",
            {"number": "1", "person": world.farid.pk},
            404,
        )
    assert TEXT["title"] not in get(client, world.farid, "/practices/")
    get(client, world.farid, f"/gatherings/{held(world).pk}/practice/", 404)


def test_a_reader_who_did_not_write_has_no_desk(client, world):
    made = signed(world)
    get(client, world.claire, f"/practices/{made.pk}/writing/", 404)
    get(client, world.claire, f"/practices/{made.pk}/opening/", 404)
    assert "Modifier" not in get(client, world.claire, f"/practices/{made.pk}/")


def test_before_it_is_opened_the_guard_shows_words_and_its_author_goes_on(client, world):
    made = signed(world, advice="Amina demande à Bruno, ou appelez le 06 12 34 56 78.")
    team = circles.found_circle(name="Nuit", kind="team", by=world.amina, voice="patient")
    shown = get(client, world.amina, f"/practices/{made.pk}/opening/")
    assert "<mark>Bruno</mark>" in shown and "<mark>06 12 34 56 78</mark>" in shown
    assert "<mark>Amina</mark>" not in shown  # she signed it
    opened = post(client, world.amina, f"/practices/{made.pk}/opening/", {"circle": team.pk})
    assert "Et aussi les personnes de « Nuit »." in opened


def test_an_adaptation_is_read_again_before_it_begins_where_the_guard_saw_something(client, world):
    made = signed(world, means="Le téléphone de Bruno")
    widened(world, made)
    sent = {
        "circle": world.elsewhere.pk,
        "title": "Prévenir",
        "why": "Voir avec Mme Morel au 06 12 34 56 78.",
    }
    stopped = post(client, world.farid, f"/practices/{made.pk}/adaptations/", sent, 422)
    assert "<mark>06 12 34 56 78</mark>" in stopped
    assert "<mark>Bruno</mark>" not in stopped  # who belongs to that circle is not Farid’s to learn
    desk = post(client, world.farid, f"/practices/{made.pk}/adaptations/", {**sent, "read_again": "1"})
    assert "Prévenir" in desk and "Téléphoner avant dix-sept heures" in desk


def circulated(world):
    """A sheet that Farid adapted, tried, and whose words stand in his adaptation."""
    made = signed(world)
    widened(world, made)
    ours = commands.adapt(
        made, to=world.elsewhere, by=world.farid, title="Prévenir le matin", why="Nos familles travaillent."
    )
    commands.write(
        ours, number=seen(ours, world.farid).row.number, by=world.farid,
        **{**TEXT, "title": "Prévenir le matin", "tried": [*TEXT["tried"], "Demander qui sera là"], "advice": ""},
    )  # fmt: skip
    sign(ours, world.farid)
    return made, ours


def test_whoever_signs_again_is_told_where_it_had_been_opened(client, world):
    made = signed(world)
    widened(world, made)
    commands.write(
        made, number=seen(made, world.amina).row.number, by=world.amina, **{**TEXT, "advice": "Non."}
    )
    assert "la liront aussi : Réseau." in get(client, world.amina, f"/practices/{made.pk}/")


def test_a_trial_told_is_read_by_the_authors_on_the_page_of_the_sheet(client, world):
    made, _ = circulated(world)
    sent = {
        "circle": world.elsewhere.pk,
        "worked": "partly",
        "happened": "Deux familles ont répondu.",
        "tried_on": "2027-02-20",
    }
    shown = post(client, world.farid, f"/practices/{made.pk}/trials/", sent)
    assert "Deux familles ont répondu." in shown
    read = get(client, world.amina, f"/practices/{made.pk}/")
    assert "Deux familles ont répondu." in read and "Diabète" in read and "En partie" in read
    assert "Deux familles" not in get(client, world.claire, f"/practices/{made.pk}/")
    assert "essayée dans 1 autre cercle" in get(client, world.amina, "/practices/?elsewhere=1")


def test_withdrawn_it_is_gone_from_page_list_search_likeness_and_poster(client, world):
    made, ours = circulated(world)
    own = f"/practices/{ours.pk}/"
    gone = [*TEXT["tried"], TEXT["title"], TEXT["means"], TEXT["changed"]]
    before = get(client, world.farid, "/practices/?words=appeler") + get(client, world.farid, own)
    assert all(words in before for words in (TEXT["title"], *TEXT["tried"]))  # there was something to leak
    assert "Fiches qui lui ressemblent" in before
    circles.withdraw_entry(made.entry, by=world.amina)
    for who in (world.amina, world.claire, world.farid):
        for path in pages(made):
            get(client, who, path, 404)
    everywhere = [
        own, f"{own}poster/", f"{own}writing/", f"{own}adaptations/", "/practices/", "/practices/?words=appeler",
        "/practices/?family=person", f"/circles/{world.elsewhere.pk}/practices/",
    ]  # fmt: skip
    said = " ".join(get(client, world.farid, path) for path in everywhere)
    assert [words for words in gone if words in said] == []
    after = get(client, world.farid, own)
    assert "Une fiche que vous ne pouvez pas lire, ou que ses auteurs ont retirée" in after
    assert "Demander qui sera là" in after and "Nos familles travaillent." in after
    assert TEXT["title"] not in get(client, world.amina, "/practices/")


def test_the_poster_is_one_page_with_what_was_tried_and_learnt(client, world):
    made = signed(world)
    shown = get(client, world.claire, f"/practices/{made.pk}/poster/")
    assert "Ce que nous avons essayé" in shown and "Ce que nous avons appris" in shown
    assert [words for words in (*TEXT["tried"], TEXT["advice"], "Amina") if words not in shown] == []


def test_a_guest_of_the_gathering_signs_without_an_account(client, world):
    gathering, rose = held(world, guest="Rose")
    made = begun(world, gathering, world.driss, "Ouvrir la nuit")
    commands.write(
        made, number=made.number, by=world.driss, **{**TEXT, "tried": ["Ouvrir la nuit", *TEXT["tried"]]}
    )
    sign(made, world.driss)
    path = f"/practices/{made.pk}/"
    assert "Je signe cette fiche" in get(client, rose, path)
    post(client, rose, path + "signature/", {"number": seen(made, rose).row.number})
    assert "Rose" in get(client, world.elise, path)
    assert gatherings and TEXT["title"] in get(client, rose, "/practices/")


def test_an_author_is_added_and_steps_out_by_the_page(client, world):
    made = draft(world)
    path = f"/practices/{made.pk}/"
    assert "Claire" in post(client, world.amina, path + "authors/", {"person": world.claire.pk})
    post(client, world.claire, path + "departure/")
    get(client, world.claire, path, 404)
    assert [a.name for a in seen(made, world.amina).authors] == ["Amina"]


def test_the_pages_speak_english(client, world):
    made = signed(world)
    for path in [*pages(made), "/practices/"]:
        client.force_login(world.amina)
        assert client.get(path, headers={"Accept-Language": "en"}).status_code == 200


def test_a_synthesis_counts_only_the_sheets_that_its_reader_may_open(client, world):
    """Claire reads the two sheets of her circle; Farid none, and his page says so."""
    titles = ("Fermer les volets avant midi", "Ouvrir la salle la plus fraîche")
    for title in titles:
        signed(world, title=title)
    told = [get(client, who, "/practices/synthesis/") for who in (world.claire, world.farid)]
    assert [[title in page for title in titles] for page in told] == [[True, True], [False, False]]
    assert ["Aucune fiche signée ne répond à cela." in page for page in told] == [False, True]
