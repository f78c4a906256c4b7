"""Two who act at the same moment: the second is told, with a sentence, and nothing is half done."""

from __future__ import annotations

import pytest

from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import PairProposal, Report


@pytest.fixture
def asked(r):
    one, two = r.apply("Amina", themes=["sortie"]), r.apply("Karim", "professional", themes=["sortie"])
    return r.propose(one, two), one, two


def test_a_proposal_that_was_read_before_the_pair_was_formed_is_not_taken_back(r, asked):
    proposal, one, two = asked
    r.answers(proposal, one)
    read = queries.proposal(proposal.pk, to=r.driss)
    r.answers(proposal, two)
    with pytest.raises(Refusal):
        commands.end_proposal(read, by=r.driss)
    assert queries.proposal(proposal.pk, to=r.driss).circle_id


def test_two_who_come_together_are_not_welcomed_once_one_has_withdrawn(r):
    amina = r.apply("Amina")
    together = queries.together_by_link(queries.together_link(amina.pk))
    karim = r.apply("Karim", "professional", together=together)
    with open_door():
        proposal = PairProposal.objects.get(first=amina)
    for half in (amina, karim):
        r.answers(proposal, half)
    read = queries.proposal(proposal.pk, to=r.driss)
    commands.withdraw_application(r.again(karim), by=None)
    with pytest.raises(Refusal):
        commands.retain_pair(read, by=r.driss)


def test_of_two_who_write_the_first_report_the_second_reads_the_first_before_writing(d):
    read = [queries.report(d.r.cohort.circle_id, to=who) for who in (d.r.driss, d.lea)]
    commands.write_report(read[0], number=0, aims="A", by=d.r.driss)
    with pytest.raises(Refusal):
        commands.write_report(read[1], number=0, aims="B", by=d.lea)
    with open_door():
        assert list(Report.objects.values_list("aims", flat=True)) == ["A"]
