"""The journal of a crisis: noted in a minute, read by those who were there, gathered into a sheet that all sign."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.circles import commands as circles
from polyphonie.practices import commands, queries
from tests import cast

pytestmark = pytest.mark.django_db
DAY = datetime(2027, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def w(db):
    with clock.at(DAY):
        return cast.world()


def noted(w, *whats: str, by=None):
    with clock.at(DAY + timedelta(minutes=1)):
        return [
            commands.note(w.circle, what=what, means="Des draps.", for_whom="Les aînés.", by=by or w.amina)
            for what in whats
        ]


def read(w, to, **later) -> list[str]:
    with clock.at(DAY + timedelta(**(later or {"hours": 1}))):
        return [one.what for one in queries.journal(w.circle, to=to)]


def test_it_is_read_by_those_who_belonged_then(w):
    noted(w, "Mouiller les draps", "Fermer les volets")
    with clock.at(DAY + timedelta(days=1)):
        nour = cast.person("Nour")
        circles.enter(w.circle, person=nour, voice="patient", by=w.driss)
    there = ["Fermer les volets", "Mouiller les draps"]
    assert [read(w, one, days=2) for one in (w.amina, w.bruno, w.farid, nour)] == [there, there, [], []]


def test_only_a_member_notes_and_something_is_said(w):
    with pytest.raises(Refusal, match="pas pour vous"):
        noted(w, "Rien", by=w.farid)
    with pytest.raises(Refusal, match="en une phrase"):
        noted(w, "   ")


def test_what_is_taken_back_is_gone_from_the_journal_and_from_the_sheet(w):
    first, second = noted(w, "Mouiller les draps le soir", "Fermer les volets avant midi")
    (third,) = noted(w, "Laisser de l’eau partout la nuit", by=w.bruno)
    with clock.at(DAY + timedelta(days=9)):
        made = commands.gather(w.circle, notes=[first.pk, second.pk, third.pk], by=w.claire)
        seen = queries.sheet(made.pk, to=w.amina)
        assert {author.person for author in seen.authors} == {w.claire.pk, w.amina.pk, w.bruno.pk}
        assert sorted(seen.row.tried) == [
            "Fermer les volets avant midi", "Laisser de l’eau partout la nuit", "Mouiller les draps le soir",
        ]  # fmt: skip
        assert (seen.row.situation, f"{seen.row.tried_on:%d/%m}") == ("crisis", "01/07")
        assert queries.sheet(made.pk, to=w.elise) is None
        circles.withdraw_entry(third.entry, by=w.bruno)
        assert sorted(queries.sheet(made.pk, to=w.amina).row.tried) == [
            "Fermer les volets avant midi", "Mouiller les draps le soir",
        ]  # fmt: skip
        assert read(w, w.amina, days=9) == ["Fermer les volets avant midi", "Mouiller les draps le soir"]


def test_nobody_gathers_what_they_may_not_read(w):
    (one,) = noted(w, "Mouiller les draps")
    with clock.at(DAY + timedelta(days=1)), pytest.raises(Refusal, match="Cochez"):
        commands.gather(w.elsewhere, notes=[one.pk], by=w.farid)
    with clock.at(DAY + timedelta(days=1)), pytest.raises(Refusal, match="Cochez"):
        commands.gather(w.circle, notes=[], by=w.amina)
