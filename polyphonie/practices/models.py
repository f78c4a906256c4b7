"""Sheets of practices, who signed them, whose words they take up, what others made of them, what they have in common."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped

PERSON = settings.AUTH_USER_MODEL
SITUATIONS = [(s, s) for s in ("crisis", "daily")]
DEPTHS = [(d, d) for d in ("eclair", "full")]
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
    parts = models.JSONField(default=dict)  # of a full sheet: id of the library → text
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


class JournalPeriod(models.Model):
    """The days of a circle's journal that a gathering of that circle looks at. It opens nothing: each reader of the
    chronology meets there the notes they could read already.

    Persons: who chose the days.
    """

    gathering = models.OneToOneField(
        "gatherings.Gathering", on_delete=models.CASCADE, related_name="journal_period"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    chosen_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="days_in_order"
            )
        ]


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


class PublicWord(models.Model):
    """One word of one author about the public page of a sheet: yes, of this text, signed this way, or no longer. Append
    only, each row chained to the former; the last word of an author counts.

    Persons: the author, and whether they sign with their name. Goes with the author; kept without words of the sheet.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="public_words")
    author = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    yes = models.BooleanField()
    number = models.PositiveIntegerField()  # of the text they read
    named = models.BooleanField(default=False)  # first name and voice; else "somebody of the circle"
    licence = models.CharField(
        max_length=20, blank=True
    )  # under which they share their words; none where they take them back
    said_at = models.DateTimeField(default=clock.now)
    chain = models.CharField(max_length=64)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["practice", "author"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(yes=False) | ~models.Q(licence=""), name="public_words_have_a_licence"
            )
        ]


class PeerReading(models.Model):
    """What somebody of another hand found in a sheet before its public page: yes or no, and why.

    Persons: the reader, whose name is shown only if they chose so, and their reasons, read by the authors alone. At
    erasure the name and the reasons go; the reading stays, with its voice.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="peer_readings")
    reader = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    voice = models.CharField(max_length=12)  # from where they read, that day
    number = models.PositiveIntegerField()
    yes = models.BooleanField()
    reasons = models.TextField(blank=True)
    named = models.BooleanField(default=False)
    read_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "reader", "number"], name="one_peer_reads_a_text_once"
            )
        ]


class ToldOutside(models.Model):
    """Since when what is told to everybody at one place is as it is, and a mark of it that only this house can make. A place
    is the list, the feed, a page of the catalogue, a sheet; its row goes soon after nothing is told there any more.

    Persons: none.
    """

    place = models.CharField(max_length=40, primary_key=True)
    mark = models.CharField(max_length=64)
    since = models.DateTimeField()


class Arrival(models.Model):
    """A sheet of another house, brought as a file, that somebody of the circle reads before it is shown: a new one, a new
    text of one that is here, or word that it is gone from where it came.

    Persons: who brought it, who decided. What it tells is emptied once it is decided.
    """

    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="arrivals")
    sheet = models.CharField(max_length=45)  # its id where it comes from
    kind = models.CharField(max_length=6, choices=[(k, k) for k in ("new", "update", "gone")])
    house = models.JSONField(default=dict)  # id, name, address
    told = models.JSONField(default=dict)  # the sheet, as read from the file
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()  # when the file was made there
    brought_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True)

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at=None, accepted=None)
                | models.Q(decided_at__isnull=False, accepted__isnull=False),
                name="an_arrival_is_decided_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["circle", "sheet"], condition=models.Q(decided_at=None), name="arrives_once_at_a_time"
            ),
        ]


class Origin(models.Model):
    """Where a sheet that nobody here wrote comes from: its house, its id there, who signed it there, its licence.

    Persons: those who signed it there, as they chose to; who accepted it here. When the sheet is removed, where it came
    from stays, without a word or a name.
    """

    practice = models.OneToOneField(Practice, on_delete=models.CASCADE, related_name="origin")
    sheet = models.CharField(max_length=45)
    house = models.JSONField(default=dict)
    address = models.CharField(max_length=300)
    version = models.PositiveIntegerField()
    licence = models.CharField(max_length=20)
    authors = models.JSONField(default=list)  # name and voice, or nothing of either
    quotes = models.JSONField(default=list)
    adapted_from = models.JSONField(null=True, blank=True)
    public_since = models.DateTimeField()
    made_at = models.DateTimeField()
    accepted_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["sheet"])]


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


class Synthesis(models.Model):
    """What several sheets have in common, in words that their writers sign. What is counted is never kept: it is computed
    for each reader. A draft until all its authors signed this very text.

    Persons: its authors, through its entry; it may quote others, and loses their words with the sheet they come from.
    Emptied when its entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="synthesis")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="syntheses")
    sheets = models.ManyToManyField(Practice, related_name="syntheses")
    title = models.CharField(max_length=160, blank=True)
    introduction = models.TextField(blank=True)
    families = models.JSONField(default=dict)  # id of a family → a paragraph
    unknown = models.TextField(blank=True)  # what we still do not know
    number = models.PositiveIntegerField(default=1)  # of the text: one signs the text one has read
    written_at = models.DateTimeField(default=clock.now)
    thinned_at = models.DateTimeField(null=True, blank=True)  # words of a sheet were taken back

    objects = Scoped()


class SynthesisSignature(models.Model):
    """One author signed the synthesis as it is. Any later edit takes every signature away.

    Persons: the author.
    """

    synthesis = models.ForeignKey(Synthesis, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["synthesis", "person"], name="synthesis_signed_once")]


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


class Unsent(models.Model):
    """A sheet of which the OpenSearch server was not yet told what the index of the database holds; `EVERYTHING`: of none.

    Persons: nothing but the number of a sheet. Gone when the server heard.
    """

    EVERYTHING = 0

    sheet = models.PositiveBigIntegerField(db_index=True)
