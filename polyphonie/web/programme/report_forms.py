"""The shape of what the report of a cohort asks: of a pair, and of those who coordinate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.programmes.rules import LONGEST_PART


def _lines(label: Any, help: Any, most: int = 600, rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help, max_length=most, required=False, widget=widget)


class Share(forms.Form):
    tried = _lines(_("Ce que nous avons essayé"), _("Même ce qui n’a pas marché."))
    wins = _lines(_("De petites victoires"), _("Une phrase entendue, un geste, un papier plus court."))
    changed = _lines(_("Ce qui a changé entre nous"), _("Ce que vous direz à d’autres, et rien de plus."))
    signed_as = forms.CharField(
        label=_("Signé (facultatif)"),
        help_text=_("Vos prénoms, un nom de binôme, ou rien : « un binôme »."),
        max_length=80,
        required=False,
    )
    counted = forms.ChoiceField(
        label=_("Compter nos réponses avec celles des autres binômes ?"),
        choices=[("", _("Non")), ("1", _("Oui, une seule fois"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(line) for line in ("tried", "wins", "changed")):
            self.add_error("tried", _("Écrivez au moins une ligne."))
        given["counted"] = bool(given.get("counted"))
        return given


class ReportWords(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    aims = _lines(_("Ce que nous cherchions"), _("Et pour qui."), LONGEST_PART)
    methods = _lines(
        _("Comment nous avons fait"),
        _("Qui a participé, à quoi, avec quelle place pour les patients et les proches."),
        LONGEST_PART,
    )
    results = _lines(_("Ce qui en est sorti"), _("Des fiches, des décisions, des habitudes."), LONGEST_PART)
    outcomes = _lines(
        _("Ce que la participation a changé"), _("En bien, en moins bien, ou rien."), LONGEST_PART
    )
    critical = _lines(
        _("Ce que nous regardons avec recul"), _("Ce que nous ferions autrement."), LONGEST_PART
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(part) for part in ("aims", "methods", "results", "outcomes", "critical")):
            self.add_error("aims", _("Écrivez au moins une partie."))
        return given
