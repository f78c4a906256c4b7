"""Beginning a circle, links into it, charges, leaving, nesting."""

from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock, facts, tokens
from polyphonie.circles import commands, queries
from polyphonie.circles.queries import Charge, Kind
from polyphonie.people import commands as people
from tests import cast
from tests.base.said import refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
CLOSED_LINK = (
    "Ce lien n’ouvre plus rien : il a déjà servi, ou sa date est passée. "
    "Demandez-en un nouveau à la personne qui vous l’a envoyé."
)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."
FOR_FACILITATORS = "Seules les personnes qui animent ce cercle peuvent faire cela. Demandez-leur."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def names(circle) -> list[str]:
    return [m.person.name for m in queries.members(circle)]


def come_in(secret, name) -> None:
    commands.accept_invitation(secret, voice="patient", by=cast.person(name))


def test_a_link_lets_in_as_many_people_as_it_was_made_for_and_no_more(world):
    secret = commands.invite(world.circle, by=world.driss, most_uses=2, charge=Charge.SECRETARY)
    come_in(secret, "Gaston")
    come_in(secret, "Hanna")
    with refused(CLOSED_LINK):
        come_in(secret, "Ibrahim")
    assert names(world.circle)[-2:] == ["Gaston", "Hanna"]
    assert [m.charge for m in queries.members(world.circle)][-2:] == ["secretary", "secretary"]


def test_a_member_who_opens_the_link_again_uses_nothing_up(world):
    secret = commands.invite(world.circle, by=world.driss)
    for _ in range(3):
        commands.accept_invitation(secret, voice="patient", by=world.amina)
    come_in(secret, "Gaston")
    assert names(world.circle)[-1] == "Gaston"


def test_a_wrong_a_used_an_old_and_a_revoked_link_are_refused_with_the_same_sentence(world):
    used = commands.invite(world.circle, by=world.driss)
    come_in(used, "Gaston")
    old = commands.invite(world.circle, by=world.driss, days=3)
    revoked = commands.invite(world.circle, by=world.driss)
    commands.revoke_invitation(queries.invitation(tokens.digest(revoked)), by=world.driss)
    with clock.at(NOON + timedelta(days=3)):
        for secret in (used, old, revoked, "wrong", "", "\x00", "é" * 5000):
            with refused(CLOSED_LINK):
                commands.accept_invitation(secret, voice="patient", by=world.farid)
    assert "Farid" not in names(world.circle)


def test_a_link_opens_until_its_last_instant(world):
    secret = commands.invite(world.circle, by=world.driss, days=3)
    with clock.at(NOON + timedelta(days=3, seconds=-1)):
        come_in(secret, "Gaston")
    assert names(world.circle)[-1] == "Gaston"


def test_the_secret_of_a_link_is_kept_as_a_digest_only(world):
    secret = commands.invite(world.circle, by=world.driss)
    kept = queries.invitation(tokens.digest(secret))
    assert secret not in [str(v) for v in vars(kept).values()]
    assert facts.log(commands.topic(world.circle))[-1].ids == {
        "circle": world.circle.pk,
        "invitation": kept.pk,
    }


@pytest.mark.parametrize(("uses", "days"), [(0, 14), (501, 14), (1, 0), (1, 91), (-1, -1)])
def test_a_link_without_bounds_is_refused(world, uses, days):
    with refused("Un lien sert à 1 à 500 personnes, pendant 1 à 90 jours."):
        commands.invite(world.circle, by=world.driss, most_uses=uses, days=days)


def test_what_looks_after_a_circle_is_for_those_who_facilitate_it(world):
    made = queries.invitation(tokens.digest(commands.invite(world.circle, by=world.driss)))
    tries = (
        lambda by: commands.invite(world.circle, by=by),
        lambda by: commands.revoke_invitation(made, by=by),
        lambda by: commands.give_charge(world.circle, person=world.amina, charge="secretary", by=by),
        lambda by: commands.leave(world.circle, person=world.amina, by=by),
        lambda by: commands.write_charter(world.circle, text="Nous nous écoutons.", by=by),
    )
    for verb in tries:
        with refused(FOR_FACILITATORS):
            verb(world.bruno)
        with refused(NOT_FOUND):
            verb(world.farid)


def test_a_charge_is_handed_over_and_taken_off(world):
    commands.give_charge(world.circle, person=world.amina, charge=Charge.COFACILITATOR, by=world.driss)
    assert queries.facilitates(world.circle, world.amina)
    commands.give_charge(world.circle, person=world.amina, charge="", by=world.amina)
    assert not queries.facilitates(world.circle, world.amina)
    with refused("Choisissez une charge dans la liste."):
        commands.give_charge(world.circle, person=world.amina, charge="director", by=world.driss)
    with refused(NOT_FOUND):
        commands.give_charge(world.circle, person=world.farid, charge="secretary", by=world.driss)


def test_when_the_last_facilitator_has_gone_any_member_may_look_after_the_circle(world):
    with refused(FOR_FACILITATORS):
        commands.invite(world.circle, by=world.amina)
    commands.leave(world.circle, person=world.driss, by=world.driss)
    assert commands.invite(world.circle, by=world.amina)
    with refused(NOT_FOUND):
        commands.invite(world.circle, by=world.farid)
    commands.give_charge(world.circle, person=world.amina, charge=Charge.FACILITATOR, by=world.bruno)
    with refused(FOR_FACILITATORS):
        commands.invite(world.circle, by=world.bruno)


def test_leaving_is_immediate_and_coming_back_is_a_new_stay(world):
    commands.leave(world.circle, person=world.amina, by=world.amina)
    assert queries.circle_for(world.circle.pk, to=world.amina) is None
    with refused(NOT_FOUND):
        commands.leave(world.circle, person=world.amina, by=world.amina)
    with clock.at(NOON + timedelta(days=1)):
        commands.enter(world.circle, person=world.amina, voice="patient", by=world.driss)
    stays = queries.held_about(world.amina)["memberships"]
    assert [(s["from"][:10], (s["to"] or "")[:10]) for s in stays] == [
        ("2027-03-01", "2027-03-01"),
        ("2027-03-02", ""),
    ]


def test_entering_twice_is_entering_once_with_the_first_voice(world):
    before = names(world.circle)
    again = commands.enter(world.circle, person=world.amina, voice="manager", by=world.amina)
    assert (names(world.circle), again.voice) == (before, "patient")
    with refused("Choisissez d’où vous parlez dans la liste."):
        commands.enter(world.circle, person=world.farid, voice="director", by=world.farid)


def test_a_nested_circle_gives_nothing_of_its_parent_and_the_parent_nothing_of_it(world):
    inner = commands.found_circle(
        name="Binôme", kind=Kind.PAIR, by=world.bruno, voice="professional", parent=world.circle
    )
    gaston = cast.person("Gaston")
    commands.enter(inner, person=gaston, voice="patient", by=world.bruno)
    assert [c.pk for c in queries.circles_inside(world.circle, to=world.bruno)] == [inner.pk]
    assert queries.circle_for(world.circle.pk, to=gaston) is None
    for who in (world.amina, world.driss, world.farid):
        assert queries.circle_for(inner.pk, to=who) is None
        assert list(queries.circles_inside(world.circle, to=who)) == []
    with refused(NOT_FOUND):
        commands.found_circle(
            name="Caché", kind=Kind.TEAM, by=world.farid, voice="patient", parent=world.circle
        )


def test_a_guest_or_a_nameless_circle_is_refused(world):
    guest = people.welcome_guest(name="Rose")
    with refused(
        "Pour créer un cercle, laissez d’abord une adresse électronique : vous pourrez ainsi y revenir."
    ):
        commands.found_circle(name="Cercle", kind=Kind.TEAM, by=guest, voice="patient")
    with refused("Donnez un nom au cercle."):
        commands.found_circle(name=" ", kind=Kind.TEAM, by=world.amina, voice="patient")


def test_farid_knows_of_no_circle_but_his_own(world):
    assert [c.name for c in queries.circles_of(world.amina)] == ["Mémoire"]
    assert [(c.name, c.people) for c in queries.circles_of(world.farid)] == [("Diabète", 1)]
    assert queries.circle_for(world.circle.pk, to=world.farid) is None


def test_my_data_holds_exactly_my_own_belongings(world):
    commands.write_charter(world.circle, text="Nous nous écoutons.", by=world.driss)
    held = queries.held_about(world.driss)
    assert [m["circle"] for m in held["memberships"]] == ["Mémoire"]
    assert held["charters"] == [{"circle": "Mémoire", "version": 1, "text": "Nous nous écoutons."}]
    assert queries.held_about(world.farid) == {
        "memberships": [
            {
                "circle": "Diabète",
                "voice": "professional",
                "charge": "facilitator",
                "from": NOON.isoformat(),
                "to": None,
            }
        ],
        "charters": [],
        "consents": [],
    }
