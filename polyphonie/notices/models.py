"""What reaches people."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock


class Notice(models.Model):
    """One thing told to one person, once: the key says which. It holds an address, never anybody's words.

    Persons: who is told. Kept ninety days.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    path = models.CharField(max_length=200)
    urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="told_once")]
        indexes = [models.Index(fields=["claimed_at", "urgent"])]


class Letter(models.Model):
    """One mail to somebody who was asked something and may have no account here: which request (or which application to a programme), once for each key.

    Persons: nobody; the address stays with the request, and is read when the mail leaves. Kept ninety days.
    """

    request = models.BigIntegerField()  # a number, not a key: what it names may be taken back
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)


class Agenda(models.Model):
    """A secret link by which somebody's calendar software reads when and where they are awaited. Kept as a digest.

    Persons: whose it is, and whether it also says what it is about. Gone when they close it, and at erasure.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agenda")
    digest = models.CharField(max_length=64, unique=True)
    says_what = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
