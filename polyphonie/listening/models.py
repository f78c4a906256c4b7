"""Waves, the box in which their answers wait, and what was told of them; pulses of pairs, their envelopes, signals."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.listening.contract.signals import Learnt, SignalKind

PERSON = settings.AUTH_USER_MODEL
AUDIENCES = [(a, a) for a in ("circle", "outside")]


class Wave(models.Model):
    """One round of a few questions in a circle. What it asks, what it promises and its end are frozen at its opening.

    `during`: asked in a gathering, of those who are there, as long as that step lasts; its circle is their assembly.

    Persons: who opened it. Nothing here says who answered.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="wave")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="waves")
    outside = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, null=True, related_name="+")
    outside_entry = models.OneToOneField(
        "circles.Entry", on_delete=models.PROTECT, null=True, related_name="+"
    )
    during = models.OneToOneField(
        "gatherings.StepRun", on_delete=models.PROTECT, null=True, related_name="wave"
    )
    could = models.PositiveSmallIntegerField(
        null=True
    )  # in a gathering: how many may answer, for heads to be counted
    set = models.CharField(max_length=40)
    asked = models.JSONField()  # the set as it was, with the questions of this wave: texts, ends of the scale
    by_voice = models.BooleanField(default=False)
    services = models.JSONField(default=list)  # the circles inside it is told by: circle, and its name then
    groups = models.JSONField(default=list)  # of all declared groups, those that may stand beside everybody
    in_pairs = models.BooleanField(default=False)
    promise_fr = models.CharField(max_length=400)
    promise_en = models.CharField(max_length=400)
    half = models.CharField(max_length=32)  # the name of the file that holds its half of the key
    opened_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    stopped = models.BooleanField(default=False)  # thrown away before its end: nothing is told
    turnout = models.PositiveSmallIntegerField(null=True)  # in which third; None where it is not told

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["circle", "closed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "set"], condition=models.Q(closed_at=None), name="one_open_wave_of_a_set"
            )
        ]


class OwnSet(models.Model):
    """Questions that a circle brings with it, under their own licence, as a file that was read and found good.

    Persons: who brought it.
    """

    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="question_sets")
    toml = models.TextField()
    brought_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class Rhythm(models.Model):
    """The same wave, again every few weeks, until somebody ends it.

    Persons: who began it, in whose name each wave opens.
    """

    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="rhythms")
    set = models.CharField(max_length=40)
    weeks = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    at_most = models.PositiveSmallIntegerField(default=0)
    by_voice = models.BooleanField(default=False)
    services = models.JSONField(default=list)  # numbers of circles inside
    outside = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, null=True, related_name="+")
    next_on = models.DateField()
    begun_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "set"], condition=models.Q(ended_at=None), name="one_rhythm_of_a_set"
            )
        ]


class Box(models.Model):
    """Who has answered and what was answered, apart, sealed as one text (`contract/box.py`). Gone when the wave closes.

    Persons: those who answered, readable by nobody: the key is not in the database.
    """

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="box")
    sealed = models.TextField(blank=True)

    objects = Scoped()


class Figure(models.Model):
    """One share that was told, or why it was not; written once, when the wave closes.

    Persons: none; that is proved before it is written (`engines/disclosure`).
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="figures")
    audience = models.CharField(max_length=7, choices=AUDIENCES)
    question = models.CharField(max_length=40)
    group = models.CharField(max_length=12, blank=True)  # a voice, a service; blank is everybody
    shape = models.CharField(max_length=8, blank=True)
    band = models.PositiveSmallIntegerField(null=True)
    at_least = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=12, blank=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "audience", "question", "group"], name="share_told_once"),
            models.CheckConstraint(
                condition=models.Q(band=None) & ~models.Q(why="")
                | models.Q(band__isnull=False, why="") & ~models.Q(shape=""),
                name="told_or_hidden_with_a_reason",
            ),
        ]


class NewStart(models.Model):
    """From this wave on the series begins anew, for a reason that somebody wrote.

    Persons: its author, by its entry; read by whoever may read it. Gone when the entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="new_start")
    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="new_start")
    reason = models.CharField(max_length=300)

    objects = Scoped()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="begun_anew_for_a_reason")]


class Pace(models.Model):
    """How often a pair is asked, chosen by one of the two; the last row counts, 0 for no more. Without a row, as its programme says.

    Persons: who chose.
    """

    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="paces")
    weeks = models.PositiveSmallIntegerField()
    chosen_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weeks__lte=3), name="from_one_to_three_weeks")
        ]


class Pulse(models.Model):
    """The same seven questions, once more, to the two halves of a pair. Its promise is frozen when it opens.

    Persons: none; whose it is, its circle says.
    """

    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="pulses")
    number = models.PositiveSmallIntegerField()
    promise = models.JSONField()  # the exact sentence under the questions: fr, en, falc
    opened_at = models.DateTimeField(default=clock.now)
    closes_at = models.DateTimeField()
    watched_at = models.DateTimeField(null=True)  # its time is over, and the watch has looked at it
    # Since then no answer changes, also once it is sealed again.
    read_together_at = models.DateTimeField(null=True)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "number"], name="pulse_counted_once")]


class PulseAnswer(models.Model):
    """What one half answered: a mark from 1 to 5 for each question answered. Who may read it, its entry says.

    Persons: whose it is. Gone when they take it back, and at erasure.
    """

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="answers")
    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="pulse_answer")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    marks = models.JSONField()

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pulse", "person"], name="answered_once_a_pulse")]


class Unsealing(models.Model):
    """One half opens the envelope of a pulse, for their part; it is open while both do.

    Persons: who, read by that person alone until both did.
    """

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="unsealings")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField(default=clock.now)
    taken_back_at = models.DateTimeField(null=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pulse", "person"],
                condition=models.Q(taken_back_at=None),
                name="unsealed_once_at_a_time",
            )
        ]


class Signal(models.Model):
    """A question that a pair may ask itself; seen at once by its two halves and by those who facilitate its cohort.

    Persons: who closed it. It holds no answer, no number, and not which of the two it comes from. Gone half a year after its end.
    """

    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in SignalKind])
    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, null=True, related_name="signals")
    raised_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    learnt = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Learnt])

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "kind"], condition=models.Q(closed_at=None), name="one_question_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, learnt="")
                | models.Q(closed_at__isnull=False) & ~models.Q(learnt=""),
                name="closed_with_what_was_learnt",
            ),
        ]
