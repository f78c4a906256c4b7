"""May this be done at a workshop, or noted of the time somebody gave?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time, timedelta
from decimal import Decimal

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.people.queries import Person
from polyphonie.programmes import queries
from polyphonie.programmes.models import Cohort, TimeGiven

LONG_AGO = timedelta(days=730)
FEWEST_SEATED = 4
SIZES = range(2, 13)
MOST_SEED = 999_999
MOST_HOURS, MOST_EXPENSES = 100, 10_000  # of one line
LONGEST_PLACE = 200
NO_TABLES = Refusal("Composez d’abord les tables.", "Compose the tables first.")


def why_not_seat(present: Collection[int], size: int, pairs: str, seed: int) -> Refusal | None:
    """At least four people, tables of two to twelve."""
    if len(present) < FEWEST_SEATED:
        return Refusal(
            f"Cochez au moins {FEWEST_SEATED} personnes présentes.",
            f"Tick at least {FEWEST_SEATED} people who are here.",
        )
    if size not in SIZES:
        return Refusal(
            f"Choisissez des tables de {SIZES[0]} à {SIZES[-1]} personnes.",
            f"Choose tables of {SIZES[0]} to {SIZES[-1]} people.",
        )
    if pairs not in ("free", "together", "apart") or not 0 <= seed <= MOST_SEED:
        return Refusal("Choisissez ce qui est demandé pour les binômes.", "Choose what is asked for pairs.")
    return None


def why_not_such_hours(begins: time | None, ends: time | None, place: str) -> Refusal | None:
    """Both hours or neither, of one day; a place in one line."""
    if (begins is None) != (ends is None):
        return Refusal(
            "Écrivez l’heure du début et celle de la fin, ou aucune des deux.",
            "Write the hour it begins and the hour it ends, or neither.",
        )
    if begins is not None and ends is not None and ends <= begins:
        return Refusal(
            "L’atelier finit avant de commencer. Écrivez une heure de fin plus tardive, le même jour.",
            "The workshop ends before it begins. Write a later hour for its end, on the same day.",
        )
    if len(place) > LONGEST_PLACE:
        return Refusal(
            f"Ce lieu est trop long. Écrivez-le en {LONGEST_PLACE} signes au plus.",
            f"This place is too long. Write it in {LONGEST_PLACE} characters at most.",
        )
    return None


@reading
def why_not_note_time(cohort: Cohort, person: int, by: Person) -> Refusal | None:
    """One's own time, or that of anybody who walks by those who coordinate."""
    if not queries.walks(cohort, by) or (person != by.pk and not queries.coordinates(cohort, by)):
        return NOT_FOUND
    if person != by.pk and person not in {each.pk for each in queries.walkers(cohort)}:
        return Refusal("Choisissez une personne dans la liste.", "Choose a person from the list.")
    return None


def why_not_such_time(
    on: date | None, what: str, hours: Decimal, expenses: Decimal, thanks: str
) -> Refusal | None:
    """A day that has come, something that was done, and one of the three at least."""
    if on is None or not clock.today() - LONG_AGO <= on <= clock.today():
        return Refusal("Choisissez un jour passé, ou aujourd’hui.", "Choose a day in the past, or today.")
    if not what.strip():
        return Refusal("Dites en quelques mots ce que c’était.", "Say in a few words what it was.")
    if not 0 <= hours <= MOST_HOURS or not 0 <= expenses <= MOST_EXPENSES:
        return Refusal(
            f"Écrivez de 0 à {MOST_HOURS} heures, et de 0 à {MOST_EXPENSES} euros.",
            f"Write 0 to {MOST_HOURS} hours, and 0 to {MOST_EXPENSES} euros.",
        )
    if not hours and not expenses and not thanks.strip():
        return Refusal(
            "Écrivez un temps, des frais, ou ce qui a été donné en retour.",
            "Write a time, expenses, or what was given in return.",
        )
    return None


def why_not_take_time_back(given: TimeGiven, by: Person) -> Refusal | None:
    """Whoever it is about; or whoever noted it, while they coordinate."""
    if given.person_id == by.pk or (given.noted_by_id == by.pk and queries.coordinates(given.cohort, by)):
        return None
    if queries.coordinates(given.cohort, by):
        return Refusal(
            "Cette ligne a été notée par quelqu’un d’autre. Demandez-lui de la retirer.",
            "This line was noted by somebody else. Ask them to take it back.",
        )
    return NOT_FOUND
