"""Small steps, and requests."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped

PERSON = settings.AUTH_USER_MODEL
OUTCOMES = [(o, o) for o in ("done", "changed", "stopped")]
STANCES = [(s, s) for s in ("received", "yes", "no", "partly", "done")]


class Commitment(models.Model):
    """What somebody chose to try: the step, its smallest version, a date within three weeks.

    Persons: its owner, who alone tells its news; read by whoever may read its entry, emptied when the entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="commitment")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="commitments")
    owner = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="commitments")
    text = models.CharField(max_length=300, blank=True)
    smallest = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    made_at = models.DateTimeField(default=clock.now)
    made_in = models.BigIntegerField(null=True)  # the number of the answer it came from; a name, not a key
    scribed = models.BooleanField(default=False)

    objects = Scoped()


class News(models.Model):
    """How it goes, in the owner's words.

    Persons: the owner; goes with the commitment.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="news")
    text = models.TextField()
    told_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class Conclusion(models.Model):
    """How it ended, and what was learnt, surprises included.

    Persons: the owner; goes with the commitment.
    """

    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="conclusion")
    outcome = models.CharField(max_length=8, choices=OUTCOMES)
    learnt = models.TextField(blank=True)
    concluded_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class Request(models.Model):
    """What a circle asks of a named person, who may be outside: what, why, an answer by when.

    Persons: who wrote it; who it is addressed to (a name, a charge, perhaps an address); read by whoever may read its
    entry, and by the person asked through their link. Emptied when the entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="request")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="requests")
    asker = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="requests")
    text = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=500, blank=True)
    to_name = models.CharField(max_length=120, blank=True)
    to_email = models.EmailField(blank=True)
    due_on = models.DateField()
    made_at = models.DateTimeField(default=clock.now)
    made_in = models.BigIntegerField(null=True)  # the number of the answer it came from; a name, not a key
    scribed = models.BooleanField(default=False)

    objects = Scoped()


class Reply(models.Model):
    """What the person asked answered, each time they did: received, yes, no, partly, done; and why.

    Persons: the person asked, or the member who noted what that person said; goes with the request.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="replies")
    stance = models.CharField(max_length=8, choices=STANCES)
    reason = models.TextField(blank=True)
    replied_at = models.DateTimeField(default=clock.now)
    noted_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = Scoped()
