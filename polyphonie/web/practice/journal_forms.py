"""The shape of what the journal asks: a note in a minute, the days a gathering looks back on, what goes with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from polyphonie.practices.queries import Bricolage, OnTheTable, SheetSeen
from polyphonie.web.practice.forms import DATE_WRONG

PILES = 4
WEEK = timedelta(days=7)
A_DAY = {**DATE_WRONG, "required": _("Choisissez un jour.")}


class NoteForm(forms.Form):
    """A minute, on a phone."""

    what = forms.CharField(
        label=_("Ce qu’on a bricolé"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Dites en une phrase ce que vous avez bricolé.")},
    )
    means = forms.CharField(label=_("Avec quoi (facultatif)"), required=False, max_length=300)
    for_whom = forms.CharField(label=_("Pour qui (facultatif)"), required=False, max_length=200)
    at = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_at(self) -> datetime | None:
        """When the phone noted it; nothing where that cannot be read, or says no time zone."""
        try:
            given = parse_datetime(self.cleaned_data["at"])
        except ValueError:
            return None
        return given if given and timezone.is_aware(given) else None


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=A_DAY)


class DaysForm(forms.Form):
    first_day = _day(_("Du"), _("Sur la chronologie, ce sera « le jour même »."))
    last_day = _day(_("Au"))

    def __init__(
        self, *args: Any, period: Any = None, notes: Sequence[Bricolage] = (), **kwargs: Any
    ) -> None:
        """The days chosen already; else those of the last week in which somebody noted something."""
        initial = {}
        if period:
            initial = {"first_day": period.first_day, "last_day": period.last_day}
        elif notes:
            last = notes[0].noted_at
            first = min(one.noted_at for one in notes if one.noted_at >= last - WEEK)
            initial = {"first_day": timezone.localdate(first), "last_day": timezone.localdate(last)}
        super().__init__(*args, **{**kwargs, "initial": initial})


class SortForm(forms.Form):
    """Up to four sheets, and for each note the one it goes into."""

    def __init__(
        self,
        *args: Any,
        on_the_table: Sequence[OnTheTable],
        held: Mapping[int, SheetSeen],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.here, self.held = on_the_table, held
        choices: list[tuple[str, Any]] = [("", _("Pas de fiche"))]
        for pile in range(1, PILES + 1):
            label = _("Fiche %(n)s : un titre qui commence par un verbe") % {"n": pile}
            self.fields[f"title_{pile}"] = forms.CharField(label=label, required=False, max_length=160)
            choices.append((str(pile), _("Fiche %(n)s") % {"n": pile}))
        for note in on_the_table:
            self.fields[f"note_{note.number}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                error_messages={"invalid_choice": _("Choisissez une de ces fiches, ou aucune.")},
            )

    @property
    def titles(self) -> list[forms.BoundField]:
        return [self[f"title_{pile}"] for pile in range(1, PILES + 1)]

    @property
    def notes(self) -> list[tuple[OnTheTable, forms.BoundField, SheetSeen | None]]:
        return [(one, self[f"note_{one.number}"], self.held.get(one.number)) for one in self.here]

    def piles(self) -> list[tuple[str, list[int]]]:
        given = self.cleaned_data
        return [
            (
                given[f"title_{pile}"],
                [one.number for one in self.here if given[f"note_{one.number}"] == str(pile)],
            )
            for pile in range(1, PILES + 1)
        ]
