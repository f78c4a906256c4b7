"""The shape of what a team needs, and of an answer to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.programmes.queries import Need, NeedSeen


class NeedForm(forms.Form):
    """Four lines that anybody who holds the link of the call will read."""

    team = forms.CharField(
        label=_("Quelle équipe, ou quel groupe ?"),
        help_text=_("Un service, une association… Aucun nom de personne."),
        max_length=120,
        error_messages={"required": _("Dites de quelle équipe il s’agit.")},
    )
    what = forms.CharField(
        label=_("Que voudriez-vous faire ensemble ?"),
        help_text=_("Par exemple : revoir comment nous annonçons une maladie."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Dites en quelques mots ce que vous voudriez faire.")},
    )
    whom = forms.CharField(
        label=_("Qui cherchez-vous ?"),
        help_text=_("Par exemple : une personne qui vit avec un diabète."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Dites qui vous cherchez.")},
    )
    time = forms.CharField(
        label=_("Combien de temps lui demandez-vous ?"),
        help_text=_("Par exemple : deux heures par mois."),
        max_length=120,
        error_messages={"required": _("Dites combien de temps vous demandez.")},
    )

    @staticmethod
    def initial_of(row: Need) -> dict[str, Any]:
        return {name: getattr(row, name) for name in NeedForm.base_fields}


class AnswerForm(forms.Form):
    """One need, or none; and a line for those who coordinate."""

    need = forms.ChoiceField(
        label=_("À quel besoin répondez-vous ?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Ce besoin n’est plus affiché. Choisissez-en un autre, ou aucun.")
        },
    )
    words = forms.CharField(
        label=_("Un mot pour la coordination (facultatif)"),
        help_text=_("L’équipe ne le lira pas."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, needs: Sequence[NeedSeen], **more: Any) -> None:
        super().__init__(*args, **more)
        given = [(str(need.pk), need.team) for need in needs]
        self.fields["need"].choices = [*given, ("", _("À aucun"))]  # type: ignore[attr-defined]
