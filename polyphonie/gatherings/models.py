"""Gatherings, their steps, and what people gave."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.gatherings.contract.dates import Answer

PERSON = settings.AUTH_USER_MODEL


class Gathering(models.Model):
    """One run of a guide, frozen as it was that day. Those who take part are the members of its own circle.

    Persons: who called it. Its subject is seen by those who take part and by the members of its circle.
    """

    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="gatherings")
    assembly = models.OneToOneField("circles.Circle", on_delete=models.PROTECT, related_name="gathering")
    guide = models.JSONField()
    guide_name = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=5, choices=[("live", "live"), ("async", "async")])
    code = models.CharField(max_length=9, unique=True)
    secret = models.CharField(max_length=40, unique=True)
    called_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    called_at = models.DateTimeField(default=clock.now)
    planned_at = models.DateTimeField(null=True, blank=True)
    date_moves = models.PositiveSmallIntegerField(
        default=0
    )  # how often its date was chosen, moved or taken back
    date_moved_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    rehearsal = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["circle", "closed_at"])]

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class ProposedDate(models.Model):
    """A date at which a gathering might be held. Forgotten when the gathering opens.

    Persons: who proposed it.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="proposed_dates")
    at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "at"], name="proposed_once")]
        ordering = ["at"]


class Availability(models.Model):
    """What one member said of one proposed date: I can, if needed, I cannot. Goes with the date, and with whoever leaves.

    Persons: the member. Days can tell of a treatment: others read how many can, by voice, and nobody reads who.
    """

    date = models.ForeignKey(ProposedDate, on_delete=models.CASCADE, related_name="availabilities")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=9, choices=[(a.value, a.value) for a in Answer])
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "person"], name="available_once")]


class StepRun(models.Model):
    """One step of one gathering, run once; a loop makes several. `left` holds numbers of what it left in other rooms.

    Persons: none.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="runs")
    step = models.CharField(max_length=40)
    turn = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(default=clock.now)
    deadline = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    left = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "step", "turn"], name="step_once_a_turn"),
            models.UniqueConstraint(
                fields=["gathering"], condition=models.Q(closed_at__isnull=True), name="one_step_at_a_time"
            ),
        ]
        ordering = ["pk"]


class Contribution(models.Model):
    """What one person gave in one step. Sending again replaces it, until the step closes.

    Persons: its author, through its entry, and who typed it for them. Emptied when the entry ends.
    """

    run = models.ForeignKey(StepRun, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="contributions")
    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="contribution")
    answer = models.JSONField(default=dict)
    sent_at = models.DateTimeField(default=clock.now)
    scribed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "person"], name="one_answer_each")]


class RoleHeld(models.Model):
    """Who carries a role of the guide in this gathering.

    Persons: the person, as seen by the other participants.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "role"], name="role_held_once")]


class WithoutDevice(models.Model):
    """Somebody in the room whose answers another hand types.

    Persons: the person, and who welcomed them.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="without_device")
    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    welcomed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
