"""For whoever carries the text: the next text, and how it answers each objection. For an objector: lift, or not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from polyphonie.steps.integrate.kind import KIND


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.carries = me is not None and settings.carried_by in me.roles
        self.objects = me is not None and any(o.ref == me.ref for o in about.objections)
        had = mine.answer if mine else None
        if self.carries:
            self._carrier_fields(had)
        if self.objects:
            self.fields["lifted"] = forms.BooleanField(
                label=_("Ce texte répond à mon objection : je la lève"),
                required=False,
                initial=bool(had and had.lifted),
            )

    def _carrier_fields(self, had: Any) -> None:
        how = dict(had.how) if had else {}
        for number, objection in enumerate(self.about.objections):
            self.fields[f"how_{number}"] = forms.CharField(
                label=_("Ce qui change pour répondre à %(name)s")
                % {"name": objection.by or _("cette objection")},
                help_text=_asked(objection),
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=how.get(objection.ref, ""),
            )
        self.fields["text"] = forms.CharField(
            label=_("Le nouveau texte"),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=(had.text if had and had.text else self.about.text),
            required=not self.data.get("withdrawn"),
        )
        self.fields["withdrawn"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def answer(self) -> Any:
        given = self.cleaned_data
        how = tuple(
            (objection.ref, words.strip())
            for number, objection in enumerate(self.about.objections)
            if (words := given.get(f"how_{number}", "")) and words.strip()
        )
        return KIND.Answer(
            text=given.get("text", "").strip(),
            review_on=self.about.review_on if self.carries else "",
            how=how,
            lifted=bool(given.get("lifted")),
            withdrawn=bool(self.carries and given.get("withdrawn")),
        )


def _asked(objection: Any) -> str:
    """Why somebody objects, and what they say would help: for whoever carries the text, while it changes."""
    helps = objection.would_help
    return f"{objection.reason} {_('Ce qui aiderait :')} {helps}" if helps else str(objection.reason)
