"""The text, why, and the date when the group will look back. To adjust: keep, change or take back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.base import clock
from polyphonie.steps.propose.kind import KIND

LONGEST = 4000


class Form(forms.Form):
    situation = forms.CharField(
        label=_("Quelle situation vécue rend cette décision utile ? (facultatif)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label=_("Votre proposition"),
        help_text=_("Une ou deux phrases, assez courtes pour être lues à voix haute."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez d’abord la proposition, en une ou deux phrases.")},
    )
    review_on = forms.DateField(
        label=_("On revoit cette décision le"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choisissez la date où le groupe reverra cette décision."),
            "invalid": _("Écrivez la date ainsi : 2027-03-31."),
        },
    )
    withdrawn = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        before = mine.answer if mine else about
        self.fields["text"].initial = before.text if before else ""
        default = clock.today() + timedelta(days=settings.review_days)
        self.fields["review_on"].initial = (before.review_on if before else "") or default.isoformat()
        self.fields["review_on"].widget.attrs |= {
            "min": (clock.today() + timedelta(days=1)).isoformat(),
            "max": (clock.today() + timedelta(days=365)).isoformat(),
        }
        if about is not None:
            del self.fields["situation"]
            if self.data.get("withdrawn"):
                self.fields["text"].required = self.fields["review_on"].required = False
        elif mine:
            self.fields["situation"].initial = mine.answer.situation

    def clean_review_on(self) -> date | None:
        chosen: date | None = self.cleaned_data["review_on"]
        if chosen and not clock.today() < chosen <= clock.today() + timedelta(days=365):
            raise forms.ValidationError(_("Choisissez une date à partir de demain, et dans l’année."))
        return chosen

    def answer(self) -> Any:
        given = self.cleaned_data
        return KIND.Answer(
            text=given["text"].strip(),
            review_on=given["review_on"].isoformat() if given["review_on"] else "",
            situation=given.get("situation", "").strip(),
            withdrawn=bool(self.about is not None and given["withdrawn"]),
        )
