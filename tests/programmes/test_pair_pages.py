"""The pages of a pair in a browser; and that to anybody else, they say the same whether the two wrote or not."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.commitments import commands as commitments
from polyphonie.notices import commands as notices
from polyphonie.people.queries import Cadence, Person
from polyphonie.programmes import commands, queries
from tests.programmes.duo import agree
from tests.programmes.road import NOON
from tests.programmes.test_conversations import planned

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def of_the_pair(d) -> list[str]:
    here = f"/circles/{d.circle.pk}/pair/"
    return [here, *(f"{here}{part}/" for part in ("project", "step", "log", "leaving"))]


def test_the_two_open_every_page_and_nobody_else_any(d):
    for by in (d.amina, d.karim):
        assert [browser(by).get(path).status_code for path in of_the_pair(d)] == [200] * 5
    for by in (d.r.driss, d.lea, d.r.elise, d.r.farid, d.stranger):
        assert [browser(by).get(path).status_code for path in of_the_pair(d)] == [404] * 5
    assert [Client().get(path).status_code for path in of_the_pair(d)] == [404] * 5


def test_what_somebody_else_sends_changes_nothing(d):
    made = commands.write_page(d.seen(), text="À moi.", shown=True, by=d.amina)
    here = f"/circles/{d.circle.pk}/pair/"
    sent = {
        f"{here}agreement/": {},
        f"{here}project/": {"number": "0", "change": "x"},
        f"{here}step/": {"text": "x"},
        f"{here}log/": {"text": "x"},
        f"{here}between/": {"text": "x"},
        f"{here}leaving/": {"words": "keep"},
        f"/pairs/pages/{made.pk}/": {"do": "back"},
    }
    for by in (d.r.driss, d.r.elise, d.r.farid, d.stranger):
        assert [browser(by).post(path, given).status_code for path, given in sent.items()] == [404] * 7
    assert browser(d.karim).post(f"/pairs/pages/{made.pk}/", {"do": "back"}).status_code == 404
    assert [one.text for one in queries.pages(d.circle, to=d.karim)] == ["À moi."]


def test_amina_makes_her_place_from_her_phone(d):
    client, here = browser(d.amina), f"/circles/{d.circle.pk}/pair/"
    assert client.get(f"/circles/{d.circle.pk}/").url == here
    assert client.post(f"{here}project/", {"number": "0"}).status_code == 422
    lines = {"number": "0", "change": "Les sorties", "for_whom": "Les proches", "how_seen": "On appelle"}
    assert client.post(f"{here}project/", lines).url == here
    assert client.post(f"{here}step/", {"text": ""}).status_code == 422
    assert client.post(f"{here}step/", {"text": "Appeler Karim"}).url == here
    assert client.post(f"{here}log/", {"text": " ", "reader": "me"}).status_code == 422
    assert client.post(f"{here}log/", {"text": "Pour moi.", "about": "feeling"}).url == f"{here}log/"
    client.post(f"{here}log/", {"text": "Pour deux.", "about": "task", "reader": "two"})
    assert client.post(f"{here}between/", {"text": ""}).status_code == 422
    client.post(f"{here}between/", {"text": "Mon histoire."})
    read = browser(d.karim).get(here).content.decode()
    words = ("Les sorties", "Les proches", "On appelle", "Appeler Karim", "Pour deux.", "Mon histoire.")
    assert [word for word in words if word not in read] == []
    assert "Pour moi." not in read
    assert "Pour moi." not in client.get(here).content.decode()  # two people may look at one phone
    assert "Pour moi." in client.get(f"{here}log/").content.decode()


def test_a_page_is_shown_kept_tagged_and_taken_back_by_buttons(d):
    made = commands.write_page(d.seen(), text="Une page.", by=d.amina)
    client, at = browser(d.amina), f"/pairs/pages/{made.pk}/"

    def now(by=d.karim):
        return [(one.text, one.about) for one in queries.pages(d.circle, to=by)]

    client.post(at, {"do": "show", "about": "task"})
    assert now() == [("Une page.", "task")]
    client.post(at, {"do": "about", "about": "relation"})
    assert now() == [("Une page.", "relation")]
    client.post(at, {"do": "keep"})
    assert (now(), now(d.amina)) == ([], [("Une page.", "relation")])
    client.post(at, {"do": "back"})
    assert now(d.amina) == []


def test_the_agreement_is_one_button_for_either(d):
    here = f"/circles/{d.circle.pk}/pair/"
    gone = browser(d.amina).post(f"{here}agreement/").url
    assert gone.endswith("/console/")
    assert browser(d.karim).post(f"{here}agreement/").url == gone.removesuffix("console/")


def test_a_line_is_taken_back_by_whoever_added_it(d):
    kept = commands.keep_between(d.seen(), text="Mon histoire.", by=d.amina)
    here = f"/circles/{d.circle.pk}/pair/between/"
    assert browser(d.karim).post(here, {"back": kept.pk}).status_code == 422
    assert browser(d.amina).post(here, {"back": kept.pk}).status_code == 302
    assert queries.kept_between(d.circle, to=d.karim) == []


def test_one_leaves_with_one_click_and_one_confirmation(d):
    client, here = browser(d.amina), f"/circles/{d.circle.pk}/pair/leaving/"
    assert client.post(here, {"words": "keep"}).url == "/pairs/left/"
    assert client.get("/pairs/left/").status_code == 200
    assert client.get(here).status_code == 404
    assert "Personne n’est en faute" in browser(d.karim).get(f"/circles/{d.circle.pk}/pair/").content.decode()


def test_a_first_name_comes_back_by_their_link_to_what_was_kept(d):
    link = queries.application_link(d.applications[1].pk)
    commands.leave_pair(d.seen(), take_away=False, by=d.amina)
    client = Client()
    assert "Relire ce qui a été gardé" in client.get(f"/application/{link}/").content.decode()
    assert client.post(f"/application/{link}/pair/").status_code == 404
    gone = client.post(f"/application/{link}/pair/", {"proposal": d.proposal.pk})
    assert client.get(gone.url, follow=True).status_code == 200


def test_driss_plans_a_conversation_and_notes_it_and_amina_reads(d):
    at, client = f"/pairs/{d.proposal.pk}/conversations/", browser(d.r.driss)
    assert client.post(at, {"do": "plan", "at": ""}).status_code == 422
    assert client.post(at, {"do": "plan", "at": "2027-03-10T14:00"}).status_code == 302
    assert client.post(at, {"do": "note", "text": ""}).status_code == 422
    assert client.post(at, {"do": "note", "text": "Une note."}).status_code == 302
    assert "Une note." in browser(d.amina).get(at).content.decode()
    assert browser(d.amina).post(at, {"do": "note", "text": "x"}).status_code == 422
    assert [browser(by).get(at).status_code for by in (d.r.elise, d.r.farid, d.stranger)] == [404] * 3


# -- invisible to everybody else


def everything_they_write(d) -> None:
    agree(d, "Canari.")
    commands.write_project(d.seen(), number=0, change="Canari", by=d.amina)
    for shown in (True, False):
        commands.write_page(d.seen(), text="Canari.", about="feeling", shown=shown, by=d.amina)
    commands.keep_between(d.seen(d.karim), text="Canari.", by=d.karim)
    commitments.commit_to(text="Canari", due_on=NOON.date(), home=d.circle, circle=d.circle, by=d.karim)


def told(d, by) -> dict[str, tuple[int, bytes]]:
    """Every page where something of a pair might come through, as somebody else reads it: its status and its bytes."""
    cohort, organisation, pair = d.r.cohort.circle_id, d.r.organisation.pk, d.circle.pk
    parts = (
        "",
        "people/",
        "decisions/",
        "steps/",
        "requests/",
        "charter/",
        "waves/",
        "practices/",
        "journal/",
    )
    paths = [f"/circles/{circle}/{part}" for circle in (cohort, organisation, pair) for part in parts]
    paths += [f"/circles/{circle}/steps.csv" for circle in (cohort, organisation, pair)]
    paths += [
        *of_the_pair(d),
        "/",
        "/account/data/",
        "/practices/",
        "/syntheses/",
        f"/circles/{cohort}/programme/",
    ]
    paths += [
        f"/calls/{d.r.call.pk}/",
        f"/calls/{d.r.call.pk}/pairing/",
        f"/pairs/{d.proposal.pk}/conversations/",
    ]
    paths += [f"/applications/{one.pk}/" for one in d.applications]
    client = browser(by)
    answers = {path: client.get(path) for path in paths}
    return {path: (answer.status_code, steady(answer.content)) for path, answer in answers.items()}


def steady(body: bytes) -> bytes:
    """What changes from one reading to the next: the proof of a form, its key, the instant in a signed link."""
    body = re.sub(rb"/apply/[\w:-]+/", b"/apply/", body)
    return re.sub(rb'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]+', rb"\1", body)


@pytest.mark.parametrize("who", ["elise", "driss", "lea", "stranger", "farid"])
def test_to_anybody_else_every_answer_is_the_same_whether_the_two_wrote_or_not(d, who):
    planned(d)
    by = getattr(d, who, None) or getattr(d.r, who)
    before = told(d, by)
    everything_they_write(d)
    after = told(d, by)
    assert {path for path in before if before[path] != after[path]} == set()
    assert sum(status == 200 for status, _ in before.values()) >= 3  # something was read
    assert [path for path, (_, body) in after.items() if b"anari" in body] == []


def test_the_same_comparison_would_see_what_the_other_half_reads(d):
    before = told(d, d.karim)
    everything_they_write(d)
    assert before[of_the_pair(d)[0]] != told(d, d.karim)[of_the_pair(d)[0]]


def test_no_mail_says_that_there_is_a_pair(d):
    Person.objects.update(cadence=Cadence.AT_ONCE)
    mail.outbox.clear()
    planned(d)
    commands.note_conversation(d.talks(), text="Canari.", by=d.r.driss)
    everything_they_write(d)
    commands.leave_pair(d.seen(d.karim), take_away=False, by=d.karim)
    notices.deliver()
    sent = [f"{one.subject}\n{one.body}" for one in mail.outbox]
    assert len(sent) >= 1
    words = ("binôme", "pair ", "anari", "Karim", "Amina –", d.circle.name)
    assert [word for word in words for one in sent if word in one.partition("\n")[0]] == []
    assert [one for one in sent if "anari" in one] == []


def test_the_circles_of_a_pair_are_in_nobody_else_s_lists(d):
    planned(d)
    circles.enter(d.r.organisation, person=d.lea, voice="professional", by=d.r.elise)
    for by in (d.r.elise, d.r.farid, d.stranger):
        home = browser(by).get("/").content.decode()
        assert f"/circles/{d.circle.pk}/" not in home
    inside = browser(d.r.elise).get(f"/circles/{d.r.cohort.circle_id}/").content.decode()
    assert "Cercles à l’intérieur" not in inside
    assert d.circle.kind == Kind.PAIR


def test_the_place_asks_the_database_as_much_for_two_pages_as_for_twenty(d):
    planned(d)
    commands.note_conversation(d.talks(), text="Une note.", by=d.r.driss)
    everything_they_write(d)

    def asked() -> list[int]:
        counted = []
        for path in (of_the_pair(d)[0], of_the_pair(d)[3], f"/pairs/{d.proposal.pk}/conversations/"):
            with CaptureQueriesContext(connection) as queries_:
                assert browser(d.amina).get(path).status_code == 200
            counted.append(len(queries_))
        return counted

    few = asked()
    for number in range(20):
        commands.write_page(d.seen(), text=f"Page {number}.", shown=True, by=d.amina)
        commands.note_conversation(d.talks(), text=f"Note {number}.", by=d.r.driss)
    for number in range(15):
        commands.keep_between(d.seen(), text=f"Ligne {number}.", by=d.amina)
    assert asked() == few
