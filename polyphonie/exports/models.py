"""Files that take a while."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from polyphonie.base import clock


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Export(models.Model):
    """One register asked for as a file, and how far it is. The row holds no words; the file does, for one day.

    Persons: who asked, and nobody else may fetch it. The file holds what they could read when it was made; it is made
    anew when somebody takes words back, and goes with the membership of its asker.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports")
    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="exports")
    what = models.CharField(max_length=20)
    format = models.CharField(max_length=5, default="csv")
    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(
        null=True
    )  # whoever makes it now; a worker whose claim is gone throws its file away
    alive_at = models.DateTimeField(null=True)
    file = models.CharField(max_length=60, blank=True)  # its name in the folder of exports
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DONE, made_at__isnull=False) & ~Q(file="")
                | ~Q(state=State.DONE) & Q(made_at=None, file=""),
                name="done_has_its_file",
            ),
            models.UniqueConstraint(fields=["person", "circle", "what", "format"], name="one_file_each"),
        ]
        indexes = [models.Index(fields=["state", "asked_at"])]

    @property
    def percent(self) -> int:
        """How far it is, of what was there when it was asked; a hundred only once it is done."""
        if self.state == State.DONE:
            return 100
        return min(99, self.rows_done * 100 // self.rows_total) if self.rows_total else 0

    @property
    def under_way(self) -> bool:
        return self.state in (State.QUEUED, State.RUNNING)
