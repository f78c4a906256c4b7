"""Persons."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from polyphonie.base import clock


class Cadence(models.TextChoices):
    """How often mail reaches a person."""

    DIGEST = "digest", "digest"
    AT_ONCE = "at_once", "at once"
    NEVER = "never", "never"


class People(BaseUserManager["Person"]):
    def create_user(self, email: str | None = None, name: str = "", **more: Any) -> Person:
        """Also what the sign-up pages call. Nobody here has a password."""
        person = self.model(email=email or None, name=name, **more)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody. An account (an e-mail) is optional: a guest is a first name.

    Persons: the name others see, an e-mail if they left one, their preferences. Erased: all of these are emptied,
    the number stays so that it is never given to somebody else.
    """

    name = models.CharField(max_length=60, blank=True)
    email = models.EmailField(unique=True, null=True, blank=True)
    language = models.CharField(max_length=2, default="fr", choices=[("fr", "Français"), ("en", "English")])
    plain = models.BooleanField(default=False)
    cadence = models.CharField(max_length=8, choices=Cadence.choices, default=Cadence.DIGEST)
    zone = models.CharField(max_length=40, blank=True, default="")  # IANA's name; empty: the installation's
    is_active = models.BooleanField(default=True)
    # Runs the installation from the command line. Opens no page and no content: tests/trust walks every page as one.
    is_superuser = models.BooleanField(default=False)
    welcomed_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"person {self.pk}"  # never the e-mail: it would end up in a log; and a guest has none to give

    @property
    def is_guest(self) -> bool:
        return not self.email

    @property
    def shown(self) -> str:
        """The name on screen. Somebody erased keeps a place, not a name."""
        return self.name or (self.email or "").split("@")[0] or "—"

    def get_full_name(self) -> str:
        return self.shown

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False  # rank reads nothing

    def has_module_perms(self, app_label: str) -> bool:
        return False
