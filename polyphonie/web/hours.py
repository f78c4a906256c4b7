"""The places of time zones as the choices of a form, in the page's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.people.contract import zones
from polyphonie.people.queries import Person


def places() -> list[tuple[str, Any]]:
    """The installation's own hours first, then French territories, then the rest of the world by area."""
    here = _("Comme ici : %(place)s") % {"place": place_of(settings.TIME_ZONE)}
    world = [(area.to(_language()), sorted(_named(names), key=_name)) for area, names in zones.elsewhere()]
    return [("", here), (_("Territoires français"), _named(zones.FRENCH)), *world]


def other_hours(person: Person | None) -> str:
    """Whose hours the pages of this person tell, where they are not the installation's; else nothing."""
    zone = person.zone if person else ""
    return place_of(zone) if zones.zone_of(zone) and zone != settings.TIME_ZONE else ""


def _named(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(zone, place_of(zone)) for zone in names]


def _name(choice: tuple[str, str]) -> str:
    return choice[1]


def place_of(zone: str) -> str:
    """What the place of a zone is called, in the page’s language."""
    return zones.place(zone).to(_language())


def _language() -> str:
    return get_language() or "fr"
