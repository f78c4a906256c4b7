"""Going to everybody, reading first, and taking in what came from elsewhere: through the pages. And Farid?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from polyphonie.base import clock
from polyphonie.practices import queries
from polyphonie.practices.contract import catalogue
from polyphonie.practices.contract.reading import read as read_file
from tests.practices.outside import agree, file, public, read, taken_in, told
from tests.practices.sheets import TEXT, seen, signed
from tests.web.test_practices import get, post

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def test_an_author_agrees_two_people_read_it_and_anybody_reads_the_page(client, world):
    made = signed(world)
    path, number = f"/practices/{made.pk}/", seen(made, world.amina).row.number
    assert "Page publique" in get(client, world.amina, path)
    asked = get(client, world.amina, path + "public/")
    assert (
        "Amina, patient ou patiente" in asked and "Une personne du cercle" in asked and "CC BY 4.0" in asked
    )
    given = {"number": number, "signed": "name", "licence": "on", "read_again": "on"}
    assert "Il manque" not in post(client, world.amina, path + "public/", given)
    assert "La relire pour eux" in get(client, world.driss, path)
    found = {"number": number, "found": "yes", "reasons": "Clair.", "named": "on"}
    assert "Vous l’avez relue" in post(client, world.driss, path + "reading/", found)
    assert "Il manque une personne d’une autre voix" in get(client, world.amina, path + "public/")
    post(client, world.claire, path + "reading/", {**found, "named": ""})
    client.logout()
    page = " ".join(client.get(f"/public/sheets/{made.pk}/").content.decode().replace("\u00a0", " ").split())
    assert TEXT["title"] in page and "Driss (soin)" in page and "une personne (proche)" in page
    assert "Mémoire" not in page
    assert TEXT["title"] in client.get("/public/").content.decode()
    assert "Je retire mon accord" in get(client, world.amina, path + "public/")
    post(client, world.amina, path + "public/withdrawal/")
    client.logout()
    assert client.get(f"/public/sheets/{made.pk}/").status_code == 404
    assert TEXT["title"] not in client.get("/public/").content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"licence": "on"}, "Choisissez comment vous signez."),
        ({"signed": "name"}, "Cochez la licence : sans elle, personne ailleurs n’a le droit de reprendre vos mots."),
        ({"signed": "boss", "licence": "on"}, "n’en fait pas partie"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_on_the_page(client, world, given, sentence):
    made = signed(world)
    number = seen(made, world.amina).row.number
    path = f"/practices/{made.pk}/public/"
    assert sentence in post(client, world.amina, path, {"number": number, **given}, 422)
    assert queries.not_agreed(made.pk) == {world.amina.pk}


def test_the_guard_is_asked_first_and_its_words_read_again(client, world):
    made = signed(world, advice="Demandez à Bruno, au 06 12 34 56 78.")
    path, number = f"/practices/{made.pk}/public/", seen(made, world.amina).row.number
    assert "<mark>Bruno</mark>" in get(client, world.amina, path)
    given = {"number": number, "signed": "nobody", "licence": "on"}
    assert "Relisez d’abord les mots signalés" in post(client, world.amina, path, given, 422)
    assert queries.not_agreed(made.pk) == {world.amina.pk}
    post(client, world.amina, path, {**given, "read_again": "on"})
    assert queries.not_agreed(made.pk) == set()


def test_reasons_stay_with_the_authors_and_a_no_says_what_to_do(client, world):
    made = signed(world)
    agree(made, world.amina)
    read(made, world.driss, yes=False, reasons="On reconnaît Paul.")
    path = f"/practices/{made.pk}/"
    desk = get(client, world.amina, path + "public/")
    assert "On reconnaît Paul." in desk and "Changez la fiche, puis signez-la" in desk
    for who in (world.bruno, world.claire):
        assert "On reconnaît Paul." not in get(client, who, path) + get(client, who, path + "reading/")
    get(client, world.farid, path + "public/", 404)
    get(client, world.farid, path + "reading/", 404)


def test_pages_are_walked_from_one_to_the_next_without_missing_one(client, world, monkeypatch):
    """A house with five sheets, as one with two hundred: the list by its links, the catalogue by its addresses."""
    for n in range(5):
        public(world, title=f"Fiche {n}")
    monkeypatch.setattr("polyphonie.web.practice.outside.ON_A_PAGE", 2)
    monkeypatch.setattr("polyphonie.practices.queries.outside.PER_PAGE", 2)
    following = {
        "/public/": r'rel="next" href="\?([^"]+)"',
        "/public/catalogue.json": r'"next": "[^"?]+\?([^"]+)"',
    }
    for path, link in following.items():
        found, address = [], path
        while address:
            text = client.get(address).content.decode()
            found += re.findall(r"Fiche \d", text)
            there = re.search(link, text)
            address = f"{path}?{there[1]}" if there else ""
        assert sorted(found) == [f"Fiche {n}" for n in range(5)], path


def test_the_feed_gives_the_latest_and_the_way_to_the_list(client, world, monkeypatch):
    for n in range(3):
        with clock.at(NOON + timedelta(minutes=n)):
            public(world, title=f"Fiche {n}")
    monkeypatch.setattr("polyphonie.web.practice.outside.PER_PAGE", 2)
    text = client.get("/public/feed.atom").content.decode()
    assert re.findall(r"<title>(Fiche \d)", text) == ["Fiche 2", "Fiche 1"]
    assert f'<link href="{settings.ADDRESS}/public/" rel="alternate"' in text and 'rel="next"' not in text


def test_our_pages_together_are_our_whole_catalogue(client, world, monkeypatch):
    for n in range(3):
        public(world, title=f"Fiche {n}")
    monkeypatch.setattr("polyphonie.practices.queries.outside.PER_PAGE", 2)
    first = read_file(client.get("/public/catalogue.json").content)
    second = read_file(client.get(f"/public/catalogue.json?after={first.next_after}").content)
    assert (catalogue.is_whole([first, second]), catalogue.is_whole([first])) == (True, False)


@pytest.mark.parametrize("odd", ["²", "-1", "1e9", "9" * 40, "", "9999999999-1"])
def test_an_odd_page_is_the_first_or_none(client, world, odd):
    public(world)
    for path in ("/public/?after=", "/public/catalogue.json?after="):
        assert client.get(path + odd).status_code in (200, 404)


def test_a_feed_holds_no_markup_of_anybody_and_stands_whatever_they_typed(client, world):
    public(world, title="Poser <b>une</b>\x0b chaise & deux", changed="<script>alert(1)</script>")
    text = client.get("/public/feed.atom").content.decode()
    assert "Poser &lt;b&gt;une&lt;/b&gt; chaise &amp; deux" in text
    assert "&amp;lt;script&amp;gt;" in text and "<script" not in text
    assert "<name>Amina</name>" in text and "CC BY 4.0" in text


def upload(*contents: bytes) -> dict:
    return {"catalogue": [SimpleUploadedFile(f"{n}.json", content) for n, content in enumerate(contents)]}


def test_a_file_is_brought_read_accepted_and_removed(client, world):
    path = f"/circles/{world.circle.pk}/arrivals/"
    assert "Fiches venues d’ailleurs" in get(client, world.driss, f"/circles/{world.circle.pk}/practices/")
    page = post(client, world.driss, path, upload(file(told(1), told(2))))
    assert "2 fiches nouvelles" in page and "Poser une chaise près du lit 1" in page
    first = queries.arrivals(world.circle, to=world.driss)[0]
    shown = get(client, world.amina, f"/arrivals/{first.pk}/")
    assert "Lire avant de montrer" in shown and "https://ailleurs.example/public/practices/1/" in shown
    get(client, world.farid, f"/arrivals/{first.pk}/", 404)
    get(client, world.farid, path, 404)
    post(client, world.amina, f"/arrivals/{first.pk}/", {"accept": "1"})
    (here,) = queries.sheets_for(world.bruno)
    page = get(client, world.bruno, f"/practices/{here.row.pk}/")
    assert (
        "Une fiche venue d’ailleurs : Hôpital d’Ailleurs" in page
        and "Yvette" in page
        and "Modifier" not in page
    )
    assert "Dans quel cercle" in get(client, world.bruno, f"/practices/{here.row.pk}/adaptations/")
    adapted = {"circle": world.circle.pk, "title": "Notre chaise"}
    assert "Garder le brouillon" in post(
        client, world.bruno, f"/practices/{here.row.pk}/adaptations/", adapted
    )
    post(client, world.bruno, f"/practices/{here.row.pk}/removal/")
    get(client, world.bruno, f"/practices/{here.row.pk}/", 404)


def test_a_full_sheet_is_read_whole_before_it_is_shown_and_after(client, world):
    path, parts = f"/circles/{world.circle.pk}/arrivals/", [{"id": "limits", "words": "Pas la nuit."}]
    post(client, world.driss, path, upload(file(told(parts=parts))))
    (one,) = queries.arrivals(world.circle, to=world.driss)
    assert "Pas la nuit." in get(client, world.amina, f"/arrivals/{one.pk}/")
    get(client, world.farid, f"/arrivals/{one.pk}/", 404)
    post(client, world.amina, f"/arrivals/{one.pk}/", {"accept": "1"})
    (here,) = queries.sheets_for(world.bruno)
    shown = get(client, world.bruno, f"/practices/{here.row.pk}/")
    assert "Pour aller plus loin" in shown and "Pas la nuit." in shown


def test_pasted_text_is_brought_as_a_file_is(client, world):
    path = f"/circles/{world.circle.pk}/arrivals/"
    assert "1 fiche nouvelle" in post(client, world.driss, path, {"text": file(told()).decode()})


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Choisissez un fichier de catalogue, ou collez son texte."),
        ({"text": "bonjour"}, "Ce fichier n’est pas un catalogue"),
        ({"text": file(told(title="")).decode()}, "sheets[1].title : il manque un texte."),
        (upload(b"x" * (catalogue.MOST_BYTES + 5)), "Le fichier dépasse trois mégaoctets."),
        (upload(*[b"{}"] * 11), "Apportez dix fichiers au plus à la fois."),
    ],
)
def test_what_cannot_be_brought_is_said_with_its_place_and_nothing_is_kept(client, world, given, sentence):
    assert sentence in post(client, world.driss, f"/circles/{world.circle.pk}/arrivals/", given, 422)
    assert queries.arrivals(world.circle, to=world.driss) == []


def test_one_house_gives_and_another_takes_what_is_withdrawn_there_is_offered_for_removal_here(client, world):
    """The whole road, with this house playing both: what it gave is brought back to a house of another name."""
    made = public(world)
    client.logout()
    given = client.get("/public/catalogue.json").content
    with override_settings(HOUSE_ID="urn:uuid:33333333-3333-4333-8333-333333333333"):
        path = f"/circles/{world.elsewhere.pk}/arrivals/"
        assert "1 fiche nouvelle" in post(client, world.farid, path, upload(given))
        (one,) = queries.arrivals(world.elsewhere, to=world.farid)
        post(client, world.farid, f"/arrivals/{one.pk}/", {"accept": "1"})
    (here,) = [s for s in queries.sheets_for(world.farid) if s.origin]
    assert (here.row.title, here.row.tried, here.authors[0].name) == (TEXT["title"], TEXT["tried"], "Amina")
    with clock.at(NOON.replace(hour=15)):
        post(client, world.amina, f"/practices/{made.pk}/public/withdrawal/")
        later = client.get("/public/catalogue.json").content
        with override_settings(HOUSE_ID="urn:uuid:33333333-3333-4333-8333-333333333333"):
            assert "1 retirée là-bas" in post(client, world.farid, path, upload(later))
            (gone,) = queries.arrivals(world.elsewhere, to=world.farid)
            assert "Retirée là d’où elle vient" in get(client, world.farid, f"/arrivals/{gone.pk}/")
            post(client, world.farid, f"/arrivals/{gone.pk}/", {"accept": "1"})
    assert [s for s in queries.sheets_for(world.farid) if s.origin] == []


def test_a_sheet_from_elsewhere_shows_no_way_to_sign_or_open_it(client, world):
    (made,) = taken_in(world, told())
    page = get(client, world.driss, f"/practices/{made.pk}/")
    assert [word for word in ("Modifier", "Je signe", "Page publique", "L’ouvrir") if word in page] == []
    get(client, world.driss, f"/practices/{made.pk}/public/", 404)
    get(client, world.driss, f"/practices/{made.pk}/opening/", 404)
