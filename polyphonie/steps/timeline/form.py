"""A few moments: which day, at what time if one knows, what I saw, and what I felt if I wish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.steps.timeline.kind import FIRST_DAY, KIND, LAST_DAY, Moment, day_name

PARTS = ("day", "time", "saw", "felt")


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at_most = settings.at_most
        had = mine.answer.moments if mine else ()
        for number in range(self.at_most):
            self._ask(number, had[number] if number < len(had) else Moment(0, "", ""))
        self.fields["passed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def _ask(self, number: int, had: Moment) -> None:
        language = get_language() or "fr"
        self.fields[f"day_{number}"] = forms.TypedChoiceField(
            label=_("Quel jour ?"),
            choices=[(day, day_name(day).to(language)) for day in range(FIRST_DAY, LAST_DAY + 1)],
            coerce=int,
            empty_value=None,
            required=False,
            initial=had.day,
            error_messages={"invalid_choice": _("Choisissez un jour dans la liste.")},
        )
        self.fields[f"time_{number}"] = forms.TimeField(
            label=_("À quelle heure ? (facultatif)"),
            required=False,
            initial=had.time,
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"invalid": _("Écrivez l’heure ainsi : 14:30.")},
        )
        self.fields[f"saw_{number}"] = _words(_("Ce que j’ai vu ou vécu"), 1000, had.saw)
        self.fields[f"felt_{number}"] = _words(_("Ce que j’ai ressenti (facultatif)"), 500, had.felt)

    def moments(self) -> list[dict[str, Any]]:
        """The fields of each moment. They are folded one in the other: `open` is one that leads to something."""
        found: list[dict[str, Any]] = []
        leads = False
        for number in reversed(range(self.at_most)):
            day, *rest = (self[f"{part}_{number}"] for part in PARTS)
            leads = leads or bool(day.errors) or any(field.errors or field.value() for field in rest)
            found.insert(0, {"fields": [day, *rest], "open": leads})
        return found

    def _moment(self, number: int) -> Moment:
        day, time, saw, felt = (self.cleaned_data.get(f"{part}_{number}") for part in PARTS)
        return Moment(day or 0, time.strftime("%H:%M") if time else "", saw or "", felt or "")

    def _moments(self) -> list[Moment]:
        return [moment for n in range(self.at_most) if (moment := self._moment(n)).saw]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("passed"):
            return given
        for number in range(self.at_most):
            moment = self._moment(number)
            if (moment.time or moment.felt) and not moment.saw and f"saw_{number}" not in self.errors:
                self.add_error(f"saw_{number}", _("Dites en quelques mots ce que vous avez vu."))
        if not self.errors and not self._moments():
            raise forms.ValidationError(
                _("Racontez au moins un moment, ou dites que vous n’avez rien à ajouter.")
            )
        return given

    def answer(self) -> Any:
        return KIND.Answer(() if self.cleaned_data["passed"] else tuple(self._moments()))


def _words(label: str, longest: int, had: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=longest, widget=area, initial=had)
