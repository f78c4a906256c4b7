"""Proposals on their way, and decisions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.decisions.contract.consent import Ground, Stage, Stance

PERSON = settings.AUTH_USER_MODEL
STAGES = [(s.value, s.value) for s in Stage]


class Proposal(models.Model):
    """A text before a group, and where it stands. Read by whoever may read its entry.

    Persons: who carries it. After adoption the circle keeps it, without the name if that person is erased.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="proposal")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="proposals")
    proposer = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    stage = models.CharField(max_length=14, choices=STAGES, default=Stage.DRAFT)
    round = models.PositiveSmallIntegerField(default=0)
    review_on = models.DateField(null=True)
    opened_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class Version(models.Model):
    """One numbered text of a proposal. It never changes; an edit makes the next one.

    Persons: who wrote it.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="version_number_once")]
        ordering = ["number"]


class Concerned(models.Model):
    """Somebody with a position on this proposal, their voice then, and whether they will live with the decision.

    Persons: the person, as seen by the other participants.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="concerned")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    voice = models.CharField(max_length=12)
    lives_with_it = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="concerned_once")]


class Position(models.Model):
    """Where one person stands on one version; cleared by any edit.

    Persons: the person and their stance. A concern's words live in their entry.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="positions")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    stance = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Stance])
    taken_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person", "round"], name="one_position_a_round")
        ]


class Concern(models.Model):
    """Something to watch: it never blocked, it comes back at the review. Its words are its author's.

    Persons: its author, through its entry; emptied when the entry ends.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="concerns")
    entry = models.ForeignKey("circles.Entry", on_delete=models.PROTECT, related_name="concerns")
    voiced_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True)
    round = models.PositiveSmallIntegerField()

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "voiced_by", "round"], name="one_concern_a_round")
        ]


class Objection(models.Model):
    """Why somebody cannot consent. Nobody else edits, deletes or lifts it; the record keeps it.

    Persons: its author, through its entry; its words are emptied when the entry ends, its place stays.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="objections")
    entry = models.ForeignKey("circles.Entry", on_delete=models.PROTECT, related_name="objections")
    raised_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    ground = models.CharField(max_length=5, choices=[(g.value, g.value) for g in Ground])
    reason = models.TextField(blank=True)
    would_help = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField(default=clock.now)
    lifted_at = models.DateTimeField(null=True)
    scribed = models.BooleanField(default=False)

    objects = Scoped()


class Change(models.Model):
    """How one version meant to answer one objection: what a group learns by deciding.

    Persons: who wrote it.
    """

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveSmallIntegerField()
    how = models.TextField()
    written_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = Scoped()


class Decision(models.Model):
    """What a circle decided: one version of one proposal, until its review. Open to future members.

    Persons: none beyond its proposal.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="decision")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="decisions")
    version = models.PositiveSmallIntegerField()
    adopted_at = models.DateTimeField(default=clock.now)
    review_on = models.DateField()

    objects = Scoped()


class Review(models.Model):
    """A look back at a decision: what came of it, and what becomes of it.

    Persons: who wrote it down, in the name of the circle.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reviews")
    outcome = models.CharField(max_length=8, choices=[(o, o) for o in ("renewed", "amended", "ended")])
    text = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)
    next_review_on = models.DateField(null=True)

    objects = Scoped()
