"""The shape of what one's account asks."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from polyphonie.people.queries import Cadence
from polyphonie.web.hours import places


class Name(forms.Form):
    name = forms.CharField(
        label=_("Le nom que les autres lisent"),
        max_length=60,
        error_messages={"required": _("Écrivez un prénom, ou le nom que vous voulez qu’on lise.")},
    )


class Preferences(forms.Form):
    language = forms.ChoiceField(label=_("Langue"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    plain = forms.BooleanField(label=_("Des mots simples (facile à lire et à comprendre)"), required=False)
    cadence = forms.ChoiceField(
        label=_("Courriels"),
        choices=[
            (Cadence.DIGEST, _("Un résumé par jour, s’il y a du nouveau")),
            (Cadence.AT_ONCE, _("Au fur et à mesure")),
            (Cadence.NEVER, _("Jamais, je viens voir")),
        ],
        widget=forms.RadioSelect,
    )
    zone = forms.ChoiceField(
        label=_("Mes heures (fuseau horaire)"),
        help_text=_("Les pages disent les heures de ce lieu. Celles que vous écrivez y sont lues aussi."),
        choices=places,
        required=False,
        error_messages={"invalid_choice": _("Choisissez un lieu dans la liste.")},
    )


class WhatItSays(forms.Form):
    """What one's agenda tells to the software that reads it."""

    says_what = forms.BooleanField(
        label=_("Écrire aussi de quoi il s’agit, le lieu et le nom du cercle"), required=False
    )
