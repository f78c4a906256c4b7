"""Cohorts, their calendar, tables and time; calls and who applies; pairs, from what a coordinator says to what two people
answer, then to what they write in their own place."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.base.voices import Voice

PERSON = settings.AUTH_USER_MODEL
VOICES = [(v.value, v.value) for v in Voice]
ABOUT = ("task", "relation", "feeling")


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


class Call(models.Model):
    """A cohort looks for people. Its page is read by whoever holds its link, until its last day.

    Persons: who opened it.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="calls")
    about = models.CharField(max_length=600, blank=True)
    closes_on = models.DateField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = Scoped()


class Application(models.Model):
    """What somebody answered to a call, saved as they go; read by the coordinators once it is sent.

    Persons: a first name, a voice, how to be reached, what they wrote, whom they would not be paired with, who cares for
    them. Emptied when it is withdrawn, and half a year after the call.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    voice = models.CharField(max_length=12, choices=VOICES)
    email = models.EmailField(blank=True)
    contact = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, default="fr")
    answers = models.JSONField(default=dict)  # question → text, or the ids chosen
    care = models.CharField(max_length=300, blank=True)
    refuses = models.CharField(max_length=300, blank=True)
    reports_to = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["call", "sent_at"])]


class PairingChoice(models.Model):
    """What the coordinators chose for the pairing of one call: rules, weights, the draw.

    Persons: none.
    """

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="pairing")
    chosen = models.JSONField(default=dict)

    objects = Scoped()


class PairWord(models.Model):
    """A coordinator keeps two people together, or apart, whatever is computed. The row goes when they take it back.

    Persons: the two, and who said so.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="words")
    first = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in ("together", "apart")])
    said_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_word_of_two")]


class CareAgreement(models.Model):
    """One of three says, in writing, that two people may be a pair although one cares for the other: each of the two, and
    a coordinator (`half` is empty). The row goes when they take it back; without the three, care keeps apart.

    Persons: the two, and who wrote. The coordinators read all three; the two read what the coordinator wrote, and what the
    other wrote once all three have written.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="care_agreements")
    first = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    half = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="+")
    written_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.CharField(max_length=600)
    written_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=models.Q(half=None), name="coordination_agrees_once"
            ),
            models.UniqueConstraint(fields=["first", "second", "half"], name="each_half_agrees_once"),
            models.CheckConstraint(
                condition=models.Q(half=None)
                | models.Q(half=models.F("first"))
                | models.Q(half=models.F("second")),
                name="a_half_is_one_of_the_two",
            ),
        ]


class PairProposal(models.Model):
    """Two people are asked whether they would be a pair: by a coordinator, or by one of the two, who come together.

    Persons: the two; who proposed it. Who said no is told to nobody.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="proposals")
    first = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    by_themselves = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    retained_at = models.DateTimeField(
        null=True
    )  # those who come together are then welcomed by a coordinator
    ended_at = models.DateTimeField(null=True)  # one of the two said no, or it was taken back
    circle = models.OneToOneField("circles.Circle", on_delete=models.PROTECT, null=True, related_name="+")

    objects = Scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(circle=None) | models.Q(ended_at=None),
                name="a_pair_that_ended_has_no_circle",
            )
        ]


class PairAnswer(models.Model):
    """Yes or no, from one of the two. No reason is asked.

    Persons: whoever answered; read by that person alone.
    """

    proposal = models.ForeignKey(PairProposal, on_delete=models.CASCADE, related_name="answers")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    yes = models.BooleanField()
    answered_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "application"], name="answered_once")]


class Parting(models.Model):
    """A pair has ended: one of the two left, without having to say why. Which of them is in no row of this room.

    Persons: none.
    """

    proposal = models.OneToOneField(PairProposal, on_delete=models.CASCADE, related_name="parting")
    parted_at = models.DateTimeField(default=clock.now)


class PairProject(models.Model):
    """What two people would like to change, for whom, and how they will see it: three lines, that either rewrites.

    Persons: whoever wrote them, through the entry; emptied when it ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="pair_project")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(
        default=1
    )  # of the text: nobody writes over what they did not read
    change = models.CharField(max_length=300, blank=True)
    for_whom = models.CharField(max_length=300, blank=True)
    how_seen = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class PairPage(models.Model):
    """A page of the log of a pair: read by its author alone until they show it to the other half.

    Persons: its author, who alone says what it is about; emptied when its entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="pair_page")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True)
    about = models.CharField(max_length=8, choices=[(a, a) for a in ABOUT], blank=True)
    written_at = models.DateTimeField(default=clock.now)

    objects = Scoped()


class KeptBetween(models.Model):
    """One line of what two people want kept between them. It is opened to nobody else, whoever asks.

    Persons: whoever added it, who alone takes it back; emptied when its entry ends.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="kept_between")
    circle = models.ForeignKey("circles.Circle", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)

    objects = Scoped()


class ConversationCircle(models.Model):
    """Where a pair and those who facilitate the cohort meet: a circle of its own, in which nobody has a charge.

    Persons: none; its members are the pair's and the coordinators'.
    """

    proposal = models.OneToOneField(PairProposal, on_delete=models.CASCADE, related_name="conversations")
    circle = models.OneToOneField("circles.Circle", on_delete=models.PROTECT, related_name="+")


class ConversationNote(models.Model):
    """What whoever facilitates noted of a conversation. The two read every note about them; it is opened to nobody else.

    Persons: who noted it; the two it is about, who find it in their own data for as long as it exists.
    """

    entry = models.OneToOneField("circles.Entry", on_delete=models.PROTECT, related_name="conversation_note")
    proposal = models.ForeignKey(PairProposal, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True)
    written_at = models.DateTimeField(default=clock.now)

    objects = Scoped()
