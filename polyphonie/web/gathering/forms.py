"""The shape of what a gathering asks, its steps apart."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.web.voices import voices


class Call(forms.Form):
    subject = forms.CharField(
        label=_("De quoi parle-t-on ?"),
        help_text=_("Une question courte. Elle sera affichée dans la salle."),
        max_length=200,
        required=False,
    )
    mode = forms.ChoiceField(label=_("Comment ?"), widget=forms.RadioSelect)
    planned_at = forms.DateTimeField(
        label=_("Quand ? (facultatif : laissez vide pour ouvrir tout de suite)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, modes: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            "live": _("Ensemble, maintenant ou à une heure dite"),
            "async": _("Sur plusieurs jours, chacun à son heure"),
        }
        self.fields["mode"].choices = [(mode, names[mode]) for mode in modes]  # type: ignore[attr-defined]
        self.fields["mode"].initial = modes[0]


class ComeIn(forms.Form):
    name = forms.CharField(
        label=_("Votre prénom"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Écrivez un prénom, ou le nom que vous voulez qu’on lise.")},
    )
    voice = forms.ChoiceField(
        label=_("Je parle ici comme"),
        choices=voices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez d’où vous parlez.")},
    )


class OnlyVoice(forms.Form):
    voice = forms.ChoiceField(label=_("Je parle ici comme"), choices=voices, widget=forms.RadioSelect)
