"""What a cohort tells at the end: what each pair signed for it, counts of those that wished to be counted, the words around."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.programmes.models.cohorts import Cohort

PERSON = settings.AUTH_USER_MODEL
LINES = ("tried", "wins", "changed")
PARTS = ("aims", "methods", "results", "outcomes", "critical")


class PairShare(models.Model):
    """What two people wish their cohort to know of what they lived, and under which name. It is in the report once both
    signed this very text; to change it is to write another. `counted`: their answers may be counted with those of other pairs.

    Persons: the two, who alone read it until both signed; then whoever walks the cohort. Emptied when its entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="pair_share")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="shares")
    tried = models.CharField(max_length=600, blank=True)
    wins = models.CharField(max_length=600, blank=True)
    changed = models.CharField(max_length=600, blank=True)
    signed_as = models.CharField(max_length=80, blank=True)
    counted = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class ShareSignature(models.Model):
    """One of the two signs the text that they read.

    Persons: who. Gone with the text.
    """

    share = models.ForeignKey(PairShare, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "person"], name="a_share_is_signed_once_each")
        ]


class Report(models.Model):
    """What those who coordinate write around it, in the five parts in which research with patients is told.

    Persons: its authors, through the entry. Read by whoever walks the cohort.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="cohort_report")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveSmallIntegerField(
        default=1
    )  # of the text: nobody writes over what they did not read
    aims = models.TextField(blank=True)
    methods = models.TextField(blank=True)
    results = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    critical = models.TextField(blank=True)
    written_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class Tally(models.Model):
    """In how many pairs the two came closer, counted once and for all. Blank once a pair it counts has taken its word back.

    Persons: who had it counted; of the pairs, how many, and nothing of any.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="tally")
    shares = models.ManyToManyField(PairShare, related_name="tallies")
    counts = models.JSONField(default=dict)  # what is compared → closer, same, further, by chance
    tallied_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    tallied_at = models.DateTimeField(default=clock.now)

    objects = Scoped()
