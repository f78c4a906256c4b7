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
