"""Coming in: a first time, a code by mail, a passkey; keeping what one wrote as a guest; a link that no longer opens."""

import re

import pytest

from tests.stories.conftest import LAPTOP, follow

pytestmark = [pytest.mark.browser, pytest.mark.server]


def ask_code(page, address):
    page.goto("/accounts/login/")
    page.get_by_label("Votre adresse électronique").fill(address)
    follow(page.get_by_role("button", name="Recevoir un code"))


def type_code(page, server, address):
    page.locator("input[name=code]").fill(server.last_code(address))
    follow(page.locator("main form button[type=submit]").first)


def sign_in(page, server, address):
    ask_code(page, address)
    type_code(page, server, address)


def open_gathering(driss) -> str:
    """Driss calls the weather in his circle; returns the nine digits."""
    driss.page.goto("/circles/2/gatherings/new/?guide=meteo")
    driss.page.get_by_role("button", name="Préparer la séance").click()
    return driss.page.locator(".join-code").inner_text()


def come_in(guest, code, name="Zoé"):
    guest.page.goto("/")
    guest.page.get_by_label("Le code de la séance").fill(code)
    guest.page.get_by_role("button", name="Rejoindre la séance").click()
    guest.page.get_by_label("Votre prénom").fill(name)
    guest.page.locator("label.check").first.click()
    guest.page.get_by_role("button", name="Entrer", exact=True).click()
    guest.page.get_by_text(f"Bienvenue {name}").wait_for()


def test_a_first_time_asks_for_a_first_name_and_an_address_and_nothing_more(somebody, valmont):
    page = somebody().page
    page.goto("/accounts/signup/")
    page.get_by_label("Votre prénom").fill("Nour")
    page.get_by_label("Votre adresse électronique").fill("nour@example.org")
    follow(page.get_by_role("button", name="Continuer"))
    type_code(page, valmont, "nour@example.org")
    page.get_by_text("Bonjour Nour").wait_for()
    page.get_by_role("link", name="Créer un cercle").first.click()
    page.get_by_label("Nom du cercle").fill("Les amis du mardi")
    page.locator("label.check").first.click()
    page.get_by_role("button", name="Créer le cercle").click()
    page.get_by_role("heading", name="Les amis du mardi").wait_for()


def test_an_address_that_nobody_has_is_answered_like_any_other(somebody, valmont):
    known, unknown = somebody().page, somebody().page
    ask_code(known, "bruno@valmont.example")
    ask_code(unknown, "nobody@example.org")
    seen = [re.sub(r"\S+@\S+", "…", page.locator("main").inner_text()) for page in (known, unknown)]
    assert seen[0] == seen[1]
    assert known.url == unknown.url


def test_a_passkey_opens_the_door_without_a_code(somebody, valmont):
    bruno = somebody(viewport=LAPTOP)
    page = bruno.page
    sign_in(page, valmont, "bruno@valmont.example")
    devtools = bruno.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        if page.locator("input[name=code]").count() == 0:
            follow(page.locator("main form button[type=submit]").first)
        type_code(page, valmont, "bruno@valmont.example")
    page.locator("input[name=name]").fill("Téléphone de Bruno")
    if page.locator("input[name=passwordless]").count():
        page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "add" not in url)
    page.goto("/account/")
    follow(page.get_by_role("button", name="Sortir"))
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    page.get_by_text("Bonjour Bruno").wait_for()


def test_a_guest_leaves_an_address_and_keeps_what_they_wrote(somebody, valmont):
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss")
    guest = somebody()
    come_in(guest, open_gathering(driss))
    address = guest.page.url
    guest.page.goto("/account/keep/")
    guest.page.get_by_label("Votre adresse électronique").fill("zoe@example.org")
    follow(guest.page.get_by_role("button", name="Recevoir un code"))
    type_code(guest.page, valmont, "zoe@example.org")
    guest.page.goto("/account/")
    guest.page.get_by_text("zoe@example.org").first.wait_for()
    elsewhere = somebody().page
    sign_in(elsewhere, valmont, "zoe@example.org")
    assert elsewhere.goto(address).status == 200


def test_a_guest_attaches_what_they_wrote_to_the_account_they_have(somebody, valmont):
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss")
    guest = somebody()
    come_in(guest, open_gathering(driss), name="Bibi")
    address = guest.page.url
    guest.page.goto("/account/keep/")
    follow(guest.page.get_by_role("button", name=re.compile("J’ai déjà un compte")))
    guest.page.get_by_label("Votre adresse électronique").fill("jeanne@valmont.example")
    follow(guest.page.get_by_role("button", name="Recevoir un code"))
    type_code(guest.page, valmont, "jeanne@valmont.example")
    guest.page.get_by_text("« Bibi », c’était vous").wait_for()
    follow(guest.page.get_by_role("button", name="Oui, c’était moi"))
    assert guest.page.goto(address).status == 200
    farid = somebody().walk_in_as("Farid")
    assert farid.page.goto(address).status == 404


def test_a_link_into_a_circle_serves_once_and_says_so_afterwards(somebody, valmont):
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss")
    driss.page.goto("/circles/1/people/")
    follow(driss.page.get_by_role("button", name="Préparer un lien"))
    link = driss.page.locator("code").inner_text()
    farid = somebody().walk_in_as("Farid")
    farid.page.goto(link)
    farid.page.locator("label.check").first.click()
    farid.page.get_by_role("button", name="Rejoindre le cercle").click()
    farid.page.get_by_role("heading", name="Hôpital Valmont").wait_for()
    bruno = somebody().walk_in_as("Bruno")
    assert bruno.page.goto(link).status == 422
    bruno.page.get_by_text("Ce lien n’ouvre plus rien").wait_for()
