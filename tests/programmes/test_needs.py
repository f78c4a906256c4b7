"""A team says what it needs; somebody answers; they are brought nearer, and bound by nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polyphonie.base import beats, clock
from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import Need, NeedAnswer
from polyphonie.web.account.held_words import LABELS
from tests import cast
from tests.base.said import plain, refused
from tests.programmes.road import NOON, NOT_FOUND
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db

LINES = {
    "team": "Diabétologie",
    "what": "Revoir l’annonce d’un diabète.",
    "whom": "Une personne qui vit avec un diabète.",
    "time": "Deux heures par mois.",
}
GONE = (
    "Ce besoin n’est plus affiché : l’équipe a trouvé quelqu’un, ou l’a retiré. Vous pouvez poser votre "
    "candidature sans lui."
)


def carry(r, application, **lines):
    return commands.carry_need(r.again(application), lines=LINES | lines, by=None)


def shown(r):
    return [need.team for need in queries.open_needs(r.call)]


def answer(r, application, need, words=""):
    seen = queries.open_need(r.call, need.pk)
    commands.answer_need(r.again(application), need=seen, words=words, by=None)


def answering(r, to=None):
    """Who answers what, as a coordinator reads it."""
    return [
        (need.row.team, [row.application.name for row in need.answers])
        for need in queries.needs_of(r.call, to=to or r.driss)
    ]


@pytest.fixture
def n(r):
    """Hanna carries the need of her team; Amina and Ivo are there to answer."""
    r.hanna = r.apply("Hanna", "professional")
    r.need = carry(r, r.hanna)
    r.amina, r.ivo = r.apply("Amina"), r.apply("Ivo")
    return r


def test_a_need_stands_on_the_page_once_its_application_is_sent(r):
    hanna = r.apply("Hanna", "professional", send=False)
    carry(r, hanna)
    assert (shown(r), answering(r), queries.need_of(hanna).state) == ([], [], "draft")
    r.write(hanna)
    assert (shown(r), answering(r)) == (["Diabétologie"], [("Diabétologie", [])])
    assert queries.need_of(r.again(hanna)).state == "shown"
    facts = [fact.name for fact in log(f"call:{r.call.pk}")]
    assert facts == ["CallOpened", "ApplicationSent", "NeedPosted"]


def test_whoever_holds_the_link_reads_the_words_of_the_team_and_of_nobody(n):
    answer(n, n.amina, n.need, "canari")
    (seen,) = queries.open_needs(n.call)
    assert set(vars(seen)) == {"pk", "team", "what", "whom", "time", "seeks"}
    link = queries.link_of(n.call.pk)
    for path in (f"/apply/{link}/", f"/apply/{link}/needs/{n.need.pk}/"):
        page = browser().get(path).content.decode()
        met = [word for word in (*LINES.values(), "Hanna", "Amina", "canari") if word in page]
        assert met == list(LINES.values()), path


def test_only_those_who_coordinate_read_who_answers(n):
    answer(n, n.amina, n.need, "canari")
    member = cast.person("Membre")
    circles.enter(n.cohort.circle, person=member, voice="patient", by=n.driss)
    told = [("Diabétologie", ["Amina"])]
    assert [answering(n, to) for to in (n.driss, member, n.elise, n.farid)] == [told, [], [], []]
    assert [bool(queries.need(n.need.pk, to=to)) for to in (n.driss, member, n.farid)] == [True, False, False]
    paths = (f"/calls/{n.call.pk}/", f"/calls/{n.call.pk}/pairing/", f"/applications/{n.amina.pk}/")
    for path in paths:
        assert "Diabétologie" in browser(n.driss).get(path).content.decode()
        assert [browser(to).get(path).status_code for to in (member, n.elise, n.farid)] == [404] * 3
    carried = browser().get(f"/application/{queries.application_link(n.hanna.pk)}/").content.decode()
    assert [word for word in ("Diabétologie", "Amina", "canari") if word in carried] == ["Diabétologie"]


def test_a_need_that_nobody_answers_is_said(n):
    said = "Personne n’y a encore répondu."
    paths = (f"/calls/{n.call.pk}/", f"/calls/{n.call.pk}/pairing/")
    assert [said in plain(browser(n.driss).get(path).content.decode()) for path in paths] == [True, True]
    answer(n, n.amina, n.need)
    assert [said in plain(browser(n.driss).get(path).content.decode()) for path in paths] == [False, False]


def test_answering_begins_an_application_with_the_need_chosen(n):
    here = f"/apply/{queries.link_of(n.call.pk)}/needs/{n.need.pk}/"
    client = browser()
    assert client.post(here, {"name": "Rose"}).status_code == 422
    assert (
        client.post(here, {"name": "Rose", "voice": "manager"}).status_code == 422
    )  # of the team's own side
    mine = client.post(here, {"name": "Rose", "voice": "patient"}).url
    assert "Vous répondez à un besoin" in plain(client.get(mine).content.decode())
    assert answering(n) == [("Diabétologie", [])]  # nothing was sent
    client.post(mine, {"name": "Rose", "voice": "patient", "do": "send"})
    assert answering(n) == [("Diabétologie", ["Rose"])]


def test_one_changes_one_s_mind_before_sending_and_after(n):
    karim = n.apply("Karim", "manager")
    other = carry(n, karim, team="Accueil")
    rose = n.apply("Rose", send=False)
    mine = f"/application/{queries.application_link(rose.pk)}/needs/"
    client = browser()
    said = []
    for chosen, send in ((n.need.pk, False), (other.pk, True), (n.need.pk, True), ("", True)):
        assert client.post(mine, {"need": chosen, "words": "Moi."}).status_code == 302
        n.write(n.again(rose), send=send)
        said.append([names for _, names in answering(n)])
    assert said == [[[], []], [[], ["Rose"]], [["Rose"], []], [[], []]]
    facts = [fact.name for fact in log(f"call:{n.call.pk}") if fact.name.startswith("NeedAnswer")]
    assert facts == ["NeedAnswered", "NeedAnswered", "NeedAnswerTakenBack"]
    assert client.post(mine, {"need": "987654321"}).status_code == 422


def test_a_need_is_answered_from_the_other_side_in_its_own_call_while_it_is_shown(n):
    karim = n.apply("Karim", "manager")
    with refused(
        "Un binôme réunit une personne qui vit les soins et une personne qui y travaille. Ce besoin vient de "
        "votre côté : vous ne pouvez pas y répondre."
    ):
        answer(n, karim, n.need)
    elsewhere = commands.apply_to(n.other_call, name="Zoé", voice="patient", by=None)
    seen = queries.open_need(n.call, n.need.pk)
    with refused(GONE):
        commands.answer_need(elsewhere, need=seen, by=None)
    assert queries.open_need(n.other_call, n.need.pk) is None
    commands.take_need_back(n.again(n.hanna), by=None)
    with refused(GONE):
        commands.answer_need(n.again(n.amina), need=seen, by=None)
    page = browser().get(f"/apply/{queries.link_of(n.call.pk)}/needs/{n.need.pk}/")
    assert (page.status_code, "Ce besoin n’est plus affiché." in plain(page.content.decode())) == (200, True)


def test_whoever_carries_or_answers_stays_on_their_side(n):
    answer(n, n.amina, n.need)
    for application, voice in ((n.hanna, "patient"), (n.amina, "professional")):
        with refused(
            "Vous portez un besoin, ou répondez à un besoin, d’où vous parlez. Retirez d’abord ce besoin ou "
            "cette réponse."
        ):
            commands.save_application(n.again(application), given={"name": "X", "voice": voice}, by=None)
    commands.stop_answering(n.again(n.amina), by=None)
    commands.save_application(n.again(n.amina), given={"name": "A", "voice": "professional"}, by=None)


def test_an_answer_brings_the_two_together_where_nothing_else_tells_them_apart(n):
    assert n.names()  # two people could each go with Hanna
    for who, name in ((n.ivo, "Ivo"), (n.amina, "Amina")):
        commands.stop_answering(n.again(n.amina), by=None)
        commands.stop_answering(n.again(n.ivo), by=None)
        answer(n, who, n.need)
        assert n.names() == [(name, "Hanna")]
    (pair,) = n.seen().pairs
    assert "En commun, le besoin d’une équipe : Diabétologie" in plain(pair.why.fr)


def test_it_is_a_preference_and_the_coordinators_have_the_last_word(n):
    answer(n, n.amina, n.need)
    n.say(n.hanna, n.amina, "apart")
    assert n.names() == [("Ivo", "Hanna")]
    commands.take_back_word(n.call, word=n.seen().words[0].pk, by=n.driss)
    n.write(n.again(n.ivo), themes=["sortie"]), n.write(n.again(n.hanna), themes=["sortie"])
    assert n.names() == [("Amina", "Hanna")]
    commands.choose_rules(n.call, chosen={**queries.CHOSEN, "weight_needs": 0}, by=n.driss)
    assert n.names() == [("Ivo", "Hanna")]


def test_it_passes_over_no_refusal_and_leaves_nobody_alone(n):
    answer(n, n.amina, n.need)
    karim = n.apply("Karim", "professional", refuses="Ivo")
    assert n.names() == [("Amina", "Karim"), ("Ivo", "Hanna")]  # else Ivo would be alone
    commands.withdraw_application(n.again(karim), by=None)
    n.write(n.again(n.amina), refuses="Hanna")
    assert n.names() == [("Ivo", "Hanna")]


def test_nothing_weighs_less_where_nobody_answers(n):
    themes = {"themes": ["sortie", "douleur"]}
    n.write(n.again(n.hanna), **themes), n.write(n.again(n.ivo), **themes)
    before = {pair.names: pair.agreement for pair in n.seen().pairs}
    with open_door():
        Need.objects.all().delete()
    assert {pair.names: pair.agreement for pair in n.seen().pairs} == before


def states(n):
    return [[(a.application.name, a.state) for a in each.answers] for each in queries.needs_here(n.seen())]


def test_the_pairing_says_where_each_answer_stands_until_the_pair_is_formed(n):
    answer(n, n.amina, n.need), answer(n, n.ivo, n.need)
    said = [states(n)]
    n.say(n.hanna, n.ivo, "together")
    said.append(states(n))
    proposal = n.propose(n.ivo, n.hanna)
    said.append(states(n))
    n.answers(proposal, n.ivo), n.answers(proposal, n.hanna)
    said.append(states(n))
    (first,) = said[0]
    assert sorted(state for _, state in first) == ["computed", "free"]
    assert said[1:] == [
        [[("Amina", "free"), ("Ivo", "together")]],
        [[("Amina", "taken"), ("Ivo", "waiting")]],
        [[("Amina", "taken"), ("Ivo", "formed")]],
    ]


def test_one_click_keeps_the_two_together(n):
    answer(n, n.amina, n.need)
    path = f"/calls/{n.call.pk}/pairing/"
    assert "Garder avec Amina" in browser(n.driss).get(path).content.decode()
    sent = {"first": n.hanna.pk, "second": n.amina.pk, "kind": "together"}
    assert browser(n.driss).post(f"{path}words/", sent).status_code == 302
    assert states(n) == [[("Amina", "together")]]


def test_through_a_proposal_each_learns_that_one_answers_the_other(n):
    answer(n, n.amina, n.need, "canari")
    hers = f"/application/{queries.application_link(n.hanna.pk)}/"
    mine = f"/application/{queries.application_link(n.amina.pk)}/"

    def told():
        return [
            sentence in plain(browser().get(path).content.decode())
            for path, sentence in (
                (hers, "Amina répond au besoin que vous portez."),
                (mine, "Hanna porte le besoin auquel vous répondez : Diabétologie."),
            )
        ]

    assert told() == [False, False]
    proposal = n.propose(n.amina, n.hanna)
    assert (told(), "canari" in browser().get(hers).content.decode()) == ([True, True], False)
    n.answers(proposal, n.amina, yes=False)
    assert told() == [False, False]
    assert shown(n) == ["Diabétologie"]  # it still looks for somebody


def test_a_need_leaves_the_page_when_its_pair_is_formed_and_its_end_does_not_put_it_back(n):
    answer(n, n.amina, n.need)
    answer(n, n.ivo, n.need)
    proposal = n.propose(*next((p.first, p.second) for p in n.seen().pairs))
    assert shown(n) == ["Diabétologie"]
    with refused(
        "Un binôme vous est proposé. Répondez-y d’abord : votre besoin a peut-être trouvé quelqu’un."
    ):
        carry(n, n.hanna)
    n.answers(proposal, proposal.first)
    formed = n.answers(proposal, n.hanna)
    assert (shown(n), queries.need_of(n.again(n.hanna)).state) == ([], "met")
    with refused("Vous êtes en binôme : votre besoin a trouvé quelqu’un."):
        carry(n, n.hanna)
    with clock.at(NOON + timedelta(days=1)):
        carrier = n.again(n.hanna).person
        commands.leave_pair(queries.pair(formed.circle_id, to=carrier), take_away=False, by=carrier)
        assert shown(n) == []
    with clock.at(NOON + timedelta(days=2)):
        commands.take_need_back(n.again(n.hanna), by=None)
        carry(n, n.hanna)
        assert shown(n) == ["Diabétologie"]


def test_a_need_is_hidden_while_its_carrier_comes_with_somebody(n):
    n.apply("Rose", together=queries.together_by_link(queries.together_link(n.hanna.pk)))
    assert (shown(n), queries.need_of(n.again(n.hanna)).state) == ([], "met")


def test_a_need_lives_as_long_as_its_call_is_open(n):
    answer(n, n.amina, n.need)
    commands.end_call(n.call, by=n.driss)
    link = queries.link_of(n.call.pk)
    assert "Diabétologie" not in browser().get(f"/apply/{link}/").content.decode()
    over = queries.need_of(n.again(n.hanna)), queries.answered_by(n.again(n.amina))
    assert (over[0].state, over[1].looks, answering(n)) == ("over", True, [("Diabétologie", ["Amina"])])
    with refused("Cet appel est terminé. Ce que vous aviez envoyé est gardé, et ne change plus."):
        carry(n, n.hanna)
    commands.stop_answering(n.again(n.amina), by=None)  # one may always take back
    commands.take_need_back(n.again(n.hanna), by=None)
    assert answering(n) == []


def test_a_coordinator_takes_a_need_off_the_page_and_puts_it_back(n):
    answer(n, n.amina, n.need)
    path, seen = f"/needs/{n.need.pk}/", []
    for who in (n.farid, n.elise):
        assert browser(who).post(path, {"do": "withhold"}).status_code == 404
        with refused(NOT_FOUND):
            commands.withhold_need(queries.need(n.need.pk, to=n.driss), by=who)
    for do in ("withhold", "show"):
        assert browser(n.driss).post(path, {"do": do}).status_code == 302
        seen.append((shown(n), queries.need_of(n.again(n.hanna)).state, answering(n)))
    told = [("Diabétologie", ["Amina"])]
    assert seen == [([], "withheld", told), (["Diabétologie"], "shown", told)]
    commands.withhold_need(queries.need(n.need.pk, to=n.driss), by=n.driss)
    people.erase(n.driss, by=n.driss)
    with open_door():
        assert Need.objects.get().withheld_by is None


def test_a_need_taken_off_the_page_does_not_come_back_by_its_carrier_alone(n):
    commands.withhold_need(queries.need(n.need.pk, to=n.driss), by=n.driss)
    for team in ("Mémoire", "Accueil"):  # however often it is written anew
        commands.take_need_back(n.again(n.hanna), by=None)
        anew = carry(n, n.hanna, team=team)
        assert (shown(n), queries.need_of(n.again(n.hanna)).state) == ([], "withheld")
    assert [(need.row.team, need.state) for need in queries.needs_of(n.call, to=n.driss)] == [
        ("Accueil", "withheld")
    ]
    commands.show_need(queries.need(anew.pk, to=n.driss), by=n.driss)
    assert shown(n) == ["Accueil"]
    commands.take_need_back(n.again(n.hanna), by=None)
    carry(n, n.hanna)
    assert shown(n) == ["Diabétologie"]


def rows():
    with open_door():
        return Need.objects.count(), NeedAnswer.objects.count()


@pytest.mark.parametrize(("who", "left"), [("hanna", (0, 0)), ("amina", (1, 0))])
def test_withdrawing_ends_the_need_with_its_answers_or_the_answer(n, who, left):
    answer(n, n.amina, n.need)
    assert rows() == (1, 1)
    commands.withdraw_application(n.again(getattr(n, who)), by=None)
    assert rows() == left


def test_half_a_year_after_the_call_nothing_is_left(n):
    answer(n, n.amina, n.need)
    with clock.at(NOON + timedelta(days=200)):
        beats.tick()
        assert rows() == (1, 1)
    with clock.at(NOON + timedelta(days=215)):
        beats.tick()
        assert rows() == (0, 0)


def test_one_s_own_data_holds_them_and_erasing_leaves_nothing(r):
    hanna, amina = cast.person("Hanna"), cast.person("Amina")
    carried = commands.apply_to(r.call, name="Hanna", voice="professional", by=hanna)
    r.write(carried)
    need = carry(r, carried)
    answered = commands.apply_to(r.call, name="Amina", voice="patient", by=amina)
    answer(r, answered, need, "Moi.")
    held = [queries.held_about(hanna)[1], queries.held_about(amina)[1]]
    assert [{key: said for key, said in each.items() if key != "at"} for each in held] == [
        {
            "need I carry": LINES["what"], "team": LINES["team"], "looks for": LINES["whom"],
            "time asked": LINES["time"],
        },
        {"need I answer": LINES["team"], "in my words": "Moi."},
    ]  # fmt: skip
    assert [key for each in held for key in each if key not in LABELS] == []
    people.erase(amina, by=amina)
    assert rows() == (1, 0)
    people.erase(hanna, by=hanna)
    assert rows() == (0, 0)


def test_the_guard_shows_what_could_name_somebody_before_it_is_read_outside(r):
    hanna = r.apply("Hanna", "professional")
    path = f"/application/{queries.application_link(hanna.pk)}/need/"
    client = browser()
    assert client.post(path, LINES | {"team": ""}).status_code == 422
    named = LINES | {"what": "Écrire à Hanna : hanna@valmont.example"}
    first = client.post(path, named)
    assert (first.status_code, first.content.decode().count("<mark>"), shown(r)) == (422, 2, [])
    assert client.post(path, named | {"read_again": "1"}).status_code == 302
    assert shown(r) == ["Diabétologie"]
    assert client.post(path, LINES).status_code == 302  # nothing is seen any more
    assert queries.open_needs(r.call)[0].what == LINES["what"]
    assert client.post(path, {"do": "back"}).status_code == 302
    assert shown(r) == []


def test_two_teams_of_one_name_are_two_needs(n):
    karim = n.apply("Karim", "professional")
    other = carry(n, karim)
    answer(n, n.amina, other), answer(n, n.ivo, n.need)
    assert n.names() == [("Amina", "Karim"), ("Ivo", "Hanna")]


def test_pages_ask_as_many_questions_of_the_database_for_one_need_as_for_four(n):
    def asked() -> list[int]:
        found = []
        link = queries.link_of(n.call.pk)
        for who, path in (
            (n.driss, f"/calls/{n.call.pk}/"),
            (n.driss, f"/calls/{n.call.pk}/pairing/"),
            (None, f"/apply/{link}/"),
        ):
            client = browser(who)
            with CaptureQueriesContext(connection) as queries_:
                assert client.get(path).status_code == 200
            found.append(len(queries_))
        return found

    answer(n, n.amina, n.need)
    one = asked()
    for at in range(3):
        need = carry(n, n.apply(f"Soin{at}", "professional"), team=f"Équipe {at}")
        answer(n, n.apply(f"Patient{at}"), need)
    assert asked() == one
