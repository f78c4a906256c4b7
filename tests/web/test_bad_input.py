"""Whatever a browser, a tired hand or a curious one may send: a sentence, and never a page that broke."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils.html import escape

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import circles_of
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import commands as adapting
from polyphonie.guides import queries as guides
from polyphonie.people import commands as people
from polyphonie.people.queries import Person
from polyphonie.web.account.views import KEEP
from tests import cast
from tests.base.said import plain
from tests.gatherings.walking import consenting, to_consent, walk_to

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NUMBERS = ("", "abc", "-1", "0", "1.5", "²", "٣", "9" * 30, "1" * 5000, "\x00", "1e3", " 1")
MEGABYTE = "é" * 1_000_000


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def driss(client, world):
    client.force_login(world.driss)
    return client


def sentence(response) -> str:
    return plain(response.content.decode())


def test_a_number_nobody_can_read_is_answered_with_a_page_that_says_something(driss, world):
    gathering = cast.gathering_of(world, "tour")
    walk_to(gathering, "tour", by=world.driss)
    g, c = f"/gatherings/{gathering.pk}", f"/circles/{world.circle.pk}"
    circles.write_charter(world.circle, text="Nous nous écoutons.", by=world.driss)
    posts = (
        (f"{g}/time/", "minutes", {}),
        (f"{g}/roles/", "person", {"role": "secretary"}),
        (f"{c}/charges/", "person", {"charge": "secretary"}),
        (f"{c}/charter/signature/", "number", {}),
        (f"{c}/invitations/", "most_uses", {"days": "3"}),
        (f"{c}/invitations/", "days", {"most_uses": "3"}),
        (f"{c}/gatherings/new/", "adaptation", {"mode": "live"}),
        ("/circles/new/", "inside", {"name": "", "kind": "team", "voice": "patient"}),
    )
    for path, field, more in posts:
        for sent in NUMBERS:
            response = driss.post(path, {**more, field: sent})
            assert response.status_code in (302, 404, 422), (path, field, sent[:20], response.status_code)
            if response.status_code == 422:
                assert "<h1" in sentence(response)
    for path in (f"{g}/since/?n=", "/circles/new/?inside=", f"{c}/gatherings/new/?adaptation="):
        for sent in NUMBERS:
            response = driss.get(path + sent.replace("\x00", "%00"))
            assert response.status_code in (200, 404), (path, sent[:20], response.status_code)


def test_handing_over_to_nobody_one_can_read_is_a_sentence(driss, world):
    for sent in NUMBERS:
        gathering = cast.gathering_of(world, "tour")
        response = driss.post(f"/gatherings/{gathering.pk}/facilitation/", {"person": sent})
        assert response.status_code in (302, 404, 422), (sent[:20], response.status_code)


def test_an_address_with_a_number_beyond_all_numbers_is_not_found(driss, world):
    huge = "9" * 30
    for path in (f"/circles/{huge}/", f"/gatherings/{huge}/", f"/decisions/{huge}/", f"/steps/{huge}/",
                 f"/gatherings/{huge}/record.md", "/g/%00/", "/invitations/%00/", f"/g/{'é' * 500}/"):  # fmt: skip
        assert driss.get(path).status_code in (404, 422), path
    gathering = cast.gathering_of(world, "tour")
    for path in (f"answers/{huge}", f"withdrawals/{huge}", f"scribe/{huge}"):
        assert driss.post(f"/gatherings/{gathering.pk}/{path}/", {}).status_code == 404, path


def test_a_megabyte_in_any_form_is_refused_with_a_sentence(driss, world):
    gathering = cast.gathering_of(world, "tour")
    run = walk_to(gathering, "tour", by=world.driss)
    own = adapting.start(world.circle, guide=guides.guide("tour"), by=world.driss)
    posts = {
        f"/gatherings/{gathering.pk}/answers/{run.pk}/": {"text": MEGABYTE},
        f"/circles/{world.circle.pk}/charter/": {"text": MEGABYTE},
        "/circles/new/": {"name": MEGABYTE, "kind": "team", "voice": "patient"},
        "/account/name/": {"name": MEGABYTE},
        "/enter/": {"code": MEGABYTE},
        f"/guides/own/{own.pk}/words/": {"edition": "1", "title-fr": MEGABYTE},
        f"/circles/{world.circle.pk}/gatherings/new/": {"guide": "tour", "mode": "live", "subject": MEGABYTE},
        f"/gatherings/{gathering.pk}/scribe/": {"name": MEGABYTE, "voice": "patient"},
    }
    assert {path: driss.post(path, data).status_code for path, data in posts.items()} == dict.fromkeys(
        posts, 422
    )


def test_a_nul_in_any_form_is_refused_with_a_sentence(driss, world):
    gathering = cast.gathering_of(world, "tour")
    run = walk_to(gathering, "tour", by=world.driss)
    nul = "mot\x00mot"
    posts = {
        f"/gatherings/{gathering.pk}/answers/{run.pk}/": {"text": nul},
        f"/circles/{world.circle.pk}/charter/": {"text": nul},
        "/circles/new/": {"name": nul, "kind": "team", "voice": "patient"},
        "/account/name/": {"name": nul},
        "/account/erasure/": {"sure": nul},
        "/enter/": {"code": nul},
        f"/circles/{world.circle.pk}/gatherings/new/": {"guide": "tour", "mode": "live", "subject": nul},
        f"/circles/{world.circle.pk}/invitations/": {"most_uses": "1", "days": "3", "charge": nul},
        f"/gatherings/{gathering.pk}/roles/": {"role": nul, "person": str(world.amina.pk)},
        "/language/": {"language": nul},
    }
    assert {path: driss.post(path, data).status_code for path, data in posts.items()} == dict.fromkeys(
        posts, 422
    )


def test_a_choice_that_is_not_in_the_list_is_refused_with_its_sentence(driss, world):
    gathering = cast.gathering_of(world, "tour")
    for path, data, words in (
        ("/language/", {"language": "klingon"}, "Choisissez français ou anglais."),
        (f"/circles/{world.circle.pk}/charges/", {"person": world.amina.pk, "charge": "king"}, "Choisissez une charge dans la liste."),
        (f"/gatherings/{gathering.pk}/roles/", {"person": world.amina.pk, "role": "king"}, "Choisissez une personne présente."),
        (f"/circles/{world.circle.pk}/charter/", {"text": " "}, "Écrivez d’abord le texte de la charte."),
        (f"/circles/{world.circle.pk}/charter/signature/", {"number": "7"}, "La charte a changé depuis que vous l’avez lue. Relisez-la, puis signez."),
        ("/enter/", {"code": "123 456 789"}, "Ce code n’ouvre aucune séance en ce moment."),
        ("/account/erasure/", {"sure": "peut-être"}, "Pour confirmer, écrivez le mot « oui »."),
    ):  # fmt: skip
        response = driss.post(path, data)
        assert response.status_code == 422 and words in sentence(response), path
    for path, data in (
        ("/account/preferences/", {"language": "klingon", "cadence": "hourly"}),
        (f"/circles/{world.circle.pk}/gatherings/new/", {"guide": "tour", "mode": "by post"}),
        ("/circles/new/", {"name": "Cercle", "kind": "tribe", "voice": "king"}),
    ):
        assert driss.post(path, data).status_code == 422, path


def test_a_wrong_language_in_a_header_or_a_cookie_falls_back_on_french(client, db):
    for language in ("klingon", "xx-\x00", "fr" * 400, "*"):
        client.cookies["django_language"] = language.replace("\x00", "")
        response = client.get("/promises/", headers={"accept-language": language})
        assert (response.status_code, response.headers["Content-Language"]) == (200, "fr")


def test_what_was_typed_comes_back_with_the_refusal(driss, world):
    gathering = cast.gathering_of(world)
    run = to_consent(world, gathering)
    typed = "Je ne peux pas vivre avec cela <b>la nuit</b>, nous ne sommes que deux."
    gatherings.close_step(gathering, by=world.driss, anyway=True)
    late = driss.post(
        f"/gatherings/{gathering.pk}/answers/{run.pk}/",
        {"stance": "objection", "reason": typed, "version": "1"},
    )
    assert late.status_code == 422
    assert "Cette étape est close. Votre texte est resté ici" in sentence(late)
    assert escape(typed) in late.content.decode() and typed not in late.content.decode()


def test_a_form_sent_back_holds_what_was_typed_beside_what_is_missing(driss, world):
    gathering = cast.gathering_of(world)
    run = to_consent(world, gathering)
    sent = {"stance": "objection", "reason": "", "would_help": "Commencer par le jour.", "version": "1"}
    response = driss.post(f"/gatherings/{gathering.pk}/answers/{run.pk}/", sent)
    assert response.status_code == 422
    page = sentence(response)
    assert "Commencer par le jour." in page
    assert "Dites en une phrase ce que vous ne pouvez pas accepter, et pourquoi." in page


def test_an_answer_about_another_text_is_refused_and_no_position_is_taken(driss, world):
    gathering = cast.gathering_of(world)
    run = to_consent(world, gathering)
    for version in ("0", "2", "", "²", "9" * 30):
        response = driss.post(
            f"/gatherings/{gathering.pk}/answers/{run.pk}/", {"stance": "consent", "version": version}
        )
        assert response.status_code == 422, version
    gatherings.answer(run, answer=consenting(), by=world.driss)


def test_the_same_sending_counts_once(driss, world):
    key = "8b0e0a6e-0000-4000-8000-000000000001"
    data = {"name": "Un cercle", "kind": "team", "voice": "patient", "once": key}
    answers = [driss.post("/circles/new/", data) for _ in range(3)]
    *_, made = circles_of(world.driss)
    assert [c.name for c in circles_of(world.driss)] == ["Mémoire", "Un cercle"]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, f"/circles/{made.pk}/")
    ] * 3
    assert driss.post("/circles/new/", {**data, "once": "nonsense"}).status_code == 302


def test_what_was_refused_is_mended_on_the_page_before_and_sent_again(driss, world):
    """Back, and the same page with the same key: nothing was done the first time."""
    key = "8b0e0a6e-0000-4000-8000-000000000002"
    data = {"name": "Un cercle", "kind": "team", "voice": "patient", "once": key}
    assert driss.post("/circles/new/", {**data, "voice": "king"}).status_code == 422
    assert driss.post("/circles/new/", data).status_code == 302
    assert [c.name for c in circles_of(world.driss)] == ["Mémoire", "Un cercle"]


@pytest.mark.parametrize(
    "path", ["/circles/{}/", "/circles/{}/pair/", "/calls/1/care/{}/2/", "/practices/{}/"]
)
def test_a_number_longer_than_any_database_counts_is_not_found(driss, path):
    assert driss.get(path.format(10**25)).status_code == 404


def test_a_page_open_for_too_long_says_to_reload(world):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(world.driss)
    for token in ("", "x" * 64):
        response = careful.post("/account/name/", {"name": "Autre", "csrfmiddlewaretoken": token})
        assert response.status_code == 403 and "<h1" in sentence(response)
    assert Person.objects.get(pk=world.driss.pk).name == "Driss"


def test_a_link_to_keep_ones_words_is_refused_when_it_is_old_or_forged(driss, world):
    rose = people.welcome_guest(name="Rose")
    token = signing.dumps(rose.pk, salt=KEEP)
    assert "Rose" in sentence(driss.get(f"/account/keep/{token}/"))
    stale = "Ce lien n’est plus valable. Revenez à la séance, et choisissez de nouveau « Garder ce que j’ai écrit »."
    old = signing.TimestampSigner(salt=KEEP)
    old.timestamp = lambda: signing.b62_encode(int((datetime.now(UTC) - timedelta(days=2)).timestamp()))
    aged = old.sign_object(rose.pk)
    forged = (aged, token[:-1] + "!", signing.dumps(rose.pk, salt="another"), "nonsense", "%00")
    for bad in forged:
        for response in (driss.get(f"/account/keep/{bad}/"), driss.post(f"/account/keep/{bad}/")):
            assert response.status_code == 422 and stale in sentence(response), bad
    assert Person.objects.get(pk=rose.pk).is_active


def test_a_method_that_is_not_offered_is_refused(driss, world):
    for path in ("/", f"/circles/{world.circle.pk}/"):
        assert driss.post(path).status_code == 405
    for path in ("/account/name/", "/account/data.json", f"/circles/{world.circle.pk}/charges/"):
        answer = driss.get(path)
        assert (answer.status_code, answer["Allow"]) == (405, "POST")
        assert "Cette adresse n’est pas une page" in answer.content.decode()
