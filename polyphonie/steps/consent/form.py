"""One position among four, and the reason of an objection or a concern."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from polyphonie.steps.consent.kind import GROUNDS, KIND, STANCES


class Form(forms.Form):
    stance = forms.ChoiceField(
        label=_("Pouvez-vous vivre avec cette proposition ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    reason = forms.CharField(
        label=_("Votre crainte, ou ce que vous ne pouvez pas accepter, et pourquoi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ground = forms.ChoiceField(
        label=_("Pourquoi cette objection ?"), required=False, widget=forms.RadioSelect
    )
    would_help = forms.CharField(
        label=_("Qu’est-ce qui rendrait la proposition acceptable ? (facultatif)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        language = get_language() or "fr"
        self.fields["stance"].choices = [(k, t.to(language)) for k, t in STANCES.items()]  # type: ignore[attr-defined]
        self.fields["ground"].choices = [(k, t.to(language)) for k, t in GROUNDS.items()]  # type: ignore[attr-defined]
        self.fields["version"].initial = about.version if about else 0
        if mine:
            for name in ("stance", "reason", "ground", "would_help"):
                self.fields[name].initial = getattr(mine.answer, name)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.about is not None and given.get("version") != self.about.version:
            raise forms.ValidationError(
                _("Le texte a changé depuis que vous l’avez lu. Relisez-le ci-dessus, puis répondez.")
            )
        if given.get("stance") == "objection":
            if not given.get("reason", "").strip():
                self.add_error(
                    "reason", _("Dites en une phrase ce que vous ne pouvez pas accepter, et pourquoi.")
                )
            if not given.get("ground"):
                self.add_error("ground", _("Choisissez une des deux raisons."))
        if given.get("stance") == "concern" and not given.get("reason", "").strip():
            self.add_error("reason", _("Dites votre crainte en une phrase."))
        return given

    def answer(self) -> Any:
        given = self.cleaned_data
        words = given["stance"] in ("objection", "concern")
        objects = given["stance"] == "objection"
        return KIND.Answer(
            stance=given["stance"],
            ground=given["ground"] if objects else "",
            reason=given["reason"].strip() if words else "",
            would_help=given["would_help"].strip() if objects else "",
            version=given["version"],
        )
