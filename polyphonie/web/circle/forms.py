"""The shape of what circles ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.circles.queries import Charge, Kind
from polyphonie.steps.ask.fields import RequestFields
from polyphonie.web.voices import VoiceField

CHARGES = [
    (Charge.NONE, _("Membre")),
    (Charge.FACILITATOR, _("Anime")),
    (Charge.COFACILITATOR, _("Anime aussi")),
    (Charge.SECRETARY, _("Tient le secrétariat")),
]
KINDS = [
    (Kind.TEAM, _("Une équipe")),
    (Kind.PAIR, _("Un binôme")),
    (Kind.COHORT, _("Une promotion")),
    (Kind.ORGANISATION, _("Une organisation")),
    (Kind.NETWORK, _("Un réseau")),
]


class NewCircle(forms.Form):
    name = forms.CharField(
        label=_("Nom du cercle"), max_length=120, error_messages={"required": _("Donnez un nom au cercle.")}
    )
    kind = forms.ChoiceField(label=_("Ce cercle est"), choices=KINDS, initial=Kind.TEAM)
    purpose = forms.CharField(
        label=_("Ce pour quoi nous sommes là (facultatif)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    voice = VoiceField()


class Invite(forms.Form):
    charge = forms.ChoiceField(label=_("Cette personne"), choices=CHARGES, required=False)
    most_uses = forms.IntegerField(
        label=_("Pour combien de personnes"), min_value=1, max_value=500, initial=1, required=True
    )
    days = forms.IntegerField(label=_("Pendant combien de jours"), min_value=1, max_value=90, initial=14)


class Arrive(forms.Form):
    voice = VoiceField()


class CharterText(forms.Form):
    text = forms.CharField(
        label=_("Le texte de la charte"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Écrivez d’abord le texte de la charte.")},
    )


class ReviewForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Qu’en fait-on ?"),
        choices=[
            ("renewed", _("On continue")),
            ("amended", _("On change : une nouvelle proposition suivra")),
            ("ended", _("On arrête")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez : on continue, on change, on arrête.")},
    )
    text = forms.CharField(
        label=_("Ce que nous avons appris (facultatif)"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    review_on = forms.DateField(
        label=_("Si l’on continue : à revoir le"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class NewsForm(forms.Form):
    text = forms.CharField(
        label=_("Comment cela va-t-il ?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Écrivez quelques mots.")},
    )


class ConclusionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Comment cela finit-il ?"),
        choices=[
            ("done", _("C’est fait")),
            ("changed", _("Cela a changé en route")),
            ("stopped", _("On arrête là")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez : fait, changé, arrêté.")},
    )
    learnt = forms.CharField(
        label=_("Ce que j’ai appris, ce qui m’a surpris (facultatif)"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RequestForm(RequestFields):
    letter_carries = _(
        "Cette personne recevra un lien vers cette demande et votre prénom, et rien d’autre du cercle."
    )


class ReplyForm(forms.Form):
    stance = forms.ChoiceField(
        label=_("La réponse"),
        choices=[
            ("received", _("Bien reçu : la réponse viendra")),
            ("yes", _("Oui")),
            ("partly", _("En partie")),
            ("no", _("Non")),
            ("done", _("C’est fait")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    reason = forms.CharField(
        label=_("Pourquoi, ou comment"),
        help_text=_("Nécessaire pour « non » et « en partie » : c’est ce qui permet au groupe d’avancer."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("stance") in ("no", "partly") and not (given.get("reason") or "").strip():
            self.add_error("reason", _("Dites en une phrase pourquoi."))
        return given
