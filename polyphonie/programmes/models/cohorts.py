"""Cohorts: their calendar, their tables, the time people give."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped

PERSON = settings.AUTH_USER_MODEL


class Cohort(models.Model):
    """A circle that walks a programme, frozen as it was on the day it began. Every date follows from `starts_on`.

    Persons: none.
    """

    circle = models.OneToOneField("circles.Circle", on_delete=models.PROTECT, related_name="cohort")
    template = models.CharField(max_length=40)
    frozen = models.JSONField()  # the programme's tables, whatever becomes of its file
    starts_on = models.DateField()
    begun_at = models.DateTimeField(default=clock.now)
    moves = models.PositiveIntegerField(default=0)  # of its calendar: what calendar software compares
    moved_at = models.DateTimeField(null=True)


class Workshop(models.Model):
    """A day of a cohort. Its date follows the start of the cohort, unless it was moved by itself.

    Persons: none.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="workshops")
    name = models.CharField(max_length=40)  # its id in the programme
    week = models.PositiveSmallIntegerField()
    moved_to = models.DateField(null=True, blank=True)
    moves = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "name"], name="workshop_once_in_its_cohort")]


class HoursAndPlace(models.Model):
    """When a workshop begins and ends, and where it is. Hours are those of a clock in `zone`: they stay the same when its
    day moves, in winter as in summer.

    Persons: who said it. Read by those who walk.
    """

    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="hours_and_place")
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    zone = models.CharField(max_length=40)  # IANA's name: where the clock hangs
    place = models.CharField(max_length=200, blank=True)  # a room, an address, a link; one line
    said_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begins__isnull=True, ends__isnull=True)
                | models.Q(begins__isnull=False, ends__isnull=False, ends__gt=models.F("begins")),
                name="a_workshop_ends_after_it_begins",
            )
        ]


class OwnTemplate(models.Model):
    """A programme that a circle changed for itself, or brought from elsewhere, as the text of its file. It may still hold
    mistakes: the reader is asked each time, and only what it finds good is walked.

    Persons: who adapted it.
    """

    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="own_templates")
    adapted_from = models.CharField(max_length=40, blank=True)
    toml = models.TextField()
    edition = models.PositiveIntegerField(default=1)
    adapted_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    adapted_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class Attendance(models.Model):
    """Whether somebody was at a workshop, as a coordinator noted it.

    Persons: who was there, or away; who noted it. Read by the coordinators, and by that person.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="attendance")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    present = models.BooleanField()
    noted_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "person"], name="noted_once_at_a_workshop")
        ]


class Seating(models.Model):
    """The tables of a workshop: a draft for the coordinators, then kept, for those who walk.

    Persons: who kept it; who sits where is in `Seat`.
    """

    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="seating")
    size = models.PositiveSmallIntegerField()
    pairs = models.CharField(max_length=8, choices=[(k, k) for k in ("free", "together", "apart")])
    seed = models.PositiveIntegerField(default=1)
    composed_at = models.DateTimeField(default=clock.now)
    kept_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    kept_at = models.DateTimeField(null=True)

    objects = Scoped()


class Seat(models.Model):
    """One person at one table. Kept for as long as the cohort, so that nobody meets the same people again.

    Persons: whoever sits there.
    """

    seating = models.ForeignKey(Seating, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    table = models.PositiveSmallIntegerField()

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seating", "person"], name="one_seat_each")]


class TimeGiven(models.Model):
    """Time that somebody gave to a cohort, what it cost them, and what they were given in return.

    Persons: who gave it; who noted it. Read by that person and the coordinators.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="time_given")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    what = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    expenses = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    thanks = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    objects = Scoped()
