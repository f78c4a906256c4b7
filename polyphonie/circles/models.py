"""Circles, who belongs to them, and the spine of all that is written."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.base.voices import Voice

PERSON = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    """What sort of circle. A gathering's circle holds those who take part in one séance, guests included;
    a conversation's, a pair and those who accompany it."""

    PAIR = "pair"
    CONVERSATION = "conversation"
    TEAM = "team"
    COHORT = "cohort"
    ORGANISATION = "organisation"
    NETWORK = "network"
    GATHERING = "gathering"


class Charge(models.TextChoices):
    """What a member looks after. A charge is a service, it reads nothing more."""

    NONE = ""
    FACILITATOR = "facilitator"
    COFACILITATOR = "cofacilitator"
    SECRETARY = "secretary"


class Circle(models.Model):
    """Where people belong. Circles nest; nesting gives no access.

    Persons: none by itself; its name may say something of its members, so a circle is shown to them only.
    """

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    purpose = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    founded_at = models.DateTimeField(default=clock.now)


class Membership(models.Model):
    """A person in a circle, from one day to another, with a voice and perhaps a charge.

    Persons: belonging can itself say something about somebody's health; members alone see it. Ended at erasure.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="memberships")
    voice = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Voice])
    charge = models.CharField(max_length=13, choices=Charge.choices, blank=True, default="")
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "person"],
                condition=models.Q(left_at__isnull=True),
                name="belongs_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["person", "left_at"])]


class Invitation(models.Model):
    """A link into one circle, with one charge, for so many people, until a day. Its secret is kept as a digest.

    Persons: who made it, who revoked it.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="invitations")
    charge = models.CharField(max_length=13, choices=Charge.choices, blank=True, default="")
    digest = models.CharField(max_length=64, unique=True)
    most_uses = models.PositiveSmallIntegerField(default=1)
    uses = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(uses__lte=models.F("most_uses")), name="no_more_uses_than_meant"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_by__isnull=True, revoked_at__isnull=True)
                | models.Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="invitation_revoked_by_somebody",
            ),
        ]


class Entry(models.Model):
    """The spine: every written thing that others can read has one. It says who may read; the words are elsewhere.

    Persons: its authors. Withdrawn by any of them; at erasure it ends, or loses the name if the circle keeps it.
    """

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=2, default="fr")
    reach = models.CharField(max_length=12, default="members")
    open_to_future = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=clock.now)
    shown_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(
        null=True, blank=True
    )  # it ends by itself then: a case does, its rule does not
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = Scoped()

    class Meta:
        indexes = [models.Index(fields=["circle", "kind", "written_at"])]


class SecondReading(models.Model):
    """Somebody from another voice read a case before it leaves its circle, and recognises nobody.

    Persons: the reader; goes with the entry.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "reader"], name="read_once")]


class Authorship(models.Model):
    """One author of one entry.

    Persons: the author.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="authorships")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="authorships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="author_once")]


class Widening(models.Model):
    """An entry readable in one more circle, as long as each author's consent lives.

    Persons: who asked.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="widenings")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="widenings")
    purpose = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "circle"], name="widened_once_per_circle")]


class WideningConsent(models.Model):
    """One word of one author about one widening: yes, or no longer. Append only, each row chained to the former.

    Persons: the author, and the exact audience they were shown. Kept as long as the entry, and five years as proof.
    """

    widening = models.ForeignKey(Widening, on_delete=models.CASCADE, related_name="consents")
    author = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    yes = models.BooleanField()
    future_members = models.BooleanField(default=False)
    audience = models.CharField(max_length=300)
    said_at = models.DateTimeField(default=clock.now)
    chain = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["widening", "author", "said_at"])]


class CharterVersion(models.Model):
    """One version of what a circle holds itself to.

    Persons: its authors, through the entry.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="charter_versions")
    number = models.PositiveSmallIntegerField()
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="charter")
    text = models.TextField()

    objects = Scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "number"], name="charter_number_once")]


class CharterSignature(models.Model):
    """A member signed a version.

    Persons: who signed, when.
    """

    version = models.ForeignKey(CharterVersion, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="signed_once")]


class Link(models.Model):
    """What leads from one entry to another. A link is seen only by those who may read both ends.

    Persons: none.
    """

    source = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ("led_to", "adapted_from", "answers")])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="linked_once")]
