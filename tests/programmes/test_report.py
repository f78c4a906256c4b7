"""The report of a cohort: what two signed, who reads it, what is counted once, and what a word taken back takes away."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.listening import commands as listening
from polyphonie.listening import queries as heard
from polyphonie.notices.models import Notice
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.contract.tally import Counted, tally
from tests.programmes.duo import form
from tests.programmes.road import NOON
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db
ITEMS = ("but", "parole", "savoirs", "facon", "confiance", "tenable", "decide")
LATER = NOON + timedelta(weeks=8)


def refused(verb, *args, **more) -> str:
    with pytest.raises(Refusal) as said:
        verb(*args, **more)
    return said.value.text.en


def proposed(d, tried="Un papier de sortie à trois lignes.", **more):
    return commands.share_with_cohort(d.seen(), tried=tried, by=d.amina, **more)


def told(d, to) -> list[str] | None:
    seen = queries.report(d.r.cohort.circle_id, to=to)
    return None if seen is None else [one.tried for one in seen.shares]


def signed(d, **more):
    made = proposed(d, **more)
    commands.sign_share(queries.share(made.pk, to=d.karim), by=d.karim)
    return made


def test_a_text_is_of_the_two_until_both_signed_then_of_those_who_walk(d):
    proposed(d)
    assert [queries.share_of(d.circle, to=by).mine for by in (d.amina, d.karim)] == [True, False]
    walkers = (d.amina, d.karim, d.r.driss, d.lea, d.r.elise, d.stranger)
    assert [told(d, by) for by in walkers] == [[]] * 6
    commands.sign_share(queries.share_of(d.circle, to=d.karim), by=d.karim)
    assert [told(d, by) for by in walkers] == [["Un papier de sortie à trois lignes."]] * 6
    assert told(d, d.r.farid) is None
    others = (d.r.driss, d.lea, d.r.elise, d.r.farid, d.stranger)
    assert [queries.share_of(d.circle, to=by) for by in others] == [None] * 5


def test_the_other_half_is_told_that_a_text_waits_and_nobody_else(d):
    made = commands.share_with_cohort(d.seen(d.karim), tried="Trois lignes.", by=d.karim)
    rows = Notice.objects.filter(kind="share_to_sign")
    assert [(row.person_id, row.path) for row in rows] == [
        (d.amina.pk, f"/circles/{d.circle.pk}/pair/share/")
    ]
    assert [queries.shares_to_sign(by) for by in (d.amina, d.karim, d.r.driss)] == [[made], [], []]


def test_nobody_signs_for_the_other_nor_twice_nor_from_outside(d):
    made = proposed(d)
    assert "already" in refused(commands.sign_share, queries.share(made.pk, to=d.amina), by=d.amina)
    assert queries.share(made.pk, to=d.stranger) is None
    assert "does not exist" in refused(commands.sign_share, queries.share(made.pk, to=d.karim), by=d.stranger)


def test_to_change_it_is_to_write_another_that_both_sign_anew(d):
    signed(d)
    commands.share_with_cohort(d.seen(d.karim), tried="Deux lignes.", by=d.karim)
    assert told(d, d.r.driss) == []
    commands.sign_share(queries.share_of(d.circle, to=d.amina), by=d.amina)
    assert told(d, d.r.driss) == ["Deux lignes."]


def test_either_takes_it_back_and_its_words_are_nowhere(d):
    made = signed(d)
    circles.withdraw_entry(made.entry, by=d.karim)
    assert (told(d, d.r.driss), queries.share_of(d.circle, to=d.amina)) == ([], None)
    with open_door():
        made.refresh_from_db()
        assert (made.tried, made.signatures.count()) == ("", 0)


def test_it_stands_after_the_pair_ended_and_either_still_takes_it_back(d):
    made = signed(d)
    commands.leave_pair(d.seen(d.karim), take_away=False, by=d.karim)
    assert told(d, d.r.driss) == ["Un papier de sortie à trois lignes."]
    assert queries.pair(d.circle.pk, to=d.karim) is None
    circles.withdraw_entry(queries.share(made.pk, to=d.karim).row.entry, by=d.karim)
    assert told(d, d.r.driss) == []


def test_it_leads_to_the_pair_that_lives(d):
    def leads(by) -> int | None:
        return queries.report(d.r.cohort.circle_id, to=by).mine

    assert [leads(by) for by in (d.amina, d.karim, d.r.driss)] == [d.circle.pk, d.circle.pk, None]
    circles.leave(d.circle, person=d.karim, by=d.karim)
    assert leads(d.amina) is None  # she is still in the circle of the pair that ended, to read it again
    leon = d.r.apply("Leon", "professional", themes=["sortie"])
    again = form(d.r, d.r.again(d.applications[0]), leon, d.amina)
    assert leads(d.amina) == again.circle_id


def test_whoever_leaves_with_all_their_words_takes_it_away_too(d):
    signed(d)
    commands.leave_pair(d.seen(d.karim), take_away=True, by=d.karim)
    assert told(d, d.r.driss) == []


def test_an_erased_half_takes_the_text_with_them(d):
    signed(d)
    people.erase(d.karim, by=d.karim)
    assert told(d, d.r.driss) == []


def test_it_takes_a_line_and_a_pair_that_lives(d):
    assert "at least one line" in refused(commands.share_with_cohort, d.seen(), tried=" ", by=d.amina)
    assert "does not exist" in refused(commands.share_with_cohort, d.seen(), tried="Autre", by=d.stranger)
    commands.leave_pair(d.seen(d.karim), take_away=False, by=d.karim)
    assert "has ended" in refused(commands.share_with_cohort, d.seen(), tried="Trop tard", by=d.amina)


def test_a_text_begins_from_what_the_two_wrote(d):
    commands.write_project(d.seen(), number=0, change="La feuille de sortie", by=d.amina)
    assert queries.first_words(d.circle, to=d.amina) == {"tried": "La feuille de sortie", "wins": ""}
    assert queries.first_words(d.circle, to=d.r.driss) == {"tried": "", "wins": ""}


def test_coordinators_write_around_it_and_those_who_walk_read(d):
    seen = queries.report(d.r.cohort.circle_id, to=d.r.driss)
    commands.write_report(seen, number=0, aims="Apprendre à deux.", by=d.r.driss)
    assert "written meanwhile" in refused(commands.write_report, seen, number=1, aims="x", by=d.lea)
    again = queries.report(d.r.cohort.circle_id, to=d.lea)
    both = queries.report(d.r.cohort.circle_id, to=d.r.driss)
    commands.write_report(again, number=1, aims="Apprendre à deux.", critical="Peu de proches.", by=d.lea)
    # Driss had read the same text as Léa, and sends a moment after her: hers stands, his comes back to him.
    assert "written meanwhile" in refused(commands.write_report, both, number=1, aims="x", by=d.r.driss)
    read = queries.report(d.r.cohort.circle_id, to=d.amina)
    assert (read.before, read.after) == ([("aims", "Apprendre à deux.")], [("critical", "Peu de proches.")])
    assert "facilitate" in refused(commands.write_report, read, number=2, aims="Moi", by=d.amina)
    assert "one part" in refused(commands.write_report, again, number=2, aims=" ", by=d.lea)
    assert queries.report(d.r.cohort.circle_id, to=d.r.farid) is None


# What is counted


def pulse(circle, first: str, second: str) -> None:
    """A pulse of a pair that both answer, and open."""
    for half, given in zip(heard.halves_of(circle), (first, second), strict=True):
        marks = {item: int(mark) for item, mark in zip(ITEMS, given, strict=True)}
        listening.answer_pulse(heard.pulses_of(circle, to=half.person)[-1], marks=marks, by=half.person)
    for half in heard.halves_of(circle):
        listening.unseal(heard.pulses_of(circle, to=half.person)[-1], by=half.person)


def pairs(r, number: int) -> list:
    """So many pairs that wish to be counted: each far apart at first, close at last, but the first, which does not move."""
    made = [form(r, r.apply(f"Ada{at}"), r.apply(f"Bo{at}", "professional")).circle for at in range(number)]
    for circle in made:
        first, second = (half.person for half in heard.halves_of(circle))
        listening.choose_pace(circle, weeks=2, by=first)
        seen = queries.pair(circle.pk, to=first)
        share = commands.share_with_cohort(seen, tried="Essayé.", counted=True, by=first)
        commands.sign_share(queries.share(share.pk, to=second), by=second)
    for at, (one, other) in (
        (NOON + timedelta(days=1), ("5555555", "2222221")),
        (LATER, ("4444443", "4444443")),
    ):
        with clock.at(at):
            listening.open_due_pulses()
            for circle in made:
                pulse(circle, *(("5555555", "2222221") if circle is made[0] else (one, other)))
    return made


def test_pairs_that_wished_it_are_counted_once_with_what_chance_would_do(r):
    made = pairs(r, 6)
    with clock.at(LATER):
        commands.tally_pairs(r.cohort, by=r.driss)
        seen = queries.report(r.cohort.circle_id, to=r.elise) or queries.report(
            r.cohort.circle_id, to=r.driss
        )
        # Five of six moved, all one way: of the 64 ways of flipping signs, 4 are as clear (the sixth did not move).
        assert seen.counted == {what: Counted(5, 1, 0, 4 / 64) for what in ("relation", "decide")}
        assert "counted already" in refused(commands.tally_pairs, r.cohort, by=r.driss)
        first = heard.halves_of(made[3])[0].person
        circles.withdraw_entry(queries.share_of(made[3], to=first).row.entry, by=first)
        assert queries.report(r.cohort.circle_id, to=r.driss).counted == {}
        assert "counted already" in refused(commands.tally_pairs, r.cohort, by=r.driss)


def page(r, by) -> str:
    with clock.at(LATER):
        return browser(by).get(f"/circles/{r.cohort.circle_id}/programme/report/").content.decode()


def counting(r) -> str:
    """What a coordinator reads of counting, without what makes each sending another."""
    section = page(r, r.driss).split('id="counting"')[1].split("</section>")[0]
    return re.sub(r'value="[^"]*"', "", section)


def test_before_counting_a_coordinator_reads_whether_there_are_enough_and_never_how_many(r):
    """A number that moves as a text comes, or goes, would tell what that pair wished, and that it opened two envelopes."""
    made, read = pairs(r, 6), {}
    assert 'id="counting"' not in page(r, heard.halves_of(made[0])[0].person)
    for left in (6, 5, 4, 3):
        read[left] = counting(r)
        first = heard.halves_of(made[left - 1])[0].person
        circles.withdraw_entry(queries.share_of(made[left - 1], to=first).row.entry, by=first)
    assert (read[6], read[4]) == (read[5], read[3])
    assert "Compter maintenant" in read[6]
    assert "Pas encore assez de binômes" in read[4]
    assert "Compter maintenant" not in read[4]
    assert re.findall(r"\d", re.sub(r"<[^>]*>", "", read[6] + read[4])) == []


def test_the_page_reads_what_pairs_signed_once(r):
    pairs(r, 5)
    with CaptureQueriesContext(connection) as asked:
        page(r, r.driss)
    assert len([one for one in asked if 'FROM "programmes_pairshare"' in one["sql"]]) == 1


def test_fewer_than_five_are_not_counted_nor_by_anybody_else(r):
    pairs(r, 4)
    with clock.at(LATER):
        assert "at least 5 pairs" in refused(commands.tally_pairs, r.cohort, by=r.driss)
        assert "does not exist" in refused(commands.tally_pairs, r.cohort, by=r.farid)


def test_only_envelopes_that_both_opened_four_weeks_apart_are_counted(r):
    circle = pairs(r, 1)[0]
    assert heard.apart_at_both_ends(circle) == ({"relation": 60, "decide": 4},) * 2
    first = heard.halves_of(circle)[0].person
    with clock.at(LATER + timedelta(days=1)):
        listening.seal_again(heard.pulses_of(circle, to=first)[-1], by=first)
    assert heard.apart_at_both_ends(circle) is None


def test_the_counts_are_those_of_hand():
    moves = [({"relation": 8}, {"relation": 0})] * 4 + [({"relation": 0}, {"relation": 4})]
    assert tally(moves) == {"relation": {"closer": 4, "same": 0, "further": 1, "chance": None}}
    with pytest.raises(ValueError, match="at least 5"):
        tally(moves[:4])
