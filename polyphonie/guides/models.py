"""A circle's own versions of guides. The library itself is files."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.circles.queries import Circle


class Adaptation(models.Model):
    """A guide that a circle changed for itself, as the text of its file. It may still hold mistakes: the reader is asked
    each time, and only what it finds good, and somebody of the circle has read, is run.

    Persons: who adapted it, who read it when it came from elsewhere.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="adaptations")
    adapted_from = models.CharField(max_length=60)
    toml = models.TextField()
    edition = models.PositiveIntegerField(default=1)
    adapted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    adapted_at = models.DateTimeField(default=clock.now)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(read_by__isnull=True) | models.Q(read_at__isnull=False),
                name="guide_read_on_a_day",
            )
        ]
