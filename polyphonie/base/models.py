"""The log of facts, the keys already used, the beats of the clock. Ids and moments; nobody's words."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Topic(models.Model):
    """One log: its row is locked while its next number is taken.

    Persons: none.
    """

    name = models.CharField(max_length=80, primary_key=True)
    last_seq = models.PositiveIntegerField(default=0)


class Fact(models.Model):
    """One thing that happened. Append only.

    Persons: who did it, by number only; the number names nobody once the person is erased.
    """

    topic = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    by = models.BigIntegerField(null=True)
    ids = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "seq"], name="fact_once_in_its_topic")]
        indexes = [models.Index(fields=["name", "at"])]


class Once(models.Model):
    """A key that a browser sent with what a person did, so that the same sending counts once.

    Persons: who sent it, by number, and the address it led to; kept thirty days.
    """

    key = models.UUIDField()
    by = models.BigIntegerField()
    nonce = models.UUIDField(default=uuid4)
    led_to = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "by"], name="once_per_person")]


class Beat(models.Model):
    """One slot of a regular job: the unique row lets one process among many do it.

    Persons: none.
    """

    name = models.CharField(max_length=60)
    slot = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "slot"], name="beat_once")]
