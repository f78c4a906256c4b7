"""The shape of what going outside asks, and of what comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from polyphonie.base.voices import Voice
from polyphonie.practices.contract.catalogue import MOST_BYTES, MOST_FILES
from polyphonie.practices.queries import Author, PeerReading


class PublicForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    signed = forms.ChoiceField(
        label=_("Je signe"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez comment vous signez.")},
    )
    licence = forms.BooleanField(
        label=_("Je partage mes mots sous la licence CC BY 4.0"),
        help_text=_("Chacun peut les reprendre et les adapter, en disant d’où ils viennent."),
        error_messages={
            "required": _(
                "Cochez la licence : sans elle, personne ailleurs n’a le droit de reprendre vos mots."
            )
        },
    )

    def __init__(self, *args: Any, author: Author, number: int, marks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"number": number}})
        voice = Voice(author.voice).text.to(get_language() or "fr") if author.voice else ""
        signed: Any = self.fields["signed"]
        name = ", ".join(filter(None, [author.name, voice]))
        signed.choices = [("name", name), ("nobody", _now("Une personne du cercle"))]
        if marks:
            self.fields["read_again"] = forms.BooleanField(
                label=_("J’ai relu ces mots : personne d’autre que nous ne peut être reconnu"),
                error_messages={"required": _("Relisez d’abord les mots signalés, puis cochez cette case.")},
            )


class PeerForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    found = forms.ChoiceField(
        label=_("Peut-elle être lue par tout le monde ?"),
        choices=[("yes", _("Oui")), ("no", _("Non, pas comme elle est"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez : oui, ou pas comme elle est.")},
    )
    reasons = forms.CharField(
        label=_("Pourquoi"),
        help_text=_("Ses auteurs le liront, et eux seuls."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Dites en une phrase pourquoi : c’est cela qui aide les auteurs.")},
    )
    named = forms.BooleanField(label=_("On peut dire que c’est moi qui l’ai relue"), required=False)

    def __init__(self, *args: Any, number: int, before: PeerReading | None, **kwargs: Any) -> None:
        said = (
            {"found": "yes" if before.yes else "no", "reasons": before.reasons, "named": before.named}
            if before
            else {}
        )
        self.before = before
        super().__init__(*args, **{**kwargs, "initial": {"number": number, **said}})


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files of one catalogue, each read up to just beyond what a file may hold."""

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        given = data if isinstance(data, list | tuple) else [data]
        files = [one for one in given if one]
        if len(files) > MOST_FILES:
            raise ValidationError(_now("Apportez dix fichiers au plus à la fois."))
        return [one.read(MOST_BYTES + 1) for one in files]


class BringForm(forms.Form):
    catalogue = FilesField(
        label=_("Le catalogue, ou une fiche (.json)"),
        required=False,
        widget=SeveralFiles(attrs={"accept": ".json,application/json", "multiple": True}),
    )
    text = forms.CharField(
        label=_("Ou collez ici son texte"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def given(self) -> list[bytes]:
        text = self.cleaned_data["text"]
        return [*self.cleaned_data["catalogue"], *([text.encode("utf-8", "replace")] if text.strip() else [])]
