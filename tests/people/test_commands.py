"""Coming in with a first name, preferences, joining an account, being forgotten."""

import json
from datetime import UTC, date, datetime

import pytest

from polyphonie.base import clock, facts, holdings
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as circle_queries
from polyphonie.commitments import queries as commitments
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries as gathering_queries
from polyphonie.people import commands, queries
from polyphonie.people.queries import Person
from polyphonie.steps.commit.kind import KIND as COMMIT
from polyphonie.steps.propose.kind import KIND as PROPOSE
from polyphonie.steps.round.kind import KIND as ROUND
from tests import cast
from tests.base.said import refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def test_a_guest_comes_in_with_a_first_name_and_nothing_else(db):
    rose = commands.welcome_guest(name="  Rose ", language="en", plain=True)
    assert (rose.name, rose.email, rose.language, rose.plain, rose.is_guest) == (
        "Rose",
        None,
        "en",
        True,
        True,
    )
    assert not rose.has_usable_password()
    assert [(t.name, t.ids) for t in facts.log(f"person:{rose.pk}")] == [
        ("GuestWelcomed", {"person": rose.pk})
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Écrivez un prénom, ou le nom que vous voulez qu’on lise."),
        (" \t\n", "Écrivez un prénom, ou le nom que vous voulez qu’on lise."),
        ("R" * 61, "Ce nom est trop long : 60 lettres au plus."),
    ],
)
def test_a_name_is_something_and_not_a_paragraph(world, name, why):
    with refused(why):
        commands.welcome_guest(name=name)
    with refused(why):
        commands.rename(world.amina, name=name, by=world.amina)
    assert queries.person(world.amina.pk).name == "Amina"


def test_a_name_and_preferences_change_and_leave_their_facts(world):
    commands.rename(world.amina, name=" Amina B. ", by=world.amina)
    commands.prefer(world.amina, language="en", plain=True, cadence="never", by=world.amina)
    kept = queries.person(world.amina.pk)
    assert (kept.name, kept.language, kept.plain, kept.cadence) == ("Amina B.", "en", True, "never")
    assert [t.name for t in facts.log(f"person:{kept.pk}")] == ["PersonRenamed", "PreferencesChanged"]


def test_rank_reads_nothing(world):
    root = cast.person("Root", is_superuser=True)
    assert not root.has_perm("circles.view_entry") and not root.has_module_perms("circles")
    assert circle_queries.circle_for(world.circle.pk, to=root) is None


def a_guest_who_gave(w) -> tuple[Person, gathering_queries.Gathering]:
    """Rose, a guest, carries the proposal, speaks, and chooses a small step in Driss's gathering."""
    gathering = cast.gathering_of(w, "petits-pas", among=("Amina", "Bruno"))
    rose = gatherings.welcome_guest(gathering, name="Rose", voice="patient")
    for answers in (
        {},
        {},
        {},
        {},
        {rose: ROUND.Answer("Je viens avec ma sœur.")},
        {rose: COMMIT.Answer("Un appel.")},
    ):
        run = gatherings.open_next(gathering, by=w.driss)
        for who, said in answers.items():
            gatherings.answer(run, answer=said, by=who)
        gatherings.close_step(gathering, by=w.driss, anyway=True)
    return rose, gathering


def test_attaching_a_guest_gives_the_account_all_that_the_guest_wrote(world):
    rose, gathering = a_guest_who_gave(world)
    before = holdings.about(rose)
    assert [len(before["gatherings"]), len(before["commitments"])] == [2, 1]
    account = cast.person("Rosalie")
    commands.attach_guest(rose, to=account, by=account)
    after, left = holdings.about(account), holdings.about(Person.objects.get(pk=rose.pk))
    for room in ("circles", "gatherings", "commitments", "decisions"):
        assert after[room] == before[room]
    assert left["gatherings"] == left["commitments"] == left["circles"]["memberships"] == []
    assert gathering_queries.gathering_for(gathering.pk, to=account) == gathering
    assert [c.text for c in commitments.of_person(account)] == ["Un appel."]
    assert queries.person(rose.pk) is None


def test_the_number_of_an_attached_guest_is_closed_for_ever(world):
    rose = commands.welcome_guest(name="Rose")
    commands.attach_guest(rose, to=world.amina, by=world.amina)
    rose.refresh_from_db()
    assert (rose.is_active, rose.name) == (False, "")
    with refused("Ces contributions ont déjà un compte. Entrez avec l’adresse de ce compte."):
        commands.attach_guest(rose, to=world.bruno, by=world.bruno)


def test_attaching_is_refused_between_accounts_and_between_guests(world):
    with refused("Ces contributions ont déjà un compte. Entrez avec l’adresse de ce compte."):
        commands.attach_guest(world.amina, to=world.bruno, by=world.bruno)
    rose, marc = commands.welcome_guest(name="Rose"), commands.welcome_guest(name="Marc")
    with refused("Entrez d’abord avec votre adresse électronique."):
        commands.attach_guest(rose, to=marc, by=marc)


def test_somebody_who_also_came_as_a_guest_is_still_here_once_attached(world):
    """Bruno came in on his laptop, then as a guest on his phone; then he says that both are he."""
    gathering = cast.gathering_of(world, "tour", among=("Amina", "Bruno"))
    with clock.at(NOON.replace(hour=13)):
        phone = gatherings.welcome_guest(gathering, name="Bruno", voice="professional")
        commands.attach_guest(phone, to=world.bruno, by=world.bruno)
        assert [s.name for s in gathering_queries.speakers_of(gathering)] == ["Driss", "Amina", "Bruno"]


def test_a_guests_signature_goes_to_the_account(world):
    circles.write_charter(world.circle, text="Nous nous écoutons.", by=world.driss)
    secret = circles.invite(world.circle, by=world.driss)
    rose = commands.welcome_guest(name="Rose")
    circles.accept_invitation(secret, voice="patient", by=rose)
    circles.sign_charter(world.circle, number=1, by=rose)
    account = cast.person("Rosalie")
    commands.attach_guest(rose, to=account, by=account)
    assert circle_queries.charter(world.circle, to=account)[1:] == (["Rosalie"], True)


def test_erasing_somebody_forgets_them_in_every_room_and_keeps_an_empty_number(world):
    rose, gathering = a_guest_who_gave(world)
    account = cast.person("Rosalie")
    commands.attach_guest(rose, to=account, by=account)
    circles.enter(world.circle, person=account, voice="patient", by=world.driss)
    circles.write_charter(world.circle, text="Nous nous écoutons.", by=world.driss)
    circles.sign_charter(world.circle, number=1, by=account)
    words = json.dumps(holdings.about(account), ensure_ascii=False)
    assert "ma sœur" in words and "Un appel." in words
    commands.erase(account, by=account)
    account.refresh_from_db()
    assert (account.name, account.email, account.is_active, account.shown) == ("", None, False, "—")
    assert account.erased_at == NOON
    held = holdings.about(account)
    assert (held["gatherings"], held["commitments"], held["notices"]) == ([], [], [])
    assert [m["to"] for m in held["circles"]["memberships"]] == [NOON.isoformat()] * 2
    assert [t.name for t in facts.log(f"person:{account.pk}")][-1] == "PersonErased"
    record = gathering_queries.record_of(gathering, to=world.amina).to_markdown("fr")
    assert "sœur" not in record and "Un appel" not in record and "Rosalie" not in record
    assert circle_queries.charter(world.circle, to=world.amina)[1] == []


def test_the_number_of_somebody_erased_is_never_given_again_and_their_address_is_free(world):
    number = world.farid.pk
    commands.erase(world.farid, by=world.farid)
    assert queries.by_email("farid@valmont.example") is None
    again = cast.person("Farid")
    assert again.pk > number and queries.person(number) is None
    assert circle_queries.circle_for(world.elsewhere.pk, to=again) is None


def test_erasing_keeps_a_proposal_for_the_circle_without_the_name(world):
    gathering = cast.gathering_of(world)
    gatherings.open_next(gathering, by=world.driss)
    gatherings.close_step(gathering, by=world.driss)
    run = gatherings.open_next(gathering, by=world.driss)
    said = PROPOSE.Answer("Nous appelons le mardi.", date(2027, 5, 1).isoformat())
    gatherings.answer(run, answer=said, by=world.claire)
    gatherings.close_step(gathering, by=world.driss)
    commands.erase(world.claire, by=world.claire)
    record = gathering_queries.record_of(gathering, to=world.amina).to_markdown("fr")
    assert "Nous appelons le mardi." in record and "Claire" not in record


def test_my_data_holds_exactly_what_is_mine(world):
    a_guest_who_gave(world)
    farid = holdings.about(world.farid)
    assert sorted(farid) == [
        "bricolages",
        "circles",
        "commitments",
        "decisions",
        "exports",
        "gatherings",
        "listening",
        "notices",
        "people",
        "practices",
        "programmes",
        "public sheets",
        "requests",
        "sheets from elsewhere",
        "syntheses",
        "trials",
    ]
    assert farid["people"] == {
        "name": "Farid", "email": "farid@valmont.example", "language": "fr", "plain": False, "mail": "digest",
        "time zone": "", "since": NOON.isoformat(),
    }  # fmt: skip
    words = json.dumps(farid, ensure_ascii=False)
    assert [w for w in ("Mémoire", "Rose", "sœur", "Amina") if w in words] == []
    assert (farid["gatherings"], farid["commitments"], farid["notices"]) == ([], [], [])
