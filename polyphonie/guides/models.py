"""A circle's own versions of guides. The library itself is files."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.circles.queries import Circle


class Adaptation(models.Model):
    """A guide that a circle changed for itself, as the text of its file; always one the reader found good.

    Persons: who adapted it.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="adaptations")
    adapted_from = models.CharField(max_length=60)
    toml = models.TextField()
    adapted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    adapted_at = models.DateTimeField(default=clock.now)
