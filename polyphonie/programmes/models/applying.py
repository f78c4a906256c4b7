"""Calls, who applies, and pairs, from what a coordinator says to what two people answer, until they end."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.base.voices import Voice
from polyphonie.programmes.models.cohorts import Cohort

PERSON = settings.AUTH_USER_MODEL
VOICES = [(v.value, v.value) for v in Voice]


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
    them. Emptied when it is withdrawn, and half a year after the call; while a pair that came of it lives, a first name and
    who it is stay, and the e-mail of whoever has no account.
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
    # The need it carried was taken back while coordinators kept it off the page: so is the next one, until they show it.
    need_withheld_at = models.DateTimeField(null=True)

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
