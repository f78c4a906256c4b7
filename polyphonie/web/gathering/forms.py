"""The shape of what a gathering asks, its steps apart."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.gatherings.contract.cards import number
from polyphonie.gatherings.queries import FEWEST, Somebody
from polyphonie.web.gathering.planning import Moment, SeveralDates
from polyphonie.web.voices import voices


class Call(SeveralDates):
    subject = forms.CharField(
        label=_("De quoi parle-t-on ?"),
        help_text=_("Une question courte. Elle sera affichée dans la salle."),
        max_length=200,
        required=False,
    )
    mode = forms.ChoiceField(label=_("Comment ?"), widget=forms.RadioSelect)
    planned_at = Moment(label=_("Quand ? (facultatif : laissez vide pour ouvrir tout de suite)"))

    def __init__(self, *args: Any, modes: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            "live": _("Ensemble, maintenant ou à une heure dite"),
            "async": _("Sur plusieurs jours, chacun à son heure"),
        }
        self.fields["mode"].choices = [(mode, names[mode]) for mode in modes]  # type: ignore[attr-defined]
        self.fields["mode"].initial = modes[0]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given["dates"] and given.get("planned_at"):
            self.add_error(
                "planned_at", _("Une date, ou plusieurs à proposer : effacez l’une ou les autres.")
            )
        elif 0 < len(given["dates"]) < FEWEST:
            self.add_error("date_1", _("Proposez deux dates au moins, ou écrivez celle-ci plus haut."))
        return given


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


NEW = "new"


class CardOf(forms.Form):
    """Whose card it is: somebody who is waited for, or somebody whom nobody has welcomed yet, with or without a name."""

    card_of = forms.ChoiceField(
        label=_("De qui est cette carte ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites de qui est cette carte.")},
    )
    card_name = forms.CharField(label=_("Le prénom écrit sur la carte"), max_length=60, required=False)
    card_voice = forms.ChoiceField(
        label=_("Cette personne parle ici comme"),
        choices=lambda: [("", _("À choisir")), *voices()],
        required=False,
    )

    def __init__(
        self, *args: Any, waiting: Sequence[Somebody], nameless: str, hides_names: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(somebody.person), somebody.name) for somebody in waiting]
        self.fields["card_of"].choices = [*known, (NEW, _("Une personne pas encore accueillie"))]  # type: ignore[attr-defined]
        self.fields["card_name"].help_text = _("Pas de nom ? Laissez vide : ce sera « %(name)s ».") % {
            "name": nameless
        }
        # A card without a name is nobody’s in particular: the next number takes it. A name is always chosen by hand.
        numbered = [str(somebody.person) for somebody in waiting if number(somebody.name)]
        unmistakable = numbered and (hides_names or len(numbered) == len(waiting))
        self.fields["card_of"].initial = numbered[0] if unmistakable else None if waiting else NEW

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("card_of") == NEW and not given.get("card_voice"):
            self.add_error("card_voice", _("Choisissez d’où parle cette personne."))
        return given

    def author(self) -> dict[str, Any]:
        """As the command asks for it."""
        given = self.cleaned_data
        if given["card_of"] != NEW:
            return {"person": int(given["card_of"])}
        return {"name": given["card_name"], "voice": given["card_voice"]}
