"""Tables of a workshop: who is there, who sits with whom, kept for those who walk, and what they reveal."""

import re
from datetime import timedelta
from itertools import combinations

import pytest

from polyphonie.base import clock
from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import Attendance, Seat
from tests import cast
from tests.base.said import plain, refused
from tests.programmes.company import MEMBERS, company, days, seated
from tests.programmes.road import NOON, NOT_FOUND
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def c(r):
    return company(r)


def compose(r, workshop, present, *, size=4, pairs="free", seed=1, by=None, keep=False):
    made = commands.compose_tables(
        workshop, present=present, size=size, pairs=pairs, seed=seed, by=by or r.driss
    )
    if keep:
        commands.keep_tables(workshop, by=r.driss)
    return made


def test_everybody_who_walks_is_there_the_coordinator_last_asked(r, c):
    seen = queries.at_workshop(days(r)[0].pk, to=r.driss)
    assert [each.name for each in seen.walkers] == sorted([*c.people, "Driss"])
    assert seen.present == frozenset(c.numbers())
    assert [each.name for each in seen.walkers if each.coordinates] == ["Driss"]


def test_attendance_says_who_noted_it_and_when_and_only_what_changed(r, c):
    first = days(r)[0]
    commands.note_attendance(first, present=c.numbers() - c.numbers("Abel"), by=r.driss)
    aide = cast.person("Aide")
    circles.enter(r.cohort.circle, person=aide, voice="patient", charge="cofacilitator", by=r.driss)
    with clock.at(NOON + timedelta(hours=1)):
        commands.note_attendance(first, present=c.numbers(), by=aide)
        commands.note_attendance(first, present=c.numbers(), by=r.driss)  # nothing changed
    with open_door():
        rows = {row.person.name: row for row in Attendance.objects.select_related("person", "noted_by")}
    told = {name: (row.present, row.noted_by.name, row.noted_at - NOON) for name, row in rows.items()}
    assert told["Abel"] == (True, "Aide", timedelta(hours=1))
    assert told["Berthe"] == (True, "Driss", timedelta(0))
    assert told["Driss"] == (False, "Driss", timedelta(0))
    names = [fact.name for fact in log(f"cohort:{r.cohort.pk}")]
    assert names == ["CohortBegun", "AttendanceNoted", "AttendanceNoted"]


def test_tables_are_a_draft_until_they_are_kept_and_then_for_those_who_walk(r, c):
    first = days(r)[0]
    compose(r, first, c.numbers())
    readers = {"driss": r.driss, "member": c["Abel"], "half": c["Ines"], "elise": r.elise, "farid": r.farid}
    assert [who for who, p in readers.items() if seated(first, p)] == ["driss"]
    commands.keep_tables(first, by=r.driss)
    assert [who for who, p in readers.items() if seated(first, p)] == ["driss", "member", "half"]
    assert [who for who, p in readers.items() if queries.at_workshop(first.pk, to=p)] == [
        "driss",
        "member",
        "half",
    ]
    tables = seated(first, r.driss)
    assert (sorted(map(len, tables)), everybody(tables)) == ([4, 4, 4], sorted(c.people))
    circles.leave(c.pairs[0], person=c["Ines"], by=c["Ines"])
    assert queries.at_workshop(first.pk, to=c["Ines"]) is None


def test_each_table_mixes_both_sides(r, c):
    first = days(r)[0]
    compose(r, first, c.numbers())
    side = {each.name: queries.side(each.voice) for each in queries.at_workshop(first.pk, to=r.driss).walkers}
    assert [{side[name] for name in table} for table in seated(first, r.driss)] == [{0, 1}] * 3


def test_what_coordinators_read_members_do_not(r, c):
    first = days(r)[0]
    compose(r, first, c.numbers(), pairs="together", keep=True)
    theirs, ours = (queries.at_workshop(first.pk, to=p) for p in (r.driss, c["Abel"]))
    assert (bool(theirs.said), ours.said, ours.walkers, ours.present) == (True, (), (), frozenset())
    assert ours.mine.number == next(n for w, n in ours.by_name if w.name == "Abel")
    assert theirs.mine is None


def everybody(tables):
    return sorted(name for table in tables for name in table)


def meetings(tables):
    return {frozenset(two) for table in tables for two in combinations(table, 2)}


def test_nobody_meets_the_same_people_again_while_it_can_be_avoided(r, c):
    """Twelve people at tables of three: two workshops without meeting again."""
    first, second = days(r)[:2]
    compose(r, first, c.numbers(), size=3, keep=True)
    compose(r, second, c.numbers(), size=3, keep=True)
    one, other = (seated(workshop, r.driss) for workshop in (first, second))
    assert meetings(one) & meetings(other) == set()
    said = [plain(each.fr) for each in queries.at_workshop(second.pk, to=r.driss).said]
    assert "Personne ne retrouve à sa table quelqu’un d’un autre atelier." in said


def test_tables_that_were_not_kept_are_no_memory(r, c):
    first, second = days(r)[:2]
    compose(r, first, c.numbers(), size=12)  # one table: everybody meets
    compose(r, second, c.numbers(), size=4)
    assert "Personne ne retrouve" in plain(queries.at_workshop(second.pk, to=r.driss).said[-2].fr)
    commands.keep_tables(first, by=r.driss)
    again = plain(queries.at_workshop(second.pk, to=r.driss).said[-2].fr)
    assert again == "Retrouvailles à une même table : 18. Aucune répartition n’en aurait moins de 18."


def test_pairs_sit_together_or_apart_as_asked(r, c):
    pairs = [{"Ines", "Jules"}, {"Kim", "Leon"}]
    for pairs_asked, expected in (("together", [True, True]), ("apart", [False, False])):
        compose(r, days(r)[0], c.numbers(), pairs=pairs_asked)
        tables = seated(days(r)[0], r.driss)
        assert [any(pair <= set(table) for table in tables) for pair in pairs] == expected


def test_somebody_away_leaves_the_others_where_they_are(r, c):
    first = days(r)[0]
    compose(r, first, c.numbers(), keep=True)
    before = seated(first, r.driss)
    compose(r, first, c.numbers() - c.numbers("Carlos"))
    assert seated(first, c["Abel"]) == [[name for name in table if name != "Carlos"] for table in before]
    compose(r, first, c.numbers())
    assert everybody(seated(first, r.driss)) == sorted(c.people)


@pytest.mark.parametrize("other", [{"pairs": "together"}, {"size": 2}, {"seed": 9}])
def test_kept_tables_asked_another_way_are_a_draft_until_they_are_kept_again(r, c, other):
    """What those would let people guess is read first; the room keeps nothing of a try."""
    first = days(r)[0]
    compose(r, first, c.numbers(), keep=True)
    compose(r, first, c.numbers(), **other)
    assert (seated(first, c["Abel"]), everybody(seated(first, r.driss))) == ([], sorted(c.people))
    commands.keep_tables(first, by=r.driss)
    assert seated(first, c["Abel"]) == seated(first, r.driss)


def test_many_who_come_late_get_tables_of_the_right_size(r, c):
    first = days(r)[0]
    compose(r, first, c.numbers("Abel", "Berthe", "Dora", "Emil"))
    assert list(map(len, seated(first, r.driss))) == [4]
    compose(r, first, c.numbers())
    assert sorted(map(len, seated(first, r.driss))) == [4, 4, 4]


def test_another_draw_or_another_size_makes_other_tables(r, c):
    first = days(r)[0]
    compose(r, first, c.numbers(), seed=1)
    one = seated(first, r.driss)
    compose(r, first, c.numbers(), seed=2)
    assert seated(first, r.driss) != one
    compose(r, first, c.numbers(), seed=2, size=6)
    assert list(map(len, seated(first, r.driss))) == [6, 6]


def test_what_the_tables_let_people_guess(r, c):
    """Worked by hand: 1 sits twice with 2 and with nobody else twice, so do 5 and 6; 4 has sat with everybody but 3; 1 has
    never sat with 5, nor with 6: nobody can tell which."""
    together = [((1, 2, 3), (4, 5, 6)), ((1, 2, 4), (3, 5, 6))]
    assert queries.guessable([(1, 2), (5, 6), (3, 4), (1, 5)], together) == [(1, 2), (5, 6), (3, 4)]
    assert queries.guessable([(1, 2), (5, 6)], together[:1]) == []
    assert queries.guessable([(1, 2)], [((1, 2), (3, 4))]) == [(1, 2)]  # a table of two says it at once
    apart = [((1, 3), (2, 4)), ((1, 4), (2, 3))]
    assert queries.guessable([(1, 2), (3, 4)], apart) == [(1, 2), (3, 4)]
    assert queries.guessable([(1, 9)], together) == []  # one of the two was never there


def test_the_coordinator_is_told_what_the_room_could_guess(r, c):
    first = days(r)[0]
    compose(r, first, c.numbers(), size=2, pairs="together")
    said = queries.at_workshop(first.pk, to=r.driss).said[-1]
    assert (
        plain(said.fr) == "Attention : qui compare toutes les tables peut reconnaître des binômes : 2 sur 2."
    )
    compose(r, first, c.numbers(), size=4, pairs="together")
    said = queries.at_workshop(first.pk, to=r.driss).said[-1]
    assert said.fr == "Qui compare toutes les tables ne peut reconnaître aucun binôme."


def test_a_service_is_known_where_the_coordinator_belongs_to_it_too(r, c):
    ward = circles.found_circle(name="Gériatrie", kind=Kind.TEAM, by=r.driss, voice="professional")
    secret = circles.found_circle(name="Secret", kind=Kind.TEAM, by=r.farid, voice="professional")
    for name in ("Abel", "Dora"):
        circles.enter(ward, person=c[name], voice=MEMBERS[name], by=r.driss)
        circles.enter(secret, person=c[name], voice=MEMBERS[name], by=r.farid)
    circles.enter(r.organisation, person=c["Emil"], voice="professional", by=r.elise)
    with open_door():
        made = queries.company(days(r)[0], c.numbers(), "free", to=r.driss)
    known = {guest.name: guest.service for guest in made.guests if guest.service}
    assert known == {str(c["Abel"].pk): "Gériatrie", str(c["Dora"].pk): "Gériatrie"}


def test_two_of_one_first_name_are_told_apart(r, c):
    twin = cast.person("Abel.b")
    people.rename(twin, name="Dr Abel Zidane", by=twin)
    circles.enter(r.cohort.circle, person=twin, voice="professional", by=r.driss)
    names = [each.name for each in queries.at_workshop(days(r)[0].pk, to=r.driss).walkers]
    assert names[:3] == ["Abel", "Abel 2", "Berthe"]


def test_refusals_say_what_to_do(r, c):
    first = days(r)[0]
    with refused("Cochez au moins 4 personnes présentes."):
        compose(r, first, c.numbers("Abel", "Berthe"))
    with refused("Choisissez des tables de 2 à 12 personnes."):
        compose(r, first, c.numbers(), size=1)
    with refused("Choisissez ce qui est demandé pour les binômes."):
        compose(r, first, c.numbers(), pairs="ailleurs")
    with refused("Composez d’abord les tables."):
        commands.keep_tables(first, by=r.driss)
    for by in (c["Abel"], c["Ines"], r.elise, r.farid):
        with refused(NOT_FOUND):
            compose(r, first, c.numbers(), by=by)
        with refused(NOT_FOUND):
            commands.note_attendance(first, present=(), by=by)
        with refused(NOT_FOUND):
            commands.keep_tables(first, by=by)


@pytest.mark.parametrize(
    ("present", "more", "said"),
    [
        (("Abel", "Dora", "Emil", "Berthe"), {"seed": "x"}, "Écrivez un nombre."),
        (("Abel", "Dora"), {"seed": "7"}, "Cochez au moins 4 personnes présentes."),
    ],
)
def test_what_was_ticked_and_chosen_comes_back_with_the_sentence(r, c, present, more, said):
    compose(r, days(r)[0], c.numbers())  # others were noted, and another choice was made
    sent = {"present": sorted(c.numbers(*present)), "size": "3", "pairs": "apart", "do": "compose"} | more
    answer = browser(r.driss).post(f"/workshops/{days(r)[0].pk}/tables/", sent)
    page = plain(answer.content.decode())
    assert (answer.status_code, said in page) == (422, True)
    form = page.split('id="present"')[1].split("</form>")[0]
    ticked = re.findall(r'<input type="checkbox" name="present" value="(\d+)"[^>]* checked>', form)
    assert {int(pk) for pk in ticked} == c.numbers(*present)
    assert re.findall(r'<input type="radio" name="pairs" value="(\w+)"[^>]* checked>', form) == ["apart"]
    assert re.findall(r'<option value="(\d+)" selected>', form) == ["3"]
    assert f'name="seed" value="{sent["seed"]}"' in form
    assert everybody(seated(days(r)[0], r.driss)) == sorted(c.people)  # the tables stand


def test_nobody_from_elsewhere_is_seated(r, c):
    compose(r, days(r)[0], c.numbers() | {r.farid.pk, 987654})
    assert everybody(seated(days(r)[0], r.driss)) == sorted(c.people)


def test_somebody_erased_leaves_the_tables_and_the_others_stay(r, c):
    first = days(r)[0]
    compose(r, first, c.numbers(), keep=True)
    own = [held for held in queries.held_about(c["Abel"]) if "workshop" in held]
    assert [(held.get("present"), held.get("table", 0) > 0) for held in own] == [(True, False), (None, True)]
    people.erase(c["Abel"], by=c["Abel"])
    assert everybody(seated(first, r.driss)) == sorted(set(c.people) - {"Abel"})
    with open_door():
        assert Seat.objects.count() == 11 and Attendance.objects.count() == 12  # Driss is away, and was noted


def test_a_guest_who_becomes_an_account_keeps_their_seat(r, c):
    rose, first = people.welcome_guest(name="Rose"), days(r)[0]
    circles.found_pair(
        r.cohort.circle, name="Binôme", halves=[(rose, "patient"), (c["Dora"], "professional")]
    )
    compose(r, first, c.numbers() | {rose.pk}, keep=True)
    account = cast.person("Rosalie")
    people.attach_guest(rose, to=account, by=account)
    assert "Rosalie" in everybody(seated(first, r.driss))
    with open_door():
        assert Seat.objects.filter(person=account).count() == 1
        assert Attendance.objects.filter(person=rose).count() == 0
