"""Sheets of practices, who signed them, whose words they take up, what others made of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped

PERSON = settings.AUTH_USER_MODEL
SITUATIONS = [(s, s) for s in ("crisis", "daily")]
DEPTHS = [("eclair", "eclair")]
WORKED = [(w, w) for w in ("worked", "partly", "not")]


class Practice(models.Model):
    """A sheet: what was tried, told so that others can try it. A draft until all its authors signed this very text.

    Persons: its authors, through its entry; it may speak of others. Emptied when its entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="practice")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="practices")
    depth = models.CharField(max_length=8, choices=DEPTHS, default="eclair")
    situation = models.CharField(max_length=6, choices=SITUATIONS, default="daily")
    title = models.CharField(max_length=160, blank=True)
    for_whom = models.CharField(max_length=300, blank=True)
    with_whom = models.CharField(max_length=300, blank=True)
    context = models.TextField(blank=True)  # what was going on
    tried = models.JSONField(default=list)  # steps, in order: three to seven where it is signed
    means = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    surprised = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    ingredients = models.JSONField(default=list)  # ids of the library
    own_words = models.JSONField(default=list)  # the circle's own, beside them
    tried_on = models.DateField(null=True, blank=True)
    number = models.PositiveIntegerField(default=1)  # of the text: one signs the text one has read
    written_at = models.DateTimeField(default=clock.now)
    thinned_at = models.DateTimeField(null=True, blank=True)  # words taken from elsewhere were taken back

    objects = Scoped()


class Bricolage(models.Model):
    """What was improvised in a crisis, noted in a minute: what, with what, for whom. A sheet may be made of several later.

    Persons: who noted it, through its entry; read by those who belonged to the circle then. Emptied when its entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="bricolage")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="bricolages")
    noted_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=300, blank=True)
    means = models.CharField(max_length=300, blank=True)
    for_whom = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["circle", "noted_at"])]


class Signature(models.Model):
    """One author signed the sheet as it is. Any later edit takes every signature away.

    Persons: the author, and whether they let another circle take up their lines.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    may_be_taken_up = models.BooleanField(default=False)
    signed_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "person"], name="sheet_signed_once")]


class Borrowing(models.Model):
    """Words that the sheet takes from another entry: an answer of a gathering, a line of the sheet it adapts.

    Kept so that they can go from the sheet when they are taken back where they come from. A quote stands beside the
    text, under the name of whoever said it, once that person released it.

    Persons: who said them. Goes with the entry they come from, or with the sheet.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="borrowings")
    source = models.ForeignKey("circles.Entry", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField()
    quoted = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quoted=True) | models.Q(released_at=None), name="only_a_quote_is_released"
            )
        ]


class Adaptation(models.Model):
    """What a circle makes of a sheet of another: what it keeps, what it changes, why. The link between the two entries
    says which sheet; it stays when that sheet is withdrawn.

    Persons: the authors of the sheet; goes with it.
    """

    practice = models.OneToOneField(Practice, on_delete=models.CASCADE, related_name="adaptation")
    kept = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    why = models.TextField(blank=True)
    made_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class Trial(models.Model):
    """“We tried it”: what happened when a circle tried what a sheet tells.

    Persons: who tells it. Read by that circle where it can read the sheet, and by the authors of the sheet, to whom it
    is returned. Emptied when its entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="trial")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="trials")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="trials")
    teller = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    tried_on = models.DateField()
    worked = models.CharField(max_length=6, choices=WORKED)
    happened = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    told_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class Indexed(models.Model):
    """That a sheet stands in the index. The stems of its words and its keys are beside, as each database indexes text.

    Persons: its authors; whose sheet it is, as numbers, and the words of the sheet. Gone with the sheet, in the same transaction.
    """

    sheet = models.OneToOneField(
        Practice,
        on_delete=models.CASCADE,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="+",
    )

    objects = Scoped()

    class Meta:
        db_table = "practices_index"
