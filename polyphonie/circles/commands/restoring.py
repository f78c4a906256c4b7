"""After an older copy was put back: what had been taken back since is taken back again."""

from __future__ import annotations

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.scope import command
from polyphonie.circles import queries
from polyphonie.circles.commands.belonging import charge_with, topic
from polyphonie.circles.commands.writing import answer_widening, forget_words
from polyphonie.circles.contract.taken_back import TakenBack
from polyphonie.circles.contract.visibility import FACILITATING
from polyphonie.circles.events import MemberLeft
from polyphonie.circles.models import Entry, Invitation, Membership, Widening
from polyphonie.people.queries import person


@command
def take_back_again(former: TakenBack, *, by: None = None) -> int:
    """End anew what `former` says had ended, where this house still has it alive. Returns how many things.

    Records `EntryWithdrawn`, `MemberLeft`, `ChargeGiven`, `WideningRefused`.
    """
    return _end(former) + _leave(former) + _discharge(former) + _revoke(former) + _refuse(former)


def _end(former: TakenBack) -> int:
    ended = dict(former.entries)
    alive = Entry.objects.filter(pk__in=ended, ended_at=None)
    same = [entry.pk for entry in alive if entry.written_at == ended[entry.pk]]
    forget_words(same, by=None)
    return len(same)


def _leave(former: TakenBack) -> int:
    ended = dict(former.stays)
    stays = [s for s in Membership.objects.filter(pk__in=ended, left_at=None) if s.joined_at == ended[s.pk]]
    for stay in stays:
        stay.left_at = clock.now()
        stay.save(update_fields=["left_at"])
        record(MemberLeft(circle=stay.circle_id, person=stay.person_id), by=None, topic=topic(stay.circle_id))
    return len(stays)


def _discharge(former: TakenBack) -> int:
    """Who looked after a circle when the copy was made, and no longer did: a charge opens what others do not read."""
    none = dict(former.uncharged)
    held = Membership.objects.filter(pk__in=none, left_at=None, charge__in=FACILITATING)
    stays = [stay for stay in held if stay.joined_at == none[stay.pk]]
    for stay in stays:
        charge_with("", stay.circle_id, stay.person_id, None)
    return len(stays)


def _revoke(former: TakenBack) -> int:
    revoked = {pk: (made_at, by) for (pk, made_at), by in former.invitations}
    alive = Invitation.objects.filter(pk__in=revoked, revoked_at=None)
    same = [i for i in alive if i.made_at == revoked[i.pk][0]]
    for invitation in same:
        invitation.revoked_at, invitation.revoked_by_id = clock.now(), revoked[invitation.pk][1]
        invitation.save(update_fields=["revoked_at", "revoked_by"])
    return len(same)


def _refuse(former: TakenBack) -> int:
    said_again = 0
    for (pk, asked_at), author in sorted(former.consents - queries.taken_back().consents):
        widening = Widening.objects.filter(pk=pk, asked_at=asked_at, entry__ended_at=None).first()
        whose = person(author)
        if widening and whose and widening.consents.filter(author=whose).exists():
            answer_widening(widening, yes=False, by=whose)
            said_again += 1
    return said_again
