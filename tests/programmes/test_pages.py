"""The pages of programmes, as a browser meets them: who is let in, what they say, what stays behind links."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from polyphonie.programmes import commands, queries
from tests import cast
from tests.base.said import plain

pytestmark = pytest.mark.django_db


def browser(person=None, **more):
    client = Client(**more)
    if person is not None:
        client.force_login(person)
    return client


def addresses(r, made):
    return [
        f"/circles/{r.cohort.circle_id}/programme/",
        f"/workshops/{r.cohort.workshops.first().pk}/",
        f"/circles/{r.cohort.circle_id}/calls/new/",
        f"/calls/{r.call.pk}/",
        f"/applications/{made.pk}/",
        f"/calls/{r.call.pk}/pairing/",
    ]


def test_only_the_coordinator_of_this_cohort_opens_its_pages(r):
    made = r.apply("Amina", contact="canari", themes=["sortie"])
    r.apply("Karim", "professional", themes=["sortie"])
    met = {
        who: [browser(person).get(path).status_code for path in addresses(r, made)]
        for who, person in (("driss", r.driss), ("elise", r.elise), ("farid", r.farid), ("nobody", None))
    }
    assert met == {"driss": [200] * 6, "elise": [404] * 6, "farid": [404] * 6, "nobody": [404] * 6}


@pytest.mark.parametrize("who", ["farid", "elise"])
def test_what_is_sent_by_somebody_else_changes_nothing(r, who):
    pair = r.apply("Amina", themes=["sortie"]), r.apply("Karim", "professional", themes=["sortie"])
    proposal = r.propose(*pair)
    client = browser(getattr(r, who))
    sent = {
        f"/circles/{r.cohort.circle_id}/programme/": {"starts_on": "2027-05-01"},
        f"/workshops/{r.cohort.workshops.first().pk}/": {"to": "2027-05-01"},
        f"/circles/{r.cohort.circle_id}/calls/new/": {"about": "x", "closes_on": "2027-05-01"},
        f"/calls/{r.call.pk}/end/": {},
        f"/calls/{r.call.pk}/pairing/": {"seed": "3"},
        f"/calls/{r.call.pk}/pairing/words/": {"back": "1"},
        f"/calls/{r.call.pk}/pairing/proposals/": {"pair": f"{pair[0].pk}-{pair[1].pk}"},
        f"/proposals/pairs/{proposal.pk}/welcome/": {},
        f"/proposals/pairs/{proposal.pk}/end/": {},
    }
    assert [client.post(path, given).status_code for path, given in sent.items()] == [404] * len(sent)
    assert [a.state for a in r.seen().asked] == ["waiting"]


def test_a_cohort_is_begun_from_the_page(r):
    client = browser(r.driss)
    bad = client.post("/cohorts/new/", {"template": "rien"})
    assert bad.status_code == 422
    given = {
        "template": "parcours-equipe",
        "name": "Nuit",
        "starts_on": "2027-04-05",
        "voice": "professional",
    }
    made = client.post("/cohorts/new/", given)
    assert made.status_code == 302
    assert "Une équipe, huit semaines de petits pas" in client.get(made.url).content.decode()


def test_somebody_applies_without_an_account_saves_and_sends(r):
    client, link = browser(), queries.link_of(r.call.pk)
    assert client.get(f"/apply/{link}/").status_code == 200
    assert client.post(f"/apply/{link}/", {"name": ""}).status_code == 422
    mine = client.post(f"/apply/{link}/", {"name": "Amina", "voice": "patient"}).url
    given = {"name": "Amina", "voice": "patient", "q_moi": "canari", "q_langues": ["francais"], "email": "x"}
    assert client.post(mine, given | {"do": "save"}).status_code == 422
    saved = client.post(mine, given | {"do": "save", "email": ""}).url
    assert "Rien n’est encore envoyé" in plain(browser().get(saved).content.decode())
    assert "canari" in browser().get(mine).content.decode()
    assert queries.applications_of(r.call, to=r.driss) == []
    client.post(mine, given | {"do": "send", "email": ""})
    assert [a.name for a in queries.applications_of(r.call, to=r.driss)] == ["Amina"]
    assert client.post(f"{mine}withdrawal/").status_code == 302
    assert client.get(mine).status_code == 404


def test_a_wrong_link_is_nothing(r):
    made = r.apply("Amina")
    for path in (
        "apply/x",
        f"apply/{queries.application_link(made.pk)}",
        "apply/together/x",
        "application/x",
    ):
        assert browser().get(f"/{path}/").status_code == 404
        assert browser().post(f"/{path}/", {"name": "A", "voice": "patient"}).status_code == 404
    for path in ("answer", "withdrawal", "pair"):
        assert browser().post(f"/application/x/{path}/", {"answer": "yes"}).status_code == 404


def paired(r):
    amina = r.apply("Amina", email="amina@ici.example", themes=["sortie"])
    karim = r.apply("Karim", "professional", contact="06 11 22", themes=["sortie"])
    proposal = r.propose(amina, karim)
    return amina, karim, proposal, [f"/application/{queries.application_link(a.pk)}/" for a in (amina, karim)]


def test_contact_details_pass_only_once_both_said_yes(r):
    _, _, proposal, (mine, theirs) = paired(r)

    def meets(path, words):
        return words in browser().get(path).content.decode()

    said = {"proposal": str(proposal.pk), "answer": "yes"}
    before = meets(mine, "06 11 22"), meets(theirs, "amina@ici.example")
    assert browser().post(f"{mine}answer/", said).status_code == 302
    half = meets(mine, "06 11 22"), meets(theirs, "amina@ici.example")
    assert browser().post(f"{theirs}answer/", said).status_code == 302
    after = meets(mine, "06 11 22"), meets(theirs, "amina@ici.example")
    assert (before, half, after) == ((False, False), (False, False), (True, True))


def test_a_first_name_comes_into_its_pair_by_its_own_link_and_nobody_else_does(r):
    amina, _, proposal, links = paired(r)
    alone = browser().post(f"{links[0]}pair/")
    assert alone.status_code == 404  # there is no pair yet
    for link in links:
        browser().post(f"{link}answer/", {"proposal": str(proposal.pk), "answer": "yes"})
    client = browser()
    here = client.post(f"{links[0]}pair/").url
    assert client.get(here).status_code == 200
    others = (r.driss, r.elise, r.farid, cast.person("Sam"))
    assert [browser(p).get(here).status_code for p in others] == [404] * 4
    assert "Karim" not in browser(r.driss).get(f"/circles/{r.cohort.circle_id}/").content.decode()
    assert browser(r.farid).post(f"{links[0]}pair/").status_code == 422  # under another name
    assert r.again(amina).person.is_guest


def test_why_not_and_other_possibilities_are_told_on_the_page(r):
    amina, karim = r.apply("Amina", themes=["sortie"]), r.apply("Karim", "professional", themes=["sortie"])
    r.apply("Rose", themes=["douleur"]), r.apply("Hugo", "manager", themes=["douleur"])
    hugo = next(a for a in queries.applications_of(r.call, to=r.driss) if a.name == "Hugo")
    path = f"/calls/{r.call.pk}/pairing/"
    told = plain(browser(r.driss).get(f"{path}?first={amina.pk}&second={hugo.pk}").content.decode())
    assert "Amina et Hugo ensemble, c’est possible." in told
    assert browser(r.driss).get(f"{path}?others&first=²&second=x").status_code == 200
    kept = {"first": amina.pk, "second": karim.pk, "kind": "together"}
    assert browser(r.driss).post(f"{path}words/", kept).status_code == 302
    assert "gardés ensemble" in browser(r.driss).get(path).content.decode()


def test_pages_speak_english_too(r):
    r.apply("Amina", themes=["sortie"]), r.apply("Karim", "professional", themes=["sortie"])
    client = browser(r.driss, headers={"accept-language": "en"})
    r.driss.language = "en"
    r.driss.save()
    told = client.get(f"/calls/{r.call.pk}/pairing/").content.decode()
    assert "In common, subjects: leaving hospital" in told


def test_a_call_that_is_over_says_so_whatever_is_sent(r):
    commands.end_call(r.call, by=r.driss)
    link = queries.link_of(r.call.pk)
    assert "Cet appel est terminé." in browser().get(f"/apply/{link}/").content.decode()
    for given in ({}, {"name": "Amina", "voice": "patient"}):
        assert browser().post(f"/apply/{link}/", given).status_code == 422


def test_a_call_to_which_nobody_answered_is_a_page_too(r):
    path = f"/calls/{r.call.pk}/pairing/"
    assert browser(r.driss).get(f"{path}?others&first=1&second=2").status_code == 200
    assert browser(r.driss).post(f"{path}proposals/").status_code == 422


def test_a_page_asks_as_many_questions_of_the_database_for_four_people_as_for_twelve(r):
    def asked() -> list[int]:
        client, found = browser(r.driss), []
        for path in (f"/calls/{r.call.pk}/pairing/", f"/calls/{r.call.pk}/"):
            with CaptureQueriesContext(connection) as queries_:
                assert client.get(path).status_code == 200
            found.append(len(queries_))
        return found

    def come(pairs: range) -> None:
        for at in pairs:
            r.apply(f"Patient{at}", themes=["sortie"])
            r.apply(f"Soin{at}", "professional", themes=["sortie"])

    come(range(2))
    four = asked()
    come(range(2, 6))
    assert asked() == four
