"""Making a guide one's own, as a browser does it: nothing typed is lost, mistakes stand beside their field."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import commands, queries
from polyphonie.guides.models import Adaptation
from tests.base.said import plain


@pytest.fixture
def driss(client, world):
    client.force_login(world.driss)
    return client


@pytest.fixture
def tour(world):
    return commands.start(world.circle, guide=queries.guide("tour"), by=world.driss)


def said(response) -> str:
    return plain(response.content.decode())


def typed(client, adaptation) -> dict[str, object]:
    """Every field of the page as the browser would send it back."""
    body = client.get(f"/guides/own/{adaptation.pk}/words/").content.decode()
    form = body[body.index('<form method="post" action="/guides/own/') :]
    form = form[: form.index("</form>")]
    sent: dict[str, object] = dict(re.findall(r'<input id="([^"]+)" name="[^"]+" value="([^"]*)"', form))
    sent |= dict(re.findall(r'<textarea id="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select id="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        sent[name] = chosen[0] if chosen else re.findall(r'value="([^"]*)"', options)[0]
    sent["modes"] = re.findall(r'name="modes" value="(\w+)" checked', form)
    sent["edition"] = re.findall(r'name="edition" value="(\d+)"', form)[0]
    return sent


def kept(adaptation) -> queries.Own:
    return queries.own(Adaptation.objects.get(pk=adaptation.pk))


@pytest.mark.parametrize("name", [guide.id for guide in queries.library()])
def test_the_page_sent_back_untouched_changes_nothing_of_any_guide(name, driss, world):
    made = commands.start(world.circle, guide=queries.guide(name), by=world.driss)
    sent = {key: _unescaped(value) for key, value in typed(driss, made).items()}
    assert len(sent) < 480
    response = driss.post(f"/guides/own/{made.pk}/words/", sent | {"do": "keep"})
    assert (response.status_code, response["Location"]) == (302, f"/guides/own/{made.pk}/")
    assert (kept(made).changes, kept(made).row.edition) == ([], 2)
    assert "Rien encore : c’est une copie." in said(driss.get(f"/guides/own/{made.pk}/"))


def _unescaped(value):
    from html import unescape

    return unescape(value) if isinstance(value, str) else value


def test_adapting_a_guide_from_its_page(driss, world):
    assert "Adapter ce guide" in said(driss.get("/guides/tour/"))
    response = driss.post("/guides/tour/adaptations/", {"circle": world.circle.pk})
    made = Adaptation.objects.get()
    assert response["Location"] == f"/guides/own/{made.pk}/words/"
    driss.post(
        response["Location"], {"edition": "1", "title-fr": "Notre tour", "modes": ["live"], "minutes": "45"}
    )
    page = said(driss.get(f"/guides/own/{made.pk}/"))
    for words in (
        "Adapté de <a href=\"/guides/tour/\">Faire un tour</a>", "« Faire un tour » s’appelle « Notre tour ».",
        "45 minutes en tout, au lieu de 30.", "Les façons de le vivre ont changé.", "Répéter ce guide", "Emporter le fichier",
    ):  # fmt: skip
        assert words in page, words
    assert "Notre tour" in said(driss.get("/guides/"))


def test_a_mistake_stands_beside_its_field_and_everything_typed_is_kept(driss, tour):
    first = {"steps-0-minutes": "cinq", "steps-0-prompt-falc": " ", "steps-0-script-fr": "Mes mots à moi."}
    response = driss.post(
        f"/guides/own/{tour.pk}/words/",
        {"edition": "1", "title-en": "", "modes": ["live"], "do": "keep"} | first,
    )
    page = said(response)
    assert response.status_code == 422
    assert "Tout est gardé. Il reste 3 choses à corriger" in page
    for field, sentence in (
        ("title-en", "Il manque le texte en anglais."),
        ("steps-0-prompt-falc", "Il manque le texte en mots simples."),
        ("steps-0-minutes", "« cinq » ne convient pas : il faut un nombre entier, de 1 à 180."),
    ):
        tag = re.search(rf'<(?:input|textarea) id="{field}"[^>]*>', page)[0]
        place = re.search(r'aria-invalid="true" aria-describedby="([^"]+)"', tag)[1]
        assert f'<div id="{place}"><p class="field-error">{sentence}</p>' in page, field
    assert page.count('aria-invalid="true"') == 3
    assert 'value="cinq"' in page and "Mes mots à moi." in page
    assert "Un brouillon" in said(driss.get(f"/guides/own/{tour.pk}/"))
    assert driss.post(f"/guides/own/{tour.pk}/rehearsal/").status_code == 422
    assert driss.get(f"/circles/{tour.circle_id}/gatherings/new/?adaptation={tour.pk}").status_code == 200
    assert Gathering.objects.count() == 0


def test_a_step_moves_with_what_was_just_typed_in_it(driss, tour):
    names = [step["id"] for step in kept(tour).draft["steps"]]
    address, edition = f"/guides/own/{tour.pk}/words/", 1
    for do, where in (("down:0", 1), ("up:1", 0), ("copy:0", 1), ("remove:1", 0), ("add", len(names))):
        sent = {
            "edition": edition,
            "modes": ["live", "async"],
            "do": do,
            "kind": "round",
            "steps-0-title-fr": f"Titre {edition}",
        }
        response = driss.post(address, sent)
        assert (response.status_code, response["Location"]) == (
            302,
            f"{address}?step={where}#step-{where}",
        ), do
        edition += 1
    draft = kept(tour).draft
    assert [step["id"] for step in draft["steps"]][: len(names)] == names
    assert (draft["steps"][0]["title"]["fr"], draft["steps"][1]["title"]["fr"]) == ("Titre 5", "Titre 2")
    assert (len(draft["steps"]), kept(tour).row.edition) == (len(names) + 1, 6)
    page = driss.get(f"{address}?step=1").content.decode()
    assert re.findall(r'id="step-(\d+)" open', page) == ["1"]


def test_what_was_typed_over_an_older_page_comes_back_to_be_copied(driss, tour):
    mine = "Une phrase que personne d’autre n’a écrite."
    driss.post(f"/guides/own/{tour.pk}/words/", {"edition": "1", "modes": ["live"]})
    response = driss.post(f"/guides/own/{tour.pk}/words/", {"edition": "1", "purpose-fr": mine})
    assert response.status_code == 422 and mine in said(response)
    assert "Ce guide a changé pendant que vous écriviez." in said(response)
    assert kept(tour).row.edition == 2


def test_a_tip_is_added_by_writing_it_and_removed_by_emptying_it(driss, tour):
    many = len(kept(tour).draft["steps"][0].get("if_this_happens", []))
    place = f"steps-0-if_this_happens-{many}"
    words = {f"{place}-{part}-{lang}": f"{part} {lang}" for part in ("if", "then") for lang in ("fr", "en")}
    address, modes = f"/guides/own/{tour.pk}/words/", {"modes": ["live", "async"]}
    assert driss.post(address, {"edition": "1"} | modes | words).status_code == 302
    tip = {"if": {"fr": "if fr", "en": "if en"}, "then": {"fr": "then fr", "en": "then en"}}
    assert kept(tour).draft["steps"][0]["if_this_happens"][many] == tip
    assert driss.post(address, {"edition": "2"} | modes | dict.fromkeys(words, "")).status_code == 302
    assert len(kept(tour).draft["steps"][0].get("if_this_happens", [])) == many


def test_a_file_goes_from_one_hospital_to_another_and_is_read_there(driss, client, world, tour):
    response = driss.get(f"/guides/own/{tour.pk}/guide.toml")
    assert response["Content-Disposition"] == 'attachment; filename="tour.toml"'
    assert "Mémoire" not in said(response) and "Driss" not in said(response)
    client.force_login(world.farid)
    given = {"circle": world.elsewhere.pk, "file": SimpleUploadedFile("tour.toml", response.content)}
    brought = client.post("/guides/file/", given)
    page = said(client.get(brought["Location"]))
    assert "À relire" in page and page.count("J’ai lu cette") == len(kept(tour).draft["steps"]) + 1
    boxes = re.findall(r'name="read" value="([^"]+)"', page)
    left = client.post(f"{brought['Location']}reading/", {"edition": "1", "read": boxes[:1]})
    assert left.status_code == 422 and "parties à lire." in said(left)
    assert re.findall(r'value="([^"]+)" checked', left.content.decode()) == boxes[:1]
    assert client.post(f"{brought['Location']}rehearsal/").status_code == 422
    assert client.post(f"{brought['Location']}reading/", {"edition": "1", "read": boxes}).status_code == 302
    assert "Appeler une séance" in said(client.get(brought["Location"]))


@pytest.mark.parametrize(
    "content", [b"\x00\xff\xfe", "é".encode("latin-1"), b"x" * 500_000, b"", b"[[" * 9_000, b"steps = 3"]
)
def test_a_file_that_is_no_guide_is_a_sentence_beside_the_field(content, driss, world):
    given = {"circle": world.circle.pk, "file": SimpleUploadedFile("guide.toml", content)}
    response = driss.post("/guides/file/", given)
    assert response.status_code == 422 and 'id="file-error"' in said(response)
    assert driss.post("/guides/file/", {"circle": world.circle.pk, "file": "x"}).status_code == 422
    assert Adaptation.objects.count() == 0


STRANGE = (
    b'id = "a"\ntitle = [1]\nminutes = "x"\nroles = 3\nmodes = { a = 1 }\nrepeat = 2\nwhen = "x"\ngroup = []\nversion = "v"\n'
    b'adapted_from = 4\ncolour = 1\n[[steps]]\nid = 7\nkind = ["x"]\ntitle = 3\nprompt = []\nscript = 2\nif_this_happens = [1, {if = 2}]\n'
    b'settings = { columns = [{fr = 1}], deep = [[{fr = "x"}]] }\nwho = 3\nabout = []\n[[steps]]\nif_this_happens = "x"\nsettings = 4\n'
)  # fmt: skip


def test_a_strange_guide_is_shown_changed_and_taken_away_without_breaking_anything(driss, world):
    given = {"circle": world.circle.pk, "file": SimpleUploadedFile("guide.toml", STRANGE)}
    address = driss.post("/guides/file/", given)["Location"]
    made = Adaptation.objects.get()
    for path in ("", "words/", "guide.toml"):
        assert driss.get(address + path).status_code == 200, path
    sent = {key: _unescaped(value) for key, value in typed(driss, made).items()}
    assert driss.post(f"{address}words/", sent | {"do": "keep", "title-fr": "Étrange"}).status_code == 422
    for do in ("usual:0", "usual:1", "up:9", "copy:0", "down:zero", "remove:0", "fly:1"):
        edition = kept(made).row.edition
        assert driss.post(f"{address}words/", {"edition": edition, "do": do}).status_code in (302, 422), do
    assert (
        driss.post(
            f"{address}words/", {"edition": kept(made).row.edition, "do": "add", "kind": "x"}
        ).status_code
        == 422
    )
    assert driss.post(f"{address}reading/", {"edition": kept(made).row.edition}).status_code == 422
    assert queries.own_of(world.driss)[0].title.fr == "Étrange"


def test_sharing_and_rehearsing(driss, world, tour):
    team = circles.found_circle(name="Nuit", kind=Kind.TEAM, by=world.driss, voice=Voice.PROFESSIONAL)
    response = driss.post(f"/guides/own/{tour.pk}/sharing/", {"circle": team.pk})
    assert "Le cercle « Nuit » a maintenant ce guide." in said(driss.get(response["Location"]))
    assert driss.post(f"/guides/own/{tour.pk}/rehearsal/").status_code == 302
    assert Gathering.objects.get().rehearsal


def test_a_guide_is_discarded_from_its_page_once_that_was_asked(driss, world, tour):
    address = f"/guides/own/{tour.pk}/deletion/"
    assert f'href="{address}"' in said(driss.get(f"/guides/own/{tour.pk}/"))
    page = said(driss.get(address))
    assert "Supprimer ce guide ?" in page and "Les séances déjà appelées gardent leur guide" in page
    assert kept(tour).ready
    edition = re.findall(r'name="edition" value="(\d+)"', page)[0]
    response = driss.post(address, {"edition": edition}, follow=True)
    assert response.redirect_chain == [("/guides/", 302)] and "Ce guide est supprimé." in said(response)
    assert Adaptation.objects.count() == 0 and driss.get(address).status_code == 404


def test_the_library_asks_the_same_number_of_questions_however_many_guides_there_are(driss, world, tour):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert driss.get("/guides/").status_code == 200
        return len(found)

    asked()
    before = asked()
    for _ in range(3):
        commands.start(world.circle, guide=queries.guide("meteo"), by=world.driss)
    assert asked() == before


def test_farid_finds_none_of_it_and_a_member_reads_without_changing(client, world, tour):
    reading, changing = ("", "guide.toml"), ("words/", "deletion/")
    for who, read, change in ((world.farid, 404, 404), (world.bruno, 200, 422)):
        client.force_login(who)
        assert {client.get(f"/guides/own/{tour.pk}/{path}").status_code for path in reading} == {read}
        assert {client.get(f"/guides/own/{tour.pk}/{path}").status_code for path in changing} == {change}
        for path in ("words/", "reading/", "sharing/", "deletion/"):
            sent = {"edition": "1", "circle": world.circle.pk}
            assert client.post(f"/guides/own/{tour.pk}/{path}", sent).status_code == change, path
        assert f"/guides/own/{tour.pk}/deletion/" not in said(client.get(f"/guides/own/{tour.pk}/"))
    assert "Faire un tour" not in said(client.get("/guides/own/999/"))
    client.force_login(world.farid)
    assert f"/guides/own/{tour.pk}/" not in said(client.get("/guides/"))
