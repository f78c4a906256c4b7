"""The shape of what home asks."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Code(forms.Form):
    code = forms.CharField(
        label=_("Le code de la séance"),
        help_text=_("Neuf chiffres, affichés dans la salle."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-input"}),
        error_messages={"required": _("Écrivez les neuf chiffres affichés dans la salle.")},
    )
