"""What is written to ask something of somebody: the same fields in a gathering and outside one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NOBODY = _("Dites à qui : une demande à tout le monde ne reçoit pas de réponse.")


class RequestFields(forms.Form):
    letter_carries: ClassVar[_StrPromise]  # what the letter says and what it does not, under the address

    text = forms.CharField(
        label=_("Ce que nous demandons"),
        help_text=_("Une seule chose, en une phrase."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Dites en une phrase ce que vous demandez.")},
    )
    to_name = forms.CharField(
        label=_("À qui ?"),
        help_text=_("La personne qui peut répondre : son nom, ou sa fonction."),
        max_length=120,
        error_messages={"required": NOBODY},
    )
    why = forms.CharField(
        label=_("Pourquoi (facultatif)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to_email = forms.EmailField(
        max_length=254,
        label=_("Son adresse de courriel (facultatif)"),
        required=False,
        error_messages={"invalid": _("Vérifiez l’adresse : il y manque quelque chose.")},
    )
    due_on = forms.DateField(
        label=_("Réponse avant le"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choisissez une date."),
            "invalid": _("Écrivez la date ainsi : 2027-03-31."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_email"].help_text = self.letter_carries
