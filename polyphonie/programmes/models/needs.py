"""What a team looks for during a call, and who answers it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from polyphonie.base import clock
from polyphonie.base.scope import Scoped
from polyphonie.programmes.models.applying import Application

PERSON = settings.AUTH_USER_MODEL


class Need(models.Model):
    """What a team would like to do with somebody, and whom it looks for. Whoever holds the link of the call reads it,
    without whoever carries it, from the day that person's application is sent until they are in a pair.

    Persons: whoever carries it, through their application; who withheld it. The row goes when it is taken back, and with
    the words of the application; that it was withheld stays with the application, for the next one.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="need")
    team = models.CharField(max_length=120)
    what = models.CharField(max_length=600)
    whom = models.CharField(max_length=300)
    time = models.CharField(max_length=120)
    written_at = models.DateTimeField(default=clock.now)
    withheld_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    withheld_at = models.DateTimeField(null=True)  # a coordinator took it off the page of the call

    objects = Scoped()


class NeedAnswer(models.Model):
    """Somebody who applies answers a need: one at a time, which they may change. It brings the two nearer, and binds nobody.

    Persons: whoever answers, through their application. Read by them and the coordinators; whoever carries the need learns
    of it through a proposed pair. The row goes when it is taken back, with the need, or with the words of the application.
    """

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="answers")
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="need_answer")
    words = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(default=clock.now)

    objects = Scoped()
