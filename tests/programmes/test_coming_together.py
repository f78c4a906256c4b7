"""Two who come together: those who coordinate learn of them once both have sent, and propose nobody else to them meanwhile."""

import pytest

from polyphonie.base.scope import open_door
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import PairProposal
from tests.base.said import plain, refused
from tests.programmes.road import NOT_FOUND
from tests.programmes.test_needs import answer, answering, carry, shown, states
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db

IN_THEIR_CARE = (
    "Une relation de soin est déclarée entre ces deux personnes. Leur binôme ne peut se former que si les deux, et la "
    "coordination, l’acceptent par écrit."
)


def come(r, *, sent, care="", **more):
    """Amina, who sends or not, and Karim, who has begun by her link."""
    amina = r.apply("Zénobie", send=sent, themes=["sortie"], **more)
    karim = r.apply("Wilfrid", "professional", send=False, together=amina, care=care, themes=["sortie"])
    with open_door():
        return amina, karim, PairProposal.objects.get(first=amina)


def pages(r):
    paths = (f"/calls/{r.call.pk}/", f"/calls/{r.call.pk}/pairing/")
    return "".join(plain(browser(r.driss).get(path).content.decode()) for path in paths)


@pytest.mark.parametrize("sent", [False, True])
def test_coordinators_read_nothing_of_somebody_who_has_not_sent(r, sent):
    _, karim, proposal = come(r, sent=sent)
    page = pages(r)
    assert ("Zénobie" in page, "Wilfrid" in page, "viennent ensemble" in page) == (sent, False, False)
    assert queries.proposal(proposal.pk, to=r.driss) is None
    for verb in ("welcome", "end"):
        assert browser(r.driss).post(f"/proposals/pairs/{proposal.pk}/{verb}/").status_code == 404
    with refused(NOT_FOUND):
        commands.retain_pair(proposal, by=r.driss)
    r.write(karim)
    assert bool(queries.proposal(proposal.pk, to=r.driss)) is sent
    assert ("viennent ensemble" in pages(r)) is sent


def test_nobody_else_is_proposed_to_whoever_comes_with_somebody_who_has_not_sent(r):
    amina, _, proposal = come(r, sent=True)
    hanna = r.apply("Hanna", "professional", themes=["sortie"])
    assert (r.names(), r.seen().asked) == ([], ())
    r.answers(proposal, amina, yes=False)
    assert r.names() == [("Zénobie", "Hanna")]
    assert r.seen().asked == ()  # that it was refused is not theirs to read either
    assert r.propose(amina, hanna).pk


def test_once_the_call_is_over_nobody_waits_for_what_cannot_be_sent_any_more(r):
    come(r, sent=True)
    r.apply("Hanna", "professional", themes=["sortie"])
    commands.end_call(r.call, by=r.driss)
    assert r.names() == [("Zénobie", "Hanna")]


def test_coordinators_learn_nothing_of_care_that_was_not_sent(r):
    amina, karim, proposal = come(r, sent=True, care="Zénobie")
    page = browser(r.driss).post(f"/proposals/pairs/{proposal.pk}/welcome/").content.decode()
    assert "relation de soin" not in page
    assert "soin" not in pages(r).partition("Séparés")[2]
    r.write(karim, care="Zénobie")
    page = plain(browser(r.driss).post(f"/proposals/pairs/{proposal.pk}/welcome/").content.decode())
    assert IN_THEIR_CARE in page and "entre vous" not in page
    assert [(each.first, each.second) for each in queries.care_in(r.call, to=r.driss)] == [(amina, karim)]


def test_a_need_stands_until_whoever_comes_with_its_carrier_has_sent(r):
    hanna, amina = r.apply("Hanna", "professional"), r.apply("Amina")
    need = carry(r, hanna)
    answer(r, amina, need)
    rose = r.apply("Rose", send=False, together=r.again(hanna))
    assert (shown(r), answering(r)) == (["Diabétologie"], [("Diabétologie", ["Amina"])])
    assert states(r) == [[("Amina", "held")]]
    page = pages(r)
    assert "a trouvé quelqu’un" not in page and "dans un autre binôme" not in page
    r.write(rose)
    assert (shown(r), states(r)) == ([], [[("Amina", "taken")]])
