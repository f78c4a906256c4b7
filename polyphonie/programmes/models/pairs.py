"""What two people write in their own place, and what is noted of a conversation with them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.programmes.models.applying import PairProposal

PERSON = settings.AUTH_USER_MODEL
ABOUT = ("task", "relation", "feeling")


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
