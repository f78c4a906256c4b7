"""A request: of somebody who can answer, by a date, with a reason; read by the circle, and by nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from polyphonie.base import clock
from polyphonie.base.scope import open_door, reading
from polyphonie.circles import commands as circles
from polyphonie.commitments import commands, queries
from polyphonie.gatherings import commands as gatherings
from polyphonie.notices import letters, reactions
from polyphonie.notices.models import Letter, Notice
from polyphonie.people import commands as people
from tests import cast
from tests.base.said import refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TODAY = date(2027, 3, 1)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def ask(w, name="Amina", *, text="Un chariot de plus.", to="Jeanne, cadre", days=30, **more):
    return commands.ask_for(
        text=text,
        to_name=to,
        due_on=TODAY + timedelta(days=days),
        home=w.circle,
        circle=w.circle,
        by=w[name],
        **more,
    )


@reading
def replies(made) -> int:
    return made.replies.count()


def answers(w, made, who="Bruno"):
    return [(r.stance, r.reason) for r in queries.request(made.pk, to=w[who]).replies]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"text": " "}, "Dites en une phrase ce que vous demandez."),
        ({"to": ""}, "Dites à qui vous le demandez."),
        ({"days": 91}, "Choisissez une date d’ici au 30/05/2027 : au-delà, une demande s’oublie."),
        ({"days": -1}, "Choisissez une date d’ici au 30/05/2027 : au-delà, une demande s’oublie."),
    ],
)
def test_a_request_needs_words_somebody_and_a_date(world, more, sentence):
    with refused(sentence):
        ask(world, **more)


def test_farid_neither_asks_nor_reads_nor_notes(world):
    with refused(NOT_FOUND):
        commands.ask_for(
            text="x", to_name="y", due_on=TODAY, home=world.circle, circle=world.circle, by=world.farid
        )
    made = ask(world)
    assert [r.row.pk for r in queries.requests_of(world.circle, to=world.bruno)] == [made.pk]
    assert queries.requests_of(world.circle, to=world.farid) == []
    assert queries.request(made.pk, to=world.farid) is None
    with refused(NOT_FOUND):
        commands.note_reply(made, stance="yes", by=world.farid)


def test_a_guest_asks_from_the_gathering_they_are_in_and_from_nowhere_else(world):
    gathering = cast.gathering_of(world, "edd")
    rose = gatherings.welcome_guest(gathering, name="Rose", voice="patient")
    with open_door():
        entry = circles.write_entry(gathering.assembly, kind="contribution", authors=[rose], by=rose)
    made = commands.ask_for(
        text="Un banc.",
        to_name="L’accueil",
        due_on=TODAY,
        home=world.circle,
        circle=world.circle,
        by=rose,
        source=entry,
    )
    assert queries.request(made.pk, to=world.bruno).row.asker == rose
    with refused(NOT_FOUND):
        commands.ask_for(
            text="Un banc.",
            to_name="L’accueil",
            due_on=TODAY,
            home=world.circle,
            circle=world.circle,
            by=rose,
        )


def test_no_and_partly_say_why(world):
    made = ask(world)
    for stance in ("no", "partly"):
        with refused("Dites en une phrase pourquoi : c’est cela qui permet au groupe d’avancer."):
            commands.reply(made, stance=stance, reason=" ")
    with refused("Choisissez une réponse : oui, non, en partie, reçu ou fait."):
        commands.reply(made, stance="maybe")
    commands.reply(made, stance="received")
    commands.reply(made, stance="no", reason="Pas de budget avant juin.")
    assert answers(world, made) == [("received", ""), ("no", "Pas de budget avant juin.")]


def test_who_asked_and_who_facilitates_note_an_answer_heard_aloud(world):
    made = ask(world)
    with refused("Seules la personne qui a demandé et celles qui animent le cercle notent une réponse."):
        commands.note_reply(made, stance="yes", by=world.bruno)
    commands.note_reply(made, stance="received", by=world.amina)
    commands.note_reply(made, stance="yes", by=world.driss)
    assert [r.noted_by for r in queries.request(made.pk, to=world.bruno).replies] == [
        world.amina,
        world.driss,
    ]


def test_the_register_puts_first_what_waits_and_says_what_is_late(world):
    late, soon, said_no = (
        ask(world, text="a", days=1),
        ask(world, text="b", days=9),
        ask(world, text="c", days=2),
    )
    commands.reply(said_no, stance="no", reason="Non.")
    with clock.at(NOON + timedelta(days=2)):
        seen = queries.requests_of(world.circle, to=world.bruno)
        assert [(r.row.pk, r.overdue, r.over) for r in seen] == [
            (late.pk, True, False),
            (soon.pk, False, False),
            (said_no.pk, False, True),
        ]
        opens = queries.open_requests([world.circle], to=world.bruno)
        assert {r.row.pk for r in opens} == {late.pk, soon.pk, said_no.pk}
    with clock.at(NOON + timedelta(days=60)):
        assert said_no.pk not in {r.row.pk for r in queries.open_requests([world.circle], to=world.bruno)}
    assert queries.open_requests([world.circle], to=world.farid) == []


def test_a_link_opens_its_request_and_nothing_once_it_is_old_forged_or_taken_back(world):
    made, other = ask(world), ask(world, text="Autre.")
    link = queries.link_of(made.pk)
    assert queries.by_link(link).row.pk == made.pk
    forged = queries.link_of(other.pk).split(":")[0] + ":" + ":".join(link.split(":")[1:])
    assert [queries.by_link(bad) for bad in (forged, "", "x" * 5000, link[:-1])] == [None] * 4
    circles.withdraw_entry(made.entry, by=world.amina)
    assert queries.by_link(link) is None
    with refused(NOT_FOUND):
        commands.reply(made, stance="yes")


def test_the_person_asked_does_not_read_who_noted_what(world, client):
    made = ask(world)
    commands.note_reply(made, stance="received", by=world.driss)
    assert "Driss" not in client.get(f"/asked/{queries.link_of(made.pk)}/").content.decode()


def test_taking_it_back_forgets_the_words_the_name_the_address_and_the_answers(world):
    made = ask(world, why="On partage.", to_email="jeanne@hopital.example")
    commands.reply(made, stance="yes", reason="Dès lundi.")
    assert queries.asked_by(world.amina)[0]["asked"] == "Un chariot de plus."
    circles.withdraw_entry(made.entry, by=world.amina)
    made.refresh_from_db()
    assert (made.text, made.why, made.to_name, made.to_email, replies(made)) == ("", "", "", "", 0)


def test_the_mail_to_the_person_asked_holds_a_link_and_no_words(world):
    made = ask(world, why="On partage.", to_email="jeanne@hopital.example")
    assert letters.deliver() == 1
    assert letters.deliver() == 0
    (sent,) = mail.outbox
    assert sent.to == ["jeanne@hopital.example"]
    assert queries.link_of(made.pk).split(":")[0] in sent.body
    words = (sent.subject + sent.body).lower()
    assert [w for w in ("chariot", "partage", "mémoire", "amina", "jeanne, cadre") if w in words] == []


def test_without_an_address_nothing_leaves(world):
    ask(world)
    assert (Letter.objects.count(), letters.deliver()) == (0, 0)


def test_the_person_asked_hears_again_before_the_day_and_who_asked_afterwards(world):
    made = ask(world, days=10, to_email="jeanne@hopital.example")
    for day in range(15):
        with clock.at(NOON + timedelta(days=day)):
            reactions.say_what_is_due()
    assert list(Letter.objects.order_by("pk").values_list("key", flat=True)) == [
        f"asked:{made.pk}",
        f"asked:{made.pk}:soon",
        f"asked:{made.pk}:last",
    ]
    assert list(Notice.objects.filter(kind="unanswered").values_list("person", "path")) == [
        (world.amina.pk, f"/requests/{made.pk}/")
    ]


def test_an_answer_stops_the_reminders_and_is_told_to_the_circle_once(world):
    made = ask(world, days=10, to_email="jeanne@hopital.example")
    commands.reply(made, stance="received")
    assert not Notice.objects.filter(kind="answer").exists()
    commands.reply(made, stance="yes")
    with clock.at(NOON + timedelta(days=9)):
        reactions.say_what_is_due()
    told = set(Notice.objects.filter(kind="answer").values_list("person", flat=True))
    assert told == {world[name].pk for name in ("Amina", "Bruno", "Claire", "Driss", "Elise")}
    assert Letter.objects.count() == 1


def test_erasing_somebody_leaves_no_word_of_their_requests(world):
    made = ask(world)
    people.erase(world.amina, by=world.amina)
    made.refresh_from_db()
    assert (made.asker, made.text) == (None, "")
