"""The journal on the chronology of a gathering that looks back: in its place, for those who read it already. And the guest?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import room_of
from polyphonie.exports.queries import record_file
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import moment, record_of
from polyphonie.guides import queries as guides
from polyphonie.guides.contract import registry
from polyphonie.practices import commands, queries
from polyphonie.steps.timeline.kind import Moment
from tests import cast
from tests.base.said import refused

pytestmark = pytest.mark.django_db
DAY = datetime(2027, 7, 1, 9, 0, tzinfo=UTC)  # eleven o'clock in Paris
NOTES = ("Mouiller les draps le soir", "Fermer les volets avant midi", "Laisser de l’eau partout")
FIRST, LAST = date(2027, 7, 1), date(2027, 7, 3)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."


@pytest.fixture
def w(db):
    with clock.at(DAY - timedelta(days=1)):
        return cast.world()


def noted(w) -> list:
    """One a day, by Amina, Bruno, Claire."""
    made = []
    for day, (name, what) in enumerate(zip(("Amina", "Bruno", "Claire"), NOTES, strict=True)):
        with clock.at(DAY + timedelta(days=day)):
            made.append(commands.note(w.circle, what=what, means="Des draps", by=w[name]))
    return made


def called(w):
    """The gathering that looks back, ten days later, with Nour who joined since and a guest; its chronology is open."""
    with clock.at(DAY + timedelta(days=9)):
        w.nour = cast.person("Nour")
        circles.enter(w.circle, person=w.nour, voice="patient", by=w.driss)
    gathering = gatherings.call_gathering(
        w.circle, guide=guides.guide("rex"), mode="live", by=w.driss, subject="La canicule"
    )
    gathering = gatherings.open_gathering(gathering, by=w.driss)
    for name, voice in (("Amina", "patient"), ("Bruno", "professional"), ("Nour", "patient")):
        gatherings.enter(gathering, person=w[name], voice=voice, by=w[name])
    guest = gatherings.welcome_guest(gathering, name="Zoé", voice="family")
    gatherings.open_next(gathering, by=w.driss)
    gatherings.close_step(gathering, by=w.driss, anyway=True)
    return gathering, gatherings.open_next(gathering, by=w.driss), guest


def on(gathering, who) -> list[str]:
    run = next(r for r in moment(gathering, to=who).runs if r.step.kind == "timeline")
    return [line.text for block in (run.context if run.open else run.blocks()) for line in block.lines]


def test_while_people_answer_it_lies_before_them_then_it_stands_in_its_place(w):
    noted(w)
    with clock.at(DAY + timedelta(days=10)):
        gathering, run, guest = called(w)
        commands.lay_out_journal(gathering, first_day=FIRST, last_day=date(2027, 7, 2), by=w.driss)
        there = ["11:00 · Mouiller les draps le soir", "11:00 · Fermer les volets avant midi"]
        assert [on(gathering, one) for one in (w.amina, w.bruno, w.nour, guest)] == [there, there, [], []]
        kind = registry.furnished("timeline").kind
        gatherings.answer(run, answer=kind.Answer((Moment(0, "15:00", "Il faisait 39."),)), by=guest)
        gatherings.close_step(gathering, by=w.driss, anyway=True)
        whole = [there[0], "15:00 · Il faisait 39.", there[1]]
        heard = ["15:00 · Il faisait 39."]
        assert [on(gathering, one) for one in (w.amina, w.bruno, w.nour, guest)] == [
            whole,
            whole,
            heard,
            heard,
        ]
        remark = moment(gathering, to=w.amina).runs[-1].blocks()[0].lines[0].remark
        assert (remark.fr, remark.en) == ("journal de bord · Des draps", "journal · Des draps")


def test_neither_the_screen_of_the_room_nor_a_file_says_more_than_its_reader_may_read(w):
    noted(w)
    with clock.at(DAY + timedelta(days=10)):
        gathering, _, guest = called(w)
        commands.lay_out_journal(gathering, first_day=FIRST, last_day=LAST, by=w.driss)
        gatherings.close_step(gathering, by=w.driss, anyway=True)
        wall = moment(gathering, to=None).runs[-1]
        assert (wall.blocks(), queries.on_the_table(gathering, to=room_of(gathering.assembly))) == ([], [])
        gathering = gatherings.close_gathering(gathering, by=w.driss)
        files = [
            record_file(gathering.pk, "md", to=who, language="fr").content.decode()
            for who in (w.amina, guest)
        ]
        assert [NOTES[0] in text for text in files] == [True, False]
        assert record_file(gathering.pk, "md", to=w.farid, language="fr") is None
        told = [block for section in record_of(gathering, to=w.nour).sections for block in section.blocks]
        assert told == []


def test_a_note_taken_back_leaves_the_chronology(w):
    first, *_ = noted(w)
    with clock.at(DAY + timedelta(days=10)):
        gathering, _, _ = called(w)
        commands.lay_out_journal(gathering, first_day=FIRST, last_day=LAST, by=w.driss)
        circles.withdraw_entry(first.entry, by=w.amina)
        assert on(gathering, w.bruno) == [
            "11:00 · Fermer les volets avant midi",
            "11:00 · Laisser de l’eau partout",
        ]


def test_who_facilitates_chooses_the_days_and_nobody_else(w):
    noted(w)
    with clock.at(DAY + timedelta(days=10)):
        gathering, _, _ = called(w)
        days = {"first_day": FIRST, "last_day": LAST}
        for who in (w.amina, w.farid, w.elise):
            with refused(NOT_FOUND):
                commands.lay_out_journal(gathering, **days, by=who)
        with refused("Choisissez un premier jour, puis un dernier jour qui ne soit pas avant."):
            commands.lay_out_journal(gathering, first_day=LAST, last_day=FIRST, by=w.driss)
        commands.lay_out_journal(gathering, **days, by=w.driss)
        assert len(on(gathering, w.amina)) == 3
        commands.lay_out_journal(gathering, first_day=None, last_day=None, by=w.driss)
        assert on(gathering, w.amina) == []
        gathering = gatherings.close_gathering(gathering, by=w.driss)
        with refused("Cette séance est finie : sa chronologie ne change plus."):
            commands.lay_out_journal(gathering, **days, by=w.driss)
        assert queries.could_look_at_the_journal(gathering, to=w.driss)
        assert not queries.could_look_at_the_journal(gathering, to=w.farid)


def test_several_sheets_are_sorted_out_of_one_gathering_each_with_its_authors(w):
    first, second, third = noted(w)
    with clock.at(DAY + timedelta(days=10)):
        gathering, _, _ = called(w)
        commands.lay_out_journal(gathering, first_day=FIRST, last_day=LAST, by=w.driss)
        gathering = gatherings.close_gathering(gathering, by=w.driss)
        piles = [("Garder frais", [first.pk, second.pk]), ("", []), ("Boire", [third.pk])]
        made = commands.sort_into_sheets(gathering, piles=piles, by=w.bruno)
        seen = [queries.sheet(one.pk, to=w.bruno) for one in made]
        assert [(one.row.title, one.row.tried, one.row.means, one.row.situation) for one in seen] == [
            ("Garder frais", list(NOTES[:2]), "Des draps", "crisis"),
            ("Boire", [NOTES[2]], "Des draps", "crisis"),
        ]
        assert [{a.name for a in one.authors} for one in seen] == [{"Bruno", "Amina"}, {"Bruno", "Claire"}]
        held = {who: queries.sheets_holding([first.pk, third.pk], to=w[who]) for who in ("Amina", "Elise")}
        assert {who: {note: one.row.title for note, one in found.items()} for who, found in held.items()} == {
            "Amina": {first.pk: "Garder frais"},
            "Elise": {},
        }
        with refused("Dites pour un bricolage au moins dans quelle fiche il va."):
            commands.sort_into_sheets(gathering, piles=[("Vide", [])], by=w.bruno)


def test_nobody_becomes_an_author_of_a_line_said_before_they_came(w):
    """Nour came after the first note: a sheet of it and of hers would show her words she could not read."""
    first, *_ = noted(w)
    with clock.at(DAY + timedelta(days=9)):
        nour = cast.person("Nour")
        circles.enter(w.circle, person=nour, voice="patient", by=w.driss)
        hers = commands.note(w.circle, what="Dormir dans le couloir", by=nour)
    with clock.at(DAY + timedelta(days=10)), refused(
        "Nour n’était pas là quand une de ces lignes a été dite. Prenez-en moins, ou faites deux fiches."
    ):  # fmt: skip
        commands.gather(w.circle, notes=[first.pk, hers.pk], by=w.bruno)


def test_a_sheet_holds_seven_and_says_so_rather_than_lose_the_eighth(w):
    with clock.at(DAY):
        made = [commands.note(w.circle, what=f"Le bricolage {n}", by=w.amina).pk for n in range(8)]
        with refused("Une fiche tient en 7 étapes : prenez 7 bricolages au plus, ou faites deux fiches."):
            commands.gather(w.circle, notes=made, by=w.amina)


@pytest.mark.parametrize(("ago", "kept"), [(3, True), (-1, False), (24 * 15, False)])
def test_a_note_that_waited_on_a_phone_says_when_it_was_made_within_reason(w, ago, kept):
    now = DAY + timedelta(days=3)
    with clock.at(now):
        at = now - timedelta(hours=ago)
        made = commands.note(w.circle, what="Des pains de glace", by=w.amina, at=at)
        assert made.noted_at == (at if kept else now)
        assert made.entry.written_at == now  # who reads it: those of the circle when it came
