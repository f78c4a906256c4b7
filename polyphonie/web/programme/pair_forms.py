"""The shape of what the place of a pair asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.base import clock

ABOUT = [
    ("", _("Je ne le dis pas")),
    ("task", _("Ce que nous faisons")),
    ("relation", _("Notre manière d’être deux")),
    ("feeling", _("Ce que je ressens")),
]
FEW_WORDS = {"required": _("Écrivez quelques mots.")}


def _line(label: Any, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=300, required=False, widget=widget, **more)


class ProjectLines(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    change = _line(_("Ce que nous voudrions changer"))
    for_whom = _line(_("Pour qui"))
    how_seen = _line(_("À quoi nous le verrons"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(line) for line in ("change", "for_whom", "how_seen")):
            self.add_error("change", _("Écrivez au moins une ligne."))
        return given


class SmallStep(forms.Form):
    text = forms.CharField(
        label=_("Moi, je vais essayer de…"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Dites en une phrase ce que vous allez essayer.")},
    )
    smallest = forms.CharField(
        label=_("La plus petite version possible (facultatif)"), max_length=300, required=False
    )
    due_on = forms.DateField(
        label=_("D’ici au"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choisissez un jour.")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.latest = clock.today() + timedelta(days=21)
        self.fields["due_on"].initial = self.latest

    def clean_due_on(self) -> date:
        chosen: date = self.cleaned_data["due_on"] or self.latest
        if not clock.today() <= chosen <= self.latest:
            raise forms.ValidationError(
                _("Un petit pas tient en trois semaines : choisissez une date entre aujourd’hui et là.")
            )
        return chosen


class LogPage(forms.Form):
    text = forms.CharField(
        label=_("Une page"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages=FEW_WORDS,
    )
    about = forms.ChoiceField(
        label=_("De quoi parle cette page ?"),
        choices=ABOUT,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    reader = forms.ChoiceField(
        label=_("Qui la lit ?"),
        choices=[("me", _("Moi seulement")), ("two", _("Nous deux"))],
        initial="me",
        required=False,
        widget=forms.RadioSelect,
    )

    @property
    def given(self) -> dict[str, Any]:
        """What the command asks for: unless both are named, a page is its author's alone."""
        given = self.cleaned_data
        return {"text": given["text"], "about": given["about"], "shown": given["reader"] == "two"}


class KeptLine(forms.Form):
    text = forms.CharField(
        label=_("À garder entre nous"),
        max_length=300,
        error_messages={"required": _("Écrivez ce que vous voulez garder entre vous.")},
    )


class ConversationDate(forms.Form):
    at = forms.DateTimeField(
        label=_("Jour et heure"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("Choisissez un jour et une heure."), "invalid": _("Choisissez un jour et une heure.")},
    )  # fmt: skip


class Note(forms.Form):
    text = forms.CharField(
        label=_("Une note sur l’entretien"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=FEW_WORDS,
    )
